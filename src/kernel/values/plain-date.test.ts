import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AppError } from '../errors.js';
import {
  ageAtEndOf,
  ageOn,
  dayAgeReached,
  PlainDateText,
  plainDate,
  plainDateText,
  readPlainDate,
} from './plain-date.js';

const day = (text: string) => Temporal.PlainDate.from(text);

const exists = (text: string): boolean => {
  try {
    Temporal.PlainDate.from(text);
    return true;
  } catch {
    return false;
  }
};

describe('PlainDateText', () => {
  it('holds exactly the days that Temporal knows', () => {
    const number = (max: number, width: number) =>
      fc.integer({ min: 0, max }).map((value) => String(value).padStart(width, '0'));
    fc.assert(
      fc.property(number(9999, 4), number(14, 2), number(33, 2), (year, month, date) => {
        const text = `${year}-${month}-${date}`;
        expect(PlainDateText.safeParse(text).success).toBe(exists(text));
      }),
      { numRuns: 1000 },
    );
  });

  it.each(['2024-02-29', '2000-02-29'])('knows %s', (text) => {
    expect(PlainDateText.parse(text)).toBe(text);
  });

  it.each([
    '2026-02-29',
    '1900-02-29',
    '2026-4-1',
    '2026/04/01',
    '2026-04-01T00:00',
    ' 2026-04-01',
    '20260401',
  ])('refuses %s', (text) => {
    expect(PlainDateText.safeParse(text).success).toBe(false);
  });

  it('goes to Temporal and back, from any calendar', () => {
    const date = plainDate(PlainDateText.parse('2026-11-20'));
    expect(plainDateText(date)).toBe('2026-11-20');
    expect(plainDateText(date.withCalendar('japanese'))).toBe('2026-11-20');
  });

  it('has no text for a year of five digits', () => {
    expect(() => plainDateText(day('+010000-01-01'))).toThrow();
  });
});

describe('age', () => {
  it.each([
    ['2000-04-01', '2018-03-31', 17],
    ['2000-04-01', '2018-04-01', 18],
    ['2004-02-29', '2022-02-28', 17],
    ['2004-02-29', '2022-03-01', 18],
    ['2004-02-29', '2024-02-28', 19],
    ['2004-02-29', '2024-02-29', 20],
    ['2026-11-20', '2026-11-20', 0],
  ])('born %s is on %s aged %i', (birth, date, age) => {
    expect(ageOn(day(birth), day(date))).toBe(age);
  });

  it('refuses a day before birth', () => {
    expect(() => ageOn(day('2026-11-20'), day('2026-11-19'))).toThrow(AppError);
  });

  it.each([
    ['2020-04-01', 6, '2026-03-31', 'starts school in April 2026'],
    ['2020-04-02', 6, '2026-04-01', 'starts school in April 2027'],
    ['1961-01-01', 65, '2025-12-31', 'over a new year'],
    ['2004-02-29', 18, '2022-02-28', 'a year without 29 February'],
    ['2004-02-29', 20, '2024-02-28', 'a year with one'],
    ['2004-03-01', 20, '2024-02-29', 'the eve is a leap day'],
  ])('born %s reaches %i on %s: %s', (birth, age, reached) => {
    expect(dayAgeReached(day(birth), age).toString()).toBe(reached);
  });

  it('is reached at the end of that day and not a day earlier', () => {
    const birth = fc.nat({ max: 47_000 }).map((offset) => day('1900-01-01').add({ days: offset }));
    fc.assert(
      fc.property(birth, fc.integer({ min: 1, max: 120 }), (born, age) => {
        const reached = dayAgeReached(born, age);
        expect(ageAtEndOf(born, reached)).toBe(age);
        expect(ageOn(born, reached)).toBe(age - 1);
        expect(ageAtEndOf(born, reached.subtract({ days: 1 }))).toBe(age - 1);
      }),
      { numRuns: 500 },
    );
  });
});

describe('reading a day', () => {
  it('gives the day that the text writes, and nothing for anything else', () => {
    expect(readPlainDate('2028-02-29')?.toString()).toBe('2028-02-29');
    for (const text of [
      '',
      '2027-02-29',
      '2026-4-1',
      '2026/04/01',
      '20260401',
      '2026-04-01T10:00',
      ' 2026-04-01',
    ])
      expect(readPlainDate(text)).toBeNull();
  });
});
