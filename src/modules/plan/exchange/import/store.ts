import { sql } from 'kysely';
import type { Tx } from '#kernel/db/database.js';
import { Measure, Plan } from '../../definition.js';
import type { Notice } from '../problems.js';
import type { ImportTables } from './tables.js';

/** What a file changes, and from which versions: key of the document ("plan" or the number) → version. */
export interface ImportContent {
  /** Null when the file leaves the plan's own document as it is. */
  plan: Plan | null;
  measures: readonly Measure[];
  /** Null for a measure that the file adds. */
  bases: Readonly<Record<string, number | null>>;
  notices: readonly Notice[];
}

export interface StoredImport extends ImportContent {
  id: string;
  planId: string;
  fileName: string;
  createdAt: Temporal.Instant;
  appliedAt: Temporal.Instant | null;
}

export interface NewImport extends ImportContent {
  id: string;
  planId: string;
  fileName: string;
  fileHash: Uint8Array;
  createdAt: Temporal.Instant;
  createdBy: string;
}

const json = (value: unknown) => sql`${JSON.stringify(value)}::jsonb`;

export async function insertImport(tx: Tx, entry: NewImport): Promise<void> {
  await tx
    .tables<ImportTables>()
    .insertInto('plan_import')
    .values({
      tenant: tx.tenant,
      id: entry.id,
      plan: entry.planId,
      file_name: entry.fileName,
      file_hash: entry.fileHash,
      documents: json({ plan: entry.plan, measures: entry.measures }),
      bases: json(entry.bases),
      notices: json(entry.notices),
      created_at: entry.createdAt,
      created_by: entry.createdBy,
    })
    .execute();
}

/** Held against other writers until the transaction ends, when `hold` is set. */
export async function readImport(tx: Tx, id: string, { hold = false } = {}): Promise<StoredImport | null> {
  let query = tx
    .tables<ImportTables>()
    .selectFrom('plan_import')
    .select(['id', 'plan', 'file_name', 'documents', 'bases', 'notices', 'created_at', 'applied_at'])
    .where('tenant', '=', tx.tenant)
    .where('id', '=', id);
  if (hold) query = query.forUpdate();
  const row = await query.executeTakeFirst();
  if (!row) return null;
  const { plan, measures } = row.documents as { plan: unknown; measures: unknown[] };
  return {
    id: row.id,
    planId: row.plan,
    fileName: row.file_name,
    plan: plan === null ? null : Plan.parse(plan),
    measures: measures.map((measure) => Measure.parse(measure)),
    bases: row.bases as StoredImport['bases'],
    notices: row.notices as Notice[],
    createdAt: row.created_at,
    appliedAt: row.applied_at,
  };
}

export async function markApplied(tx: Tx, id: string, at: Temporal.Instant, by: string): Promise<void> {
  await tx
    .tables<ImportTables>()
    .updateTable('plan_import')
    .set({ applied_at: at, applied_by: by })
    .where('tenant', '=', tx.tenant)
    .where('id', '=', id)
    .execute();
}

/** Previews that nobody confirmed; what was taken in is kept. */
export async function deleteAbandoned(tx: Tx, before: Temporal.Instant): Promise<void> {
  await tx
    .tables<ImportTables>()
    .deleteFrom('plan_import')
    .where('tenant', '=', tx.tenant)
    .where('applied_at', 'is', null)
    .where('created_at', '<', before)
    .execute();
}
