import { z } from 'zod';

/**
 * A Japanese fiscal year, named by the calendar year in which it starts: 2026 is 2026-04-01 to 2027-03-31. The
 * first one to begin in April was 1886 (明治19年度); a road or a school of 昭和40年度 must have a year too.
 */
export const FiscalYear = z
  .number()
  .int()
  .min(1886)
  .max(2100)
  .brand<'FiscalYear'>()
  .describe('Fiscal year (April to March), named by its first calendar year');
export type FiscalYear = z.infer<typeof FiscalYear>;

const FIRST_MONTH = 4;

export const fiscalYear = (year: number): FiscalYear => FiscalYear.parse(year);

export const fiscalYearOf = (date: Temporal.PlainDate): FiscalYear =>
  fiscalYear(date.month >= FIRST_MONTH ? date.year : date.year - 1);

export const fiscalYearStart = (year: FiscalYear): Temporal.PlainDate =>
  Temporal.PlainDate.from({ year, month: FIRST_MONTH, day: 1 });

/** The day after the last day, so that ranges are half-open. */
export const fiscalYearEnd = (year: FiscalYear): Temporal.PlainDate =>
  fiscalYearStart(year).add({ years: 1 });

/** The twelve months, April first. */
export const fiscalMonths = (year: FiscalYear): Temporal.PlainYearMonth[] =>
  Array.from({ length: 12 }, (_, index) =>
    Temporal.PlainYearMonth.from({ year, month: FIRST_MONTH }).add({ months: index }),
  );
