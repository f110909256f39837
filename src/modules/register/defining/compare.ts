import { isQuestion, type Question } from '#forms/fields/field.js';
import { type LocalizedText, localize } from '#kernel/i18n/locales.js';
import type { Register, RegisterField } from '../definition.js';
import { same } from '../model.js';
import { ancestorIn, retiredIn } from './draft.js';
import { columnOf, standardOf } from './standards.js';

export const CHANGE_CODES = [
  'title',
  'description',
  'unit',
  'published',
  'hidden',
  'staff',
  'place',
  'names',
  'key',
  'retention',
  'standard',
  'added',
  'retired',
  'renamed',
  'kind',
  'label',
  'help',
  'required',
  'optional',
  'fieldPublished',
  'fieldHidden',
  'sensitivity',
  'seenBy',
  'editedBy',
  'relation',
  'column',
  'options',
  'details',
  'use',
  'order',
] as const;

/** One difference of two versions. `before` and `after` are texts of the definition, or codes of kinds. */
export interface DefinitionChange {
  code: (typeof CHANGE_CODES)[number];
  /** What the field is called, in Japanese; '' for the register itself. */
  label: string;
  before: string;
  after: string;
}

const ja = (text: LocalizedText | undefined): string => (text === undefined ? '' : localize(text, 'ja'));
const labelOf = ({ ask }: RegisterField): string => (isQuestion(ask) ? ja(ask.label) : ask.id);

/** Names of the sections that keep a register, which stand beside its definition, and what roles are called. */
export type Units = Readonly<Record<'before' | 'after', string>> & { role(id: string): string };

/** What differs between a version and the next one, in the order in which a reader wants to know it. */
export function compareRegisters(from: Register, to: Register, units?: Units): DefinitionChange[] {
  const fields = to.fields.map((field) => ({ field, before: ancestorIn(from, field) }));
  const added = fields.filter(({ before }) => !before);
  const stay = fields.flatMap(({ field, before }) => (before ? [{ field, before }] : []));
  const order = from.fields.filter((one) => stay.some(({ before }) => before === one));
  const isReordered = stay.some(({ before }, at) => before !== order[at]);
  const change = (code: DefinitionChange['code'], label: string, before = '', after = '') => ({
    code,
    label,
    before,
    after,
  });
  return [
    ...generalChanges(from, to),
    ...(units && units.before !== units.after ? [change('unit', '', units.before, units.after)] : []),
    ...added.map(({ field }) => change('added', labelOf(field))),
    ...retiredIn(from, to).map((field) => change('retired', labelOf(field))),
    ...stay.flatMap(({ field, before }) => [
      ...fieldChanges(before, field, units?.role ?? ((id) => id)),
      ...columnChanges(columnOf(from, before.ask.id), columnOf(to, field.ask.id), labelOf(field)),
    ]),
    ...(isReordered ? [change('order', '')] : []),
  ];
}

function generalChanges(from: Register, to: Register): DefinitionChange[] {
  const changes: DefinitionChange[] = [];
  const say = (code: DefinitionChange['code'], before: string, after: string) => {
    if (before !== after) changes.push({ code, label: '', before, after });
  };
  say('title', ja(from.title), ja(to.title));
  say('description', ja(from.description), ja(to.description));
  if (to.notPublic === undefined) say('published', from.notPublic ?? '', '');
  else say('hidden', from.notPublic ?? '', to.notPublic);
  say('staff', from.staff, to.staff);
  say('place', placeOf(from), placeOf(to));
  const idNow = (id: string): string =>
    to.fields.find((field) => ancestorIn(from, field)?.ask.id === id)?.ask.id ?? id;
  if (idNow(from.label) !== to.label) say('names', nameIn(from, from.label), nameIn(to, to.label));
  if (!same(from.key.map(idNow), to.key))
    say(
      'key',
      from.key.map((id) => nameIn(from, id)).join('・'),
      to.key.map((id) => nameIn(to, id)).join('・'),
    );
  say('retention', retentionOf(from), retentionOf(to));
  say('standard', ja(standardOf(from)?.title), ja(standardOf(to)?.title));
  return changes;
}

const placeOf = ({ place }: Register): string => place?.kinds.join(' ') ?? '';
const retentionOf = ({ retention: { years, basis } }: Register): string => `${years ?? '∞'} ${basis}`;
const nameIn = ({ fields }: Register, id: string): string => {
  const field = fields.find(({ ask }) => ask.id === id);
  return field ? labelOf(field) : id;
};

const columnChanges = (before: string, after: string, label: string): DefinitionChange[] =>
  before === after ? [] : [{ code: 'column', label, before, after }];

function fieldChanges(
  before: RegisterField,
  after: RegisterField,
  role: (id: string) => string,
): DefinitionChange[] {
  const label = labelOf(after);
  const changes: DefinitionChange[] = [];
  const say = (code: DefinitionChange['code'], old: string, now: string) => {
    if (old !== now) changes.push({ code, label, before: old, after: now });
  };
  const [old, now] = [before.ask, after.ask];
  if (!isQuestion(old) || !isQuestion(now)) return changes;
  say('renamed', old.id, now.id);
  say('label', ja(old.label), ja(now.label));
  say('kind', old.kind, now.kind);
  say('help', ja(old.help), ja(now.help));
  const isOptional = (ask: Question) => 'optional' in ask && ask.optional;
  if (isOptional(old) !== isOptional(now)) say(isOptional(now) ? 'optional' : 'required', '-', '');
  if (after.notPublic === undefined) say('fieldPublished', before.notPublic ?? '', '');
  else say('fieldHidden', before.notPublic ?? '', after.notPublic);
  say('sensitivity', sensitivityOf(old), sensitivityOf(now));
  for (const who of ['seenBy', 'editedBy'] as const)
    say(who, (before[who] ?? []).map(role).join('・'), (after[who] ?? []).map(role).join('・'));
  const isMoved = before.relation !== after.relation || before.relationLabel !== after.relationLabel;
  if (isMoved) say('relation', '-', '');
  if (old.kind === now.kind) {
    say('options', optionsOf(old), optionsOf(now));
    if (!same(detailsOf(old), detailsOf(now))) say('details', '-', '');
  }
  if (before.filter !== after.filter || before.search !== after.search) say('use', '-', '');
  return changes;
}

const sensitivityOf = (ask: Question): string => ('sensitivity' in ask ? ask.sensitivity : 'ordinary');
const optionsOf = (ask: Question): string =>
  'options' in ask ? ask.options.map(({ label }) => ja(label)).join('、') : '';

/** What remains of a field when everything is left out that has words of its own. */
function detailsOf(ask: Question): object {
  const told = new Set(['id', 'label', 'help', 'optional', 'sensitivity', 'options']);
  return Object.fromEntries(
    Object.entries(ask).filter(([name, value]) => !told.has(name) && value !== undefined),
  );
}
