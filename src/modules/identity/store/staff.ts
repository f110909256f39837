import { sql } from 'kysely';
import type { Tx } from '#kernel/db/database.js';
import { uuidv7 } from '#kernel/values/uuid.js';
import type { Account, GrantTerms, StaffGrant, StaffMember } from '../model/staff.js';
import type { IdentityTables } from '../tables.js';

const staffColumns = ['id', 'issuer', 'subject', 'name', 'active'] as const;

const grantColumns = [
  'id',
  'role',
  'unit',
  'from_date as from',
  'to_date as to',
  'granted_by as grantedBy',
  'revoked_at as revokedAt',
] as const;

/** Null when the account was registered before. */
export async function insertStaff(
  tx: Tx,
  { issuer, subject, name }: Account & { name: string },
  by: string,
  now: Temporal.Instant,
): Promise<string | null> {
  const row = await tx
    .tables<IdentityTables>()
    .insertInto('identity_staff')
    .values({
      tenant: tx.tenant,
      id: uuidv7(now),
      issuer,
      subject,
      name,
      active: true,
      registered_at: now,
      registered_by: by,
    })
    .onConflict((conflict) => conflict.columns(['tenant', 'issuer', 'subject']).doNothing())
    .returning('id')
    .executeTakeFirst();
  return row?.id ?? null;
}

export async function staffByAccount(tx: Tx, { issuer, subject }: Account): Promise<StaffMember | null> {
  const row = await tx
    .tables<IdentityTables>()
    .selectFrom('identity_staff')
    .select(staffColumns)
    .where('tenant', '=', tx.tenant)
    .where('issuer', '=', issuer)
    .where('subject', '=', subject)
    .executeTakeFirst();
  return row ?? null;
}

export async function staffById(tx: Tx, id: string): Promise<StaffMember | null> {
  const row = await tx
    .tables<IdentityTables>()
    .selectFrom('identity_staff')
    .select(staffColumns)
    .where('tenant', '=', tx.tenant)
    .where('id', '=', id)
    .executeTakeFirst();
  return row ?? null;
}

/** Holds the member's row, so that two changes of the same person's grants come one after the other. */
export async function lockStaff(tx: Tx, id: string): Promise<StaffMember | null> {
  const row = await tx
    .tables<IdentityTables>()
    .selectFrom('identity_staff')
    .select(staffColumns)
    .where('tenant', '=', tx.tenant)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  return row ?? null;
}

export async function setActive(tx: Tx, id: string, active: boolean): Promise<void> {
  await tx
    .tables<IdentityTables>()
    .updateTable('identity_staff')
    .set({ active })
    .where('tenant', '=', tx.tenant)
    .where('id', '=', id)
    .execute();
}

export async function insertGrant(
  tx: Tx,
  staff: string,
  grant: GrantTerms,
  by: string,
  now: Temporal.Instant,
): Promise<string> {
  const id = uuidv7(now);
  await tx
    .tables<IdentityTables>()
    .insertInto('identity_grant')
    .values({
      tenant: tx.tenant,
      id,
      staff,
      role: grant.role,
      unit: grant.unit,
      from_date: grant.from,
      to_date: grant.to,
      granted_at: now,
      granted_by: by,
      revoked_at: null,
      revoked_by: null,
    })
    .execute();
  return id;
}

export async function revokeGrant(tx: Tx, id: string, by: string, now: Temporal.Instant): Promise<void> {
  await tx
    .tables<IdentityTables>()
    .updateTable('identity_grant')
    .set({ revoked_at: now, revoked_by: by })
    .where('tenant', '=', tx.tenant)
    .where('id', '=', id)
    .execute();
}

/** All grants of these people, past ones included, in the order of their first day. */
export async function grantsOf(tx: Tx, staff: readonly string[]): Promise<Map<string, StaffGrant[]>> {
  const grants = new Map<string, StaffGrant[]>(staff.map((id) => [id, []]));
  if (staff.length === 0) return grants;
  const rows = await tx
    .tables<IdentityTables>()
    .selectFrom('identity_grant')
    .select([...grantColumns, 'staff'])
    .where('tenant', '=', tx.tenant)
    .where('staff', 'in', staff)
    .orderBy('from_date')
    .orderBy('id')
    .execute();
  for (const { staff: holder, ...grant } of rows) grants.get(holder)?.push(grant);
  return grants;
}

