import { sql } from 'kysely';
import type { Vault } from '#kernel/crypto/vault.js';
import type { Tx } from '#kernel/db/database.js';
import type { ProviderName } from '../model.js';
import type { Notice } from '../provider.js';
import type { PaymentTables } from '../tables.js';

const sealedOf = (provider: string, eventId: string) => `payment-event/${provider}/${eventId}`;

/** Keeps what a provider told. False when it was told before. */
export async function keepEvent(
  tx: Tx,
  vault: Vault,
  provider: ProviderName,
  { eventId, concerns, reference }: Notice,
  body: string,
  now: Temporal.Instant,
): Promise<boolean> {
  const inserted = await tx
    .tables<PaymentTables>()
    .insertInto('payment_event')
    .values({
      tenant: tx.tenant,
      provider,
      event_id: eventId,
      concerns,
      reference,
      content: vault.seal(tx.tenant, sealedOf(provider, eventId), body),
      received_at: now,
      applied_at: concerns === 'nothing' ? now : null,
      last_error: null,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('event_id')
    .executeTakeFirst();
  return inserted !== undefined;
}

export interface KeptEvent {
  provider: ProviderName;
  eventId: string;
  concerns: Notice['concerns'];
  reference: string;
}

/** What was told and not acted on yet, oldest first; those that failed often come last. */
export async function openEvents(tx: Tx, limit: number): Promise<KeptEvent[]> {
  const found = await tx
    .tables<PaymentTables>()
    .selectFrom('payment_event')
    .select(['provider', 'event_id', 'concerns', 'reference'])
    .where('tenant', '=', tx.tenant)
    .where('applied_at', 'is', null)
    .orderBy('failures')
    .orderBy('received_at')
    .limit(limit)
    .execute();
  return found.map(({ provider, event_id, concerns, reference }) => ({
    provider,
    eventId: event_id,
    concerns,
    reference: reference ?? '',
  }));
}

export async function eventApplied(
  tx: Tx,
  { provider, eventId }: Pick<KeptEvent, 'provider' | 'eventId'>,
  now: Temporal.Instant,
): Promise<void> {
  await tx
    .tables<PaymentTables>()
    .updateTable('payment_event')
    .set({ applied_at: now, last_error: null })
    .where('tenant', '=', tx.tenant)
    .where('provider', '=', provider)
    .where('event_id', '=', eventId)
    .execute();
}

/** What was acted on before a moment keeps its name, so that it is not taken in twice, and loses its text. */
export async function emptyEvents(tx: Tx, before: Temporal.Instant): Promise<void> {
  await tx
    .tables<PaymentTables>()
    .updateTable('payment_event')
    .set({ content: Buffer.alloc(0) })
    .where('tenant', '=', tx.tenant)
    .where('applied_at', '<', before)
    .where(sql<boolean>`octet_length(content) > 0`)
    .execute();
}

export async function eventFailed(
  tx: Tx,
  { provider, eventId }: Pick<KeptEvent, 'provider' | 'eventId'>,
  error: string,
): Promise<void> {
  await tx
    .tables<PaymentTables>()
    .updateTable('payment_event')
    .set({ failures: sql<number>`failures + 1`, last_error: error.slice(0, 500) })
    .where('tenant', '=', tx.tenant)
    .where('provider', '=', provider)
    .where('event_id', '=', eventId)
    .execute();
}
