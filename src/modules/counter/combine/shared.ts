import type { Answers } from '#forms/answers.js';
import { compiledForm, FACTS } from '#forms/compile.js';
import { conjuncts } from '#forms/conditions/rows.js';
import type { FormDefinition } from '#forms/definition.js';
import { partOfPerson } from '#forms/fields/base.js';
import { type Field, isQuestion, type Question } from '#forms/fields/field.js';
import type { MemberField } from '#forms/fields/member.js';
import type { PersonField } from '#forms/fields/person/definition.js';
import { PERSON_PARTS } from '#forms/fields/person/definition.js';
import { personMembers } from '#forms/fields/person/person.js';
import { BrokenExpression, type Condition, compileCondition } from '#kernel/expressions/expression.js';
import type { Scope } from '#kernel/expressions/value-type.js';
import type { LocalizedText } from '#kernel/i18n/locales.js';

/*
 * Which questions of several forms are the same one. Three things say so, none of them guesswork about ids or words:
 * the same `reuse` key (of a person, or of a part of one: `deceased.name`); the same source in the identity (`prefill`),
 * part by part for a whole person; and for a person or an account the very same question of the library. Everything else
 * is asked for each procedure.
 */

/** Questions that are asked of everybody who comes to them are the ones that others can rely on. */
export interface Target {
  field: Question;
  /** No condition stands before it, or one that what is known fulfils. */
  isSure: boolean;
  /** No condition stands before it, known or not. */
  isPlain: boolean;
  /** What it is made of: one key, or one for each part of the person who applies. */
  parts: readonly { key: string; member: string | null; field: Question | MemberField }[];
}

/** What differs between two questions without making their answers different. */
const WORDS = new Set([
  'id',
  'label',
  'help',
  'optional',
  'show',
  'sensitivity',
  'purpose',
  'legalBasis',
  'prefill',
  'reuse',
  'width',
  'eras',
  'proposeUnder',
]);

/** Two questions with the same constraints take the same answers. */
export const constraintsOf = (field: Question | MemberField): string =>
  JSON.stringify(
    Object.entries(field)
      .filter(([name]) => !WORDS.has(name))
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, value]) => [
        name,
        name === 'options' && Array.isArray(value)
          ? value.map((option: { value: string }) => option.value)
          : value,
      ]),
  );

/** A person who is asked for once is asked for everything that anybody needs of them. */
export const isSharedPerson = (field: Question | MemberField): field is PersonField =>
  field.kind === 'person' && field.reuse !== undefined && field.prefill === undefined;

export const sharedConstraints = (field: Question | MemberField): string =>
  constraintsOf(isSharedPerson(field) ? { ...field, ask: [] } : field);

/** The person, and the part of them, that a key names; null for every other key. */
export function wholeOf(
  key: string,
): { key: string; part: PersonField['ask'][number] | 'name' | 'kana' } | null {
  const named = key.startsWith(REUSE) ? partOfPerson(key.slice(REUSE.length)) : null;
  return named && { key: `${REUSE}${named.person}`, part: named.part };
}

const REUSE = 'reuse.';

