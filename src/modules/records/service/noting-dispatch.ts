import { actorRef, type Context } from '#kernel/context.js';
import type { Tx } from '#kernel/db/database.js';
import { append } from '#kernel/journal/journal.js';
import type { Way } from '../issue.js';
import { documentSubject } from '../model.js';
import { saveIssue } from '../store/issues.js';

/** An outgoing document that is ready has gone this way. */
export async function noteDispatched(
  tx: Tx,
  context: Context,
  id: string,
  unit: string,
  way: Way,
): Promise<void> {
  await saveIssue(tx, id, {
    state: 'dispatched',
    way,
    dispatched_by: actorRef(context.actor),
    dispatched_at: context.clock.now(),
  });
  await append(tx, context, {
    type: 'document.dispatched',
    subject: documentSubject(id),
    data: { unit, way },
  });
}
