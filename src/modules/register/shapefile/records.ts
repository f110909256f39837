import type { CsvCell } from '#kernel/sheets/write-csv.js';

/* .dbf: dBASE III, as shapefiles have it; characters are UTF-8, which the .cpg file beside it says. */

/** Bytes of a text, and of a number, that a field can hold. */
const MOST_TEXT = 254;
const MOST_NUMBER = 18;
const MOST_NAME = 10;
const NUMBER = /^(-?\d+)(?:\.(\d+))?$/;

/** Names of at most ten bytes, each once, however it is written. */
export function shortNames(ids: readonly string[]): string[] {
  const taken = new Set<string>();
  return ids.map((id) => {
    let name = id.slice(0, MOST_NAME);
    for (let count = 2; taken.has(name.toLowerCase()); count += 1)
      name = `${id.slice(0, MOST_NAME - String(count).length)}${count}`;
    taken.add(name.toLowerCase());
    return name;
  });
}

/** As many whole characters as there is room for. */
function cutText(text: string): Buffer {
  const bytes = Buffer.from(text, 'utf8');
  if (bytes.length <= MOST_TEXT) return bytes;
  let end = MOST_TEXT;
  while (((bytes[end] ?? 0) & 0xc0) === 0x80) end -= 1;
  return bytes.subarray(0, end);
}

/** What the cells of a column need, as far as they were seen. */
export interface Need {
  name: string;
  /** Nothing but numbers stood in it. */
  isNumeric: boolean;
  bytes: number;
  /** Digits before the point, and behind it. */
  whole: number;
  decimals: number;
  /** Cells of which the end does not fit. */
  cut: number;
}

export const noNeed = (name: string): Need => ({
  name,
  isNumeric: true,
  bytes: 0,
  whole: 0,
  decimals: 0,
  cut: 0,
});

export function widen(need: Need, cell: CsvCell): void {
  if (cell === null) return;
  const text = String(cell);
  const number = typeof cell === 'number' ? NUMBER.exec(text) : null;
  const [, whole = '', decimals = ''] = number ?? [];
  const bytes = Buffer.byteLength(text);
  need.isNumeric &&= number !== null;
  need.whole = Math.max(need.whole, whole.length);
  need.decimals = Math.max(need.decimals, decimals.length);
  need.bytes = Math.max(need.bytes, bytes);
  if (bytes > MOST_TEXT) need.cut += 1;
}

export interface RecordColumn {
  name: string;
  type: 'C' | 'N';
  width: number;
  decimals: number;
}

/** A column without a single value is of text. */
export function columnOf({ name, isNumeric, bytes, whole, decimals }: Need): RecordColumn {
  const width = decimals === 0 ? whole : whole + 1 + decimals;
  return isNumeric && bytes > 0 && width <= MOST_NUMBER
    ? { name, type: 'N', width, decimals }
    : { name, type: 'C', width: Math.min(MOST_TEXT, Math.max(1, bytes)), decimals: 0 };
}

export function recordsHead(
  columns: readonly RecordColumn[],
  count: number,
  day: Temporal.PlainDate,
): Buffer {
  const head = Buffer.alloc(32 * (columns.length + 1) + 1);
  head.set([3, day.year - 1900, day.month, day.day], 0);
  head.writeUInt32LE(count, 4);
  head.writeUInt16LE(head.length, 8);
  head.writeUInt16LE(1 + columns.reduce((sum, { width }) => sum + width, 0), 10);
  for (const [at, column] of columns.entries()) {
    const place = 32 * (at + 1);
    head.write(column.name, place, MOST_NAME, 'ascii');
    head.write(column.type, place + 11, 'ascii');
    head.set([column.width, column.decimals], place + 16);
  }
  head[head.length - 1] = 0x0d;
  return head;
}

export function recordOf(columns: readonly RecordColumn[], cells: readonly CsvCell[]): Buffer {
  const parts = columns.map(({ type, width, decimals }, at) => {
    const cell = cells[at] ?? null;
    const field = Buffer.alloc(width, ' ');
    if (type === 'N' && typeof cell === 'number')
      field.write(cell.toFixed(decimals).padStart(width), 'ascii');
    else if (cell !== null) cutText(String(cell)).copy(field);
    return field;
  });
  return Buffer.concat([Buffer.from(' '), ...parts]);
}

export const RECORDS_END = Buffer.from([0x1a]);
