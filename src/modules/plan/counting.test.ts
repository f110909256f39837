import { describe, expect, test } from 'vitest';
import { fiscalYear } from '#kernel/values/fiscal-year.js';
import { countedFigures, countsSoFarOf, monthsBegun, soFarQuestions } from './counting.js';
import { CountBinding } from './definition.js';

const ON = Temporal.PlainDate.from('2026-11-20');
const binding = (over: Record<string, unknown>) =>
  CountBinding.parse({ numerator: { entry: 'case.submitted' }, period: 'fiscalYear', ...over });
/** The first entry of a year is one of April, unless a month is stated. */
const counts = (years: Record<number, number>, month = '04') =>
  new Map(
    Object.entries(years).map(([year, count]) => [
      fiscalYear(Number(year)),
      { count, first: Temporal.PlainDate.from(`${year}-${month}-15`) },
    ]),
  );
const figures = (of: CountBinding, ...answers: ReturnType<typeof counts>[]) =>
  Object.fromEntries(countedFigures(of, answers, ON));

test.each([
  ['2026-04-01', 1],
  ['2026-04-30', 1],
  ['2026-11-20', 8],
  ['2026-12-31', 9],
  ['2027-01-01', 10],
  ['2027-03-31', 12],
  ['2027-04-01', 12],
  ['2026-03-31', 0],
])('on %s %i months of fiscal 2026 have begun', (date, months) => {
  expect(monthsBegun(fiscalYear(2026), Temporal.PlainDate.from(date))).toBe(months);
});

describe('figures from counts', () => {
  test('are nought in a year without entries once there has been one', () => {
    expect(figures(binding({}), counts({ 2024: 5 }))).toEqual({ 2024: 5, 2025: 0, 2026: 0 });
  });
  test('are absent while nothing was ever journalled', () => {
    expect(figures(binding({}), counts({}))).toEqual({});
  });
  test('average the months that have begun', () => {
    expect(figures(binding({ period: 'month' }), counts({ 2025: 120, 2026: 100 }))).toEqual({
      2025: 10,
      2026: 12.5,
    });
  });
  test('average the months since the first entry; later years count from April', () => {
    const month = binding({ period: 'month' });
    expect(figures(month, counts({ 2026: 9 }, '09'))).toEqual({ 2026: 3 });
    expect(figures(month, counts({ 2026: 9 }, '11'))).toEqual({ 2026: 9 });
    expect(figures(month, counts({ 2025: 8, 2026: 8 }, '12'))).toEqual({ 2025: 2, 2026: 1 });
  });
  test('begin with the month in which the service began, and are nought from then on', () => {
    const month = (from: string) => binding({ period: 'month', from });
    expect(figures(month('2026-09'), counts({ 2026: 9 }, '11'))).toEqual({ 2026: 3 });
    expect(figures(month('2025-12'), counts({}))).toEqual({ 2025: 0, 2026: 0 });
    expect(figures(binding({ from: '2026-11' }), counts({}))).toEqual({ 2026: 0 });
    expect(figures(binding({ from: '2026-12' }), counts({}))).toEqual({});
  });
  test('average the days on which the office was open, from the first entry on', () => {
    const day = binding({ period: 'openDay' });
    // 2026-11-16 is a Monday, 11-20 the Friday of that week: five days.
    const first = new Map([[fiscalYear(2026), { count: 40, first: Temporal.PlainDate.from('2026-11-16') }]]);
    expect(figures(day, first)).toEqual({ 2026: 8 });
    // 2025-04-15 to 2026-03-31: 251 weekdays, 14 holidays on weekdays, 5 weekdays at the turn of the year.
    expect(figures(day, counts({ 2025: 464 }))[2025]).toBe(2);
    // From a Saturday on no day was open yet.
    const saturday = new Map([
      [fiscalYear(2026), { count: 3, first: Temporal.PlainDate.from('2026-11-14') }],
    ]);
    expect(
      Object.fromEntries(countedFigures(day, [saturday], Temporal.PlainDate.from('2026-11-15'))),
    ).toEqual({
      2026: 3,
    });
  });
  test('sum up all years for a state', () => {
    expect(figures(binding({ period: 'cumulative' }), counts({ 2024: 5, 2026: 2 }))).toEqual({
      2024: 5,
      2025: 5,
      2026: 7,
    });
  });
  test('are per cent for a ratio, and absent where nothing is to be divided by', () => {
    const ratio = binding({ denominator: { entry: 'case.submitted' } });
    expect(figures(ratio, counts({ 2024: 1, 2026: 1 }), counts({ 2024: 4, 2026: 3 }))).toEqual({
      2024: 25,
      2026: 33.33,
    });
  });
  test('add what other channels typed, on their side', () => {
    const ratio = binding({
      denominator: { entry: 'case.submitted' },
      external: [{ label: '窓口', side: 'denominator', values: { 2026: 6 } }],
    });
    expect(figures(ratio, counts({ 2026: 1 }), counts({ 2026: 4 }))).toEqual({ 2026: 10 });
    const sum = binding({ external: [{ label: '電話', side: 'numerator', values: { 2025: 30, 2026: 0 } }] });
    expect(figures(sum, counts({ 2026: 4 }))).toEqual({ 2025: 30, 2026: 4 });
  });
  test('are none for a year that waits for another channel’s number', () => {
    const share = (values: Record<number, number>) =>
      binding({
        denominator: { entry: 'case.submitted' },
        external: [{ label: '窓口', side: 'denominator', values }],
      });
    const entries = [counts({ 2025: 4, 2026: 4 }), counts({ 2025: 4, 2026: 4 })];
    expect(figures(share({}), ...entries)).toEqual({ 2025: null, 2026: null });
    expect(figures(share({ 2025: 12 }), ...entries)).toEqual({ 2025: 25, 2026: null });
    const state = (values: Record<number, number>) =>
      binding({ period: 'cumulative', external: [{ label: '窓口', side: 'numerator', values }] });
    expect(figures(state({ 2026: 1 }), counts({ 2025: 4, 2026: 4 }))).toEqual({ 2025: null, 2026: null });
    expect(figures(state({ 2025: 1, 2026: 1 }), counts({ 2025: 4, 2026: 4 }))).toEqual({ 2025: 5, 2026: 10 });
  });
});

