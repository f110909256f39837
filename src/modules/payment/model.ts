import type { LocalizedText } from '#kernel/i18n/locales.js';
import type { ReferenceNumber } from '#kernel/values/reference-number.js';

/** Ways in which a definition lets something be paid. */
export const PAYMENT_WAYS = ['online', 'counter', 'paymentSlip', 'postalOrder'] as const;
export type PaymentWay = (typeof PAYMENT_WAYS)[number];

export const PROVIDERS = ['sandbox', 'stripe'] as const;
export type ProviderName = (typeof PROVIDERS)[number];
/** Through whom a sum came. */
export type MoneySource = ProviderName | 'counter';

export const ONLINE_WAYS = ['card', 'konbini'] as const;
export type OnlineWay = (typeof ONLINE_WAYS)[number];

export const COUNTER_WAYS = ['cash', 'terminal', 'paymentSlip', 'postalOrder'] as const;
export type CounterWay = (typeof COUNTER_WAYS)[number];

/** How money really came. */
export const MONEY_WAYS = [...ONLINE_WAYS, ...COUNTER_WAYS] as const;
export type MoneyWay = (typeof MONEY_WAYS)[number];

/**
 * Whether it counts as cashless in the plans' indicators: paid by card or code, online or at the terminal of a desk.
 * A convenience store, a slip and a postal order are ways of paying in cash.
 */
export const CASHLESS = {
  card: 'yes',
  terminal: 'yes',
  konbini: 'no',
  cash: 'no',
  paymentSlip: 'no',
  postalOrder: 'no',
} as const satisfies Record<MoneyWay, 'yes' | 'no'>;

export const PAYMENT_STATES = ['due', 'paid', 'cancelled', 'refunded'] as const;
export type PaymentState = (typeof PAYMENT_STATES)[number];

export type PaymentEvent = 'moneyComes' | 'cancel' | 'allGivenBack';

/**
 * What follows from what. Money that comes when nothing is owed changes no state: it is a surplus, which is given
 * back.
 */
export const NEXT_STATE = {
  due: { moneyComes: 'paid', cancel: 'cancelled' },
  paid: { allGivenBack: 'refunded' },
  cancelled: {},
  refunded: {},
} as const satisfies Record<PaymentState, Partial<Record<PaymentEvent, PaymentState>>>;

export const nextState = (state: PaymentState, event: PaymentEvent): PaymentState | undefined => {
  const next: Partial<Record<PaymentEvent, PaymentState>> = NEXT_STATE[state];
  return next[event];
};

export type AttemptState = 'begun' | 'waiting' | 'succeeded' | 'failed' | 'expired';

/** What a try may become; a provider's notices come in any order and more than once. */
export const NEXT_ATTEMPT = {
  begun: ['waiting', 'succeeded', 'failed', 'expired'],
  waiting: ['succeeded', 'failed', 'expired'],
  // A shop may still take money for a number that was thought to be over.
  failed: ['succeeded'],
  expired: ['succeeded'],
  succeeded: [],
} as const satisfies Record<AttemptState, readonly AttemptState[]>;

/** It may still bring money. */
export const isOpen = ({ state }: Pick<Attempt, 'state'>): boolean =>
  state === 'begun' || state === 'waiting';

export const mayBecome = (state: AttemptState, next: AttemptState): boolean => {
  const possible: readonly AttemptState[] = NEXT_ATTEMPT[state];
  return possible.includes(next);
};

export type MoneyPurpose = 'settles' | 'surplus' | 'unknown';
export type RefundState = 'asked' | 'sent' | 'done' | 'failed' | 'dismissed';
export const REFUND_WHYS = [
  'paidTwice',
  'paidTooLate',
  'otherAmount',
  'withdrawn',
  'refused',
  'decision',
  'foundThere',
] as const;
export type RefundWhy = (typeof REFUND_WHYS)[number];
export type Concern = 'attempt' | 'refund' | 'nothing';
export type LineKind = 'taken' | 'refunded' | 'putIn' | 'takenOut';
export const DIFFERENCE_KINDS = [
  'unknownHere',
  'recordedLate',
  'chargedTwice',
  'amountDiffers',
  'refundedThere',
  'missingThere',
  'refundMissingThere',
] as const;
export type DifferenceKind = (typeof DIFFERENCE_KINDS)[number];
export type SandboxState = 'open' | 'waiting' | 'paid' | 'failed' | 'expired';

