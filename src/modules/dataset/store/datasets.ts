import { type Selectable, sql } from 'kysely';
import type { Tx } from '#kernel/db/database.js';
import type { About, Dataset, DatasetState, Part, Source, Version } from '../model.js';
import type { DatasetTables } from '../tables.js';

const datasets = (tx: Tx) =>
  tx.tables<DatasetTables>().selectFrom('dataset_dataset').where('tenant', '=', tx.tenant);

const COLUMNS = [
  'id',
  'name',
  'state',
  'unit',
  'source',
  'about',
  'parts',
  'file_version',
  'revision',
  'created_at',
  'updated_at',
  'published_at',
  'content_at',
] as const;
type Stored = Selectable<Pick<DatasetTables['dataset_dataset'], (typeof COLUMNS)[number]>>;

const toDataset = (row: Stored): Dataset => ({
  id: row.id,
  name: row.name,
  state: row.state,
  unit: row.unit,
  source: row.source,
  about: row.about,
  parts: row.parts,
  fileVersion: row.file_version,
  revision: row.revision,
  createdAt: row.created_at,
  updatedAt: row.updated_at,
  publishedAt: row.published_at,
  contentAt: row.content_at,
});

/** In the order of their names; null units: all. */
export async function listDatasets(
  tx: Tx,
  wish: {
    units?: readonly string[] | null;
    state?: DatasetState;
    /** Those that were read from this catalogue. */
    harvest?: string;
    after?: string | undefined;
    limit?: number;
  },
): Promise<Dataset[]> {
  if (wish.units?.length === 0) return [];
  let query = datasets(tx).select(COLUMNS).orderBy('name');
  if (wish.harvest !== undefined) query = query.where(sql`source ->> 'harvest'`, '=', wish.harvest);
  if (wish.units) query = query.where('unit', 'in', wish.units);
  if (wish.state) query = query.where('state', '=', wish.state);
  if (wish.after !== undefined) query = query.where('name', '>', wish.after);
  if (wish.limit !== undefined) query = query.limit(wish.limit);
  return (await query.execute()).map(toDataset);
}

export async function findDataset(
  tx: Tx,
  id: string,
  { lock = false }: { lock?: boolean } = {},
): Promise<Dataset | undefined> {
  const query = datasets(tx).select(COLUMNS).where('id', '=', id);
  const row = await (lock ? query.forUpdate() : query).executeTakeFirst();
  return row && toDataset(row);
}

/** One of this name that was read from a catalogue which is entered no more. */
export async function findOrphan(tx: Tx, name: string): Promise<Dataset | undefined> {
  const row = await datasets(tx)
    .select(COLUMNS)
    .where('name', '=', name)
    .where(sql`source ->> 'kind'`, '=', 'harvest')
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('dataset_harvest')
            .select('dataset_harvest.id')
            .where('dataset_harvest.tenant', '=', tx.tenant)
            .where(sql`dataset_harvest.id::text`, '=', sql`dataset_dataset.source ->> 'harvest'`),
        ),
      ),
    )
    .executeTakeFirst();
  return row && toDataset(row);
}

/** False when another one has the name. */
export async function insertDataset(
  tx: Tx,
  {
    id,
    name,
    unit,
    source,
    about,
    createdAt,
  }: Pick<Dataset, 'id' | 'name' | 'unit' | 'createdAt'> & {
    source: Source;
    about: About;
  },
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .tables<DatasetTables>()
    .insertInto('dataset_dataset')
    .values({
      tenant: tx.tenant,
      id,
      name,
      state: 'draft',
      unit,
      source: sql<Source>`${JSON.stringify(source)}::jsonb`,
      about: sql<About>`${JSON.stringify(about)}::jsonb`,
      revision: 1,
      created_at: createdAt,
      updated_at: createdAt,
      published_at: null,
      content_at: null,
    })
    .onConflict((conflict) => conflict.columns(['tenant', 'name']).doNothing())
    .executeTakeFirst();
  return Number(numInsertedOrUpdatedRows) > 0;
}

