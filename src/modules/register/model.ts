import type { Answers } from '#forms/answers.js';
import { translatorFor } from '#kernel/i18n/translate.js';
import { characterCount } from '#kernel/values/japanese-text.js';
import type { Register } from './definition.js';
import type { Box, Geometry, TownShape } from './geometry.js';
import type { Slots } from './slots.js';
import { valueText } from './value-text.js';

export const ROW_STATES = ['active', 'retired'] as const;
export type RowState = (typeof ROW_STATES)[number];

export const CHANGES = ['created', 'changed', 'retired', 'restored', 'migrated', 'undone'] as const;
export type Change = (typeof CHANGES)[number];

export const IMPORT_STATES = [
  'reading',
  'checking',
  'checked',
  'running',
  'done',
  'undoing',
  'undone',
  'discarded',
] as const;
export type ImportState = (typeof IMPORT_STATES)[number];
/** In which a job has something to do. */
export const WORKING_STATES = ['checking', 'running', 'undoing'] as const satisfies readonly ImportState[];
export const isWorking = (state: ImportState): boolean => WORKING_STATES.some((one) => one === state);

/** Heading by heading, in the order of the file: id of a field, a source, or '' for what is left out. */
export type Mapping = readonly string[];

/** One field of many rows gets one value. */
export interface Edit {
  field: string;
  /** As stored; null empties the field. */
  value: unknown;
  why: string | null;
}

/** Where a municipality lies, by its files. */
export interface Where {
  area: Box;
  /** null: its files do not say. */
  outline: TownShape | null;
}

/** A register as a municipality keeps it now. */
export interface KeptRegister extends Where {
  register: Register;
  /** Section that keeps it. */
  unit: string;
  /** Version of the definition. */
  version: number;
  slots: Slots;
  /** Defined in the browser by the town itself, which changes it there; else by files. */
  isOwn: boolean;
}

export interface Row {
  id: string;
  register: string;
  key: string;
  label: string;
  state: RowState;
  version: number;
  /** Version of the definition that the values are of. */
  definition: number;
  /** Only fields that the reader may see. */
  values: Answers;
  geometry: Geometry | null;
  createdAt: Temporal.Instant;
  updatedAt: Temporal.Instant;
  /** When its personal contents were taken away; it can never be in use again. */
  disposedAt: Temporal.Instant | null;
}

export interface RowVersion {
  version: number;
  change: Change;
  state: RowState;
  definition: number;
  values: Answers;
  geometry: Geometry | null;
  why: string | null;
  importId: string | null;
  by: string;
  at: Temporal.Instant;
}

/** Fields in which two versions differ; `$place` for the geometry. */
export function differing(before: Pick<RowVersion, 'values' | 'geometry'>, after: typeof before): string[] {
  const ids = new Set([...Object.keys(before.values), ...Object.keys(after.values)]);
  const fields = [...ids].filter((id) => !same(before.values[id] ?? null, after.values[id] ?? null));
  return same(before.geometry, after.geometry) ? fields : [...fields, '$place'];
}

/** jsonb gives the members of an object back in an order of its own. */
export function same(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const [left, right] = [Object.entries(a), new Map(Object.entries(b))];
  return (
    left.length === right.size &&
    left.every(([name, value]) => right.has(name) && same(value, right.get(name)))
  );
}

const MOST_LABEL = 200;
const shortened = (text: string): string =>
  characterCount(text) > MOST_LABEL ? `${[...text].slice(0, MOST_LABEL).join('')}…` : text;

const ja = translatorFor('ja');

/** What a row is called, in words: a choice by its label. Its key where the field is blank. */
export function labelOf({ label, fields }: Register, values: Answers, key: string): string {
  const named = values[label];
  if (named === null || named === undefined || named === '') return key;
  const field = fields.find(({ ask }) => ask.id === label);
  // A number that names something is no amount: no signs between thousands.
  return shortened(field && field.ask.kind !== 'number' ? valueText(ja, field, named) : String(named));
}

/** What tells a row from others: the answers of the key fields; width of letters and spaces mean nothing. */
export const keyOf = ({ key }: Register, values: Answers, id: string): string =>
  key.length === 0
    ? id
    : key
        .map((field) =>
          String(values[field] ?? '')
            .normalize('NFKC')
            .trim()
            .replace(/\s+/g, ' '),
        )
        .join(' / ');

/** Up to here rows are counted exactly; "more than" beyond. */
export const MOST_COUNTED = 10_000;
/** Rows of a list on paper: some hundred pages. Who needs more takes the file. */
export const MOST_PRINTED = 3000;

export const DISPOSAL_STATES = ['proposed', 'done', 'refused', 'withdrawn'] as const;
export type DisposalState = (typeof DISPOSAL_STATES)[number];

/** Rows past their retention whose personal contents somebody proposed to take away. */
export interface Disposal {
  id: string;
  register: string;
  unit: string;
  state: DisposalState;
  rows: readonly string[];
  reason: string;
  /** Ids of staff. */
  proposedBy: string;
  proposedAt: Temporal.Instant;
  decidedBy: string | null;
  decidedAt: Temporal.Instant | null;
  /** Why the rows stay. */
  answer: string | null;
  /** How many rows were emptied; the others are no longer past their retention. */
  disposed: number | null;
}

/** Nobody decides what they proposed themselves. */
export const mayDecide = ({ state, proposedBy }: Disposal, staff: string): boolean =>
  state === 'proposed' && proposedBy !== staff;

/** What rows of other registers are called: field that names them → key → row. */
export type Names = ReadonlyMap<string, ReadonlyMap<string, Pick<Row, 'id' | 'label'>>>;

/** What is journalled of a row. */
export const rowSubject = (register: string, id: string): string => `register/${register}/${id}`;
export const registerSubject = (register: string): string => `register/${register}`;
export const importSubject = (id: string): string => `import/${id}`;

/** Counts of the register that hold a row. */
export const countsOf = ({ counts }: Register, { state, values }: Pick<Row, 'state' | 'values'>): string[] =>
  state === 'retired'
    ? []
    : counts
        .filter(({ when }) =>
          Object.entries(when).every(([field, wanted]) => wanted.includes(String(values[field] ?? ''))),
        )
        .map(({ id }) => id);
