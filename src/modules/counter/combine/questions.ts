import type { FormDefinition } from '#forms/definition.js';
import type { Field, Question } from '#forms/fields/field.js';
import { PERSON_PARTS } from '#forms/fields/person/definition.js';
import { personMembers } from '#forms/fields/person/person.js';
import { LOCALES, type LocalizedText, localize } from '#kernel/i18n/locales.js';
import { commonId, fieldId } from './ids.js';
import {
  type Asking,
  canonicalOf,
  constraintsOf,
  isSharedPerson,
  sharedConstraints,
  type Target,
  WHO_KEYS,
  wholeOf,
} from './shared.js';

/** Where the answer to a question of a procedure comes from. */
export type Source =
  | { kind: 'field'; id: string }
  /** Put together from what the person was asked part by part. */
  | { kind: 'person'; members: ReadonlyMap<string, string> }
  /** A person out of one of whom more was asked. */
  | { kind: 'some'; id: string; parts: readonly string[] }
  /** One part of a person who was asked for whole. */
  | { kind: 'part'; id: string; part: string };

export interface SharedQuestion {
  field: Question;
  constraints: string;
  /** On the first page; else where it is first asked. */
  isCommon: boolean;
  /** The part in which it is asked, when it is not on the first page. */
  askedIn: number;
  purposes: LocalizedText[];
  bases: LocalizedText[];
  /** Forms that ask for it. */
  users: Set<number>;
}

const isOfAPart = (key: string): boolean => key.startsWith('same.');

/** What is asked once, by key. Only what somebody is surely asked can be relied on by the others. */
export function sharedQuestions(
  parts: readonly { form: FormDefinition }[],
  targets: readonly (readonly Target[])[],
  asking: Asking,
): Map<string, SharedQuestion> {
  const found = new Map<string, SharedQuestion>();
  targets.forEach((own, index) => {
    for (const target of own.filter(({ isSure }) => isSure)) {
      for (const part of target.parts) {
        if (wholeOf(part.key) || (!target.isPlain && isOfAPart(part.key))) continue;
        const known = found.get(part.key);
        if (!known) found.set(part.key, firstAsked(target, part, index, found.size, asking));
        else if (isSharedPerson(part.field)) widen(known, part.field.ask);
      }
    }
  });
  targets.forEach((own, index) => {
    for (const target of own.filter(({ isSure }) => isSure)) {
      for (const part of target.parts) {
        const within = personOf(part, found);
        if (within) widen(within.known, [within.part]);
        else if (wholeOf(part.key) && !found.has(part.key))
          found.set(part.key, firstAsked(target, part, index, found.size, asking));
      }
    }
  });
  targets.forEach((own, index) => {
    const form = parts[index]?.form;
    for (const target of own) {
      for (const part of target.parts) {
        const known = askedAs(part, found);
        if (!known) continue;
        known.users.add(index);
        const { purpose = form?.purpose, legalBasis = form?.legalBasis } = target.field;
        if (purpose !== undefined) known.purposes.push(purpose);
        if (legalBasis !== undefined) known.bases.push(legalBasis);
        known.field = withNeedOf(known.field, target, part);
      }
    }
  });
  // What one procedure alone asks stands among its questions, unless it is about who comes.
  for (const [key, { isCommon, users }] of found)
    if (isCommon && users.size < 2 && !WHO_KEYS.includes(key)) found.delete(key);
  for (const known of found.values()) {
    if (known.purposes.length > 0) known.field = { ...known.field, purpose: joined(known.purposes) };
    if (known.bases.length > 0) known.field = { ...known.field, legalBasis: joined(known.bases) };
  }
  return found;
}

type TargetPart = Target['parts'][number];

/** The person, asked for whole, of whom a question asks a part; undefined where nobody asks for the person. */
function personOf(
  { key, field }: TargetPart,
  shared: ReadonlyMap<string, SharedQuestion>,
): { known: SharedQuestion; part: string } | undefined {
  const whole = wholeOf(key);
  const known = whole && shared.get(whole.key);
  if (!known || !isSharedPerson(known.field)) return undefined;
  const asks = PERSON.find(({ id }) => id === whole.part);
  return asks && constraintsOf(asks) === constraintsOf(field) ? { known, part: whole.part } : undefined;
}

const PERSON = personMembers({ ask: [...PERSON_PARTS], prefill: undefined });

function widen(known: SharedQuestion, parts: readonly string[]): void {
  const { field } = known;
  if (!isSharedPerson(field)) return;
  known.field = {
    ...field,
    ask: PERSON_PARTS.filter((part) => field.ask.includes(part) || parts.includes(part)),
  };
}

