/*
 * When a part of a page is wanted, as data that both the server and an island can judge: tests over the controls of
 * the same form. Unknown (null) runs through as in FEEL, from which the conditions of forms come.
 */

/** A control, and what its state means: one of its values, yes or no, or several values at once. */
export type Operand =
  | { name: string; as: 'one' | 'yesNo' }
  /** An answer with fewer or more than these is none yet. */
  | { name: string; as: 'several'; least: number; most: number };

export type ControlTest =
  | { is: Operand; value: string | boolean | null }
  | { has: Operand; value: string }
  | { yes: Operand }
  | { all: readonly ControlTest[] }
  | { any: readonly ControlTest[] }
  | { not: ControlTest };

/** What the controls of a name would send; nothing for those that are not there. */
export type Sent = (name: string) => readonly string[];

/** `null`: cannot be said yet, which counts as not wanted. */
export function judge(test: ControlTest, sent: Sent): boolean | null {
  if ('all' in test) return joined(test.all, sent, false);
  if ('any' in test) return joined(test.any, sent, true);
  if ('not' in test) {
    const inner = judge(test.not, sent);
    return inner === null ? null : !inner;
  }
  if ('is' in test) return stateOf(test.is, sent) === test.value;
  if ('yes' in test) {
    const state = stateOf(test.yes, sent);
    return typeof state === 'boolean' ? state : null;
  }
  const state = stateOf(test.has, sent);
  return Array.isArray(state) ? state.includes(test.value) : null;
}

/** One part that decides settles it; otherwise one that is not known leaves it open. */
function joined(tests: readonly ControlTest[], sent: Sent, deciding: boolean): boolean | null {
  let isKnown = true;
  for (const test of tests) {
    const result = judge(test, sent);
    if (result === deciding) return deciding;
    if (result === null) isKnown = false;
  }
  return isKnown ? !deciding : null;
}

function stateOf(operand: Operand, sent: Sent): string | boolean | readonly string[] | null {
  const values = sent(operand.name);
  if (operand.as === 'several') {
    const chosen = new Set(values.filter((value) => value !== ''));
    const isAnswer = chosen.size > 0 && chosen.size >= operand.least && chosen.size <= operand.most;
    return isAnswer ? [...chosen] : null;
  }
  const first = (values[0] ?? '').trim();
  if (operand.as === 'one') return first === '' ? null : first;
  return first === 'true' ? true : first === 'false' ? false : null;
}

/** A part of a page that is not always wanted, with the names of the controls in it. */
export interface Wanted {
  test: ControlTest;
  names: readonly string[];
}

/**
 * Which parts are wanted. A control in a part that is not wanted sends nothing, so one part may follow from another;
 * the tests go in no circle, so after as many rounds as there are parts nothing changes any more.
 */
export function settle(parts: readonly Wanted[], sent: Sent): boolean[] {
  let wanted = parts.map(() => false);
  for (let round = 0; round <= parts.length; round += 1) {
    const gone = new Set(parts.flatMap(({ names }, index) => (wanted[index] ? [] : names)));
    const next = parts.map(({ test }) => judge(test, (name) => (gone.has(name) ? [] : sent(name))) === true);
    if (next.every((one, index) => one === wanted[index])) return wanted;
    wanted = next;
  }
  return wanted;
}
