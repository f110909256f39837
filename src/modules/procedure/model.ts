import type { StoredFile } from '#forms/fields/file/stored-file.js';
import type { AskedQuestion } from '#forms/submission.js';
import { AppError } from '#kernel/errors.js';
import type { Locale, LocalizedText } from '#kernel/i18n/locales.js';
import { addBusinessDays, businessDaysBetween } from '#kernel/values/business-day.js';
import type { ReferenceNumber } from '#kernel/values/reference-number.js';
import type { VerificationCode } from '#kernel/values/verification-code.js';
import type { AssuranceLevel } from './assurance.js';
import type { Channel, Delivery, Output, Procedure } from './definition.js';
import type { IdentityCheck } from './staff-entry.js';

export const CASE_STATES = [
  'submitted',
  'inReview',
  'correctionRequested',
  'inDecision',
  'approved',
  'issued',
  'revoked',
  'completed',
  'refused',
  'withdrawn',
] as const;
export type CaseState = (typeof CASE_STATES)[number];

/** Whose turn it is: the office's, somebody else's, nobody's any more. */
export type Phase = 'working' | 'waiting' | 'closed';

export type StaffAction =
  | 'take'
  | 'requestCorrection'
  | 'approve'
  | 'refuse'
  | 'confirmFee'
  | 'issue'
  | 'revoke'
  | 'signOff'
  | 'assign'
  | 'handOver';
export type ApplicantAction = 'correct' | 'withdraw';
export type CaseAction = StaffAction | ApplicantAction;

/** What may happen next; everything else is refused. */
export const NEXT_ACTIONS = {
  submitted: ['take', 'assign', 'handOver', 'withdraw'],
  inReview: ['signOff', 'approve', 'requestCorrection', 'refuse', 'assign', 'handOver', 'take', 'withdraw'],
  // The applicant who never answers may be refused (行政手続法第7条).
  correctionRequested: ['correct', 'refuse', 'assign', 'handOver', 'take', 'withdraw'],
  // Whoever decides is outside the office's own work (電子決裁); the applicant may still want it no more.
  inDecision: ['withdraw'],
  // A fee that is never paid, and an applicant who wants it no more, must not keep a case open for ever.
  approved: ['confirmFee', 'issue', 'assign', 'handOver', 'refuse', 'withdraw'],
  issued: ['revoke'],
  revoked: [],
  completed: [],
  refused: [],
  withdrawn: [],
} as const satisfies Record<CaseState, readonly CaseAction[]>;

/** What the inbox can show: due today, past due, waiting for others, everything open, everything closed. */
export const INBOX_VIEWS = ['today', 'overdue', 'waiting', 'open', 'closed'] as const;
export type InboxView = (typeof INBOX_VIEWS)[number];

/** By due date (closed cases: the latest first), the longest waiting first, the newest first. */
export const INBOX_ORDERS = ['due', 'received', 'newest'] as const;
export type InboxOrder = (typeof INBOX_ORDERS)[number];

/** Due within so many days, as the inbox offers it. */
export const DUE_WITHIN = [0, 3, 7, 30] as const;

/** Up to here the inbox counts exactly; a count above it only says that there are more. */
export const EXACT_COUNT = 1000;

/** A submitted procedure as lists show it. */
export interface CaseSummary {
  id: string;
  number: ReferenceNumber;
  procedure: string;
  version: string;
  channel: Channel;
  unit: string;
  /** Null when it came on paper or by phone from somebody without an account. */
  applicant: string | null;
  applicantName: string;
  state: CaseState;
  phase: Phase;
  revision: number;
  assignee: string | null;
  delivery: Delivery | null;
  fee: number;
  feeReceipt: string | null;
  /** Steps of the review that are signed off. */
  stepsDone: number;
  /** Parts of third parties that it waits for. */
  awaitedParts: number;
  submittedAt: Temporal.Instant;
  dueOn: Temporal.PlainDate;
  stoppedOn: Temporal.PlainDate | null;
  stoppedDays: number;
  decidedOn: Temporal.PlainDate | null;
  updatedAt: Temporal.Instant;
}

/** What the identity knows of a person, as it was when the application was begun. */
export interface PersonData {
  name: string;
  kana?: string | undefined;
  birthDate?: string | undefined;
  address?: string | undefined;
  /** Of the address; identities do not name it. */
  postalCode?: string | undefined;
  email?: string | undefined;
}

/** What a case is to come to, once it is decided: a refusal with its reason. */
export type Proposed = { outcome: 'approve' } | { outcome: 'refuse'; reason: string };

