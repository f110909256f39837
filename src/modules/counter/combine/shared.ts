import { compiledForm } from '#forms/compile.js';
import type { FormDefinition } from '#forms/definition.js';
import { type Field, isQuestion, type Question } from '#forms/fields/field.js';
import type { MemberField } from '#forms/fields/member.js';
import type { PersonField } from '#forms/fields/person/definition.js';
import { PERSON_PARTS } from '#forms/fields/person/definition.js';
import { personMembers } from '#forms/fields/person/person.js';

/*
 * Which questions of several forms are the same one. Three things say so, none of them guesswork about ids or words:
 * the same `reuse` key; the same source in the identity (`prefill`), part by part for a whole person; and for a person
 * or an account the very same question of the library. Everything else is asked for each procedure.
 */

/** Questions that are asked of everybody who comes to them are the ones that others can rely on. */
export interface Target {
  field: Question;
  /** No condition stands before it. */
  isSure: boolean;
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

export const APPLICANT_KEYS: readonly string[] = APPLICANT.map(partKey);

/** Canonical question of a key of the identity; undefined for a key of a form's own. */
export const canonicalOf = (key: string): MemberField | undefined =>
  APPLICANT.find((member) => partKey(member) === key);

function partsOf(field: Question): Target['parts'] {
  if (field.kind === 'person')
    return field.prefill ? personParts(field) : [{ key: sameKey(field), member: null, field }];
  if (field.kind === 'bankAccount') return [{ key: sameKey(field), member: null, field }];
  if ('reuse' in field && field.reuse) return [{ key: `reuse.${field.reuse}`, member: null, field }];
  if ('prefill' in field && field.prefill) return [{ key: field.prefill, member: null, field }];
  return [];
}

const sameKey = (field: Question): string => `same.${wordingOf(field)}`;

const personParts = (field: PersonField): Target['parts'] =>
  personMembers(field).map((member) => ({ key: partKey(member), member: member.id, field: member }));

/** The questions of a form that may be asked together with those of others. */
export function targetsOf(form: FormDefinition): Target[] {
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
  return pages.flatMap(({ page, fields, checks }) => {
    const held = new Set(checks.map(({ check }) => check.field));
    return fields.flatMap(({ field }): Target[] => {
      if (!isQuestion(field) || held.has(field.id)) return [];
      const parts = partsOf(field);
      if (parts.length === 0 || (parts[0]?.member != null && lookedAt.has(field.id))) return [];
      // Twice in one form it is asked twice on purpose.
      if (parts.some(({ key }) => seen.has(key))) return [];
      for (const { key } of parts) seen.add(key);
      return [{ field, isSure: page.show === undefined && field.show === undefined, parts }];
    });
  });
}

/** Never proposed from an earlier answer: what is signed, agreed to or handed in belongs to one procedure. */
export const isProposable = (field: Field): field is Question =>
  isQuestion(field) && !['signature', 'consent', 'file', 'photo', 'calculated'].includes(field.kind);
