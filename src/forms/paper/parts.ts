import type { Translator } from '#kernel/i18n/translate.js';
import type { Raw } from '../fields/field-type.js';

/*
 * What a field is on paper: rows of words, boxes to tick, boxes for one character each and room to write. Kinds say
 * what, layout.ts where. Filled with what was typed, or empty.
 */

/** Printed words. */
export interface Words {
  kind: 'words';
  text: string;
  isSmall?: boolean;
}

/** A box to tick; with a part it is read from a scan as that value of that control. */
export interface Tick {
  kind: 'tick';
  /** Null for a box that only helps the person. */
  part: string | null;
  value: string;
  label: string;
  isTicked: boolean;
  /** Several of the boxes of this control may be ticked. */
  isMany?: boolean;
}

/** One box for each character. */
export interface Comb {
  kind: 'comb';
  count: number;
  text: string;
}

/** Room to write, in millimetres or as much as is left of the line. */
export interface Blank {
  kind: 'blank';
  width: number | 'rest';
  text: string;
  /** Of letters that are printed into it, in points. */
  size?: number;
  height?: number;
}

/** Several ruled lines to write on. */
export interface Area {
  kind: 'area';
  rows: number;
  text: string;
}

export type PaperItem = Words | Tick | Comb | Blank | Area;

export interface PaperRow {
  /** Stands before the row; null where the question says it all. */
  label: string | null;
  /** Items follow each other and go on below where a line is full. */
  lines: readonly (readonly PaperItem[])[];
  /** A reading stands in a low row above its name. */
  isReading?: boolean;
  /** Begins one of several entries, which is called so. */
  entry?: string;
}

export interface PaperQuestion {
  rows: readonly PaperRow[];
  /** In place of the label of the field; null for text across the whole width. */
  heading?: string | null;
}

export interface PaperProps<Field> {
  field: Field;
  /** As typed; {} for an empty form. */
  raw: Raw;
  t: Translator;
}

/** How one kind of field stands on paper. No rows: it does not. */
export type PaperType<Field> = (props: PaperProps<Field>) => PaperQuestion;

export const words = (text: string): Words => ({ kind: 'words', text });
export const small = (text: string): Words => ({ kind: 'words', text, isSmall: true });
export const tick = (part: string | null, value: string, label: string, isTicked = false): Tick => ({
  kind: 'tick',
  part,
  value,
  label,
  isTicked,
});
export const comb = (count: number, text = ''): Comb => ({ kind: 'comb', count, text });
export const blank = (text = '', width: Blank['width'] = 'rest', more: Partial<Blank> = {}): Blank => ({
  kind: 'blank',
  width,
  text,
  ...more,
});
export const area = (rows: number, text = ''): Area => ({ kind: 'area', rows, text });

export const rowOf = (...items: PaperItem[]): PaperRow => ({ label: null, lines: [items] });
export const question = (...rows: PaperRow[]): PaperQuestion => ({ rows });
