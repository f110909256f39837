import { AppError, invariant } from '../errors.js';
import { FiscalYear, fiscalYearStart } from './fiscal-year.js';
import { kanjiNumbersInFigures } from './japanese-text.js';
import { type Parsed, parsed, unparsed } from './parsed.js';

/*
 * Names and abbreviations of the eras; the days on which they begin are the runtime's (the `japanese` calendar of
 * Temporal). A new era therefore needs a Node release that knows it and one line here.
 */
export const ERAS = [
  { id: 'meiji', name: '明治', kanji: '明', letter: 'M' },
  { id: 'taisho', name: '大正', kanji: '大', letter: 'T' },
  { id: 'showa', name: '昭和', kanji: '昭', letter: 'S' },
  { id: 'heisei', name: '平成', kanji: '平', letter: 'H' },
  { id: 'reiwa', name: '令和', kanji: '令', letter: 'R' },
] as const;
export type Era = (typeof ERAS)[number];
export type EraId = Era['id'];

/**
 * Japan took the Gregorian calendar on this day (明治5年太政官布告第337号: 明治5年12月3日 became 明治6年1月1日).
 * An earlier date names a day of the old moon calendar, which arithmetic cannot convert, so it is refused.
 */
const GREGORIAN_FROM = Temporal.PlainDate.from('1873-01-01');

const isBefore = (date: Temporal.PlainDate, other: Temporal.PlainDate): boolean =>
  Temporal.PlainDate.compare(date, other) < 0;

/** The day in its era. Throws invalidInput before 1873. */
export function eraOf(date: Temporal.PlainDate): { era: Era; year: number } {
  if (isBefore(date, GREGORIAN_FROM)) {
    throw new AppError('invalidInput', `${date} lies before the Gregorian calendar in Japan`);
  }
  const { era: id, eraYear } = date.withCalendar('japanese');
  const era = ERAS.find((candidate) => candidate.id === id);
  invariant(era && eraYear, `an era of this product for ${date}, which the runtime calls ${id}`);
  return { era, year: eraYear };
}

const ordinal = (year: number): string => (year === 1 ? '元' : String(year));

/** 令和8年; the first year of an era is 元年. */
export function eraYearText(date: Temporal.PlainDate): string {
  const { era, year } = eraOf(date);
  return `${era.name}${ordinal(year)}年`;
}

/** 令和8年11月20日, or short R8.11.20 (where 元年 is 1, as forms print it). */
export function eraDate(date: Temporal.PlainDate, { short = false } = {}): string {
  if (!short) return `${eraYearText(date)}${date.month}月${date.day}日`;
  const { era, year } = eraOf(date);
  return `${era.letter}${year}.${date.month}.${date.day}`;
}

/**
 * 令和8年度: the era of its first day. 2019 alone begins in Heisei and is called 令和元年度 as a whole, by
 * 改元に伴う元号による年表示の取扱いについて (平成31年4月1日関係省庁連絡会議申合せ).
 */
export function eraFiscalYearText(year: FiscalYear): string {
  const start = fiscalYearStart(year);
  return `${eraYearText(year === 2019 ? start.add({ months: 1 }) : start)}度`;
}

export type EraFault = 'unreadable' | 'noSuchDay' | 'beforeEra' | 'afterEra' | 'beforeGregorian';

/**
 * For beforeEra and afterEra, `meant` is the day that counting on through the change of era gives: 平成31年5月1日
 * is no day of Heisei, and 2019-05-01 (令和元年5月1日) is offered. Papers printed before 2019 are full of such
 * dates (平成33年3月31日まで有効), so the person is shown the day and confirms it.
 */
export type ParsedEraDate =
  | { ok: true; value: Temporal.PlainDate }
  | { ok: false; fault: EraFault; meant?: Temporal.PlainDate };

export interface EraDateParts {
  era: EraId;
  year: number;
  month: number;
  day: number;
}

