import { sql } from 'kysely';
import type { Vault } from '#kernel/crypto/vault.js';
import type { Tx } from '#kernel/db/database.js';
import type { LocalizedText } from '#kernel/i18n/locales.js';
import type { TimePlace } from '#kernel/values/list-place.js';
import type { ReferenceNumber } from '#kernel/values/reference-number.js';
import type { Payment, PaymentHead, PaymentState, PaymentWay } from '../model.js';
import type { PaymentTables } from '../tables.js';
import { openJson, sealJson } from './sealing.js';

const sealedOf = (id: string) => `payment/${id}`;

const HEAD = [
  'id',
  'number',
  'subject',
  'reference',
  'unit',
  'payer',
  'title',
  'amount',
  'ways',
  'state',
  'due_on',
  'requested_at',
  'paid_at',
] as const;

type Row = Pick<PaymentTables['payment'], (typeof HEAD)[number]>;

const toHead = (row: Row): PaymentHead => ({
  id: row.id,
  number: row.number as ReferenceNumber,
  subject: row.subject,
  reference: row.reference as ReferenceNumber | null,
  unit: row.unit,
  payer: row.payer,
  title: row.title,
  amount: row.amount,
  ways: row.ways,
  state: row.state,
  dueOn: row.due_on,
  requestedAt: row.requested_at,
  paidAt: row.paid_at,
});

const rows = (tx: Tx) => tx.tables<PaymentTables>().selectFrom('payment').where('tenant', '=', tx.tenant);

/** False when its number is taken or something is already asked for the same subject. */
export async function insertPayment(tx: Tx, vault: Vault, payment: Payment): Promise<boolean> {
  const inserted = await tx
    .tables<PaymentTables>()
    .insertInto('payment')
    .values({
      tenant: tx.tenant,
      id: payment.id,
      number: payment.number,
      subject: payment.subject,
      reference: payment.reference,
      unit: payment.unit,
      payer: payment.payer,
      title: sql<LocalizedText>`${JSON.stringify(payment.title)}::jsonb`,
      content: sealJson(vault, tx, sealedOf(payment.id), { payerName: payment.payerName }),
      amount: payment.amount,
      ways: sql<PaymentWay[]>`${JSON.stringify(payment.ways)}::jsonb`,
      state: payment.state,
      due_on: payment.dueOn,
      requested_at: payment.requestedAt,
      paid_at: null,
      updated_at: payment.requestedAt,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst();
  return inserted !== undefined;
}

/** The payment by its id or by what it is for; with `lock` its row stays with this transaction. */
export async function findPayment(
  tx: Tx,
  vault: Vault,
  by: { id: string } | { subject: string } | { number: ReferenceNumber },
  { lock = false } = {},
): Promise<Payment | undefined> {
  let query = rows(tx).select([...HEAD, 'content']);
  if ('id' in by) query = query.where('id', '=', by.id);
  else if ('subject' in by) query = query.where('subject', '=', by.subject);
  else query = query.where('number', '=', by.number);
  const row = await (lock ? query.forUpdate() : query).executeTakeFirst();
  return (
    row && { ...toHead(row), ...openJson<{ payerName: string }>(vault, tx, sealedOf(row.id), row.content) }
  );
}

export async function savePaymentState(
  tx: Tx,
  id: string,
  state: PaymentState,
  now: Temporal.Instant,
  paidAt?: Temporal.Instant,
): Promise<void> {
  await tx
    .tables<PaymentTables>()
    .updateTable('payment')
    .set({ state, updated_at: now, ...(paidAt && { paid_at: paidAt }) })
    .where('tenant', '=', tx.tenant)
    .where('id', '=', id)
    .execute();
}

/** Another section has it from now on. */
export async function savePaymentUnit(
  tx: Tx,
  subject: string,
  unit: string,
  now: Temporal.Instant,
): Promise<void> {
  await tx
    .tables<PaymentTables>()
    .updateTable('payment')
    .set({ unit, updated_at: now })
    .where('tenant', '=', tx.tenant)
    .where('subject', '=', subject)
    .execute();
}

/** The name goes when what it was for is erased; the sums stay for the accounts. */
export async function forgetPayer(tx: Tx, vault: Vault, subject: string): Promise<void> {
  const row = await rows(tx).select('id').where('subject', '=', subject).executeTakeFirst();
  if (!row) return;
  await tx
    .tables<PaymentTables>()
    .updateTable('payment')
    .set({ payer: null, content: sealJson(vault, tx, sealedOf(row.id), { payerName: '' }) })
    .where('tenant', '=', tx.tenant)
    .where('id', '=', row.id)
    .execute();
}

export interface PaymentFilter {
  /** Null for all of them. */
  units?: readonly string[] | null;
  payer?: string;
  state?: PaymentState | undefined;
  /** Of the payment, or of what it is for. */
  number?: ReferenceNumber | undefined;
}

/** Newest first; `after` is the place of the last row of the page before. */
export async function listPayments(
  tx: Tx,
  { units = null, payer, state, number }: PaymentFilter,
  { after, limit }: { after?: TimePlace | undefined; limit: number },
): Promise<PaymentHead[]> {
  let query = rows(tx).select(HEAD);
  if (units) query = query.where('unit', 'in', units.length > 0 ? units : ['']);
  if (payer !== undefined) query = query.where('payer', '=', payer);
  if (state !== undefined) query = query.where('state', '=', state);
  if (number !== undefined)
    query = query.where((where) => where.or([where('number', '=', number), where('reference', '=', number)]));
  if (after) {
    query = query.where(sql<boolean>`(requested_at, id) < (${after.at}::timestamptz, ${after.id}::uuid)`);
  }
  const found = await query.orderBy('requested_at', 'desc').orderBy('id', 'desc').limit(limit).execute();
  return found.map(toHead);
}
