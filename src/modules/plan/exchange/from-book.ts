import type { Book, ReadCell, ReadSheet } from '#kernel/sheets/read-book.js';
import { columnLetters } from '#kernel/sheets/write-book.js';
import type { Column, RowOf, Sheet } from './columns.js';
import type { Notice, Problem } from './problems.js';
import { readCell } from './read-cell.js';
import { GUIDE_SHEET, SHEETS, type SheetKey } from './sheets.js';

/** A row with the way back to its place in the file. */
export interface Placed<Row> {
  values: Row;
  /** A cell of it could not be read, and has no value for that reason; it is reported. */
  isFaulty: boolean;
  /** A1-style address of one of its cells. */
  cell(key: keyof Row & string): string;
}

/** Sheets that the file has; one that it lacks is absent. */
export type PlacedRows = {
  [Key in SheetKey]?: Placed<RowOf<(typeof SHEETS)[Key]['columns']>>[];
};

export interface ReadRows {
  rows: PlacedRows;
  problems: Problem[];
  notices: Notice[];
}

const SHEET_KEYS = Object.keys(SHEETS) as SheetKey[];

/** From cells to typed values, sheet by sheet. What one row says of another is judged later. */
export function fromBook(book: Book): ReadRows {
  const read: ReadRows = { rows: {}, problems: [], notices: [] };
  const byName = new Map(book.sheets.map((sheet) => [sheet.name.trim(), sheet]));
  for (const key of SHEET_KEYS) {
    const found = byName.get(SHEETS[key].name);
    byName.delete(SHEETS[key].name);
    if (found) {
      // The column keys of SHEETS[key] are those of its row: the one place where this is known by construction.
      (read.rows as Record<SheetKey, unknown>)[key] = readSheet(SHEETS[key], found, book.from1904, read);
    } else {
      read.notices.push({ code: 'missingSheet', params: { sheet: SHEETS[key].name } });
    }
  }
  byName.delete(GUIDE_SHEET);
  for (const [name, { rows }] of byName) {
    if (rows.length > 0) read.notices.push({ code: 'unknownSheet', params: { sheet: name } });
  }
  return read;
}

const headingOf = (cell: ReadCell | undefined): string => String(cell?.value ?? '').trim();

function readSheet(sheet: Sheet, found: ReadSheet, from1904: boolean, read: ReadRows): Placed<object>[] {
  const headings = (found.rows[0] ?? []).map(headingOf);
  const columns: { key: string; column: Column; index: number }[] = [];
  for (const [key, column] of Object.entries(sheet.columns)) {
    const index = headings.indexOf(column.heading);
    if (index >= 0) columns.push({ key, column, index });
    else if (column.kind !== 'reference') {
      read.problems.push({
        sheet: sheet.name,
        cell: null,
        code: 'missingColumn',
        params: { column: column.heading },
      });
    }
  }
  const known = new Set(columns.map(({ index }) => index));
  headings.forEach((heading, index) => {
    const isUsed = heading !== '' || found.rows.some((row, at) => at > 0 && row[index] !== undefined);
    if (!known.has(index) && isUsed) {
      const column = heading === '' ? columnLetters(index) : heading;
      read.notices.push({ code: 'unknownColumn', params: { sheet: sheet.name, column } });
    }
  });
  // Without all its columns a sheet would look as if people had emptied them.
  const isComplete = Object.entries(sheet.columns).every(
    ([key, { kind }]) => kind === 'reference' || columns.some((column) => column.key === key),
  );
  if (!isComplete) return [];

  return found.rows.slice(1).flatMap((cells, at) => {
    const rowNumber = at + 2;
    const isBlank = columns.every(
      ({ column, index }) => column.kind === 'reference' || cells[index] === undefined,
    );
    return isBlank ? [] : [readRow(sheet, columns, cells, { rowNumber, from1904, read })];
  });
}

interface RowPlace {
  rowNumber: number;
  from1904: boolean;
  read: ReadRows;
}

function readRow(
  sheet: Sheet,
  columns: readonly { key: string; column: Column; index: number }[],
  cells: readonly (ReadCell | undefined)[],
  { rowNumber, from1904, read }: RowPlace,
): Placed<object> {
  const values: Record<string, unknown> = {};
  const before = read.problems.length;
  const address = new Map(columns.map(({ key, index }) => [key, `${columnLetters(index)}${rowNumber}`]));
  for (const { key, column, index } of columns) {
    const cell = address.get(key) ?? null;
    const result = readCell(column, cells[index], from1904);
    if (!result.ok) {
      read.problems.push({ sheet: sheet.name, cell, code: result.code, params: result.params });
    } else if (result.value !== undefined) {
      values[key] = result.value;
    } else if (column.required) {
      read.problems.push({ sheet: sheet.name, cell, code: 'required', params: { column: column.heading } });
    }
  }
  const isFaulty = read.problems.length > before;
  return { values, isFaulty, cell: (key) => address.get(key) ?? `A${rowNumber}` };
}
