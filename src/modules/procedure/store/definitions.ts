import { sql } from 'kysely';
import type { Tx } from '#kernel/db/database.js';
import type { ProcedureTables } from '../tables.js';

export interface StoredVersion {
  id: string;
  version: string;
  digest: Uint8Array;
}

/** Keeps the versions that are not known yet, and answers what is stored of all that were asked about. */
export async function keepVersions(
  tx: Tx,
  offered: readonly { id: string; version: string; document: object; digest: Uint8Array }[],
  now: Temporal.Instant,
): Promise<StoredVersion[]> {
  if (offered.length === 0) return [];
  const tables = tx.tables<ProcedureTables>();
  await tables
    .insertInto('procedure_definition')
    .values(
      offered.map(({ id, version, document, digest }) => ({
        tenant: tx.tenant,
        id,
        version,
        document: sql<object>`${JSON.stringify(document)}::jsonb`,
        digest,
        loaded_at: now,
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  return tables
    .selectFrom('procedure_definition')
    .select(['id', 'version', 'digest'])
    .where('tenant', '=', tx.tenant)
    .where((where) => where.or(offered.map(({ id, version }) => where.and({ id, version }))))
    .execute();
}

/** The definition document of a version; undefined when it was never offered here. */
export async function documentOf(tx: Tx, id: string, version: string): Promise<object | undefined> {
  const row = await tx
    .tables<ProcedureTables>()
    .selectFrom('procedure_definition')
    .select('document')
    .where('tenant', '=', tx.tenant)
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst();
  return row?.document;
}
