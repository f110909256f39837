import { type FiscalYear, fiscalYear, fiscalYearOf } from '#kernel/values/fiscal-year.js';
import { type Counts, countedFigures, lacksExternal, monthsBegun } from './counting.js';
import type { Figure, Indicator, Measure, Plan } from './definition.js';
import type { IndicatorView, IndicatorYear, MeasureView, PlanView, PublishedJudgement } from './model.js';
import {
  achievedOf,
  judgeIndicator,
  judgeMeasure,
  judgeMeasureYears,
  judgeYear,
  type RatingRule,
} from './ratings.js';

/** A document as stored, with what the store knows about it. */
export interface Stored<Document> {
  document: Document;
  version: number;
  changedAt: Temporal.Instant;
}

export interface PlanParts {
  plan: Stored<Plan>;
  measures: readonly Stored<Measure>[];
  /** By measure number and indicator id; see countKey. */
  counts: ReadonlyMap<string, readonly Counts[]>;
  judgements: ReadonlyMap<string, PublishedJudgement>;
  rule: RatingRule;
  asOf: Temporal.PlainDate;
}

export const countKey = (measure: string, indicator: string): string => `${measure} ${indicator}`;

const yearsOf = ({ values }: Indicator): FiscalYear[] =>
  Object.keys(values).map((key) => fiscalYear(Number(key)));

/** The target of a year: its own, or the last one before it where targets are said to stand for later years. */
function targetIn(indicator: Indicator, year: FiscalYear): { target: Figure | null; stands: boolean } {
  const own = indicator.values[year]?.target;
  if (own !== undefined) return { target: own, stands: false };
  if (!indicator.targetStands) return { target: null, stands: false };
  const before = yearsOf(indicator)
    .filter((other) => other < year && indicator.values[other]?.target !== undefined)
    .sort((a, b) => a - b)
    .at(-1);
  const standing = before === undefined ? undefined : indicator.values[before]?.target;
  return standing === undefined ? { target: null, stands: false } : { target: standing, stands: true };
}

/** The same for a view, which holds only the years for which something is written: a target may stand beyond them. */
export const targetFor = ({ years, targetStands }: IndicatorView, year: FiscalYear): Figure | null =>
  years.find((one) => one.fiscalYear === year)?.target ??
  (targetStands ? years.findLast((one) => one.fiscalYear < year && one.target !== null)?.target : null) ??
  null;

export function assembleIndicator(
  indicator: Indicator,
  counts: readonly Counts[],
  { rule, asOf }: Pick<PlanParts, 'rule' | 'asOf'>,
): IndicatorView {
  const current = fiscalYearOf(asOf);
  const counted = indicator.count
    ? countedFigures(indicator.count, counts, asOf)
    : new Map<FiscalYear, number | null>();
  const fiscalYears = [...new Set([...yearsOf(indicator), ...counted.keys()])].sort((a, b) => a - b);
  const years = fiscalYears.map((year): IndicatorYear => {
    const written = indicator.values[year];
    const { target, stands } = targetIn(indicator, year);
    const figure = counted.get(year) ?? null;
    // What a closed year was reported with stays; the running year is counted where it can be.
    const isCounted = figure !== null && (written?.result === undefined || year === current);
    const result = isCounted ? figure : (written?.result ?? null);
    const months = monthsBegun(year, asOf);
    const achieved = achievedOf(indicator.kind, { target, result, achieved: written?.achieved ?? null });
    return {
      fiscalYear: year,
      target,
      targetStands: stands,
      result,
      source: isCounted ? 'counted' : 'typed',
      achieved,
      note: written?.note ?? null,
      running: months > 0 && months < 12,
      ...judgeYear(rule, indicator, {
        fiscalYear: year,
        target,
        result,
        achieved,
        months,
        lacksExternal: indicator.count !== undefined && lacksExternal(indicator.count, year),
      }),
    };
  });
  const { values: _, ...rest } = indicator;
  return {
    ...rest,
    ...judgeIndicator(years),
    years,
    latest: years.findLast(({ result }) => result !== null) ?? null,
    aim: aimOf(years, current),
    isCounted: indicator.count !== undefined,
  };
}

function aimOf(years: readonly IndicatorYear[], current: FiscalYear): IndicatorYear | null {
  const withTarget = years.filter(({ target }) => target !== null);
  return withTarget.find(({ fiscalYear: year }) => year >= current) ?? withTarget.at(-1) ?? null;
}

export function assembleMeasure(
  { document, version, changedAt }: Stored<Measure>,
  parts: Pick<PlanParts, 'plan' | 'counts' | 'judgements' | 'rule' | 'asOf'>,
): MeasureView {
  const indicators = document.indicators.map((indicator) =>
    assembleIndicator(indicator, parts.counts.get(countKey(document.number, indicator.id)) ?? [], parts),
  );
  const pillar = parts.plan.document.pillars.find(({ id }) => id === document.pillar);
  if (!pillar) throw new Error(`measure ${document.number} names the unknown pillar ${document.pillar}`);
  return {
    ...document,
    pillar,
    indicators,
    ...judgeMeasure(parts.rule, indicators),
    years: judgeMeasureYears(parts.rule, indicators),
    judgement: parts.judgements.get(document.number) ?? null,
    version,
    changedAt,
  };
}

/** Measures stand in the order of the pillars, within a pillar by number: 1-2 before 1-10. */
export function assemblePlan(parts: PlanParts): PlanView {
  const place = new Map(parts.plan.document.pillars.map(({ id }, index) => [id, index]));
  return {
    plan: parts.plan.document,
    version: parts.plan.version,
    measures: parts.measures
      .map((stored) => assembleMeasure(stored, parts))
      .sort(
        (a, b) =>
          (place.get(a.pillar.id) ?? 0) - (place.get(b.pillar.id) ?? 0) ||
          a.number.localeCompare(b.number, 'en', { numeric: true }),
      ),
    asOf: parts.asOf,
    fiscalYear: fiscalYearOf(parts.asOf),
  };
}
