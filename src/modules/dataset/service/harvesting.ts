import { isDeepStrictEqual } from 'node:util';
import type { Context } from '#kernel/context.js';
import type { Tx } from '#kernel/db/database.js';
import { AppError, notFound } from '#kernel/errors.js';
import { append } from '#kernel/journal/journal.js';
import { getJson, OutboundError } from '#kernel/outbound/get-json.js';
import { publicBase } from '#kernel/tenancy/public-base.js';
import { uuidv7 } from '#kernel/values/uuid.js';
import {
  Answer,
  type Harvest,
  type HarvestFault,
  type HarvestReport,
  harvestSubject,
  licenceOf,
  licenceText,
  nameHere,
  RemotePackage,
  secondHand,
  takenOver,
} from '../harvest.js';
import { type Dataset, isLicence } from '../model.js';
import { liesAt } from '../own-addresses.js';
import { findDataset, findOrphan, insertDataset, listDatasets, saveDataset } from '../store/datasets.js';
import {
  deleteHarvest,
  findHarvest,
  insertHarvest,
  listHarvests,
  mendHarvest,
  saveHarvest,
} from '../store/harvests.js';
import { type DatasetDeps, inTenant, journal } from './deps.js';

const PAGE = 50;
/** Of the other catalogue: datasets a page, in all, and what an answer may weigh and take. */
const ROWS = 100;
const MOST_DATASETS = 10_000;
const MOST_BYTES = 20 * 1024 * 1024;
const FAULTS_SHOWN = 50;
const MOST_HARVESTS = 200;
/** Read anew by the job of the next night, not by one that is repeated after a failure. */
const NOT_BEFORE_HOURS = 20;

export interface HarvestPace {
  /** For one answer and for all of them, in milliseconds. */
  answerWithin: number;
  allWithin: number;
}
const PACE: HarvestPace = { answerWithin: 30_000, allWithin: 15 * 60_000 };

export const HARVEST_JOB = 'dataset.harvest';

/** Keeps a fault for the report; nothing comes of what it is about. */
type Told = (fault: HarvestFault, name?: string) => false;
type Outcome = 'added' | 'changed' | 'same';

const UNIQUE_VIOLATION = '23505';

/** What is typed of one; the beginning of its names stays as it was entered. */
export type HarvestWords = Pick<Harvest, 'title' | 'address' | 'unit'>;
type AddressFault = 'addressTaken' | 'addressOwn';
export type Entered = 'entered' | 'prefixTaken' | AddressFault;
export type Mended = 'mended' | 'mendedStopped' | AddressFault;

function requireSeen({ id, revision }: Harvest, seen: number): void {
  if (revision !== seen) throw new AppError('conflict', `harvest ${id} is of revision ${revision}`);
}

