import { BODY } from './geometry.js';
import { textHeight, textWidth } from './measure.js';
import type { PaperItem, PaperRow } from './parts.js';
import { type Strip, setLine } from './set-lines.js';

/** A question, or words about the form, as a row of the table. */
export interface Block {
  /** Null for what is not asked. */
  field: string | null;
  /** Null for text across the whole width. */
  heading: string | null;
  /** Under the heading: for whom it is, how to fill it in. */
  notes: readonly string[];
  rows: readonly PaperRow[];
}

export interface Section {
  title: string | null;
  note: string | null;
  blocks: readonly Block[];
}

export const WIDTH = BODY.right - BODY.left;
export const HEADING = 38;
export const LABEL = 25;
export const PAD = 2;
export const ROW_PAD = 0.9;
export const HEADING_SIZE = 9;
export const NOTE_SIZE = 7;
export const LABEL_SIZE = 8;
export const ENTRY_HEIGHT = 5.5;
export const TITLE_HEIGHT = 8;
export const HALF = WIDTH / 2;
export const HALF_HEADING = 32;

/** A row that is ready to be put somewhere. */
export interface SetRow {
  row: PaperRow;
  strips: readonly Strip[];
  height: number;
}

export function setRow(row: PaperRow, width: number): SetRow {
  const inner = width - (row.label === null ? 0 : LABEL) - 2 * PAD;
  const several = row.lines.length > 1;
  const strips = row.lines.flatMap((line, index) => {
    const set = setLine(line, inner);
    const isRuled = several && index < row.lines.length - 1 && line.some(({ kind }) => kind === 'blank');
    return isRuled ? underlined(set, inner) : set;
  });
  const label = row.label === null ? 0 : textHeight(row.label, LABEL_SIZE, LABEL - PAD - 1) + 2 * ROW_PAD;
  const content = strips.reduce((sum, strip) => sum + strip.height, 2 * ROW_PAD);
  const least = row.isReading ? 6 : row.lines.every((line) => line.every(isSmallPrint)) ? 6.5 : 8.5;
  return {
    row,
    strips,
    height: Math.max(least, content, label) + (row.entry === undefined ? 0 : ENTRY_HEIGHT),
  };
}

const isSmallPrint = (item: PaperItem): boolean => item.kind === 'words' && item.isSmall === true;

function underlined(strips: readonly Strip[], width: number): Strip[] {
  return strips.map((strip, index) =>
    index < strips.length - 1
      ? strip
      : {
          ...strip,
          height: strip.height + 0.6,
          marks: [
            ...strip.marks,
            { as: 'line', x: 0, y: strip.height + 0.3, x2: width, y2: strip.height + 0.3, look: 'dotted' },
          ],
        },
  );
}

export const headingHeight = (heading: string, notes: readonly string[], width: number): number =>
  textHeight(heading, HEADING_SIZE, width - 2 * PAD) +
  (notes.length === 0 ? 0 : textHeight(notes.join('\n'), NOTE_SIZE, width - 2 * PAD)) +
  2 * ROW_PAD;

/** The last row grows where the heading beside them needs more room than they do. */
export function withHeadingRoom({ heading, notes }: Block, rows: readonly SetRow[]): SetRow[] {
  const missing =
    headingHeight(heading ?? '', notes, HEADING) - rows.reduce((sum, { height }) => sum + height, 0);
  return rows.map((set, index) =>
    missing > 0 && index === rows.length - 1 ? { ...set, height: set.height + missing } : set,
  );
}

/** The row as it is, or divided between its strips when no page holds it; then the first fills what is left of this one. */
export function piecesOf(set: SetRow, room: number): SetRow[] {
  const page = BODY.bottom - BODY.top;
  if (set.height <= page) return [set];
  const pieces: SetRow[] = [];
  let strips: Strip[] = [];
  let height = 2 * ROW_PAD;
  let left = room;
  for (const strip of set.strips) {
    if (strips.length > 0 && height + strip.height > left) {
      pieces.push({ row: set.row, strips, height });
      strips = [];
      height = 2 * ROW_PAD;
      left = page;
    }
    strips.push(strip);
    height += strip.height;
  }
  return [...pieces, { row: set.row, strips, height }];
}

export function leastHeight(block: Block): number {
  const [first, second] = block.rows;
  if (!first) return 0;
  const isWithNext = first.isReading === true || first.entry !== undefined;
  const rows = [first, ...(isWithNext && second ? [second] : [])];
  return rows.reduce((sum, row) => sum + setRow(row, WIDTH - HEADING).height, 0);
}

/** Fits half the width: one line of a fixed length, and a heading of a few words. */
export function isShort({ field, heading, notes, rows }: Block): boolean {
  const [row, ...more] = rows;
  if (
    field === null ||
    heading === null ||
    !row ||
    more.length > 0 ||
    row.label !== null ||
    row.isReading ||
    row.lines.length > 1
  )
    return false;
  const line = row.lines[0] ?? [];
  if (notes.length > 1 || notes.some((note) => textWidth(note, NOTE_SIZE) > HALF_HEADING - 2 * PAD))
    return false;
  if (line.some((item) => item.kind === 'area' || (item.kind === 'blank' && item.width === 'rest')))
    return false;
  if (textWidth(heading, HEADING_SIZE) > 2 * (HALF_HEADING - 3 * PAD)) return false;
  const strips = setLine(line, HALF - HALF_HEADING - PAD);
  return strips.length === 1 && (strips[0]?.width ?? 0) <= HALF - HALF_HEADING - PAD + 4;
}
