import { sql } from 'kysely';
import type { Tx } from '#kernel/db/database.js';
import type { TimePlace } from '#kernel/values/list-place.js';
import type { RefundState, RefundWhy } from '../model.js';
import type { PaymentTables } from '../tables.js';

/** A refund with what it is of, for lists; without the reason in words. */
export interface RefundLine {
  id: string;
  paymentId: string | null;
  unit: string | null;
  number: string | null;
  amount: number;
  why: RefundWhy;
  state: RefundState;
  askedBy: string;
  askedAt: Temporal.Instant;
}

/** Newest first; those of money that belongs to no section are seen by those who see all (`units` null). */
export async function listRefunds(
  tx: Tx,
  {
    units,
    states,
    after,
    limit,
  }: {
    units: readonly string[] | null;
    states: readonly RefundState[];
    after?: TimePlace | undefined;
    limit: number;
  },
): Promise<RefundLine[]> {
  let query = tx
    .tables<PaymentTables>()
    .selectFrom('payment_refund')
    .innerJoin('payment_transaction', (join) =>
      join
        .onRef('payment_transaction.tenant', '=', 'payment_refund.tenant')
        .onRef('payment_transaction.id', '=', 'payment_refund.transaction_id'),
    )
    .leftJoin('payment', (join) =>
      join
        .onRef('payment.tenant', '=', 'payment_transaction.tenant')
        .onRef('payment.id', '=', 'payment_transaction.payment_id'),
    )
    .select([
      'payment_refund.id',
      'payment_transaction.payment_id as paymentId',
      'payment.unit',
      'payment.number',
      'payment_refund.amount',
      'payment_refund.why',
      'payment_refund.state',
      'payment_refund.asked_by as askedBy',
      'payment_refund.asked_at as askedAt',
    ])
    .where('payment_refund.tenant', '=', tx.tenant)
    .where('payment_refund.state', 'in', states);
  if (units) query = query.where('payment.unit', 'in', units.length > 0 ? units : ['']);
  if (after) {
    query = query.where(
      sql<boolean>`(payment_refund.asked_at, payment_refund.id) < (${after.at}::timestamptz, ${after.id}::uuid)`,
    );
  }
  return query
    .orderBy('payment_refund.asked_at', 'desc')
    .orderBy('payment_refund.id', 'desc')
    .limit(limit)
    .execute();
}

/** Refunds that the provider was asked for and has not told the end of. */
export const unfinishedRefunds = (
  tx: Tx,
  limit: number,
): Promise<{ id: string; reference: string | null; provider: string; of: string; amount: number }[]> =>
  tx
    .tables<PaymentTables>()
    .selectFrom('payment_refund')
    .innerJoin('payment_transaction', (join) =>
      join
        .onRef('payment_transaction.tenant', '=', 'payment_refund.tenant')
        .onRef('payment_transaction.id', '=', 'payment_refund.transaction_id'),
    )
    .select([
      'payment_refund.id',
      'payment_refund.reference',
      'payment_transaction.provider',
      'payment_transaction.reference as of',
      'payment_refund.amount',
    ])
    .where('payment_refund.tenant', '=', tx.tenant)
    .where('payment_refund.state', '=', 'sent')
    .orderBy('payment_refund.asked_at')
    .limit(limit)
    .execute();
