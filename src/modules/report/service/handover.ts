import { actorRef, type Context, systemContext, tenantOf } from '#kernel/context.js';
import type { Tx } from '#kernel/db/database.js';
import { AppError } from '#kernel/errors.js';
import type { LocalizedText } from '#kernel/i18n/locales.js';
import type { Municipality } from '#kernel/tenancy/municipality.js';
import {
  answersThere,
  type EventKind,
  NO_CONTACT,
  photosHolder,
  type Report,
  type ReportEvent,
  STAFF_ONLY,
} from '../model.js';
import { addEvent, eventsOf, photosOf } from '../store/parts.js';
import { findReport, markSent, reportsToSend, saveReport } from '../store/reports.js';
import { journal, type ReportDeps } from './deps.js';
import type { Intake } from './intake.js';

const NAME = 'report.passOn';
const AT_ONCE = 100;
const PHOTO_RULES = { contents: ['image'], maxBytes: 50 * 1024 * 1024 } as const;

const ENDINGS = ['closed', 'passedOn', 'takenBack'] as const;
const latest = (events: readonly ReportEvent[] = [], kinds: readonly EventKind[]) =>
  events.findLast(({ kind }) => kinds.includes(kind));

const callsIn = (events: readonly ReportEvent[]): string[] =>
  events.filter(({ kind }) => kind === 'called').map(({ reply }) => reply);

/** Municipality that passed a report on, and the number that it has there. */
export interface Origin {
  name: LocalizedText;
  number: Report['number'] | null;
}

/** What another municipality is to hear of: the report itself, its photos and what has happened to it. */
interface Parcel {
  report: Report;
  photos: { name: string; bytes: Uint8Array }[];
  /** What others who called told of it, before it was first passed on and since. */
  called: readonly string[];
  calledSince: readonly string[];
  events: readonly ReportEvent[];
}

/**
 * Takes reports to the municipality that owns the place, and what becomes of them back. Each side is changed in a
 * transaction of its own; a mark on the row says what still has to be told, and telling it twice changes nothing.
 */
