import type { Answers } from '#forms/answers.js';
import { compiledForm, scopeOf } from '#forms/compile.js';
import type { FormDefinition } from '#forms/definition.js';
import { isAnswerTo } from '#forms/submission.js';
import { compileExpression, type Expression } from '#kernel/expressions/expression.js';
import { type Asking, statable } from './combine/shared.js';
import { type Guide, type GuideItem, OF_IDENTITY } from './definition.js';
import { dueItems, type UsedGuide } from './model.js';

/*
 * What a guide's answers say about the forms of its procedures (`fills`): the day of the move, the reason for joining
 * an insurance. Who has said it once is not asked again; it is shown, and can be changed, before it is sent.
 */

const compiled = new WeakMap<FormDefinition, Map<string, Expression>>();

/** Throws BrokenExpression; the guides that are in use were checked when they were loaded. */
export function fillRule(form: FormDefinition, source: string): Expression {
  const known = compiled.get(form) ?? new Map<string, Expression>();
  compiled.set(form, known);
  const rule = known.get(source) ?? compileExpression(source, scopeOf(form));
  known.set(source, rule);
  return rule;
}

/** FEEL gives days as days; answers hold them as text. */
export const asAnswer = (value: unknown): unknown =>
  value instanceof Temporal.PlainDate ? value.toString() : value;

/** Rules for the questions of a procedure, by question: its own, then those of the whole guide by key. */
export function fillsFor(guide: Guide, item: GuideItem, form: FormDefinition): Map<string, string> {
  const rules = new Map<string, string>();
  for (const [id, { field }] of compiledForm(form).questions) {
    const shared = 'reuse' in field && field.reuse ? guide.fills[field.reuse] : undefined;
    const rule = item.fills?.[id] ?? shared;
    if (rule !== undefined) rules.set(id, rule);
  }
  return rules;
}

/** What the answers to the guide say, by procedure. Only what can be an answer there today. */
export function statedAnswers(
  used: UsedGuide,
  answers: Answers,
  today: Temporal.PlainDate,
  forms: readonly { id: string; form: FormDefinition }[],
): Map<string, Answers> {
  const found = new Map<string, Answers>();
  const values = { ...answers, today };
  for (const { item } of dueItems(used, answers, today) ?? []) {
    const form = forms.find(({ id }) => id === item.procedure)?.form;
    if (!form || item.procedure === undefined || found.has(item.procedure)) continue;
    const given: Record<string, unknown> = {};
    for (const [id, rule] of fillsFor(used.guide, item, form)) {
      const answer = asAnswer(fillRule(used.form, rule).evaluate(values));
      if (isAnswerTo(form, id, answer, { today })) given[id] = answer;
    }
    found.set(item.procedure, statable(form, given));
  }
  return found;
}

const asked = (key: string): string =>
  OF_IDENTITY.some((one) => one === key) ? `identity.${key}` : `reuse.${key}`;

/** How a guide puts what is asked once of the person. */
export function askingOf({ asks }: Guide): Asking {
  const entries = Object.entries(asks);
  return {
    words: new Map(
      entries.map(([key, { label, help }]) => [
        asked(key),
        { ...(label !== undefined && { label }), ...(help !== undefined && { help }) },
      ]),
    ),
    same: new Map(
      entries.flatMap(([key, { also }]) => also.map((other) => [`reuse.${other}`, asked(key)] as const)),
    ),
  };
}
