import type { z } from 'zod';
import type { Comparison, IndicatorView, MeasureVersion, MeasureView, PlanView } from '../model.js';
import type { Snapshot } from '../review/snapshot.js';
import type {
  ApiComparison,
  ApiIndicator,
  ApiMeasure,
  ApiMeasureSheet,
  ApiPlan,
  ApiReview,
} from './api-schemas.js';

/* From what the product knows to what the API promises. */

export const indicatorAnswer = (indicator: IndicatorView): z.infer<typeof ApiIndicator> => ({
  id: indicator.id,
  name: indicator.name,
  unit: indicator.unit ?? null,
  kind: indicator.kind,
  direction: indicator.direction,
  definition: indicator.definition ?? null,
  common: indicator.common ?? null,
  counted: indicator.isCounted,
  rating: indicator.rating,
  values: indicator.years.map(({ why: _, ...year }) => year),
});

export const measureAnswer = (measure: MeasureView): z.infer<typeof ApiMeasure> => ({
  number: measure.number,
  label: measure.label,
  name: measure.title,
  department: measure.departments[0] ?? null,
  departments: measure.departments,
  stage: measure.stage,
  pillar: { id: measure.pillar.id, label: measure.pillar.label, title: measure.pillar.title },
  yearListed: measure.yearListed ?? null,
  rating: measure.rating,
  indicators: measure.indicators.map(indicatorAnswer),
});

const judgementAnswer = ({ judgement }: MeasureView) =>
  judgement && { ...judgement, publishedOn: judgement.publishedOn.toString() };

export const sheetAnswer = (
  measure: MeasureView,
  history: readonly MeasureVersion[],
): z.infer<typeof ApiMeasureSheet> => ({
  ...measureAnswer(measure),
  yearEnded: measure.yearEnded ?? null,
  endReason: measure.endReason ?? null,
  stageHistory: measure.stageHistory.map((step) => ({ ...step, reason: step.reason ?? null })),
  purpose: measure.purpose ?? null,
  state: measure.state ?? null,
  outlook: measure.outlook ?? null,
  progress: measure.progress,
  schedule: measure.schedule,
  tags: measure.tags,
  related: measure.related,
  systems: measure.systems,
  listedOnly: measure.listedOnly,
  why: measure.why,
  indicatorChanges: measure.indicators.map(({ id, changes }) => ({ indicator: id, changes })),
  judgement: judgementAnswer(measure),
  version: measure.version,
  changedAt: measure.changedAt.toString(),
  history: history.map(({ changedAt, changes, ...version }) => ({
    ...version,
    changedAt: changedAt.toString(),
    changes: [...changes],
  })),
});

export const planAnswer = ({ plan, measures, version, asOf }: PlanView): z.infer<typeof ApiPlan> => ({
  id: plan.id,
  title: plan.title,
  summary: plan.summary,
  period: { from: plan.period.from, to: plan.period.to ?? null },
  adoptedOn: plan.adoptedOn ?? null,
  source: { title: plan.source.title, publisher: plan.source.publisher, asOf: plan.source.asOf ?? null },
  revisions: plan.revisions,
  background: plan.background ?? null,
  principles: plan.principles,
  pillars: plan.pillars,
  bodies: plan.bodies,
  reviewCycle: plan.reviewCycle ?? null,
  terms: plan.terms.map((term) => ({ ...term, reading: term.reading ?? null })),
  measures: measures.length,
  version,
  asOf: asOf.toString(),
});

export const comparisonAnswer = ({ entries, ...comparison }: Comparison): z.infer<typeof ApiComparison> => ({
  ...comparison,
  entries: entries.map(({ indicator, ...entry }) => ({ ...entry, indicator: indicatorAnswer(indicator) })),
});

export const reviewAnswer = ({
  fiscalYear,
  publishedAt,
  hash,
  plan,
}: Snapshot): z.infer<typeof ApiReview> => ({
  fiscalYear,
  publishedAt: publishedAt.toString(),
  sha256: hash,
  items: plan.measures.map((measure) => ({ ...measureAnswer(measure), judgement: judgementAnswer(measure) })),
  next: null,
  total: plan.measures.length,
});
