import type { Answers } from '#forms/answers.js';
import { type Facts, scopeOf } from '#forms/compile.js';
import { invariant } from '#kernel/errors.js';
import { compileExpression, type Expression } from '#kernel/expressions/expression.js';
import { type Yen, yen } from '#kernel/values/yen.js';
import type { Procedure } from './definition.js';

const compiled = new WeakMap<Procedure, Expression>();

/** What is due for these answers, by the rule of the definition. */
export function feeOf(procedure: Procedure, relevant: Answers, facts: Facts): Yen {
  if (!procedure.fee) return yen(0);
  let rule = compiled.get(procedure);
  if (!rule) {
    rule = compileExpression(procedure.fee.amount, scopeOf(procedure.form));
    compiled.set(procedure, rule);
  }
  const amount = rule.evaluate({ ...relevant, today: facts.today ?? null });
  invariant(typeof amount === 'number', `the fee of "${procedure.id}" can be said for complete answers`);
  return yen(Math.max(0, Math.round(amount)));
}