/** The question itself, words and all, without the place where it stands. */
export const wordingOf = ({ id: _id, show: _show, optional: _optional, ...question }: Question): string =>
  JSON.stringify(question, (_key, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );

/** The whole applicant, every part that a form may ask of them, with the words that are used everywhere. */
const APPLICANT: readonly MemberField[] = personMembers({ ask: [...PERSON_PARTS], prefill: 'identity' });

const partKey = (member: MemberField): string =>
  'prefill' in member && member.prefill ? member.prefill : `applicant.${member.id}`;

const APPLICANT_KEYS: readonly string[] = APPLICANT.map(partKey);

/** Who comes, and for whom: it stands on the first page, whoever asks for it. */
export const WHO_KEYS: readonly string[] = [...APPLICANT_KEYS, 'identity.email', 'reuse.capacity'];

/** Canonical question of a key of the identity; undefined for a key of a form's own. */
export const canonicalOf = (key: string): MemberField | undefined =>
  APPLICANT.find((member) => partKey(member) === key);

/** What the identity has is the same question whether it is also answered once under a key or not. */
function partsOf(field: Question): Target['parts'] {
  if (field.kind === 'person' && field.prefill) return personParts(field);
  if ('prefill' in field && field.prefill && field.prefill !== 'identity')
    return [{ key: field.prefill, member: null, field }];
  if ('reuse' in field && field.reuse) return [{ key: `${REUSE}${field.reuse}`, member: null, field }];
  if (field.kind === 'person' || field.kind === 'bankAccount')
    return [{ key: sameKey(field), member: null, field }];
  return [];
}

const sameKey = (field: Question): string => `same.${wordingOf(field)}`;

const personParts = (field: PersonField): Target['parts'] =>
  personMembers(field).map((member) => ({ key: partKey(member), member: member.id, field: member }));

/** Every question of an interview is asked for a visit to the counter. */
const AT_COUNTER = { channel: 'counter' } as const;

/** Whether conditions hold, as far as what is known of this form tells; null while they cannot be decided. */
function decided(conditions: readonly (Condition | null)[], known: Answers): boolean | null {
  const values: Answers = { ...known, ...AT_COUNTER };
  const results = conditions.map((condition) => {
    if (condition === null) return true;
    return [...condition.names].every((name) => Object.hasOwn(values, name))
      ? condition.evaluate(values) === true
      : null;
  });
  if (results.includes(false)) return false;
  return results.includes(null) ? null : true;
}

/** What is never asked at a counter, whatever the answers: the day of a visit to come. */
export const isLeftOut = (...conditions: (Condition | null)[]): boolean =>
  conditions.some((condition) => condition !== null && isNeverAtCounter(condition));

const neverAtCounter = new WeakMap<Condition, boolean>();

/** One of the conditions that must all hold looks at nothing but the channel, and fails. */
function isNeverAtCounter(condition: Condition): boolean {
  const known = neverAtCounter.get(condition);
  if (known !== undefined) return known;
  const never = conjuncts(condition.source).some((part) => {
    try {
      return compileCondition(part, CHANNEL_ALONE).evaluate(AT_COUNTER) === false;
    } catch (error) {
      if (error instanceof BrokenExpression) return false;
      throw error;
    }
  });
  neverAtCounter.set(condition, never);
  return never;
}

const CHANNEL_ALONE: Scope = new Map([['channel', FACTS.channel]]);

/** Questions that are not asked as things stand: conditions over what is known rule them out. */
export const closedIn = (form: FormDefinition, stated: Answers): ReadonlySet<string> =>
  new Set(
    compiledForm(form).pages.flatMap(({ show: pageShow, fields }) =>
      fields.filter(({ show }) => decided([pageShow, show], stated) === false).map(({ field }) => field.id),
    ),
  );

/**
 * Which questions of a form can be taken as answered, out of those for which an answer is there: an error of a check
 * must be able to stand beside its question, and what a condition looks at must be known where it is decided.
 */
export function statable(form: FormDefinition, given: Answers): Answers {
  const found: Record<string, unknown> = {};
  for (const { show: pageShow, ordered, checks } of compiledForm(form).pages) {
    const held = new Set(checks.map(({ check }) => check.field));
    for (const { field, show } of ordered) {
      if (!isQuestion(field) || !Object.hasOwn(given, field.id) || held.has(field.id)) continue;
      if (decided([pageShow, show], found) === true) found[field.id] = given[field.id];
    }
  }
  return found;
}

/** Whether a question could be taken as answered once all of these are. */
export function mayBeStated(form: FormDefinition, id: string, given: ReadonlySet<string>): boolean {
  const page = compiledForm(form).pages.find(({ fields }) => fields.some(({ field }) => field.id === id));
  const shows = [page?.show, page?.fields.find(({ field }) => field.id === id)?.show];
  const isHeld = page?.checks.some(({ check }) => check.field === id) ?? false;
  const names = shows.flatMap((show) => [...(show?.names ?? [])]);
  return !isHeld && names.every((name) => given.has(name) || name in AT_COUNTER);
}

/** A key, or the person of whom it is a part, may be called otherwise in a guide. */
function sameAs(key: string, same: Asking['same']): string {
  const renamed = same.get(key);
  if (renamed !== undefined) return renamed;
  const whole = wholeOf(key);
  const person = whole && same.get(whole.key);
  return person ? `${person}.${whole.part}` : key;
}

/** How a guide puts what is asked once, and what else is the same there. */
export interface Asking {
  words: ReadonlyMap<string, { label?: LocalizedText | undefined; help?: LocalizedText | undefined }>;
  /** Key → the key of the question that asks for the same. */
  same: ReadonlyMap<string, string>;
}

export const PLAIN_ASKING: Asking = { words: new Map(), same: new Map() };

/**
 * The questions of a form that may be asked together with those of others. `stated` are the answers that are known
 * before anything is asked: a condition over them is settled.
 */
export function targetsOf(form: FormDefinition, stated: Answers, { same }: Asking): Target[] {
  const { pages } = compiledForm(form);
  // A person that a condition looks into stays whole; an error that stands at a question needs it on its page.
  const lookedAt = new Set(
    pages.flatMap(({ show, fields, checks }) =>
      [
        show,
        ...fields.flatMap((one) => [one.show, one.calculate]),
        ...checks.map(({ require }) => require),
      ].flatMap((expression) => [...(expression?.names ?? [])]),
    ),
  );
  const seen = new Set<string>();
  return pages.flatMap(({ show: pageShow, fields, checks }) => {
    const held = new Set(checks.map(({ check }) => check.field));
    return fields.flatMap(({ field, show }): Target[] => {
      if (!isQuestion(field) || held.has(field.id) || Object.hasOwn(stated, field.id)) return [];
      const isAsked = decided([pageShow, show], stated);
      if (isAsked === false) return [];
      const parts = partsOf(field);
      if (parts.length === 0 || (parts[0]?.member != null && lookedAt.has(field.id))) return [];
      // Twice in one form it is asked twice on purpose.
      if (parts.some(({ key }) => seen.has(key))) return [];
      for (const { key } of parts) seen.add(key);
      const keyed = parts.map((part) => ({ ...part, key: sameAs(part.key, same) }));
      if (keyed.some(({ key }) => wholeOf(key)) && lookedAt.has(field.id)) return [];
      return [{ field, isSure: isAsked === true, isPlain: !pageShow && !show, parts: keyed }];
    });
  });
}

/** Never proposed from an earlier answer: what is signed, agreed to or handed in belongs to one procedure. */
export const isProposable = (field: Field): field is Question =>
  isQuestion(field) && !['signature', 'consent', 'file', 'photo', 'calculated'].includes(field.kind);
