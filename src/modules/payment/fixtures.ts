import type { Clock } from '#kernel/clock.js';
import { type Actor, type Context, systemContext, tenantOf } from '#kernel/context.js';
import type { Kernel } from '#kernel/kernel.js';
import { uuidv7 } from '#kernel/values/uuid.js';
import type { PaymentApi, PaymentHead, PaymentRequest } from './api.js';

/** A clock that a test moves. */
export interface MovableClock extends Clock {
  move(by: Temporal.DurationLike): void;
}

export function movableClock(from: string): MovableClock {
  let now = Temporal.Instant.from(from);
  return {
    now: () => now,
    move: (by) => {
      now = now.add(by);
    },
  };
}

/** Staff with a role in every section of the municipality. */
export const staffWith = (name: string, role: string) => ({ name, grants: [{ role, unit: null }] });

/** Something that is owed from now on, for nothing in particular. */
export function owe(
  { clock, database, municipalities }: Pick<Kernel, 'clock' | 'database' | 'municipalities'>,
  payments: PaymentApi,
  slug: string,
  { payer, ...request }: Partial<Omit<PaymentRequest, 'payer'>> & { payer?: Actor | undefined } = {},
): Promise<PaymentHead> {
  const municipality = municipalities.bySlug(slug);
  if (!municipality) throw new Error(`no municipality ${slug}`);
  const context: Context = systemContext(municipality, 'test', clock);
  return database.transaction(tenantOf(context), (tx) =>
    payments.request(tx, context, {
      subject: `thing/${uuidv7(clock.now())}`,
      unit: 'civic-affairs',
      payer: payer && 'id' in payer ? `${payer.kind}/${payer.id}` : null,
      payerName: '奈良　花子',
      title: { ja: '住民票の写しの交付請求', en: 'Certificate of residence' },
      amount: 300,
      ways: ['online', 'counter', 'paymentSlip', 'postalOrder'],
      dueOn: Temporal.PlainDate.from('2026-12-20'),
      ...request,
    }),
  );
}
