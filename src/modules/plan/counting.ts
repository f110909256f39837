import { ZONE } from '#kernel/clock.js';
import type { YearCount, YearlyCount } from '#kernel/journal/count-by-year.js';
import type { EntryFilter } from '#kernel/journal/journal.js';
import { businessDaysBetween } from '#kernel/values/business-day.js';
import { type FiscalYear, fiscalYear, fiscalYearOf, fiscalYearStart } from '#kernel/values/fiscal-year.js';
import type { CountBinding, JournalCount } from './definition.js';
import type { CountsSoFar } from './model.js';

/*
 * From a binding to what is asked of the journal, and from the answers to figures by fiscal year. Pure.
 */

/** Answer of the journal to one question. */
export type Counts = ReadonlyMap<FiscalYear, YearCount>;

const WITHIN = { openDay: 'day', month: 'month', fiscalYear: 'fiscalYear', cumulative: 'ever' } as const;

export const startOfDay = (date: Temporal.PlainDate): Temporal.Instant =>
  date.toZonedDateTime(ZONE).toInstant();

const firstDay = (month: string): Temporal.PlainDate =>
  Temporal.PlainYearMonth.from(month).toPlainDate({ day: 1 });

/** Entries that one side of a binding counts, from the month on in which the service began or a later day. */
export function filterOf(
  { from: began }: CountBinding,
  { entry, where, less }: JournalCount,
  since?: Temporal.PlainDate,
): EntryFilter {
  const days = [...(began === undefined ? [] : [firstDay(began)]), ...(since ? [since] : [])];
  const from = days.sort(Temporal.PlainDate.compare).at(-1);
  return {
    type: less === undefined ? entry : [entry, less],
    where,
    ...(from ? { from: startOfDay(from) } : {}),
  };
}

/** Questions of a binding: the numerator and, for a ratio, the denominator. */
export const questionsOf = (binding: CountBinding, since?: Temporal.PlainDate): YearlyCount[] =>
  [binding.numerator, ...(binding.denominator ? [binding.denominator] : [])].map((count) => ({
    filter: filterOf(binding, count, since),
    distinct: count.distinct ?? 'entry',
    less: count.less,
    within: WITHIN[binding.period],
  }));

/** Questions for what the running month and the running year have brought: month and year, side by side. */
export function soFarQuestions(binding: CountBinding, on: Temporal.PlainDate): YearlyCount[] {
  const starts = [on.with({ day: 1 }), fiscalYearStart(fiscalYearOf(on))];
  const [month = [], year = []] = starts.map((start) => questionsOf(binding, start));
  return month.flatMap((question, side) => [question, ...(year[side] ? [year[side]] : [])]);
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

const countIn = (counts: Counts, year: FiscalYear): number => counts.get(year)?.count ?? 0;

const external = (binding: CountBinding, side: 'numerator' | 'denominator', year: FiscalYear): number =>
  binding.external
    .filter((channel) => channel.side === side)
    .reduce((sum, { values }) => sum + (values[year] ?? 0), 0);

/** Some channel outside the system has no number for the year yet. */
export const lacksExternal = ({ external: channels }: CountBinding, year: FiscalYear): boolean =>
  channels.some(({ values }) => values[year] === undefined);

const yearsBetween = (first: FiscalYear, last: FiscalYear): FiscalYear[] =>
  Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => fiscalYear(first + index));

/** The day on which counting begins: as stated, or that of the first entry or typed year; null before there is any. */
function beginningOf(binding: CountBinding, answers: readonly Counts[]): Temporal.PlainDate | null {
  if (binding.from !== undefined) return firstDay(binding.from);
  const days = [
    ...answers.flatMap((counts) => [...counts.values()].map(({ first }) => first)),
    ...binding.external.flatMap(({ values }) =>
      Object.keys(values).map((key) => fiscalYearStart(fiscalYear(Number(key)))),
    ),
  ];
  return days.sort(Temporal.PlainDate.compare)[0] ?? null;
}

/** Months of a fiscal year that have begun on a day, without those before the month in which counting began. */
function monthsCounted(year: FiscalYear, begun: Temporal.PlainDate, on: Temporal.PlainDate): number {
  const before = year === fiscalYearOf(begun) ? monthsBegun(year, begun) - 1 : 0;
  return monthsBegun(year, on) - before;
}

/** Days of a fiscal year on which the office was open until a day, from that on which counting began; at least one. */
function openDaysCounted(year: FiscalYear, begun: Temporal.PlainDate, on: Temporal.PlainDate): number {
  const earliest = [fiscalYearStart(year), begun].sort(Temporal.PlainDate.compare)[1] ?? begun;
  const last = fiscalYearStart(fiscalYear(year + 1)).subtract({ days: 1 });
  const latest = [last, on].sort(Temporal.PlainDate.compare)[0] ?? on;
  return Math.max(1, businessDaysBetween(earliest.subtract({ days: 1 }), latest));
}

/** By what the sum of a year is divided. */
const SHARES = {
  fiscalYear: () => 1,
  cumulative: () => 1,
  month: monthsCounted,
  openDay: openDaysCounted,
} as const satisfies Record<CountBinding['period'], typeof monthsCounted>;

/**
 * Figures by fiscal year, from the year in which counting began to the running one; null for a year that waits for the
 * number of a channel outside the system. A year whose denominator is nought has none. An average of months counts
 * those that have begun, from the one on in which counting began; an average of days those on which the office was open.
 */
export function countedFigures(
  binding: CountBinding,
  answers: readonly Counts[],
  on: Temporal.PlainDate,
): ReadonlyMap<FiscalYear, number | null> {
  const figures = new Map<FiscalYear, number | null>();
  const begun = beginningOf(binding, answers);
  const [numerator, denominator] = answers;
  if (!numerator || !begun || Temporal.PlainDate.compare(begun, on) > 0) return figures;
  const first = fiscalYearOf(begun);
  for (const year of yearsBetween(first, fiscalYearOf(on))) {
    // A state at the end of a year stands on all years before it.
    const summed = binding.period === 'cumulative' ? yearsBetween(first, year) : [year];
    if (summed.some((one) => lacksExternal(binding, one))) {
      figures.set(year, null);
      continue;
    }
    const total = (side: 'numerator' | 'denominator', counts: Counts): number =>
      summed.reduce((sum, one) => sum + countIn(counts, one) + external(binding, side, one), 0);
    const above = total('numerator', numerator);
    if (denominator) {
      const below = total('denominator', denominator);
      if (below > 0) figures.set(year, twoDecimals((above / below) * 100));
    } else {
      figures.set(year, twoDecimals(above / SHARES[binding.period](year, begun, on)));
    }
  }
  return figures;
}

const twoDecimals = (value: number): number => Math.round(value * 100) / 100;
