import { Field, isQuestion, type Question } from '#forms/fields/field.js';
import type { FormBody } from '#kernel/http/route.js';
import { type LocalizedText, localize } from '#kernel/i18n/locales.js';
import type { Register, RegisterField } from '../definition.js';
import { type DraftDocument, isFieldKind, withField } from './draft.js';

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
  'unit',
  'decimals',
  'options',
  'yes',
  'no',
] as const;
export type FieldControl = (typeof FIELD_CONTROLS)[number];
export type TypedField = Readonly<Record<FieldControl, string>>;

/** What cannot even be a field of a definition. */
export type FieldFault =
  | 'labelMissing'
  | 'kindMissing'
  | 'decimalsBad'
  | 'reasonNeeded'
  | 'optionBad'
  | 'optionsTooMany';
export type FieldFaults = Partial<Record<FieldControl, FieldFault>>;

const MOST = { label: 100, help: 500, reason: 200, id: 60, unit: 20, words: 40, options: 20_000 };
const MOST_OPTIONS = { choice: 1000, choices: 200 };
/** Texts of a town's own register are bounded by what a field can hold at all. */
const LONGEST = { text: 1000, longText: 20_000 };

export function typedField(body: FormBody): TypedField {
  const text = (name: string): string => {
    const value = Object.hasOwn(body, name) ? body[name] : undefined;
    return ((Array.isArray(value) ? value[0] : value) ?? '').trim();
  };
  return Object.fromEntries(FIELD_CONTROLS.map((name) => [name, text(name)])) as Record<FieldControl, string>;
}

const ja = (text: LocalizedText | undefined): string => (text === undefined ? '' : localize(text, 'ja'));
const ticked = (is: boolean): string => (is ? 'true' : '');

/** One option a line: its code, = and its words. */
const optionLines = (ask: Question): string =>
  'options' in ask ? ask.options.map(({ value, label }) => `${value} = ${ja(label)}`).join('\n') : '';

/** A field as its page shows it; of a new one, what is usual. */
export function typedOfField({ key, label }: Register, field: RegisterField | null): TypedField {
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
    unit: ask && 'unit' in ask ? ja(ask.unit) : '',
    decimals: ask?.kind === 'number' ? String(ask.decimals) : '',
    options: ask ? optionLines(ask) : '',
    yes: ask?.kind === 'yesNo' ? ja(ask.yes) : '',
    no: ask?.kind === 'yesNo' ? ja(ask.no) : '',
  };
}

const OPTION = /^([A-Za-z0-9_-]{1,60})\s*[=＝]\s*(.+)$/;

/** Options as typed; a line without a code gets the next free one. Null: a line is none. */
export function readOptions(typed: string): { value: string; label: string }[] | null {
  const lines = typed
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter(Boolean);
  const read = lines.map((line) => {
    const [, value, label] = OPTION.exec(line) ?? [];
    return value !== undefined && label !== undefined ? { value, label } : { value: '', label: line };
  });
  if (read.some(({ label }) => /^[=＝]/.test(label))) return null;
  const taken = new Set(read.map(({ value }) => value));
  let number = 0;
  return read.map(({ value, label }) => {
    if (value !== '') return { value, label };
    do number += 1;
    while (taken.has(`o${number}`));
    return { value: `o${number}`, label };
  });
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
): ReadField {
  const faults: FieldFaults = {};
  const { kind } = typed;
  const options = readOptions(typed.options.slice(0, MOST.options));
  const decimals = typed.decimals === '' ? 0 : Number(typed.decimals.normalize('NFKC'));
  if (typed.label === '') faults.label = 'labelMissing';
  if (!isFieldKind(kind)) faults.kind = 'kindMissing';
  if (kind === 'number' && !(Number.isInteger(decimals) && decimals >= 0 && decimals <= 6))
    faults.decimals = 'decimalsBad';
  if (kind === 'choice' || kind === 'choices') {
    if (options === null) faults.options = 'optionBad';
    else if (options.length > MOST_OPTIONS[kind]) faults.options = 'optionsTooMany';
  }
  if (typed.public !== 'yes' && typed.reason === '') faults.reason = 'reasonNeeded';
  if (Object.keys(faults).length > 0) return { ok: false, faults };

  const old = before && isQuestion(before.ask) ? before.ask : null;
  const id = typed.id.slice(0, MOST.id) || old?.id || freeId(document);
  const unit = typed.unit.slice(0, MOST.unit);
  const words = (text: string) => (text === '' ? undefined : text.slice(0, MOST.words));
  const {
    help: _help,
    unit: _unit,
    yes: _yes,
    no: _no,
    ...kept
  } = { ...(old?.kind === kind ? old : null) } as Record<string, unknown>;
  const ask = {
    ...(kind === 'text' || kind === 'longText' ? { maxLength: LONGEST[kind] } : null),
    ...kept,
    id,
    kind,
    label: texted(old?.label, typed.label.slice(0, MOST.label)),
    ...(typed.help !== '' && { help: texted(old?.help, typed.help.slice(0, MOST.help)) }),
    optional: typed.required !== 'true',
    sensitivity:
      typed.sensitivity === 'personal' || typed.sensitivity === 'special' ? typed.sensitivity : 'ordinary',
    ...(unit !== '' && (kind === 'number' || kind === 'text') && { unit }),
    ...(kind === 'number' && { decimals }),
    ...((kind === 'choice' || kind === 'choices') && { options }),
    ...(kind === 'yesNo' && { yes: words(typed.yes), no: words(typed.no) }),
  };
  // An id that cannot be one is told by draftProblems, with everything else that the whole definition decides.
  const parsed = Field.parse({ ...ask, id: 'x' });
  const origin = before?.was ?? old?.id;
  const isRenamed =
    base !== null &&
    origin !== undefined &&
    origin !== id &&
    base.fields.some((one) => one.ask.id === origin);
  const { notPublic: _notPublic, was: _was, ...rest } = before ?? { filter: false, search: false };
  const field: RegisterField = {
    ...rest,
    ask: { ...parsed, id },
    filter: typed.filter === 'true',
    search: typed.search === 'true',
    ...(typed.public !== 'yes' && { notPublic: typed.reason.slice(0, MOST.reason) }),
    ...(isRenamed && { was: origin }),
  };
  const next = withField(document, old?.id ?? null, {
    field,
    isKey: typed.isKey === 'true',
    isLabel: typed.isLabel === 'true',
  });
  return { ok: true, document: next, id };
}
