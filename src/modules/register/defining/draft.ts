import type { GeometryKind, Register, RegisterField } from '../definition.js';
import { type Geometry, kindOf } from '../geometry.js';
import type { DraftState } from './approval.js';

/** A definition that is being written: of the shape of one, and not yet whole. */
export type DraftDocument = Register;

export interface Draft {
  register: string;
  unit: string;
  document: DraftDocument;
  /** Version that it was begun from; null for a new register. */
  base: number | null;
  state: DraftState;
  revision: number;
  /** Ids of everybody who wrote in it. */
  editors: readonly string[];
  changedAt: Temporal.Instant;
  changedBy: string;
  note: string;
  askedBy: string | null;
  askedAt: Temporal.Instant | null;
  decidedBy: string | null;
  /** Why it came back. */
  reason: string | null;
  /** Day on which it comes into use by itself, and who set it. */
  beginsOn: Temporal.PlainDate | null;
  beginsBy: string | null;
}

/** A new register: nobody outside sees it until somebody says so. */
export const blankDocument = (id: string, title: string, notPublic: string): DraftDocument => ({
  id,
  title,
  notPublic,
  staff: 'everyone',
  key: [],
  label: '',
  retention: { years: null, basis: '' },
  fields: [],
  standards: [],
  counts: [],
  headings: {},
});

/** The next version of a register: what was renamed to come here is renamed no more. */
export const nextDocument = (register: Register): DraftDocument => ({
  ...register,
  fields: register.fields.map(({ was: _, ...field }) => field),
});

export const fieldIn = ({ fields }: Register, id: string): RegisterField | undefined =>
  fields.find(({ ask }) => ask.id === id);

/** The field of the version before that this one is, renamed or not. */
export const ancestorIn = (base: Register, { ask, was }: RegisterField): RegisterField | undefined =>
  fieldIn(base, was ?? ask.id);

const renamedIn = (ids: readonly string[], from: string, to: string): string[] =>
  ids.map((id) => (id === from ? to : id));

/** Puts a field in place of another one, or at the end; what names the other one names it. */
export function withField(
  document: DraftDocument,
  before: string | null,
  { field, isKey, isLabel }: { field: RegisterField; isKey: boolean; isLabel: boolean },
): DraftDocument {
  const { id } = field.ask;
  const fields =
    before === null
      ? [...document.fields, field]
      : document.fields.map((one) => (one.ask.id === before ? field : one));
  const key = renamedIn(document.key, before ?? id, id);
  const named = (sources: Readonly<Record<string, string>>) =>
    Object.fromEntries(
      Object.entries(sources).map(([heading, source]) => [heading, source === before ? id : source]),
    );
  const label = before !== null && document.label === before ? id : document.label;
  return {
    ...document,
    fields,
    standards: document.standards.map((one) => ({ ...one, columns: named(one.columns) })),
    headings: named(document.headings),
    key: isKey ? [...new Set([...key, id])] : key.filter((one) => one !== id),
    label: isLabel ? id : label === id ? '' : label,
  };
}

/** Takes a field out of the next version; its values stay in the versions that rows had. */
export const withoutField = (document: DraftDocument, id: string): DraftDocument => ({
  ...document,
  fields: document.fields.filter(({ ask }) => ask.id !== id),
  key: document.key.filter((one) => one !== id),
  label: document.label === id ? '' : document.label,
  headings: Object.fromEntries(Object.entries(document.headings).filter(([, source]) => source !== id)),
  standards: document.standards.map((one) => ({
    ...one,
    columns: Object.fromEntries(
      Object.entries(one.columns).map(([heading, source]) => [heading, source === id ? '$blank' : source]),
    ),
  })),
});

/** Moves a field by one place; at the end nothing moves. */
export function withFieldMoved(document: DraftDocument, id: string, way: 'up' | 'down'): DraftDocument {
  const from = document.fields.findIndex(({ ask }) => ask.id === id);
  const to = from + (way === 'up' ? -1 : 1);
  const [field, other] = [document.fields[from], document.fields[to]];
  if (!field || !other) return document;
  const fields = document.fields.map((one, at) => (at === from ? other : at === to ? field : one));
  return { ...document, fields };
}

/** Fields of the version before that are in the next one no more. */
export const retiredIn = (base: Register, document: DraftDocument): RegisterField[] => {
  const stay = new Set(document.fields.map((field) => ancestorIn(base, field)?.ask.id));
  return base.fields.filter(({ ask }) => !stay.has(ask.id));
};

/** Brings a field back that the version before has. */
export function withFieldBack(document: DraftDocument, base: Register, id: string): DraftDocument {
  const field = retiredIn(base, document).find(({ ask }) => ask.id === id);
  if (!field || fieldIn(document, id)) return document;
  const { was: _, ...again } = field;
  return withField(document, null, {
    field: again,
    isKey: base.key.includes(id),
    isLabel: document.label === '' && base.label === id,
  });
}

/** Whether a place is of a kind that the register keeps; without places none is. */
export const isPlaceOf = ({ place }: Register, geometry: Geometry): boolean =>
  place?.kinds.includes(kindOf(geometry) satisfies GeometryKind) ?? false;
