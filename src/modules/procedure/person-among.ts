import type { Answers } from '#forms/answers.js';
import type { Field } from '#forms/fields/field.js';
import type { Procedure } from './definition.js';
import type { PersonData } from './model.js';

const text = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined;

/** 奈良県奈良市二条大路南一丁目1-1　見本ビル, as one line. */
function addressLine(address: unknown): string | undefined {
  if (typeof address !== 'object' || address === null) return undefined;
  const { prefecture, town, street, building } = address as Record<string, unknown>;
  const line = [prefecture, town, street].map((part) => text(part) ?? '').join('');
  return text([line, text(building)].filter(Boolean).join('　'));
}

type Facts = { [Fact in keyof PersonData]: string | undefined };

/** What an answer says of the person, where the field is one that the identity could have filled in. */
export function factsIn(field: Field, answer: unknown): Facts {
  const nothing = { name: undefined };
  if (!('prefill' in field) || !field.prefill) return nothing;
  if (field.kind === 'person') {
    const { name, kana, birthDate, address } = (answer ?? {}) as Record<string, unknown>;
    return {
      name: text(name),
      kana: text(kana),
      birthDate: text(birthDate),
      address: addressLine(address),
    };
  }
  switch (field.prefill) {
    case 'identity.name':
      return { name: text(answer) };
    case 'identity.kana':
      return { ...nothing, kana: text(answer) };
    case 'identity.birthDate':
      return { ...nothing, birthDate: text(answer) };
    case 'identity.email':
      return { ...nothing, email: text(answer) };
    case 'identity.address':
      return { ...nothing, address: addressLine(answer) ?? text(answer) };
    default:
      return nothing;
  }
}

/**
 * The person where nobody is signed in: what the form would have been filled in with, read back from the answers.
 * `relevant`: answers that count.
 */
export function personAmong({ form }: Pick<Procedure, 'form'>, relevant: Answers): PersonData {
  const found: Record<string, string> = {};
  for (const field of form.pages.flatMap(({ fields }) => fields)) {
    for (const [fact, value] of Object.entries(factsIn(field, relevant[field.id])))
      if (value !== undefined) found[fact] ??= value;
  }
  return { ...found, name: found.name ?? '' };
}
