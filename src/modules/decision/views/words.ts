import type { MessageKey } from '#kernel/i18n/catalogues.js';
import type { Translator } from '#kernel/i18n/translate.js';
import type { StatusTone } from '#ui/components/status-tag.js';
import type { MODES } from '../definition.js';
import type { Act } from '../model/draft.js';
import type { DraftState, StepState } from '../model/progress.js';
import type { Right } from '../model/rights.js';
import type { StepKind } from '../model/route.js';

export const KIND_WORDS = {
  review: 'decision.step.review',
  consultation: 'decision.step.consultation',
  decision: 'decision.step.decision',
  circulation: 'decision.step.circulation',
} as const satisfies Record<StepKind, MessageKey>;

export const STATE_WORDS = {
  draft: 'decision.state.draft',
  underWay: 'decision.state.underWay',
  returned: 'decision.state.returned',
  decided: 'decision.state.decided',
  withdrawn: 'decision.state.withdrawn',
} as const satisfies Record<DraftState, MessageKey>;

export const STATE_TONES = {
  draft: 'neutral',
  underWay: 'active',
  returned: 'waiting',
  decided: 'done',
  withdrawn: 'neutral',
} as const satisfies Record<DraftState, StatusTone>;

const STEP_STATE_WORDS = {
  waiting: 'decision.stepState.waiting',
  open: 'decision.stepState.open',
  approved: 'decision.stepState.approved',
  objected: 'decision.stepState.objected',
  noted: 'decision.stepState.noted',
  passed: 'decision.stepState.passed',
  skipped: 'decision.stepState.skipped',
} as const satisfies Record<StepState, MessageKey>;

/** The last agreement is no agreement but the decision. */
export const stepStateWords = ({ kind, state }: { kind: StepKind; state: StepState }): MessageKey =>
  kind === 'decision' && state === 'approved' ? 'decision.stepState.decided' : STEP_STATE_WORDS[state];

export const STEP_TONES = {
  waiting: 'neutral',
  open: 'active',
  approved: 'done',
  objected: 'problem',
  noted: 'done',
  passed: 'neutral',
  skipped: 'waiting',
} as const satisfies Record<StepState, StatusTone>;

export const RIGHT_WORDS = {
  holder: 'decision.right.holder',
  standIn: 'decision.right.standIn',
  acting: 'decision.right.acting',
  superior: 'decision.right.superior',
  delegate: 'decision.right.delegate',
  named: 'decision.right.named',
} as const satisfies Record<Right, MessageKey>;

const BEHALF_WORDS = {
  standIn: 'decision.behalf.standIn',
  superior: 'decision.behalf.superior',
  delegate: 'decision.behalf.delegate',
  named: 'decision.behalf.named',
} as const satisfies Partial<Record<Right, MessageKey>>;

/** By what right something was done, and for whose seat; nothing where it was the own post. */
export function rightAsTold(
  t: Translator,
  { right, behalf }: { right: Right | null; behalf: string | null },
): string {
  if (right === null || right === 'holder') return '';
  const isTold = behalf !== null && right !== 'acting';
  return `（${isTold ? t(BEHALF_WORDS[right], { seat: behalf }) : t(RIGHT_WORDS[right])}）`;
}

export const MODE_WORDS = {
  all: 'decision.mode.all',
  any: 'decision.mode.any',
  majority: 'decision.mode.majority',
} as const satisfies Record<(typeof MODES)[number], MessageKey>;

export const ACT_WORDS = {
  sent: 'decision.done.sent',
  approved: 'decision.done.approved',
  objected: 'decision.done.objected',
  sentBack: 'decision.done.sentBack',
  failed: 'decision.done.failed',
  pulledBack: 'decision.done.pulledBack',
  withdrawn: 'decision.done.withdrawn',
  named: 'decision.done.named',
  rerouted: 'decision.done.rerouted',
  noted: 'decision.done.noted',
  confirmed: 'decision.done.confirmed',
  circulationClosed: 'decision.done.circulationClosed',
} as const satisfies Record<Act, MessageKey>;

export const errorList = (errors: Readonly<Record<string, string>>) =>
  Object.entries(errors).map(([id, text]) => ({ id, text }));