export interface DatasetChange {
  source?: Source;
  state?: DatasetState;
  about?: About;
  parts?: readonly Part[];
  unit?: string;
  fileVersion?: number;
  publishedAt?: Temporal.Instant;
  contentAt?: Temporal.Instant;
}

/** Any change makes the catalogue in memory old, here and in other processes. */
export async function saveDataset(
  tx: Tx,
  id: string,
  now: Temporal.Instant,
  { state, source, about, parts, unit, fileVersion, publishedAt, contentAt }: DatasetChange,
): Promise<void> {
  await tx
    .tables<DatasetTables>()
    .updateTable('dataset_dataset')
    .set(({ eb }) => ({
      revision: eb('revision', '+', 1),
      updated_at: now,
      ...(state !== undefined && { state }),
      ...(unit !== undefined && { unit }),
      ...(source && { source: sql<Source>`${JSON.stringify(source)}::jsonb` }),
      ...(about && { about: sql<About>`${JSON.stringify(about)}::jsonb` }),
      ...(parts && { parts: sql<readonly Part[]>`${JSON.stringify(parts)}::jsonb` }),
      ...(fileVersion !== undefined && { file_version: fileVersion }),
      ...(publishedAt && { published_at: publishedAt }),
      ...(contentAt && { content_at: contentAt }),
    }))
    .where('tenant', '=', tx.tenant)
    .where('id', '=', id)
    .execute();
  await tx
    .tables<DatasetTables>()
    .insertInto('dataset_revision')
    .values({ tenant: tx.tenant, revision: 1 })
    .onConflict((conflict) =>
      conflict.column('tenant').doUpdateSet(({ eb }) => ({
        revision: eb('dataset_revision.revision', '+', 1),
      })),
    )
    .execute();
}

export async function catalogRevision(tx: Tx): Promise<number> {
  const row = await tx
    .tables<DatasetTables>()
    .selectFrom('dataset_revision')
    .select('revision')
    .where('tenant', '=', tx.tenant)
    .executeTakeFirst();
  return row?.revision ?? 0;
}

const VERSION_COLUMNS = [
  'dataset_version.version',
  'part',
  'file',
  'name',
  'media_type',
  'format',
  'size',
  'rows',
  'digest',
  'by',
  'dataset_version.at',
  'dataset_release.at as released_at',
] as const;
type StoredVersion = Selectable<Omit<DatasetTables['dataset_version'], 'tenant' | 'dataset'>> & {
  released_at: Temporal.Instant | null;
};
const toVersion = ({ media_type, released_at, digest, ...row }: StoredVersion): Version => ({
  ...row,
  mediaType: media_type,
  releasedAt: released_at,
  digest: Buffer.from(digest).toString('hex'),
});

const versionsIn = (tx: Tx) =>
  tx
    .tables<DatasetTables>()
    .selectFrom('dataset_version')
    .leftJoin('dataset_release', (join) =>
      join
        .onRef('dataset_release.tenant', '=', 'dataset_version.tenant')
        .onRef('dataset_release.dataset', '=', 'dataset_version.dataset')
        .onRef('dataset_release.version', '=', 'dataset_version.version'),
    )
    .select(VERSION_COLUMNS)
    .where('dataset_version.tenant', '=', tx.tenant);
const versions = (tx: Tx, dataset: string) =>
  versionsIn(tx).where('dataset_version.dataset', '=', dataset).orderBy('dataset_version.version', 'desc');

/** Newest first; `areOut`: only those that everybody may have. */
export async function versionsOf(
  tx: Tx,
  dataset: string,
  { limit, areOut = false }: { limit: number; areOut?: boolean },
): Promise<Version[]> {
  const query = versions(tx, dataset).limit(limit);
  return (await (areOut ? query.where('dataset_release.at', 'is not', null) : query).execute()).map(
    toVersion,
  );
}

