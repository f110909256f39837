import { sql } from 'kysely';
import type { Vault } from '#kernel/crypto/vault.js';
import type { Tx } from '#kernel/db/database.js';
import type { MoneyWay, ReceiptNumber } from '../model.js';
import type { PaymentTables } from '../tables.js';
import { openJson, sealJson } from './sealing.js';

/** What a receipt says, as it was on its day. */
export interface ReceiptContent {
  payerName: string;
  /** In Japanese. */
  title: string;
  amount: number;
  way: MoneyWay;
  /** Day on which the money came, 2026-11-20. */
  paidOn: string;
  /** Payment number. */
  paymentNumber: string;
  /** Name of the section. */
  unit: string;
}

export interface Receipt extends ReceiptNumber, ReceiptContent {
  issuedOn: Temporal.PlainDate;
  printedAt: Temporal.Instant | null;
}

const sealedOf = (transactionId: string) => `payment-receipt/${transactionId}`;

/**
 * Gives the next number of the fiscal year. The counter's row is held until the transaction ends, so numbers have
 * neither gaps nor doubles, however many are taken at the same time.
 */
export async function insertReceipt(
  tx: Tx,
  vault: Vault,
  fiscalYear: number,
  transactionId: string,
  issuedOn: Temporal.PlainDate,
  content: ReceiptContent,
): Promise<ReceiptNumber> {
  const tables = tx.tables<PaymentTables>();
  const { last } = await tables
    .insertInto('payment_receipt_counter')
    .values({ tenant: tx.tenant, fiscal_year: fiscalYear, last: 1 })
    .onConflict((conflict) =>
      conflict
        .columns(['tenant', 'fiscal_year'])
        .doUpdateSet({ last: sql<number>`payment_receipt_counter.last + 1` }),
    )
    .returning('last')
    .executeTakeFirstOrThrow();
  await tables
    .insertInto('payment_receipt')
    .values({
      tenant: tx.tenant,
      fiscal_year: fiscalYear,
      number: last,
      transaction_id: transactionId,
      issued_on: issuedOn,
      content: sealJson(vault, tx, sealedOf(transactionId), content),
      printed_at: null,
    })
    .execute();
  return { fiscalYear, number: last };
}

const receipts = (tx: Tx) =>
  tx.tables<PaymentTables>().selectFrom('payment_receipt').where('tenant', '=', tx.tenant);

export async function receiptOf(tx: Tx, vault: Vault, transactionId: string): Promise<Receipt | undefined> {
  const row = await receipts(tx).selectAll().where('transaction_id', '=', transactionId).executeTakeFirst();
  return (
    row && {
      fiscalYear: row.fiscal_year,
      number: row.number,
      issuedOn: row.issued_on,
      printedAt: row.printed_at,
      ...openJson<ReceiptContent>(vault, tx, sealedOf(transactionId), row.content),
    }
  );
}

/** Notes the first printing. False when it was printed before: what is printed now is a copy. */
export async function markPrinted(tx: Tx, transactionId: string, now: Temporal.Instant): Promise<boolean> {
  const first = await tx
    .tables<PaymentTables>()
    .updateTable('payment_receipt')
    .set({ printed_at: now })
    .where('tenant', '=', tx.tenant)
    .where('transaction_id', '=', transactionId)
    .where('printed_at', 'is', null)
    .returning('number')
    .executeTakeFirst();
  return first !== undefined;
}

/** The name goes; number, sum and day stay for the accounts. */
export async function forgetReceiptName(tx: Tx, vault: Vault, transactionId: string): Promise<void> {
  const receipt = await receiptOf(tx, vault, transactionId);
  if (!receipt) return;
  const { title, amount, way, paidOn, paymentNumber, unit } = receipt;
  await tx
    .tables<PaymentTables>()
    .updateTable('payment_receipt')
    .set({
      content: sealJson(vault, tx, sealedOf(transactionId), {
        payerName: '',
        title,
        amount,
        way,
        paidOn,
        paymentNumber,
        unit,
      } satisfies ReceiptContent),
    })
    .where('tenant', '=', tx.tenant)
    .where('transaction_id', '=', transactionId)
    .execute();
}
