import { sql } from 'kysely';
import type { Tx } from '#kernel/db/database.js';
import { rowsOf } from './rows.js';

/** Counts that hold these rows, as the journal was last told; rows that are new are absent. */
export async function countedBefore(
  tx: Tx,
  register: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const rows = await rowsOf(tx, register)
    .select(['id', 'counted'])
    .where(sql<boolean>`id = ANY (${[...ids]}::uuid[])`)
    .execute();
  return new Map(rows.map(({ id, counted }) => [id, counted]));
}

/** Keeps what the journal is told now. */
export async function keepCounted(
  tx: Tx,
  register: string,
  counted: readonly { id: string; counted: readonly string[] }[],
): Promise<void> {
  await sql`
    UPDATE register_row SET counted = told.counted
    FROM jsonb_to_recordset(${JSON.stringify(counted)}::jsonb) AS told (id uuid, counted text[])
    WHERE register_row.tenant = ${tx.tenant} AND register_row.register = ${register} AND register_row.id = told.id
  `.execute(tx.tables());
}

/** How many rows each count holds now; counts without rows are absent. */
export async function countedNow(tx: Tx, register: string): Promise<ReadonlyMap<string, number>> {
  const rows = await rowsOf(tx, register)
    .select([sql<string>`unnest(counted)`.as('name'), sql<number>`count(*)`.as('rows')])
    .groupBy('name')
    .execute();
  return new Map(rows.map((row) => [row.name, row.rows]));
}
