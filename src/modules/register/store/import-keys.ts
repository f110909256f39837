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
  await sql`INSERT INTO register_import_key (tenant, import_id, key, line)
    SELECT ${tx.tenant}, ${importId}::uuid, decode(key, 'hex'), line
    FROM unnest(${digests}::text[], ${[...first.values()].map(({ line }) => line)}::int[]) AS t (key, line)
    ON CONFLICT DO NOTHING`.execute(tx.tables());
  const { rows: found } = await sql<{ digest: string; line: number }>`
    SELECT encode(key, 'hex') AS digest, line FROM register_import_key
    WHERE tenant = ${tx.tenant} AND import_id = ${importId}::uuid
      AND key = ANY (SELECT decode(digest, 'hex') FROM unnest(${digests}::text[]) AS t (digest))`.execute(
    tx.tables(),
  );
  const lines = new Map(found.map(({ digest, line }) => [digest, line]));
  return new Map([...first].map(([key, { digest, line }]) => [key, lines.get(digest) ?? line]));
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
