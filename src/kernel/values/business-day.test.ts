import { existsSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AppError } from '../errors.js';
import {
  addBusinessDays,
  businessDaysBetween,
  isBusinessDay,
  nationalHoliday,
  onOrNextBusinessDay,
} from './business-day.js';

const OFFICIAL = new URL('../../../../shared/data/addresses-holidays/syukujitsu.csv', import.meta.url);
const hasOfficial = existsSync(OFFICIAL);

const day = (text: string) => Temporal.PlainDate.from(text);
const text = (date: Temporal.PlainDate) => date.toString();

/** Lines such as 2026/1/1,元日 in CP932, for which the Encoding Standard's name is shift_jis. */
function officialHolidays(): Map<string, string> {
  const [, ...rows] = new TextDecoder('shift_jis').decode(readFileSync(OFFICIAL)).trim().split(/\r?\n/);
  return new Map(
    rows.map((row): [string, string] => {
      const [date = '', name = ''] = row.split(',');
      const [year, month, dayOfMonth] = date.split('/').map(Number);
      return [
        text(Temporal.PlainDate.from({ year: year ?? 0, month: month ?? 0, day: dayOfMonth ?? 0 })),
        name,
      ];
    }),
  );
}

describe('nationalHoliday', () => {
  it.each([
    ['2026-01-01', '元日'],
    ['2026-05-06', '振替休日'],
    ['2026-09-22', '休日'],
    ['2019-05-01', '休日（祝日扱い）'],
    ['2020-07-24', 'スポーツの日'],
    ['2026-11-20', null],
  ])('%s is %s', (date, name) => {
    expect(nationalHoliday(day(date))).toBe(name);
  });

  it.each(['1969-12-31', '2051-01-01'])('does not guess for %s', (date) => {
    expect(() => nationalHoliday(day(date))).toThrow(AppError);
    expect(() => isBusinessDay(day(date))).toThrow(AppError);
  });

  it.skipIf(!hasOfficial)(
    `agrees with the Cabinet Office's list for 2016–2027${hasOfficial ? '' : ' (skipped: the list in ../shared/data is not here)'}`,
    () => {
      const official = officialHolidays();
      let holidays = 0;
      for (let date = day('2016-01-01'); date.year <= 2027; date = date.add({ days: 1 })) {
        const name = official.get(text(date));
        const ours = nationalHoliday(date);
        expect([text(date), ours !== null]).toEqual([text(date), name !== undefined]);
        // The official list calls substitute days and days between two holidays just 休日.
        if (name && name !== '休日') expect(ours).toBe(name);
        if (name) holidays += 1;
      }
      expect(holidays).toBe([...official.keys()].filter((date) => date >= '2016').length);
    },
  );
});

describe('isBusinessDay', () => {
  it.each([
    ['2026-11-20', true, 'a Friday'],
    ['2026-11-21', false, 'a Saturday'],
    ['2026-11-22', false, 'a Sunday'],
    ['2026-11-23', false, 'a holiday on a Monday'],
    ['2026-12-28', true, 'the last day of work'],
    ['2026-12-29', false, 'the turn of the year begins'],
    ['2026-12-31', false, 'the last of December'],
    ['2024-01-03', false, 'the turn of the year ends, a Wednesday'],
    ['2024-01-04', true, 'the first day of work'],
  ])('%s: %s, %s', (date, open) => {
    expect(isBusinessDay(day(date))).toBe(open);
  });

  it('knows the further closures of one municipality', () => {
    const peaceMemorialDay = new Set(['2026-08-06']);
    expect(isBusinessDay(day('2026-08-06'))).toBe(true);
    expect(isBusinessDay(day('2026-08-06'), peaceMemorialDay)).toBe(false);
    expect(text(addBusinessDays(day('2026-08-05'), 1, peaceMemorialDay))).toBe('2026-08-07');
    expect(businessDaysBetween(day('2026-08-05'), day('2026-08-07'), peaceMemorialDay)).toBe(1);
    expect(text(onOrNextBusinessDay(day('2026-08-06'), peaceMemorialDay))).toBe('2026-08-07');
  });
});

describe('counting', () => {
  it.each([
    ['2026-11-16', 1, '2026-11-17'],
    ['2026-11-21', 1, '2026-11-24'],
    ['2026-11-20', 5, '2026-11-30'],
    ['2026-12-28', 1, '2027-01-04'],
    ['2026-04-28', 4, '2026-05-08'],
    ['2026-11-22', 0, '2026-11-22'],
    ['2026-11-24', -1, '2026-11-20'],
    ['2027-01-04', -1, '2026-12-28'],
  ])('%s and %i business days is %s', (from, n, to) => {
    expect(text(addBusinessDays(day(from), n))).toBe(to);
  });

  it.each([
    ['2026-11-20', '2026-11-20', 0],
    ['2026-11-20', '2026-11-24', 1],
    ['2026-11-20', '2026-11-23', 0],
    ['2026-11-24', '2026-11-20', -1],
    ['2026-12-25', '2027-01-08', 6],
  ])('from %s to %s: %i', (from, to, n) => {
    expect(businessDaysBetween(day(from), day(to))).toBe(n);
  });

  it('moves a deadline off a closed day only', () => {
    expect(text(onOrNextBusinessDay(day('2026-12-30')))).toBe('2027-01-04');
    expect(text(onOrNextBusinessDay(day('2026-12-28')))).toBe('2026-12-28');
  });

  it('refuses half a day', () => {
    expect(() => addBusinessDays(day('2026-11-20'), 1.5)).toThrow(AppError);
    expect(() => addBusinessDays(day('2026-11-20'), Number.NaN)).toThrow(AppError);
  });

  const dates = fc.integer({ min: 0, max: 12_000 }).map((offset) => day('2000-01-01').add({ days: offset }));
  const counts = fc.integer({ min: -60, max: 60 });

  it('adds and counts alike, and lands on a business day', () => {
    fc.assert(
      fc.property(dates, counts, (date, n) => {
        const end = addBusinessDays(date, n);
        expect(businessDaysBetween(date, end)).toBe(n);
        if (n !== 0) expect(isBusinessDay(end)).toBe(true);
      }),
    );
  });

  it('adds in steps as at once', () => {
    fc.assert(
      fc.property(dates, fc.nat({ max: 40 }), fc.nat({ max: 40 }), (date, a, b) => {
        expect(text(addBusinessDays(addBusinessDays(date, a), b))).toBe(text(addBusinessDays(date, a + b)));
      }),
    );
  });
});
