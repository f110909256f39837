import { today } from '#kernel/clock.js';
import type { Actor, Context } from '#kernel/context.js';
import type { Tx } from '#kernel/db/database.js';
import type { Kernel } from '#kernel/kernel.js';
import { newTakeBackCode } from './model/hand-over.js';
import type { Claims, PersonDetails } from './model/person.js';
import { type GrantTerms, unitsAbove } from './model/staff.js';
import { type DemoActors, recordPerson, seedDemo } from './sandbox/seed.js';
import { createHandOver } from './service/hand-over.js';
import { checkGrant, grant, type Registered, registerStaff } from './service/registry.js';
import { findPerson } from './store/people.js';
import { holdersOf, namesOf, staffCalled, suspendedIds } from './store/staff.js';

export type { DemoActors, GrantTerms, PersonDetails, Registered };

/** What other modules and the app ask of identity. */
export interface IdentityApi {
  /** The signed-in resident or business as the provider described it, to fill in forms; null for everybody else. */
  personOf(tx: Tx, context: Context): Promise<PersonDetails | null>;
  /** Names of staff by id, for screens of staff; ids that are not known are absent. */
  staffNames(tx: Tx, ids: readonly string[]): Promise<Map<string, string>>;
  /** Active staff of these names (spaces do not count) or with these subjects at the provider. */
  staffCalled(tx: Tx, texts: readonly string[]): Promise<{ id: string; name: string; subject: string }[]>;
  /** Ids of staff whose account is suspended: they are not there, whatever they are posted to. */
  suspendedStaff(tx: Tx): Promise<string[]>;
  /** Active staff who may do this in one of the units today (null: in any), by name; at most `limit`. */
  staffWho(
    tx: Tx,
    context: Context,
    action: string,
    units: readonly string[] | null,
    limit: number,
  ): Promise<{ id: string; name: string }[]>;
  /** Whether somebody of the unit or those above may do this today; who may for the whole municipality does not count. */
  isStaffed(tx: Tx, context: Context, action: string, unit: string): Promise<boolean>;
  /** Needs staff.manage and the journal entry identity.staffRegistered. Repeating it changes nothing. */
  registerStaff(
    context: Context,
    staff: { issuer: string; subject: string; name: string },
  ): Promise<Registered>;
  /** Throws invalidInput with a message key for each field when such a grant cannot be. */
  checkGrant(context: Context, terms: GrantTerms): void;
  /** Needs staff.manage and the journal entry identity.granted. Repeating it changes nothing. */
  grant(context: Context, staffId: string, terms: GrantTerms): Promise<Registered>;
  /** A code to show the clerk, with which a screen that was handed over is taken back. */
  newTakeBackCode(): string;
  /**
   * The screen goes to a citizen: this session opens these pages only, until it is taken back with this code. Needs
   * the journal entry identity.handedOver.
   */
  handOver(
    context: Context,
    sessionToken: string,
    pages: { paths: readonly string[]; back: string; code: string },
  ): Promise<void>;
  /** Registers the demo's staff and residents in one municipality. Repeating it changes nothing. */
  seedDemo(context: Context): Promise<DemoActors | null>;
  /** A resident as a provider's claims describe them, recorded as a sign-in does. */
  recordPerson(
    context: Context,
    account: { issuer: string; subject: string },
    claims: Claims,
  ): Promise<Exclude<Actor, { kind: 'anonymous' | 'visitor' | 'system' | 'staff' | 'partner' }>>;
}

const rolesWith = ({ access }: Kernel, action: string): string[] =>
  Object.entries(access.table.roles).flatMap(([role, { may }]) => (may.includes(action) ? [role] : []));

export const createIdentityApi = (kernel: Kernel): IdentityApi => ({
  personOf: async (tx, { actor }) =>
    actor.kind === 'resident' || actor.kind === 'business' ? findPerson(tx, kernel.vault, actor.id) : null,
  staffNames: namesOf,
  staffCalled,
  suspendedStaff: suspendedIds,
  staffWho: (tx, { municipality, clock }, action, units, limit) => {
    const above = units && unitsAbove(municipality.units, units);
    const holding = { roles: rolesWith(kernel, action), units: above, on: today(clock), withCityWide: true };
    return holdersOf(tx, holding, limit);
  },
  isStaffed: async (tx, { municipality, clock }, action, unit) => {
    const units = unitsAbove(municipality.units, [unit]);
    const holding = { roles: rolesWith(kernel, action), units, on: today(clock), withCityWide: false };
    return (await holdersOf(tx, holding, 1)).length > 0;
  },
  registerStaff: (context, staff) => registerStaff(kernel, context, staff),
  checkGrant: (context, terms) => checkGrant(kernel, context, terms),
  grant: (context, staffId, terms) => grant(kernel, context, staffId, terms),
  newTakeBackCode,
  handOver: createHandOver(kernel).handOver,
  seedDemo: (context) => seedDemo(kernel, context),
  recordPerson: (context, account, claims) => recordPerson(kernel, context, account, claims),
});
