import { sql } from 'kysely';
import type { Tx } from '#kernel/db/database.js';
import type { TimePlace } from '#kernel/values/list-place.js';
import type { RowName, Thing } from '../related.js';
import type { RegisterTables } from '../tables.js';

const ofThing = (tx: Tx, { kind, id }: Thing) =>
  tx
    .tables<RegisterTables>()
    .deleteFrom('register_related')
    .where('tenant', '=', tx.tenant)
    .where('kind', '=', kind)
    .where('thing', '=', id);

/** From now on the thing is about these rows, and those to which staff tied it. */
export async function saveRelated(
  tx: Tx,
  thing: Thing,
  rows: readonly RowName[],
  at: Temporal.Instant,
): Promise<void> {
  await ofThing(tx, thing).where('by_hand', 'is', null).execute();
  for (const row of rows) await tie(tx, thing, row, { at, by: null });
}

/** False when it was about the row already. */
export async function tie(
  tx: Tx,
  { kind, id: thing }: Thing,
  { register, id: row_id }: RowName,
  { at, by }: { at: Temporal.Instant; by: string | null },
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .tables<RegisterTables>()
    .insertInto('register_related')
    .values({ tenant: tx.tenant, kind, thing, register, row_id, at, by_hand: by })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirstOrThrow();
  return Number(numInsertedOrUpdatedRows) > 0;
}

/** False when it was not about the row. */
export async function untie(tx: Tx, thing: Thing, { register, id }: RowName): Promise<boolean> {
  const { numDeletedRows } = await ofThing(tx, thing)
    .where('register', '=', register)
    .where('row_id', '=', id)
    .executeTakeFirstOrThrow();
  return Number(numDeletedRows) > 0;
}

/** The thing is gone. */
export const forgetThing = async (tx: Tx, thing: Thing): Promise<void> => {
  await ofThing(tx, thing).execute();
};

/** The rows that a thing is about, in the order in which they came. */
export async function rowsAbout(
  tx: Tx,
  { kind, id }: Thing,
  limit: number,
): Promise<(RowName & { isByHand: boolean })[]> {
  const rows = await tx
    .tables<RegisterTables>()
    .selectFrom('register_related')
    .select(['register', 'row_id', 'by_hand'])
    .where('tenant', '=', tx.tenant)
    .where('kind', '=', kind)
    .where('thing', '=', id)
    .orderBy('at')
    .orderBy('row_id')
    .limit(limit)
    .execute();
  return rows.map(({ register, row_id, by_hand }) => ({ register, id: row_id, isByHand: by_hand !== null }));
}

interface Reached {
  mark: string;
  reached: string | null;
  done: boolean;
}

/** How far the things of a kind were gone through. */
export const relatingOf = async (tx: Tx, kind: string): Promise<Reached | undefined> =>
  tx
    .tables<RegisterTables>()
    .selectFrom('register_relating')
    .select(['mark', 'reached', 'done'])
    .where('tenant', '=', tx.tenant)
    .where('kind', '=', kind)
    .executeTakeFirst();

export async function saveRelating(tx: Tx, kind: string, to: Reached): Promise<void> {
  await tx
    .tables<RegisterTables>()
    .insertInto('register_relating')
    .values({ tenant: tx.tenant, kind, ...to })
    .onConflict((conflict) => conflict.columns(['tenant', 'kind']).doUpdateSet(to))
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
