import type { Tx } from '#kernel/db/database.js';
import type { Grade } from '../model.js';
import type { RecordsTables } from '../tables.js';

/** A draft for a decision, on its way into the register. */
export interface DraftRow {
  decidedAt: Temporal.Instant | null;
  classification: string | null;
  grade: Grade | null;
  documentId: string | null;
  /** When it was confirmed last, while that is not in its record. */
  confirmedAt: Temporal.Instant | null;
  /** Later confirmations that its record shows. */
  confirmations: number;
}

const drafts = (tx: Tx) =>
  tx.tables<RecordsTables>().selectFrom('records_draft').where('tenant', '=', tx.tenant);

export async function findDraftRow(tx: Tx, draft: string): Promise<DraftRow | undefined> {
  const row = await drafts(tx)
    .select(['decided_at', 'classification', 'grade', 'document_id', 'confirmed_at', 'confirmations'])
    .where('draft', '=', draft)
    .executeTakeFirst();
  return (
    row && {
      decidedAt: row.decided_at,
      classification: row.classification,
      grade: row.grade,
      documentId: row.document_id,
      confirmedAt: row.confirmed_at,
      confirmations: row.confirmations,
    }
  );
}

type Row = Omit<RecordsTables['records_draft'], 'confirmations'> & { confirmations: number };

const put = async (tx: Tx, draft: string, change: Partial<Omit<Row, 'tenant' | 'draft'>>): Promise<void> => {
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
      confirmed_at: null,
      ...change,
    })
    .onConflict((conflict) => conflict.columns(['tenant', 'draft']).doUpdateSet(change))
    .execute();
};

export const markDecided = (tx: Tx, draft: string, at: Temporal.Instant) =>
  put(tx, draft, { decided_at: at });

export const saveChoice = (tx: Tx, draft: string, choice: { classification: string; grade: Grade }) =>
  put(tx, draft, choice);

export const markRegistered = (tx: Tx, draft: string, document: string, confirmations: number) =>
  put(tx, draft, { document_id: document, confirmations });

export const markConfirmed = (tx: Tx, draft: string, at: Temporal.Instant) =>
  put(tx, draft, { confirmed_at: at });

/** Its record shows so many confirmations now; one that came meanwhile still waits. */
export async function markRenewed(
  tx: Tx,
  draft: string,
  { confirmedAt, confirmations }: { confirmedAt: Temporal.Instant; confirmations: number },
): Promise<void> {
  const own = tx
    .tables<RecordsTables>()
    .updateTable('records_draft')
    .where('tenant', '=', tx.tenant)
    .where('draft', '=', draft);
  await own.set({ confirmations }).execute();
  await own.set({ confirmed_at: null }).where('confirmed_at', '=', confirmedAt).execute();
}

/** Drafts that were confirmed since their record was kept, the oldest first. */
export const confirmedDrafts = async (tx: Tx, limit: number): Promise<string[]> =>
  (
    await drafts(tx)
      .select('draft')
      .where('document_id', 'is not', null)
      .where('confirmed_at', 'is not', null)
      .orderBy('confirmed_at')
      .orderBy('draft')
      .limit(limit)
      .execute()
  ).map(({ draft }) => draft);

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

/** The drafts that these documents were. */
export const draftsOf = async (tx: Tx, documents: readonly string[]): Promise<string[]> =>
  documents.length === 0
    ? []
    : (
        await drafts(tx)
          .select('draft')
          .where('document_id', 'in', [...documents])
          .execute()
      ).map(({ draft }) => draft);