/** The Gregorian day of a date in an era. The calendar of the runtime accepts 平成31年5月1日; this does not. */
export function dateOfEra({ era, year, month, day }: EraDateParts): ParsedEraDate {
  if (year < 1) return unparsed('noSuchDay');
  let counted: Temporal.PlainDate;
  try {
    counted = Temporal.PlainDate.from(
      { calendar: 'japanese', era, eraYear: year, month, day },
      { overflow: 'reject' },
    );
  } catch (error) {
    if (error instanceof RangeError) return unparsed('noSuchDay');
    throw error;
  }
  const date = counted.withCalendar('iso8601');
  if (isBefore(date, GREGORIAN_FROM)) return unparsed('beforeGregorian');
  if (counted.era === era) return parsed(date);
  const order =
    ERAS.findIndex(({ id }) => id === eraOf(date).era.id) - ERAS.findIndex(({ id }) => id === era);
  return { ok: false, fault: order > 0 ? 'afterEra' : 'beforeEra', meant: date };
}

const ERA_NAMES = ERAS.flatMap(({ name, kanji, letter }) => [name, kanji, letter]).join('|');
const ERA_DATE = new RegExp(
  `^(${ERA_NAMES})(元|\\d{1,2})(?:年(\\d{1,2})月(\\d{1,2})日|([./-])(\\d{1,2})\\5(\\d{1,2}))$`,
);
const ERA_FISCAL_YEAR = new RegExp(`^(${ERA_NAMES})(元|\\d{1,2})年度$`);

const eraNamed = (text: string | undefined): EraId | undefined =>
  ERAS.find(({ name, kanji, letter }) => text === name || text === kanji || text === letter)?.id;

const yearNumber = (text: string | undefined): number => (text === '元' ? 1 : Number(text));

/** NFKC folds full-width digits and letters and spells out the one-character eras (㋿ is 令和). */
const folded = (text: string): string =>
  kanjiNumbersInFigures(text.normalize('NFKC').replace(/\s/g, '')).replaceAll('−', '-').toUpperCase();

/** Reads 令和元年5月1日, R1.5.1, r1/5/1, 令1-5-1, ㋿元年５月１日. */
export function parseEraDate(text: string): ParsedEraDate {
  const found = ERA_DATE.exec(folded(text));
  const era = eraNamed(found?.[1]);
  if (!found || !era) return unparsed('unreadable');
  return dateOfEra({
    era,
    year: yearNumber(found[2]),
    month: Number(found[3] ?? found[6]),
    day: Number(found[4] ?? found[7]),
  });
}

/** Reads a fiscal year as people write it: 2025, ２０２５年度, 令和7年度, 令和7, R7, 令和元年. Null: none of these. */
export function parseFiscalYear(text: string): FiscalYear | null {
  const bare = folded(text).replace(/年度?$/, '');
  if (/^\d{4}$/.test(bare)) return FiscalYear.safeParse(Number(bare)).data ?? null;
  const era = parseEraFiscalYear(`${bare}年度`);
  return era.ok ? era.value : null;
}

export type EraFiscalYearFault = 'unreadable' | 'noSuchYear' | 'afterEra';

/**
 * Reads 令和8年度 and R8年度. An era has every year in which it has a day: 平成31年度 and 令和元年度 are both 2019,
 * 平成32年度 is afterEra.
 */
export function parseEraFiscalYear(text: string): Parsed<FiscalYear, EraFiscalYearFault> {
  const found = ERA_FISCAL_YEAR.exec(folded(text));
  const era = eraNamed(found?.[1]);
  if (!found || !era) return unparsed('unreadable');
  const eraYear = yearNumber(found[2]);
  // By the last of December, because 大正元年 and 昭和元年 have no April.
  const counted = Temporal.PlainDate.from({ calendar: 'japanese', era, eraYear, month: 12, day: 31 });
  const { year } = counted.withCalendar('iso8601');
  const fiscal = FiscalYear.safeParse(year);
  if (eraYear < 1 || !fiscal.success) return unparsed('noSuchYear');
  const newYear = Temporal.PlainDate.from({ year, month: 1, day: 1 });
  if (counted.era !== era && eraOf(newYear).era.id !== era) return unparsed('afterEra');
  return parsed(fiscal.data);
}