export async function findVersion(tx: Tx, dataset: string, version: number): Promise<Version | undefined> {
  const row = await versions(tx, dataset).where('dataset_version.version', '=', version).executeTakeFirst();
  return row && toVersion(row);
}

export async function newestOf(tx: Tx, dataset: string, part: string): Promise<Version | undefined> {
  const row = await versions(tx, dataset).where('part', '=', part).limit(1).executeTakeFirst();
  return row && toVersion(row);
}

/** It went out: from then on everybody may have it. What was out before keeps its first day. */
export async function releaseVersion(
  tx: Tx,
  dataset: string,
  version: number,
  at: Temporal.Instant,
): Promise<void> {
  await tx
    .tables<DatasetTables>()
    .insertInto('dataset_release')
    .values({ tenant: tx.tenant, dataset, version, at })
    .onConflict((conflict) => conflict.columns(['tenant', 'dataset', 'version']).doNothing())
    .execute();
}

/** The newest version of each file of all datasets that have some: by dataset, by file. */
export async function newestVersions(tx: Tx): Promise<Map<string, Map<string, Version>>> {
  const rows = await versionsIn(tx)
    .select('dataset_version.dataset')
    .distinctOn(['dataset_version.dataset', 'part'])
    .orderBy('dataset_version.dataset')
    .orderBy('part')
    .orderBy('dataset_version.version', 'desc')
    .execute();
  const found = new Map<string, Map<string, Version>>();
  for (const { dataset, ...row } of rows) {
    const own = found.get(dataset) ?? new Map<string, Version>();
    found.set(dataset, own.set(row.part, toVersion(row)));
  }
  return found;
}

export async function insertVersion(
  tx: Tx,
  dataset: string,
  { mediaType, digest, ...version }: Omit<Version, 'releasedAt'>,
): Promise<void> {
  await tx
    .tables<DatasetTables>()
    .insertInto('dataset_version')
    .values({
      tenant: tx.tenant,
      dataset,
      ...version,
      media_type: mediaType,
      digest: Buffer.from(digest, 'hex'),
    })
    .execute();
}

export async function countDownload(
  tx: Tx,
  dataset: string,
  resource: string,
  day: Temporal.PlainDate,
): Promise<void> {
  await tx
    .tables<DatasetTables>()
    .insertInto('dataset_download')
    .values({ tenant: tx.tenant, dataset, resource, day, count: 1 })
    .onConflict((conflict) =>
      conflict
        .columns(['tenant', 'dataset', 'resource', 'day'])
        .doUpdateSet(({ eb }) => ({ count: eb('dataset_download.count', '+', 1) })),
    )
    .execute();
}

/** How often the files of each dataset were fetched in all. */
export async function downloadsByDataset(tx: Tx, ids: readonly string[]): Promise<Map<string, number>> {
  if (ids.length === 0) return new Map();
  const rows = await tx
    .tables<DatasetTables>()
    .selectFrom('dataset_download')
    .select(({ fn }) => ['dataset', fn.sum<number>('count').as('count')])
    .where('tenant', '=', tx.tenant)
    .where('dataset', 'in', ids)
    .groupBy('dataset')
    .execute();
  return new Map(rows.map(({ dataset, count }) => [dataset, Number(count)]));
}

/** How often each file of a dataset was fetched in all, in each of its formats and versions. */
export async function downloadsByResource(tx: Tx, dataset: string): Promise<Map<string, number>> {
  const rows = await tx
    .tables<DatasetTables>()
    .selectFrom('dataset_download')
    .select(({ fn }) => ['resource', fn.sum<number>('count').as('count')])
    .where('tenant', '=', tx.tenant)
    .where('dataset', '=', dataset)
    .groupBy('resource')
    .execute();
  return new Map(rows.map(({ resource, count }) => [resource, Number(count)]));
}
