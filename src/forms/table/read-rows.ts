import { type Answers, withBlanks } from '../answers.js';
import type { FormDefinition } from '../definition.js';
import type { Option } from '../fields/base.js';
import type { Question } from '../fields/field.js';
import type { FieldError, Raw } from '../fields/field-type.js';
import { fieldType } from '../fields/registry.js';
import { answerProblems } from '../submission.js';
import { possibleColumns, type TableColumn } from './columns.js';

/** What is wrong with the head of a table: nothing of it is read then. */
export type HeadProblem =
  | { code: 'unknownColumn'; column: number; heading: string }
  | { code: 'twice'; column: number; heading: string }
  | { code: 'missingColumn'; heading: string };

export interface RowProblem {
  field: string;
  /** Column of the file from nought; null where no column of it is to blame. */
  column: number | null;
  error: FieldError;
}

export interface RowReading {
  answers: Answers;
  problems: readonly RowProblem[];
}

export interface TableReader {
  /** Headings as the file has them. */
  headings: readonly string[];
  /** The columns as the form knows them, in the order of the file; null for one that is calculated. */
  columns: readonly (TableColumn | null)[];
  isBlank(cells: readonly string[]): boolean;
  read(cells: readonly string[], facts: { today: Temporal.PlainDate }): RowReading;
}

/** Spaces, width of letters and kind of brackets mean nothing in a heading. */
const key = (heading: string): string => heading.normalize('NFKC').replace(/\s+/g, '').toLowerCase();

/** The reader of a table with these headings, or what is wrong with them. */
export function tableReader(
  form: FormDefinition,
  headings: readonly string[],
): { ok: true; reader: TableReader } | { ok: false; problems: HeadProblem[] } {
  const possible = possibleColumns(form);
  const byName = new Map<string, TableColumn>();
  for (const column of possible) {
    byName.set(key(column.heading), column);
    byName.set(key(column.key), column);
  }
  const computed = new Set(
    form.pages.flatMap(({ fields }) =>
      fields.filter(({ kind }) => kind === 'calculated').flatMap((field) => [key(field.id)]),
    ),
  );
  const problems: HeadProblem[] = [];
  const columns: (TableColumn | null)[] = [];
  const seen = new Set<string>();
  // Columns without a heading at the right end come from spreadsheet programs and hold nothing.
  const last = headings.findLastIndex((heading) => heading.trim() !== '');
  headings.slice(0, last + 1).forEach((heading, index) => {
    const column = byName.get(key(heading));
    if (!column && !computed.has(key(heading)))
      problems.push({ code: 'unknownColumn', column: index, heading });
    else if (column && seen.has(column.key)) problems.push({ code: 'twice', column: index, heading });
    if (column) seen.add(column.key);
    columns.push(column ?? null);
  });
  for (const { key: id, heading, isRequired } of possible)
    if (isRequired && !seen.has(id)) problems.push({ code: 'missingColumn', heading });
  return problems.length > 0
    ? { ok: false, problems }
    : { ok: true, reader: reader(form, headings, columns) };
}

