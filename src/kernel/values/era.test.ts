import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AppError } from '../errors.js';
import {
  dateOfEra,
  ERAS,
  eraDate,
  eraFiscalYearText,
  eraOf,
  eraYearText,
  parseEraDate,
  parseEraFiscalYear,
  parseFiscalYear,
} from './era.js';
import { fiscalYear } from './fiscal-year.js';

const day = (text: string) => Temporal.PlainDate.from(text);

describe('the day in its era', () => {
  it.each([
    ['1873-01-01', '明治6年1月1日', 'M6.1.1'],
    ['1912-07-29', '明治45年7月29日', 'M45.7.29'],
    ['1912-07-30', '大正元年7月30日', 'T1.7.30'],
    ['1926-12-24', '大正15年12月24日', 'T15.12.24'],
    ['1926-12-25', '昭和元年12月25日', 'S1.12.25'],
    ['1989-01-07', '昭和64年1月7日', 'S64.1.7'],
    ['1989-01-08', '平成元年1月8日', 'H1.1.8'],
    ['2019-04-30', '平成31年4月30日', 'H31.4.30'],
    ['2019-05-01', '令和元年5月1日', 'R1.5.1'],
    ['2026-11-20', '令和8年11月20日', 'R8.11.20'],
  ])('%s is %s', (iso, long, short) => {
    expect(eraDate(day(iso))).toBe(long);
    expect(eraDate(day(iso), { short: true })).toBe(short);
    expect(parseEraDate(long)).toEqual({ ok: true, value: day(iso) });
    expect(parseEraDate(short)).toEqual({ ok: true, value: day(iso) });
  });

  it('calls the first year 元年', () => {
    expect(eraYearText(day('2019-12-31'))).toBe('令和元年');
    expect(eraYearText(day('2020-01-01'))).toBe('令和2年');
  });

  it('knows no era for the old calendar', () => {
    expect(() => eraOf(day('1872-12-31'))).toThrow(AppError);
  });

  it('reads back every day since 1873, from both forms and from its parts', () => {
    const days = day('2100-12-31').since('1873-01-01').days;
    fc.assert(
      fc.property(fc.nat({ max: days }), (offset) => {
        const date = day('1873-01-01').add({ days: offset });
        const { era, year } = eraOf(date);
        const expected = { ok: true, value: date };
        expect(parseEraDate(eraDate(date))).toEqual(expected);
        expect(parseEraDate(eraDate(date, { short: true }))).toEqual(expected);
        expect(dateOfEra({ era: era.id, year, month: date.month, day: date.day })).toEqual(expected);
      }),
      { numRuns: 500 },
    );
  });

  it('has one line for each era that the runtime knows', () => {
    const format = new Intl.DateTimeFormat('ja-JP-u-ca-japanese', { era: 'long', timeZone: 'UTC' });
    const names = ['1880', '1920', '1960', '2000', '2026'].map(
      (year) => format.formatToParts(Date.parse(`${year}-06-01`)).find(({ type }) => type === 'era')?.value,
    );
    expect(ERAS.map(({ name }) => name)).toEqual(names);
  });
});

describe('parseEraDate', () => {
  it.each([
    ['㋿元年５月１日', '2019-05-01'],
    ['令和１年５月１日', '2019-05-01'],
    ['令和 8 年 11 月 20 日', '2026-11-20'],
    ['Ｒ８．１１．２０', '2026-11-20'],
    ['r8/11/20', '2026-11-20'],
    ['R08-11-20', '2026-11-20'],
    ['令8.11.20', '2026-11-20'],
    ['昭60.1.1', '1985-01-01'],
    ['平成12年2月29日', '2000-02-29'],
  ])('reads %s', (text, iso) => {
    expect(parseEraDate(text)).toEqual({ ok: true, value: day(iso) });
  });

  it.each([
    ['平成31年5月1日', 'afterEra', '2019-05-01'],
    ['平成33年3月31日', 'afterEra', '2021-03-31'],
    ['昭和64年1月8日', 'afterEra', '1989-01-08'],
    ['昭和100年1月1日', 'unreadable', undefined],
    ['大正15年12月25日', 'afterEra', '1926-12-25'],
    ['令和元年4月30日', 'beforeEra', '2019-04-30'],
    ['明治5年12月2日', 'beforeGregorian', undefined],
    ['令和元年2月30日', 'noSuchDay', undefined],
    ['令和7年2月29日', 'noSuchDay', undefined],
    ['令和8年13月1日', 'noSuchDay', undefined],
    ['令和0年1月1日', 'noSuchDay', undefined],
    ['2019年5月1日', 'unreadable', undefined],
    ['令和8年', 'unreadable', undefined],
    ['R8.11/20', 'unreadable', undefined],
    ['慶応3年1月1日', 'unreadable', undefined],
    ['', 'unreadable', undefined],
  ])('refuses %s as %s, meaning %s', (text, fault, meant) => {
    expect(parseEraDate(text)).toEqual({ ok: false, fault, ...(meant && { meant: day(meant) }) });
  });
});

describe('fiscal years', () => {
  it.each([
    [2026, '令和8年度'],
    [2020, '令和2年度'],
    [2019, '令和元年度'],
    [2018, '平成30年度'],
    [1989, '平成元年度'],
    [1988, '昭和63年度'],
    [1926, '大正15年度'],
    [1886, '明治19年度'],
  ])('%i is %s', (year, text) => {
    expect(eraFiscalYearText(fiscalYear(year))).toBe(text);
    expect(parseEraFiscalYear(text)).toEqual({ ok: true, value: year });
  });

  it.each([
    ['平成31年度', 2019],
    ['昭和64年度', 1989],
    ['大正元年度', 1912],
    ['昭和元年度', 1926],
    ['Ｒ８年度', 2026],
  ])('reads %s', (text, year) => {
    expect(parseEraFiscalYear(text)).toEqual({ ok: true, value: year });
  });

  it.each([
    ['平成32年度', 'afterEra'],
    ['令和0年度', 'noSuchYear'],
    ['明治18年度', 'noSuchYear'],
    ['2026年度', 'unreadable'],
    ['令和8年', 'unreadable'],
  ])('refuses %s as %s', (text, fault) => {
    expect(parseEraFiscalYear(text)).toEqual({ ok: false, fault });
  });
});

describe('a fiscal year as people write it', () => {
  it.each(['2025', '２０２５年度', '令和7年度', '令和７', 'R7', ' r7年 ', '2025年'])('reads %s', (text) => {
    expect(parseFiscalYear(text)).toBe(2025);
  });
  it.each(['', '25', '2O25', '9999', '平成32', '令和', '令和7年4月'])('refuses %s', (text) => {
    expect(parseFiscalYear(text)).toBeNull();
  });
});
