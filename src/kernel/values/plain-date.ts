import { z } from 'zod';
import { AppError } from '../errors.js';

/*
 * A date without a time is text (2026-11-20) or a Temporal.PlainDate, never a Date. `new Date('2026-11-20')` is
 * midnight in Greenwich and `new Date(2026, 10, 20)` midnight where the server stands; `toISOString()` of the
 * second in Japan says 2026-11-19, and a birthday or a deadline has moved by a day.
 */

/** A day that exists, as ISO 8601 writes it: 2026-11-20. */
export const PlainDateText = z.iso.date().brand<'PlainDateText'>().describe('Date, yyyy-mm-dd');
export type PlainDateText = z.infer<typeof PlainDateText>;

export const plainDate = (text: PlainDateText): Temporal.PlainDate => Temporal.PlainDate.from(text);

/** The day that a text writes by ISO 8601, as a date control sends it; null for anything else. */
export function readPlainDate(text: string): Temporal.PlainDate | null {
  const found = PlainDateText.safeParse(text);
  return found.success ? plainDate(found.data) : null;
}

/** Text of a date in any calendar. Throws a ZodError beyond the years 0000 to 9999. */
export const plainDateText = (date: Temporal.PlainDate): PlainDateText =>
  PlainDateText.parse(date.withCalendar('iso8601').toString());

/**
 * Age in full years during a day: it changes at the first moment of the birthday, and for somebody born on
 * 29 February at the first moment of 1 March in a common year. This is the age of everyday life and of
 * screens. Throws invalidInput for a day before birth.
 */
export function ageOn(birth: Temporal.PlainDate, date: Temporal.PlainDate): number {
  if (Temporal.PlainDate.compare(date, birth) < 0) {
    throw new AppError('invalidInput', `no age on ${date}: born ${birth}`);
  }
  const hadBirthday = date.month > birth.month || (date.month === birth.month && date.day >= birth.day);
  return date.year - birth.year - (hadBirthday ? 0 : 1);
}

/**
 * The day on which the law says that an age is reached (達した日): the day before the birthday, at whose end the
 * year is full (年齢計算ニ関スル法律, 明治35年法律第50号; 民法第143条). So a child born on 1 April reaches six on
 * 31 March and starts school a year before one born on 2 April. A year that has no 29 February is full at the
 * end of 28 February (民法第143条第2項).
 */
export function dayAgeReached(birth: Temporal.PlainDate, age: number): Temporal.PlainDate {
  const birthday = birth.add({ years: age }, { overflow: 'constrain' });
  return birthday.day === birth.day ? birthday.subtract({ days: 1 }) : birthday;
}

/** Age at the end of a day, which is the one that a law's "on the day on which the person reaches" looks at. */
export const ageAtEndOf = (birth: Temporal.PlainDate, date: Temporal.PlainDate): number =>
  ageOn(birth, date.add({ days: 1 }));
