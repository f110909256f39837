import { actorRef, type Context, tenantOf } from '#kernel/context.js';
import type { Tx } from '#kernel/db/database.js';
import { AppError, notFound } from '#kernel/errors.js';
import type { EntryData } from '#kernel/journal/entry.js';
import { append } from '#kernel/journal/journal.js';
import type { TimePlace } from '#kernel/values/list-place.js';
import type { TiedRows } from '#modules/register/api.js';
import type { ReportRules } from '../catalog.js';
import type { Owner } from '../definition.js';
import {
  type Action,
  AFTER,
  type Contact,
  daysBetween,
  EVENT_OF,
  mayNext,
  NEXT,
  type Photo,
  type PhotoStage,
  type Point,
  photosHolder,
  type Report,
  type ReportEvent,
  reportSubject,
  type State,
  shownState,
  walkingOrder,
} from '../model.js';
import { addEvent, contactsOf, eraseContacts, eventsOf, insertPhotos, photosOf } from '../store/parts.js';
import { countReports, findReport, listReports, type ReportFilter, saveReport } from '../store/reports.js';
import { heldReport, journal, ownReport, type ReportDeps, rulesHere, WORK } from './deps.js';
import type { Handover, Origin } from './handover.js';
import type { OwnerLookup } from './owner.js';

export interface OpenedReport {
  report: Report;
  events: readonly ReportEvent[];
  photos: readonly Photo[];
  contacts: readonly Contact[];
  next: readonly Action[];
  rules: ReportRules;
  /** Owners, by id, that take no reports of its kind. */
  refusing: readonly string[];
  /** Who passed it on to here. */
  from: Origin | null;
  /** Rows of registers that it is about. */
  tied: TiedRows;
}

/** What comes with a step: each action takes what it needs. */
export interface Step {
  crew?: string;
  reason?: string;
  owner?: string;
  /** Number of the report that this one is joined with. */
  sameAs?: string;
  reply: string;
}

const PAGE = 50;
const MOST_COUNTED = 1001;
const MOST_CONTACTS = 50;
/** What a crew can have at a time. */
const MOST_IN_HAND = 200;
const IN_HAND = ['assigned', 'inWork', 'reopened'] as const;

const WITHOUT_CREW: Partial<Record<State, State>> = { assigned: 'looked', inWork: 'looked' };

const JOURNALLED = {
  look: 'report.looked',
  assign: 'report.assigned',
  start: 'report.started',
  close: 'report.closed',
  passOn: 'report.passedOn',
  reopen: 'report.reopened',
} as const satisfies Record<Action, string>;