/** Catalogues of other city halls: entered by staff, read by a job, what they hold shown with where it comes from. */
export function createHarvesting(deps: DatasetDeps, pace: HarvestPace = PACE) {
  const { access, bell, config, log } = deps.kernel;

  async function own(tx: Tx, context: Context, id: string): Promise<Harvest> {
    const found = await findHarvest(tx, id);
    if (!found || !access.can(context, 'dataset.publish', found.unit)) throw notFound(harvestSubject(id));
    return found;
  }

  const tell = (tx: Tx, context: Context, { id, prefix, unit }: Harvest, state: string) =>
    append(tx, context, {
      type: 'dataset.harvestChanged',
      subject: harvestSubject(id),
      data: { harvest: prefix, unit, state },
    });

  /** Where this municipality itself is reached, with a host of its own and without. */
  const ownAddresses = (context: Context): string[] => [
    publicBase(deps.kernel, context),
    `${config.publicUrl}/${context.municipality.slug}`,
  ];

  /** Page after page of what the other side has. False when that was not all of it. */
  async function eachPage(
    { address }: Harvest,
    told: Told,
    take: (items: unknown[]) => Promise<void>,
  ): Promise<boolean> {
    const began = performance.now();
    const seen = new Set<string>();
    for (let start = 0; ; ) {
      if (performance.now() - began > pace.allWithin) return told('tooLong');
      const query = new URLSearchParams({ rows: String(ROWS), start: String(start), sort: 'name asc' });
      let answer: unknown;
      try {
        answer = await getJson(`${address}/api/3/action/package_search?${query}`, {
          within: pace.answerWithin,
          mostBytes: MOST_BYTES,
          mayBeLocal: config.outboundLocal,
        });
      } catch (error) {
        if (!(error instanceof OutboundError)) throw error;
        log.info({ err: error, address }, 'a catalogue could not be read');
        return told(error.fault);
      }
      const parsed = Answer.safeParse(answer);
      if (!parsed.success) return told('notCkan');
      const { count, results } = parsed.data.result;
      if (results.length === 0) return start >= count || told('notCkan');
      const fresh = results.filter((item) => {
        const id = JSON.stringify((item as { id?: unknown } | null)?.id ?? item);
        return !seen.has(id) && seen.add(id);
      });
      if (fresh.length === 0) return told('repeats');
      if (seen.size > MOST_DATASETS) return told('tooMany');
      await take(fresh);
      start += results.length;
      if (start >= count) return true;
    }
  }

  async function takeOne(
    tx: Tx,
    context: Context,
    harvest: Harvest,
    remote: RemotePackage,
    known: Dataset | undefined,
    told: Told,
  ): Promise<Outcome | 'refused' | 'own'> {
    const second = secondHand(remote, ownAddresses(context));
    if (second === 'own') return 'own';
    if (second) return told(second, remote.name) || 'refused';
    const licence = licenceOf(remote);
    if (!isLicence(licence)) {
      const said = licenceText(remote, licence);
      return told(licence, said ? `${remote.name}（${said}）` : remote.name) || 'refused';
    }
    const { about, source } = takenOver(harvest, remote, licence);
    const now = context.clock.now();
    const name = nameHere(harvest.prefix, remote);
    const before = known ?? (await findOrphan(tx, name));
    if (!before) {
      const made = { id: uuidv7(now), name, unit: harvest.unit };
      if (!(await insertDataset(tx, { ...made, source, about, createdAt: now })))
        return told('nameTaken', remote.name) || 'refused';
      await saveDataset(tx, made.id, now, { state: 'published', publishedAt: now, contentAt: now });
      await journal(tx, context, 'dataset.harvested', made, { what: 'added' });
      return 'added';
    }
    const dataset = await findDataset(tx, before.id, { lock: true });
    if (dataset?.source.kind !== 'harvest') return 'same';
    // Withdrawn by somebody here, not because it was gone there: it stays so.
    if (dataset.state !== 'published' && !dataset.source.isGone) return 'same';
    const isSame = isDeepStrictEqual(dataset.about, about) && isDeepStrictEqual(dataset.source, source);
    if (isSame && dataset.state === 'published') return 'same';
    await saveDataset(tx, dataset.id, now, {
      about,
      source,
      contentAt: now,
      ...(dataset.state !== 'published' && { state: 'published', publishedAt: now }),
    });
    await journal(tx, context, 'dataset.harvested', dataset, { what: 'changed' });
    return 'changed';
  }

  /** What is there no more is withdrawn. How many. */
  async function letGo(tx: Tx, context: Context, gone: readonly Dataset[]): Promise<number> {
    let count = 0;
    for (const { id } of gone) {
      const dataset = await findDataset(tx, id, { lock: true });
      if (dataset?.state !== 'published' || dataset.source.kind !== 'harvest') continue;
      const source = { ...dataset.source, isGone: true };
      await saveDataset(tx, id, context.clock.now(), { state: 'withdrawn', source });
      await journal(tx, context, 'dataset.harvested', dataset, { what: 'gone' });
      count += 1;
    }
    return count;
  }

  /** What was taken over goes with the entry to the section that answers for it from now on. */
  async function handOver(tx: Tx, context: Context, id: string, unit: string): Promise<void> {
    for (const dataset of await listDatasets(tx, { harvest: id })) {
      if (dataset.unit === unit) continue;
      await saveDataset(tx, dataset.id, context.clock.now(), { unit });
      await journal(tx, context, 'dataset.harvested', { ...dataset, unit }, { what: 'changed' });
    }
  }

  async function read(context: Context, harvest: Harvest): Promise<HarvestReport> {
    const counts = { added: 0, changed: 0, same: 0, refused: 0, own: 0 };
    const faults: HarvestReport['faults'] = [];
    let faultCount = 0;
    const told: Told = (fault, name = '') => {
      faultCount += 1;
      if (faults.length < FAULTS_SHOWN) faults.push({ fault, name });
      return false;
    };
    const before = await inTenant(deps, context, (tx) => listDatasets(tx, { harvest: harvest.id }));
    const known = new Map(
      before.flatMap((dataset) => (dataset.source.kind === 'harvest' ? [[dataset.source.id, dataset]] : [])),
    );
    const present = new Set<string>();
    let seen = 0;
    const isRead = await eachPage(harvest, told, (items) =>
      inTenant(deps, context, async (tx) => {
        // Taken away while it was being read.
        if (!(await findHarvest(tx, harvest.id))) return;
        for (const item of items) {
          seen += 1;
          const parsed = RemotePackage.safeParse(item);
          if (!parsed.success) {
            // What cannot be read may still be there: it is not withdrawn for that.
            const { id, name } = Object(item) as { id?: unknown; name?: unknown };
            if (typeof id === 'string') present.add(id);
            told('unreadable', typeof name === 'string' ? name.slice(0, 100) : '');
            continue;
          }
          const outcome = await takeOne(tx, context, harvest, parsed.data, known.get(parsed.data.id), told);
          counts[outcome] += 1;
          if (outcome !== 'refused' && outcome !== 'own') present.add(parsed.data.id);
        }
      }),
    );
    const shown = before.filter(({ state }) => state === 'published');
    // A catalogue that is suddenly empty is broken more often than given up.
    const isEmptied = isRead && seen === 0 && shown.length > 0;
    if (isEmptied) told('empty');
    const isWhole = isRead && !isEmptied;
    const gone = shown.filter(({ source }) => source.kind === 'harvest' && !present.has(source.id));
    return {
      at: String(context.clock.now()),
      seen,
      added: counts.added,
      changed: counts.changed,
      own: counts.own,
      gone: isWhole ? await inTenant(deps, context, (tx) => letGo(tx, context, gone)) : 0,
      isWhole,
      faults,
      faultCount,
    };
  }

  return {
    list: (context: Context, before?: string): Promise<{ items: Harvest[]; next: string | null }> => {
      access.requireAnywhere(context, 'dataset.publish');
      const units = access.unitsFor(context, 'dataset.publish');
      return inTenant(deps, context, async (tx) => {
        const found = await listHarvests(tx, { units, before, limit: PAGE + 1 });
        const items = found.slice(0, PAGE);
        return { items, next: found.length > PAGE ? (items.at(-1)?.id ?? null) : null };
      });
    },

    /** Sections for which the actor may enter one; null: all. */
    unitsFor: (context: Context) => access.unitsFor(context, 'dataset.publish'),

    /** One of them, and how many datasets of it are public. */
    open: (context: Context, id: string): Promise<{ harvest: Harvest; shown: number }> =>
      inTenant(deps, context, async (tx) => ({
        harvest: await own(tx, context, id),
        shown: (await listDatasets(tx, { harvest: id, state: 'published' })).length,
      })),

    enter: async (
      context: Context,
      { title, prefix, address, unit }: Pick<Harvest, 'title' | 'prefix' | 'address' | 'unit'>,
    ): Promise<Entered> => {
      access.require(context, 'dataset.publish', unit);
      const entered = await inTenant(deps, context, async (tx) => {
        const createdAt = context.clock.now();
        const id = uuidv7(createdAt);
        if (liesAt(address, ownAddresses(context))) return 'addressOwn';
        const taken = await insertHarvest(tx, { id, title, prefix, address, unit, createdAt });
        if (taken) return taken === 'prefix' ? 'prefixTaken' : 'addressTaken';
        await tell(tx, context, await own(tx, context, id), 'active');
        return 'entered';
      });
      if (entered === 'entered') bell.ring(HARVEST_JOB);
      return entered;
    },

    /** What was entered wrong is mended, and read anew unless it is stopped. `conflict` where it is not as it was seen. */
    mend: async (
      context: Context,
      id: string,
      seen: number,
      { title, address, unit }: HarvestWords,
    ): Promise<Mended> => {
      access.require(context, 'dataset.publish', unit);
      const mended = await inTenant(deps, context, async (tx) => {
        const harvest = await own(tx, context, id);
        requireSeen(harvest, seen);
        if (liesAt(address, ownAddresses(context))) return 'addressOwn';
        await mendHarvest(tx, id, { title, address, unit, wantedAt: context.clock.now() });
        if (unit !== harvest.unit) await handOver(tx, context, id, unit);
        await tell(tx, context, { ...harvest, unit }, 'mended');
        return harvest.state === 'stopped' ? 'mendedStopped' : 'mended';
      }).catch((error: { code?: string }) => {
        if (error.code !== UNIQUE_VIOLATION) throw error;
        return 'addressTaken' as const;
      });
      if (mended === 'mended') bell.ring(HARVEST_JOB);
      return mended;
    },

    /** Withdraws what was taken over from it, and takes the entry away. `conflict` where it is not as it was seen. */
    remove: (context: Context, id: string, seen: number): Promise<void> =>
      inTenant(deps, context, async (tx) => {
        const harvest = await own(tx, context, id);
        requireSeen(harvest, seen);
        await letGo(tx, context, await listDatasets(tx, { harvest: id, state: 'published' }));
        await deleteHarvest(tx, id);
        await tell(tx, context, harvest, 'removed');
      }),

    /** Stops it, takes it up again, or asks for a reading now. */
    async decide(context: Context, id: string, what: 'stop' | 'resume' | 'read'): Promise<void> {
      await inTenant(deps, context, async (tx) => {
        const harvest = await own(tx, context, id);
        if (what === 'read' && harvest.state === 'stopped')
          throw new AppError('notAllowedNow', `harvest ${id} is stopped`);
        const state = what === 'stop' ? 'stopped' : 'active';
        if (what !== 'stop') await saveHarvest(tx, id, { state, wantedAt: context.clock.now() });
        else await saveHarvest(tx, id, { state });
        if (state !== harvest.state) await tell(tx, context, harvest, state);
      });
      if (what !== 'stop') bell.ring(HARVEST_JOB);
    },

    /** Reads what is due or asked for. Safe to repeat. */
    async run(context: Context): Promise<void> {
      const all = await inTenant(deps, context, (tx) => listHarvests(tx, { limit: MOST_HARVESTS }));
      const since = context.clock.now().subtract({ hours: NOT_BEFORE_HOURS });
      for (const harvest of all) {
        const { state, wantedAt, readAt } = harvest;
        const isDue = readAt === null || Temporal.Instant.compare(readAt, since) <= 0;
        if (state === 'stopped' || !(isDue || wantedAt)) continue;
        const report = await read(context, harvest);
        await inTenant(deps, context, async (tx) => {
          await saveHarvest(tx, harvest.id, { report, wantedAt: null, readAt: context.clock.now() });
          const { added, changed, gone, faultCount, isWhole } = report;
          await append(tx, context, {
            type: 'dataset.harvestRead',
            subject: harvestSubject(harvest.id),
            data: {
              harvest: harvest.prefix,
              unit: harvest.unit,
              added,
              changed,
              gone,
              faults: faultCount,
              whole: isWhole ? 'yes' : 'no',
            },
          });
        });
      }
    },
  };
}
