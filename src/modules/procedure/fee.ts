import type { Answers } from '#forms/answers.js';
import { type Facts, scopeOf } from '#forms/compile.js';
import { invariant } from '#kernel/errors.js';
import { compileCondition, compileExpression, type Expression } from '#kernel/expressions/expression.js';
import type { LocalizedText } from '#kernel/i18n/locales.js';
import { type Yen, yen } from '#kernel/values/yen.js';
import type { Fee, Procedure } from './definition.js';

interface FeeRules {
  amount: Expression;
  reductions: { when: Expression; amount: Expression; reason: LocalizedText }[];
}

/** What is due, and why it is less than the full fee when a reduction applies. */
export interface FeeDue {
  amount: Yen;
  reason: LocalizedText | null;
}

const compiled = new WeakMap<Procedure, FeeRules>();

function rulesOf(procedure: Procedure, fee: Fee): FeeRules {
  const known = compiled.get(procedure);
  if (known) return known;
  const scope = scopeOf(procedure.form);
  const rules = {
    amount: compileExpression(fee.amount, scope),
    reductions: fee.reductions.map(({ when, amount, reason }) => ({
      when: compileCondition(when, scope),
      amount: compileExpression(amount, scope),
      reason,
    })),
  };
  compiled.set(procedure, rules);
  return rules;
}

/** Ways in which a fee can be paid: nothing online where nobody takes money online. */
export const waysToPay = ({ payment }: Pick<Fee, 'payment'>, isOnline: boolean): Fee['payment'] =>
  payment.filter(({ way }) => isOnline || way !== 'online');

/** What is due for these answers, by the rules of the definition: the first reduction that applies counts. */
export function feeDue(procedure: Procedure, relevant: Answers, facts: Facts): FeeDue {
  if (!procedure.fee) return { amount: yen(0), reason: null };
  const { amount, reductions } = rulesOf(procedure, procedure.fee);
  const values = { ...relevant, today: facts.today ?? null };
  const reduction = reductions.find(({ when }) => when.evaluate(values) === true);
  const due = (reduction?.amount ?? amount).evaluate(values);
  invariant(typeof due === 'number', `the fee of "${procedure.id}" can be said for complete answers`);
  return { amount: yen(Math.max(0, Math.round(due))), reason: reduction?.reason ?? null };
}

export const feeOf = (procedure: Procedure, relevant: Answers, facts: Facts): Yen =>
  feeDue(procedure, relevant, facts).amount;