describe('what the running month and year have brought', () => {
  const ratio = binding({
    numerator: { entry: 'case.submitted', where: { channel: 'online' } },
    denominator: { entry: 'case.submitted' },
  });

  test('is asked from the first of the month and of April, in the municipality’s own time', () => {
    expect(soFarQuestions(ratio, ON).map(({ filter }) => [filter.where, filter.from?.toString()])).toEqual([
      [{ channel: 'online' }, '2026-10-31T15:00:00Z'],
      [{ channel: 'online' }, '2026-03-31T15:00:00Z'],
      [{}, '2026-10-31T15:00:00Z'],
      [{}, '2026-03-31T15:00:00Z'],
    ]);
    const began = soFarQuestions(binding({ from: '2026-09' }), ON);
    expect(began.map(({ filter }) => filter.from?.toString())).toEqual([
      '2026-10-31T15:00:00Z',
      '2026-08-31T15:00:00Z',
    ]);
    const [month, year] = soFarQuestions(binding({}), Temporal.PlainDate.from('2027-02-03'));
    expect(month?.filter.from?.toString()).toBe('2027-01-31T15:00:00Z');
    expect(year?.filter.from?.toString()).toBe('2026-03-31T15:00:00Z');
  });

  test('has two sides for a ratio, and one otherwise', () => {
    expect(countsSoFarOf([1, 2, 3, 4])).toEqual({
      numerator: { month: 1, year: 2 },
      denominator: { month: 3, year: 4 },
    });
    expect(countsSoFarOf([1, 2])).toEqual({ numerator: { month: 1, year: 2 }, denominator: null });
  });
});