/** The sealed part of a case. */
export interface CaseContent {
  person: PersonData;
  /** Language in which the person answered. */
  locale: Locale;
  asked: AskedQuestion[];
  /** The same in Japanese, when the person answered in another language. */
  askedInJapanese: AskedQuestion[] | null;
  /** Relevant answers only, as stored by the fields. */
  answers: Record<string, unknown>;
  /** The words that the person agreed to by submitting. */
  declaration: string;
  /** Why it was refused. */
  refusal: string | null;
  /** What the office has put up for a decision. */
  proposed?: Proposed | undefined;
  /** Why less than the full fee is due, as the definition says it. */
  feeReason?: LocalizedText | undefined;
  /** How it was made sure who it was, where staff wrote it for somebody. */
  identityCheck?: IdentityCheck;
}

export interface Case extends CaseSummary {
  content: CaseContent;
}

/** The step of the review that is next; undefined when all are signed off. */
export const nextStep = ({ stepsDone }: Pick<CaseSummary, 'stepsDone'>, { review }: Procedure) =>
  review.steps[stepsDone];

export const stepsLeft = ({ stepsDone }: Pick<CaseSummary, 'stepsDone'>, { review }: Procedure): number =>
  Math.max(0, review.steps.length - stepsDone);

export const MESSAGE_KINDS = ['toApplicant', 'fromApplicant', 'note'] as const;
export type MessageKind = (typeof MESSAGE_KINDS)[number];

/** Characters of a message. */
export const MESSAGE_LIMIT = 2000;

/** What somebody wrote about a case. */
export interface Message {
  id: string;
  kind: MessageKind;
  author: string;
  text: string;
  files: readonly StoredFile[];
  sentAt: Temporal.Instant;
  readAt: Temporal.Instant | null;
}

/** A request to correct named fields. */
export interface Correction {
  id: string;
  caseId: string;
  fields: string[];
  message: string;
  askedAt: Temporal.Instant;
  askedBy: string;
  dueOn: Temporal.PlainDate;
  answeredAt: Temporal.Instant | null;
  /** What the fields held before, once answered. */
  before: AskedQuestion[];
}

/** How a document on paper reached the person. */
export type HandOver = 'counter' | 'kiosk' | 'post';

/** Why a document is revoked, as the journal tells it; the words are sealed. */
export const REVOCATION_REASONS = [
  'wrongContent',
  'factsChanged',
  'wronglyObtained',
  'onRequest',
  'other',
] as const;
export type RevocationReason = (typeof REVOCATION_REASONS)[number];

export interface Revocation {
  reason: RevocationReason;
  words: string;
}

/** 第12号 of a fiscal year. */
export interface DocumentNumber {
  fiscalYear: number;
  number: number;
}

export interface Certificate {
  id: string;
  caseId: string;
  /** Null for one issued before documents were numbered. */
  number: DocumentNumber | null;
  /** Of the municipality's own template; null for the shipped one. */
  templateVersion: number | null;
  handedOver: { at: Temporal.Instant; by: HandOver } | null;
  verificationCode: VerificationCode;
  issuedOn: Temporal.PlainDate;
  issuedAt: Temporal.Instant;
  validUntil: Temporal.PlainDate | null;
  revokedAt: Temporal.Instant | null;
}

export const isFeeDue = ({ fee, feeReceipt }: Pick<CaseSummary, 'fee' | 'feeReceipt'>): boolean =>
  fee > 0 && feeReceipt === null;

export function phaseOf(
  state: CaseState,
  subject: Pick<CaseSummary, 'fee' | 'feeReceipt'> & Partial<Pick<CaseSummary, 'awaitedParts'>>,
): Phase {
  if (state === 'submitted' || state === 'inReview') return subject.awaitedParts ? 'waiting' : 'working';
  if (state === 'correctionRequested' || state === 'inDecision') return 'waiting';
  if (state === 'approved') return isFeeDue(subject) ? 'waiting' : 'working';
  return 'closed';
}

/**
 * What may be done to this case now, in the order in which it is offered. `stepsLeft`: steps of the review that are
 * not signed off; `partsLeft`: parts of third parties that are needed and not there.
 */
export function nextActions(
  subject: Pick<CaseSummary, 'state' | 'fee' | 'feeReceipt'>,
  stepsLeft = 0,
  partsLeft = 0,
): CaseAction[] {
  const actions: readonly CaseAction[] = NEXT_ACTIONS[subject.state];
  return actions.filter((action) => {
    if (action === 'signOff') return stepsLeft > 0;
    if (action === 'approve') return stepsLeft === 0 && partsLeft === 0;
    if (action === 'confirmFee') return isFeeDue(subject);
    if (action === 'issue') return !isFeeDue(subject);
    return true;
  });
}

/** Until it is decided, points of the review can be ticked. */
export const isCheckable = ({ state }: Pick<CaseSummary, 'state'>): boolean =>
  state === 'submitted' || state === 'inReview' || state === 'correctionRequested';

