import type { Context } from '#kernel/context.js';
import type { Tx } from '#kernel/db/database.js';
import type { Kernel } from '#kernel/kernel.js';
import { type Attempt, COUNTER_WAYS, type CounterWay, type PaymentHead, type RefundWhy } from './model.js';
import type { CounterTaking } from './service/counter.js';
import type { Providers } from './service/deps.js';
import { cancelPayment, type PaymentRequest, requestPayment } from './service/request.js';
import type { PaymentServices } from './services.js';
import { findPayment, savePaymentUnit } from './store/payments.js';

export { COUNTER_WAYS, type CounterTaking, type CounterWay, type PaymentHead, type PaymentRequest };

/** Entries that taking money at the desk writes: a route that does it declares them. */
export const TAKING_ENTRIES = ['payment.paid', 'payment.bookOpened'] as const;

/**
 * What other modules ask of payments. Whoever calls has checked who may; what it is for is named as the journal names
 * it (case/<id>). That money came is told by the journal: payment.paid, payment.refunded, with `for`.
 */
export interface PaymentApi {
  /** Whether this municipality takes money online. */
  isOnline(context: Context): boolean;
  /** Something is owed; asked for again, the payment that is there. Writes payment.requested. */
  request(tx: Tx, context: Context, request: PaymentRequest): Promise<PaymentHead>;
  /** Nothing is owed any more; what was paid is proposed to be given back when `giveBack` says why. */
  cancel(
    tx: Tx,
    context: Context,
    subject: string,
    options: { giveBack: Extract<RefundWhy, 'withdrawn' | 'refused'> | null },
  ): Promise<void>;
  /** Another section has it from now on: its money, refunds and receipts are that section's work. */
  handOver(tx: Tx, context: Context, subject: string, unit: string): Promise<void>;
  /** What is owed or was paid for something; null when nothing was ever asked for. */
  paymentFor(tx: Tx, subject: string): Promise<PaymentHead | null>;
  /** Money over the counter, into the cash book of the section. Gives the receipt number. Throws notAllowedNow. */
  takeAtCounter(tx: Tx, context: Context, subject: string, taking: CounterTaking): Promise<string>;
}

export const createPaymentApi = (
  kernel: Kernel,
  providers: Providers,
  { counter, follow }: Pick<PaymentServices, 'counter' | 'follow'>,
): PaymentApi => {
  /** Pages of a provider that are open for it are closed once this is certain; the job looks at what is left. */
  const closeLater = (tx: Tx, { municipality }: Context, open: readonly Attempt[]) => {
    if (open.length > 0) tx.afterCommit(() => void follow.closeAll(municipality, open));
  };
  return {
    isOnline: ({ municipality }) => providers.chosen(municipality) !== null,
    request: (tx, context, request) => requestPayment(tx, context, kernel, request),
    cancel: async (tx, context, subject, options) => {
      closeLater(tx, context, await cancelPayment(tx, context, kernel, subject, options));
    },
    handOver: async (tx, context, subject, unit) => {
      await savePaymentUnit(tx, subject, unit, context.clock.now());
    },
    paymentFor: async (tx, subject) => (await findPayment(tx, kernel.vault, { subject })) ?? null,
    takeAtCounter: async (tx, context, subject, taking) => {
      const { receipt, open } = await counter.take(tx, context, { subject }, taking);
      closeLater(tx, context, open);
      return receipt;
    },
  };
};
