import { PREFECTURES } from '#forms/fields/postalAddress/prefectures.js';
import type { Town } from '#forms/fields/postalAddress/town.js';
import { type CsvFault, readCsv } from '#kernel/sheets/read-csv.js';

/** A town with its postal code of seven digits. */
export interface PostalTown extends Town {
  code: string;
  /** Of the town without its municipality, in katakana; left out where the list does not say it. */
  reading?: string;
}

/** What is wrong with the file of addresses. `line` and `column` count from 1. */
export interface AddressFault {
  line: number | null;
  column: number | null;
  what: CsvFault | 'columns' | 'code' | 'prefecture' | 'municipality' | 'town';
  text: string;
}

export type ReadAddresses =
  | { ok: true; towns: readonly PostalTown[] }
  | { ok: false; faults: readonly AddressFault[] };

const BOUNDS = { bytes: 64 * 1024 * 1024, rows: 400_000 } as const;
/** More of them say no more. */
const MOST_FAULTS = 20;
/** Columns of KEN_ALL.CSV and utf_ken_all.csv (日本郵便「郵便番号データ」), from 0. */
const AT = { code: 2, reading: 5, prefecture: 6, municipality: 7, town: 8 } as const;
const COLUMNS = 15;

/**
 * The postal codes that Japan Post publishes: KEN_ALL.CSV (CP932, where a long name goes on over several lines) and
 * utf_ken_all.csv (UTF-8). All or nothing: every line that cannot be taken is named.
 */
export function readAddresses(bytes: Uint8Array): ReadAddresses {
  const table = readCsv(bytes, BOUNDS);
  if (!table.ok) {
    return { ok: false, faults: [{ line: table.line ?? null, column: null, what: table.fault, text: '' }] };
  }
  const towns = new Map<string, PostalTown>();
  const faults: AddressFault[] = [];
  let begun: { code: string; name: string; kana: string } | null = null;
  for (const [index, row] of table.rows.entries()) {
    if (faults.length >= MOST_FAULTS) break;
    const read = readLine(row, index + 1);
    if (!read.ok) {
      faults.push(read.fault);
      continue;
    }
    const { code, prefecture, municipality, part } = read;
    const kana: string = begun?.code === code ? begun.kana : read.kana;
    // 「小笠原村（父島」「、母島）」: the name goes on until its bracket is closed.
    const name: string = begun?.code === code ? begun.name + part : part;
    begun = isOpen(name) ? { code, name, kana } : null;
    if (begun) continue;
    const names = townNames(name);
    const readings = townReadings(kana);
    for (const [index, town] of names.entries()) {
      const reading = names.length === readings.length ? readings[index] : undefined;
      const known = { code, prefecture, town: municipality + town, ...(town && reading && { reading }) };
      towns.set(`${code} ${prefecture}${known.town}`, known);
    }
  }
  if (begun) faults.push({ line: table.rows.length, column: AT.town + 1, what: 'town', text: begun.name });
  return faults.length > 0 ? { ok: false, faults } : { ok: true, towns: [...towns.values()] };
}

type Line =
  | { ok: true; code: string; prefecture: string; municipality: string; part: string; kana: string }
  | { ok: false; fault: AddressFault };

function readLine(row: readonly string[], line: number): Line {
  const cell = (index: number): string => (row[index] ?? '').trim();
  const fault = (what: AddressFault['what'], index: number): Line => ({
    ok: false,
    fault: { line, column: index + 1, what, text: cell(index) },
  });
  if (row.length < COLUMNS) return { ok: false, fault: { line, column: null, what: 'columns', text: '' } };
  if (!/^\d{7}$/.test(cell(AT.code))) return fault('code', AT.code);
  const prefecture = PREFECTURES.find((one) => one === cell(AT.prefecture));
  if (!prefecture) return fault('prefecture', AT.prefecture);
  if (cell(AT.municipality) === '') return fault('municipality', AT.municipality);
  return {
    ok: true,
    code: cell(AT.code),
    prefecture,
    municipality: cell(AT.municipality),
    part: cell(AT.town),
    kana: cell(AT.reading),
  };
}

const count = (text: string, letter: string): number => text.split(letter).length - 1;
const isOpen = (name: string): boolean => count(name, '（') > count(name, '）');

/**
 * What of a name in the list belongs into an address. 「以下に掲載がない場合」 is none, 「大通西（１～１９丁目）」 ends before
 * its bracket, 「種市第１５地割～第２１地割」 before its numbers; 「甲、乙」 are two.
 */
export function townNames(listed: string): string[] {
  if (listed === '以下に掲載がない場合' || /の次に.*番地がくる場合$/.test(listed)) return [''];
  const name = listed.replace(/（.*$/s, '').replace(/第?[０-９\d]+地割.*$/s, '');
  // 「渡名喜村一円」 is all of the village; 「一円」 alone is a town (滋賀県犬上郡多賀町).
  if (name !== '一円' && name.endsWith('一円')) return [''];
  return name.split('、');
}

/** How the names of such a line are read; none where the file has something else there. */
function townReadings(listed: string): string[] {
  const kana = listed
    .normalize('NFKC')
    .replace(/\(.*$/s, '')
    .replace(/(ダイ)?\d+チワリ.*$/s, '');
  return /^[ァ-ヺー\d、]+$/.test(kana) ? kana.split('、') : [];
}

/** The first three digits of a code, under which it is kept. */
export const areaOf = (code: string): string => code.slice(0, 3);

/** Seven digits of what a person typed (630-8580), or null. */
export const digitsOf = (code: string): string | null =>
  /^(\d{3})-?(\d{4})$/.exec(code)?.slice(1).join('') ?? null;
