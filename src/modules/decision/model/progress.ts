import type { PlannedStep } from './route.js';

/** `draft` 作成中, `underWay` 回議中, `returned` 差し戻されて起案者のところ, `decided` 決裁済み, `withdrawn` 取下げ. */
export const DRAFT_STATES = ['draft', 'underWay', 'returned', 'decided', 'withdrawn'] as const;
export type DraftState = (typeof DRAFT_STATES)[number];

export const DRAFT_ACTS = [
  'edit',
  'send',
  'approve',
  'object',
  'sendBack',
  'pullBack',
  'withdraw',
  'name',
  'reroute',
  'addReviewer',
  'note',
  'confirm',
  'redraft',
  'closeCirculation',
] as const;
export type DraftAct = (typeof DRAFT_ACTS)[number];

/** What may happen next. */
const NEXT = {
  draft: ['edit', 'send', 'withdraw'],
  underWay: [
    'approve',
    'object',
    'sendBack',
    'pullBack',
    'withdraw',
    'name',
    'reroute',
    'addReviewer',
    'confirm',
  ],
  returned: ['edit', 'send', 'withdraw'],
  decided: ['note', 'confirm', 'redraft', 'name', 'closeCirculation'],
  withdrawn: ['redraft'],
} as const satisfies Record<DraftState, readonly DraftAct[]>;

export const mayHappen = (state: DraftState, act: DraftAct): boolean =>
  (NEXT[state] as readonly DraftAct[]).includes(act);

/** `passed`: the stage went on without it; `skipped`: the urgent route left it out, to be confirmed later. */
export const STEP_STATES = ['waiting', 'open', 'approved', 'objected', 'noted', 'passed', 'skipped'] as const;
export type StepState = (typeof STEP_STATES)[number];

export interface Progress extends PlannedStep {
  no: number;
  state: StepState;
}

export type Outcome = 'underWay' | 'decided' | 'returned';
export interface After<Step extends Progress> {
  steps: Step[];
  outcome: Outcome;
}

const openStage = <Step extends Progress>(steps: readonly Step[], stage: number): Step[] =>
  steps.map((step) => (step.stage === stage && step.state === 'waiting' ? { ...step, state: 'open' } : step));

/** Sends it on its way. The urgent route goes straight to who decides. */
export function begin<Step extends Progress>(steps: readonly Step[], isUrgent: boolean): Step[] {
  const ready = steps.map((step): Step => {
    const isLeftOut = isUrgent && (step.kind === 'review' || step.kind === 'consultation');
    return { ...step, state: isLeftOut ? 'skipped' : 'waiting' };
  });
  return openNext(ready);
}

/** It waits for an answer now. */
export const isToAnswer = ({ state, kind }: Pick<Progress, 'state' | 'kind'>): boolean =>
  state === 'open' && kind !== 'circulation';

/** It waits to be read. */
export const isToRead = ({ state, kind }: Pick<Progress, 'state' | 'kind'>): boolean =>
  state === 'open' && kind === 'circulation';

function openNext<Step extends Progress>(steps: readonly Step[]): Step[] {
  const waiting = steps.filter(({ state, kind }) => state === 'waiting' && kind !== 'circulation');
  return openStage(steps, Math.min(...waiting.map(({ stage }) => stage)));
}

/** One step is answered; its stage may be over, and then the next one is asked. */
export function answer<Step extends Progress>(
  before: readonly Step[],
  no: number,
  state: 'approved' | 'objected' | 'noted',
): After<Step> {
  const steps = before.map((step): Step => (step.no === no ? { ...step, state } : step));
  const answered = steps.find((step) => step.no === no);
  if (!answered || answered.kind === 'circulation') return { steps, outcome: 'decided' };
  const stage = steps.filter((step) => step.stage === answered.stage && step.kind === answered.kind);
  const verdict = verdictOf(stage);
  if (verdict === 'open') return { steps, outcome: 'underWay' };
  if (verdict === 'failed') return { steps, outcome: 'returned' };
  const passed = steps.map(
    (step): Step =>
      step.stage === answered.stage && step.state === 'open' ? { ...step, state: 'passed' } : step,
  );
  if (answered.kind !== 'decision') return { steps: openNext(passed), outcome: 'underWay' };
  return { steps: openStage(passed, answered.stage + 1), outcome: 'decided' };
}

/**
 * Whether a stage is over. What does not get the agreement it needs goes on with its objections all the same, unless
 * the table says that it goes back.
 */
function verdictOf(stage: readonly Progress[]): 'open' | 'over' | 'failed' {
  const [first] = stage;
  const agreed = stage.filter(({ state }) => state === 'approved').length;
  const isAnswered = stage.every(({ state }) => state !== 'open' && state !== 'waiting');
  const needed = { all: stage.length, any: 1, majority: Math.floor(stage.length / 2) + 1 }[
    first?.mode ?? 'all'
  ];
  if (agreed >= needed) return 'over';
  if (!isAnswered) return 'open';
  return first?.objection === 'returns' ? 'failed' : 'over';
}

/** Goes back to an earlier stage, which is asked anew with all after it; `null`: to the drafter. */
export function goBack<Step extends Progress>(before: readonly Step[], stage: number | null): Step[] {
  const steps = before.map((step): Step => {
    if (stage !== null && step.stage < stage) return step;
    return { ...step, state: 'waiting' };
  });
  return stage === null ? steps : openStage(steps, stage);
}

/** Stages before the present one to which it can go back. */
export function earlierStages(steps: readonly Progress[]): number[] {
  const open = steps.filter(({ state }) => state === 'open').map(({ stage }) => stage);
  const answered = steps.filter(
    ({ state }) => state === 'approved' || state === 'objected' || state === 'passed',
  );
  return [...new Set(answered.map(({ stage }) => stage))]
    .filter((stage) => stage < Math.min(...open))
    .sort((a, b) => a - b);
}

/** The drafter can pull it back while nobody has acted on it (引上げ). */
export const isUntouched = (steps: readonly Progress[]): boolean =>
  steps.every(({ state }) => state === 'waiting' || state === 'open' || state === 'skipped');

/**
 * A new route from today's organisation for what has not been answered yet; answers of seats that are asked again are
 * kept, and what was answered stays before it.
 */
export function reroute<Step extends Progress>(
  before: readonly Step[],
  planned: readonly PlannedStep[],
  make: (step: PlannedStep, no: number) => Step,
): Step[] {
  const done = before.filter(({ state }) => state !== 'open' && state !== 'waiting');
  const key = ({ kind, seat }: PlannedStep) => `${kind} ${seat.unit} ${seat.post}`;
  const answered = new Set(done.map(key));
  const base = Math.max(-1, ...done.map(({ stage }) => stage)) + 1;
  const next = Math.max(-1, ...before.map(({ no }) => no)) + 1;
  const left = planned.filter((step) => !answered.has(key(step)));
  const fresh = left.map((step, index) => ({
    ...make({ ...step, stage: step.stage + base }, next + index),
    state: 'waiting' as const,
  }));
  return openNext([...done, ...fresh]);
}
