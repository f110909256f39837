import { sql } from 'kysely';
import type { Vault } from '#kernel/crypto/vault.js';
import type { Tx } from '#kernel/db/database.js';
import type { Row } from '../model.js';
import type { RegisterTables } from '../tables.js';
import { proposedRows } from './disposals.js';
import { ROW, rowsOf, toRow } from './rows.js';

/** A definition that came into use later changes rows too: what counts is when a row went out of use. */
const retiredAt = sql<Temporal.Instant>`(
  SELECT max(v.at) FROM register_version v
  WHERE v.tenant = register_row.tenant AND v.register = register_row.register AND v.row_id = register_row.id
    AND v.change IN ('retired', 'undone'))`;

const past = (tx: Tx, register: string, before: Temporal.Instant) =>
  rowsOf(tx, register)
    .where('state', '=', 'retired')
    .where('disposed_at', 'is', null)
    .where(sql<boolean>`${retiredAt} < ${before}::timestamptz`);

/** Rows that nobody has proposed yet. */
const open = (tx: Tx, register: string, before: Temporal.Instant) =>
  past(tx, register, before).where('id', 'not in', proposedRows(tx, register));

/** The first that nobody has proposed; or of these ids all, or those that nobody has proposed: held. */
export type Which = { limit: number } | { ids: readonly string[]; of: 'past' | 'open' };

/** Rows that went out of use before a moment and are still whole, in the order of their keys. */
export async function pastRetention(
  tx: Tx,
  vault: Vault,
  register: string,
  before: Temporal.Instant,
  which: Which,
): Promise<{ row: Row; retiredAt: Temporal.Instant }[]> {
  const among = 'limit' in which || which.of === 'open' ? open : past;
  const all = among(tx, register, before);
  const query =
    'limit' in which
      ? all.limit(which.limit)
      : all.where(sql<boolean>`id = ANY (${[...which.ids]}::uuid[])`).forUpdate();
  const rows = await query.select(ROW).select(retiredAt.as('retired_at')).orderBy('key').execute();
  return rows.map((row) => ({ row: toRow(tx, vault, row), retiredAt: row.retired_at }));
}

export async function countPastRetention(
  tx: Tx,
  register: string,
  before: Temporal.Instant,
  most: number,
): Promise<number> {
  const some = open(tx, register, before).select('id').limit(most);
  const { count } = await tx
    .tables<RegisterTables>()
    .selectFrom(some.as('some'))
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return count;
}

/** Takes away what is sealed in these rows and in all their versions. */
export async function emptyRows(
  tx: Tx,
  register: string,
  ids: readonly string[],
  now: Temporal.Instant,
): Promise<void> {
  await tx
    .tables<RegisterTables>()
    .updateTable('register_row')
    .set({ sealed: null, disposed_at: now })
    .where('tenant', '=', tx.tenant)
    .where('register', '=', register)
    .where('id', 'in', ids)
    .execute();
  await tx
    .tables<RegisterTables>()
    .updateTable('register_version')
    .set({ sealed: null, why: null })
    .where('tenant', '=', tx.tenant)
    .where('register', '=', register)
    .where('row_id', 'in', ids)
    .execute();
}
