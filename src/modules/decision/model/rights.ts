import { type Organization, unitNow } from '#modules/organization/api.js';
import { actorsOf, postNow, type Seat } from './actors.js';

export const RIGHTS = ['holder', 'standIn', 'acting', 'superior', 'delegate', 'named'] as const;
export type Right = (typeof RIGHTS)[number];

/** For somebody whose post it is: as stand-in, as whoever it was delegated to, from above. */
export const ON_BEHALF: readonly Right[] = ['standIn', 'delegate', 'superior'];

/** A period in which one acts for another (代理・専決の委任). */
export interface Delegation {
  from: string;
  to: string;
}

/** One who may act, by what right, as the holder of which seat. */
export interface Entitled {
  staff: string;
  right: Right;
  seat: Seat;
  laterConfirmation: boolean;
}

export interface Asked {
  seat: Seat;
  /** Whom an administrator named for this step. */
  named: string | null;
}

/**
 * Who may act at a step today: whoever was named; else the holders and those to whom they have delegated; else a
 * stand-in, whoever holds the post beside another, or a superior. A delegate goes before a stand-in. Nobody: the
 * administrator is asked to name somebody.
 */
export function entitledTo(
  organization: Organization,
  { seat, named }: Asked,
  { delegations, not }: { delegations: readonly Delegation[]; not: string | null },
): Entitled[] {
  const isThere = (staff: string) => staff !== not && isInOffice(organization, staff);
  if (named !== null && isThere(named))
    return [{ staff: named, right: 'named', seat, laterConfirmation: false }];
  const actors = actorsOf(organization, seat, not);
  const holders = new Set(holdersOf(organization, seat).filter((staff) => staff !== not));
  const delegates = delegations
    .filter(({ from, to }) => holders.has(from) && isThere(to) && !holders.has(to))
    .map(({ to }): Entitled => ({ staff: to, right: 'delegate', seat, laterConfirmation: false }));
  if (actors.by === 'administrator') return delegates;
  const { by, staff, laterConfirmation } = actors;
  const own = staff.map((one): Entitled => ({ staff: one, right: by, seat: actors.seat, laterConfirmation }));
  if (by === 'holder' || by === 'acting') return [...own, ...delegates];
  return delegates.length > 0 ? delegates : own;
}

/** Whoever holds the seat, there or away. */
export function holdersOf(organization: Organization, seat: Seat): string[] {
  const unit = unitNow(organization, seat.unit);
  const asked = postNow(organization, seat);
  return (unit === null ? [] : (organization.postings.get(unit) ?? []))
    .filter(({ post }) => post === asked)
    .map(({ staff }) => staff);
}

const inOffice = new WeakMap<Organization, ReadonlySet<string>>();

/** Posted somewhere and not away. */
export function isInOffice(organization: Organization, staff: string): boolean {
  let known = inOffice.get(organization);
  if (!known) {
    known = new Set([...organization.postings.values()].flat().map((posting) => posting.staff));
    inOffice.set(organization, known);
  }
  return known.has(staff) && !organization.absent.has(staff);
}

/** A step at which somebody may act: for drafts of `only` (null: of everybody), and not for those of `except`. */
export interface Reach extends Asked {
  only: string | null;
  except: readonly string[];
}

/**
 * Of all different steps that are open, those at which `me` may act by one of these rights; nobody acts on the own draft.
 */
export function reachOf(
  organization: Organization,
  asked: readonly Asked[],
  { me, delegations, by = RIGHTS }: { me: string; delegations: readonly Delegation[]; by?: readonly Right[] },
): Reach[] {
  return asked.flatMap((one): Reach[] => {
    const mayAct = (not: string | null) =>
      entitledTo(organization, one, { delegations, not }).some(
        ({ staff, right }) => staff === me && by.includes(right),
      );
    // Who drafted it matters only where that person is among those who are asked.
    const drafters = concerned(organization, one, delegations).filter((staff) => staff !== me);
    if (mayAct(null))
      return [{ ...one, only: null, except: [me, ...drafters.filter((staff) => !mayAct(staff))] }];
    return drafters.filter(mayAct).map((only) => ({ ...one, only, except: [] }));
  });
}

/** Of all different steps that are open, those at which nobody may act today: an administrator names somebody. */
export function unmannedOf(
  organization: Organization,
  asked: readonly Asked[],
  delegations: readonly Delegation[],
): Reach[] {
  return asked.flatMap((one): Reach[] => {
    const hasNobody = (not: string | null) =>
      entitledTo(organization, one, { delegations, not }).length === 0;
    if (hasNobody(null)) return [{ ...one, only: null, except: [] }];
    return concerned(organization, one, delegations)
      .filter(hasNobody)
      .map((only) => ({ ...one, only, except: [] }));
  });
}

/** Whoever holds the post, is named, or would act: without one of them somebody else is asked. */
function concerned(organization: Organization, asked: Asked, delegations: readonly Delegation[]): string[] {
  const holders = holdersOf(organization, asked.seat);
  const acting = entitledTo(organization, asked, { delegations, not: null }).map(({ staff }) => staff);
  return [...new Set([...holders, ...acting])];
}
