import { sql } from 'kysely';
import type { Tx } from '#kernel/db/database.js';
import type { TimePlace } from '#kernel/values/list-place.js';
import type { Money, Refund, RefundState, RefundWhy } from '../model.js';
import type { PaymentTables } from '../tables.js';

const refundsWithSums = (tx: Tx) =>
  tx
    .tables<PaymentTables>()
    .selectFrom('payment_refund')
    .innerJoin('payment_transaction', (join) =>
      join
        .onRef('payment_transaction.tenant', '=', 'payment_refund.tenant')
        .onRef('payment_transaction.id', '=', 'payment_refund.transaction_id'),
    )
    .where('payment_refund.tenant', '=', tx.tenant);

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
  let query = refundsWithSums(tx)
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
  refundsWithSums(tx)
    .select([
      'payment_refund.id',
      'payment_refund.reference',
      'payment_transaction.provider',
      'payment_transaction.reference as of',
      'payment_refund.amount',
    ])
    .where('payment_refund.state', '=', 'sent')
    .orderBy('payment_refund.asked_at')
    .limit(limit)
    .execute();

/** Refunds at a provider: of these sums, and those that went out from a moment to another, which is excluded. */
export function refundsAt(
  tx: Tx,
  provider: Money['provider'],
  of: readonly string[],
  from: Temporal.Instant,
  to: Temporal.Instant,
): Promise<
  (Pick<Refund, 'id' | 'amount' | 'state' | 'reference' | 'doneAt'> & {
    of: string;
    paymentId: string | null;
  })[]
> {
  return refundsWithSums(tx)
    .select([
      'payment_refund.id',
      'payment_refund.amount',
      'payment_refund.state',
      'payment_refund.reference',
      'payment_refund.done_at as doneAt',
      'payment_transaction.reference as of',
      'payment_transaction.payment_id as paymentId',
    ])
    .where('payment_transaction.provider', '=', provider)
    .where((where) =>
      where.or([
        where.and([where('payment_refund.done_at', '>=', from), where('payment_refund.done_at', '<', to)]),
        ...(of.length > 0 ? [where('payment_transaction.reference', 'in', of)] : []),
      ]),
    )
    .execute();
}