export function createHandover(deps: ReportDeps, intake: Intake) {
  const { kernel, rulesOf } = deps;
  const { clock, database, files, municipalities, vault } = kernel;
  const contextOf = (municipality: Municipality) => systemContext(municipality, NAME, clock);
  const byCode = (code: string | null) => municipalities.all.find((one) => one.code === code);

  const packed = (context: Context, id: string): Promise<Parcel | undefined> =>
    database.transaction(tenantOf(context), async (tx) => {
      const report = await findReport(tx, vault, { id });
      if (!report) return undefined;
      const photos = [];
      for (const { id: file } of await photosOf(tx, [id])) {
        const read = await files.read(tx, photosHolder(id), file);
        if (read) photos.push({ name: read.name, bytes: read.bytes });
      }
      const all = (await eventsOf(tx, vault, [id], { forStaff: true })).get(id) ?? [];
      const passed = all.findIndex(({ kind }) => kind === 'passedOn');
      return {
        report,
        photos,
        called: callsIn(all.slice(0, passed)),
        calledSince: callsIn(all.slice(passed)),
        events: all.filter(({ kind }) => !STAFF_ONLY.includes(kind)),
      };
    });

  /** Their kind of the same name; undefined where they take no reports of it. */
  const kindThere = (owner: Municipality, kind: string) => rulesOf(contextOf(owner))?.kind(kind);

  const copyThere = (owner: Municipality, { id }: Report, from: string) =>
    database.transaction(owner.code, (tx) => findReport(tx, vault, { passedFrom: from, origin: id }));

  async function forward(
    owner: Municipality,
    { report, photos, called, calledSince, events }: Parcel,
    from: string,
  ): Promise<void> {
    const context = contextOf(owner);
    const there = await copyThere(owner, report, from);
    if (there) {
      await addCallsThere(context, there.id, calledSince);
      return reopenThere(context, there, events);
    }
    const kind = kindThere(owner, report.kind);
    // Refused before it is passed on; when they stop taking the kind after that, it stays to be told.
    if (!kind) throw new AppError('notAllowedNow', `${owner.slug} takes no reports of "${report.kind}"`);
    const origin = byCode(from);
    const kindHere = origin && kindThere(origin, report.kind);
    const { answers, words } = answersThere(kindHere, kind, report.answers);
    const holder = `draft/report-from/${from}/${report.id}`;
    const ids: string[] = [];
    for (const photo of photos) {
      const received = await files.receive(context, photo, PHOTO_RULES, holder);
      if (received.ok) ids.push(received.stored.file);
    }
    const { id } = await intake.receive(context, {
      kind: kind.id,
      point: report.point,
      words: [report.words, ...words, ...called].filter(Boolean).join('\n'),
      place: report.place,
      answers,
      mediaUrl: report.mediaUrl,
      // The reporter goes on asking where they asked: the contact stays there.
      contact: NO_CONTACT,
      photos: { from: holder, ids },
      channel: 'owner',
      locale: report.locale,
      key: `${from}/${report.id}`,
      address: '',
      passedFrom: from,
      origin: report.id,
    });
    await addCallsThere(context, id, calledSince);
  }

  /** What callers told here since it was passed on, in the order in which they called, each once. Who they are stays here. */
  const addCallsThere = (context: Context, id: string, calls: readonly string[]) =>
    database.transaction(tenantOf(context), async (tx) => {
      const found = await findReport(tx, vault, { id }, { lock: true });
      if (!found) return;
      const by = actorRef(context.actor);
      const known = (await eventsOf(tx, vault, [id], { forStaff: true })).get(id) ?? [];
      const told = known.filter((event) => event.kind === 'called' && event.by === by).length;
      const fresh = calls.slice(told);
      const at = context.clock.now();
      for (const reply of fresh) {
        await addEvent(tx, vault, id, { kind: 'called', state: null, at, by, reply });
        await journal(tx, context, 'report.joined', found);
      }
      // Passed on from there as well: its owner is to hear of it.
      if (fresh.length > 0 && found.state === 'passedOn') await saveReport(tx, found, { toSend: true });
    });

  /** Passed on again, or not mended for who told of it: whatever ended it there before then ends it no more. */
  const reopenThere = (context: Context, there: Report, events: readonly ReportEvent[]) =>
    database.transaction(tenantOf(context), async (tx) => {
      const found = await findReport(tx, vault, { id: there.id }, { lock: true });
      const asked = latest(events, ['passedOn', 'reopened']);
      if (!found || !asked || (found.state !== 'closed' && found.state !== 'passedOn')) return;
      const ended = latest((await eventsOf(tx, vault, [found.id])).get(found.id), ENDINGS);
      if (ended && Temporal.Instant.compare(ended.at, asked.at) > 0) return;
      const at = context.clock.now();
      const reopenings = found.reopenings + 1;
      await saveReport(
        tx,
        {
          ...found,
          state: 'reopened',
          reason: null,
          sameAs: null,
          closedAt: null,
          ownerState: null,
          updatedAt: at,
          reopenings,
        },
        { toSend: false },
      );
      const by = actorRef(context.actor);
      await addEvent(tx, vault, found.id, { kind: 'reopened', state: null, at, by, reply: asked.reply });
      await journal(tx, context, 'report.reopened', found, {
        by: asked.kind === 'reopened' ? 'reporter' : 'origin',
      });
    });

  /** Nothing is left to do there: the municipality that passed it on looks after it itself. */
  async function takeBack(owner: Municipality, { report, events }: Parcel, from: string): Promise<void> {
    const context = contextOf(owner);
    const there = await copyThere(owner, report, from);
    const taken = latest(events, ['reopened']);
    if (!there || !taken) return;
    await database.transaction(owner.code, async (tx) => {
      const found = await findReport(tx, vault, { id: there.id }, { lock: true });
      if (!found) return;
      const told = latest((await eventsOf(tx, vault, [found.id])).get(found.id), ['takenBack']);
      if (told && Temporal.Instant.compare(told.at, taken.at) >= 0) return;
      const at = context.clock.now();
      await saveReport(
        tx,
        { ...found, state: 'closed', closedAt: found.closedAt ?? at, updatedAt: at },
        { toSend: false },
      );
      const by = actorRef(context.actor);
      await addEvent(tx, vault, found.id, { kind: 'takenBack', state: null, at, by, reply: taken.reply });
      await journal(tx, context, 'report.takenBack', found);
    });
  }

  const back = (municipality: Municipality, { report, events }: Parcel): Promise<void> => {
    const context = contextOf(municipality);
    const last = events.at(-1);
    return database.transaction(municipality.code, async (tx) => {
      const found = await findReport(tx, vault, { id: report.origin ?? '' }, { lock: true });
      if (found?.state !== 'passedOn') return;
      const hasSaid = last?.kind === 'replied' || last?.kind === 'closed' || last?.kind === 'passedOn';
      const reply = hasSaid ? last.reply : '';
      const known = (await eventsOf(tx, vault, [found.id])).get(found.id) ?? [];
      const said = known.findLast(({ kind }) => kind === 'ownerProgressed');
      const isNewReply = said?.state === report.state && said.reply !== reply;
      if (found.ownerState === report.state && !isNewReply) return;
      await progressed(tx, context, found, report, reply);
    });
  };

  async function progressed(tx: Tx, context: Context, found: Report, { state }: Report, reply: string) {
    const at = context.clock.now();
    const closedAt = state === 'closed' ? (found.closedAt ?? at) : null;
    await saveReport(tx, { ...found, ownerState: state, closedAt, updatedAt: at }, { toSend: false });
    const by = actorRef(context.actor);
    await addEvent(tx, vault, found.id, { kind: 'ownerProgressed', state, at, by, reply });
    await journal(tx, context, 'report.ownerProgressed', found, { owner: found.owner, state });
  }

  /** Tells the other side of a report what has changed; never fails for who changed it: the job tries again. */
  async function tell(context: Context, id: string): Promise<void> {
    try {
      const parcel = await packed(context, id);
      if (!parcel) return;
      const owner = byCode(parcel.report.passedTo);
      const origin = byCode(parcel.report.passedFrom);
      if (owner) {
        const isTheirs = parcel.report.state === 'passedOn';
        await (isTheirs ? forward : takeBack)(owner, parcel, tenantOf(context));
      }
      if (origin) await back(origin, parcel);
      await database.transaction(tenantOf(context), (tx) => markSent(tx, id, parcel.report.revision));
    } catch (error) {
      kernel.log.warn(
        { err: error, report: id },
        'the other side of a report could not be told; tried again',
      );
    }
  }

  return {
    tell,
    /** Whether the municipality of this code takes reports of a kind: only then is one passed on to it. */
    takes: (code: string, kind: string): boolean => {
      const owner = byCode(code);
      return owner !== undefined && kindThere(owner, kind) !== undefined;
    },
    /** Who passed it on, and its number there; null for one that was told here. */
    originOf: async ({
      passedFrom,
      origin,
    }: Pick<Report, 'passedFrom' | 'origin'>): Promise<Origin | null> => {
      const municipality = byCode(passedFrom);
      if (!municipality || origin === null) return null;
      const there = await database.transaction(municipality.code, (tx) =>
        findReport(tx, vault, { id: origin }),
      );
      return { name: municipality.name, number: there?.number ?? null };
    },
    /** Whatever was not told at once. */
    sweep: async (context: Context): Promise<void> => {
      const ids = await database.transaction(tenantOf(context), (tx) => reportsToSend(tx, AT_ONCE));
      for (const id of ids) await tell(context, id);
    },
  };
}
export type Handover = ReturnType<typeof createHandover>;
