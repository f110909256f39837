import { dateIn } from '#kernel/clock.js';
import type { MessageKey } from '#kernel/i18n/catalogues.js';
import { localize } from '#kernel/i18n/locales.js';
import type { Translator } from '#kernel/i18n/translate.js';
import type { CounterWay } from '#modules/payment/api.js';
import type { IconName } from '#ui/components/icon.js';
import type { StatusTone } from '#ui/components/status-tag.js';
import type { Channel, Delivery } from '../definition.js';
import type { FeeDue } from '../fee.js';
import { type CaseState, type CaseSummary, isFeeDue, type RevocationReason, urgency } from '../model.js';
import { type EntryType, isPurpose, type LookPurpose, TRYING } from '../timeline.js';
import type { KindWords } from './kind-words.js';

/** Words and marks of states, ways and entries: one table each, so that nothing is without words. */
export const STATES = {
  submitted: { tone: 'active', word: 'procedure.state.submitted' },
  inReview: { tone: 'active', word: 'procedure.state.inReview' },
  correctionRequested: { tone: 'waiting', word: 'procedure.state.correctionRequested' },
  inDecision: { tone: 'active', word: 'procedure.state.inDecision' },
  approved: { tone: 'active', word: 'procedure.state.approved' },
  issued: { tone: 'done', word: 'procedure.state.issued' },
  revoked: { tone: 'problem', word: 'procedure.state.revoked' },
  completed: { tone: 'done', word: 'procedure.state.completed' },
  refused: { tone: 'problem', word: 'procedure.state.refused' },
  withdrawn: { tone: 'neutral', word: 'procedure.state.withdrawn' },
} as const satisfies Record<CaseState, { tone: StatusTone; word: MessageKey }>;

export function stateMark(
  t: Translator,
  subject: Pick<CaseSummary, 'state' | 'fee' | 'feeReceipt' | 'awaitedParts'>,
): { tone: StatusTone; label: string } {
  if (subject.state === 'approved' && isFeeDue(subject))
    return { tone: 'waiting', label: t('procedure.state.feeDue') };
  if (isAwaitingPart(subject)) return { tone: 'waiting', label: t('part.state.awaited') };
  return { tone: STATES[subject.state].tone, label: t(STATES[subject.state].word) };
}

const isAwaitingPart = ({ state, awaitedParts }: Pick<CaseSummary, 'state' | 'awaitedParts'>): boolean =>
  awaitedParts > 0 && (state === 'submitted' || state === 'inReview');

/** What the state means for the applicant, in a sentence. */
const STATE_TEXTS = {
  inReview: 'procedure.stateText.inReview',
  correctionRequested: 'procedure.stateText.correctionRequested',
  inDecision: 'procedure.stateText.inDecision',
  approved: 'procedure.stateText.approved',
  issued: 'procedure.stateText.issued',
  revoked: 'procedure.stateText.revoked',
  refused: 'procedure.stateText.refused',
  withdrawn: 'procedure.stateText.withdrawn',
} as const satisfies Record<Exclude<CaseState, 'submitted' | 'completed'>, MessageKey>;

export function stateText(t: Translator, subject: CaseSummary, said: KindWords): string {
  if (subject.state === 'approved' && isFeeDue(subject))
    return t('procedure.stateText.feeDue', { fee: t.yen(subject.fee) });
  if (isAwaitingPart(subject)) return t('part.stateText.awaited');
  if (subject.state === 'issued' && subject.delivery !== 'myPage')
    return t(DELIVERED[subject.delivery ?? 'counter']);
  if (subject.state === 'submitted') return t(said.submittedText);
  if (subject.state === 'completed') return t(said.completedText);
  return t(STATE_TEXTS[subject.state]);
}

const DELIVERED = {
  post: 'procedure.stateText.issuedByPost',
  counter: 'procedure.stateText.issuedAtCounter',
} as const satisfies Record<Exclude<Delivery, 'myPage'>, MessageKey>;

/** What is due, and why it is less than the full fee. */
export function feeText(t: Translator, { amount, reason }: FeeDue): string {
  const sum = amount === 0 ? t('procedure.start.free') : t.yen(amount);
  return reason === null
    ? sum
    : t('payment.fee.reduced', { amount: sum, reason: localize(reason, t.locale) });
}

/** How money comes over the counter. */
export const COUNTER_WAY_WORDS = {
  cash: 'payment.way.cash',
  terminal: 'payment.way.terminal',
  paymentSlip: 'payment.way.paymentSlip',
  postalOrder: 'payment.way.postalOrder',
} as const satisfies Record<CounterWay, MessageKey>;

export const CHANNELS = {
  online: { word: 'procedure.way.online', icon: 'screen' },
  counter: { word: 'procedure.way.counter', icon: 'office' },
  paper: { word: 'procedure.way.paper', icon: 'paper' },
  phone: { word: 'procedure.way.phone', icon: 'phone' },
  api: { word: 'procedure.way.api', icon: 'screen' },
  bulk: { word: 'procedure.way.bulk', icon: 'paper' },
} as const satisfies Record<Channel, { word: MessageKey; icon: IconName }>;

