import type { Answers } from '#forms/answers.js';
import { PrefillKey } from '#forms/fields/base.js';
import type { Field } from '#forms/fields/field.js';
import type { MemberField } from '#forms/fields/member.js';
import { mostEntries } from '#forms/fields/people/people.js';
import { personMembers } from '#forms/fields/person/person.js';
import { fieldType } from '#forms/fields/registry.js';
import type { RawByField } from '#forms/page-reading.js';
import { firstEntry } from '#forms/prefill.js';
import { localize } from '#kernel/i18n/locales.js';
import type { CombinedForm } from './combine.js';
import { commonId } from './ids.js';
import { constraintsOf } from './shared.js';

/*
 * Who was named once in an interview is not typed again: a list begins with the people of the lists before it, to be
 * changed or removed. Proposals only: they become answers when the page is sent, and what was sent stands.
 */

/** What is known of somebody, by what it is: the same member of two lists has the same key. */
type Known = ReadonlyMap<string, unknown>;

/** Fields that name people, and what they ask of each. */
type Naming = Extract<Field, { kind: 'people' | 'person' }>;

const namesPeople = (field: Field): field is Naming => field.kind === 'people' || field.kind === 'person';

const membersOf = (field: Naming): readonly MemberField[] =>
  field.kind === 'people' ? field.fields : personMembers(field);

const NAME = 'name';
/** There is one of each; everything else is the same when it is asked in the same words. */
const ONE_OF_EACH = [NAME, 'kana'];

const keyOf = (member: MemberField, all: readonly MemberField[]): string =>
  ONE_OF_EACH.includes(member.kind) && all.filter(({ kind }) => kind === member.kind).length === 1
    ? member.kind
    : `${localize(member.label, 'ja')} ${constraintsOf(member)}`;

/** Everything that is asked of whoever applies, and the key of each in the identity. */
const APPLICANT = personMembers({ ask: ['birthDate', 'address', 'phone'], prefill: 'identity' }).map(
  (member, _, all) => ({ key: keyOf(member, all), from: 'prefill' in member ? member.prefill : undefined }),
);

const BIRTH_DATE = APPLICANT.find(({ from }) => from === 'identity.birthDate')?.key ?? '';

const recordsIn = (answer: unknown): Record<string, unknown>[] =>
  (Array.isArray(answer) ? answer : [answer]).filter((one) => typeof one === 'object' && one !== null);

const knownFrom = (field: Naming, answer: unknown): Known[] => {
  const members = membersOf(field);
  return recordsIn(answer)
    .map((entry) => {
      const parts = members.map((member) => [keyOf(member, members), entry[member.id]] as const);
      return new Map(parts.filter(([, value]) => value !== undefined && value !== null));
    })
    .filter((one) => one.has(NAME));
};

const plain = (value: unknown): string => String(value).normalize('NFKC').replace(/\s/g, '');

/** The same name, and no two days of birth. */
const isSame = (one: Known, other: Known): boolean => {
  const days = [one, other].map((known) => known.get(BIRTH_DATE));
  const isSameDay = days.includes(undefined) || days[0] === days[1];
  return isSameDay && plain(one.get(NAME)) === plain(other.get(NAME));
};

/** Each person once, with all that is known of them; who was named first stands first. */
function merged(people: readonly Known[]): Known[] {
  const found: Known[] = [];
  for (const one of people) {
    const at = found.findIndex((other) => isSame(one, other));
    if (at === -1) found.push(one);
    else found[at] = new Map([...one, ...(found[at] ?? [])]);
  }
  return found;
}

const isUnder = (age: number, person: Known, today: Temporal.PlainDate): boolean => {
  const born = person.get(BIRTH_DATE);
  if (typeof born !== 'string') return false;
  return Temporal.PlainDate.compare(Temporal.PlainDate.from(born).add({ years: age }), today) > 0;
};

/** Lists of a page with the people who are known already, as they are shown where nothing was typed yet. */
export function knownPeople(
  { form, statedPages }: Pick<CombinedForm, 'form' | 'statedPages'>,
  pageId: string,
  answers: Answers,
  today: Temporal.PlainDate,
): RawByField {
  const applicant = Object.fromEntries(PrefillKey.options.map((key) => [key, answers[commonId(key)]]));
  const before: Known[] = [];
  const proposed: Record<string, RawByField[string]> = {};
  for (const page of form.pages.filter(({ id }) => !statedPages.has(id))) {
    for (const field of page.fields.filter(namesPeople)) {
      if (page.id === pageId) {
        const entries = entriesFor(field, before, applicant, today);
        const value = field.kind === 'people' ? entries : entries[0];
        if (entries.length > 0) proposed[field.id] = fieldType(field).toRaw(value, field);
      }
      if (mayNameAgain(field)) before.push(...knownFrom(field, answers[field.id]));
    }
    if (page.id === pageId) break;
  }
  return proposed;
}

/** A list is of people who belong together; of single persons only children are asked for in lists elsewhere. */
const mayNameAgain = (field: Naming): boolean => field.kind === 'people' || field.proposeUnder !== undefined;

const applicantOf = (applicant: Parameters<typeof firstEntry>[1]): Known =>
  new Map(
    APPLICANT.flatMap(({ key, from }) => {
      const value = from && applicant[from];
      return value === undefined || value === null ? [] : [[key, value] as const];
    }),
  );

function entriesFor(
  field: Naming,
  before: readonly Known[],
  applicant: Parameters<typeof firstEntry>[1],
  today: Temporal.PlainDate,
): Record<string, unknown>[] {
  if (!mayNameAgain(field)) return [];
  const members = membersOf(field);
  const self = field.kind === 'people' ? firstEntry(field, applicant) : null;
  const named = merged([...(self ? knownFrom(field, self) : []), ...before]);
  const applying = applicantOf(applicant);
  const people = named
    // Of whoever applies more was asked than their name in a list.
    .map((one) => (applying.has(NAME) && isSame(one, applying) ? new Map([...applying, ...one]) : one))
    .filter((one) => field.proposeUnder === undefined || isUnder(field.proposeUnder, one, today));
  // One child is asked for: with several nobody can tell which.
  if (field.kind === 'person' && people.length !== 1) return [];
  const most = field.kind === 'people' ? mostEntries(field) : 1;
  return people.slice(0, most).map((one) => {
    const parts = members.map((member) => [member.id, one.get(keyOf(member, members))] as const);
    return Object.fromEntries(parts.filter(([, value]) => value !== undefined));
  });
}
