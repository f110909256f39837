import { type Context, tenantOf } from '#kernel/context.js';
import type { Tx } from '#kernel/db/database.js';
import { notFound } from '#kernel/errors.js';
import { titleOn, unitTree } from '#modules/organization/api.js';
import type { AuthorityKind, AuthorityRule } from '../definition.js';
import type { DraftChoices } from '../draft-form.js';
import type { Draft, Step } from '../model/draft.js';
import { earlierStages } from '../model/progress.js';
import type { Extra, PlannedStep } from '../model/route.js';
import { actKeysOf } from '../store/acts.js';
import { draftsById } from '../store/drafts.js';
import { countMarks } from '../store/marks.js';
import { stepsOfAll } from '../store/steps.js';
import { type DecisionDeps, type Desk, type Ground, holderOf, seatTitle } from './deps.js';
import {
  type AttachedFile,
  awayAt,
  type DraftName,
  type DraftView,
  daysOf,
  mayNow,
  type SeatWords,
  type StepView,
  seatChoices,
  unitName,
} from './draft-view.js';
import type { Related } from './related.js';
import type { Sending } from './sending.js';

/** Drafts as staff look at them. */
export function createReading(
  { kernel, identity, register }: DecisionDeps,
  desk: Desk,
  { sending, related }: { sending: Sending; related: Related },
) {
  const { access, database, files, vault } = kernel;

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
