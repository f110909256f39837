import type { Tx } from '#kernel/db/database.js';
import type { AbsenceReason, DatedUnit, OrganizationRecords, Posting } from './model.js';
import type { OrganizationTables } from './tables.js';

export interface StoredPosting extends Posting {
  id: string;
}

export interface StoredAbsence {
  id: string;
  staff: string;
  from: Temporal.PlainDate;
  to: Temporal.PlainDate;
  reason: AbsenceReason;
}

const unitColumns = ['id', 'name', 'parent', 'from_date as from', 'to_date as to', 'successor'] as const;
const postingColumns = ['id', 'staff', 'unit', 'post', 'kind', 'from_date as from', 'to_date as to'] as const;
const absenceColumns = ['id', 'staff', 'from_date as from', 'to_date as to', 'reason'] as const;

const units = (tx: Tx) =>
  tx.tables<OrganizationTables>().selectFrom('organization_unit').where('tenant', '=', tx.tenant);
const postings = (tx: Tx) =>
  tx.tables<OrganizationTables>().selectFrom('organization_posting').where('tenant', '=', tx.tenant);
const absences = (tx: Tx) =>
  tx
    .tables<OrganizationTables>()
    .selectFrom('organization_absence')
    .where('tenant', '=', tx.tenant)
    .where('cancelled_at', 'is', null);

/** All units that ever were, and who is posted or away on the day. */
export async function recordsOn(
  tx: Tx,
  date: Temporal.PlainDate,
): Promise<Omit<OrganizationRecords, 'posts'>> {
  return {
    units: await units(tx).select(unitColumns).orderBy('from_date').orderBy('id').execute(),
    postings: await postings(tx)
      .select(postingColumns)
      .where('from_date', '<=', date)
      .where(({ eb, or }) => or([eb('to_date', 'is', null), eb('to_date', '>=', date)]))
      .orderBy('from_date')
      .orderBy('id')
      .execute(),
    absences: await absences(tx)
      .select(absenceColumns)
      .where('from_date', '<=', date)
      .where('to_date', '>=', date)
      .execute(),
  };
}

/** All units that ever were or will be, the oldest first. */
export const everyUnit = async (tx: Tx): Promise<DatedUnit[]> =>
  await units(tx).select(unitColumns).orderBy('from_date').orderBy('id').execute();

/** Adds the units that are not there yet; how many they were. */
export async function insertUnits(tx: Tx, added: readonly DatedUnit[]): Promise<number> {
  if (added.length === 0) return 0;
  const rows = await tx
    .tables<OrganizationTables>()
    .insertInto('organization_unit')
    .values(
      added.map(({ from, to, ...unit }) => ({ tenant: tx.tenant, ...unit, from_date: from, to_date: to })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .execute();
  return rows.length;
}

/** Holds the unit's row: its end and new postings in it come one after the other. */
export const lockUnit = async (tx: Tx, id: string): Promise<DatedUnit | undefined> =>
  await units(tx).select(unitColumns).where('id', '=', id).forUpdate().executeTakeFirst();

export async function closeUnit(
  tx: Tx,
  id: string,
  { to, successor }: Pick<DatedUnit, 'to' | 'successor'>,
): Promise<void> {
  await tx
    .tables<OrganizationTables>()
    .updateTable('organization_unit')
    .set({ to_date: to, successor })
    .where('tenant', '=', tx.tenant)
    .where('id', '=', id)
    .execute();
}

/** False when the very same posting is there already. */
export async function insertPosting(
  tx: Tx,
  { from, to, ...posting }: StoredPosting,
  by: string,
  now: Temporal.Instant,
): Promise<boolean> {
  const row = await tx
    .tables<OrganizationTables>()
    .insertInto('organization_posting')
    .values({ tenant: tx.tenant, ...posting, from_date: from, to_date: to, posted_at: now, posted_by: by })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}

export const lockPosting = async (tx: Tx, id: string): Promise<StoredPosting | undefined> =>
  await postings(tx).select(postingColumns).where('id', '=', id).forUpdate().executeTakeFirst();

export async function endPosting(tx: Tx, id: string, to: Temporal.PlainDate): Promise<void> {
  await tx
    .tables<OrganizationTables>()
    .updateTable('organization_posting')
    .set({ to_date: to })
    .where('tenant', '=', tx.tenant)
    .where('id', '=', id)
    .execute();
}

/** Whether the person holds, held or will hold any post. */
export const wasPosted = async (tx: Tx, staff: string): Promise<boolean> =>
  (await postings(tx).select('id').where('staff', '=', staff).limit(1).executeTakeFirst()) !== undefined;

/** Postings of a unit, past ones and those to come included, the newest first; one more than the limit when there are. */
export const postingsOf = async (tx: Tx, unit: string, limit: number): Promise<StoredPosting[]> =>
  await postings(tx)
    .select(postingColumns)
    .where('unit', '=', unit)
    .orderBy('from_date', 'desc')
    .orderBy('id', 'desc')
    .limit(limit + 1)
    .execute();

/** Regular postings of a member of staff that are in force on the day or later. */
export const regularFrom = async (
  tx: Tx,
  staff: string,
  date: Temporal.PlainDate,
): Promise<StoredPosting[]> =>
  await postings(tx)
    .select(postingColumns)
    .where('staff', '=', staff)
    .where('kind', '=', 'regular')
    .where(({ eb, or }) => or([eb('to_date', 'is', null), eb('to_date', '>=', date)]))
    .orderBy('from_date')
    .execute();

export async function insertAbsence(
  tx: Tx,
  { from, to, ...absence }: StoredAbsence,
  by: string,
  now: Temporal.Instant,
): Promise<void> {
  await tx
    .tables<OrganizationTables>()
    .insertInto('organization_absence')
    .values({
      tenant: tx.tenant,
      ...absence,
      from_date: from,
      to_date: to,
      recorded_at: now,
      recorded_by: by,
      cancelled_at: null,
    })
    .execute();
}

/** Absences of these people that are not over, the next first. */
export async function absencesOf(
  tx: Tx,
  staff: readonly string[],
  from: Temporal.PlainDate,
  limit: number,
): Promise<StoredAbsence[]> {
  if (staff.length === 0) return [];
  return await absences(tx)
    .select(absenceColumns)
    .where('staff', 'in', [...new Set(staff)])
    .where('to_date', '>=', from)
    .orderBy('from_date')
    .orderBy('id')
    .limit(limit + 1)
    .execute();
}

export const findAbsence = async (tx: Tx, id: string): Promise<StoredAbsence | undefined> =>
  await absences(tx).select(absenceColumns).where('id', '=', id).forUpdate().executeTakeFirst();

export async function cancelAbsence(tx: Tx, id: string, now: Temporal.Instant): Promise<void> {
  await tx
    .tables<OrganizationTables>()
    .updateTable('organization_absence')
    .set({ cancelled_at: now })
    .where('tenant', '=', tx.tenant)
    .where('id', '=', id)
    .execute();
}
