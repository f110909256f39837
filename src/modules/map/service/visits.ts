import { type Context, tenantOf } from '#kernel/context.js';
import { append } from '#kernel/journal/journal.js';
import type { Kernel } from '#kernel/kernel.js';
import type { EntryType } from '#kernel/module.js';

/** Subject map. */
export const ENTRIES = {
  'map.visited': { means: 'Somebody opened the public map for the first time that day', data: [] },
} as const satisfies Record<string, EntryType>;

/** Visitors of the map. */
export const createVisits = ({ database }: Pick<Kernel, 'database'>) => ({
  count: async (context: Context): Promise<void> => {
    await database.transaction(tenantOf(context), (tx) =>
      append(tx, context, { type: 'map.visited', subject: 'map', data: {} }),
    );
  },
});
export type VisitService = ReturnType<typeof createVisits>;
