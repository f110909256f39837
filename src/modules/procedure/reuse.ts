import type { Answers } from '#forms/answers.js';
import { compiledForm } from '#forms/compile.js';
import type { FormDefinition } from '#forms/definition.js';

const keyOf = (field: object): string | undefined =>
  'reuse' in field && typeof field.reuse === 'string' ? field.reuse : undefined;

/** The answers of a form that may be proposed again, by their key. */
export function reusableAnswers(form: FormDefinition, answers: Answers): Map<string, unknown> {
  const found = new Map<string, unknown>();
  for (const { field } of compiledForm(form).questions.values()) {
    const key = keyOf(field);
    const answer = answers[field.id];
    if (key === undefined || answer === undefined || answer === null) continue;
    found.set(key, answer);
    // Who was asked for whole can be named in part elsewhere.
    if (field.kind === 'person')
      for (const [part, value] of Object.entries(answer)) found.set(`${key}.${part}`, value);
  }
  return found;
}

/**
 * Earlier answers in the fields that ask for the same again ("answer once"): those that fit the field as it is now.
 * They are proposals; the person sees each and sends it.
 */
export function reusedAnswers(form: FormDefinition, earlier: ReadonlyMap<string, unknown>): Answers {
  const proposed: Record<string, unknown> = {};
  for (const { field, stored } of compiledForm(form).questions.values()) {
    const key = keyOf(field);
    if (key === undefined || !earlier.has(key)) continue;
    const fitting = stored.safeParse(earlier.get(key));
    if (fitting.success) proposed[field.id] = fitting.data;
  }
  return proposed;
}

export const hasReusable = (form: FormDefinition): boolean =>
  form.pages.some(({ fields }) => fields.some((field) => keyOf(field) !== undefined));
