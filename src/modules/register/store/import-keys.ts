import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { Tx } from '#kernel/db/database.js';
import type { RegisterTables } from '../tables.js';

const digestOf = (key: string): string => createHash('sha256').update(key).digest('hex');

/** Where each key stands first in the file of an import; these rows are noted where none was before them. */
export async function firstLines(
  tx: Tx,
  importId: string,
  rows: readonly { key: string; line: number }[],
): Promise<Map<string, number>> {
  const first = new Map<string, { digest: string; line: number }>();
  for (const { key, line } of rows) if (!first.has(key)) first.set(key, { digest: digestOf(key), line });
  if (first.size === 0) return new Map();
  const digests = [...first.values()].map(({ digest }) => digest);
  const lines = [...first.values()].map(({ line }) => line);
  // Whoever works on an import holds its row, so nobody notes the same keys meanwhile.
  const { rows: found } = await sql<{ digest: string; line: number }>`
    WITH wanted AS (
      SELECT digest, decode(digest, 'hex') AS key, line FROM unnest(${digests}::text[], ${lines}::int[]) AS t (digest, line)
    ), noted AS (
      SELECT w.digest, k.line FROM wanted w JOIN register_import_key k
        ON k.tenant = ${tx.tenant} AND k.import_id = ${importId}::uuid AND k.key = w.key
    ), added AS (
      INSERT INTO register_import_key (tenant, import_id, key, line)
      SELECT ${tx.tenant}, ${importId}::uuid, key, line FROM wanted WHERE digest NOT IN (SELECT digest FROM noted)
    )
    SELECT digest, line FROM noted`.execute(tx.tables());
  const noted = new Map(found.map(({ digest, line }) => [digest, line]));
  return new Map([...first].map(([key, { digest, line }]) => [key, noted.get(digest) ?? line]));
}

/** They are noted anew, or of no more use. */
export async function dropKeys(tx: Tx, importId: string): Promise<void> {
  await tx
    .tables<RegisterTables>()
    .deleteFrom('register_import_key')
    .where('tenant', '=', tx.tenant)
    .where('import_id', '=', importId)
    .execute();
}
