import { journey } from '#forms/journey.js';
import { today } from '#kernel/clock.js';
import { type Context, tenantOf } from '#kernel/context.js';
import { append } from '#kernel/journal/journal.js';
import type { EntryType } from '#kernel/module.js';
import { CHECK_PAGE } from '../definition.js';
import { takeDraftsBefore } from '../store/drafts.js';
import type { ProcedureDeps } from './deps.js';
import { sweepPaper } from './paper-sweep.js';

/** A draft that nobody went on with for so long is deleted: personal data is not kept without need. */
const DRAFT_LIFE = Temporal.Duration.from({ hours: 30 * 24 });
const AT_ONCE = 100;

export const LEFT_ENTRIES = {
  'application.left': {
    means: 'A half-filled application was deleted because nobody went on with it',
    data: ['procedure', 'version', 'page'],
  },
} as const satisfies Record<string, EntryType>;

/**
 * Deletes what nobody goes on with. What stays is on which page it was left: that tells which questions are too hard,
 * and of nobody anything.
 */
export async function sweepDrafts(
  { kernel, definitions }: Pick<ProcedureDeps, 'kernel' | 'definitions'>,
  context: Context,
): Promise<void> {
  const { database, vault } = kernel;
  const now = context.clock.now();
  const facts = { today: today(context.clock) };
  let left: number;
  do {
    left = await database.transaction(tenantOf(context), async (tx) => {
      const drafts = await takeDraftsBefore(tx, vault, now.subtract(DRAFT_LIFE), AT_ONCE);
      for (const { id, procedure, version, content } of drafts) {
        const { form } = await definitions.at(tx, procedure, version);
        const page = journey(form, content.answers, facts).current?.id ?? CHECK_PAGE;
        await append(tx, context, {
          type: 'application.left',
          subject: `draft/${id}`,
          data: { procedure, version, page },
        });
      }
      return drafts.length;
    });
  } while (left === AT_ONCE);
  await database.transaction(tenantOf(context), async (tx) => {
    await kernel.files.sweep(tx, now);
    await sweepPaper(tx, kernel, now);
  });
}
