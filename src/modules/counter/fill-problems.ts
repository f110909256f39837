import { compiledForm } from '#forms/compile.js';
import type { FormDefinition } from '#forms/definition.js';
import { PART_KINDS, partOfPerson } from '#forms/fields/base.js';
import { isQuestion } from '#forms/fields/field.js';
import { fieldType } from '#forms/fields/registry.js';
import { BrokenExpression, type Expression } from '#kernel/expressions/expression.js';
import { fits, typeName } from '#kernel/expressions/value-type.js';
import { mayBeStated } from './combine/shared.js';
import { type Guide, OF_IDENTITY } from './definition.js';
import { type GuideProblem, guideForm } from './guide-form.js';
import { asAnswer, fillRule, fillsFor } from './stated.js';

/** Combinations of answers that are tried, at most. */
const MOST_TRIED = 512;
const SOME_DAY = '2026-04-01';

/** What is wrong with the answers that a guide gives to the questions of procedures; each with the wrong ids. */
export function fillProblems(guide: Guide, forms: ReadonlyMap<string, FormDefinition>): GuideProblem[] {
  const form = guideForm(guide);
  const problems: GuideProblem[] = [];
  const keys = new Set(guide.items.flatMap(({ procedure = '' }) => [...reuseKeys(forms.get(procedure))]));
  const unknownKey = (key: string, path: GuideProblem['path']) => {
    if (!keys.has(key))
      problems.push({ path, message: `no procedure of the guide asks for anything under the key "${key}"` });
  };
  for (const key of Object.keys(guide.fills)) unknownKey(key, ['fills', key]);
  for (const [key, { also }] of Object.entries(guide.asks)) {
    if (!OF_IDENTITY.some((one) => one === key)) unknownKey(key, ['asks', key]);
    also.forEach((other, index) => {
      unknownKey(other, ['asks', key, 'also', index]);
    });
  }

  guide.items.forEach((item, index) => {
    const { id, procedure, fills = {} } = item;
    const path = ['items', index, 'fills'];
    if (procedure === undefined) {
      if (item.fills) problems.push({ path, message: `item "${id}" fills a form, but names no procedure` });
      return;
    }
    const target = forms.get(procedure);
    if (!target) return;
    const { questions } = compiledForm(target);
    for (const name of Object.keys(fills))
      if (!questions.has(name))
        problems.push({
          path: [...path, name],
          message: `the procedure "${procedure}" has no question "${name}"`,
        });
    const rules = fillsFor(guide, item, target);
    for (const [name, source] of rules) {
      const isOwn = name in fills;
      const problem = ruleProblem(form, source, target, name);
      if (problem !== null) problems.push({ path: isOwn ? [...path, name] : ['fills'], message: problem });
      else if (isOwn && !mayBeStated(target, name, new Set(rules.keys())))
        problems.push({
          path: [...path, name],
          message: `"${name}" of "${procedure}" stands under a check, or a condition over what is still to be asked`,
        });
    }
  });
  return problems;
}

/** The keys of a form; of a person also those of the parts, of a part also that of the person. */
const reuseKeys = (form: FormDefinition | undefined): Set<string> =>
  new Set(
    (form?.pages ?? []).flatMap(({ fields }) =>
      fields.flatMap((field) => {
        if (!isQuestion(field) || !('reuse' in field) || !field.reuse) return [];
        const key = field.reuse;
        if (field.kind === 'person') return [key, ...Object.keys(PART_KINDS).map((part) => `${key}.${part}`)];
        return [key, partOfPerson(key)?.person ?? key];
      }),
    ),
  );

/** Every result that a rule can have must be an answer to the question; null when it is right. */
function ruleProblem(
  form: FormDefinition,
  source: string,
  target: FormDefinition,
  name: string,
): string | null {
  const question = compiledForm(target).questions.get(name);
  if (!question) return null;
  let rule: Expression;
  try {
    rule = fillRule(form, source);
  } catch (error) {
    if (!(error instanceof BrokenExpression)) throw error;
    return error.message;
  }
  const wanted = fieldType(question.field).valueType(question.field);
  if (!fits(rule.type, wanted))
    return `"${source}" gives ${typeName(rule.type)}, "${name}" takes ${typeName(wanted)}`;
  for (const values of combinations(form, rule)) {
    const answer = asAnswer(rule.evaluate(values));
    if (answer !== null && !question.stored.safeParse(answer).success)
      return `"${source}" gives ${JSON.stringify(answer)}, which is no answer to "${name}"`;
  }
  return null;
}

/** The answers that the names of a rule can have, together. */
function combinations(form: FormDefinition, { names }: Expression): Record<string, unknown>[] {
  let found: Record<string, unknown>[] = [{ today: SOME_DAY }];
  for (const name of names) {
    const field = compiledForm(form).questions.get(name)?.field;
    if (!field) continue;
    const values =
      field.kind === 'yesNo'
        ? [true, false]
        : field.kind === 'choice'
          ? field.options.map(({ value }) => value)
          : field.kind === 'choices'
            ? [[], ...field.options.map(({ value }) => [value])]
            : [SOME_DAY];
    found = found.flatMap((one) => values.map((value) => ({ ...one, [name]: value }))).slice(0, MOST_TRIED);
  }
  return found;
}
