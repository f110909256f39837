import { type Selectable, sql } from 'kysely';
import type { Tx } from '#kernel/db/database.js';
import { type Dashboard, DashboardContent, type DashboardState } from '../dashboard.js';
import type { DatasetTables } from '../tables.js';

const COLUMNS = [
  'id',
  'name',
  'state',
  'unit',
  'content',
  'revision',
  'created_at',
  'updated_at',
  'published_at',
  'asked_by',
  'reason',
] as const;
type Stored = Selectable<Pick<DatasetTables['dataset_dashboard'], (typeof COLUMNS)[number]>>;
const toDashboard = ({
  content,
  created_at,
  updated_at,
  published_at,
  asked_by,
  ...row
}: Stored): Dashboard => ({
  ...row,
  content: DashboardContent.parse(content),
  createdAt: created_at,
  updatedAt: updated_at,
  publishedAt: published_at,
  askedBy: asked_by,
});

const dashboards = (tx: Tx) =>
  tx
    .tables<DatasetTables>()
    .selectFrom('dataset_dashboard')
    .select(COLUMNS)
    .where('tenant', '=', tx.tenant)
    .where('discarded_at', 'is', null);

/** In the order of their names. */
export async function listDashboards(
  tx: Tx,
  wish: {
    units?: readonly string[] | null;
    state?: DashboardState;
    after?: string | undefined;
    limit: number;
  },
): Promise<Dashboard[]> {
  if (wish.units?.length === 0) return [];
  let query = dashboards(tx).orderBy('name').limit(wish.limit);
  if (wish.units) query = query.where('unit', 'in', wish.units);
  if (wish.state) query = query.where('state', '=', wish.state);
  if (wish.after !== undefined) query = query.where('name', '>', wish.after);
  return (await query.execute()).map(toDashboard);
}

/** Published ones with a panel made of this dataset. */
export async function dashboardsOf(tx: Tx, dataset: string, limit: number): Promise<Dashboard[]> {
  const panels = JSON.stringify({ panels: [{ from: { dataset } }] });
  const rows = await dashboards(tx)
    .where('state', '=', 'published')
    .where(sql<boolean>`content @> ${panels}::jsonb`)
    .orderBy('name')
    .limit(limit)
    .execute();
  return rows.map(toDashboard);
}

export async function findDashboard(
  tx: Tx,
  by: { id: string } | { name: string },
  { lock = false }: { lock?: boolean } = {},
): Promise<Dashboard | undefined> {
  const query =
    'id' in by ? dashboards(tx).where('id', '=', by.id) : dashboards(tx).where('name', '=', by.name);
  const row = await (lock ? query.forUpdate() : query).executeTakeFirst();
  return row && toDashboard(row);
}

const json = (content: DashboardContent) => sql<DashboardContent>`${JSON.stringify(content)}::jsonb`;

/** False when another one has the name. */
export async function insertDashboard(
  tx: Tx,
  { id, name, unit, content, createdAt }: Pick<Dashboard, 'id' | 'name' | 'unit' | 'content' | 'createdAt'>,
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .tables<DatasetTables>()
    .insertInto('dataset_dashboard')
    .values({
      tenant: tx.tenant,
      id,
      name,
      state: 'draft',
      unit,
      content: json(content),
      revision: 1,
      created_at: createdAt,
      updated_at: createdAt,
      published_at: null,
    })
    .onConflict((conflict) =>
      conflict.columns(['tenant', 'name']).where('discarded_at', 'is', null).doNothing(),
    )
    .executeTakeFirst();
  return Number(numInsertedOrUpdatedRows) > 0;
}

export async function saveDashboard(
  tx: Tx,
  id: string,
  now: Temporal.Instant,
  {
    content,
    state,
    publishedAt,
    askedBy,
    reason,
    discardedAt,
  }: Partial<Pick<Dashboard, 'content' | 'state' | 'publishedAt' | 'askedBy' | 'reason'>> & {
    discardedAt?: Temporal.Instant;
  },
): Promise<void> {
  await tx
    .tables<DatasetTables>()
    .updateTable('dataset_dashboard')
    .set(({ eb }) => ({
      revision: eb('revision', '+', 1),
      updated_at: now,
      ...(content && { content: json(content) }),
      ...(state && { state }),
      ...(publishedAt && { published_at: publishedAt }),
      ...(askedBy !== undefined && { asked_by: askedBy }),
      ...(reason !== undefined && { reason }),
      ...(discardedAt && { discarded_at: discardedAt }),
    }))
    .where('tenant', '=', tx.tenant)
    .where('id', '=', id)
    .execute();
}

export async function countUse(tx: Tx, dashboard: string, day: Temporal.PlainDate): Promise<void> {
  await tx
    .tables<DatasetTables>()
    .insertInto('dataset_dashboard_use')
    .values({ tenant: tx.tenant, dashboard, day, count: 1 })
    .onConflict((conflict) =>
      conflict
        .columns(['tenant', 'dashboard', 'day'])
        .doUpdateSet(({ eb }) => ({ count: eb('dataset_dashboard_use.count', '+', 1) })),
    )
    .execute();
}

/** How often each was opened since a day. */
export async function usesSince(
  tx: Tx,
  ids: readonly string[],
  since: Temporal.PlainDate,
): Promise<Map<string, number>> {
  if (ids.length === 0) return new Map();
  const rows = await tx
    .tables<DatasetTables>()
    .selectFrom('dataset_dashboard_use')
    .select(({ fn }) => ['dashboard', fn.sum<number>('count').as('count')])
    .where('tenant', '=', tx.tenant)
    .where('dashboard', 'in', ids)
    .where('day', '>=', since)
    .groupBy('dashboard')
    .execute();
  return new Map(rows.map(({ dashboard, count }) => [dashboard, Number(count)]));
}

/** By day, the newest first. */
export async function usesByDay(
  tx: Tx,
  dashboard: string,
  limit: number,
): Promise<{ day: Temporal.PlainDate; count: number }[]> {
  return tx
    .tables<DatasetTables>()
    .selectFrom('dataset_dashboard_use')
    .select(['day', 'count'])
    .where('tenant', '=', tx.tenant)
    .where('dashboard', '=', dashboard)
    .orderBy('day', 'desc')
    .limit(limit)
    .execute();
}
