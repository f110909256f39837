import { today } from '#kernel/clock.js';
import { type Context, tenantOf } from '#kernel/context.js';
import type { Tx } from '#kernel/db/database.js';
import { findDraft, markReminded } from '../store/drafts.js';
import { stepsOf } from '../store/steps.js';
import type { DecisionDeps, Desk } from './deps.js';

/** A draft is late from the day before it is wanted, and after a week at one step. */
const DAYS_BEFORE = 1;
const STALE_HOURS = 24 * 7;
const AGAIN_DAYS = 3;
const AT_ONCE = 200;
/** The journal keeps milliseconds; the step and the entry of one act are of one moment. */
const SAME_MOMENT_MS = 1000;

/** Telling people that it is their turn. */
export function createReminding({ kernel }: DecisionDeps, desk: Desk) {
  return {
    async remind(context: Context): Promise<void> {
      kernel.access.require(context, 'decision.remind', null);
      const day = today(context.clock);
      const round = () =>
        kernel.database.transaction(tenantOf(context), async (tx) => {
          const drafts = await markReminded(tx, kernel.vault, {
            day,
            due: day.add({ days: DAYS_BEFORE }),
            stale: context.clock.now().subtract({ hours: STALE_HOURS }),
            last: day.subtract({ days: AGAIN_DAYS }),
            limit: AT_ONCE,
          });
          for (const draft of drafts)
            await desk.journal(tx, context, 'decision.reminded', draft, {
              round: draft.round,
              late: draft.dueOn !== null && Temporal.PlainDate.compare(draft.dueOn, day) < 0,
            });
          return drafts.length;
        });
      while ((await round()) === AT_ONCE);
    },

    /** Whose draft it is, and who can act at the steps that are open since that moment (null: at all open ones). */
    async deciders(
      tx: Tx,
      context: Context,
      id: string,
      since: Temporal.Instant | null,
    ): Promise<{ drafter: string; asked: string[] } | null> {
      const draft = await findDraft(tx, kernel.vault, id);
      if (!draft) return null;
      const ground = await desk.groundOn(tx, context);
      const isAsked = (openedAt: Temporal.Instant | null) =>
        since === null ||
        (openedAt !== null &&
          Math.abs(openedAt.epochMilliseconds - since.epochMilliseconds) < SAME_MOMENT_MS);
      const open = (await stepsOf(tx, draft)).filter(
        ({ state, openedAt, kind }) =>
          state === 'open' && isAsked(openedAt) && (since || kind !== 'circulation'),
      );
      const asked = open.flatMap((step) => desk.entitled(ground, draft, step).map(({ staff }) => staff));
      return { drafter: draft.drafter, asked: [...new Set(asked)] };
    },
  };
}
