import { type Context, tenantOf } from '#kernel/context.js';
import type { Tx } from '#kernel/db/database.js';
import { notFound } from '#kernel/errors.js';
import type { StoredFile } from '#kernel/files/files.js';
import { titleOn, unitTree } from '#modules/organization/api.js';
import type { AuthorityKind, AuthorityRule } from '../definition.js';
import type { DraftChoices } from '../draft-form.js';
import { type ActLine, type Draft, MOST_COUNTED, type Step } from '../model/draft.js';
import {
  type DraftAct,
  earlierStages,
  isToAnswer,
  isToRead,
  isUntouched,
  mayHappen,
} from '../model/progress.js';
import {
  type Asked,
  holdersOf,
  ON_BEHALF,
  type Reach,
  RIGHTS,
  type Right,
  reachOf,
  unmannedOf,
} from '../model/rights.js';
import type { Extra, PlannedStep } from '../model/route.js';
import { seatName, seatsToAdd } from '../model/seats.js';
import { actKeysOf } from '../store/acts.js';
import { countWithDrafter, draftsById, draftsOf } from '../store/drafts.js';
import { countMarks } from '../store/marks.js';
import {
  ASKED_IN,
  askedSeats,
  countReached,
  type Queue,
  reachedSteps,
  type StepKey,
  stepsOfAll,
} from '../store/steps.js';
import { type DecisionDeps, type Desk, type Ground, holderOf, hoursSince, seatTitle } from './deps.js';
import type { Related, RelatedView } from './related.js';
import type { Sending } from './sending.js';

/** A seat in words, and the names of those who may act for it today. */
export interface SeatWords {
  unit: string;
  title: string;
  who: { name: string; right: Right }[];
}
export interface StepView extends Step {
  words: SeatWords;
  /** Names of who answered and who confirmed. */
  actedName: string | null;
  confirmedName: string | null;
  /** What was written with the answer. */
  comment: string | null;
  /** For whose seat it was answered, where it was somebody else's. */
  behalf: string | null;
  /** Whole days that it has been waiting. */
  days: number;
  mine: Right | null;
}
/** The name is empty where nothing of it is left. */
export interface AttachedFile extends StoredFile {
  /** What is kept is what was attached. */
  isWhole: boolean;
  marks: number;
}
export type SeatChoice = DraftChoices['seats'][number];
export type AwayStep = Pick<StepView, 'no' | 'words'>;
export interface DraftView {
  draft: Draft;
  kind: AuthorityKind | null;
  unit: string;
  drafter: string;
  steps: StepView[];
  /** `isDecision`: the agreement by which it was decided. */
  acts: (ActLine & { name: string; isDecision: boolean })[];
  files: AttachedFile[];
  related: RelatedView;
  /** From which draft it was made, where this person may open that one. */
  basedOn: string | null;
  /** What this person may do now. */
  may: ReadonlySet<DraftAct>;
  isOwn: boolean;
  /** Whether this person may choose where it is filed, as its drafter, or see it there once it is decided. */
  isKeeper: boolean;
  /** Stages to which it can go back. */
  earlier: number[];
  /** Seats that the drafter may still add as a reviewer. */
  seats: readonly SeatChoice[];
  /** Steps at which this person is asked and away, and who acts instead. */
  away: readonly AwayStep[];
}
/** What names a draft besides its number; the title is null for whoever may not open it. */
export interface DraftName {
  kind: string;
  unit: string;
  title: string | null;
}
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

