import type { Condition, Values } from '#kernel/expressions/expression.js';
import { type CompiledPage, compiledForm, type Facts } from './compile.js';
import type { FormDefinition } from './definition.js';
import { calculatedAnswer } from './fields/calculated/calculated.js';
import { type Field, isQuestion, isTyped, type Question } from './fields/field.js';

/**
 * Stored answers by id of the field, as JSON. `null` is "asked and left blank", which only an optional field may
 * be; a key that is absent was not answered yet.
 */
export type Answers = Readonly<Record<string, unknown>>;

/** An unknown (null) condition is not met: what depends on a missing answer waits for it. */
const isMet = (condition: Condition | null, values: Values): boolean =>
  condition === null || condition.evaluate(values) === true;

/** What is shown of a page, given the answers so far, and which of its answers hold. */
export interface PageState {
  fields: readonly Field[];
  /** Valid answers to fields that are shown. */
  answers: Record<string, unknown>;
  /** Shown fields whose answer is missing or no longer fits the definition. */
  open: readonly Question[];
  /** Checks that say no; they are only asked once nothing is open. */
  failed: CompiledPage['checks'];
}

/** Facts as conditions see them. Answers are added to it page by page. */
export const valuesFor = (facts: Facts): Record<string, unknown> => ({
  today: facts.today ?? null,
  channel: facts.channel ?? null,
});

export const isShown = (page: CompiledPage, values: Values): boolean => isMet(page.show, values);

/** Settles one page that is shown. `values` gets the answers that hold. */
export function settlePage(page: CompiledPage, answers: Answers, values: Record<string, unknown>): PageState {
  const shown = new Set<Field>();
  const held: Record<string, unknown> = {};
  const open: Question[] = [];
  for (const { field, show, stored, calculate } of page.ordered) {
    if (!isMet(show, values)) continue;
    shown.add(field);
    if (!isQuestion(field) || !stored) continue;
    if (field.kind === 'calculated') {
      held[field.id] = calculate && calculatedAnswer(field, calculate.evaluate(values));
      values[field.id] = held[field.id];
      continue;
    }
    const answer = Object.hasOwn(answers, field.id) ? answers[field.id] : undefined;
    const holds = answer === null ? field.optional : answer !== undefined && stored.safeParse(answer).success;
    if (!holds) {
      open.push(field);
      continue;
    }
    held[field.id] = answer;
    values[field.id] = answer;
  }
  const failed =
    open.length > 0 ? [] : page.checks.filter(({ require }) => require.evaluate(values) === false);
  const fields = page.page.fields.filter((field) => shown.has(field));
  return { fields, answers: held, open, failed };
}

/** Every page that is shown as far as the answers tell, in order, settled with what was answered before it. */
export function* walk(
  form: FormDefinition,
  answers: Answers,
  facts: Facts,
): Generator<[CompiledPage, PageState]> {
  const values = valuesFor(facts);
  for (const page of compiledForm(form).pages) {
    if (!isShown(page, values)) continue;
    const state = settlePage(page, answers, values);
    if (state.fields.length > 0) yield [page, state];
  }
}

/** Leaves every optional field that has no answer blank: for a caller who sends everything at once (API, paper). */
export function withBlanks(form: FormDefinition, answers: Answers): Answers {
  const optional = form.pages.flatMap((page) =>
    page.fields.filter((field) => isTyped(field) && field.optional),
  );
  return { ...Object.fromEntries(optional.map(({ id }) => [id, null])), ...answers };
}
