import { type Selectable, sql } from 'kysely';
import type { Vault } from '#kernel/crypto/vault.js';
import type { Tx } from '#kernel/db/database.js';
import type { Disposal } from '../model.js';
import type { RegisterTables } from '../tables.js';
import { openJson, sealJson } from './sealing.js';

const reasonSubject = (id: string) => `disposal/${id}/reason`;
const answerSubject = (id: string) => `disposal/${id}/answer`;

const disposals = (tx: Tx) =>
  tx.tables<RegisterTables>().selectFrom('register_disposal').selectAll().where('tenant', '=', tx.tenant);

const toDisposal = (
  tx: Tx,
  vault: Vault,
  row: Selectable<RegisterTables['register_disposal']>,
): Disposal => ({
  id: row.id,
  register: row.register,
  unit: row.unit,
  state: row.state,
  rows: row.rows,
  reason: openJson<string>(vault, tx, reasonSubject(row.id), row.reason),
  proposedBy: row.proposed_by,
  proposedAt: row.proposed_at,
  decidedBy: row.decided_by,
  decidedAt: row.decided_at,
  answer: row.answer && openJson<string>(vault, tx, answerSubject(row.id), row.answer),
  disposed: row.disposed,
});

export async function insertDisposal(tx: Tx, vault: Vault, one: Disposal): Promise<void> {
  await tx
    .tables<RegisterTables>()
    .insertInto('register_disposal')
    .values({
      tenant: tx.tenant,
      id: one.id,
      register: one.register,
      unit: one.unit,
      state: one.state,
      rows: [...one.rows],
      reason: sealJson(vault, tx, reasonSubject(one.id), one.reason),
      proposed_by: one.proposedBy,
      proposed_at: one.proposedAt,
    })
    .execute();
}

export async function findDisposal(
  tx: Tx,
  vault: Vault,
  id: string,
  { lock = false } = {},
): Promise<Disposal | undefined> {
  const query = disposals(tx).where('id', '=', id);
  const row = await (lock ? query.forUpdate() : query).executeTakeFirst();
  return row && toDisposal(tx, vault, row);
}

/** Of a register, the newest first. */
export async function disposalsOf(
  tx: Tx,
  vault: Vault,
  register: string,
  limit: number,
): Promise<Disposal[]> {
  const rows = await disposals(tx)
    .where('register', '=', register)
    .orderBy('proposed_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
  return rows.map((row) => toDisposal(tx, vault, row));
}

/** What became of a proposal whose row is held. */
export async function endDisposal(
  tx: Tx,
  vault: Vault,
  { id, state, decidedBy, decidedAt, answer, disposed }: Disposal,
): Promise<void> {
  await tx
    .tables<RegisterTables>()
    .updateTable('register_disposal')
    .set({
      state,
      decided_by: decidedBy,
      decided_at: decidedAt,
      answer: answer === null ? null : sealJson(vault, tx, answerSubject(id), answer),
      disposed,
    })
    .where('tenant', '=', tx.tenant)
    .where('id', '=', id)
    .execute();
}

/** Rows that wait for somebody to decide. */
export const proposedRows = (tx: Tx, register: string) =>
  tx
    .tables<RegisterTables>()
    .selectFrom('register_disposal')
    .select(sql<string>`unnest(rows)`.as('row'))
    .where('tenant', '=', tx.tenant)
    .where('register', '=', register)
    .where('state', '=', 'proposed');
