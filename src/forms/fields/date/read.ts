import { dateOfEra, ERAS, type EraId, eraOf, parseEraDate } from '#kernel/values/era.js';
import { kanjiNumbersInFigures } from '#kernel/values/japanese-text.js';
import { folded } from '../typed-text.js';

export type DateFault =
  | 'incomplete'
  | 'unreadable'
  | 'noSuchDay'
  | 'shortYear'
  | 'eraNeeded'
  | 'eraMismatch'
  | 'afterEra'
  | 'beforeEra'
  | 'outOfRange';

export interface DateFaultDetails {
  /** The date in words as it was typed: 平成31年5月1日. */
  typed?: string;
  /** The day that was probably meant. */
  meant?: Temporal.PlainDate;
  parts?: readonly string[];
}

export type ReadDate =
  | { ok: true; value: Temporal.PlainDate }
  | ({ ok: false; fault: DateFault } & DateFaultDetails);

/** First year wholly in the Gregorian calendar in Japan (明治5年太政官布告第337号). */
const FIRST_YEAR = 1873;
const LAST_YEAR = 2199;

const YEAR = new RegExp(
  `^(${ERAS.flatMap(({ name, kanji, letter }) => [name, kanji, letter]).join('|')})?(元|\\d{1,4})年?$`,
  'i',
);
const WHOLE = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/;

/**
 * Reads what stands in the boxes of a date. People put 元年, 令和8, 令和八 or R8 into the box of the year, leave the era at
 * 令和 and type 2026, or type the whole date into the first box: what can mean only one day is taken, everything
 * else is named. Null when nothing was typed.
 */
export function readDate(given: { era: string; year: string; month: string; day: string }): ReadDate | null {
  const year = kanjiNumbersInFigures(folded(given.year));
  const month = kanjiNumbersInFigures(folded(given.month)).replace(/月$/, '');
  const day = kanjiNumbersInFigures(folded(given.day)).replace(/日$/, '');
  if (year === '' && month === '' && day === '') return null;
  if (month === '' && day === '')
    return wholeDate(year) ?? { ok: false, fault: 'incomplete', parts: ['month', 'day'] };
  const missing = Object.entries({ year, month, day }).filter(([, text]) => text === '');
  if (missing.length > 0) return { ok: false, fault: 'incomplete', parts: missing.map(([part]) => part) };
  const [whole, eraText, yearText = ''] = YEAR.exec(year) ?? [];
  const wrong = [
    ...(whole === undefined ? ['year'] : []),
    ...(/^\d{1,2}$/.test(month) ? [] : ['month']),
    ...(/^\d{1,2}$/.test(day) ? [] : ['day']),
  ];
  if (wrong.length > 0) return { ok: false, fault: 'unreadable', parts: wrong };
  const era = eraText ? eraNamed(eraText) : ERAS.find(({ id }) => id === given.era)?.id;
  return dateOf(era, yearText, Number(month), Number(day));
}

const eraNamed = (text: string): EraId | undefined =>
  ERAS.find(({ name, kanji, letter }) => text === name || text === kanji || text.toUpperCase() === letter)
    ?.id;

function wholeDate(text: string): ReadDate | null {
  const [found, year = '', month, day] = WHOLE.exec(text) ?? /^(\d{4})(\d{2})(\d{2})$/.exec(text) ?? [];
  if (found) return dateOf(undefined, year, Number(month), Number(day));
  const era = parseEraDate(text);
  if (era.ok) return era;
  if (era.fault === 'unreadable') return null;
  return eraFault(era.fault, text, era.meant);
}

function dateOf(era: EraId | undefined, yearText: string, month: number, day: number): ReadDate {
  const isFullYear = /^\d{4}$/.test(yearText);
  if (era && !isFullYear) {
    const read = dateOfEra({ era, year: yearText === '元' ? 1 : Number(yearText), month, day });
    if (read.ok) return read;
    const name = ERAS.find(({ id }) => id === era)?.name ?? '';
    return eraFault(
      read.fault,
      `${name}${yearText === '1' ? '元' : yearText}年${month}月${day}日`,
      read.meant,
      month,
    );
  }
  if (yearText === '元') return { ok: false, fault: 'eraNeeded', parts: ['era'] };
  if (!isFullYear) return { ok: false, fault: 'shortYear', parts: ['year'] };
  const year = Number(yearText);
  if (year < FIRST_YEAR || year > LAST_YEAR) return { ok: false, fault: 'outOfRange', parts: ['year'] };
  const value = gregorian(year, month, day);
  if (!value) {
    return {
      ok: false,
      fault: 'noSuchDay',
      typed: `${year}年${month}月${day}日`,
      parts: [month > 12 ? 'month' : 'day'],
    };
  }
  if (era && eraOf(value).era.id !== era) return { ok: false, fault: 'eraMismatch', parts: ['era', 'year'] };
  return { ok: true, value };
}

function eraFault(
  fault: 'unreadable' | 'noSuchDay' | 'beforeEra' | 'afterEra' | 'beforeGregorian',
  text: string,
  meant: Temporal.PlainDate | undefined,
  month = 1,
): ReadDate {
  if (fault === 'beforeGregorian') return { ok: false, fault: 'outOfRange', parts: ['year'] };
  if (fault === 'unreadable') return { ok: false, fault, parts: ['year'] };
  if (fault === 'noSuchDay' || !meant)
    return { ok: false, fault: 'noSuchDay', typed: text, parts: [month > 12 ? 'month' : 'day'] };
  return { ok: false, fault, typed: text, meant, parts: ['era', 'year'] };
}

function gregorian(year: number, month: number, day: number): Temporal.PlainDate | null {
  try {
    return Temporal.PlainDate.from({ year, month, day }, { overflow: 'reject' });
  } catch {
    return null;
  }
}
