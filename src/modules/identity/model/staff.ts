import type { MessageKey } from '#kernel/i18n/catalogues.js';
import type { Municipality } from '#kernel/tenancy/municipality.js';
import { PlainDateText, plainDate } from '#kernel/values/plain-date.js';

/** Who vouches for whom. */
export interface Account {
  issuer: string;
  subject: string;
}

export interface StaffMember extends Account {
  id: string;
  name: string;
  /** False while suspended. */
  active: boolean;
}

/** A role for a time, in a unit or, where that is null, in the whole municipality. */
export interface GrantTerms {
  role: string;
  unit: string | null;
  from: Temporal.PlainDate;
  /** Last day; null: until revoked. */
  to: Temporal.PlainDate | null;
}

export interface StaffGrant extends GrantTerms {
  id: string;
  grantedBy: string;
  revokedAt: Temporal.Instant | null;
}

export interface StaffWithGrants {
  member: StaffMember;
  grants: readonly StaffGrant[];
}

export type GrantState = 'holds' | 'comes' | 'ended' | 'revoked';

export function grantState({ from, to, revokedAt }: StaffGrant, date: Temporal.PlainDate): GrantState {
  if (revokedAt !== null) return 'revoked';
  if (to !== null && Temporal.PlainDate.compare(to, date) < 0) return 'ended';
  return Temporal.PlainDate.compare(from, date) > 0 ? 'comes' : 'holds';
}

const isSameRole = (grant: StaffGrant, terms: GrantTerms): boolean =>
  grant.revokedAt === null && grant.role === terms.role && grant.unit === terms.unit;

const endsBefore = (to: Temporal.PlainDate | null, date: Temporal.PlainDate | null): boolean =>
  to !== null && (date === null || Temporal.PlainDate.compare(to, date) < 0);

/** The grant that already gives all of this: granting it again changes nothing. */
export const coveringGrant = (grants: readonly StaffGrant[], terms: GrantTerms): StaffGrant | undefined =>
  grants.find(
    (grant) =>
      isSameRole(grant, terms) &&
      Temporal.PlainDate.compare(grant.from, terms.from) <= 0 &&
      !endsBefore(grant.to, terms.to),
  );

export type Faults = Record<string, MessageKey>;

/** What is wrong with the terms: field → words. */
/** Whether it is not closed before: a role can be given beforehand in a unit that is still to come. */
const isThereFrom = ({ to }: Municipality['units'][number], from: Temporal.PlainDate): boolean =>
  to === undefined || from.toString() <= to;

export function grantFaults(
  { role, unit, from, to }: GrantTerms,
  roles: readonly string[],
  { units }: Municipality,
): Faults {
  const faults: Faults = {};
  if (!roles.includes(role)) faults.role = 'staff.people.error.role';
  if (unit !== null && !units.some((one) => one.id === unit && isThereFrom(one, from)))
    faults.unit = 'staff.people.error.unit';
  if (endsBefore(to, from)) faults.to = 'staff.people.error.toBeforeFrom';
  return faults;
}

/** A grant as a form sends it: dates as yyyy-mm-dd; empty: from today, until revoked, in the whole municipality. */
export interface GrantForm {
  role?: string | undefined;
  unit?: string | undefined;
  from?: string | undefined;
  to?: string | undefined;
}

export function readTerms(form: GrantForm, date: Temporal.PlainDate): { terms: GrantTerms; faults: Faults } {
  const faults: Faults = {};
  const day = (field: 'from' | 'to'): Temporal.PlainDate | null => {
    const text = form[field]?.trim();
    if (!text) return null;
    const found = PlainDateText.safeParse(text);
    if (found.success) return plainDate(found.data);
    faults[field] = `staff.people.error.${field}`;
    return null;
  };
  const terms = { role: form.role ?? '', unit: form.unit || null, from: day('from') ?? date, to: day('to') };
  return { terms, faults };
}

/** These units and all above them: a grant there reaches down to them. */
export function unitsAbove(units: Municipality['units'], ids: readonly string[]): string[] {
  const found = new Set<string>();
  for (const id of ids) {
    let current: string | undefined = id;
    while (current !== undefined && !found.has(current)) {
      found.add(current);
      const at: string = current;
      current = units.find((unit) => unit.id === at)?.parent;
    }
  }
  return [...found];
}
