import { BrokenExpression } from '#kernel/expressions/expression.js';
import { type Procedure, procedureProblems } from '#modules/procedure/api.js';

/** Whether these parts of a definition can be used as they are: nothing is computed or printed from broken ones. */
export function isSound(procedure: Procedure, ...parts: readonly (keyof Procedure)[]): boolean {
  try {
    return !procedureProblems(procedure, null).some(({ path: [part, ...rest], code }) => {
      // A form that asks nothing yet has nothing wrong with it.
      const isEmpty = code === 'asksNothing' || code === 'emptyPage';
      return !isEmpty && rest.length > 0 && parts.some((one) => one === part);
    });
  } catch (error) {
    if (error instanceof BrokenExpression) return false;
    throw error;
  }
}
