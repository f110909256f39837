import { type Selectable, sql } from 'kysely';
import type { Tx } from '#kernel/db/database.js';
import type { About, Dataset, DatasetState, Part, Source } from '../model.js';
import type { DatasetTables } from '../tables.js';

/** What was thrown away is nowhere. */
const datasets = (tx: Tx) =>
  tx
    .tables<DatasetTables>()
    .selectFrom('dataset_dataset')
    .where('tenant', '=', tx.tenant)
    .where('discarded_at', 'is', null);

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
    .onConflict((conflict) =>
      conflict.columns(['tenant', 'name']).where('discarded_at', 'is', null).doNothing(),
    )
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
  discardedAt?: Temporal.Instant;
}

/** Any change makes the catalogue in memory old, here and in other processes. */
export async function saveDataset(
  tx: Tx,
  id: string,
  now: Temporal.Instant,
  { state, source, about, parts, unit, fileVersion, publishedAt, contentAt, discardedAt }: DatasetChange,
): Promise<void> {
  await tx
    .tables<DatasetTables>()
    .updateTable('dataset_dataset')
    .set(({ eb }) => ({
      revision: eb('revision', '+', 1),
      updated_at: now,
      ...(state !== undefined && { state }),
      ...(state === 'withdrawn' && { withdrawn_at: now }),
      ...(state === 'published' && { withdrawn_at: null }),
      ...(unit !== undefined && { unit }),
      ...(source && { source: sql<Source>`${JSON.stringify(source)}::jsonb` }),
      ...(about && { about: sql<About>`${JSON.stringify(about)}::jsonb` }),
      ...(parts && { parts: sql<readonly Part[]>`${JSON.stringify(parts)}::jsonb` }),
      ...(fileVersion !== undefined && { file_version: fileVersion }),
      ...(publishedAt && { published_at: publishedAt }),
      ...(contentAt && { content_at: contentAt }),
      ...(discardedAt && { discarded_at: discardedAt }),
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

/** What was public and is no more, the last ones first. */
export async function withdrawnDatasets(
  tx: Tx,
  limit: number,
): Promise<{ id: string; at: Temporal.Instant }[]> {
  return datasets(tx)
    .select('id')
    .select(({ ref }) => ref('withdrawn_at').$notNull().as('at'))
    .where('withdrawn_at', 'is not', null)
    .orderBy('withdrawn_at', 'desc')
    .limit(limit)
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
