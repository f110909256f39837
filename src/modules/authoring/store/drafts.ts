import { sql } from 'kysely';
import type { Tx } from '#kernel/db/database.js';
import type { Draft, DraftDocument, DraftState } from '../model.js';
import type { AuthoringTables } from '../tables.js';

const drafts = (tx: Tx) =>
  tx.tables<AuthoringTables>().selectFrom('authoring_draft').where('tenant', '=', tx.tenant).selectAll();

type Row = Awaited<ReturnType<ReturnType<typeof drafts>['executeTakeFirstOrThrow']>>;

const toDraft = (row: Row): Draft => ({
  procedure: row.procedure,
  unit: row.unit,
  // Written by this module alone, which parses every document before it keeps it.
  document: row.document as DraftDocument,
  state: row.state,
  revision: row.revision,
  baseVersion: row.base_version,
  editors: row.editors,
  createdAt: row.created_at,
  changedAt: row.changed_at,
  changedBy: row.changed_by,
  note: row.note,
  askedBy: row.asked_by,
  askedAt: row.asked_at,
  decidedBy: row.decided_by,
  decidedAt: row.decided_at,
  reason: row.reason,
});

export async function allDrafts(tx: Tx): Promise<Draft[]> {
  return (await drafts(tx).orderBy('procedure').execute()).map(toDraft);
}

export async function findDraft(
  tx: Tx,
  procedure: string,
  { lock = false } = {},
): Promise<Draft | undefined> {
  const query = drafts(tx).where('procedure', '=', procedure);
  const row = await (lock ? query.forUpdate() : query).executeTakeFirst();
  return row && toDraft(row);
}

/** False when somebody else has begun one meanwhile. */
export async function insertDraft(
  tx: Tx,
  draft: Pick<Draft, 'procedure' | 'unit' | 'document' | 'baseVersion' | 'createdAt' | 'changedBy'>,
): Promise<boolean> {
  const row = await tx
    .tables<AuthoringTables>()
    .insertInto('authoring_draft')
    .values({
      tenant: tx.tenant,
      procedure: draft.procedure,
      unit: draft.unit,
      document: json(draft.document),
      state: 'draft',
      base_version: draft.baseVersion,
      editors: json([draft.changedBy]) as never,
      created_at: draft.createdAt,
      changed_at: draft.createdAt,
      changed_by: draft.changedBy,
      asked_by: null,
      asked_at: null,
      decided_by: null,
      decided_at: null,
      reason: null,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('procedure')
    .executeTakeFirst();
  return row !== undefined;
}

const json = (value: object) => sql<object>`${JSON.stringify(value)}::jsonb`;

/** Keeps the document of a draft that is locked, as its next revision. */
export async function saveDocument(
  tx: Tx,
  draft: Draft,
  { document, unit, by, at }: { document: DraftDocument; unit: string; by: string; at: Temporal.Instant },
): Promise<void> {
  await tx
    .tables<AuthoringTables>()
    .updateTable('authoring_draft')
    .set({
      document: json(document),
      unit,
      state: 'draft',
      revision: draft.revision + 1,
      editors: json([...new Set([...draft.editors, by])]) as never,
      changed_at: at,
      changed_by: by,
    })
    .where('tenant', '=', tx.tenant)
    .where('procedure', '=', draft.procedure)
    .execute();
}

/** What happened to a draft besides its document. */
export interface DraftStep {
  state: DraftState;
  note?: string;
  asked_by?: string;
  asked_at?: Temporal.Instant;
  decided_by?: string | null;
  decided_at?: Temporal.Instant | null;
  reason?: string | null;
}

export async function saveStep(tx: Tx, procedure: string, step: DraftStep): Promise<void> {
  await tx
    .tables<AuthoringTables>()
    .updateTable('authoring_draft')
    .set(step)
    .where('tenant', '=', tx.tenant)
    .where('procedure', '=', procedure)
    .execute();
}

export async function deleteDraft(tx: Tx, procedure: string): Promise<void> {
  await tx
    .tables<AuthoringTables>()
    .deleteFrom('authoring_draft')
    .where('tenant', '=', tx.tenant)
    .where('procedure', '=', procedure)
    .execute();
}

/** From whom a procedure was taken over, as it was then. */
export interface Origin {
  procedure: string;
  original: string;
  version: string;
  document: object;
  takenAt: Temporal.Instant;
}

export async function allOrigins(tx: Tx): Promise<Origin[]> {
  const rows = await tx
    .tables<AuthoringTables>()
    .selectFrom('authoring_origin')
    .where('tenant', '=', tx.tenant)
    .selectAll()
    .execute();
  return rows.map(({ procedure, original, version, document, taken_at }) => ({
    procedure,
    original,
    version,
    document,
    takenAt: taken_at,
  }));
}

export async function keepOrigin(tx: Tx, origin: Origin): Promise<void> {
  const values = {
    original: origin.original,
    version: origin.version,
    document: json(origin.document),
    taken_at: origin.takenAt,
  };
  await tx
    .tables<AuthoringTables>()
    .insertInto('authoring_origin')
    .values({ tenant: tx.tenant, procedure: origin.procedure, ...values })
    .onConflict((conflict) => conflict.columns(['tenant', 'procedure']).doUpdateSet(values))
    .execute();
}
