/*
 * An office file as it can be set on pages: plain data for a template. Sizes in points.
 */

export type Inline =
  | {
      kind: 'text';
      text: string;
      bold: boolean;
      underline: boolean;
      struck: boolean;
      raised: 'super' | 'sub' | null;
      /** Null: as the text around it. */
      size: number | null;
    }
  | { kind: 'line' }
  | { kind: 'tab' }
  /** A picture among the files, so wide. */
  | { kind: 'picture'; file: string; width: number }
  | { kind: 'note'; inlines: readonly Inline[] };

export interface Paragraph {
  kind: 'paragraph';
  /** 1 to 6; 0: no heading. */
  heading: number;
  align: 'start' | 'center' | 'end';
  /** From the left, and what the first line has beside: less than nothing where it hangs out. */
  indent: number;
  first: number;
  /** Of an entry of a list: its number or dot. */
  label: string | null;
  inlines: readonly Inline[];
}

export interface TableCell {
  x: number;
  y: number;
  across: number;
  down: number;
  blocks: readonly Block[];
}

export interface TableBlock {
  kind: 'table';
  columns: number;
  /** So many rows are repeated on every page. */
  heads: number;
  cells: readonly TableCell[];
}

export type Block = Paragraph | TableBlock | { kind: 'page' };

export interface FlowingText {
  kind: 'flow';
  landscape: boolean;
  blocks: readonly Block[];
  /** Pictures by name: PNG and JPEG. */
  files: Readonly<Record<string, Uint8Array>>;
}

/** Some rows and columns of a sheet that fit the width of a page together. */
export interface SheetPiece {
  title: string;
  /** Of the text. */
  size: number;
  widths: readonly number[];
  heads: readonly (readonly SheetCell[])[];
  rows: readonly (readonly SheetCell[])[];
}

export interface SheetCell {
  text: string;
  isNumber: boolean;
  /** So many columns wide. */
  across: number;
}

export interface PrintedSheets {
  kind: 'sheets';
  pieces: readonly SheetPiece[];
}

export type OfficeText = FlowingText | PrintedSheets;
