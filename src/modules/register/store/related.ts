import { sql } from 'kysely';
import type { Tx } from '#kernel/db/database.js';
import type { TimePlace } from '#kernel/values/list-place.js';
import type { Thing } from '../related.js';
import type { RegisterTables } from '../tables.js';

/** From now on the thing is about these rows and no others. */
export async function saveRelated(
  tx: Tx,
  { kind, id: thing }: Thing,
  rows: readonly { register: string; id: string }[],
  at: Temporal.Instant,
): Promise<void> {
  const { tenant } = tx;
  await tx
    .tables<RegisterTables>()
    .deleteFrom('register_related')
    .where('tenant', '=', tenant)
    .where('kind', '=', kind)
    .where('thing', '=', thing)
    .execute();
  if (rows.length === 0) return;
  await tx
    .tables<RegisterTables>()
    .insertInto('register_related')
    .values(rows.map(({ register, id }) => ({ tenant, kind, thing, register, row_id: id, at })))
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** What is about a row, the newest first. */
export async function relatedTo(
  tx: Tx,
  register: string,
  row: string,
  after: TimePlace | undefined,
  limit: number,
): Promise<(Thing & { at: Temporal.Instant })[]> {
  let query = tx
    .tables<RegisterTables>()
    .selectFrom('register_related')
    .select(['kind', 'thing', 'at'])
    .where('tenant', '=', tx.tenant)
    .where('register', '=', register)
    .where('row_id', '=', row);
  if (after) query = query.where(sql<boolean>`(at, thing) < (${after.at}, ${after.id}::uuid)`);
  const rows = await query.orderBy('at', 'desc').orderBy('thing', 'desc').limit(limit).execute();
  return rows.map(({ kind, thing, at }) => ({ kind, id: thing, at }));
}
