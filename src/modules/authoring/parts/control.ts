import type { FormBody } from '#kernel/http/route.js';
import type { Locale } from '#kernel/i18n/locales.js';
import type { Translator } from '#kernel/i18n/translate.js';
import type { Choice, ChoiceGroup } from '#ui/components/select.js';
import type { InputWidth } from '#ui/components/text-input.js';
import type { Edit } from '../edits/edit.js';
import type { DraftDocument } from '../model.js';

/*
 * The editor's pages are data: a part says which controls it has, what stands in them, and what edits follow from
 * what was typed. One view shows them all, one route takes them all.
 */

/** What was typed, or what stands there: by name of the control. */
export type Typed = FormBody;

interface Named {
  name: string;
  label: string;
  hint?: string | undefined;
  required?: boolean;
}

/** An answer to choose, with words beneath. */
export interface Answer {
  value: string;
  label: string;
  hint?: string;
}

export type Single =
  | (Named & { as: 'text'; width?: InputWidth; suffix?: string; numeric?: boolean })
  | (Named & { as: 'area'; rows?: number })
  | (Named & { as: 'date' })
  | (Named & { as: 'select'; options?: Choice[]; groups?: ChoiceGroup[]; empty?: string | null })
  | { as: 'hidden'; name: string };

export type Control =
  | Single
  | (Named & { as: 'radio'; options: Answer[] })
  | (Named & { as: 'check' })
  | (Named & { as: 'checks'; options: Answer[] })
  | Rows
  | { as: 'more'; label: string; open?: boolean; controls: Control[] }
  | Chosen
  | { as: 'heading'; label: string }
  /** Sends the page and saves nothing. */
  | { as: 'button'; label: string; value: string }
  | { as: 'note'; text: string };

/** The same within a row, by another control of it. */
export type ChosenInRow = Omit<Chosen, 'controls'> & { controls: Single[] };

/** What only some answers of another control need. Whatever is chosen, what was typed in it is kept. */
export interface Chosen {
  as: 'chosen';
  /** Name of the control that decides. */
  by: string;
  /** Its answers that need this; `any` of them that is not blank. */
  is: readonly string[] | 'any';
  /** Said above it; absent: it needs no words, and without script it is there only while it is needed. */
  label?: string;
  controls: Control[];
}

/** A list that grows: each row has the same columns, and buttons to move and take it out. */
export interface Rows {
  as: 'rows';
  name: string;
  label: string;
  hint?: string | undefined;
  /** Names of the columns; a control's name is `rows.column`. */
  columns: readonly string[];
  row(index: number): { title: string; controls: (Single | ChosenInRow)[] };
  /** Words of the button that adds one; absent: rows come otherwise. */
  add?: string;
  fixedOrder?: boolean;
}

export const PART_NAMES = [
  'general',
  'page',
  'field',
  'condition',
  'check',
  'fee',
  'reduction',
  'output',
  'review',
  'rules',
  'thirdParty',
  'languages',
] as const;
export type PartName = (typeof PART_NAMES)[number];

/** Those that the form of a part of others has as well. */
export const FORM_PARTS: ReadonlySet<PartName> = new Set(['page', 'field', 'condition', 'check']);

export interface PartContext {
  t: Translator;
  document: DraftDocument;
  /** Which page, question or rule; null for parts of which there is one. */
  of: string | null;
  /** The document is the form of a part that others complete. */
  isOfOthers?: boolean;
  /** Sections, of the whole municipality. */
  units: readonly { id: string; name: string }[];
}

export type Read = { ok: true; edits: Edit[]; of?: string } | { ok: false; errors: Record<string, string> };

/** What a part of the editor changes of what others see. */
export type Shown =
  /** A page of questions, and which of them. */
  | { kind: 'page'; page: string; field?: string; locale?: Locale }
  /** What citizens read first. */
  | { kind: 'start'; locale?: Locale }
  | { kind: 'fee' }
  | { kind: 'document' }
  | { kind: 'staff' }
  /** The pages of a part that others complete. */
  | { kind: 'part'; part: string };