/** Drafts and lists as staff look at them. */
export function createReading(
  { kernel, identity, register }: DecisionDeps,
  desk: Desk,
  { sending, related }: { sending: Sending; related: Related },
) {
  const { access, database, files, vault } = kernel;

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

  const unitName = (ground: Ground, unit: string) => ground.organization.everyUnit.get(unit)?.name ?? unit;
  /** A step that an urgent route left out was never open: it waits for its confirmation since the draft was sent. */
  const waitsSince = ({ sentAt }: Draft, { unconfirmed, acted, openedAt }: Step) =>
    unconfirmed ? (acted?.at ?? sentAt) : openedAt;
  const daysOf = (draft: Draft, step: Step, context: Context) =>
    Math.floor(hoursSince(waitsSince(draft, step), context.clock.now()) / 24);

  async function planWords(
    tx: Tx,
    ground: Ground,
    draft: Pick<Draft, 'drafter'>,
    steps: readonly (PlannedStep & { named?: string | null })[],
  ): Promise<SeatWords[]> {
    const entitled = steps.map((step) =>
      desk.entitled(ground, draft, { ...step, named: step.named ?? null } as Step),
    );
    const names = await identity.staffNames(
      tx,
      entitled.flat().map(({ staff }) => staff),
    );
    return steps.map((step, index) => ({
      ...seatTitle(ground, step.seat),
      who: (entitled[index] ?? []).map(({ staff, right }) => ({ name: names.get(staff) ?? '', right })),
    }));
  }

  async function attachedOf(tx: Tx, draft: Draft): Promise<AttachedFile[]> {
    const held = await files.heldBy(tx, holderOf(draft.id), draft.files);
    const spoiled = new Set(await desk.spoiledOf(tx, draft));
    const marks = await countMarks(tx, draft.id);
    return draft.files.map((file) => ({
      ...(held.find((one) => one.file === file) ?? { file, name: '', mediaType: '', size: 0 }),
      isWhole: !spoiled.has(file),
      marks: marks.get(file) ?? 0,
    }));
  }

  /** Kind, section and title of drafts, the title for whoever may open them. A constant number of statements. */
  async function namesOf(tx: Tx, context: Context, ids: readonly string[]): Promise<Map<string, DraftName>> {
    if (ids.length === 0) return new Map();
    const me = desk.meOf(context);
    const drafts = [...(await draftsById(tx, vault, ids)).values()];
    const ground = await desk.groundOn(tx, context);
    const routes = await stepsOfAll(tx, drafts);
    const acts = Map.groupBy(await actKeysOf(tx, ids), ({ draft }) => draft);
    const kinds = desk.kindsOf(context);
    return new Map(
      drafts.map((draft) => {
        const steps = routes.get(draft.id) ?? [];
        const isActor = (acts.get(draft.id) ?? []).some(({ staff }) => staff === me);
        const kind = kinds.get(draft.kind)?.title ?? draft.kind;
        const title = desk.maySee(context, ground, { draft, steps, isActor }) ? draft.content.title : null;
        return [draft.id, { kind, unit: unitName(ground, draft.unit), title }];
      }),
    );
  }

  /**
   * Units in whose name somebody drafts: where they are posted, the own post first, and where a role names the unit. A
   * role without a unit reaches everywhere, but nobody drafts for a section by it that is posted somewhere else.
   */
  function ownAmong(
    context: Context,
    { organization }: Ground,
    units: DraftChoices['units'],
  ): DraftChoices['own'] {
    const { actor } = context;
    const me = desk.meOf(context);
    const posted = [...organization.postings.values()].flat().filter(({ staff }) => staff === me);
    const first = titleOn(organization, me)?.unit;
    const inUnits = actor.kind === 'staff' ? actor.grants.filter(({ unit }) => unit !== null) : [];
    const named = { ...context, actor: { ...actor, grants: inUnits } } as Context;
    const rank = (id: string) => (id === first ? 0 : posted.some(({ unit }) => unit === id) ? 1 : 2);
    const allowed = units.filter(({ id }) => access.can(context, 'decision.draft', id));
    const own = allowed.filter(({ id }) => rank(id) < 2 || access.can(named, 'decision.draft', id));
    return (own.length > 0 ? own : allowed).toSorted((a, b) => rank(a.id) - rank(b.id));
  }

  return {
    kinds: (context: Context): AuthorityKind[] => [...desk.kindsOf(context).values()],

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

    /** One draft, its route, what was done with it, and what this person may do now. */
    async open(context: Context, id: string): Promise<DraftView> {
      access.requireAnywhere(context, 'decision.take');
      return database.transaction(tenantOf(context), async (tx) => {
        const { draft, steps, acts, ground } = await desk.opened(tx, context, id);
        const me = desk.meOf(context);
        const isOwn = draft.drafter === me;
        const words = await planWords(tx, ground, draft, steps);
        const people = [
          draft.drafter,
          // What the job does is nobody's act.
          ...acts.map(({ staff }) => staff).filter((staff) => staff !== 'system'),
          ...steps.flatMap(({ acted, confirmedBy }) => [acted?.staff ?? [], confirmedBy ?? []].flat()),
        ];
        const names = await identity.staffNames(tx, people);
        const views = steps.map((step, index): StepView => {
          const said = acts.find(
            ({ step: no, staff, at }) =>
              no === step.no && staff === step.acted?.staff && at.equals(step.acted.at),
          );
          return {
            ...step,
            words: words[index] ?? { unit: '', title: '', who: [] },
            actedName: step.acted && (names.get(step.acted.staff) ?? ''),
            confirmedName: step.confirmedBy && (names.get(step.confirmedBy) ?? ''),
            comment: said?.comment ?? null,
            behalf: said?.behalf ?? null,
            days: daysOf(draft, step, context),
            mine: desk.mine(context, ground, draft, step)?.right ?? null,
          };
        });
        const decisive =
          draft.state === 'decided' ? acts.findLast(({ act }) => act === 'approved') : undefined;
        const kind = desk.kindsOf(context).get(draft.kind) ?? null;
        const mayAdd = draft.extra.review.length < (kind?.mostReviewers ?? 0);
        const isAdmin = desk.mayAdminister(context);
        const mayDraft = access.canAnywhere(context, 'decision.draft');
        const may = mayNow(draft, views, { me, isOwn, isAdmin, mayAdd, mayDraft });
        return {
          draft,
          kind,
          unit: unitName(ground, draft.unit),
          drafter: names.get(draft.drafter) ?? '',
          steps: views,
          acts: acts.map((line) => ({
            ...line,
            name: names.get(line.staff) ?? '',
            isDecision: line === decisive,
          })),
          files: await attachedOf(tx, draft),
          related: await related.view(tx, context, draft.content.links),
          basedOn:
            draft.basedOn !== null &&
            (await namesOf(tx, context, [draft.basedOn])).get(draft.basedOn)?.title != null
              ? draft.basedOn
              : null,
          may,
          isOwn,
          isKeeper:
            draft.state === 'decided'
              ? access.can(context, 'records.read', draft.unit) && (await register.isOpen(tx, context, draft))
              : isOwn && access.can(context, 'records.keep', draft.unit),
          earlier: earlierStages(steps),
          seats: may.has('addReviewer') ? seatChoices(ground, me) : [],
          away: awayAt(ground, views, me),
        };
      });
    },

    /** The route as it would be if it were sent now. */
    async preview(
      context: Context,
      draft: Pick<Draft, 'kind' | 'unit' | 'amount'> & { extra: Extra },
    ): Promise<{ rule: AuthorityRule; steps: (PlannedStep & { words: SeatWords })[] }> {
      access.requireAnywhere(context, 'decision.draft');
      return database.transaction(tenantOf(context), async (tx) => {
        const ground = await desk.groundOn(tx, context);
        const drafter = desk.meOf(context);
        const { rule, steps } = sending.planned(context, ground, { ...draft, drafter });
        const words = await planWords(tx, ground, { drafter }, steps);
        return {
          rule,
          steps: steps.map((step, index) => ({
            ...step,
            words: words[index] ?? { unit: '', title: '', who: [] },
          })),
        };
      });
    },

    /** Open units, and seats that can review, for the choices of the form. */
    async places(context: Context): Promise<Pick<DraftChoices, 'units' | 'seats' | 'own'>> {
      const ground = await database.transaction(tenantOf(context), (tx) => desk.groundOn(tx, context));
      const units = unitTree(ground.organization).map(({ unit: { id, name } }) => ({ id, name }));
      return { units, seats: seatChoices(ground, desk.meOf(context)), own: ownAmong(context, ground, units) };
    },

    namesOf,

    /** Null when what is kept is not what was attached. */
    async file(context: Context, id: string, file: string) {
      access.requireAnywhere(context, 'decision.take');
      return database.transaction(tenantOf(context), async (tx) => {
        const { draft } = await desk.opened(tx, context, id);
        if (!draft.files.includes(file)) throw notFound(`file ${file}`);
        if ((await desk.spoiledOf(tx, { id, files: [file] })).length > 0) return null;
        const found = await files.read(tx, holderOf(id), file);
        if (!found) throw notFound(`file ${file}`);
        return found;
      });
    },
  };
}