/** Throws notAllowedNow, which says what is allowed. */
export function requireAction(
  subject: Pick<CaseSummary, 'state' | 'fee' | 'feeReceipt'>,
  action: CaseAction,
  stepsLeft = 0,
  partsLeft = 0,
): void {
  const allowed = nextActions(subject, stepsLeft, partsLeft);
  if (allowed.includes(action)) return;
  throw new AppError(
    'notAllowedNow',
    `${action} in state ${subject.state}; allowed: ${allowed.join(', ') || 'nothing'}`,
  );
}

/** Whether the page was made from the present state. Throws conflict: somebody was faster. */
export function requireRevision({ revision }: Pick<CaseSummary, 'revision'>, seen: number): void {
  if (revision !== seen) throw new AppError('conflict', `revision ${revision}, the page showed ${seen}`);
}

/** Last day of the standard processing time of what is submitted on a day. */
export const dueDate = (
  submittedOn: Temporal.PlainDate,
  standardProcessingDays: number,
): Temporal.PlainDate => addBusinessDays(submittedOn, standardProcessingDays);

type Clockwork = Pick<CaseSummary, 'dueOn' | 'stoppedOn' | 'stoppedDays'>;

/** The clock runs again: the due date moves by the business days that it stood. */
export function resumed({ dueOn, stoppedOn, stoppedDays }: Clockwork, today: Temporal.PlainDate): Clockwork {
  if (stoppedOn === null) return { dueOn, stoppedOn, stoppedDays };
  const stood = businessDaysBetween(stoppedOn, today);
  return { dueOn: addBusinessDays(dueOn, stood), stoppedOn: null, stoppedDays: stoppedDays + stood };
}

/** Business days that the office had it, up to the decision. */
export const processingDays = (
  submittedOn: Temporal.PlainDate,
  decidedOn: Temporal.PlainDate,
  stoppedDays: number,
): number => Math.max(0, businessDaysBetween(submittedOn, decidedOn) - stoppedDays);

const ASSURANCE: Record<AssuranceLevel, number> = { none: 0, low: 1, substantial: 2, high: 3 };

export const isAssured = (held: AssuranceLevel, needed: AssuranceLevel): boolean =>
  ASSURANCE[held] >= ASSURANCE[needed];

export const suitsAudience = (kind: 'resident' | 'business', audience: Procedure['audience']): boolean =>
  audience === 'both' || audience === kind;

/** How the result is handed over: what the person chose, where the definition asks. */
export function deliveryOf(output: Output, answers: Readonly<Record<string, unknown>>): Delivery | null {
  if (output.kind === 'none') return null;
  const chosen = output.delivery === undefined ? undefined : answers[output.delivery];
  return chosen === 'post' || chosen === 'counter' ? chosen : 'myPage';
}

/** Approval ends a procedure that gives nothing out and for which nothing is owed; else something is still to be done. */
export const stateAfterApproval = (
  output: Output,
  subject: Pick<CaseSummary, 'fee' | 'feeReceipt'>,
): CaseState => (output.kind === 'none' && !isFeeDue(subject) ? 'completed' : 'approved');

/** Once the fee is paid, what gives nothing out is finished. */
export const stateAfterPayment = (state: CaseState, output: Output): CaseState =>
  state === 'approved' && output.kind === 'none' ? 'completed' : state;

/** How urgent it is on a day, for lists. */
export function urgency({ phase, dueOn }: Pick<CaseSummary, 'phase' | 'dueOn'>, today: Temporal.PlainDate) {
  if (phase !== 'working') return 'none' as const;
  const order = Temporal.PlainDate.compare(dueOn, today);
  return order < 0 ? ('late' as const) : order === 0 ? ('today' as const) : ('none' as const);
}

export type CertificateStatus = 'valid' | 'expired' | 'revoked';

export function certificateStatus(
  { revokedAt, validUntil }: Pick<Certificate, 'revokedAt' | 'validUntil'>,
  today: Temporal.PlainDate,
): CertificateStatus {
  if (revokedAt) return 'revoked';
  return validUntil && Temporal.PlainDate.compare(today, validUntil) > 0 ? 'expired' : 'valid';
}

/** What was asked and has an answer of its own: consents and statements are given, not corrected. */
export const correctableFields = ({ content }: Case): string[] =>
  content.asked.filter(({ kind }) => kind !== 'statement' && kind !== 'consent').map(({ field }) => field);

/** A day on which a reply is due may not be past; a closed day moves nothing, the person may reply at any time. */
export const isPossibleReplyDay = (day: Temporal.PlainDate, now: Temporal.PlainDate): boolean =>
  Temporal.PlainDate.compare(day, now) > 0;

/** As many business days to reply as the definition says, unless the clerk says otherwise. */
export const proposedReplyDay = (now: Temporal.PlainDate, { review }: Procedure): Temporal.PlainDate =>
  addBusinessDays(now, review.replyDays);