export interface Part {
  title(context: PartContext): string;
  lead?(context: PartContext): string;
  /** What stands there now; null when there is no such thing. */
  typed(context: PartContext): Typed | null;
  controls(context: PartContext, typed: Typed): Control[];
  /** What a button that does not save makes of it, besides those of rows. */
  act?(context: PartContext, typed: Typed, action: string): Typed | null;
  read(context: PartContext, typed: Typed): Read;
  /** What stands beside it as citizens and staff see it. */
  shows(context: PartContext): Shown | null;
}

/** Name of the buttons that change the page and save nothing. */
export const DO = '_do';

export const listOf = (typed: Typed, name: string): string[] => {
  const value = typed[name];
  return value === undefined ? [] : Array.isArray(value) ? value : [value];
};
export const textOf = (typed: Typed, name: string): string => (listOf(typed, name)[0] ?? '').trim();
export const isTicked = (typed: Typed, name: string): boolean => listOf(typed, name).length > 0;

/** What is chosen, in the order in which it stood before; what is new comes after it. */
export const inOldOrder = <Value>(
  before: readonly Value[] | undefined,
  chosen: readonly Value[],
): Value[] => [
  ...(before ?? []).filter((one) => chosen.includes(one)),
  ...chosen.filter((one) => !before?.includes(one)),
];

/** Lines that are not empty. */
export const linesOf = (typed: Typed, name: string): string[] =>
  textOf(typed, name)
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '');

export const rowCount = (typed: Typed, name: string, columns: readonly string[]): number =>
  Math.max(0, ...columns.map((column) => listOf(typed, `${name}.${column}`).length));

/** The rows as typed; rows of which nothing was typed are left out. */
export function rowsOf<Column extends string>(
  typed: Typed,
  name: string,
  columns: readonly Column[],
): Record<Column, string>[] {
  return Array.from({ length: rowCount(typed, name, columns) }, (_, index) =>
    Object.fromEntries(
      columns.map((column) => [column, (listOf(typed, `${name}.${column}`)[index] ?? '').trim()]),
    ),
  ) as Record<Column, string>[];
}

export const rowsTyped = (
  name: string,
  columns: readonly string[],
  rows: readonly Readonly<Record<string, string>>[],
): Typed =>
  Object.fromEntries(columns.map((column) => [`${name}.${column}`, rows.map((row) => row[column] ?? '')]));

/** What a button of a row makes of the list: `steps:up:2`, `steps:add`. Null for any other button. */
export function actOnRows(controls: readonly Control[], typed: Typed, action: string): Typed | null {
  const [name, what, place] = action.split(':');
  const rows = allRows(controls).find((one) => one.name === name);
  if (!rows) return null;
  const at = Number(place);
  const count = rowCount(typed, rows.name, rows.columns);
  const changed = rows.columns.map((column): [string, string[]] => {
    const key = `${rows.name}.${column}`;
    const list = Array.from({ length: count }, (_, index) => listOf(typed, key)[index] ?? '');
    return [key, change(list, what ?? '', at)];
  });
  return { ...typed, ...Object.fromEntries(changed) };
}

const allRows = (controls: readonly Control[]): Rows[] =>
  controls.flatMap((control) =>
    control.as === 'rows'
      ? [control]
      : control.as === 'more' || control.as === 'chosen'
        ? allRows(control.controls)
        : [],
  );

function change(list: string[], what: string, at: number): string[] {
  if (what === 'add') return [...list, ''];
  if (!Number.isInteger(at) || at < 0 || at >= list.length) return list;
  if (what === 'remove') return list.toSpliced(at, 1);
  const to = what === 'up' ? at - 1 : at + 1;
  if ((what !== 'up' && what !== 'down') || to < 0 || to >= list.length) return list;
  const moved = list.toSpliced(at, 1);
  return moved.toSpliced(to, 0, list[at] ?? '');
}
