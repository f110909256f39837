import { type CellObject, read, type WorkSheet } from '@e965/xlsx';
import { bookFault } from '../../sheets/read-book.js';
import type { PrintedSheets, SheetCell, SheetPiece } from './blocks.js';

/** More is set on no pages: some three thousand of them. */
const MOST_CELLS = 300_000;
/** So many are set at once. */
const CELLS_AT_ONCE = 10_000;
/** A4 across, less its margins, in points. */
const ROOM = 780;
const SIZES = [9, 8, 7, 6];
const SMALLEST = 6;
/** Of a column that has no width of its own, in half-width characters. */
const WIDTHS = { least: 3, most: 40 } as const;
/** Of every cell, beside its text, in points. */
const INSET = 6;
/** Rows above the first full one that belong to the head of a table. */
const MOST_HEADS = 5;

interface Shown {
  text: string;
  isNumber: boolean;
  /** Columns that its cell has been joined over. */
  joined: number;
}

/** In half-width characters. */
const lengthOf = (text: string): number => {
  const lines = text
    .split('\n')
    .map((line) => [...line].reduce((sum, one) => sum + (one > '\u{FF}' ? 2 : 1), 0));
  return Math.max(...lines);
};

/** What a cell shows, as the program that wrote it does: days and amounts in their format. */
const shownIn = (cell: CellObject | undefined): string =>
  cell?.v === undefined || cell.v === null ? '' : String(cell.w ?? cell.v).trimEnd();

function rowsOf(sheet: WorkSheet): Shown[][] {
  const joined = new Map(
    (sheet['!merges'] ?? []).map(({ s, e }) => [`${s.r} ${s.c}`, e.c - s.c + 1] as const),
  );
  const rows = (sheet['!data'] ?? []).map((cells, y) =>
    Array.from({ length: cells?.length ?? 0 }, (_, x) => ({
      text: shownIn(cells?.[x]),
      isNumber: cells?.[x]?.t === 'n',
      joined: joined.get(`${y} ${x}`) ?? 1,
    })),
  );
  const isFilled = (row: readonly Shown[]) => row.some(({ text }) => text !== '');
  return rows.slice(0, rows.findLastIndex(isFilled) + 1);
}

/** Widths in half-width characters: as the file states them, else as the text needs. */
const widthsOf = (sheet: WorkSheet, rows: readonly (readonly Shown[])[], columns: number): number[] =>
  Array.from({ length: columns }, (_, x) => {
    const stated = sheet['!cols']?.[x]?.wch;
    if (stated !== undefined) return Math.max(WIDTHS.least, stated);
    const needed = rows.reduce(
      (most, row) => Math.max(most, row[x]?.joined === 1 ? lengthOf(row[x].text) : 0),
      0,
    );
    return Math.min(WIDTHS.most, Math.max(WIDTHS.least, needed));
  });

const inPoints = (size: number) => (width: number) => Math.min(ROOM, ((width + 1) * size) / 2 + INSET);
const sumOf = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0);

/** Columns that stand on a page together: first, and how many. */
function groupsOf(widths: readonly number[]): { from: number; count: number }[] {
  const groups: { from: number; count: number }[] = [];
  let room = 0;
  for (const [column, width] of widths.entries()) {
    const last = groups.at(-1);
    if (last && room + width <= ROOM) {
      last.count += 1;
      room += width;
    } else {
      groups.push({ from: column, count: 1 });
      room = width;
    }
  }
  return groups;
}

/** The cells of a row in these columns. A text that is too long runs over the empty cells beside it, as on the screen. */
function cellsIn(
  row: readonly Shown[],
  { from, count }: { from: number; count: number },
  widths: readonly number[],
) {
  const cells: SheetCell[] = [];
  for (let x = from; x < from + count; ) {
    const { text = '', isNumber = false, joined = 1 } = row[x] ?? {};
    let across = Math.min(joined, from + count - x);
    const isFree = (at: number) => at < from + count && (row[at]?.text ?? '') === '';
    const hasRoom = () => sumOf(widths.slice(x, x + across)) >= lengthOf(text);
    while (!isNumber && text !== '' && !hasRoom() && isFree(x + across)) across += 1;
    cells.push({ text, isNumber, across });
    x += across;
  }
  return cells;
}

/** Rows that stand above the table on every page: those up to the first one that is more than half full. */
function headsOf(rows: readonly (readonly Shown[])[], columns: number): number {
  const isHead = (row: readonly Shown[]) => row.filter(({ text }) => text !== '').length * 2 > columns;
  const first = rows.slice(0, MOST_HEADS).findIndex(isHead);
  return rows.length > 1 ? first + 1 : 0;
}

/** The sheets of a workbook as they are read on paper. Hidden ones too: they belong to the file. */
export function readXlsx(bytes: Uint8Array): PrintedSheets {
  const fault = bookFault(bytes);
  if (fault) throw new Error(`no workbook that is read: ${fault}`);
  const book = read(bytes, {
    type: 'array',
    dense: true,
    cellText: true,
    cellStyles: true,
    cellFormula: false,
  });
  const pieces: SheetPiece[] = [];
  let amount = 0;
  for (const name of book.SheetNames) {
    const sheet = book.Sheets[name];
    const rows = sheet ? rowsOf(sheet) : [];
    const columns = Math.max(
      0,
      ...new Set(rows.map((row) => row.findLastIndex(({ text, joined }) => text !== '' || joined > 1) + 1)),
    );
    if (!sheet || columns === 0) continue;
    amount += rows.length * columns;
    if (amount > MOST_CELLS) throw new Error(`more than ${MOST_CELLS} cells`);
    const wide = widthsOf(sheet, rows, columns);
    const size = SIZES.find((one) => sumOf(wide.map(inPoints(one))) <= ROOM) ?? SMALLEST;
    const heads = headsOf(rows, columns);
    for (const group of groupsOf(wide.map(inPoints(size)))) {
      const widths = wide.slice(group.from, group.from + group.count).map(inPoints(size));
      const cells = rows.map((row) => cellsIn(row, group, wide));
      const atOnce = Math.max(20, Math.floor(CELLS_AT_ONCE / group.count));
      for (let from = heads; from < cells.length || from === heads; from += atOnce)
        pieces.push({
          title: name,
          ...{ size, widths },
          heads: cells.slice(0, heads),
          rows: cells.slice(from, from + atOnce),
        });
    }
  }
  return { kind: 'sheets', pieces };
}
