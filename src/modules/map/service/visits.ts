import { ZONE } from '#kernel/clock.js';
import { type Context, tenantOf } from '#kernel/context.js';
import { append } from '#kernel/journal/journal.js';
import type { Kernel } from '#kernel/kernel.js';
import type { EntryType } from '#kernel/module.js';

/** Subject map. */
export const ENTRIES = {
  'map.visited': { means: 'Somebody opened the public map for the first time that day', data: [] },
} as const satisfies Record<string, EntryType>;

/**
 * Visitors of the map, each counted once a day, without anything that tells who it was: the page holds a picture that the
 * browser keeps until midnight, so it asks for it once a day. Nothing is stored there or here but that somebody came.
 */
export const createVisits = ({ database }: Pick<Kernel, 'database'>) => ({
  /** Staff work with the map and are no visitors. */
  count: async (context: Context): Promise<void> => {
    if (context.actor.kind === 'staff') return;
    const nobody: Context = { ...context, actor: { kind: 'anonymous' } };
    await database.transaction(tenantOf(context), (tx) =>
      append(tx, nobody, { type: 'map.visited', subject: 'map', data: {} }),
    );
  },

  /** Seconds until the day ends in Japan. */
  restOfDay: ({ clock }: Context): number => {
    const now = clock.now().toZonedDateTimeISO(ZONE);
    return Math.ceil(now.until(now.startOfDay().add({ days: 1 })).total('seconds'));
  },
});
export type VisitService = ReturnType<typeof createVisits>;
