import type { EntryType } from '#kernel/module.js';

/** Journal entries of this module: subject payment/<id>, book/<id> or provider/<name>; never personal data. */
export const ENTRIES = {
  'payment.requested': { means: 'Something is owed', data: ['for', 'unit', 'amount'] },
  'payment.begun': { means: 'Paying online was begun', data: ['for', 'unit', 'provider', 'way'] },
  'payment.paid': {
    means: 'What was owed was paid',
    data: ['for', 'unit', 'provider', 'way', 'cashless', 'amount', 'receipt'],
  },
  'payment.failed': { means: 'Paying online failed', data: ['for', 'unit', 'provider', 'way'] },
  'payment.cancelled': { means: 'Nothing is owed any more', data: ['for', 'unit'] },
  'payment.surplus': {
    means: 'Money came that was not owed: paid twice, too late or not the right sum; it is to be given back',
    data: ['for', 'unit', 'provider', 'way', 'amount', 'why'],
  },
  'payment.unknown': { means: 'Money came and nobody knows for what', data: ['provider', 'amount'] },
  'payment.refundAsked': { means: 'Giving money back was asked for', data: ['for', 'unit', 'amount', 'why'] },
  'payment.refundDismissed': {
    means: 'It was decided not to give it back',
    data: ['for', 'unit', 'amount', 'why'],
  },
  'payment.refundApproved': {
    means: 'A second person decided to give it back',
    data: ['for', 'unit', 'amount', 'why'],
  },
  'payment.refunded': {
    means: 'Money was given back',
    data: ['for', 'unit', 'provider', 'amount', 'why', 'whole'],
  },
  'payment.refundFailed': {
    means: 'The provider could not give it back',
    data: ['for', 'unit', 'provider', 'amount'],
  },
  'payment.viewed': { means: 'A member of staff looked at a payment with its payer', data: ['unit'] },
  'payment.receiptPrinted': { means: 'Staff printed a receipt', data: ['receipt', 'copy'] },
  'payment.bookOpened': { means: 'The cash book of a day was opened', data: ['unit', 'day', 'opening'] },
  'payment.bookMoved': {
    means: 'Change was put in or cash taken out to the bank',
    data: ['unit', 'kind', 'amount'],
  },
  'payment.bookClosed': {
    means: 'The cash book was closed with a count',
    data: ['unit', 'day', 'difference'],
  },
  'payment.reconciled': {
    means: 'A day was compared with what the provider says of it',
    data: ['provider', 'day', 'differences'],
  },
  'payment.differenceFound': {
    means: 'Something does not agree',
    data: ['provider', 'day', 'kind', 'payment'],
  },
  'payment.differenceSettled': { means: 'Somebody has settled it', data: ['provider', 'kind'] },
} as const satisfies Record<string, EntryType>;
