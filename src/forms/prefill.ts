import type { Answers } from './answers.js';
import { compiledForm } from './compile.js';
import type { FormDefinition } from './definition.js';
import type { PrefillKey } from './fields/base.js';
import type { PeopleField } from './fields/people/definition.js';
import type { PersonField } from './fields/person/definition.js';

/** What is known of a signed-in person, in the stored forms of the kinds. */
export type KnownOfPerson = Readonly<Partial<Record<PrefillKey, unknown>>>;

/**
 * Proposed answers for the fields that name a source. They are proposals: a page shows them in its controls and
 * the person sends it, so they become answers only when they were seen.
 */
export function proposedAnswers(form: FormDefinition, known: KnownOfPerson): Answers {
  const proposed: Record<string, unknown> = {};
  for (const { field, stored } of compiledForm(form).questions.values()) {
    if (!('prefill' in field) || !field.prefill) continue;
    const source = field.prefill === 'identity' ? personFrom(field, known) : known[field.prefill];
    const result = stored.safeParse(source);
    if (result.success) proposed[field.id] = result.data;
  }
  return proposed;
}

/** What is known of the person, as far as the field asks for it; null when the name is not. */
function personFrom({ ask }: PersonField, known: KnownOfPerson): Record<string, unknown> | null {
  const parts = {
    name: known['identity.name'],
    kana: known['identity.kana'],
    ...(ask.includes('birthDate') && { birthDate: known['identity.birthDate'] }),
    ...(ask.includes('address') && { address: known['identity.address'] }),
    ...(ask.includes('phone') && { phone: known['identity.phone'] }),
  };
  return Object.fromEntries(Object.entries(parts).filter(([, value]) => value !== undefined));
}

/** The first entry of a list whose entries name a source, as far as it is known; null when nothing of it is. */
export function firstEntry({ fields }: PeopleField, known: KnownOfPerson): Record<string, unknown> | null {
  const parts = fields.flatMap((member) => {
    const value = 'prefill' in member && member.prefill ? known[member.prefill] : undefined;
    return value === undefined || value === null ? [] : [[member.id, value] as const];
  });
  return parts.length > 0 ? Object.fromEntries(parts) : null;
}
