import { dateIn, today } from '#kernel/clock.js';
import type { Context } from '#kernel/context.js';
import type { Tx } from '#kernel/db/database.js';
import { localize } from '#kernel/i18n/locales.js';
import { append } from '#kernel/journal/journal.js';
import type { Kernel } from '#kernel/kernel.js';
import { fiscalYearOf } from '#kernel/values/fiscal-year.js';
import { uuidv7 } from '#kernel/values/uuid.js';
import {
  CASHLESS,
  type Money,
  type MoneyPurpose,
  type MoneyWay,
  type Payment,
  paymentSubject,
  purposeOf,
  receiptCode,
} from '../model.js';
import { insertMoney } from '../store/money.js';
import { savePaymentState } from '../store/payments.js';
import { insertReceipt } from '../store/receipts.js';
import { askRefund } from './ask-refund.js';
import { unitName } from './deps.js';

/** A sum that has come in. */
export interface Arrival {
  provider: Money['provider'];
  reference: string;
  attemptId: string | null;
  way: MoneyWay;
  amount: number;
  at: Temporal.Instant;
}

export interface Recorded {
  money: Money;
  purpose: MoneyPurpose;
  /** 2026-12, when it settled what was owed. */
  receipt: string | null;
}

/**
 * Writes money down that has come, once however often it is told: it settles what is owed and gets a receipt, or it is
 * a surplus that is proposed to be given back. The caller holds the payment's row. Null when it was known.
 */
export async function recordMoney(
  tx: Tx,
  context: Context,
  { vault }: Pick<Kernel, 'vault'>,
  payment: Payment,
  arrival: Arrival,
): Promise<Recorded | null> {
  const now = context.clock.now();
  const decided = purposeOf(payment, arrival.amount);
  const money: Money = { id: uuidv7(now), paymentId: payment.id, purpose: decided.purpose, ...arrival };
  if (!(await insertMoney(tx, money, now))) return null;
  const { provider, way, amount } = arrival;
  const subject = paymentSubject(payment.id);
  const about = { for: payment.subject, unit: payment.unit, provider, way, amount };
  if (decided.purpose === 'surplus') {
    await append(tx, context, { type: 'payment.surplus', subject, data: { ...about, why: decided.why } });
    await askRefund(tx, context, vault, payment, { money, amount, why: decided.why, reason: null });
    return { money, purpose: 'surplus', receipt: null };
  }
  await savePaymentState(tx, payment.id, 'paid', now, arrival.at);
  const issuedOn = today(context.clock);
  const number = await insertReceipt(tx, vault, fiscalYearOf(issuedOn), money.id, issuedOn, {
    payerName: payment.payerName,
    title: localize(payment.title, 'ja'),
    amount: payment.amount,
    way,
    paymentNumber: payment.number,
    paidOn: dateIn(arrival.at).toString(),
    unit: unitName(context, payment.unit),
  });
  const receipt = receiptCode(number);
  await append(tx, context, {
    type: 'payment.paid',
    subject,
    data: { ...about, cashless: CASHLESS[way], receipt },
  });
  if (decided.excess > 0) {
    const excess = { money, amount: decided.excess, why: 'otherAmount', reason: null } as const;
    await askRefund(tx, context, vault, payment, excess);
  }
  return { money, purpose: 'settles', receipt };
}

/** Money that belongs to no payment of ours: written down, so that it is not lost. False when it was known. */
export async function recordUnknown(tx: Tx, context: Context, arrival: Arrival): Promise<boolean> {
  const now = context.clock.now();
  const money: Money = { id: uuidv7(now), paymentId: null, purpose: 'unknown', ...arrival };
  if (!(await insertMoney(tx, money, now))) return false;
  await append(tx, context, {
    type: 'payment.unknown',
    subject: `provider/${arrival.provider}`,
    data: { provider: arrival.provider, amount: arrival.amount },
  });
  return true;
}
