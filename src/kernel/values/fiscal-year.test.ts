import { expect, it } from 'vitest';
import { fiscalMonths, fiscalYear, fiscalYearEnd, fiscalYearOf, fiscalYearStart } from './fiscal-year.js';

const day = (text: string) => Temporal.PlainDate.from(text);

it.each([
  ['2026-03-31', 2025],
  ['2026-04-01', 2026],
  ['2026-12-31', 2026],
  ['2027-01-01', 2026],
  ['1965-10-01', 1965],
])('%s lies in fiscal year %i', (date, year) => {
  expect(fiscalYearOf(day(date))).toBe(year);
});

it('runs from April to March, the end not included', () => {
  const year = fiscalYear(2023);
  expect(fiscalYearStart(year).toString()).toBe('2023-04-01');
  expect(fiscalYearEnd(year).toString()).toBe('2024-04-01');
  expect(fiscalYearEnd(year)).toEqual(fiscalYearStart(fiscalYear(2024)));
});

it('has twelve months, April first', () => {
  const months = fiscalMonths(fiscalYear(2026)).map(String);
  expect(months).toHaveLength(12);
  expect([months[0], months[8], months[9], months[11]]).toEqual(['2026-04', '2026-12', '2027-01', '2027-03']);
});

it.each([1885, 2101, 2026.5, 20260])('%s is no fiscal year', (year) => {
  expect(() => fiscalYear(year)).toThrow();
});
