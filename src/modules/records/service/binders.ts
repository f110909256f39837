import { actorRef, type Context, tenantOf } from '#kernel/context.js';
import type { Tx } from '#kernel/db/database.js';
import { AppError, invariant, notFound } from '#kernel/errors.js';
import { localize } from '#kernel/i18n/locales.js';
import { append } from '#kernel/journal/journal.js';
import { fiscalYearOf } from '#kernel/values/fiscal-year.js';
import { uuidv7 } from '#kernel/values/uuid.js';
import {
  type Binder,
  type BinderEvent,
  binderSubject,
  type DocumentHead,
  documentSubject,
  type Grade,
  keptUntil,
  mayDo,
} from '../model.js';
import {
  addBinderEvent,
  type BinderFilter,
  binderEvents,
  findBinder,
  insertBinder,
  listBinders,
  nextVolume,
  saveBinder,
} from '../store/binders.js';
import { documentsIn, findDocument, moveDocuments, saveDocument } from '../store/documents.js';
import { gradesIn, insertHandOver } from '../store/hand-overs.js';
import { doorOf, type RecordsDeps } from './deps.js';
import { checkReceiver, type Handing } from './handing-over.js';

export interface OpenedBinder {
  binder: Binder;
  documents: DocumentHead[];
  /** Place of the last one shown, when there are more. */
  next: { fiscalYear: number; number: number; id: string } | null;
  events: BinderEvent[];
  mayKeep: boolean;
  mayExtend: boolean;
  mayExport: boolean;
}

const PAGE = 50;
/** Binders of one class and year: more than that nobody looks through. */
const MOST_VOLUMES = 100;

