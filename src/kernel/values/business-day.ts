import holidayJp from '@holiday-jp/holiday_jp';
import { AppError } from '../errors.js';

/*
 * When the office is open: 地方自治法第4条の2 lets an ordinance close it on Saturdays, Sundays, national holidays
 * and at the turn of the year, which every municipality sets as 12-29 to 01-03 like the state
 * (行政機関の休日に関する法律第1条). Other days need the consent of few (沖縄県の慰霊の日 06-23, 広島市の平和記念日 08-06);
 * those come in as closures.
 *
 * The list of holidays covers 1970 to 2050. The Cabinet Office fixes the two equinoxes in February of the year
 * before; later ones are astronomers' reckoning under the present law, good for a forecast.
 */
const HOLIDAYS: Readonly<Record<string, { name: string }>> = holidayJp.holidays;
const YEARS = Object.keys(HOLIDAYS).map((date) => Number(date.slice(0, 4)));
const FIRST_YEAR = Math.min(...YEARS);
const LAST_YEAR = Math.max(...YEARS);

/** Further days on which one municipality is closed, as yyyy-mm-dd. */
export type Closures = ReadonlySet<string>;

const NO_CLOSURES: Closures = new Set();

/**
 * Japanese name of the national holiday, or null. Throws invalidInput outside the years of the list: it would be a
 * guess. A substitute is only called 振替休日, because the list names the wrong day for some (2026-05-06 stands for
 * 05-03, which is 憲法記念日, and the list says こどもの日).
 */
export function nationalHoliday(date: Temporal.PlainDate): string | null {
  if (date.year < FIRST_YEAR || date.year > LAST_YEAR) {
    throw new AppError(
      'invalidInput',
      `holidays are known from ${FIRST_YEAR} to ${LAST_YEAR}, not for ${date}`,
    );
  }
  const name = HOLIDAYS[date.toString()]?.name ?? null;
  return name?.endsWith('振替休日') ? '振替休日' : name;
}

const SATURDAY = 6;

const isYearEnd = ({ month, day }: Temporal.PlainDate): boolean =>
  (month === 12 && day >= 29) || (month === 1 && day <= 3);

/** Whether the office is open on this day (開庁日). Throws like nationalHoliday. */
export const isBusinessDay = (date: Temporal.PlainDate, closures: Closures = NO_CLOSURES): boolean =>
  nationalHoliday(date) === null &&
  date.dayOfWeek < SATURDAY &&
  !isYearEnd(date) &&
  !closures.has(date.toString());

/**
 * The n-th business day after a day, or before it for a negative n; 0 gives the day itself. The day itself is
 * not counted (民法第140条): received on a Monday, one business day later is Tuesday, and received on a Saturday
 * it is Monday.
 */
export function addBusinessDays(
  date: Temporal.PlainDate,
  n: number,
  closures: Closures = NO_CLOSURES,
): Temporal.PlainDate {
  if (!Number.isInteger(n)) throw new AppError('invalidInput', `${n} is no number of days`);
  const step = { days: Math.sign(n) };
  let day = date;
  for (let left = Math.abs(n); left > 0; ) {
    day = day.add(step);
    if (isBusinessDay(day, closures)) left -= 1;
  }
  return day;
}

/**
 * How many business days lie between, the first day not counted and the last one counted: addBusinessDays(from, n)
 * is n away. Negative when the second day is the earlier one.
 */
export function businessDaysBetween(
  from: Temporal.PlainDate,
  to: Temporal.PlainDate,
  closures: Closures = NO_CLOSURES,
): number {
  const direction = Temporal.PlainDate.compare(to, from);
  let count = 0;
  for (let day = from; !day.equals(to); ) {
    day = day.add({ days: direction });
    if (isBusinessDay(day, closures)) count += direction;
  }
  return count;
}

/**
 * The day itself when the office is open, else the next day on which it is. So a deadline that falls on a closed
 * day moves (地方自治法第4条の2第4項).
 */
export function onOrNextBusinessDay(
  date: Temporal.PlainDate,
  closures: Closures = NO_CLOSURES,
): Temporal.PlainDate {
  return isBusinessDay(date, closures) ? date : addBusinessDays(date, 1, closures);
}
