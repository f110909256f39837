import type { Answers } from './answers.js';
import { compiledForm } from './compile.js';
import type { FormDefinition } from './definition.js';
import type { PrefillKey } from './fields/base.js';

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
    const result = stored.safeParse(known[field.prefill]);
    if (result.success) proposed[field.id] = result.data;
  }
  return proposed;
}