export interface StaffPage {
  members: StaffMember[];
  total: number;
  /** Key to continue after; null on the last page. */
  next: StaffKey | null;
}
export interface StaffKey {
  name: string;
  id: string;
}

/** In the order of names, a page at a time. */
export async function readStaff(tx: Tx, after: StaffKey | null, limit: number): Promise<StaffPage> {
  const all = tx.tables<IdentityTables>().selectFrom('identity_staff').where('tenant', '=', tx.tenant);
  const { total } = await all.select(({ fn }) => fn.countAll<number>().as('total')).executeTakeFirstOrThrow();
  let query = all.select(staffColumns);
  if (after) {
    query = query.where(({ eb, refTuple, tuple }) =>
      eb(refTuple('name', 'id'), '>', tuple(after.name, after.id)),
    );
  }
  const rows = await query
    .orderBy('name')
    .orderBy('id')
    .limit(limit + 1)
    .execute();
  const members = rows.slice(0, limit);
  const last = members.at(-1);
  return { members, total, next: rows.length > limit && last ? { name: last.name, id: last.id } : null };
}

export async function namesOf(tx: Tx, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await tx
    .tables<IdentityTables>()
    .selectFrom('identity_staff')
    .select(['id', 'name'])
    .where('tenant', '=', tx.tenant)
    .where('id', 'in', [...new Set(ids)])
    .execute();
  return new Map(rows.map(({ id, name }) => [id, name]));
}

export interface Holding {
  roles: readonly string[];
  /** Null: in any. */
  units: readonly string[] | null;
  on: Temporal.PlainDate;
  /** Whoever holds the role for the whole municipality too. */
  withCityWide: boolean;
}

/** Active staff who hold one of these roles on a day: in the whole municipality, or in one of the units (null: anywhere). */
export async function holdersOf(
  tx: Tx,
  { roles, units, on, withCityWide }: Holding,
  limit: number,
): Promise<{ id: string; name: string }[]> {
  if (roles.length === 0) return [];
  return await tx
    .tables<IdentityTables>()
    .selectFrom('identity_staff as staff')
    .select(['staff.id', 'staff.name'])
    .where('staff.tenant', '=', tx.tenant)
    .where('staff.active', '=', true)
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('identity_grant as held')
          .select('held.id')
          .whereRef('held.tenant', '=', 'staff.tenant')
          .whereRef('held.staff', '=', 'staff.id')
          .where('held.role', 'in', roles)
          .where('held.revoked_at', 'is', null)
          .where('held.from_date', '<=', on)
          .where(({ eb, or }) => or([eb('held.to_date', 'is', null), eb('held.to_date', '>=', on)]))
          .$if(units !== null, (query) =>
            query.where(({ eb, or }) =>
              or([
                ...(withCityWide ? [eb('held.unit', 'is', null)] : []),
                ...(units !== null && units.length > 0 ? [eb('held.unit', 'in', units)] : []),
              ]),
            ),
          ),
      ),
    )
    .orderBy('staff.name')
    .orderBy('staff.id')
    .limit(limit)
    .execute();
}

/** Active staff of these names (spaces do not count) or with these subjects at the provider. */
export async function staffCalled(
  tx: Tx,
  texts: readonly string[],
): Promise<{ id: string; name: string; subject: string }[]> {
  if (texts.length === 0) return [];
  const names = texts.map((text) => text.replace(/[\s\u3000]/g, ''));
  return await tx
    .tables<IdentityTables>()
    .selectFrom('identity_staff')
    .select(['id', 'name', 'subject'])
    .where('tenant', '=', tx.tenant)
    .where('active', '=', true)
    .where(({ eb, or }) =>
      or([
        eb(sql<string>`translate(name, ${' \u3000'}, '')`, 'in', names),
        eb(
          'subject',
          'in',
          texts.map((text) => text.trim()),
        ),
      ]),
    )
    .orderBy('name')
    .orderBy('id')
    .execute();
}

/** Ids of staff whose account is suspended. */
export async function suspendedIds(tx: Tx): Promise<string[]> {
  const rows = await tx
    .tables<IdentityTables>()
    .selectFrom('identity_staff')
    .select('id')
    .where('tenant', '=', tx.tenant)
    .where('active', '=', false)
    .execute();
  return rows.map(({ id }) => id);
}
