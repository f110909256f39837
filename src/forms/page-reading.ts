import { AppError } from '#kernel/errors.js';
import { type Answers, isShown, settlePage, valuesFor } from './answers.js';
import { type CompiledPage, compiledForm, type Facts } from './compile.js';
import type { FormDefinition, FormPageDefinition } from './definition.js';
import { calculatedAnswer } from './fields/calculated/calculated.js';
import { type Field, isQuestion, type Question } from './fields/field.js';
import { ACTION, type FieldError, type Raw } from './fields/field-type.js';
import type { Town } from './fields/postalAddress/town.js';
import { fieldType } from './fields/registry.js';

/** What was sent: FormData and URLSearchParams are such. */
export interface SentForm {
  getAll(name: string): readonly unknown[];
  /** Towns of the postal code that the pressed button asks about (withTowns). */
  readonly towns?: readonly Town[];
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

/** What was typed into the controls of one field. */
export function rawOf(field: Question, sent: SentForm): Raw {
  const type = fieldType(field);
  const typed = (part: string) =>
    sent.getAll(controlName(field.id, part)).filter((value) => typeof value === 'string');
  const parts = type.partsSent?.(field, typed) ?? type.parts;
  return Object.fromEntries(parts.map((part) => [part, typed(part)]));
}

/** What was typed into a page that is given back after a new sign-in: how many rows it has follows from it. */
export function heldRaw(fields: readonly Field[], held: SentForm | null): RawByField {
  const asked = new Set(held?.getAll(ASKED));
  return Object.fromEntries(
    fields
      .filter(isQuestion)
      .filter(({ id, kind }) => asked.has(id) && kind !== 'file' && kind !== 'photo' && kind !== 'calculated')
      .flatMap((field) => (held ? [[field.id, rawOf(field, held)]] : [])),
  );
}

const BUTTON = /^([a-zA-Z0-9]{1,60})(?:\.([a-zA-Z0-9.]{1,80}))?:(.{1,60})$/;

/** The button of a field that was pressed: it changes what is on the page and sends nothing on. */
export function pressed(
  { fields }: FormPageDefinition,
  sent: SentForm,
): { field: Question; action: string } | null {
  const [first] = sent.getAll(ACTION);
  const [, id, member, action = ''] = BUTTON.exec(typeof first === 'string' ? first : '') ?? [];
  const found = fields.filter(isQuestion).find((field) => field.id === id);
  return found ? { field: found, action: member === undefined ? action : `${member}:${action}` } : null;
}

/** The controls of a field as they stand after one of its buttons; as they were when it has no such button. */
export const afterButton = (
  { field, action }: { field: Question; action: string },
  raw: Raw,
  { towns = [] }: SentForm,
): Raw => fieldType(field).act?.(raw, action, field, towns) ?? raw;

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

  const button = pressed(compiled.page, sent);
  if (button) return changedPage(compiled, button, sent, before, values);

  const asked = new Set(sent.getAll(ASKED));
  const wasAsked = (field: Field) => asked.size === 0 || asked.has(field.id);
  const raw: Record<string, Raw> = {};
  const errors: Record<string, readonly FieldError[]> = {};
  const revealed: string[] = [];
  const answers: Record<string, unknown> = { ...before };
  const shown = new Set<Field>();
  for (const { field, show, calculate } of compiled.ordered) {
    if (show !== null && show.evaluate(values) !== true) {
      // Where the page brings it up again by itself, it comes with the answer that it had.
      Object.assign(raw, rawAnswers(form, [field], before));
      continue;
    }
    shown.add(field);
    if (!isQuestion(field)) continue;
    if (field.kind === 'calculated') {
      values[field.id] = calculate && calculatedAnswer(field, calculate.evaluate(values));
      raw[field.id] = shownValue(field, values[field.id]);
      continue;
    }
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

const shownValue = (field: Question, value: unknown): Raw =>
  value === null || value === undefined ? {} : fieldType(field).toRaw(value, field);

/** The page as it stands after a button of one of its fields: everything typed stays, nothing is judged. */
function changedPage(
  { page, ordered }: CompiledPage,
  button: { field: Question; action: string },
  sent: SentForm,
  before: Answers,
  values: Record<string, unknown>,
): PageReading {
  const asked = new Set(sent.getAll(ASKED));
  const raw: Record<string, Raw> = {};
  for (const { field, calculate } of ordered) {
    if (!isQuestion(field)) continue;
    if (field.kind === 'calculated') {
      raw[field.id] = shownValue(
        field,
        calculate && calculatedAnswer(field, calculate.evaluate({ ...values, ...before })),
      );
    } else raw[field.id] = rawOf(field, sent);
  }
  const { field } = button;
  raw[field.id] = afterButton(button, raw[field.id] ?? {}, sent);
  return {
    answers: before,
    raw,
    errors: {},
    fields: page.fields.filter(({ id }) => asked.size === 0 || asked.has(id)),
    revealed: [],
    isComplete: false,
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
