import { ZONE } from '#kernel/clock.js';
import type { YearlyCount } from '#kernel/journal/count-by-year.js';
import type { EntryFilter } from '#kernel/journal/journal.js';
import { type FiscalYear, fiscalYear, fiscalYearOf, fiscalYearStart } from '#kernel/values/fiscal-year.js';
import type { CountBinding, JournalCount } from './definition.js';
import type { CountsSoFar } from './model.js';

/*
 * From a binding to what is asked of the journal, and from the answers to figures by fiscal year. Pure.
 */

type Counts = ReadonlyMap<FiscalYear, number>;

const WITHIN = { month: 'month', fiscalYear: 'fiscalYear', cumulative: 'ever' } as const;

export const filterOf = ({ entry, where }: JournalCount): EntryFilter => ({ type: entry, where });

export function questionOf(count: JournalCount, period: CountBinding['period']): YearlyCount {
  return { filter: filterOf(count), distinct: count.distinct ?? 'entry', within: WITHIN[period] };
}

/** Questions of a binding: the numerator and, for a ratio, the denominator. */
export const questionsOf = ({ numerator, denominator, period }: CountBinding): YearlyCount[] => [
  questionOf(numerator, period),
  ...(denominator ? [questionOf(denominator, period)] : []),
];

export const startOfDay = (date: Temporal.PlainDate): Temporal.Instant =>
  date.toZonedDateTime(ZONE).toInstant();

/** Questions for what the running month and the running year have brought: month and year, side by side. */
export function soFarQuestions(binding: CountBinding, on: Temporal.PlainDate): YearlyCount[] {
  const starts = [on.with({ day: 1 }), fiscalYearStart(fiscalYearOf(on))];
  return questionsOf(binding).flatMap((question) =>
    starts.map((start) => ({ ...question, filter: { ...question.filter, from: startOfDay(start) } })),
  );
}

/** The answers to those questions, in their order. */
export const countsSoFarOf = ([month = 0, year = 0, ...below]: readonly number[]): CountsSoFar => ({
  numerator: { month, year },
  denominator: below.length > 0 ? { month: below[0] ?? 0, year: below[1] ?? 0 } : null,
});

/** Months of a fiscal year that have begun on a day, the running one counted: 0 to 12. */
export function monthsBegun(year: FiscalYear, on: Temporal.PlainDate): number {
  const current = fiscalYearOf(on);
  if (year < current) return 12;
  if (year > current) return 0;
  return ((on.month + 8) % 12) + 1;
}

const external = (binding: CountBinding, side: 'numerator' | 'denominator', year: FiscalYear): number =>
  binding.external
    .filter((channel) => channel.side === side)
    .reduce((sum, { values }) => sum + (values[year] ?? 0), 0);

/** Sum of the year, or of all years up to it where the state is what counts. */
function total(
  binding: CountBinding,
  side: 'numerator' | 'denominator',
  counts: Counts,
  year: FiscalYear,
): number {
  const inYear = (counts.get(year) ?? 0) + external(binding, side, year);
  if (binding.period !== 'cumulative') return inYear;
  const earlier = new Set([
    ...counts.keys(),
    ...binding.external.flatMap(({ values }) => Object.keys(values).map((key) => fiscalYear(Number(key)))),
  ]);
  return [...earlier]
    .filter((other) => other < year)
    .reduce((sum, other) => sum + (counts.get(other) ?? 0) + external(binding, side, other), inYear);
}

const twoDecimals = (value: number): number => Math.round(value * 100) / 100;

/**
 * Figures by fiscal year, from the year of the first entry (or typed external count) to the running one. A year
 * whose denominator is nought has none. An average of months counts those that have begun.
 */
export function countedFigures(
  binding: CountBinding,
  [numerator, denominator]: readonly Counts[],
  on: Temporal.PlainDate,
): ReadonlyMap<FiscalYear, number> {
  const figures = new Map<FiscalYear, number>();
  const current = fiscalYearOf(on);
  const known = [
    ...(numerator?.keys() ?? []),
    ...(denominator?.keys() ?? []),
    ...binding.external.flatMap(({ values }) => Object.keys(values).map((key) => fiscalYear(Number(key)))),
  ];
  if (known.length === 0 || !numerator) return figures;
  for (let year = Math.min(...known); year <= current; year += 1) {
    const fy = fiscalYear(year);
    const above = total(binding, 'numerator', numerator, fy);
    if (denominator) {
      const below = total(binding, 'denominator', denominator, fy);
      if (below > 0) figures.set(fy, twoDecimals((above / below) * 100));
    } else {
      figures.set(fy, binding.period === 'month' ? twoDecimals(above / monthsBegun(fy, on)) : above);
    }
  }
  return figures;
}
