import type { Context } from '#kernel/context.js';
import { tenantOf } from '#kernel/context.js';
import { qrSvg } from '#kernel/documents/qr.js';
import { localize } from '#kernel/i18n/locales.js';
import type { Kernel } from '#kernel/kernel.js';
import { eraDate } from '#kernel/values/era.js';
import { fiscalYear, fiscalYearStart } from '#kernel/values/fiscal-year.js';
import { formatReference, type ReferenceNumber } from '#kernel/values/reference-number.js';
import { formatYen, yen } from '#kernel/values/yen.js';
import type { MoneyWay, Payment, ReceiptNumber } from '../model.js';
import type { Receipt } from '../store/receipts.js';
import { unitName } from './deps.js';

const RECEIPT = new URL('../templates/receipt.typ', import.meta.url);
const SLIP = new URL('../templates/slip.typ', import.meta.url);

/** As Japanese receipts name the ways. */
const WAY_WORDS = {
  card: 'クレジットカード（オンライン）',
  konbini: 'コンビニエンスストア',
  cash: '現金',
  terminal: 'キャッシュレス端末（窓口）',
  paymentSlip: '納付書',
  postalOrder: '定額小為替',
} as const satisfies Record<MoneyWay, string>;

/** 令和8年度第12号 */
export const receiptNumberText = ({ fiscalYear: year, number }: ReceiptNumber): string =>
  `${eraDate(fiscalYearStart(fiscalYear(year))).replace(/年.*/, '年度')}第${number}号`;

const letterhead = ({ municipality }: Context) => ({
  municipality: localize(municipality.name, 'ja'),
  head: { title: municipality.head.title, name: municipality.head.name ?? null },
  office: { address: municipality.office.address, phone: municipality.office.phone },
});

/** 領収証書, with the electronic seal of the municipality. A copy says that it is one; so does a refund. */
export async function receiptPdf(
  kernel: Kernel,
  context: Context,
  receipt: Receipt,
  { isCopy, givenBack }: { isCopy: boolean; givenBack: number },
): Promise<Uint8Array> {
  const { municipality } = context;
  const pdf = await kernel.typesetter.renderPdf({
    template: RECEIPT,
    data: {
      ...letterhead(context),
      number: receiptNumberText(receipt),
      issuedOn: eraDate(receipt.issuedOn),
      paidOn: eraDate(Temporal.PlainDate.from(receipt.paidOn)),
      payerName: receipt.payerName,
      title: receipt.title,
      amount: formatYen(yen(receipt.amount)),
      way: WAY_WORDS[receipt.way],
      paymentNumber: formatReference(receipt.paymentNumber as ReferenceNumber),
      unit: receipt.unit,
      isCopy,
      givenBack: givenBack > 0 ? formatYen(yen(givenBack)) : '',
    },
    meta: { title: '領収証書', author: municipality.head.title, date: receipt.issuedOn },
  });
  return kernel.sealer.seal(tenantOf(context), municipality.head.title, pdf);
}

/** 納付書: three parts, as a cashier expects them, with the number as a QR code for the desk. */
export async function slipPdf(
  kernel: Kernel,
  context: Context,
  payment: Payment,
  today: Temporal.PlainDate,
): Promise<Uint8Array> {
  const { municipality } = context;
  return kernel.typesetter.renderPdf({
    template: SLIP,
    data: {
      ...letterhead(context),
      hours: localize(municipality.office.hours, 'ja'),
      number: formatReference(payment.number),
      payerName: payment.payerName,
      title: localize(payment.title, 'ja'),
      amount: formatYen(yen(payment.amount)),
      dueOn: eraDate(payment.dueOn),
      issuedOn: eraDate(today),
      unit: unitName(context, payment.unit),
    },
    files: { 'qr.svg': await qrSvg(formatReference(payment.number)) },
    meta: { title: '納付書', author: municipality.head.title, date: today },
  });
}