const seatChoices = (ground: Ground, drafter: string): SeatChoice[] =>
  seatsToAdd(ground.organization, drafter).map((seat) => {
    const { unit, title } = seatTitle(ground, seat);
    return { ...seat, unitName: unit, title };
  });

/** Open steps whose seat is this person's who is away today: who acts there, if anybody does. */
const awayAt = ({ organization }: Ground, steps: readonly StepView[], me: string): AwayStep[] =>
  organization.absent.has(me)
    ? steps
        .filter(
          ({ state, mine, seat }) =>
            state === 'open' && mine === null && holdersOf(organization, seat).includes(me),
        )
        .map(({ no, words }) => ({ no, words }))
    : [];

/** What somebody may do with a draft now. */
function mayNow(
  draft: Draft,
  steps: readonly StepView[],
  {
    me,
    isOwn,
    isAdmin,
    mayAdd,
    mayDraft,
  }: { me: string; isOwn: boolean; isAdmin: boolean; mayAdd: boolean; mayDraft: boolean },
): Set<DraftAct> {
  const open = steps.filter(({ state }) => state === 'open');
  const mine = steps.filter((step) => step.mine !== null);
  const asked = mine.filter(isToAnswer);
  const wanted: [DraftAct, boolean][] = [
    ['edit', isOwn && mayDraft],
    ['send', isOwn && mayDraft],
    ['withdraw', isOwn],
    ['redraft', mayDraft && draft.subject === null && draft.erasedAt === null],
    ['pullBack', isOwn && isUntouched(steps)],
    ['reroute', isOwn || isAdmin],
    ['addReviewer', isOwn && mayAdd],
    ['approve', asked.length > 0],
    ['object', asked.some(({ kind }) => kind === 'consultation')],
    ['sendBack', asked.length > 0],
    ['note', mine.some(isToRead)],
    ['name', isAdmin && open.some(({ words }) => words.who.length === 0)],
    ['closeCirculation', isOwn && steps.some(isToRead)],
    ['confirm', steps.some((step) => mayConfirm(step, me))],
  ];
  return new Set(wanted.flatMap(([act, may]) => (may && mayHappen(draft.state, act) ? [act] : [])));
}

export const mayConfirm = (
  { unconfirmed, acted, mine }: Pick<StepView, 'unconfirmed' | 'acted' | 'mine'>,
  me: string,
): boolean => unconfirmed && mine !== null && mine !== 'standIn' && acted?.staff !== me;
