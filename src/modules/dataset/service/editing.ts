import { createHash } from 'node:crypto';
import { actorRef, type Context } from '#kernel/context.js';
import type { Tx } from '#kernel/db/database.js';
import { AppError } from '#kernel/errors.js';
import { uuidv7 } from '#kernel/values/uuid.js';
import { encodingOf, type FileProblem, readFile } from '#modules/register/api.js';
import {
  type About,
  type Dataset,
  fileHolder,
  filesKept,
  isLate,
  isNameTaken,
  MAIN,
  MOST_PARTS,
  mayDiscard,
  type Part,
  partsOf,
  type Source,
} from '../model.js';
import {
  downloadsByDataset,
  downloadsByResource,
  findDataset,
  insertDataset,
  listDatasets,
  saveDataset,
} from '../store/datasets.js';
import { countNew } from '../store/requests.js';
import { insertVersion, newestOf, releaseVersion, type VersionPage, versionPage } from '../store/versions.js';
import { type DatasetDeps, datasetFor, inTenant, journal, requireStep } from './deps.js';
import type { Judging, Report } from './judging.js';
import { type Content, type Sources, versionName } from './sources.js';

const PAGE = 50;
/** Waiting work is shown up to here. */
const MOST_COUNTED = 99;

export interface NewDataset {
  name: string;
  unit: string;
  source: Source;
  about: About;
}

export type Received =
  | { kind: 'kept'; version: number }
  | { kind: 'same' }
  /** There is no such file of the dataset (any more), or there are as many as may be. */
  | { kind: 'noPart' }
  | { kind: 'nameTaken' }
  | { kind: 'unreadable'; problem: FileProblem }
  | { kind: 'unfit'; report: Report };

const FORMATS = { csv: 'csv', excel: 'xlsx', geojson: 'geojson', shapefile: 'zip' } as const;
const MEDIA = {
  csv: 'text/csv',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  geojson: 'application/geo+json',
  zip: 'application/zip',
} as const;

/**
 * Keeps content as a version; the same content again is none. Of a published dataset it is out at once. Called with the
 * dataset locked.
 */
export async function keepVersion(
  { kernel }: DatasetDeps,
  tx: Tx,
  context: Context,
  dataset: Dataset,
  content: {
    bytes: Uint8Array;
    name: string;
    mediaType: string;
    format: string;
    rows: number | null;
    by: string;
  },
  part = MAIN,
): Promise<number | null> {
  const digest = createHash('sha256').update(content.bytes).digest('hex');
  const newest = await newestOf(tx, dataset.id, part);
  if (newest?.digest === digest) return null;
  const at = context.clock.now();
  const { file } = await kernel.files.keep(tx, at, fileHolder(dataset.id), content);
  const version = dataset.fileVersion + 1;
  const { name, mediaType, format, rows, by, bytes } = content;
  await insertVersion(tx, dataset.id, {
    version,
    part,
    file,
    name,
    mediaType,
    format,
    rows,
    by,
    digest,
    size: bytes.length,
    at,
  });
  if (dataset.state === 'published') await releaseVersion(tx, dataset.id, version, at);
  await saveDataset(tx, dataset.id, at, { fileVersion: version, contentAt: at });
  await journal(tx, context, 'dataset.received', dataset, { version, file: part, format, sha256: digest });
  return version;
}

