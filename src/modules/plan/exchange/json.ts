import type { Municipality } from '#kernel/tenancy/municipality.js';
import type { IndicatorView, MeasureView, PlanView } from '../model.js';
import { LICENCE } from './licence.js';

/** The whole plan for programs: documents, counted figures with their source, ratings. Identifiers as in the API. */
export function planJson({ plan, measures, asOf, fiscalYear }: PlanView, municipality: Municipality) {
  return {
    municipality: { code: municipality.code, slug: municipality.slug, name: municipality.name },
    licence: { ...LICENCE, attribution: municipality.name },
    asOf: asOf.toString(),
    fiscalYear,
    plan,
    measures: measures.map(measureJson),
  };
}

function measureJson({
  pillar,
  indicators,
  version,
  changedAt,
  judgement,
  why: _why,
  ...measure
}: MeasureView) {
  return {
    ...measure,
    pillar: pillar.id,
    indicators: indicators.map(indicatorJson),
    judgement: judgement && { ...judgement, publishedOn: judgement.publishedOn.toString() },
    version,
    changedAt: changedAt.toString(),
  };
}

/** The binding of a count is shown too: who reuses a figure can see what was counted. */
function indicatorJson({ years, latest: _latest, aim: _aim, why: _why, ...indicator }: IndicatorView) {
  return {
    ...indicator,
    values: years.map(({ why: _yearWhy, ...year }) => year),
  };
}
