import { sql } from 'kysely';
import type { Tx } from '#kernel/db/database.js';
import type { TimePlace } from '#kernel/values/list-place.js';
import type { ReferenceNumber } from '#kernel/values/reference-number.js';
import type { RegisterTables } from '../tables.js';
import type { CopyRequest, CopyState } from '../viewing.js';

type Row = RegisterTables['register_copy'];

const requests = (tx: Tx, register: string) =>
  tx
    .tables<RegisterTables>()
    .selectFrom('register_copy')
    .selectAll()
    .where('tenant', '=', tx.tenant)
    .where('register', '=', register);

const toRequest = (row: Omit<Row, 'state'> & { state: CopyState }): CopyRequest => ({
  id: row.id,
  number: row.number as ReferenceNumber,
  register: row.register,
  row: row.row_id,
  unit: row.unit,
  copies: row.copies,
  sheets: row.sheets,
  fee: row.fee,
  state: row.state,
  askedAt: row.asked_at,
});

/** False when it is there already, or its number is taken. */
export async function insertCopy(tx: Tx, one: CopyRequest): Promise<boolean> {
  const { id, number, register, row: row_id, unit, copies, sheets, fee, state, askedAt: asked_at } = one;
  const values = { id, number, register, row_id, unit, copies, sheets, fee, state, asked_at };
  const inserted = await tx
    .tables<RegisterTables>()
    .insertInto('register_copy')
    .values({ tenant: tx.tenant, ...values, done_at: null, done_by: null })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst();
  return inserted !== undefined;
}

export async function findCopy(
  tx: Tx,
  register: string,
  id: string,
  { lock = false } = {},
): Promise<CopyRequest | undefined> {
  const query = requests(tx, register).where('id', '=', id);
  const row = await (lock ? query.forUpdate() : query).executeTakeFirst();
  return row && toRequest(row);
}

/** The newest first. */
export async function listCopies(
  tx: Tx,
  register: string,
  after: TimePlace | undefined,
  limit: number,
): Promise<CopyRequest[]> {
  const all = requests(tx, register);
  const rows = await (after
    ? all.where(sql<boolean>`(asked_at, id) < (${after.at}, ${after.id}::uuid)`)
    : all
  )
    .orderBy('asked_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
  return rows.map(toRequest);
}

export async function saveCopy(
  tx: Tx,
  id: string,
  state: CopyState,
  { at, by }: { at: Temporal.Instant; by: string },
): Promise<void> {
  await tx
    .tables<RegisterTables>()
    .updateTable('register_copy')
    .set({ state, done_at: at, done_by: by })
    .where('tenant', '=', tx.tenant)
    .where('id', '=', id)
    .execute();
}
