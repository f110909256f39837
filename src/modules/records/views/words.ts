import type { Translator } from '#kernel/i18n/translate.js';
import type { StatusTone } from '#ui/components/status-tag.js';
import type { DisclosureDecision } from '../disclosure.js';
import type {
  BinderState,
  Direction,
  DisposalKind,
  DisposalState,
  DocumentNumber,
  DocumentState,
  Grade,
} from '../model.js';
import { numberText } from '../model.js';

export const DIRECTION_WORDS = {
  received: 'records.direction.received',
  drafted: 'records.direction.drafted',
  internal: 'records.direction.internal',
} as const satisfies Record<Direction, string>;

export const GRADE_WORDS = {
  open: 'records.grade.open',
  secret: 'records.grade.secret',
  topSecret: 'records.grade.topSecret',
} as const satisfies Record<Grade, string>;

export const STATE_WORDS = {
  open: 'records.state.open',
  completed: 'records.state.completed',
  bound: 'records.state.bound',
  destroyed: 'records.state.destroyed',
  archived: 'records.state.archived',
} as const satisfies Record<DocumentState, string>;

export const BINDER_WORDS = {
  open: 'records.binderState.open',
  proposed: 'records.binderState.proposed',
  destroyed: 'records.binderState.destroyed',
  archived: 'records.binderState.archived',
} as const satisfies Record<BinderState, string>;

export const DISPOSAL_KIND_WORDS = {
  destroy: 'records.disposal.kind.destroy',
  archive: 'records.disposal.kind.archive',
} as const satisfies Record<DisposalKind, string>;

export const DISPOSAL_WORDS = {
  proposed: 'records.disposal.state.proposed',
  approved: 'dispatch.disposal.approved',
  refused: 'records.disposal.state.refused',
  withdrawn: 'dispatch.disposal.withdrawn',
  done: 'records.disposal.state.done',
} as const satisfies Record<DisposalState, string>;

const TONES = {
  open: 'active',
  completed: 'done',
  bound: 'done',
  destroyed: 'neutral',
  archived: 'neutral',
} as const satisfies Record<DocumentState, StatusTone>;

export const stateMark = (t: Translator, state: DocumentState): { tone: StatusTone; label: string } => ({
  tone: TONES[state],
  label: t(STATE_WORDS[state]),
});

/** 奈市第123号（2026年度） */
export const fullNumber = (t: Translator, number: DocumentNumber): string =>
  t('records.number', { number: numberText(number), year: String(number.fiscalYear) });

export const DECISION_WORDS = {
  full: 'records.disclosure.decision.full',
  partial: 'records.disclosure.decision.partial',
  refused: 'records.disclosure.decision.refused',
  absent: 'records.disclosure.decision.absent',
} as const satisfies Record<DisclosureDecision, string>;

/** The name of a member of staff whom an act names (staff/…). */
export const namesIn = (names: ReadonlyMap<string, string>, actor: string): string =>
  names.get(actor.slice('staff/'.length)) ?? actor;

/** Characters of a reason. */
export const REASON_LIMIT = 500;
