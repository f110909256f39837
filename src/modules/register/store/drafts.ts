import { sql } from 'kysely';
import type { Tx } from '#kernel/db/database.js';
import type { DraftState } from '../defining/approval.js';
import type { Draft, DraftDocument } from '../defining/draft.js';
import type { RegisterTables } from '../tables.js';

const drafts = (tx: Tx) =>
  tx.tables<RegisterTables>().selectFrom('register_draft').where('tenant', '=', tx.tenant).selectAll();
type Row = Awaited<ReturnType<ReturnType<typeof drafts>['executeTakeFirstOrThrow']>>;

const toDraft = (row: Row): Draft => ({
  register: row.register,
  unit: row.unit,
  // Written by this module alone.
  document: row.document,
  base: row.base,
  state: row.state,
  revision: row.revision,
  editors: row.editors,
  changedAt: row.changed_at,
  changedBy: row.changed_by,
  note: row.note,
  askedBy: row.asked_by,
  askedAt: row.asked_at,
  decidedBy: row.decided_by,
  reason: row.reason,
  beginsOn: row.begins_on,
  beginsBy: row.begins_by,
});

export const allDrafts = async (tx: Tx): Promise<Draft[]> =>
  (await drafts(tx).orderBy('register').execute()).map(toDraft);

/** Drafts whose day has come. */
export const dueDrafts = async (tx: Tx, day: Temporal.PlainDate): Promise<Draft[]> =>
  (await drafts(tx).where('begins_on', '<=', day).orderBy('register').execute()).map(toDraft);

export async function findDraft(tx: Tx, register: string, { lock = false } = {}): Promise<Draft | undefined> {
  const query = drafts(tx).where('register', '=', register);
  const row = await (lock ? query.forUpdate() : query).executeTakeFirst();
  return row && toDraft(row);
}

const json = (document: DraftDocument) => sql<DraftDocument>`${JSON.stringify(document)}::jsonb`;

export type NewDraft = Pick<Draft, 'register' | 'unit' | 'document' | 'base' | 'changedAt' | 'changedBy'>;

/** False when somebody is writing it already. */
export async function insertDraft(tx: Tx, draft: NewDraft): Promise<boolean> {
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
      editors: [draft.changedBy],
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
  { register, unit, document, revision, editors, changedAt, changedBy }: Draft,
): Promise<void> {
  await tx
    .tables<RegisterTables>()
    .updateTable('register_draft')
    .set({
      unit,
      document: json(document),
      revision: revision + 1,
      editors: [...new Set([...editors, changedBy])],
      changed_at: changedAt,
      changed_by: changedBy,
    })
    .where('tenant', '=', tx.tenant)
    .where('register', '=', register)
    .execute();
}

/** What happened to a draft besides its document. */
export interface DraftStep {
  state: DraftState;
  note?: string;
  asked_by?: string;
  asked_at?: Temporal.Instant;
  decided_by?: string | null;
  reason?: string | null;
  begins_on: Temporal.PlainDate | null;
  begins_by?: string | null;
}

/** Pages that were shown before this step are no longer of what is there: it is a revision of its own. */
export async function saveStep(tx: Tx, { register, revision }: Draft, step: DraftStep): Promise<void> {
  await tx
    .tables<RegisterTables>()
    .updateTable('register_draft')
    .set({ ...step, revision: revision + 1 })
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
