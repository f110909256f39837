import { today } from '#kernel/clock.js';
import { actorRef, type Context, tenantOf } from '#kernel/context.js';
import { AppError, notFound } from '#kernel/errors.js';
import { append } from '#kernel/journal/journal.js';
import type { Kernel } from '#kernel/kernel.js';
import {
  type Account,
  coveringGrant,
  type Faults,
  type GrantTerms,
  grantFaults,
  grantState,
  type StaffWithGrants,
} from '../model/staff.js';
import {
  grantsOf,
  insertGrant,
  insertStaff,
  lockStaff,
  readStaff,
  revokeGrant,
  type StaffKey,
  setActive,
  staffByAccount,
  staffById,
} from '../store/staff.js';

const ACTION = 'staff.manage';
const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/;
const LONGEST = 200;

/** What happened: `isNew` is false when it was so before, and nothing was written. */
export interface Registered {
  id: string;
  isNew: boolean;
}

function refuse(faults: Faults): void {
  if (Object.keys(faults).length === 0) return;
  throw new AppError('invalidInput', `staff registry: ${Object.values(faults).join(', ')}`, {
    fields: faults,
  });
}

function accountFaults({ issuer, subject, name }: Account & { name: string }): Faults {
  const fits = (text: string) => text !== '' && text.length <= LONGEST;
  const faults: Faults = {};
  if (!fits(name)) faults.name = 'staff.people.error.name';
  if (!fits(subject)) faults.subject = 'staff.people.error.subject';
  if (!URL.canParse(issuer) || !/^https?:$/.test(new URL(issuer).protocol)) {
    faults.issuer = 'staff.people.error.issuer';
  }
  return faults;
}

/**
 * Registers the account of a member of staff, who may do nothing until a role is granted. Registering it again
 * changes nothing. Throws invalidInput with a message key for each field. Journal: identity.staffRegistered.
 */
export async function registerStaff(
  { access, database }: Kernel,
  context: Context,
  staff: Account & { name: string },
): Promise<Registered> {
  access.require(context, ACTION, null);
  const trimmed = { issuer: staff.issuer.trim(), subject: staff.subject.trim(), name: staff.name.trim() };
  refuse(accountFaults(trimmed));
  return database.transaction(tenantOf(context), async (tx) => {
    const id = await insertStaff(tx, trimmed, actorRef(context.actor), context.clock.now());
    if (id !== null) {
      await append(tx, context, { type: 'identity.staffRegistered', subject: `staff/${id}` });
      return { id, isNew: true };
    }
    const known = await staffByAccount(tx, trimmed);
    if (!known) throw new AppError('conflict', 'the account was registered and is not there');
    return { id: known.id, isNew: false };
  });
}

/** Throws forbidden, or invalidInput with a message key for each field, when such a grant cannot be. */
export function checkGrant({ access }: Kernel, context: Context, terms: GrantTerms): void {
  access.require(context, ACTION, terms.unit);
  refuse(grantFaults(terms, access.staffRoles, context.municipality));
}

/**
 * Grants a role. Granting what the person already holds for that time changes nothing. Throws notFound, or
 * invalidInput with a message key for each field. Journal: identity.granted.
 */
export async function grant(
  kernel: Kernel,
  context: Context,
  staffId: string,
  terms: GrantTerms,
): Promise<Registered> {
  checkGrant(kernel, context, terms);
  if (!UUID.test(staffId)) throw notFound(`staff ${staffId}`);
  return kernel.database.transaction(tenantOf(context), async (tx) => {
    if (!(await lockStaff(tx, staffId))) throw notFound(`staff ${staffId}`);
    const covering = coveringGrant((await grantsOf(tx, [staffId])).get(staffId) ?? [], terms);
    if (covering) return { id: covering.id, isNew: false };
    const id = await insertGrant(tx, staffId, terms, actorRef(context.actor), context.clock.now());
    await append(tx, context, {
      type: 'identity.granted',
      subject: `staff/${staffId}`,
      data: { grant: id, role: terms.role, unit: terms.unit },
    });
    return { id, isNew: true };
  });
}

/** Takes a role away from now on; one that was taken away before stays so. Throws notFound. Journal: identity.revoked. */
export async function revoke(
  { access, database }: Kernel,
  context: Context,
  staffId: string,
  grantId: string,
): Promise<void> {
  if (!UUID.test(staffId)) throw notFound(`staff ${staffId}`);
  await database.transaction(tenantOf(context), async (tx) => {
    const isThere = await lockStaff(tx, staffId);
    const held = isThere && (await grantsOf(tx, [staffId])).get(staffId)?.find(({ id }) => id === grantId);
    if (!held) throw notFound(`grant ${grantId}`);
    access.require(context, ACTION, held.unit);
    if (held.revokedAt !== null) return;
    await revokeGrant(tx, grantId, actorRef(context.actor), context.clock.now());
    await append(tx, context, {
      type: 'identity.revoked',
      subject: `staff/${staffId}`,
      data: { grant: grantId, role: held.role, unit: held.unit },
    });
  });
}

/** Suspends the account or lets it in again; grants stay as they are. Journal: identity.staffSuspended, identity.staffResumed. */
export async function setStaffActive(
  { access, database }: Kernel,
  context: Context,
  staffId: string,
  active: boolean,
): Promise<void> {
  access.require(context, ACTION, null);
  if (!UUID.test(staffId)) throw notFound(`staff ${staffId}`);
  await database.transaction(tenantOf(context), async (tx) => {
    const staff = await lockStaff(tx, staffId);
    if (!staff) throw notFound(`staff ${staffId}`);
    if (staff.active === active) return;
    await setActive(tx, staffId, active);
    const type = active ? 'identity.staffResumed' : 'identity.staffSuspended';
    await append(tx, context, { type, subject: `staff/${staffId}` });
  });
}

export interface StaffList {
  /** With the grants that hold today or will. */
  members: StaffWithGrants[];
  total: number;
  next: StaffKey | null;
}

/** The municipality's staff in the order of their names, a page at a time. */
export async function listStaff(
  { access, database }: Kernel,
  context: Context,
  { after, limit }: { after: StaffKey | null; limit: number },
): Promise<StaffList> {
  access.requireAnywhere(context, ACTION);
  const date = today(context.clock);
  return database.transaction(tenantOf(context), async (tx) => {
    const { members, next, total } = await readStaff(tx, after, limit);
    const grants = await grantsOf(
      tx,
      members.map(({ id }) => id),
    );
    return {
      members: members.map((member) => ({
        member,
        grants: (grants.get(member.id) ?? []).filter((held) =>
          ['holds', 'comes'].includes(grantState(held, date)),
        ),
      })),
      next,
      total,
    };
  });
}

/** One member with all grants, past ones included. Throws notFound. */
export async function readStaffMember(
  { access, database }: Kernel,
  context: Context,
  staffId: string,
): Promise<StaffWithGrants> {
  access.requireAnywhere(context, ACTION);
  if (!UUID.test(staffId)) throw notFound(`staff ${staffId}`);
  return database.transaction(tenantOf(context), async (tx) => {
    const member = await staffById(tx, staffId);
    if (!member) throw notFound(`staff ${staffId}`);
    return { member, grants: (await grantsOf(tx, [staffId])).get(staffId) ?? [] };
  });
}
