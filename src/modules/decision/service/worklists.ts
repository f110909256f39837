import { type Context, tenantOf } from '#kernel/context.js';
import type { Tx } from '#kernel/db/database.js';
import { type Draft, MOST_COUNTED, type Step } from '../model/draft.js';
import { isToAnswer } from '../model/progress.js';
import {
  type Asked,
  ON_BEHALF,
  type Reach,
  RIGHTS,
  type Right,
  reachOf,
  unmannedOf,
} from '../model/rights.js';
import { seatName } from '../model/seats.js';
import { countWithDrafter, draftsById, draftsOf } from '../store/drafts.js';
import {
  ASKED_IN,
  askedSeats,
  countReached,
  type Queue,
  reachedSteps,
  type StepKey,
  stepsOfAll,
} from '../store/steps.js';
import { type DecisionDeps, type Desk, type Ground, seatTitle } from './deps.js';
import { daysOf, unitName } from './draft-view.js';

export interface WorkLine {
  draft: Draft;
  step: Step;
  unit: string;
  drafter: string;
  kind: string;
  days: number;
  /** For whom it is done, where it is somebody else's. */
  behalf: { right: Right; seat: string } | null;
}
export interface Counts {
  toDecide: number;
  /** Of those to decide, what is somebody else's. */
  onBehalf: number;
  mine: number;
  circulating: number;
  toConfirm: number;
  /** Steps at which nobody may act; null for who names nobody. */
  unmanned: number | null;
  /** Whether this person drafts at all. */
  mayDraft: boolean;
}

const PAGE = 50;

/** What waits for whom, page by page. */
export function createWorklists({ kernel, identity }: DecisionDeps, desk: Desk) {
  const { access, database, vault } = kernel;

  const mayName = (context: Context) => access.can(context, 'decision.administer', null);

  /** What is within reach in each list; the seats that are asked are read once for all of them. */
  async function reachNow(tx: Tx, context: Context, ground: Ground): Promise<Record<Queue, Reach[]>> {
    const { organization, delegations } = ground;
    const toAnswer = await askedSeats(tx, 'answer');
    const mine = (asked: readonly Asked[], by: readonly Right[] = RIGHTS) =>
      reachOf(organization, asked, { me: desk.meOf(context), delegations, by });
    return {
      toDecide: mine(toAnswer),
      onBehalf: mine(toAnswer, ON_BEHALF),
      circulating: mine(await askedSeats(tx, 'reading')),
      // Whoever stands in does not confirm what was done by standing in.
      toConfirm: mine(
        await askedSeats(tx, 'confirmation'),
        RIGHTS.filter((right) => right !== 'standIn'),
      ),
      unmanned: mayName(context) ? unmannedOf(organization, toAnswer, delegations) : [],
    };
  }

  async function counts(tx: Tx, context: Context, reach: Record<Queue, Reach[]>): Promise<Counts> {
    const me = desk.meOf(context);
    const count = (queue: Queue) =>
      countReached(tx, ASKED_IN[queue], { me, reach: reach[queue], most: MOST_COUNTED });
    return {
      toDecide: await count('toDecide'),
      onBehalf: await count('onBehalf'),
      circulating: await count('circulating'),
      toConfirm: await count('toConfirm'),
      unmanned: mayName(context) ? await count('unmanned') : null,
      mine: await countWithDrafter(tx, me),
      mayDraft: access.canAnywhere(context, 'decision.draft'),
    };
  }

  return {
    counts: (context: Context): Promise<Counts> => {
      access.requireAnywhere(context, 'decision.take');
      return database.transaction(tenantOf(context), async (tx) =>
        counts(tx, context, await reachNow(tx, context, await desk.groundOn(tx, context))),
      );
    },

    async work(
      context: Context,
      queue: Queue,
      after: StepKey | null,
    ): Promise<{ lines: WorkLine[]; next: StepKey | null; counts: Counts }> {
      access.requireAnywhere(context, 'decision.take');
      return database.transaction(tenantOf(context), async (tx) => {
        const ground = await desk.groundOn(tx, context);
        const reach = await reachNow(tx, context, ground);
        const found = await reachedSteps(tx, ASKED_IN[queue], {
          me: desk.meOf(context),
          reach: reach[queue],
          after,
          limit: PAGE + 1,
        });
        const shown = found.slice(0, PAGE);
        const drafts = await draftsById(
          tx,
          vault,
          shown.map(({ draft }) => draft),
        );
        const routes = await stepsOfAll(tx, [...drafts.values()]);
        const names = await identity.staffNames(
          tx,
          [...drafts.values()].map(({ drafter }) => drafter),
        );
        const kinds = desk.kindsOf(context);
        const lines = shown.flatMap((key): WorkLine[] => {
          const draft = drafts.get(key.draft);
          const step = routes.get(key.draft)?.find(({ no }) => no === key.no);
          if (!draft || !step) return [];
          const right = desk.mine(context, ground, draft, step)?.right;
          const seat = seatName(seatTitle(ground, step.seat));
          return [
            {
              draft,
              step,
              unit: unitName(ground, draft.unit),
              drafter: names.get(draft.drafter) ?? '',
              kind: kinds.get(draft.kind)?.title ?? draft.kind,
              days: daysOf(draft, step, context),
              behalf: right && ON_BEHALF.includes(right) ? { right, seat } : null,
            },
          ];
        });
        const next = found.length > PAGE ? (shown.at(-1) ?? null) : null;
        return { lines, next, counts: await counts(tx, context, reach) };
      });
    },

    async mine(context: Context, before: string | undefined) {
      access.requireAnywhere(context, 'decision.take');
      return database.transaction(tenantOf(context), async (tx) => {
        const ground = await desk.groundOn(tx, context);
        const found = await draftsOf(tx, vault, desk.meOf(context), { before, limit: PAGE + 1 });
        const shown = found.slice(0, PAGE);
        const routes = await stepsOfAll(tx, shown);
        const lines = [];
        for (const draft of shown) {
          const waiting = draft.state === 'underWay' ? (routes.get(draft.id) ?? []).filter(isToAnswer) : [];
          lines.push({
            draft,
            kind: desk.kindsOf(context).get(draft.kind)?.title ?? draft.kind,
            /** Where it lies, and for how many days. */
            at: waiting.map((step) => ({
              ...seatTitle(ground, step.seat),
              days: daysOf(draft, step, context),
            })),
          });
        }
        const next = found.length > PAGE ? (shown.at(-1)?.id ?? null) : null;
        return { lines, next, counts: await counts(tx, context, await reachNow(tx, context, ground)) };
      });
    },
  };
}
