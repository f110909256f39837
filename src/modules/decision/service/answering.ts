import type { Context } from '#kernel/context.js';
import type { Vault } from '#kernel/crypto/vault.js';
import type { Tx } from '#kernel/db/database.js';
import { appendAll, type NewEntry } from '#kernel/journal/journal.js';
import { postNow } from '../model/actors.js';
import type { Draft, Step } from '../model/draft.js';
import { pagesOf } from '../model/paper.js';
import { answer, goBack, isToAnswer } from '../model/progress.js';
import type { Entitled } from '../model/rights.js';
import { insertActs, type NewAct } from '../store/acts.js';
import { saveStates } from '../store/drafts.js';
import { type Route, saveRoutes } from '../store/steps.js';
import { type Desk, entryOf, type Ground, hoursSince, titleAs } from './deps.js';
import { about, stamped } from './sending.js';

/** Which step of which sending the person saw. */
export interface SeenStep {
  round: number;
  no: number;
}

/** What one answer changes. */
interface Answered {
  route: Route;
  acts: NewAct[];
  entries: NewEntry[];
  state: 'decided' | 'returned' | null;
}

export const atStep = (
  { draft, ground }: { draft: Draft; ground: Ground },
  step: Step,
  as: Entitled | null,
  now: Temporal.Instant,
) => ({
  round: draft.round,
  step: step.no,
  as: step.kind,
  right: as?.right ?? null,
  hours: hoursSince(step.openedAt, now),
  seat: `${step.seat.unit}/${postNow(ground.organization, step.seat)}`,
});

export const withActed = (ground: Ground, step: Step, as: Entitled, now: Temporal.Instant): Step => ({
  ...step,
  acted: { staff: as.staff, at: now, right: as.right, ...titleAs(ground, as) },
  unconfirmed: as.laterConfirmation,
});

/** Everything from this stage on is asked anew. */
export const backTo = (steps: readonly Step[], stage: number | null, now: Temporal.Instant): Step[] =>
  stamped(
    goBack(steps, stage).map((step) =>
      stage === null || step.stage >= stage
        ? { ...step, named: null, openedAt: null, acted: null, unconfirmed: false }
        : step,
    ),
    now,
  );

/** One answer at one step, and all that follows from it: worked out here, written for many drafts at once. */
export function createAnswering(vault: Vault, desk: Desk) {
  /** The draft is locked. `spoiled`: attachments that are not what was attached. */
  function workOut(
    context: Context,
    { draft, steps, ground }: { draft: Draft; steps: readonly Step[]; ground: Ground },
    { seen, kind, comment }: { seen: SeenStep; kind: 'approved' | 'objected'; comment: string },
    spoiled: ReadonlySet<string>,
  ): Answered | 'moved' | 'wrong' | 'spoiled' {
    const step = steps.find(({ no }) => no === seen.no);
    if (draft.round !== seen.round || !step || !isToAnswer(step)) return 'moved';
    if (kind === 'objected' && (step.kind !== 'consultation' || comment === '')) return 'wrong';
    const as = desk.mine(context, ground, draft, step);
    if (!as) return 'moved';
    if (kind === 'approved' && draft.files.some((file) => spoiled.has(file))) return 'spoiled';
    const now = context.clock.now();
    const marked = steps.map((one) => (one.no === step.no ? withActed(ground, one, as, now) : one));
    const after = answer(marked, step.no, kind);
    const data = atStep({ draft, ground }, step, as, now);
    const said = desk.actOf(context, { draft, ground, act: kind, step, as, comment });
    const entry = entryOf(`decision.${kind}`, draft, data);
    if (after.outcome === 'returned')
      return {
        route: { draft, steps: backTo(after.steps, null, now) },
        acts: [said, desk.actOf(context, { draft, ground, act: 'failed', step })],
        entries: [entry, entryOf('decision.returned', draft, { ...data, to: 'drafter' })],
        state: 'returned',
      };
    const decided = {
      ...about(draft),
      urgent: draft.urgent,
      hours: hoursSince(draft.sentAt, now),
      pages: pagesOf(desk.paperRule(context), draft),
      // Whoever was asked has had it before them, and whoever is told gets it now.
      receivers: after.steps.filter(({ state }) => state !== 'waiting' && state !== 'skipped').length,
    };
    const isDecided = after.outcome === 'decided';
    return {
      route: { draft, steps: stamped(after.steps, now) },
      acts: [said],
      entries: [entry, ...(isDecided ? [entryOf('decision.decided', draft, decided)] : [])],
      state: isDecided ? 'decided' : null,
    };
  }

  /** As many statements for many answers as for one. */
  async function write(tx: Tx, context: Context, answers: readonly Answered[]): Promise<void> {
    const now = context.clock.now();
    const idsIn = (state: Answered['state']) =>
      answers.filter((one) => one.state === state).map(({ route }) => route.draft.id);
    await saveRoutes(
      tx,
      answers.map(({ route }) => route),
    );
    await insertActs(
      tx,
      vault,
      answers.flatMap(({ acts }) => acts),
    );
    await saveStates(tx, idsIn('decided'), { state: 'decided', decided_at: now, changed_at: now });
    await saveStates(tx, idsIn('returned'), { state: 'returned', changed_at: now });
    await appendAll(
      tx,
      context,
      answers.flatMap(({ entries }) => entries),
    );
  }

  return { workOut, write };
}
