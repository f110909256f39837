import { sql } from 'kysely';
import type { Vault } from '#kernel/crypto/vault.js';
import type { Tx } from '#kernel/db/database.js';
import type { TimePlace } from '#kernel/values/list-place.js';
import type { DifferenceKind, ProviderName } from '../model.js';
import type { PaymentTables } from '../tables.js';
import { openJson, sealJson } from './sealing.js';

/** A day as it was compared last. */
export interface Comparison {
  provider: ProviderName;
  day: Temporal.PlainDate;
  ranAt: Temporal.Instant;
  ranBy: string;
  theirCount: number;
  theirSum: number;
  ourCount: number;
  ourSum: number;
}

export interface Difference {
  id: string;
  provider: ProviderName;
  day: Temporal.PlainDate;
  kind: DifferenceKind;
  reference: string;
  paymentId: string | null;
  theirs: number | null;
  ours: number | null;
  foundAt: Temporal.Instant;
  settledAt: Temporal.Instant | null;
  settledBy: string | null;
  note: string | null;
}

const sealedOf = (id: string) => `payment-difference/${id}`;

export async function saveComparison(tx: Tx, comparison: Comparison): Promise<void> {
  const values = {
    ran_at: comparison.ranAt,
    ran_by: comparison.ranBy,
    their_count: comparison.theirCount,
    their_sum: comparison.theirSum,
    our_count: comparison.ourCount,
    our_sum: comparison.ourSum,
  };
  await tx
    .tables<PaymentTables>()
    .insertInto('payment_reconciliation')
    .values({ tenant: tx.tenant, provider: comparison.provider, day: comparison.day, ...values })
    .onConflict((conflict) => conflict.columns(['tenant', 'provider', 'day']).doUpdateSet(values))
    .execute();
}

/** Newest day first. */
export async function listComparisons(tx: Tx, limit: number): Promise<Comparison[]> {
  const found = await tx
    .tables<PaymentTables>()
    .selectFrom('payment_reconciliation')
    .selectAll()
    .where('tenant', '=', tx.tenant)
    .orderBy('day', 'desc')
    .orderBy('provider')
    .limit(limit)
    .execute();
  return found.map((row) => ({
    provider: row.provider,
    day: row.day,
    ranAt: row.ran_at,
    ranBy: row.ran_by,
    theirCount: row.their_count,
    theirSum: row.their_sum,
    ourCount: row.our_count,
    ourSum: row.our_sum,
  }));
}

/** False when the same was found before: it is told once. */
export async function insertDifference(
  tx: Tx,
  difference: Omit<Difference, 'settledAt' | 'settledBy' | 'note'>,
): Promise<boolean> {
  const inserted = await tx
    .tables<PaymentTables>()
    .insertInto('payment_difference')
    .values({
      tenant: tx.tenant,
      id: difference.id,
      provider: difference.provider,
      day: difference.day,
      kind: difference.kind,
      reference: difference.reference,
      payment_id: difference.paymentId,
      theirs: difference.theirs,
      ours: difference.ours,
      found_at: difference.foundAt,
      settled_at: null,
      settled_by: null,
      note: null,
    })
    .onConflict((conflict) => conflict.columns(['tenant', 'provider', 'kind', 'reference']).doNothing())
    .returning('id')
    .executeTakeFirst();
  return inserted !== undefined;
}

/** Newest first; `after` is the last one of the page before. */
export async function listDifferences(
  tx: Tx,
  vault: Vault,
  { isOpen, after, limit }: { isOpen: boolean; after?: TimePlace | undefined; limit: number },
): Promise<Difference[]> {
  let query = tx
    .tables<PaymentTables>()
    .selectFrom('payment_difference')
    .selectAll()
    .where('tenant', '=', tx.tenant)
    .where('settled_at', isOpen ? 'is' : 'is not', null);
  if (after)
    query = query.where(sql<boolean>`(found_at, id) < (${after.at}::timestamptz, ${after.id}::uuid)`);
  const found = await query.orderBy('found_at', 'desc').orderBy('id', 'desc').limit(limit).execute();
  return found.map((row) => ({
    id: row.id,
    provider: row.provider,
    day: row.day,
    kind: row.kind,
    reference: row.reference,
    paymentId: row.payment_id,
    theirs: row.theirs,
    ours: row.ours,
    foundAt: row.found_at,
    settledAt: row.settled_at,
    settledBy: row.settled_by,
    note: row.note ? openJson<{ note: string }>(vault, tx, sealedOf(row.id), row.note).note : null,
  }));
}

/** What was settled; undefined when there is no such open difference. */
export async function settleDifference(
  tx: Tx,
  vault: Vault,
  id: string,
  { note, by, at }: { note: string; by: string; at: Temporal.Instant },
): Promise<{ provider: ProviderName; kind: DifferenceKind } | undefined> {
  return tx
    .tables<PaymentTables>()
    .updateTable('payment_difference')
    .set({ settled_at: at, settled_by: by, note: sealJson(vault, tx, sealedOf(id), { note }) })
    .where('tenant', '=', tx.tenant)
    .where('id', '=', id)
    .where('settled_at', 'is', null)
    .returning(['provider', 'kind'])
    .executeTakeFirst();
}
