import { today } from '#kernel/clock.js';
import type { Context } from '#kernel/context.js';
import type { Tx } from '#kernel/db/database.js';
import { isBusinessDay } from '#kernel/values/business-day.js';
import { overdueSince } from '../model.js';
import { findDataset, listDatasets } from '../store/datasets.js';
import { insertReminder } from '../store/reminders.js';
import { type DatasetDeps, inTenant, journal } from './deps.js';

/** Reminds sections of content that is overdue. */
export function createReminding(deps: DatasetDeps) {
  return {
    /** On days on which somebody reads it; one entry for each dataset and period, the outbox of the notice. Safe to repeat. */
    async remind(context: Context): Promise<void> {
      if (!isBusinessDay(today(context.clock))) return;
      const now = context.clock.now();
      await inTenant(deps, context, async (tx) => {
        for (const dataset of await listDatasets(tx, { state: 'published' })) {
          const dueOn = overdueSince(dataset, now);
          if (dueOn === null) continue;
          if (!(await insertReminder(tx, { dataset: dataset.id, due_on: dueOn, at: now }))) continue;
          const { frequency } = dataset.about;
          await journal(tx, context, 'dataset.overdue', dataset, { dueOn: dueOn.toString(), frequency });
        }
      });
    },

    /** What the notice calls it; null when there is no such dataset. */
    titleOf: async (tx: Tx, id: string): Promise<string | null> =>
      (await findDataset(tx, id))?.about.title ?? null,
  };
}
