import { sql } from 'kysely';
import type { Tx } from '#kernel/db/database.js';
import type { Publication } from '../publication.js';
import type { ProcedureTables } from '../tables.js';

const publications = (tx: Tx) =>
  tx.tables<ProcedureTables>().selectFrom('procedure_publication').where('tenant', '=', tx.tenant);

/** All that was ever published here: one row for each version, few even after years. */
export async function readPublications(tx: Tx): Promise<Publication[]> {
  const rows = await publications(tx).selectAll().orderBy('procedure').orderBy('from_on').execute();
  return rows.map((row) => ({
    procedure: row.procedure,
    version: row.version,
    from: row.from_on,
    until: row.until_on,
    publishedAt: row.published_at,
    publishedBy: row.published_by,
    approvedBy: row.approved_by,
    note: row.note,
  }));
}

/** Keeps a version that was written in the editor, and says from when it is offered. */
export async function insertAuthored(
  tx: Tx,
  document: { document: object; digest: Buffer },
  { procedure, version, ...publication }: Publication,
): Promise<void> {
  const tables = tx.tables<ProcedureTables>();
  await tables
    .insertInto('procedure_definition')
    .values({
      tenant: tx.tenant,
      id: procedure,
      version,
      source: 'authored',
      document: sql<object>`${JSON.stringify(document.document)}::jsonb`,
      digest: document.digest,
      loaded_at: publication.publishedAt,
    })
    .execute();
  await insertPublication(tx, { procedure, version, ...publication });
}

/** Says of a version that is known already from when until when it is offered; an earlier word about it is replaced. */
export async function insertPublication(tx: Tx, publication: Publication): Promise<void> {
  await tx
    .tables<ProcedureTables>()
    .insertInto('procedure_publication')
    .values({
      tenant: tx.tenant,
      procedure: publication.procedure,
      version: publication.version,
      from_on: publication.from,
      until_on: publication.until,
      published_at: publication.publishedAt,
      published_by: publication.publishedBy,
      approved_by: publication.approvedBy,
      note: publication.note,
    })
    .onConflict((conflict) =>
      conflict.columns(['tenant', 'procedure', 'version']).doUpdateSet({ until_on: publication.until }),
    )
    .execute();
}

export interface KnownVersion {
  version: string;
  source: 'catalogue' | 'authored';
  document: object;
  loadedAt: Temporal.Instant;
}

/** Every version of one procedure, the newest first. */
export async function knownVersions(tx: Tx, procedure: string): Promise<KnownVersion[]> {
  const rows = await tx
    .tables<ProcedureTables>()
    .selectFrom('procedure_definition')
    .select(['version', 'source', 'document', 'loaded_at'])
    .where('tenant', '=', tx.tenant)
    .where('id', '=', procedure)
    .orderBy('loaded_at', 'desc')
    .orderBy('version', 'desc')
    .execute();
  return rows.map(({ loaded_at, ...row }) => ({ ...row, loadedAt: loaded_at }));
}
