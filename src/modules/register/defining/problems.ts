import { FACTS } from '#forms/compile.js';
import { FieldId } from '#forms/fields/base.js';
import { isTyped } from '#forms/fields/field.js';
import { formProblems } from '#forms/problems.js';
import { isUsableName } from '#kernel/expressions/functions.js';
import { localize } from '#kernel/i18n/locales.js';
import { type FieldKind, Register, type RegisterField } from '../definition.js';
import { isInParts, isSealed, registerProblems, ruleProblems } from '../definition-problems.js';
import { relationProblems } from '../relation-problems.js';
import { formOf } from '../row-form.js';
import { slotKind, slotsFor } from '../slots.js';
import { ancestorIn, type DraftDocument, fieldIn } from './draft.js';
import { columnOf } from './standards.js';

export const PROBLEMS = [
  'titleMissing',
  'basisMissing',
  'noFields',
  'tooManyFields',
  'labelNone',
  'labelSealed',
  'labelNotPublic',
  'labelInParts',
  'idBad',
  'idReserved',
  'idTwice',
  'reasonMissing',
  'kindOrdinary',
  'seenByNamed',
  'seenByPublic',
  'columnNotPublic',
  'relationGone',
  'relationLabel',
  'filterSealed',
  'filterKind',
  'filterFull',
  'searchSealed',
  'keyOptional',
  'keySealed',
  'keyInParts',
  'keyTooMany',
  'keyLocked',
  'optionsMissing',
  'optionsTwice',
  'ruleUnknown',
  'ruleBroken',
  'ruleOfMoment',
  'ruleSealed',
  'ruleSeenBy',
  'other',
] as const;

/** Something to be mended before a definition can be used, and the control where that is done. */
export interface DraftProblem {
  code: (typeof PROBLEMS)[number];
  /** Field; null: the register itself. */
  field: string | null;
  control: string;
  /** Of a rule: the part that is meant. Of `other`: what the check of definitions says, for whom it may help. */
  detail?: string;
}

/** The version in use, and whether it has rows: by its key they are told apart. */
export interface Base {
  register: Register;
  hasRows: boolean;
}

const MOST_FIELDS = 99;
/** Whatever stands in them is of a person. */
const ABOUT_PERSONS: ReadonlySet<string> = new Set(['person', 'bankAccount'] satisfies FieldKind[]);
const MOST_KEYS = 4;
const RELATION = { relationGone: 'relation', relationLabel: 'relationLabel' } as const;

/** Everything to be mended. Empty when the definition can be used. `others`: registers of the municipality. */
export function draftProblems(
  document: DraftDocument,
  base: Base | null,
  others: readonly Register[],
): DraftProblem[] {
  const own = [
    ...generalProblems(document),
    ...document.fields.flatMap((field) => fieldProblems(document, field)),
    ...relationProblems(document, others).map(({ field, code }) => ({
      code,
      field,
      control: RELATION[code],
    })),
    ...calculatedProblems(document),
    ...(base?.hasRows ? keyProblems(document, base.register) : []),
  ];
  // The check that files go through has the last word.
  return own.length > 0 ? own : otherProblems(document);
}

function generalProblems({ title, retention, fields, label, notPublic }: DraftDocument): DraftProblem[] {
  const problems: DraftProblem[] = [];
  const say = (code: DraftProblem['code'], control: string) => problems.push({ code, field: null, control });
  if (localize(title, 'ja') === '') say('titleMissing', 'title');
  if (retention.basis === '') say('basisMissing', 'basis');
  if (fields.length === 0) say('noFields', 'fields');
  if (fields.length > MOST_FIELDS) say('tooManyFields', 'fields');
  const named = fields.find(({ ask }) => ask.id === label);
  if (!named) {
    if (fields.length > 0) say('labelNone', 'fields');
  } else if (isInParts(named)) problems.push({ code: 'labelInParts', field: label, control: 'isLabel' });
  else if (isSealed(named)) problems.push({ code: 'labelSealed', field: label, control: 'isLabel' });
  else if (named.notPublic !== undefined && notPublic === undefined)
    problems.push({ code: 'labelNotPublic', field: label, control: 'isLabel' });
  return problems;
}