export const DELIVERY_WORDS = {
  myPage: 'procedure.delivery.myPage',
  post: 'procedure.delivery.post',
  counter: 'procedure.delivery.counter',
} as const satisfies Record<Delivery, MessageKey>;

export const ENTRY_WORDS = {
  'case.submitted': 'procedure.entry.submitted',
  'case.assigned': 'procedure.entry.assigned',
  'case.viewed': 'procedure.entry.viewed',
  'case.stepSignedOff': 'message.entry.stepSignedOff',
  'case.checked': 'checks.entry',
  'case.erased': 'casework.entry.erased',
  'case.handedOver': 'message.entry.handedOver',
  'case.messageSent': 'message.entry.messageSent',
  'case.noted': 'casework.entry.noted',
  'case.linked': 'related.entry.linked',
  'case.unlinked': 'related.entry.unlinked',
  'case.correctionRequested': 'procedure.entry.correctionRequested',
  'case.corrected': 'procedure.entry.corrected',
  'case.partInvited': 'part.entry.partInvited',
  'case.partOpened': 'part.entry.partOpened',
  'case.partSent': 'part.entry.partSent',
  'case.partCancelled': 'part.entry.partCancelled',
  'case.partExpired': 'part.entry.partExpired',
  'case.partWaived': 'part.entry.partWaived',
  'case.putUp': 'casework.entry.putUp',
  'case.takenBack': 'casework.entry.takenBack',
  'case.approved': 'procedure.entry.approved',
  'case.feeConfirmed': 'procedure.entry.feeConfirmed',
  'case.refused': 'procedure.entry.refused',
  'case.withdrawn': 'procedure.entry.withdrawn',
  'case.issued': 'procedure.entry.issued',
  'certificate.downloaded': 'procedure.entry.downloaded',
  'certificate.handedOver': 'result.entry.handedOver',
  'certificate.verified': 'procedure.entry.verified',
  'certificate.revoked': 'procedure.entry.revoked',
} as const satisfies Record<EntryType, MessageKey>;

export const REVOCATION_WORDS = {
  wrongContent: 'revocation.wrongContent',
  factsChanged: 'revocation.factsChanged',
  wronglyObtained: 'revocation.wronglyObtained',
  onRequest: 'revocation.onRequest',
  other: 'revocation.other',
} as const satisfies Record<RevocationReason, MessageKey>;

export const AUDIENCE_WORDS = {
  resident: 'procedure.audience.resident',
  business: 'procedure.audience.business',
  both: 'procedure.audience.both',
} as const satisfies Record<'resident' | 'business' | 'both', MessageKey>;

/** 11月25日（水）; with the year when it is another one. */
const shortDate = (t: Translator, date: Temporal.PlainDate, today: Temporal.PlainDate): string =>
  date.year === today.year ? t.date(date).replace(/^\d+年/, '') : t.date(date);

/** For whom it waits: the deadline stands still meanwhile, and an old day would only look late. */
function waitingWords(t: Translator, subject: StandingCase): string {
  if (subject.state === 'correctionRequested') return t('cases.waiting.correction');
  return t(isAwaitingPart(subject) ? 'cases.waiting.part' : 'cases.waiting.payment');
}

type StandingCase = Pick<CaseSummary, 'phase' | 'state' | 'awaitedParts' | 'dueOn'>;

/** 今日, 3日超過, the day, or for whom it waits. */
export function dueWords(t: Translator, subject: StandingCase, today: Temporal.PlainDate) {
  if (subject.phase === 'waiting') return { text: waitingWords(t, subject), tone: 'waiting' as const };
  const order = urgency(subject, today);
  if (order === 'today') return { text: t('staff.case.dueToday'), tone: 'today' as const };
  if (order === 'late') {
    const { days } = today.since(subject.dueOn);
    return { text: t('staff.case.dueLate', { days }), tone: 'late' as const };
  }
  return { text: shortDate(t, subject.dueOn, today), tone: undefined };
}

export const submittedDay = (t: Translator, { submittedAt }: Pick<CaseSummary, 'submittedAt'>): string =>
  t.date(dateIn(submittedAt));

export const PURPOSE_WORDS = {
  review: 'procedure.purpose.review',
  inquiry: 'procedure.purpose.inquiry',
  delivery: 'procedure.purpose.delivery',
  audit: 'procedure.purpose.audit',
  definition: 'procedure.purpose.definition',
} as const satisfies Record<LookPurpose, MessageKey>;

export const purposeWords = (t: Translator, purpose: string): string =>
  isPurpose(purpose) || purpose === TRYING ? t(PURPOSE_WORDS[purpose]) : purpose;