/** What was asked, when that is an answer to the part of a question; undefined when it is not. */
function askedAs(part: TargetPart, shared: ReadonlyMap<string, SharedQuestion>): SharedQuestion | undefined {
  const within = personOf(part, shared);
  if (within) return asksFor(within.known, [within.part]) ? within.known : undefined;
  const known = shared.get(part.key);
  if (known?.constraints !== sharedConstraints(part.field)) return undefined;
  return isSharedPerson(part.field) && !asksFor(known, part.field.ask) ? undefined : known;
}

const asksFor = ({ field }: SharedQuestion, parts: readonly string[]): boolean =>
  isSharedPerson(field) && parts.every((part) => personMembers(field).some(({ id }) => id === part));

function firstAsked(
  target: Target,
  part: TargetPart,
  index: number,
  count: number,
  { words: own }: Asking,
): SharedQuestion {
  const { key, field } = part;
  const constraints = sharedConstraints(field);
  const isCommon = !isOfAPart(key);
  const canonical = canonicalOf(key);
  const words = canonical && constraintsOf(canonical) === constraints ? canonical : field;
  const id = isCommon ? commonId(key) : fieldId(index + 1, target.field.id, `same${count}`);
  return {
    field: {
      ...(words as Question),
      ...own.get(key),
      id,
      show: undefined,
      optional: mayBeOpen(target, part),
    },
    constraints,
    isCommon,
    askedIn: index,
    purposes: [],
    bases: [],
    users: new Set(),
  };
}

const mayBeOpen = ({ field }: Target, part: TargetPart): boolean =>
  part.member === null ? field.optional : part.field.optional;

/** Whoever needs the answer decides whether it may stay open and how it is protected. */
const withNeedOf = (question: Question, target: Target, part: TargetPart): Question => ({
  ...question,
  optional: question.optional && mayBeOpen(target, part),
  ...(target.field.sensitivity === 'special' && { sensitivity: 'special' as const }),
});

/** Who it is first, as every form has it; then the rest as it came. */
export function inOrder(common: readonly (readonly [string, SharedQuestion])[]): Field[] {
  const place = (key: string): number => {
    const at = WHO_KEYS.indexOf(key);
    return at === -1 ? WHO_KEYS.length : at;
  };
  return [...common].sort(([a], [b]) => place(a) - place(b)).map(([, { field }]) => field);
}

const fits = ({ parts }: Target, shared: ReadonlyMap<string, SharedQuestion>, index: number): boolean =>
  parts.every((part) => {
    const known = askedAs(part, shared);
    return known !== undefined && (known.isCommon || known.askedIn <= index);
  });

export function sourceOf(
  target: Target,
  shared: ReadonlyMap<string, SharedQuestion>,
  index: number,
): Source | null {
  if (!fits(target, shared, index)) return null;
  const members = target.parts.flatMap(({ key, member }) => {
    const id = shared.get(key)?.field.id;
    return id === undefined || member === null ? [] : [[member, id] as const];
  });
  if (members.length > 0) return { kind: 'person', members: new Map(members) };
  const [only] = target.parts;
  const known = only && askedAs(only, shared);
  if (!only || !known) return null;
  const { id } = known.field;
  const within = personOf(only, shared);
  if (within) return { kind: 'part', id, part: within.part };
  if (
    isSharedPerson(only.field) &&
    isSharedPerson(known.field) &&
    only.field.ask.length < known.field.ask.length
  )
    return { kind: 'some', id, parts: personMembers(only.field).map((member) => member.id) };
  return { kind: 'field', id };
}

/** The question as it is asked here for others, too; undefined when it is asked elsewhere. */
export function askedHere(
  { parts, isPlain }: Target,
  shared: ReadonlyMap<string, SharedQuestion>,
  index: number,
): Question | undefined {
  const first = shared.get(parts[0]?.key ?? '');
  return first && !first.isCommon && first.askedIn === index && isPlain ? first.field : undefined;
}

/** The several texts as one, each once: the purposes for which a shared answer is used. */
const joined = (texts: readonly LocalizedText[]): LocalizedText => {
  const perLocale = LOCALES.map((locale) => {
    const words = [...new Set(texts.map((text) => localize(text, locale)))];
    return [locale, words.join(locale === 'ja' || locale === 'ja-x-easy' ? '、' : '; ')] as const;
  });
  return Object.fromEntries(perLocale) as unknown as LocalizedText;
};
