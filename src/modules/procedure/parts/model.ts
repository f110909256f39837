import type { Answers } from '#forms/answers.js';
import { type Facts, scopeOf } from '#forms/compile.js';
import type { AskedQuestion } from '#forms/submission.js';
import { type Condition, compileCondition } from '#kernel/expressions/expression.js';
import type { Locale } from '#kernel/i18n/locales.js';
import type { Procedure } from '../definition.js';
import { type CaseState, type CaseSummary, type Phase, phaseOf, resumed } from '../model.js';
import type { ThirdParty } from './definition.js';

/** `waived`: the office has it by another way, or does without. */
export const PART_STATES = ['invited', 'opened', 'sent', 'cancelled', 'expired', 'waived'] as const;
export type PartState = (typeof PART_STATES)[number];

/** The sealed side of a part. */
export interface PartContent {
  /** Who completed it, as signed in; what the office wrote when it is waived. */
  name: string;
  locale: Locale;
  answers: Answers;
  asked: AskedQuestion[];
  /** The same in Japanese, when it was completed in another language. */
  askedInJapanese: AskedQuestion[] | null;
  declaration: string;
}

/** One time that a part was asked for. */
export interface Part {
  id: string;
  caseId: string;
  /** Which part of the procedure. */
  part: string;
  state: PartState;
  /** staff/…, resident/… */
  invitedBy: string;
  invitedAt: Temporal.Instant;
  expiresAt: Temporal.Instant;
  /** The identity that opened the link first; nobody else can. */
  openedBy: string | null;
  openedAt: Temporal.Instant | null;
  endedAt: Temporal.Instant | null;
  content: PartContent;
}

export const isLive = ({ state }: Pick<Part, 'state'>): boolean => state === 'invited' || state === 'opened';
export const isDone = ({ state }: Pick<Part, 'state'>): boolean => state === 'sent' || state === 'waived';

/** While the office or the applicant still has the case in hand. */
const OPEN_TO_PARTS: ReadonlySet<CaseState> = new Set(['submitted', 'inReview', 'correctionRequested']);
export const takesParts = ({ state }: Pick<CaseSummary, 'state'>): boolean => OPEN_TO_PARTS.has(state);

const compiled = new WeakMap<ThirdParty, Condition>();

function isRequired(procedure: Procedure, part: ThirdParty, answers: Answers, { today }: Facts): boolean {
  if (typeof part.required === 'boolean') return part.required;
  let condition = compiled.get(part);
  if (!condition) {
    condition = compileCondition(part.required, scopeOf(procedure.form));
    compiled.set(part, condition);
  }
  return condition.evaluate({ ...answers, today: today ?? null }) === true;
}

type Known = Pick<Part, 'part' | 'state'>;

/** Parts that must be there before the case can be approved, and are not. */
export const missingParts = (
  procedure: Procedure,
  answers: Answers,
  parts: readonly Known[],
  facts: Facts,
): ThirdParty[] =>
  procedure.thirdParties.filter(
    (one) =>
      isRequired(procedure, one, answers, facts) &&
      !parts.some((part) => part.part === one.id && isDone(part)),
  );

/** How many parts the case waits for: those missing, and those that were asked for all the same. */
export function awaitedParts(
  procedure: Procedure,
  answers: Answers,
  parts: readonly Known[],
  facts: Facts,
): number {
  const missing = new Set(missingParts(procedure, answers, parts, facts));
  return procedure.thirdParties.filter(
    (one) =>
      one.caseWaits && (missing.has(one) || parts.some((part) => part.part === one.id && isLive(part))),
  ).length;
}

type Clockwork = Pick<
  CaseSummary,
  'state' | 'fee' | 'feeReceipt' | 'dueOn' | 'stoppedOn' | 'stoppedDays' | 'awaitedParts'
>;
type ClockChange = Pick<CaseSummary, 'awaitedParts' | 'dueOn' | 'stoppedOn' | 'stoppedDays'> & {
  phase: Phase;
};

/** What waiting for so many parts makes of a case: whose turn it is, and whether its clock stands. */
export function waitingFor(subject: Clockwork, awaited: number, today: Temporal.PlainDate): ClockChange {
  const phase = phaseOf(subject.state, { ...subject, awaitedParts: awaited });
  const { dueOn, stoppedOn, stoppedDays } = subject;
  const clock =
    phase === 'waiting'
      ? { dueOn, stoppedOn: stoppedOn ?? today, stoppedDays }
      : resumed({ dueOn, stoppedOn, stoppedDays }, today);
  return { awaitedParts: awaited, phase, ...clock };
}
