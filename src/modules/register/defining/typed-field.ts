import { Field, isQuestion } from '#forms/fields/field.js';
import type { FormBody } from '#kernel/http/route.js';
import { type LocalizedText, localize } from '#kernel/i18n/locales.js';
import { isFieldKind, type Register, type RegisterField } from '../definition.js';
import { type DraftDocument, withField } from './draft.js';
import {
  KIND_CONTROLS,
  type KindFault,
  optionFaults,
  typedOptions,
  withOptions,
  wordsIn,
} from './kind-options.js';
import { columnOf, columnsForFields, withColumn } from './standards.js';

/** Controls of the page of a field, as typed. */
export const FIELD_CONTROLS = [
  'label',
  'id',
  'kind',
  'help',
  'required',
  'isKey',
  'isLabel',
  'public',
  'reason',
  'sensitivity',
  'filter',
  'search',
  'relation',
  'relationLabel',
  'seenBy',
  'editedBy',
  'column',
  ...KIND_CONTROLS,
] as const;
export type FieldControl = (typeof FIELD_CONTROLS)[number];
export type TypedField = Readonly<Record<FieldControl, string>>;

/** What cannot even be a field of a definition. */
export type FieldFault = 'labelMissing' | 'kindMissing' | 'reasonNeeded' | 'columnTaken' | KindFault;
export type FieldFaults = Partial<Record<FieldControl, FieldFault>>;

const MOST = { label: 100, help: 500, reason: 200, id: 60 };

export function typedField(body: FormBody): TypedField {
  const text = (name: string): string => {
    const value = Object.hasOwn(body, name) ? body[name] : undefined;
    return [value ?? ''].flat().join(' ').trim();
  };
  const typed = Object.fromEntries(FIELD_CONTROLS.map((name) => [name, text(name)]));
  // The page has one list of names for each register that can be pointed to.
  const relationLabel = text(`relationLabel.${typed.relation}`);
  return { ...typed, relationLabel } as Record<FieldControl, string>;
}

const ja = (text: LocalizedText | undefined): string => (text === undefined ? '' : localize(text, 'ja'));
const ticked = (is: boolean): string => (is ? 'true' : '');

/** A field as its page shows it; of a new one, what is usual. */
export function typedOfField(document: Register, field: RegisterField | null): TypedField {
  const { key, label } = document;
  const ask = field && isQuestion(field.ask) ? field.ask : null;
  return {
    label: ja(ask?.label),
    id: ask?.id ?? '',
    kind: ask?.kind ?? 'text',
    help: ja(ask?.help),
    required: ticked(ask !== null && 'optional' in ask && !ask.optional),
    isKey: ticked(ask !== null && key.includes(ask.id)),
    isLabel: ticked(ask !== null && label === ask.id),
    public: field?.notPublic === undefined ? 'yes' : 'no',
    reason: field?.notPublic ?? '',
    sensitivity: ask && 'sensitivity' in ask ? ask.sensitivity : 'ordinary',
    filter: ticked(field?.filter ?? false),
    search: ticked(field?.search ?? false),
    relation: field?.relation ?? '',
    relationLabel: field?.relationLabel ?? '',
    seenBy: (field?.seenBy ?? []).join(' '),
    editedBy: (field?.editedBy ?? []).join(' '),
    column: ask ? columnOf(document, ask.id) : '',
    ...typedOptions(ask),
  };
}

const freeId = ({ fields }: Register): string => {
  let number = fields.length + 1;
  while (fields.some(({ ask }) => ask.id === `field${number}`)) number += 1;
  return `field${number}`;
};

const texted = (before: LocalizedText | undefined, text: string): LocalizedText =>
  typeof before === 'object' ? { ...before, ja: text } : text;

export type ReadField =
  | { ok: true; document: DraftDocument; id: string }
  | { ok: false; faults: FieldFaults };

/** The document with a field as it was typed; `base`: the version in use, by which a renamed field is told. */
export function readField(
  document: DraftDocument,
  before: RegisterField | null,
  base: Register | null,
  typed: TypedField,
  roles: Readonly<Record<'seenBy' | 'editedBy', readonly { id: string }[]>>,
): ReadField {
  const { kind } = typed;
  const faults: FieldFaults = optionFaults(kind, typed);
  if (typed.label === '') faults.label = 'labelMissing';
  if (!isFieldKind(kind)) faults.kind = 'kindMissing';
  if (typed.public !== 'yes' && typed.reason === '') faults.reason = 'reasonNeeded';
  const column = columnsForFields(document).find(({ heading }) => heading === typed.column);
  if (column?.by && column.by !== before?.ask.id) faults.column = 'columnTaken';
  if (Object.keys(faults).length > 0) return { ok: false, faults };

  const old = before && isQuestion(before.ask) ? before.ask : null;
  const id = typed.id.slice(0, MOST.id) || old?.id || freeId(document);
  const { help: _help, ...kept } = { ...(old?.kind === kind ? old : null) } as Record<string, unknown>;
  const sensitivity =
    typed.sensitivity === 'personal' || typed.sensitivity === 'special' ? typed.sensitivity : 'ordinary';
  const ask = {
    ...withOptions(kind, kept, { ...typed, sensitivity }),
    id,
    kind,
    label: texted(old?.label, typed.label.slice(0, MOST.label)),
    ...(typed.help !== '' && { help: texted(old?.help, typed.help.slice(0, MOST.help)) }),
    optional: typed.required !== 'true',
    sensitivity,
  };
  // An id that cannot be one is told by draftProblems, with everything else that the whole definition decides.
  const parsed = Field.parse({ ...ask, id: 'x' });
  const origin = before?.was ?? old?.id;
  const isRenamed =
    base !== null &&
    origin !== undefined &&
    origin !== id &&
    base.fields.some((one) => one.ask.id === origin);
  const relation = kind === 'text' && typed.relation !== '' ? typed.relation : undefined;
  const held = (of: 'seenBy' | 'editedBy') => {
    const chosen = roles[of].filter((role) => wordsIn(typed[of]).includes(role.id));
    return chosen.length > 0 ? { [of]: chosen.map((role) => role.id) } : null;
  };
  const field: RegisterField = {
    ask: { ...parsed, id },
    // Rows that name a row are found by the column of the filter.
    filter: typed.filter === 'true' || relation !== undefined,
    search: typed.search === 'true',
    ...(typed.public !== 'yes' && { notPublic: typed.reason.slice(0, MOST.reason) }),
    ...held('seenBy'),
    ...held('editedBy'),
    ...(relation !== undefined && { relation }),
    ...(relation !== undefined && typed.relationLabel !== '' && { relationLabel: typed.relationLabel }),
    ...(isRenamed && { was: origin }),
  };
  const next = withField(document, old?.id ?? null, {
    field,
    isKey: typed.isKey === 'true',
    isLabel: typed.isLabel === 'true',
  });
  return { ok: true, document: withColumn(next, id, column?.heading ?? ''), id };
}