function fieldProblems(document: DraftDocument, field: RegisterField): DraftProblem[] {
  const { ask, filter, search, notPublic } = field;
  const problems: DraftProblem[] = [];
  const say = (code: DraftProblem['code'], control: string) =>
    problems.push({ code, field: ask.id, control });
  if (!FieldId.safeParse(ask.id).success) say('idBad', 'id');
  else if (!isUsableName(ask.id) || ask.id in FACTS) say('idReserved', 'id');
  if (document.fields.filter((one) => one.ask.id === ask.id).length > 1) say('idTwice', 'id');
  if (ask.kind === 'choice' || ask.kind === 'choices') {
    const labels = ask.options.map(({ label }) => localize(label, 'ja'));
    const values = ask.options.map(({ value }) => value);
    if (labels.length === 0) say('optionsMissing', 'options');
    else if (new Set(labels).size < labels.length || new Set(values).size < values.length)
      say('optionsTwice', 'options');
  }
  if (ABOUT_PERSONS.has(ask.kind) && !isSealed(field)) say('kindOrdinary', 'sensitivity');
  if (isSealed(field)) {
    if (notPublic === undefined) say('reasonMissing', 'reason');
    if (filter) say('filterSealed', 'filter');
    if (search) say('searchSealed', 'search');
  }
  const isNamed = document.label === ask.id || document.key.includes(ask.id);
  const isOpen = document.notPublic === undefined;
  if (field.seenBy && isNamed) say('seenByNamed', 'seenBy');
  else if (field.seenBy && isOpen && notPublic === undefined) say('seenByPublic', 'seenBy');
  if (isOpen && notPublic !== undefined && columnOf(document, ask.id) !== '')
    say('columnNotPublic', 'column');
  if (filter && slotKind(ask) === null) say('filterKind', 'filter');
  else if (filter && slotsFor(document, {})[ask.id] === '') say('filterFull', 'filter');
  if (document.key.includes(ask.id)) {
    if (!isTyped(ask) || ask.optional) say('keyOptional', 'isKey');
    if (isInParts(field)) say('keyInParts', 'isKey');
    if (isSealed(field)) say('keySealed', 'isKey');
    if (document.key.indexOf(ask.id) >= MOST_KEYS) say('keyTooMany', 'isKey');
  }
  return problems;
}

/** What is wrong with rules, and with what they use. */
function calculatedProblems(document: DraftDocument): DraftProblem[] {
  const broken = formProblems(formOf(document)).flatMap((problem): DraftProblem[] => {
    const [, , , at, control] = problem.path;
    const ask = typeof at === 'number' ? document.fields[at]?.ask : undefined;
    if (ask?.kind !== 'calculated' || control === 'id') return [];
    const code = problem.code === 'unknownName' ? 'ruleUnknown' : 'ruleBroken';
    const detail = problem.excerpt || problem.ids.join('、') || ask.value;
    return [{ code, field: ask.id, control: 'value', detail }];
  });
  const fields = broken.length > 0 ? [] : ruleProblems(document);
  return [...broken, ...fields.map(({ name, ...one }) => ({ ...one, control: 'value', detail: name }))];
}

/** While there are rows, what tells them apart stays: the same fields of the same kinds, under whatever name. */
function keyProblems(document: DraftDocument, base: Register): DraftProblem[] {
  const problems: DraftProblem[] = [];
  const kept = new Set<string>();
  for (const field of document.fields) {
    const before = ancestorIn(base, field);
    const keyed = before && base.key.includes(before.ask.id) ? before.ask : null;
    if (keyed) kept.add(keyed.id);
    if ((keyed !== null) !== document.key.includes(field.ask.id))
      problems.push({ code: 'keyLocked', field: field.ask.id, control: 'isKey' });
    else if (keyed && keyed.kind !== field.ask.kind)
      problems.push({ code: 'keyLocked', field: field.ask.id, control: 'kind' });
  }
  if (base.key.some((id) => !kept.has(id)))
    problems.push({ code: 'keyLocked', field: null, control: 'fields' });
  return problems;
}

function otherProblems(document: DraftDocument): DraftProblem[] {
  const other = (path: readonly PropertyKey[], detail: string): DraftProblem => {
    const at = path[0] === 'fields' && typeof path[1] === 'number' ? document.fields[path[1]] : undefined;
    const field = at && fieldIn(document, at.ask.id) ? at.ask.id : null;
    return { code: 'other', field, control: field === null ? 'title' : 'label', detail };
  };
  const parsed = Register.safeParse(document);
  return parsed.success
    ? registerProblems(parsed.data).map(({ path, message }) => other(path, message))
    : parsed.error.issues.map(({ path, message }) => other(path, message));
}