function reader(
  form: FormDefinition,
  headings: readonly string[],
  columns: readonly (TableColumn | null)[],
): TableReader {
  const byField = new Map<string, { field: Question; places: { column: TableColumn; at: number }[] }>();
  columns.forEach((column, at) => {
    if (!column) return;
    const known = byField.get(column.field.id) ?? { field: column.field, places: [] };
    known.places.push({ column, at });
    byField.set(column.field.id, known);
  });
  const columnOf = (field: string, parts: readonly string[] | undefined): number | null => {
    const places = byField.get(field)?.places ?? [];
    const exact = places.find(({ column }) => parts?.includes(column.part));
    // 0.birthDate.month belongs to the column that carries the whole date.
    const near = places.find(({ column }) => {
      const place = column.part.replace(/(^|\.)year$/, '');
      return parts?.some((part) => place !== '' && part.startsWith(`${place}.`));
    });
    return (exact ?? near ?? places[0])?.at ?? null;
  };

  return {
    headings,
    columns,
    isBlank: (cells) => cells.every((cell) => cell.trim() === ''),
    read(cells, facts) {
      const answers: Record<string, unknown> = {};
      const problems: RowProblem[] = [];
      for (const { field, places } of byField.values()) {
        const raw: Record<string, readonly string[]> = {};
        for (const { column, at } of places) raw[column.part] = typedIn(column, unescaped(cells[at] ?? ''));
        const parsed = fieldType(field).parse(counted(field, raw), field, facts);
        if (!parsed.ok) {
          for (const error of parsed.errors)
            problems.push({ field: field.id, column: columnOf(field.id, error.parts), error });
        } else if (parsed.value !== null) answers[field.id] = parsed.value;
      }
      const unread = new Set(problems.map(({ field }) => field));
      for (const { field, error } of answerProblems(form, withBlanks(form, answers), facts)) {
        if (unread.has(field)) continue;
        // What is asked may hang on an answer that could not be read.
        if (unread.size > 0 && 'code' in error && error.code === 'forms.error.notAsked') continue;
        problems.push({ field, column: columnOf(field, error.parts), error });
      }
      return { answers, problems };
    },
  };
}

/** How many entries of a list the row fills in, as the page would have told by its hidden control. */
function counted(field: Question, raw: Raw): Raw {
  if (field.kind !== 'people') return raw;
  const filled = Object.entries(raw).flatMap(([part, [text = '']]) =>
    text.trim() === '' ? [] : [Number(part.split('.')[0]) + 1],
  );
  return { ...raw, count: [String(Math.max(1, ...filled))] };
}

/** The apostrophe before what a spreadsheet program would take for a formula (see write-csv). */
export const unescaped = (text: string): string => (/^'[=+\-@＝＋－＠]/.test(text) ? text.slice(1) : text);

const same = (a: string, b: string): boolean => key(a) === key(b);

const labelsOf = ({ label }: Option): string[] =>
  typeof label === 'string' ? [label] : Object.values(label);

/** The value of an option that is named by its value or its words; else the text, which the kind refuses. */
const optionValue = (options: readonly Option[], text: string): string =>
  options.find(({ value }) => value === text)?.value ??
  options.find((option) => labelsOf(option).some((label) => same(label, text)))?.value ??
  text;

/** The values of several options in one cell. Words of an option may hold the signs that divide them. */
function optionValues(options: readonly Option[], text: string): string[] {
  const pieces = text.split(/([、，,;；\n|])/);
  const values: string[] = [];
  for (let from = 0; from < pieces.length; ) {
    let to = pieces.length;
    const joined = () => pieces.slice(from, to).join('').trim();
    while (to > from + 1 && !isOption(options, joined())) to -= 1;
    if (from % 2 === 0 && joined() !== '') values.push(optionValue(options, joined()));
    from = to;
  }
  return values;
}

const isOption = (options: readonly Option[], text: string): boolean =>
  options.some((option) => option.value === text || labelsOf(option).some((label) => same(label, text)));

const YES = ['はい', '有', 'あり', '○', '◯', '〇', '1', 'true', 'yes', 'y', '同意', '同意する', '同意します'];
const NO = ['いいえ', '無', 'なし', '×', '0', 'false', 'no', 'n'];

function truth(column: TableColumn, text: string): string {
  const { field } = column;
  if (field.kind === 'yesNo') {
    if (field.yes && labelsOf({ value: 'yes', label: field.yes }).some((label) => same(label, text)))
      return 'true';
    if (field.no && labelsOf({ value: 'no', label: field.no }).some((label) => same(label, text)))
      return 'false';
  }
  if (YES.some((word) => same(word, text))) return 'true';
  if (NO.some((word) => same(word, text))) return column.cell === 'consent' ? '' : 'false';
  return text;
}

/** A cell as the control of its column would have sent it. */
export function typedIn(column: TableColumn, cell: string): readonly string[] {
  const text = cell.trim();
  if (text === '') return [];
  switch (column.cell) {
    case 'text':
      return [cell];
    case 'option':
      return [optionValue(column.options, text)];
    case 'options':
      return optionValues(column.options, text);
    default:
      return [truth(column, text)];
  }
}