/** Binders: what documents are bound into, by fiscal year and class. */
export function createBinders({
  kernel,
  identity,
  rulesOf,
}: Pick<RecordsDeps, 'kernel' | 'identity' | 'rulesOf'>) {
  const { access, database, vault } = kernel;
  const unitsOf = (context: Context) => access.unitsFor(context, 'records.read');

  async function visible(tx: Tx, context: Context, id: string, options?: { lock: boolean }): Promise<Binder> {
    const found = await findBinder(tx, vault, unitsOf(context), id, options);
    if (!found) throw notFound(binderSubject(id));
    return found;
  }

  async function begin(tx: Tx, context: Context, document: DocumentHead, year: number): Promise<Binder> {
    const { unit, classification } = document;
    const small = rulesOf(context).classOf(classification);
    const retention = small && rulesOf(context).retentionOf(small.retention);
    if (!small || !retention)
      throw new AppError('notAllowedNow', `the class ${classification} is not in the rules`);
    const now = context.clock.now();
    const binder: Binder = {
      id: uuidv7(now),
      unit,
      fiscalYear: year,
      classification,
      volume: await nextVolume(tx, { unit, fiscalYear: year, classification }),
      title: localize(small.title, 'ja'),
      retention: retention.id,
      keptUntil: keptUntil(year, retention.years),
      state: 'open',
      revision: 1,
    };
    await insertBinder(tx, vault, binder, now);
    await append(tx, context, {
      type: 'binder.opened',
      subject: binderSubject(binder.id),
      data: { unit, year, classification, volume: binder.volume, retention: retention.id },
    });
    return binder;
  }

  /** Binders into which a completed document may go: of its section, class and year of completion. */
  const binderFor = (tx: Tx, { unit, classification, completedOn }: DocumentHead): Promise<Binder[]> => {
    invariant(completedOn, 'a completed document has a day of completion');
    const fiscalYear = fiscalYearOf(completedOn);
    const filter = { units: [unit], classification, fiscalYear, state: 'open' as const };
    return listBinders(tx, vault, filter, { limit: MOST_VOLUMES });
  };

  /** The binder of this revision, held, for who works in its section. */
  async function held(
    tx: Tx,
    context: Context,
    id: string,
    revision: number,
    action: string,
  ): Promise<Binder> {
    const binder = await visible(tx, context, id, { lock: true });
    access.require(context, action, binder.unit);
    if (binder.state !== 'open' || binder.revision !== revision)
      throw new AppError('conflict', `revision ${revision} of binder ${id}, which is ${binder.state}`);
    return binder;
  }

  return {
    list: (
      context: Context,
      filter: Omit<BinderFilter, 'units'>,
      after?: { fiscalYear: number; id: string },
    ): Promise<{ items: Binder[]; next: Binder | null }> => {
      access.requireAnywhere(context, 'records.read');
      return database.transaction(tenantOf(context), async (tx) => {
        const found = await listBinders(
          tx,
          vault,
          { ...filter, units: unitsOf(context) },
          { after, limit: PAGE + 1 },
        );
        const items = found.slice(0, PAGE);
        return { items, next: found.length > PAGE ? (items.at(-1) ?? null) : null };
      });
    },

    open: (
      context: Context,
      id: string,
      after?: { fiscalYear: number; number: number; id: string },
    ): Promise<OpenedBinder> =>
      database.transaction(tenantOf(context), async (tx) => {
        const binder = await visible(tx, context, id);
        const found = await documentsIn(tx, vault, doorOf(kernel, context), id, { after, limit: PAGE + 1 });
        const documents = found.slice(0, PAGE);
        const last = documents.at(-1);
        return {
          binder,
          documents,
          next:
            found.length > PAGE && last
              ? { fiscalYear: last.fiscalYear, number: last.number, id: last.id }
              : null,
          events: await binderEvents(tx, vault, id),
          mayExport: binder.state !== 'destroyed' && access.can(context, 'records.keep', binder.unit),
          mayKeep: binder.state === 'open' && access.can(context, 'records.keep', binder.unit),
          mayExtend:
            binder.state === 'open' &&
            binder.keptUntil !== null &&
            access.can(context, 'records.propose', binder.unit),
        };
      }),

    /** What the page of a document shows: the binder that it is in, and those that it may go into. */
    around: (
      context: Context,
      document: DocumentHead,
    ): Promise<{ binder: Binder | null; binders: Binder[] }> =>
      database.transaction(tenantOf(context), async (tx) => ({
        binder:
          document.binderId === null
            ? null
            : ((await findBinder(tx, vault, null, document.binderId)) ?? null),
        binders: document.state === 'completed' ? await binderFor(tx, document) : [],
      })),

    /** Puts a completed document into a binder of its class and year; a new one is begun when none is named. */
    bind: (context: Context, id: string, revision: number, binderId: string | null): Promise<Binder> =>
      database.transaction(tenantOf(context), async (tx) => {
        const document = await findDocument(tx, vault, doorOf(kernel, context), id, { lock: true });
        if (!document) throw notFound(documentSubject(id));
        access.require(context, 'records.keep', document.unit);
        if (document.revision !== revision || !mayDo(document, 'bind'))
          throw new AppError('conflict', `binding revision ${revision} of ${id}, which is ${document.state}`);
        const fits = await binderFor(tx, document);
        if (binderId !== null && !fits.some((one) => one.id === binderId))
          throw new AppError('invalidInput', `binder ${binderId} does not fit`, {
            fields: { binder: 'binder' },
          });
        invariant(document.completedOn, 'a completed document has a day of completion');
        const year = fiscalYearOf(document.completedOn);
        const held =
          binderId === null ? undefined : await findBinder(tx, vault, null, binderId, { lock: true });
        if (held && held.state !== 'open')
          throw new AppError('conflict', `binder ${held.id} is ${held.state}`);
        const binder = held ?? (await begin(tx, context, document, year));
        await saveDocument(tx, id, { state: 'bound', binder_id: binder.id }, context.clock.now());
        await append(tx, context, {
          type: 'document.bound',
          subject: documentSubject(id),
          data: { unit: document.unit, binder: binder.id, year, classification: document.classification },
        });
        return binder;
      }),

    /** Keeps a binder longer, for a reason. Throws invalidInput when the day is not later. */
    extend: (
      context: Context,
      id: string,
      revision: number,
      { until, reason }: { until: Temporal.PlainDate; reason: string },
    ): Promise<void> =>
      database.transaction(tenantOf(context), async (tx) => {
        const binder = await held(tx, context, id, revision, 'records.propose');
        if (binder.keptUntil === null || Temporal.PlainDate.compare(until, binder.keptUntil) <= 0)
          throw new AppError('invalidInput', `${until} is not later`, { fields: { until: 'earlier' } });
        const at = context.clock.now();
        await saveBinder(tx, id, { kept_until: until }, at);
        await addBinderEvent(tx, vault, id, {
          kind: 'extended',
          from: binder.keptUntil.toString(),
          to: until.toString(),
          reason,
          by: actorRef(context.actor),
          at,
        });
        const data = { unit: binder.unit, until: until.toString() };
        await append(tx, context, { type: 'binder.extended', subject: binderSubject(id), data });
      }),

    /** Another section has the binder from now on, with all that is in it (引継ぎ); throws as checkReceiver does. */
    handOver: (context: Context, id: string, revision: number, handing: Handing): Promise<void> =>
      database.transaction(tenantOf(context), async (tx) => {
        const binder = await held(tx, context, id, revision, 'records.keep');
        const { unit, reason } = handing;
        const grades: Grade[] = ['open', ...(await gradesIn(tx, id))];
        await checkReceiver({ identity }, tx, context, handing, { from: binder.unit, grades });
        const at = context.clock.now();
        const by = actorRef(context.actor);
        const volume = await nextVolume(tx, { ...binder, unit });
        await saveBinder(tx, id, { unit, volume }, at);
        await moveDocuments(tx, id, { unit }, at);
        const handOver = { from: binder.unit, to: unit, reason, by, at };
        await addBinderEvent(tx, vault, id, { kind: 'handedOver', ...handOver });
        await insertHandOver(tx, vault, { binder: id }, handOver);
        await append(tx, context, {
          type: 'binder.handedOver',
          subject: binderSubject(id),
          data: { unit, from: binder.unit },
        });
      }),
  };
}