/** What is owed, without the name of who owes it. */
export interface PaymentHead {
  id: string;
  number: ReferenceNumber;
  /** case/<id> */
  subject: string;
  /** The number of that case. */
  reference: ReferenceNumber | null;
  unit: string;
  payer: string | null;
  title: LocalizedText;
  amount: number;
  ways: readonly PaymentWay[];
  state: PaymentState;
  dueOn: Temporal.PlainDate;
  requestedAt: Temporal.Instant;
  paidAt: Temporal.Instant | null;
}

export interface Payment extends PaymentHead {
  payerName: string;
}

/** Numbers with which a convenience store takes the money, by shop, and until when. */
export interface Voucher {
  numbers: readonly { shop: string; number: string; confirmation: string | null }[];
  /** Page of the provider that explains each shop's steps. */
  address: string | null;
}

export interface Attempt {
  id: string;
  paymentId: string;
  provider: ProviderName;
  way: OnlineWay;
  amount: number;
  reference: string | null;
  state: AttemptState;
  until: Temporal.Instant | null;
  begunAt: Temporal.Instant;
  /** The provider's page. */
  address: string | null;
  voucher: Voucher | null;
}

export interface Money {
  id: string;
  paymentId: string | null;
  attemptId: string | null;
  provider: MoneySource;
  reference: string;
  way: MoneyWay;
  amount: number;
  purpose: MoneyPurpose;
  at: Temporal.Instant;
}

export interface Refund {
  id: string;
  transactionId: string;
  amount: number;
  why: RefundWhy;
  reason: string | null;
  state: RefundState;
  askedBy: string;
  askedAt: Temporal.Instant;
  decidedBy: string | null;
  reference: string | null;
  doneAt: Temporal.Instant | null;
}

/** 令和8年度第12号 */
export interface ReceiptNumber {
  fiscalYear: number;
  number: number;
}

export const receiptCode = ({ fiscalYear, number }: ReceiptNumber): string => `${fiscalYear}-${number}`;

/** What a sum that comes in is for, and why it is given back when it is not what was owed. */
export function purposeOf(
  payment: Pick<Payment, 'state' | 'amount'>,
  amount: number,
): { purpose: 'settles'; excess: number } | { purpose: 'surplus'; why: RefundWhy } {
  if (nextState(payment.state, 'moneyComes') === undefined) {
    return { purpose: 'surplus', why: payment.state === 'cancelled' ? 'paidTooLate' : 'paidTwice' };
  }
  if (amount < payment.amount) return { purpose: 'surplus', why: 'otherAmount' };
  return { purpose: 'settles', excess: amount - payment.amount };
}

/** What can still be given back of a sum: refunds that are refused or failed do not count. */
export const refundable = (
  { amount }: Pick<Money, 'amount'>,
  refunds: readonly Pick<Refund, 'amount' | 'state'>[],
): number =>
  amount -
  refunds
    .filter(({ state }) => state !== 'dismissed' && state !== 'failed')
    .reduce((sum, refund) => sum + refund.amount, 0);

export const givenBack = (refunds: readonly Pick<Refund, 'amount' | 'state'>[]): number =>
  refunds.filter(({ state }) => state === 'done').reduce((sum, { amount }) => sum + amount, 0);

/** One line of a cash book. */
export interface BookLine {
  line: number;
  kind: LineKind;
  way: CounterWay;
  amount: number;
  transactionId: string | null;
  refundId: string | null;
  note: string | null;
  at: Temporal.Instant;
  by: string;
}

const SIGN = { taken: 1, putIn: 1, refunded: -1, takenOut: -1 } as const satisfies Record<LineKind, number>;

/** Cash that ought to be in the drawer. */
export const expectedCash = (
  opening: number,
  lines: readonly Pick<BookLine, 'kind' | 'way' | 'amount'>[],
): number =>
  lines
    .filter(({ way }) => way === 'cash')
    .reduce((sum, { kind, amount }) => sum + SIGN[kind] * amount, opening);

/** What came in a way, what was given back subtracted. */
export const takings = (
  lines: readonly Pick<BookLine, 'kind' | 'way' | 'amount'>[],
  way: CounterWay,
): number =>
  lines
    .filter((line) => line.way === way && (line.kind === 'taken' || line.kind === 'refunded'))
    .reduce((sum, { kind, amount }) => sum + SIGN[kind] * amount, 0);

export interface Book {
  id: string;
  unit: string;
  day: Temporal.PlainDate;
  number: number;
  opening: number;
  openedBy: string;
  openedAt: Temporal.Instant;
  expected: number | null;
  counted: number | null;
  note: string | null;
  closedBy: string | null;
  closedAt: Temporal.Instant | null;
}

export const paymentSubject = (id: string): string => `payment/${id}`;
