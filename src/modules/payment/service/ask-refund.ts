import { actorRef, type Context } from '#kernel/context.js';
import type { Vault } from '#kernel/crypto/vault.js';
import type { Tx } from '#kernel/db/database.js';
import { append } from '#kernel/journal/journal.js';
import { uuidv7 } from '#kernel/values/uuid.js';
import { type Money, type Payment, paymentSubject, type RefundWhy } from '../model.js';
import { insertRefund } from '../store/money.js';

/** Asks for giving a sum back; a second person decides. */
export async function askRefund(
  tx: Tx,
  context: Context,
  vault: Vault,
  payment: Pick<Payment, 'id' | 'subject' | 'unit'>,
  { money, amount, why, reason }: { money: Money; amount: number; why: RefundWhy; reason: string | null },
): Promise<string> {
  const askedAt = context.clock.now();
  const id = uuidv7(askedAt);
  await insertRefund(tx, vault, {
    id,
    transactionId: money.id,
    amount,
    why,
    reason,
    state: 'asked',
    askedBy: actorRef(context.actor),
    askedAt,
    decidedBy: null,
    reference: null,
    doneAt: null,
  });
  await append(tx, context, {
    type: 'payment.refundAsked',
    subject: paymentSubject(payment.id),
    data: { for: payment.subject, unit: payment.unit, amount, why },
  });
  return id;
}
