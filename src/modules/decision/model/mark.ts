import type { PagePlace } from '#kernel/documents/pdf-pages.js';

/** Something written beside a place of an attached file, or an answer to it. */
export interface Mark {
  /** In the file, from 1. */
  no: number;
  page: number;
  /** Null for an answer. */
  place: PagePlace | null;
  answers: number | null;
  /** Digest of the file when it was written. */
  digest: string;
  staff: string;
  unit: string | null;
  title: string | null;
  at: Temporal.Instant;
  words: string;
}

/** A mark with what was answered, in the order of time. */
export interface MarkThread<One extends Mark = Mark> {
  mark: One;
  answers: One[];
}

export const threadsOf = <One extends Mark>(marks: readonly One[]): MarkThread<One>[] =>
  marks
    .filter(({ answers }) => answers === null)
    .map((mark) => ({ mark, answers: marks.filter(({ answers }) => answers === mark.no) }));

/** Columns A to J and rows 1 to 10: each a tenth of the page. */
export const GRID = 10;
const CELL = 1000 / GRID;
const CELLS = /^([A-J])\s*(10|[1-9])(?:\s*[-~〜:]\s*([A-J])\s*(10|[1-9]))?$/;
const NUMBERS = /^\d{1,3}(?:\.\d{1,2})?(?:\s*[,、\s]\s*\d{1,3}(?:\.\d{1,2})?){1,3}$/;

/**
 * A place as it is typed: a square of the grid (B3), several (B3-D4), or hundredths of the page from the left and the
 * top (12, 30), for a frame with its width and height (12, 30, 20, 5). Null for anything else.
 */
export function readPlace(typed: string): PagePlace | null {
  const text = typed.normalize('NFKC').trim().toUpperCase();
  const cells = CELLS.exec(text);
  if (cells) {
    const [, column = '', row = '', toColumn = column, toRow = row] = cells;
    const [x, y] = [[column, toColumn].map(columnOf), [row, toRow].map(Number)];
    const [left, top] = [Math.min(...x) * CELL, (Math.min(...y) - 1) * CELL];
    return { left, top, width: (Math.max(...x) + 1) * CELL - left, height: Math.max(...y) * CELL - top };
  }
  if (!NUMBERS.test(text)) return null;
  const [left = 0, top = 0, width, height] = text
    .split(/[,、\s]+/)
    .map((part) => Math.round(Number(part) * 10));
  if (width !== undefined && height === undefined) return null;
  const place = { left, top, width: width ?? 0, height: height ?? 0 };
  const isOnPage = left + place.width <= 1000 && top + place.height <= 1000;
  return isOnPage && (place.width === 0) === (place.height === 0) ? place : null;
}

const columnOf = (letter: string): number => letter.charCodeAt(0) - 'A'.charCodeAt(0);
