import { sql } from 'kysely';
import type { Tx } from '#kernel/db/database.js';
import type { ProcedureTables } from '../tables.js';

/** A template as the municipality has changed it. */
export interface TemplateVersion {
  name: string;
  version: number;
  source: string;
  note: string;
  savedAt: Temporal.Instant;
  savedBy: string;
  publishedAt: Temporal.Instant | null;
}

type Row = ProcedureTables['procedure_template'];

const toVersion = (row: Omit<Row, 'tenant'>): TemplateVersion => ({
  name: row.name,
  version: row.version,
  source: row.source,
  note: row.note,
  savedAt: row.saved_at,
  savedBy: row.saved_by,
  publishedAt: row.published_at,
});

const templates = (tx: Tx) =>
  tx
    .tables<ProcedureTables>()
    .selectFrom('procedure_template')
    .select(['name', 'version', 'source', 'note', 'saved_at', 'saved_by', 'published_at'])
    .where('tenant', '=', tx.tenant);

/** The version in use; undefined when the shipped template is. */
export async function publishedTemplate(tx: Tx, name: string): Promise<TemplateVersion | undefined> {
  const row = await templates(tx)
    .where('name', '=', name)
    .where('published_at', 'is not', null)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row && toVersion(row);
}

/** The newest first, at most `limit`, older than `before`. */
export async function templateVersions(
  tx: Tx,
  name: string,
  { before, limit }: { before?: number | undefined; limit: number },
): Promise<TemplateVersion[]> {
  let query = templates(tx).where('name', '=', name);
  if (before !== undefined) query = query.where('version', '<', before);
  return (await query.orderBy('version', 'desc').limit(limit).execute()).map(toVersion);
}

export async function templateVersion(
  tx: Tx,
  name: string,
  version: number,
): Promise<TemplateVersion | undefined> {
  const row = await templates(tx).where('name', '=', name).where('version', '=', version).executeTakeFirst();
  return row && toVersion(row);
}

/** Which versions are in use and which are the newest, by template. */
export function templateHeads(tx: Tx): Promise<{ name: string; newest: number; published: number | null }[]> {
  return tx
    .tables<ProcedureTables>()
    .selectFrom('procedure_template')
    .select([
      'name',
      sql<number>`max(version)`.as('newest'),
      sql<number | null>`max(version) FILTER (WHERE published_at IS NOT NULL)`.as('published'),
    ])
    .where('tenant', '=', tx.tenant)
    .groupBy('name')
    .execute();
}

/** False when somebody else has saved this version at the same time. */
export async function insertTemplate(
  tx: Tx,
  { name, version, source, note, savedAt, savedBy }: Omit<TemplateVersion, 'publishedAt'>,
): Promise<boolean> {
  const row = await tx
    .tables<ProcedureTables>()
    .insertInto('procedure_template')
    .values({
      tenant: tx.tenant,
      name,
      version,
      source,
      note,
      saved_at: savedAt,
      saved_by: savedBy,
      published_at: null,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('version')
    .executeTakeFirst();
  return row !== undefined;
}

export async function publishTemplate(
  tx: Tx,
  name: string,
  version: number,
  now: Temporal.Instant,
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .tables<ProcedureTables>()
    .updateTable('procedure_template')
    .set({ published_at: now })
    .where('tenant', '=', tx.tenant)
    .where('name', '=', name)
    .where('version', '=', version)
    .where('published_at', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}
