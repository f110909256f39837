import { sql } from 'kysely';
import type { Tx } from '#kernel/db/database.js';
import type { Stored } from './assemble.js';
import { Measure, Plan } from './definition.js';
import type { Change, ChangedAs } from './model.js';
import type { PlanTables } from './tables.js';

/** Key of the plan's own document, beside the numbers of its measures. */
export const PLAN_KEY = 'plan';

export interface StoredPlan {
  plan: Stored<Plan>;
  measures: readonly Stored<Measure>[];
}

const current = (tx: Tx) =>
  tx
    .tables<PlanTables>()
    .selectFrom('plan_current')
    .innerJoin('plan_document', (join) =>
      join
        .onRef('plan_document.tenant', '=', 'plan_current.tenant')
        .onRef('plan_document.plan', '=', 'plan_current.plan')
        .onRef('plan_document.key', '=', 'plan_current.key')
        .onRef('plan_document.version', '=', 'plan_current.version'),
    )
    .where('plan_current.tenant', '=', tx.tenant);

/** The municipality's plan with all its measures in one query; null when it has none. */
export async function readCurrentPlan(tx: Tx): Promise<StoredPlan | null> {
  const rows = await current(tx)
    .select([
      'plan_document.kind',
      'plan_document.version',
      'plan_document.document',
      'plan_document.changed_at',
    ])
    .execute();
  const planRow = rows.find(({ kind }) => kind === 'plan');
  if (!planRow) return null;
  return {
    plan: { document: Plan.parse(planRow.document), version: planRow.version, changedAt: planRow.changed_at },
    measures: rows
      .filter(({ kind }) => kind === 'measure')
      .map(({ document, version, changed_at }) => ({
        document: Measure.parse(document),
        version,
        changedAt: changed_at,
      })),
  };
}

/** Sections that a measure names as its owners, or any measure (null); none for one that is not there. */
export async function readDepartments(tx: Tx, number: string | null): Promise<string[]> {
  const measures = current(tx).select('plan_document.document').where('plan_document.kind', '=', 'measure');
  const rows = await (number === null
    ? measures
    : measures.where('plan_document.key', '=', number)
  ).execute();
  return [...new Set(rows.flatMap(({ document }) => Measure.parse(document).departments))];
}

/**
 * Grows with every change of the plan and with nothing else: each change adds one version to one document.
 * Nought when there is no plan.
 */
export async function readRevision(tx: Tx): Promise<number> {
  const row = await tx
    .tables<PlanTables>()
    .selectFrom('plan_current')
    .select(sql<number>`coalesce(sum(version), 0)`.as('revision'))
    .where('tenant', '=', tx.tenant)
    .executeTakeFirstOrThrow();
  return row.revision;
}

export interface NewVersion {
  plan: string;
  key: string;
  kind: 'plan' | 'measure';
  version: number;
  document: Plan | Measure;
  change: Change;
  reason: string | null;
  changedAt: Temporal.Instant;
  changedBy: string;
  changedAs: ChangedAs | null;
}

/** Puts the first versions of a whole plan in; throws when one of them is there already. */
export async function addFirstVersions(
  tx: Tx,
  versions: readonly Omit<NewVersion, 'version'>[],
): Promise<void> {
  const tables = tx.tables<PlanTables>();
  await tables
    .insertInto('plan_document')
    .values(versions.map((version) => rowOf(tx, { ...version, version: 1 })))
    .execute();
  await tables
    .insertInto('plan_current')
    .values(versions.map(({ plan, key }) => ({ tenant: tx.tenant, plan, key, version: 1 })))
    .execute();
}

const rowOf = (tx: Tx, { changedAt, changedBy, changedAs, document, ...version }: NewVersion) => ({
  tenant: tx.tenant,
  ...version,
  document: sql`${JSON.stringify(document)}::jsonb`,
  changed_at: changedAt,
  changed_by: changedBy,
  changed_as_role: changedAs?.role ?? null,
  changed_as_unit: changedAs?.unit ?? null,
});

export interface CurrentVersion {
  version: number;
  document: unknown;
}

/** The current version of one document, held against other writers until the transaction ends. */
export async function lockCurrent(tx: Tx, plan: string, key: string): Promise<CurrentVersion | null> {
  const tables = tx.tables<PlanTables>();
  const held = await tables
    .selectFrom('plan_current')
    .select('version')
    .where('tenant', '=', tx.tenant)
    .where('plan', '=', plan)
    .where('key', '=', key)
    .forUpdate()
    .executeTakeFirst();
  return held ? readVersion(tx, plan, key, held.version) : null;
}

export async function readVersion(
  tx: Tx,
  plan: string,
  key: string,
  version: number,
): Promise<CurrentVersion | null> {
  const row = await tx
    .tables<PlanTables>()
    .selectFrom('plan_document')
    .select(['version', 'document'])
    .where('tenant', '=', tx.tenant)
    .where('plan', '=', plan)
    .where('key', '=', key)
    .where('version', '=', version)
    .executeTakeFirst();
  return row ?? null;
}

/**
 * Adds a version and makes it the current one. The caller holds the lock on the current version; of two first
 * versions at the same time one gets false, with nothing written.
 */
export async function addVersion(tx: Tx, version: NewVersion): Promise<boolean> {
  const tables = tx.tables<PlanTables>();
  const added = await tables
    .insertInto('plan_document')
    .values(rowOf(tx, version))
    .onConflict((conflict) => conflict.doNothing())
    .returning('version')
    .executeTakeFirst();
  if (!added) return false;
  const { plan, key } = version;
  await tables
    .insertInto('plan_current')
    .values({ tenant: tx.tenant, plan, key, version: version.version })
    .onConflict((conflict) =>
      conflict.columns(['tenant', 'plan', 'key']).doUpdateSet({ version: version.version }),
    )
    .execute();
  return true;
}

export interface VersionRow {
  version: number;
  document: Measure;
  change: Change;
  reason: string | null;
  changedAt: Temporal.Instant;
  changedAs: ChangedAs | null;
}

/** All versions of a measure, newest first. */
export async function readVersions(tx: Tx, number: string): Promise<VersionRow[]> {
  const rows = await tx
    .tables<PlanTables>()
    .selectFrom('plan_document')
    .select([
      'version',
      'document',
      'change',
      'reason',
      'changed_at',
      'changed_by',
      'changed_as_role',
      'changed_as_unit',
    ])
    .where('tenant', '=', tx.tenant)
    .where('key', '=', number)
    .where('kind', '=', 'measure')
    .orderBy('version', 'desc')
    .execute();
  return rows.map(({ version, document, change, reason, ...row }) => ({
    version,
    document: Measure.parse(document),
    change,
    reason,
    changedAt: row.changed_at,
    changedAs: changedAs(row),
  }));
}

/** Work of the system has its role in its name: known also where no role was kept. */
function changedAs(row: {
  changed_by: string;
  changed_as_role: string | null;
  changed_as_unit: string | null;
}): ChangedAs | null {
  if (row.changed_as_role !== null) return { role: row.changed_as_role, unit: row.changed_as_unit };
  return row.changed_by.startsWith('system/') ? { role: row.changed_by, unit: null } : null;
}
