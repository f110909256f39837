import { type Context, tenantOf } from '#kernel/context.js';
import type { Tx } from '#kernel/db/database.js';
import type { Draft, Step } from '../model/draft.js';
import { type DraftAct, earlierStages, isToRead, isUntouched, mayHappen } from '../model/progress.js';
import { seatKey, seatsToAdd } from '../model/seats.js';
import { lockDrafts, saveExtra, saveState } from '../store/drafts.js';
import { saveSteps, stepsOfAll } from '../store/steps.js';
import { atStep, backTo, createAnswering, type SeenStep, withActed } from './answering.js';
import type { DecisionDeps, Desk, Ground } from './deps.js';
import { about, type Sending } from './sending.js';

/**
 * `moved`: somebody else acted meanwhile, or it is not this person's turn any more. `spoiled`: an attachment is not what
 * was attached, so nobody agrees to it. Nothing was changed.
 */
export type Done = 'done' | 'moved' | 'wrong' | 'spoiled';

export interface Picked extends SeenStep {
  draft: string;
}

/** What is done with drafts that are under way or decided. */
export function createActing({ kernel, identity }: DecisionDeps, desk: Desk, sending: Sending) {
  const { database, vault } = kernel;
  const { opened, mine, journal, record } = desk;
  const answering = createAnswering(vault, desk);

  const inTurn = <Result>(
    context: Context,
    id: string,
    act: DraftAct,
    work: (tx: Tx, found: Awaited<ReturnType<Desk['opened']>>) => Promise<Result>,
  ): Promise<Result | 'moved'> => {
    kernel.access.requireAnywhere(context, 'decision.take');
    return database.transaction(tenantOf(context), async (tx) => {
      const found = await opened(tx, context, id, { lock: true });
      if (!mayHappen(found.draft.state, act)) return 'moved';
      return work(tx, found);
    });
  };

  /** One answer at one step, and all that follows from it. The draft is locked. */
  async function answerStep(
    tx: Tx,
    context: Context,
    found: { draft: Draft; steps: readonly Step[]; ground: Ground },
    answered: { seen: SeenStep; kind: 'approved' | 'objected'; comment: string },
  ): Promise<Done> {
    const spoiled = answered.kind === 'approved' ? await desk.spoiledOf(tx, found.draft) : [];
    const done = answering.workOut(context, found, answered, new Set(spoiled));
    if (typeof done === 'string') return done;
    await answering.write(tx, context, [done]);
    return 'done';
  }

  return {
    answer: (
      context: Context,
      id: string,
      answered: { seen: SeenStep; kind: 'approved' | 'objected'; comment: string },
    ): Promise<Done> =>
      inTurn(context, id, answered.kind === 'approved' ? 'approve' : 'object', (tx, found) =>
        answerStep(tx, context, found, answered),
      ),

    /** Agrees at many steps at once; those that moved meanwhile are left alone, and counted. */
    async approveMany(
      context: Context,
      picked: readonly Picked[],
    ): Promise<{ done: number; moved: number; spoiled: number }> {
      kernel.access.requireAnywhere(context, 'decision.take');
      return database.transaction(tenantOf(context), async (tx) => {
        const ground = await desk.groundOn(tx, context);
        const drafts = await lockDrafts(tx, vault, [...new Set(picked.map(({ draft }) => draft))]);
        const routes = await stepsOfAll(tx, drafts);
        const result = { done: 0, moved: picked.length - drafts.length, spoiled: 0 };
        const spoiled = new Set(await desk.spoiledOf(tx, ...drafts));
        const answers = [];
        for (const draft of drafts) {
          const seen = picked.find((one) => one.draft === draft.id);
          const steps = routes.get(draft.id) ?? [];
          const done =
            seen && mayHappen(draft.state, 'approve')
              ? answering.workOut(
                  context,
                  { draft, steps, ground },
                  { seen, kind: 'approved', comment: '' },
                  spoiled,
                )
              : 'moved';
          if (typeof done !== 'string') answers.push(done);
          result[typeof done !== 'string' ? 'done' : done === 'wrong' ? 'moved' : done] += 1;
        }
        await answering.write(tx, context, answers);
        return result;
      });
    },

    /** Back to an earlier stage or to the drafter, with the reason. */
    sendBack: (
      context: Context,
      id: string,
      { seen, to, reason }: { seen: SeenStep; to: number | null; reason: string },
    ): Promise<Done> =>
      inTurn(context, id, 'sendBack', async (tx, { draft, steps, ground }) => {
        const step = steps.find(({ no }) => no === seen.no);
        const as = step && mine(context, ground, draft, step);
        if (draft.round !== seen.round || step?.state !== 'open' || !as) return 'moved';
        if (reason === '' || (to !== null && !earlierStages(steps).includes(to))) return 'wrong';
        const now = context.clock.now();
        await saveSteps(tx, draft, backTo(steps, to, now));
        if (to === null) await saveState(tx, id, { state: 'returned', changed_at: now });
        await record(tx, context, { draft, ground, act: 'sentBack', step, as, comment: reason });
        const data = {
          ...atStep({ draft, ground }, step, as, now),
          to: to === null ? 'drafter' : `stage-${to}`,
        };
        await journal(tx, context, 'decision.returned', draft, data);
        return 'done';
      }),

    pullBack: (context: Context, id: string, round: number): Promise<Done> =>
      inTurn(context, id, 'pullBack', async (tx, { draft, steps, ground }) => {
        if (draft.drafter !== desk.meOf(context) || draft.round !== round || !isUntouched(steps))
          return 'moved';
        const now = context.clock.now();
        await saveSteps(tx, draft, backTo(steps, null, now));
        await saveState(tx, id, { state: 'draft', changed_at: now });
        await record(tx, context, { draft, ground, act: 'pulledBack' });
        await journal(tx, context, 'decision.pulledBack', draft, about(draft));
        return 'done';
      }),

    withdraw: (context: Context, id: string, reason: string): Promise<Done> =>
      inTurn(context, id, 'withdraw', async (tx, { draft, steps, ground }) => {
        if (draft.drafter !== desk.meOf(context)) return 'moved';
        if (reason === '' && draft.state !== 'draft') return 'wrong';
        const now = context.clock.now();
        await saveSteps(tx, draft, backTo(steps, null, now));
        await saveState(tx, id, { state: 'withdrawn', changed_at: now });
        await record(tx, context, { draft, ground, act: 'withdrawn', comment: reason });
        await journal(tx, context, 'decision.withdrawn', draft, about(draft));
        return 'done';
      }),

    /** Where nobody of the line is there, an administrator names who acts. */
    name: (context: Context, id: string, { seen, who }: { seen: SeenStep; who: string }): Promise<Done> =>
      inTurn(context, id, 'name', async (tx, { draft, steps, ground }) => {
        kernel.access.require(context, 'decision.administer', null);
        const step = steps.find(({ no }) => no === seen.no);
        if (draft.round !== seen.round || step?.state !== 'open') return 'moved';
        if (desk.entitled(ground, draft, step).length > 0) return 'moved';
        const [found, ...others] = await identity.staffCalled(tx, [who]);
        if (!found || others.length > 0 || found.id === draft.drafter) return 'wrong';
        const now = context.clock.now();
        await saveSteps(tx, draft, [{ ...step, named: found.id }]);
        await record(tx, context, { draft, ground, act: 'named', step });
        const data = { ...atStep({ draft, ground }, step, null, now), staff: found.id };
        await journal(tx, context, 'decision.named', draft, data);
        return 'done';
      }),

    /** After a reorganisation or a transfer: what is left of the route is computed from today's table. */
    reroute: (context: Context, id: string, round: number): Promise<Done> =>
      inTurn(context, id, 'reroute', async (tx, { draft, steps, ground }) => {
        const isOwn = draft.drafter === desk.meOf(context);
        if (!isOwn) kernel.access.require(context, 'decision.administer', null);
        if (draft.round !== round) return 'moved';
        await sending.sendAnew(tx, context, ground, { draft, steps });
        return 'done';
      }),

    /** One more reviewer before the decision, as far as the table allows; what was answered stays. */
    addReviewer: (
      context: Context,
      id: string,
      { round, seat }: { round: number; seat: string },
    ): Promise<Done> =>
      inTurn(context, id, 'addReviewer', async (tx, { draft, steps, ground }) => {
        if (draft.drafter !== desk.meOf(context) || draft.round !== round) return 'moved';
        const most = desk.kindsOf(context).get(draft.kind)?.mostReviewers ?? 0;
        const added = seatsToAdd(ground.organization, draft.drafter).find((one) => seatKey(one) === seat);
        if (!added || draft.extra.review.length >= most) return 'wrong';
        const { unit, post } = added;
        const extra = { ...draft.extra, review: [...draft.extra.review, { unit, post }] };
        const isKnown = sending
          .planned(context, ground, { ...draft, extra })
          .steps.every((step) =>
            steps.some((one) => one.kind === step.kind && seatKey(one.seat) === seatKey(step.seat)),
          );
        if (isKnown) return 'wrong';
        await saveExtra(tx, id, extra);
        await sending.sendAnew(tx, context, ground, { draft: { ...draft, extra }, steps });
        return 'done';
      }),

    /** Takes note of what was circulated. */
    note: (context: Context, id: string, seen: SeenStep): Promise<Done> =>
      inTurn(context, id, 'note', async (tx, { draft, steps, ground }) => {
        const step = steps.find(({ no }) => no === seen.no);
        const as = step && mine(context, ground, draft, step);
        if (draft.round !== seen.round || !step || !isToRead(step) || !as) return 'moved';
        const now = context.clock.now();
        const noted = { ...withActed(ground, step, as, now), unconfirmed: false, state: 'noted' as const };
        await saveSteps(tx, draft, [noted]);
        await record(tx, context, { draft, ground, act: 'noted', step, as });
        await journal(tx, context, 'decision.circulated', draft, atStep({ draft, ground }, step, as, now));
        return 'done';
      }),

    /** 後閲: whoever was asked confirms what a stand-in did, or what the urgent route left out. */
    confirm: (
      context: Context,
      id: string,
      { seen, comment }: { seen: SeenStep; comment: string },
    ): Promise<Done> =>
      inTurn(context, id, 'confirm', async (tx, { draft, steps, ground }) => {
        const step = steps.find(({ no }) => no === seen.no);
        const as = step && mine(context, ground, draft, step);
        const me = desk.meOf(context);
        if (draft.round !== seen.round || !step?.unconfirmed || step.acted?.staff === me || !as)
          return 'moved';
        if (as.right === 'standIn') return 'moved';
        const now = context.clock.now();
        const confirmed = { ...step, unconfirmed: false, confirmedBy: me, confirmedAt: now };
        await saveSteps(tx, draft, [confirmed]);
        await record(tx, context, { draft, ground, act: 'confirmed', step, as, comment });
        await journal(
          tx,
          context,
          'decision.confirmedLater',
          draft,
          atStep({ draft, ground }, step, as, now),
        );
        return 'done';
      }),
  };
}
