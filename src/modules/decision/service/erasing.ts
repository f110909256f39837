import type { Context } from '#kernel/context.js';
import type { Tx } from '#kernel/db/database.js';
import { emptyActs } from '../store/acts.js';
import { emptyDraft, findDraft } from '../store/drafts.js';
import { deleteMarks } from '../store/marks.js';
import { type DecisionDeps, type Desk, holderOf } from './deps.js';

/**
 * What decided drafts said goes when the documents that they became are destroyed: body, comments, marks, attachments.
 * The title, the route and who acted stay. Whoever calls has asked whether that may be.
 */
export const createErasing =
  ({ kernel: { files, vault } }: DecisionDeps, desk: Desk) =>
  async (tx: Tx, context: Context, drafts: readonly string[]): Promise<void> => {
    for (const id of drafts) {
      const draft = await findDraft(tx, vault, id, { lock: true });
      if (draft?.state !== 'decided' || draft.erasedAt !== null) continue;
      await emptyDraft(tx, vault, draft, context.clock.now());
      await emptyActs(tx, id);
      await deleteMarks(tx, id);
      await files.erase(tx, holderOf(id));
      await desk.journal(tx, context, 'decision.erased', draft);
    }
  };