/** The work of the sections that look after what is reported. */
export function createDesk(
  deps: ReportDeps,
  handover: Handover,
  owners: Pick<OwnerLookup, 'rowsAt' | 'relate' | 'tiedTo'>,
) {
  const { kernel } = deps;
  const { access, database, files, vault } = kernel;
  const unitsOf = (context: Context) => access.unitsFor(context, WORK);

  /** The report after the step, and what the journal says of it. Throws invalidInput. */
  function after(
    context: Context,
    rules: ReportRules,
    one: Report,
    action: Action,
    step: Step,
    other: Report | undefined,
  ): { next: Report; data: EntryData } {
    const at = context.clock.now();
    const wrong = (what: string) => new AppError('invalidInput', `${action} without ${what}`);
    const next: Report = { ...one, state: AFTER[action], updatedAt: at, lookedAt: one.lookedAt ?? at };
    const days = daysBetween(one.receivedAt, at);
    switch (action) {
      case 'assign': {
        const crew = rules.crews.find(({ id, unit }) => id === step.crew && unit === one.unit);
        if (!crew) throw wrong('a crew of the section');
        // Whoever gives it to a crew of the town has seen that it is the town's to mend.
        const owner = rules.owners.find(({ isOurs }) => isOurs)?.id ?? null;
        return { next: { ...next, crew: crew.id, owner }, data: { crew: crew.id } };
      }
      case 'close': {
        const found = rules.reasons.find(({ id }) => id === step.reason);
        if (!found) throw wrong('a reason');
        const reason = found.id;
        const sameAs = found.namesOther ? (other?.number ?? null) : null;
        // With a closed one nobody would work any more, least of all where each is closed as the other.
        if (found.namesOther && (!other || shownState(other) === 'closed'))
          throw wrong('an open report that it is joined with');
        return { next: { ...next, reason, sameAs, closedAt: at }, data: { reason, days, area: one.area } };
      }
      case 'passOn': {
        const owner = rules.owners.find(({ id, isOurs }) => id === step.owner && !isOurs);
        if (!owner) throw wrong('an owner');
        const to = passedTo(owner);
        if (refusing(rules, one).includes(owner.id)) throw wrong('an owner that takes its kind');
        // A report that came from another municipality is not sent on in circles.
        const passed = one.passedFrom === null ? to : null;
        return {
          next: { ...next, owner: owner.id, passedTo: passed, ownerState: null },
          data: { owner: owner.id, to: passed },
        };
      }
      case 'reopen': {
        const reopenings = one.reopenings + 1;
        return {
          next: { ...next, reason: null, sameAs: null, closedAt: null, ownerState: null, reopenings },
          data: { by: 'staff' },
        };
      }
      case 'start':
        return { next, data: { crew: one.crew } };
      case 'look':
        return { next, data: { days } };
    }
  }
  /** Another report of the actor's sections; undefined when there is none of that number. Held with `lock`. */
  async function otherThan(
    tx: Tx,
    context: Context,
    { id }: Report,
    number: string,
    options?: { lock: boolean },
  ) {
    const found = number === '' ? undefined : await findReport(tx, vault, { number }, options);
    return found && found.id !== id && access.can(context, WORK, found.unit) ? found : undefined;
  }
  const passedTo = ({ municipality }: Owner): string | null =>
    (municipality !== undefined && kernel.municipalities.bySlug(municipality)?.code) || null;

  /** What came from another municipality is not sent on, so nobody refuses it. */
  const refusing = ({ owners: all }: ReportRules, { passedFrom, kind }: Report): string[] =>
    all
      .filter((owner) => {
        const to = passedFrom === null ? passedTo(owner) : null;
        return to !== null && !handover.takes(to, kind);
      })
      .map(({ id }) => id);

  return {
    list: (
      context: Context,
      filter: Omit<ReportFilter, 'units'>,
      at?: TimePlace,
    ): Promise<{ items: Report[]; next: TimePlace | null; count: number; isMore: boolean }> => {
      access.requireAnywhere(context, WORK);
      const whole = { ...filter, units: unitsOf(context) };
      return database.transaction(tenantOf(context), async (tx) => {
        const count = await countReports(tx, whole, MOST_COUNTED);
        const page = await listReports(tx, vault, whole, { after: at, limit: PAGE });
        return { ...page, count: Math.min(count, MOST_COUNTED - 1), isMore: count >= MOST_COUNTED };
      });
    },

    /** With the contacts; that somebody saw them is journalled. */
    open: async (context: Context, id: string): Promise<OpenedReport> => {
      const opened = await database.transaction(tenantOf(context), async (tx) => {
        const report = await ownReport(deps, tx, context, id);
        const rules = rulesHere(deps, context);
        const found = {
          report,
          events: (await eventsOf(tx, vault, [id], { forStaff: true })).get(id) ?? [],
          photos: await photosOf(tx, [id]),
          contacts: await contactsOf(tx, vault, id, MOST_CONTACTS),
          tied: await owners.tiedTo(tx, context, { kind: 'report', id }),
          next: NEXT[report.state],
          rules,
          refusing: refusing(rules, report),
        };
        await journal(tx, context, 'report.viewed', report);
        return found;
      });
      // The other municipality is asked when this one's transaction is over.
      return { ...opened, from: await handover.originOf(opened.report) };
    },

    photo: (context: Context, id: string, photo: string) =>
      database.transaction(tenantOf(context), async (tx) => {
        await ownReport(deps, tx, context, id);
        const file = await files.read(tx, photosHolder(id), photo);
        if (!file) throw notFound(`photo ${photo}`);
        return file;
      }),

    /** One step from the table of what may happen next. Throws conflict, notAllowedNow, invalidInput. */
    act: async (
      context: Context,
      id: string,
      revision: number,
      action: Action,
      step: Step,
    ): Promise<void> => {
      await database.transaction(tenantOf(context), async (tx) => {
        const one = await heldReport(deps, tx, context, id, revision);
        if (!mayNext(one.state, action))
          throw new AppError('notAllowedNow', `${action} of ${id}, which is ${one.state}`);
        const other = await otherThan(tx, context, one, step.sameAs ?? '', { lock: true });
        const { next, data } = after(context, rulesHere(deps, context), one, action, step, other);
        const toSend = one.passedFrom !== null || next.passedTo !== null || one.passedTo !== null;
        await saveReport(tx, next, { toSend });
        await addEvent(tx, vault, id, {
          kind: EVENT_OF[action],
          state: null,
          at: next.updatedAt,
          by: actorRef(context.actor),
          reply: step.reply,
        });
        await journal(tx, context, JOURNALLED[action], next, data);
      });
      await handover.tell(context, id);
    },

    /** Whether a report can be joined with the one of this number: there is none, or it is closed. */
    joinable: (context: Context, id: string, number: string): Promise<'open' | 'closed' | 'none'> =>
      database.transaction(tenantOf(context), async (tx) => {
        const one = await ownReport(deps, tx, context, id);
        const other = await otherThan(tx, context, one, number);
        if (!other) return 'none';
        return shownState(other) === 'closed' ? 'closed' : 'open';
      }),

    /** Another kind, and the section that looks after it. Throws conflict, notAllowedNow, invalidInput. */
    changeKind: async (
      context: Context,
      id: string,
      revision: number,
      { kind: wanted, why }: { kind: string; why: string },
    ): Promise<void> => {
      const before = await database.transaction(tenantOf(context), (tx) => ownReport(deps, tx, context, id));
      const about = await owners.rowsAt(context, { ...before, kind: wanted });
      await database.transaction(tenantOf(context), async (tx) => {
        const one = await heldReport(deps, tx, context, id, revision);
        const rules = rulesHere(deps, context);
        const kind = rules.kind(wanted);
        if (!kind || kind.id === one.kind || why === '')
          throw new AppError('invalidInput', `another kind of ${id}: "${wanted}"`);
        if (!mayNext(one.state, 'assign'))
          throw new AppError('notAllowedNow', `another kind of ${id}, which is ${one.state}`);
        const at = context.clock.now();
        const unit = rules.unitOf(kind);
        // The crew of one section has no work of another.
        const moved =
          unit === one.unit ? {} : { unit, crew: null, state: WITHOUT_CREW[one.state] ?? one.state };
        const next: Report = { ...one, kind: kind.id, ...moved, updatedAt: at };
        await saveReport(tx, next, { toSend: one.passedFrom !== null });
        const by = actorRef(context.actor);
        await addEvent(tx, vault, id, { kind: 'kindChanged', state: null, at, by, reply: why });
        await owners.relate(tx, context, { kind: 'report', id }, about);
        await journal(tx, context, 'report.kindChanged', next, { before: one.kind });
      });
    },

    reply: async (context: Context, id: string, revision: number, reply: string): Promise<void> => {
      await database.transaction(tenantOf(context), async (tx) => {
        const one = await heldReport(deps, tx, context, id, revision);
        const at = context.clock.now();
        await saveReport(tx, { ...one, updatedAt: at }, { toSend: one.passedFrom !== null });
        const by = actorRef(context.actor);
        await addEvent(tx, vault, id, { kind: 'replied', state: null, at, by, reply });
        await journal(tx, context, 'report.replied', one);
      });
      await handover.tell(context, id);
    },

    addPhotos: (
      context: Context,
      id: string,
      stage: PhotoStage,
      photos: { from: string; ids: readonly string[] },
    ): Promise<void> =>
      database.transaction(tenantOf(context), async (tx) => {
        const one = await ownReport(deps, tx, context, id, { lock: true });
        await files.claim(tx, photos.ids, photos.from, photosHolder(id));
        await insertPhotos(tx, id, photos.ids, stage, context.clock.now());
        await journal(tx, context, 'report.photosAdded', one, { stage, photos: photos.ids.length });
      }),

    /** While it is set, nothing of the report is erased: taking it away needs a reason. Throws conflict, invalidInput. */
    setLiability: (
      context: Context,
      id: string,
      revision: number,
      { liability, why }: { liability: boolean; why: string },
    ): Promise<void> =>
      database.transaction(tenantOf(context), async (tx) => {
        const one = await heldReport(deps, tx, context, id, revision);
        if (one.liability === liability) return;
        if (!liability && why === '')
          throw new AppError('invalidInput', `no reason to take the mark of liability from ${id}`);
        const at = context.clock.now();
        await saveReport(tx, { ...one, liability, updatedAt: at }, { toSend: false });
        const kind = liability ? 'flagged' : 'unflagged';
        await addEvent(tx, vault, id, { kind, state: null, at, by: actorRef(context.actor), reply: why });
        await journal(tx, context, `report.${kind}`, one);
      }),

    /** What a crew has in hand, in the order of its way. */
    crewList: (context: Context, id: string): Promise<{ title: string; base: Point; items: Report[] }> => {
      const crew = rulesHere(deps, context).crews.find((one) => one.id === id);
      if (!crew || !access.can(context, WORK, crew.unit)) throw notFound(`crew ${id}`);
      return database.transaction(tenantOf(context), async (tx) => {
        const filter = { crew: id, states: [...IN_HAND], units: [crew.unit] };
        const { items } = await listReports(tx, vault, filter, { limit: MOST_IN_HAND });
        return { title: crew.title, base: crew.base, items: walkingOrder(items, crew.base) };
      });
    },

    /** Erases the contacts of what is long closed, except where an accident is a matter of liability. */
    sweep: async (context: Context): Promise<void> => {
      const rules = deps.rulesOf(context);
      if (!rules) return;
      const now = context.clock.now();
      const before = now.subtract({ hours: rules.limits.contactDays * 24 });
      await database.transaction(tenantOf(context), async (tx) => {
        for (const id of await eraseContacts(tx, before, now, 500))
          await append(tx, context, { type: 'report.erased', subject: reportSubject(id) });
      });
    },
  };
}
export type Desk = ReturnType<typeof createDesk>;
