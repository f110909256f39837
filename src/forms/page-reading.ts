import { AppError } from '#kernel/errors.js';
import { type Answers, isShown, settlePage, valuesFor } from './answers.js';
import { type CompiledPage, compiledForm, type Facts } from './compile.js';
import type { FormDefinition } from './definition.js';
import { type Field, isQuestion, type Question } from './fields/field.js';
import type { FieldError, Raw } from './fields/field-type.js';
import { fieldType } from './fields/registry.js';

/** What was sent: FormData and URLSearchParams are such. */
export interface SentForm {
  getAll(name: string): readonly unknown[];
}

/** Name of the hidden controls that say which fields the page showed when it was sent. */
export const ASKED = '_asked';

export type RawByField = Readonly<Record<string, Raw>>;
export type ErrorsByField = Readonly<Record<string, readonly FieldError[]>>;

export interface PageReading {
  /** The answers before, with those of this page that hold; an answer that was wrong is taken out. */
  answers: Answers;
  /** Exactly what was typed, to show again or to keep with a draft. */
  raw: RawByField;
  errors: ErrorsByField;
  /** The fields to show if the page comes again. */
  fields: readonly Field[];
  /** Fields that only the answers just sent brought up; nobody could answer them yet. */
  revealed: readonly string[];
  /** Nothing wrong and nothing new: go on. */
  isComplete: boolean;
}

const controlName = (id: string, part: string): string => (part === '' ? id : `${id}.${part}`);

const rawOf = (field: Question, sent: SentForm): Raw =>
  Object.fromEntries(
    fieldType(field).parts.map((part) => [
      part,
      sent.getAll(controlName(field.id, part)).filter((value) => typeof value === 'string'),
    ]),
  );

/** Stored answers as they would be typed, for showing a page. Answers that no longer fit are left out. */
export function rawAnswers(form: FormDefinition, fields: readonly Field[], answers: Answers): RawByField {
  const { questions } = compiledForm(form);
  const raw: Record<string, Raw> = {};
  for (const field of fields) {
    const stored = questions.get(field.id)?.stored.safeParse(answers[field.id]);
    if (isQuestion(field) && stored?.success) raw[field.id] = fieldType(field).toRaw(stored.data, field);
    // Blank on purpose: so is the row for "none" of an optional choice.
    else if (answers[field.id] === null) raw[field.id] = { '': [''] };
  }
  return raw;
}

/** Reads one page that a person sent. Never throws on what was sent; throws notFound for a page that does not exist. */
export function readPage(
  form: FormDefinition,
  pageId: string,
  sent: SentForm,
  before: Answers,
  facts: Facts & { today: Temporal.PlainDate },
): PageReading {
  const { pages } = compiledForm(form);
  const at = pages.findIndex(({ page }) => page.id === pageId);
  const compiled = pages[at];
  if (!compiled) throw new AppError('notFound', `no page "${pageId}" in this form`);
  const values = valuesFor(facts);
  for (const earlier of pages.slice(0, at)) if (isShown(earlier, values)) settlePage(earlier, before, values);

  const asked = new Set(sent.getAll(ASKED));
  const wasAsked = (field: Field) => asked.size === 0 || asked.has(field.id);
  const raw: Record<string, Raw> = {};
  const errors: Record<string, readonly FieldError[]> = {};
  const revealed: string[] = [];
  const answers: Record<string, unknown> = { ...before };
  const shown = new Set<Field>();
  for (const { field, show } of compiled.ordered) {
    if (show !== null && show.evaluate(values) !== true) continue;
    shown.add(field);
    if (!isQuestion(field)) continue;
    if (!wasAsked(field)) {
      // An answer from an earlier time stands; without one the page comes again with the field on it.
      const old = compiled.fields.find((one) => one.field === field)?.stored?.safeParse(before[field.id]);
      if (old?.success) values[field.id] = old.data;
      else revealed.push(field.id);
      continue;
    }
    raw[field.id] = rawOf(field, sent);
    const parsed = fieldType(field).parse(raw[field.id] ?? {}, field, facts);
    delete answers[field.id];
    if (!parsed.ok) errors[field.id] = parsed.errors;
    else if (parsed.value === null && !field.optional)
      errors[field.id] = [{ code: fieldType(field).missing }];
    else {
      answers[field.id] = parsed.value;
      values[field.id] = parsed.value;
    }
  }
  const isWhole = revealed.length === 0 && Object.keys(errors).length === 0;
  if (isWhole) Object.assign(errors, failedChecks(compiled, values));
  return {
    answers,
    raw,
    errors,
    fields: compiled.page.fields.filter((field) => shown.has(field)),
    revealed,
    isComplete: isWhole && Object.keys(errors).length === 0,
  };
}

function failedChecks(
  { checks }: CompiledPage,
  values: Record<string, unknown>,
): Record<string, FieldError[]> {
  const errors: Record<string, FieldError[]> = {};
  for (const { check, require } of checks) {
    if (require.evaluate(values) !== false) continue;
    errors[check.field] = [...(errors[check.field] ?? []), { message: check.message }];
  }
  return errors;
}
