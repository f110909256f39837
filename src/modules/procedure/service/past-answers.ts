import type { Answers } from '#forms/answers.js';
import { type Context, tenantOf } from '#kernel/context.js';
import type { ReferenceNumber } from '#kernel/values/reference-number.js';
import { recentCaseIds } from '../store/cases.js';
import { TRYING } from '../timeline.js';
import type { ProcedureDeps } from './deps.js';
import { createDesk } from './desk.js';

/** What somebody once answered, without who it was. */
export interface PastCase {
  id: string;
  number: ReferenceNumber;
  version: string;
  submittedAt: Temporal.Instant;
  answers: Answers;
}

/**
 * The answers of the last cases of a procedure that the member of staff may see. They are personal data: each look is
 * journalled with its purpose, and shown to the person as every other look is.
 */
export const createPastAnswers =
  ({ kernel }: Pick<ProcedureDeps, 'kernel'>) =>
  (context: Context, procedure: string, limit: number) => {
    const { visible, journalLook } = createDesk({ kernel });
    kernel.access.requireAnywhere(context, 'case.read');
    const units = kernel.access.unitsFor(context, 'case.read');
    return kernel.database.transaction(tenantOf(context), async (tx): Promise<PastCase[]> => {
      const found = [];
      for (const id of await recentCaseIds(tx, procedure, units, limit))
        found.push(await visible(tx, context, id));
      for (const one of found) await journalLook(tx, context, one, TRYING);
      return found.map(({ id, number, version, submittedAt, content }) => ({
        id,
        number,
        version,
        submittedAt,
        answers: content.answers,
      }));
    });
  };
export type PastAnswers = ReturnType<typeof createPastAnswers>;
