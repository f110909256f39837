import type { SheetShape } from '#kernel/scans/scan.js';

/*
 * The sheet: A4 in millimetres from its upper left corner. Scans are read by the same numbers, so a change here is a
 * change of what printed sheets mean: raise FORMAT in code.ts with it.
 */
export const SHEET = { width: 210, height: 297 } as const;

/** Black squares near the four corners, by which a scan is laid straight. */
export const MARK = 5;
export const MARKS = [
  { x: 8, y: 8 },
  { x: SHEET.width - 8 - MARK, y: 8 },
  { x: 8, y: SHEET.height - 8 - MARK },
  { x: SHEET.width - 8 - MARK, y: SHEET.height - 8 - MARK },
] as const;

/** The code with its quiet zone. */
export const QR = { x: 168, y: 262, size: 26 } as const;

/** What is asked stands between these. */
export const BODY: Readonly<Record<'left' | 'right' | 'top' | 'bottom', number>> = {
  left: 18,
  right: 192,
  top: 17,
  bottom: 258,
};

export interface Rect {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** Side of a box to tick. */
export const TICK_BOX = 4;

/** Where something stands: page from 1. */
export interface PlacedRect extends Rect {
  page: number;
}

export interface PlacedTick extends PlacedRect {
  part: string;
  value: string;
  isMany?: boolean;
}

/** Where a field stands: the parts of the paper that show it, and its boxes to tick. */
export interface PlacedField {
  field: string;
  areas: readonly PlacedRect[];
  ticks: readonly PlacedTick[];
}

/** What must be known to read a sheet. */
export interface PaperPositions {
  pages: number;
  fields: readonly PlacedField[];
}

/** By what a scan of it is known. */
export const SHEET_SHAPE: SheetShape = { ...SHEET, mark: MARK, marks: MARKS, code: QR };
