import type { Tx } from '#kernel/db/database.js';
import type { Grade } from '../model.js';
import type { RecordsTables } from '../tables.js';

/** A draft for a decision, on its way into the register. */
export interface DraftRow {
  decidedAt: Temporal.Instant | null;
  classification: string | null;
  grade: Grade | null;
  documentId: string | null;
}

const drafts = (tx: Tx) =>
  tx.tables<RecordsTables>().selectFrom('records_draft').where('tenant', '=', tx.tenant);

export async function findDraftRow(tx: Tx, draft: string): Promise<DraftRow | undefined> {
  const row = await drafts(tx)
    .select(['decided_at', 'classification', 'grade', 'document_id'])
    .where('draft', '=', draft)
    .executeTakeFirst();
  return (
    row && {
      decidedAt: row.decided_at,
      classification: row.classification,
      grade: row.grade,
      documentId: row.document_id,
    }
  );
}

const put = async (
  tx: Tx,
  draft: string,
  change: Partial<Omit<RecordsTables['records_draft'], 'tenant' | 'draft'>>,
): Promise<void> => {
  await tx
    .tables<RecordsTables>()
    .insertInto('records_draft')
    .values({
      tenant: tx.tenant,
      draft,
      decided_at: null,
      classification: null,
      grade: null,
      document_id: null,
      ...change,
    })
    .onConflict((conflict) => conflict.columns(['tenant', 'draft']).doUpdateSet(change))
    .execute();
};

export const markDecided = (tx: Tx, draft: string, at: Temporal.Instant) =>
  put(tx, draft, { decided_at: at });

export const saveChoice = (tx: Tx, draft: string, choice: { classification: string; grade: Grade }) =>
  put(tx, draft, choice);

export const markRegistered = (tx: Tx, draft: string, document: string) =>
  put(tx, draft, { document_id: document });

/** Decided drafts that are not in the register yet, the oldest first. */
export const waitingDrafts = async (tx: Tx, limit: number): Promise<string[]> =>
  (
    await drafts(tx)
      .select('draft')
      .where('document_id', 'is', null)
      .where('decided_at', 'is not', null)
      .orderBy('decided_at')
      .orderBy('draft')
      .limit(limit)
      .execute()
  ).map(({ draft }) => draft);

/** The draft that a document was; undefined for any other document. */
export const draftOf = async (tx: Tx, document: string): Promise<string | undefined> =>
  (await drafts(tx).select('draft').where('document_id', '=', document).executeTakeFirst())?.draft;
