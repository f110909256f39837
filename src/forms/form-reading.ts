import { type Answers, isShown, settlePage, valuesFor } from './answers.js';
import { compiledForm, type Facts } from './compile.js';
import type { FormDefinition } from './definition.js';
import { isQuestion } from './fields/field.js';
import type { FieldError, Raw } from './fields/field-type.js';
import { journey } from './journey.js';
import {
  afterButton,
  type ErrorsByField,
  pressed,
  type RawByField,
  rawOf,
  readPage,
  type SentForm,
} from './page-reading.js';

export interface FormReading {
  answers: Answers;
  /** Exactly what was typed into every field, those that the answers leave out included. */
  raw: RawByField;
  errors: ErrorsByField;
  isComplete: boolean;
}

/**
 * Reads all pages that were sent as one, by the rules of each: whoever types in a paper has every question before
 * them. A button of a field changes what is on the page, and nothing is judged.
 */
export function readForm(
  form: FormDefinition,
  sent: SentForm,
  facts: Facts & { today: Temporal.PlainDate },
): FormReading {
  const questions = form.pages.flatMap(({ fields }) => fields.filter(isQuestion));
  const raw: Record<string, Raw> = Object.fromEntries(
    questions.map((field) => [field.id, rawOf(field, sent)]),
  );
  for (const page of form.pages) {
    const button = pressed(page, sent);
    if (!button) continue;
    raw[button.field.id] = afterButton(button, raw[button.field.id] ?? {}, sent);
    return { answers: {}, raw, errors: {}, isComplete: false };
  }
  const errors: Record<string, readonly FieldError[]> = {};
  const values = valuesFor(facts);
  let answers: Answers = {};
  for (const page of compiledForm(form).pages) {
    if (!isShown(page, values)) continue;
    const reading = readPage(form, page.page.id, sent, answers, facts);
    answers = reading.answers;
    Object.assign(errors, reading.errors);
    settlePage(page, answers, values);
  }
  const isComplete = Object.keys(errors).length === 0 && journey(form, answers, facts).canSubmit;
  return { answers, raw, errors, isComplete };
}