/** What staff do with datasets before they go out, and what they see of them. */
export function createEditing(deps: DatasetDeps, sources: Sources, judging: Judging) {
  const { kernel } = deps;
  const { access } = kernel;

  return {
    /** Those of the sections in which the actor edits. */
    list: (context: Context, after?: string) => {
      access.requireAnywhere(context, 'dataset.edit');
      const units = access.unitsFor(context, 'dataset.edit');
      return inTenant(deps, context, async (tx) => {
        const found = await listDatasets(tx, { units, after, limit: PAGE + 1 });
        const items = found.slice(0, PAGE);
        return {
          items,
          next: found.length > PAGE ? (items.at(-1)?.name ?? null) : null,
          downloads: await downloadsByDataset(
            tx,
            items.map(({ id }) => id),
          ),
        };
      });
    },

    /** Datasets of the actor's sections whose content is overdue. */
    late: (context: Context): Promise<Dataset[]> =>
      inTenant(deps, context, async (tx) => {
        const units = access.unitsFor(context, 'dataset.edit');
        const now = context.clock.now();
        return (await listDatasets(tx, { units, state: 'published' })).filter((one) => isLate(one, now));
      }),

    /** What waits for the actor: content that is due, requests that nobody has read. */
    waiting: (context: Context, isLate: (dataset: Dataset) => boolean): Promise<number> =>
      inTenant(deps, context, async (tx) => {
        const units = access.unitsFor(context, 'dataset.edit');
        const late = (await listDatasets(tx, { units, state: 'published' })).filter(isLate).length;
        const fresh = access.canAnywhere(context, 'dataset.moderate') ? await countNew(tx, MOST_COUNTED) : 0;
        return Math.min(late + fresh, MOST_COUNTED);
      }),

    open: (
      context: Context,
      id: string,
      before?: number,
    ): Promise<VersionPage & { dataset: Dataset; downloads: ReadonlyMap<string, number> }> =>
      inTenant(deps, context, async (tx) => ({
        dataset: await datasetFor(deps, tx, context, id),
        ...(await versionPage(tx, id, { before })),
        downloads: await downloadsByResource(tx, id),
      })),

    /** A version as it was handed in, also one that never went out. */
    version: async (context: Context, id: string, number: number): Promise<Content> => {
      const dataset = await inTenant(deps, context, (tx) => datasetFor(deps, tx, context, id));
      const { version, bytes } = await sources.fileOf(context, dataset, number);
      return { bytes, mediaType: version.mediaType, name: versionName(dataset, version) };
    },

    /** Null when another dataset has the name. */
    create: async (context: Context, { name, unit, source, about }: NewDataset): Promise<Dataset | null> => {
      access.require(context, 'dataset.edit', unit);
      return inTenant(deps, context, async (tx) => {
        const createdAt = context.clock.now();
        const id = uuidv7(createdAt);
        if (!(await insertDataset(tx, { id, name, unit, source, about, createdAt }))) return null;
        const made = await findDataset(tx, id);
        if (!made) throw new AppError('internal', `dataset ${id} was just written`);
        await journal(tx, context, 'dataset.drafted', made, { source: source.kind });
        return made;
      });
    },

    /** One that the actor may change now, before a form for that is shown. */
    openToChange: (context: Context, id: string): Promise<Dataset> =>
      inTenant(deps, context, async (tx) => {
        const dataset = await datasetFor(deps, tx, context, id);
        requireStep(dataset, 'edit');
        if (dataset.state === 'published') access.require(context, 'dataset.publish', dataset.unit);
        return dataset;
      }),

    /** What is said of it. Whoever comes second is told (conflict). */
    change: async (context: Context, id: string, seen: number, about: About): Promise<void> => {
      const before = await inTenant(deps, context, (tx) => datasetFor(deps, tx, context, id));
      // Its file is read in a transaction of its own, so it is judged before; of another revision nothing is saved.
      if (before.state === 'published' && before.revision === seen) {
        access.require(context, 'dataset.publish', before.unit);
        requireStep(before, 'edit');
        await judging.requireFit(context, { ...before, about });
      }
      await inTenant(deps, context, async (tx) => {
        const dataset = await datasetFor(deps, tx, context, id, { lock: true });
        if (dataset.revision !== seen || before.revision !== seen)
          throw new AppError('conflict', `dataset ${id} is of revision ${dataset.revision}`);
        requireStep(dataset, 'edit');
        await saveDataset(tx, id, context.clock.now(), {
          about,
          // Who checked it checked what it was.
          ...(dataset.state === 'checked' && { state: 'draft' as const }),
        });
        await journal(tx, context, 'dataset.changed', dataset);
      });
    },

    /**
     * A version of one of the files of a dataset (by key), or a further file. What is published and would not be fit with
     * it stays as it is.
     */
    receive: async (
      context: Context,
      id: string,
      upload: { name: string; bytes: Uint8Array },
      file?: string | Pick<Part, 'name' | 'description'>,
    ): Promise<Received> => {
      const read = await readFile(upload.bytes);
      if (!read.ok) return { kind: 'unreadable', problem: read };
      const { table } = read;
      const dataset = await inTenant(deps, context, (tx) => datasetFor(deps, tx, context, id));
      if (dataset.source.kind !== 'upload')
        throw new AppError('notAllowedNow', `dataset ${id} takes no files`);
      const report = judging.ofFile(context, dataset, table);
      if (dataset.state === 'published' && !judging.isFit(report)) return { kind: 'unfit', report };
      return inTenant(deps, context, async (tx) => {
        const locked = await datasetFor(deps, tx, context, id, { lock: true });
        requireStep(locked, 'receive');
        const parts = partsOf(locked);
        const into = file ?? parts[0]?.key ?? MAIN;
        const isNew = typeof into !== 'string';
        // More of what is public is for who may publish; a newer version of it is not.
        if (isNew && locked.state === 'published') access.require(context, 'dataset.publish', locked.unit);
        if (isNew ? parts.length >= MOST_PARTS : !parts.some(({ key }) => key === into))
          return { kind: 'noPart' };
        if (isNew && isNameTaken(parts, into.name)) return { kind: 'nameTaken' };
        const part = isNew ? `file-${locked.fileVersion + 1}` : into;
        const format = FORMATS[table.format];
        const content = {
          bytes: upload.bytes,
          name: upload.name.replace(/[\p{Cc}"/\\]/gu, '').slice(-150) || `data.${format}`,
          mediaType:
            format === 'csv' && encodingOf(upload.bytes) === 'CP932'
              ? 'text/csv; charset=Windows-31J'
              : MEDIA[format],
          format: table.format,
          rows: table.rows.length,
          by: actorRef(context.actor),
        };
        if (isNew)
          await saveDataset(tx, id, context.clock.now(), {
            parts: [...filesKept(locked), { key: part, ...into }],
          });
        const version = await keepVersion(deps, tx, context, locked, content, part);
        if (version === null) return { kind: 'same' };
        if (locked.state === 'checked') await saveDataset(tx, id, context.clock.now(), { state: 'draft' });
        return { kind: 'kept', version };
      });
    },

    /** Throws a draft away that never went out, with its files; its name is free again. */
    discard: (context: Context, id: string, seen: number): Promise<void> =>
      inTenant(deps, context, async (tx) => {
        const dataset = await datasetFor(deps, tx, context, id, { lock: true });
        if (dataset.revision !== seen)
          throw new AppError('conflict', `dataset ${id} is of revision ${dataset.revision}`);
        if (!mayDiscard(dataset)) throw new AppError('notAllowedNow', `dataset ${id} is no draft`);
        const now = context.clock.now();
        await saveDataset(tx, id, now, { discardedAt: now });
        await kernel.files.erase(tx, fileHolder(id));
        await journal(tx, context, 'dataset.discarded', dataset);
      }),

    /** Sections in which the actor makes datasets; null: all. */
    unitsFor: (context: Context) => access.unitsFor(context, 'dataset.edit'),
    mayPublish: (context: Context, { unit }: Dataset): boolean =>
      access.can(context, 'dataset.publish', unit),
    mayHarvest: (context: Context): boolean => access.canAnywhere(context, 'dataset.publish'),
    mayModerate: (context: Context): boolean => access.canAnywhere(context, 'dataset.moderate'),
  };
}
