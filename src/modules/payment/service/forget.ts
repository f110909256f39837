import type { Tx } from '#kernel/db/database.js';
import type { Kernel } from '#kernel/kernel.js';
import { moneyOf } from '../store/money.js';
import { findPayment, forgetPayer } from '../store/payments.js';
import { forgetReceiptName } from '../store/receipts.js';

/** What a payment was for is erased: the name of who paid goes too; sums, days and numbers stay for the accounts. */
export async function forget(tx: Tx, { vault }: Pick<Kernel, 'vault'>, subject: string): Promise<void> {
  const payment = await findPayment(tx, vault, { subject }, { lock: true });
  if (!payment) return;
  await forgetPayer(tx, vault, subject);
  for (const { id } of await moneyOf(tx, payment.id)) await forgetReceiptName(tx, vault, id);
}
