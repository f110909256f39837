import { sql } from 'kysely';
import type { Tx } from '#kernel/db/database.js';
import type { Draft, DraftDocument } from '../defining/draft.js';
import type { RegisterTables } from '../tables.js';

const drafts = (tx: Tx) =>
  tx.tables<RegisterTables>().selectFrom('register_draft').where('tenant', '=', tx.tenant).selectAll();
type Row = Awaited<ReturnType<ReturnType<typeof drafts>['executeTakeFirstOrThrow']>>;

const toDraft = ({ register, unit, document, base, revision, changed_at, changed_by }: Row): Draft => ({
  register,
  unit,
  // Written by this module alone.
  document,
  base,
  revision,
  changedAt: changed_at,
  changedBy: changed_by,
});

export const allDrafts = async (tx: Tx): Promise<Draft[]> =>
  (await drafts(tx).orderBy('register').execute()).map(toDraft);

export async function findDraft(tx: Tx, register: string, { lock = false } = {}): Promise<Draft | undefined> {
  const query = drafts(tx).where('register', '=', register);
  const row = await (lock ? query.forUpdate() : query).executeTakeFirst();
  return row && toDraft(row);
}

const json = (document: DraftDocument) => sql<DraftDocument>`${JSON.stringify(document)}::jsonb`;

/** False when somebody is writing it already. */
export async function insertDraft(tx: Tx, draft: Omit<Draft, 'revision'>): Promise<boolean> {
  const row = await tx
    .tables<RegisterTables>()
    .insertInto('register_draft')
    .values({
      tenant: tx.tenant,
      register: draft.register,
      unit: draft.unit,
      document: json(draft.document),
      base: draft.base,
      revision: 1,
      changed_at: draft.changedAt,
      changed_by: draft.changedBy,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('register')
    .executeTakeFirst();
  return row !== undefined;
}

/** Keeps a draft that is locked, as its next revision. */
export async function saveDraft(
  tx: Tx,
  { register, unit, document, revision, changedAt, changedBy }: Omit<Draft, 'base'>,
): Promise<void> {
  await tx
    .tables<RegisterTables>()
    .updateTable('register_draft')
    .set({
      unit,
      document: json(document),
      revision: revision + 1,
      changed_at: changedAt,
      changed_by: changedBy,
    })
    .where('tenant', '=', tx.tenant)
    .where('register', '=', register)
    .execute();
}

export async function deleteDraft(tx: Tx, register: string): Promise<void> {
  await tx
    .tables<RegisterTables>()
    .deleteFrom('register_draft')
    .where('tenant', '=', tx.tenant)
    .where('register', '=', register)
    .execute();
}
