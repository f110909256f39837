import { dateIn } from '#kernel/clock.js';
import type { MessageKey } from '#kernel/i18n/catalogues.js';
import type { Translator } from '#kernel/i18n/translate.js';
import type { StatusTone } from '#ui/components/status-tag.js';
import type { PageContext } from '#ui/page.js';
import type {
  AttemptState,
  DifferenceKind,
  LineKind,
  Money,
  MoneyPurpose,
  MoneyWay,
  PaymentState,
  RefundState,
  RefundWhy,
} from '../model.js';

export const WAY_WORDS = {
  card: 'payment.way.card',
  konbini: 'payment.way.konbini',
  cash: 'payment.way.cash',
  terminal: 'payment.way.terminal',
  paymentSlip: 'payment.way.paymentSlip',
  postalOrder: 'payment.way.postalOrder',
} as const satisfies Record<MoneyWay, MessageKey>;

/** 11月19日（木）; with the year when it is another one. */
export function shortDate({ t, now }: PageContext, date: Temporal.PlainDate): string {
  const text = t.date(date);
  return date.year === dateIn(now).year ? text.replace(/^\d+年/, '') : text;
}

export const STATE_WORDS = {
  due: 'payment.state.due',
  paid: 'payment.state.paid',
  cancelled: 'payment.state.cancelled',
  refunded: 'payment.state.refunded',
} as const satisfies Record<PaymentState, MessageKey>;

const STATE_TONES = {
  due: 'waiting',
  paid: 'done',
  cancelled: 'neutral',
  refunded: 'neutral',
} as const satisfies Record<PaymentState, StatusTone>;

export const stateMark = (t: Translator, state: PaymentState): { tone: StatusTone; label: string } => ({
  tone: STATE_TONES[state],
  label: t(STATE_WORDS[state]),
});

export const PROVIDER_WORDS = {
  counter: 'paymentDesk.provider.counter',
  stripe: 'paymentDesk.provider.stripe',
  sandbox: 'paymentDesk.provider.sandbox',
} as const satisfies Record<Money['provider'], MessageKey>;

export const PURPOSE_WORDS = {
  settles: 'paymentDesk.purpose.settles',
  surplus: 'paymentDesk.purpose.surplus',
  unknown: 'paymentDesk.purpose.unknown',
} as const satisfies Record<MoneyPurpose, MessageKey>;

export const ATTEMPT_WORDS = {
  begun: 'paymentDesk.attempt.begun',
  waiting: 'paymentDesk.attempt.waiting',
  succeeded: 'paymentDesk.attempt.succeeded',
  failed: 'paymentDesk.attempt.failed',
  expired: 'paymentDesk.attempt.expired',
} as const satisfies Record<AttemptState, MessageKey>;

export const WHY_WORDS = {
  paidTwice: 'paymentDesk.why.paidTwice',
  paidTooLate: 'paymentDesk.why.paidTooLate',
  otherAmount: 'paymentDesk.why.otherAmount',
  withdrawn: 'paymentDesk.why.withdrawn',
  refused: 'paymentDesk.why.refused',
  decision: 'paymentDesk.why.decision',
  foundThere: 'paymentDesk.why.foundThere',
} as const satisfies Record<RefundWhy, MessageKey>;

export const REFUND_WORDS = {
  asked: 'paymentDesk.refundState.asked',
  sent: 'paymentDesk.refundState.sent',
  done: 'paymentDesk.refundState.done',
  failed: 'paymentDesk.refundState.failed',
  dismissed: 'paymentDesk.refundState.dismissed',
} as const satisfies Record<RefundState, MessageKey>;

export const KIND_WORDS = {
  taken: 'paymentDesk.kind.taken',
  refunded: 'paymentDesk.kind.refunded',
  putIn: 'paymentDesk.kind.putIn',
  takenOut: 'paymentDesk.kind.takenOut',
} as const satisfies Record<LineKind, MessageKey>;

export const DIFFERENCE_WORDS = {
  unknownHere: 'paymentDesk.difference.unknownHere',
  recordedLate: 'paymentDesk.difference.recordedLate',
  chargedTwice: 'paymentDesk.difference.chargedTwice',
  amountDiffers: 'paymentDesk.difference.amountDiffers',
  refundedThere: 'paymentDesk.difference.refundedThere',
  missingThere: 'paymentDesk.difference.missingThere',
  refundMissingThere: 'paymentDesk.difference.refundMissingThere',
} as const satisfies Record<DifferenceKind, MessageKey>;

/** Below zero too: −300円. */
export const signedYen = (t: Translator, amount: number): string =>
  amount < 0 ? `−${t.yen(-amount)}` : t.yen(amount);
