import type { Selectable } from 'kysely';
import type { Tx } from '#kernel/db/database.js';
import type { Version } from '../model.js';
import type { DatasetTables } from '../tables.js';

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
  'dataset_version.by',
  'dataset_version.at',
  'dataset_release.at as released_at',
  'dataset_recall.at as recalled_at',
  'dataset_recall.by as recalled_by',
  'dataset_recall.reason as recalled_why',
] as const;
type StoredVersion = Selectable<Omit<DatasetTables['dataset_version'], 'tenant' | 'dataset'>> & {
  released_at: Temporal.Instant | null;
  recalled_at: Temporal.Instant | null;
  recalled_by: string | null;
  recalled_why: string | null;
};
const toVersion = ({
  media_type,
  released_at,
  recalled_at,
  recalled_by,
  recalled_why,
  digest,
  ...row
}: StoredVersion): Version => ({
  ...row,
  mediaType: media_type,
  releasedAt: released_at,
  recalled: recalled_at && { at: recalled_at, by: recalled_by ?? '', reason: recalled_why ?? '' },
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
    .leftJoin('dataset_recall', (join) =>
      join
        .onRef('dataset_recall.tenant', '=', 'dataset_version.tenant')
        .onRef('dataset_recall.dataset', '=', 'dataset_version.dataset')
        .onRef('dataset_recall.version', '=', 'dataset_version.version'),
    )
    .select(VERSION_COLUMNS)
    .where('dataset_version.tenant', '=', tx.tenant);
const versions = (tx: Tx, dataset: string) =>
  versionsIn(tx).where('dataset_version.dataset', '=', dataset).orderBy('dataset_version.version', 'desc');

const SHOWN = 30;
export interface VersionPage {
  versions: Version[];
  /** The last of them, where there are older ones. */
  next: number | null;
}

/** Newest first, from `before` on; `areOut`: only those that everybody may have. */
export async function versionPage(
  tx: Tx,
  dataset: string,
  { before, areOut = false }: { before: number | undefined; areOut?: boolean },
): Promise<VersionPage> {
  let query = versions(tx, dataset).limit(SHOWN + 1);
  if (before !== undefined) query = query.where('dataset_version.version', '<', before);
  if (areOut)
    query = query.where('dataset_release.at', 'is not', null).where('dataset_recall.at', 'is', null);
  const found = (await query.execute()).map(toVersion);
  const shown = found.slice(0, SHOWN);
  return { versions: shown, next: found.length > SHOWN ? (shown.at(-1)?.version ?? null) : null };
}

export async function findVersion(tx: Tx, dataset: string, version: number): Promise<Version | undefined> {
  const row = await versions(tx, dataset).where('dataset_version.version', '=', version).executeTakeFirst();
  return row && toVersion(row);
}

/** The newest of a file that was not taken back, besides `except`. */
export async function newestOf(
  tx: Tx,
  dataset: string,
  part: string,
  { except = 0 }: { except?: number } = {},
): Promise<Version | undefined> {
  const row = await versions(tx, dataset)
    .where('part', '=', part)
    .where('dataset_recall.at', 'is', null)
    .where('dataset_version.version', '<>', except)
    .limit(1)
    .executeTakeFirst();
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

/** The newest version that was not taken back of each file of all datasets that have some: by dataset, by file. */
export async function newestVersions(tx: Tx): Promise<Map<string, Map<string, Version>>> {
  const rows = await versionsIn(tx)
    .select('dataset_version.dataset')
    .where('dataset_recall.at', 'is', null)
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
  { mediaType, digest, ...version }: Omit<Version, 'releasedAt' | 'recalled'>,
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

/** Nobody outside fetches it any more. */
export async function recallVersion(
  tx: Tx,
  dataset: string,
  recall: { version: number; by: string; reason: string; at: Temporal.Instant },
): Promise<void> {
  await tx
    .tables<DatasetTables>()
    .insertInto('dataset_recall')
    .values({ tenant: tx.tenant, dataset, ...recall })
    .execute();
}
