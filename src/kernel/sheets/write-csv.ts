import { FORMULA_START } from './write-book.js';

/* RFC 4180, with the byte order mark that Excel needs to see UTF-8. */

export type CsvCell = string | number | null;

export const BYTE_ORDER_MARK = '\uFEFF';

/** Quoted where needed; a text that a spreadsheet program could take for a formula gets an apostrophe before it. */
function csvCell(cell: CsvCell): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(cell);
  const safe = FORMULA_START.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

export const csvLines = (rows: readonly (readonly CsvCell[])[]): string =>
  rows.map((row) => `${row.map(csvCell).join(',')}\r\n`).join('');

export const csvText = (rows: readonly (readonly CsvCell[])[]): string => BYTE_ORDER_MARK + csvLines(rows);
