import type { Context } from '#kernel/context.js';
import type { Tx } from '#kernel/db/database.js';
import { invariant } from '#kernel/errors.js';
import type { LocalizedText } from '#kernel/i18n/locales.js';
import { append } from '#kernel/journal/journal.js';
import type { Kernel } from '#kernel/kernel.js';
import { newReferenceNumber, type ReferenceNumber } from '#kernel/values/reference-number.js';
import { uuidv7 } from '#kernel/values/uuid.js';
import {
  type Attempt,
  isOpen,
  nextState,
  type Payment,
  type PaymentWay,
  paymentSubject,
  type RefundWhy,
  refundable,
} from '../model.js';
import { attemptsOf } from '../store/attempts.js';
import { moneyOf, refundsOf } from '../store/money.js';
import { findPayment, insertPayment, savePaymentState } from '../store/payments.js';
import { askRefund } from './ask-refund.js';

export interface PaymentRequest {
  /** What it is for, as the journal names it: case/<id>. One thing is asked for once. */
  subject: string;
  /** Its number, as people say it. */
  reference?: ReferenceNumber | null;
  unit: string;
  payer: string | null;
  payerName: string;
  title: LocalizedText;
  amount: number;
  ways: readonly PaymentWay[];
  dueOn: Temporal.PlainDate;
}

const MAX_NUMBER_DRAWS = 5;

/** Something is owed from now on; asked for again, the payment that is there. */
export async function requestPayment(
  tx: Tx,
  context: Context,
  { vault }: Pick<Kernel, 'vault'>,
  request: PaymentRequest,
): Promise<Payment> {
  for (let draw = 1; draw <= MAX_NUMBER_DRAWS; draw += 1) {
    const known = await findPayment(tx, vault, { subject: request.subject });
    if (known) return known;
    const requestedAt = context.clock.now();
    const payment: Payment = {
      reference: null,
      ...request,
      id: uuidv7(requestedAt),
      number: newReferenceNumber(),
      state: 'due',
      requestedAt,
      paidAt: null,
    };
    if (!(await insertPayment(tx, vault, payment))) continue;
    await append(tx, context, {
      type: 'payment.requested',
      subject: paymentSubject(payment.id),
      data: { for: payment.subject, unit: payment.unit, amount: payment.amount },
    });
    return payment;
  }
  invariant(false, `a free payment number within ${MAX_NUMBER_DRAWS} draws`);
}

/**
 * Nothing is owed any more. What is already paid stays paid, or is proposed to be given back; what comes later is
 * given back in any case. Gives the pages of a provider that are open for it, to be closed.
 */
export async function cancelPayment(
  tx: Tx,
  context: Context,
  { vault }: Pick<Kernel, 'vault'>,
  subject: string,
  { giveBack }: { giveBack: Extract<RefundWhy, 'withdrawn' | 'refused'> | null },
): Promise<Attempt[]> {
  const payment = await findPayment(tx, vault, { subject }, { lock: true });
  if (!payment) return [];
  const cancelled = nextState(payment.state, 'cancel');
  if (cancelled) {
    await savePaymentState(tx, payment.id, cancelled, context.clock.now());
    await append(tx, context, {
      type: 'payment.cancelled',
      subject: paymentSubject(payment.id),
      data: { for: payment.subject, unit: payment.unit },
    });
    return (await attemptsOf(tx, vault, payment.id)).filter(isOpen);
  }
  if (payment.state !== 'paid' || giveBack === null) return [];
  const money = (await moneyOf(tx, payment.id)).find(({ purpose }) => purpose === 'settles');
  invariant(money, 'what is paid has the money that settled it');
  const amount = refundable(money, await refundsOf(tx, vault, [money.id]));
  if (amount > 0)
    await askRefund(tx, context, vault, payment, { money, amount, why: giveBack, reason: null });
  return [];
}
