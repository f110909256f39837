import { journey } from '#forms/journey.js';
import { today } from '#kernel/clock.js';
import { actorRef, type Context, tenantOf } from '#kernel/context.js';
import type { Tx } from '#kernel/db/database.js';
import { notFound } from '#kernel/errors.js';
import { append } from '#kernel/journal/journal.js';
import type { EntryType } from '#kernel/module.js';
import { CHECK_PAGE } from '../definition.js';
import { type Draft, takeDraft, takeDraftsBefore } from '../store/drafts.js';
import type { ProcedureDeps } from './deps.js';
import { sweepPaper } from './paper-sweep.js';

/** A draft that nobody went on with for so long is deleted: personal data is not kept without need. */
const DRAFT_LIFE = Temporal.Duration.from({ hours: 30 * 24 });
const AT_ONCE = 100;

export const LEFT_ENTRIES = {
  'application.left': {
    means: 'A half-filled application was deleted: nobody went on with it, or whoever began it threw it away',
    data: ['procedure', 'version', 'page'],
  },
} as const satisfies Record<string, EntryType>;

/** What stays of a draft is on which page it was left: that tells which questions are too hard, and of nobody anything. */
async function noteLeft(
  tx: Tx,
  context: Context,
  definitions: ProcedureDeps['definitions'],
  { id, procedure, version, content }: Draft,
): Promise<void> {
  const { form } = await definitions.at(tx, procedure, version);
  const facts = { today: today(context.clock) };
  const page = journey(form, content.answers, facts).current?.id ?? CHECK_PAGE;
  await append(tx, context, {
    type: 'application.left',
    subject: `draft/${id}`,
    data: { procedure, version, page },
  });
}

/** Throws away what its author does not want to go on with. Needs the journal entry application.left. */
export const discardDraft = (
  { kernel: { access, database, files, vault }, definitions }: Pick<ProcedureDeps, 'kernel' | 'definitions'>,
  context: Context,
  id: string,
): Promise<void> => {
  access.require(context, 'case.submit', null);
  return database.transaction(tenantOf(context), async (tx) => {
    const draft = await takeDraft(tx, vault, id, actorRef(context.actor));
    if (!draft) throw notFound(`draft ${id}`);
    await files.erase(tx, `draft/${id}`);
    await noteLeft(tx, context, definitions, draft);
  });
};

/** Deletes what nobody goes on with. */
export async function sweepDrafts(
  { kernel, definitions }: Pick<ProcedureDeps, 'kernel' | 'definitions'>,
  context: Context,
): Promise<void> {
  const { database, vault } = kernel;
  const now = context.clock.now();
  let left: number;
  do {
    left = await database.transaction(tenantOf(context), async (tx) => {
      const drafts = await takeDraftsBefore(tx, vault, now.subtract(DRAFT_LIFE), AT_ONCE);
      for (const draft of drafts) await noteLeft(tx, context, definitions, draft);
      return drafts.length;
    });
  } while (left === AT_ONCE);
  await database.transaction(tenantOf(context), async (tx) => {
    await kernel.files.sweep(tx, now);
    await sweepPaper(tx, kernel, now);
  });
}
