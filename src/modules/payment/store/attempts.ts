import { z } from 'zod';
import type { Vault } from '#kernel/crypto/vault.js';
import type { Tx } from '#kernel/db/database.js';
import type { Attempt, ProviderName, Voucher } from '../model.js';
import type { PaymentTables } from '../tables.js';
import { openJson, sealJson } from './sealing.js';

type Content = { address: string | null; voucher: Voucher | null };
const sealedOf = (id: string) => `payment-attempt/${id}`;

const rows = (tx: Tx) =>
  tx.tables<PaymentTables>().selectFrom('payment_attempt').where('tenant', '=', tx.tenant);

function toAttempt(tx: Tx, vault: Vault, row: PaymentTables['payment_attempt']): Attempt {
  const { address, voucher } = row.content
    ? openJson<Content>(vault, tx, sealedOf(row.id), row.content)
    : { address: null, voucher: null };
  return {
    id: row.id,
    paymentId: row.payment_id,
    provider: row.provider,
    way: row.way,
    amount: row.amount,
    reference: row.reference,
    state: row.state,
    until: row.until,
    begunAt: row.begun_at,
    address,
    voucher,
  };
}

export async function insertAttempt(tx: Tx, attempt: Attempt): Promise<void> {
  await tx
    .tables<PaymentTables>()
    .insertInto('payment_attempt')
    .values({
      tenant: tx.tenant,
      id: attempt.id,
      payment_id: attempt.paymentId,
      provider: attempt.provider,
      way: attempt.way,
      amount: attempt.amount,
      reference: null,
      content: null,
      state: attempt.state,
      until: null,
      begun_at: attempt.begunAt,
      updated_at: attempt.begunAt,
    })
    .execute();
}

/** Newest first. */
export async function attemptsOf(tx: Tx, vault: Vault, paymentId: string): Promise<Attempt[]> {
  const found = await rows(tx)
    .selectAll()
    .where('payment_id', '=', paymentId)
    .orderBy('begun_at', 'desc')
    .orderBy('id', 'desc')
    .execute();
  return found.map((row) => toAttempt(tx, vault, row));
}

/** A try by our key or, when the provider does not say that, by its own name. */
export async function findAttempt(
  tx: Tx,
  vault: Vault,
  provider: ProviderName,
  by: { id: string | null; reference: string },
): Promise<Attempt | undefined> {
  const all = rows(tx).selectAll().where('provider', '=', provider);
  // Another program on the same account names its own things as it likes.
  const isOurs = z.uuid().safeParse(by.id).success;
  const row =
    (by.id === null || !isOurs ? undefined : await all.where('id', '=', by.id).executeTakeFirst()) ??
    (await all.where('reference', '=', by.reference).executeTakeFirst());
  return row && toAttempt(tx, vault, row);
}

/** Those begun before a moment that may still bring money, oldest first. */
export async function openAttempts(
  tx: Tx,
  vault: Vault,
  before: Temporal.Instant,
  limit: number,
): Promise<Attempt[]> {
  const found = await rows(tx)
    .selectAll()
    .where('state', 'in', ['begun', 'waiting'])
    .where('begun_at', '<', before)
    .orderBy('updated_at')
    .limit(limit)
    .execute();
  return found.map((row) => toAttempt(tx, vault, row));
}

export async function saveAttempt(
  tx: Tx,
  vault: Vault,
  { id, reference, state, until, address, voucher }: Attempt,
  now: Temporal.Instant,
): Promise<void> {
  await tx
    .tables<PaymentTables>()
    .updateTable('payment_attempt')
    .set({
      reference,
      state,
      until,
      content: sealJson(vault, tx, sealedOf(id), { address, voucher } satisfies Content),
      updated_at: now,
    })
    .where('tenant', '=', tx.tenant)
    .where('id', '=', id)
    .execute();
}
