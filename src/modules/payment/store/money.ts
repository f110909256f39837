import type { Vault } from '#kernel/crypto/vault.js';
import type { Tx } from '#kernel/db/database.js';
import type { Money, Refund } from '../model.js';
import type { PaymentTables } from '../tables.js';
import { openJson, sealJson } from './sealing.js';

const rows = (tx: Tx) =>
  tx.tables<PaymentTables>().selectFrom('payment_transaction').where('tenant', '=', tx.tenant);

const toMoney = (row: PaymentTables['payment_transaction']): Money => ({
  id: row.id,
  paymentId: row.payment_id,
  attemptId: row.attempt_id,
  provider: row.provider,
  reference: row.reference,
  way: row.way,
  amount: row.amount,
  purpose: row.purpose,
  at: row.at,
});

/** False when the same sum is already written down. */
export async function insertMoney(tx: Tx, money: Money, now: Temporal.Instant): Promise<boolean> {
  const inserted = await tx
    .tables<PaymentTables>()
    .insertInto('payment_transaction')
    .values({
      tenant: tx.tenant,
      id: money.id,
      payment_id: money.paymentId,
      attempt_id: money.attemptId,
      provider: money.provider,
      reference: money.reference,
      way: money.way,
      amount: money.amount,
      purpose: money.purpose,
      at: money.at,
      recorded_at: now,
    })
    .onConflict((conflict) => conflict.columns(['tenant', 'provider', 'reference']).doNothing())
    .returning('id')
    .executeTakeFirst();
  return inserted !== undefined;
}

export async function findMoney(
  tx: Tx,
  by: { id: string } | { provider: Money['provider']; reference: string },
): Promise<Money | undefined> {
  const all = rows(tx).selectAll();
  const query =
    'id' in by
      ? all.where('id', '=', by.id)
      : all.where('provider', '=', by.provider).where('reference', '=', by.reference);
  const row = await query.executeTakeFirst();
  return row && toMoney(row);
}

/** Holds the sum's row, so that two refunds of it are decided one after the other. */
export async function lockMoney(tx: Tx, id: string): Promise<Money | undefined> {
  const row = await rows(tx).selectAll().where('id', '=', id).forNoKeyUpdate().executeTakeFirst();
  return row && toMoney(row);
}

export async function moneyOf(tx: Tx, paymentId: string): Promise<Money[]> {
  const found = await rows(tx).selectAll().where('payment_id', '=', paymentId).orderBy('at').execute();
  return found.map(toMoney);
}

/** What came through a provider from a moment to another, which is excluded. */
export async function moneyBetween(
  tx: Tx,
  provider: Money['provider'],
  from: Temporal.Instant,
  to: Temporal.Instant,
): Promise<Money[]> {
  const found = await rows(tx)
    .selectAll()
    .where('provider', '=', provider)
    .where('at', '>=', from)
    .where('at', '<', to)
    .orderBy('at')
    .execute();
  return found.map(toMoney);
}

const sealedOf = (id: string) => `payment-refund/${id}`;
const refunds = (tx: Tx) =>
  tx.tables<PaymentTables>().selectFrom('payment_refund').where('payment_refund.tenant', '=', tx.tenant);

const toRefund = (tx: Tx, vault: Vault, row: PaymentTables['payment_refund']): Refund => ({
  id: row.id,
  transactionId: row.transaction_id,
  amount: row.amount,
  why: row.why,
  reason: row.content ? openJson<{ reason: string }>(vault, tx, sealedOf(row.id), row.content).reason : null,
  state: row.state,
  askedBy: row.asked_by,
  askedAt: row.asked_at,
  decidedBy: row.decided_by,
  reference: row.reference,
  doneAt: row.done_at,
});

/** False when the provider's refund of that name is already written down. */
export async function insertRefund(tx: Tx, vault: Vault, refund: Refund): Promise<boolean> {
  const inserted = await tx
    .tables<PaymentTables>()
    .insertInto('payment_refund')
    .values({
      tenant: tx.tenant,
      id: refund.id,
      transaction_id: refund.transactionId,
      amount: refund.amount,
      why: refund.why,
      content:
        refund.reason === null ? null : sealJson(vault, tx, sealedOf(refund.id), { reason: refund.reason }),
      state: refund.state,
      asked_by: refund.askedBy,
      asked_at: refund.askedAt,
      decided_by: refund.decidedBy,
      decided_at: null,
      reference: refund.reference,
      done_at: refund.doneAt,
    })
    .onConflict((conflict) => conflict.columns(['tenant', 'reference']).doNothing())
    .returning('id')
    .executeTakeFirst();
  return inserted !== undefined;
}

export async function findRefund(
  tx: Tx,
  vault: Vault,
  by: { id: string } | { reference: string },
  { lock = false } = {},
): Promise<Refund | undefined> {
  const all = refunds(tx).selectAll();
  const query = 'id' in by ? all.where('id', '=', by.id) : all.where('reference', '=', by.reference);
  const row = await (lock ? query.forUpdate() : query).executeTakeFirst();
  return row && toRefund(tx, vault, row);
}

export async function refundsOf(tx: Tx, vault: Vault, transactionIds: readonly string[]): Promise<Refund[]> {
  if (transactionIds.length === 0) return [];
  const found = await refunds(tx)
    .selectAll()
    .where('transaction_id', 'in', transactionIds)
    .orderBy('asked_at')
    .execute();
  return found.map((row) => toRefund(tx, vault, row));
}

export async function saveRefund(
  tx: Tx,
  id: string,
  change: Partial<Pick<Refund, 'state' | 'decidedBy' | 'reference' | 'doneAt'>> & {
    decidedAt?: Temporal.Instant;
  },
): Promise<void> {
  const { state, decidedBy, reference, doneAt, decidedAt } = change;
  await tx
    .tables<PaymentTables>()
    .updateTable('payment_refund')
    .set({
      ...(state !== undefined && { state }),
      ...(decidedBy !== undefined && { decided_by: decidedBy }),
      ...(reference !== undefined && { reference }),
      ...(doneAt !== undefined && { done_at: doneAt }),
      ...(decidedAt !== undefined && { decided_at: decidedAt }),
    })
    .where('tenant', '=', tx.tenant)
    .where('id', '=', id)
    .execute();
}

/** Sums by their names at a provider. */
export async function moneyNamed(
  tx: Tx,
  provider: Money['provider'],
  references: readonly string[],
): Promise<Money[]> {
  if (references.length === 0) return [];
  const found = await rows(tx)
    .selectAll()
    .where('provider', '=', provider)
    .where('reference', 'in', references)
    .execute();
  return found.map(toMoney);
}
