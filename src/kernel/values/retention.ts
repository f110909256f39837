import { ZONE } from '../clock.js';
import { fiscalYear, fiscalYearOf, fiscalYearStart } from './fiscal-year.js';

/**
 * What was closed before this moment has been kept for so many years: retention begins with the fiscal year after the
 * one in which it was closed (文書の保存期間は完結した年度の翌年度の初日から).
 */
export const endOfRetention = (years: number, day: Temporal.PlainDate): Temporal.Instant =>
  fiscalYearStart(fiscalYear(fiscalYearOf(day) - years))
    .toZonedDateTime(ZONE)
    .toInstant();
