import { type Context, tenantOf } from '#kernel/context.js';
import type { Tx } from '#kernel/db/database.js';
import type { Draft, Step } from '../model/draft.js';
import { isToRead, mayHappen } from '../model/progress.js';
import { lockDrafts } from '../store/drafts.js';
import { saveSteps, stepsOf, unreadSince } from '../store/steps.js';
import type { Done } from './acting.js';
import type { DecisionDeps, Desk, Ground } from './deps.js';

const AT_ONCE = 200;

/** Ending circulations that somebody never reads: after the days of the table, or by the drafter. */
export function createCirculation({ kernel }: DecisionDeps, desk: Desk) {
  const { access, database, vault } = kernel;

  /** False where everybody has read it. The draft is locked. */
  async function close(
    tx: Tx,
    context: Context,
    { draft, steps, ground }: { draft: Draft; steps: readonly Step[]; ground: Ground },
  ): Promise<boolean> {
    const unread = steps.filter(isToRead);
    if (unread.length === 0) return false;
    await saveSteps(
      tx,
      draft,
      unread.map((step) => ({ ...step, state: 'passed' as const })),
    );
    await desk.record(tx, context, { draft, ground, act: 'circulationClosed' });
    const data = { round: draft.round, unread: unread.length };
    await desk.journal(tx, context, 'decision.circulationClosed', draft, data);
    return true;
  }

  return {
    byDrafter: (context: Context, id: string, round: number): Promise<Done> => {
      access.requireAnywhere(context, 'decision.take');
      return database.transaction(tenantOf(context), async (tx) => {
        const found = await desk.opened(tx, context, id, { lock: true });
        const isOwn = found.draft.drafter === desk.meOf(context);
        const isOpen = mayHappen(found.draft.state, 'closeCirculation') && found.draft.round === round;
        return isOwn && isOpen && (await close(tx, context, found)) ? 'done' : 'moved';
      });
    },

    /** For the job: those that have been out for longer than the table of authority says. */
    async closeOld(context: Context): Promise<void> {
      access.require(context, 'decision.remind', null);
      for (const { id: kind, circulationDays } of desk.kindsOf(context).values()) {
        const before = context.clock.now().subtract({ hours: 24 * circulationDays });
        const some = () =>
          database.transaction(tenantOf(context), async (tx) => {
            const ids = await unreadSince(tx, { kind, before, limit: AT_ONCE });
            const ground = await desk.groundOn(tx, context);
            for (const draft of await lockDrafts(tx, vault, ids))
              await close(tx, context, { draft, steps: await stepsOf(tx, draft), ground });
            return ids.length;
          });
        while ((await some()) === AT_ONCE);
      }
    },
  };
}
