import type { Context } from '#kernel/context.js';
import type { Tx } from '#kernel/db/database.js';
import { invariant } from '#kernel/errors.js';
import { append } from '#kernel/journal/journal.js';
import { caseSubject } from '../timeline.js';
import { insertLink } from './store.js';

export interface LinkedCase {
  caseId: string;
  procedure: string;
  unit: string;
}

/** Links cases that came in as one matter, each with every other. Whoever calls has checked who may do so. */
export async function linkTogether(tx: Tx, context: Context, cases: readonly LinkedCase[]): Promise<void> {
  const { actor, clock } = context;
  invariant(actor.kind === 'staff', 'cases are linked by staff');
  for (const [place, { caseId, procedure, unit }] of cases.entries()) {
    for (const other of cases.slice(place + 1)) {
      if (!(await insertLink(tx, caseId, other.caseId, actor.id, clock.now()))) continue;
      await append(tx, context, {
        type: 'case.linked',
        subject: caseSubject(caseId),
        data: { procedure, unit, other: other.caseId },
      });
    }
  }
}
