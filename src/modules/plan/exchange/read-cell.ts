import type { ReadCell } from '#kernel/sheets/read-book.js';
import { parseEraDate, parseFiscalYear } from '#kernel/values/era.js';
import { type Column, FLAG_WORD } from './columns.js';
import type { ProblemCode } from './problems.js';

/** The value of a cell (undefined: blank), or what is wrong with it. */
export type CellResult =
  | { ok: true; value: unknown }
  | { ok: false; code: ProblemCode; params: Record<string, string | number> };

const value = (found: unknown): CellResult => ({ ok: true, value: found });
const BLANK = value(undefined);

const shown = (cell: ReadCell): string => {
  const text = String(cell.value);
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
};

/** Full-width digits and letters as half-width, without spaces. */
const folded = (text: string): string => text.normalize('NFKC').replace(/\s/g, '');

const SLUG = /^[a-z0-9]+(?:[.-][a-z0-9]+)*$/;

export function readCell(column: Column, cell: ReadCell | undefined, from1904: boolean): CellResult {
  if (!cell || column.kind === 'reference') return BLANK;
  const wrong = (code: ProblemCode, params: Record<string, string | number> = {}): CellResult => ({
    ok: false,
    code,
    params: { value: shown(cell), ...params },
  });
  if (cell.isFormula) return wrong('formula');
  if (cell.isError) return wrong('errorValue');
  const text = String(cell.value).replace(/\r\n?/g, '\n').trim();
  if (text === '') return BLANK;

  switch (column.kind) {
    case 'text':
      return value(text);
    case 'id':
      return SLUG.test(text) ? value(text) : wrong('notId');
    case 'lines':
      return value(
        text
          .split('\n')
          .map((line) => line.trim())
          .filter(Boolean),
      );
    case 'year': {
      const year = parseFiscalYear(text);
      return year === null ? wrong('notYear') : value(year);
    }
    case 'date': {
      const date = readDate(cell.value, from1904);
      return date === null ? wrong('notDate') : value(date);
    }
    case 'number': {
      const number = readNumber(cell);
      return number === null ? wrong('notNumber') : value(number);
    }
    case 'figure':
      return value(
        typeof cell.value === 'number' && cell.isPercent
          ? perCent(cell.value)
          : typeof cell.value === 'string'
            ? text
            : cell.value,
      );
    case 'flag': {
      const flag = readYesNo(cell.value);
      return flag === null ? wrong('notFlag', { word: FLAG_WORD }) : value(flag ? true : undefined);
    }
    case 'choice': {
      const key = readChoice(column.choices, text);
      return key === null
        ? wrong('notChoice', { choices: Object.values(column.choices).join('、') })
        : value(key);
    }
    case 'json':
      try {
        return value(JSON.parse(text));
      } catch {
        return wrong('notJson', { place: 'none' });
      }
  }
}

/** 0.9 shown as 90 % means 90; without the noise of binary fractions. */
const perCent = (fraction: number): number => Number((fraction * 100).toPrecision(12));

export function readNumber(cell: Pick<ReadCell, 'value' | 'isPercent'>): number | null {
  if (typeof cell.value === 'number') return cell.isPercent ? perCent(cell.value) : cell.value;
  if (typeof cell.value !== 'string') return null;
  const text = folded(cell.value).replaceAll(',', '').replace('−', '-').replace(/%$/, '');
  return /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : null;
}

const YES = new Set(['はい', '○', '◯', '有', '実施', 'true', 'yes', '1']);
const NO = new Set(['いいえ', '×', '無', '未実施', 'false', 'no', '0']);

export function readYesNo(found: string | number | boolean): boolean | null {
  const text = folded(String(found)).toLowerCase();
  return YES.has(text) ? true : NO.has(text) ? false : null;
}

const DATE = /^(\d{4})[年/.-](\d{1,2})[月/.-](\d{1,2})日?$/;

function readDate(found: string | number | boolean, from1904: boolean): string | null {
  if (typeof found === 'number') {
    return dayOfSerial(Math.floor(found), from1904);
  }
  const text = folded(String(found));
  const [, year, month, day] = DATE.exec(text) ?? [];
  if (year !== undefined) return isoDate(Number(year), Number(month), Number(day));
  const era = parseEraDate(text);
  return era.ok ? era.value.toString() : null;
}

/** What Excel counts as 60 was never a day: 1900-02-29 (ECMA-376 part 1, 18.17.4.1). */
const NO_DAY = 60;
const LAST_SERIAL = 2_958_465;

function dayOfSerial(serial: number, from1904: boolean): string | null {
  if (serial < 0 || serial > LAST_SERIAL) return null;
  if (from1904) return Temporal.PlainDate.from('1904-01-01').add({ days: serial }).toString();
  if (serial === 0 || serial === NO_DAY) return null;
  return Temporal.PlainDate.from(serial < NO_DAY ? '1899-12-31' : '1899-12-30')
    .add({ days: serial })
    .toString();
}

function isoDate(year: number, month: number, day: number): string | null {
  try {
    return Temporal.PlainDate.from({ year, month, day }, { overflow: 'reject' }).toString();
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

const LETTER = /^[A-Z](?![A-Za-z])/;

/**
 * By its words; by the beginning of them where only one choice begins so (A for A 構想); by a letter before them, since
 * towns word the same stage differently (A 構想段階).
 */
function readChoice(choices: Readonly<Record<string, string>>, text: string): string | null {
  const wanted = folded(text);
  const entries = Object.entries(choices);
  const exact = entries.find(([, label]) => folded(label) === wanted);
  if (exact) return exact[0];
  const beginning = entries.filter(([, label]) => folded(label).startsWith(wanted));
  if (beginning.length === 1) return beginning[0]?.[0] ?? null;
  const [letter] = LETTER.exec(wanted) ?? [];
  const lettered = entries.find(([, label]) => letter !== undefined && LETTER.exec(label)?.[0] === letter);
  return lettered?.[0] ?? null;
}
