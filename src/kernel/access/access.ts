import { z } from 'zod';
import type { Actor, Context } from '../context.js';
import { AppError } from '../errors.js';
import type { Unit } from '../tenancy/municipality.js';

/**
 * What each role may do, as catalog/common/access.yaml states it. Staff hold roles by grants; residents,
 * businesses, partners, anonymous visitors and each piece of system work have exactly the role of that name.
 */
export const AccessTable = z.strictObject({
  roles: z.record(
    z.string(),
    z.strictObject({
      title: z.string().describe('Name of the role on screens'),
      may: z.array(z.string()).describe('Actions, such as case.decide'),
    }),
  ),
});
export type AccessTable = z.infer<typeof AccessTable>;

/** Which unit owns the thing that is acted on; null when it belongs to the municipality as a whole. */
export type OwningUnit = string | null;

export class Access {
  readonly table: AccessTable;
  readonly #mayByRole: ReadonlyMap<string, ReadonlySet<string>>;
  readonly #titles: ReadonlyMap<string, string>;

  constructor(table: AccessTable) {
    this.table = table;
    const roles = Object.entries(table.roles);
    this.#mayByRole = new Map(roles.map(([role, { may }]) => [role, new Set(may)]));
    this.#titles = new Map(roles.map(([role, { title }]) => [role, title]));
  }

  /** Actions in the table that no module defines: a misspelt action would otherwise just never be allowed. */
  static unknownActions(table: AccessTable, actions: ReadonlySet<string>): string[] {
    return Object.entries(table.roles).flatMap(([role, { may }]) =>
      may.filter((action) => !actions.has(action)).map((action) => `${role}: ${action}`),
    );
  }

  titleOf(role: string): string {
    return this.#titles.get(role) ?? role;
  }

  get staffRoles(): string[] {
    return [...this.#mayByRole.keys()].filter(
      (role) =>
        !role.startsWith('system/') &&
        !['resident', 'business', 'partner', 'visitor', 'anonymous'].includes(role),
    );
  }

  /** True when the actor may do this to something owned by the unit. A grant in a unit reaches the units below it. */
  can(context: Context, action: string, owner: OwningUnit): boolean {
    const { actor, municipality } = context;
    if (actor.kind !== 'staff') return this.#allows(roleOf(actor), action);
    return actor.grants.some(
      ({ role, unit }) =>
        this.#allows(role, action) &&
        (unit === null || (owner !== null && isWithin(owner, unit, municipality.units))),
    );
  }

  /** True when the actor may do this somewhere: for menus and for the door of a list that filters by unit. */
  canAnywhere(context: Context, action: string): boolean {
    const { actor } = context;
    if (actor.kind !== 'staff') return this.#allows(roleOf(actor), action);
    return actor.grants.some(({ role }) => this.#allows(role, action));
  }

  /** Units in which staff may do this: null means all of them. Empty for everybody who is not staff. */
  unitsFor(context: Context, action: string): readonly string[] | null {
    const { actor, municipality } = context;
    if (actor.kind !== 'staff') return [];
    const grants = actor.grants.filter(({ role }) => this.#allows(role, action));
    if (grants.some(({ unit }) => unit === null)) return null;
    return municipality.units
      .filter(({ id }) => grants.some(({ unit }) => unit !== null && isWithin(id, unit, municipality.units)))
      .map(({ id }) => id);
  }

  /** Throws unauthenticated or forbidden. For things that must not even be seen, ask `can` and throw notFound. */
  require(context: Context, action: string, owner: OwningUnit): void {
    if (!this.can(context, action, owner)) throw refusal(context, action);
  }

  requireAnywhere(context: Context, action: string): void {
    if (!this.canAnywhere(context, action)) throw refusal(context, action);
  }

  #allows(role: string, action: string): boolean {
    return this.#mayByRole.get(role)?.has(action) ?? false;
  }
}

const roleOf = (actor: Exclude<Actor, { kind: 'staff' }>): string =>
  actor.kind === 'system' ? `system/${actor.id}` : actor.kind;

const refusal = ({ actor }: Context, action: string): AppError =>
  actor.kind === 'anonymous' || actor.kind === 'visitor'
    ? new AppError('unauthenticated', `${action} needs a signed-in actor`)
    : new AppError('forbidden', `${actor.kind} may not ${action}`);

function isWithin(unit: string, ancestor: string, units: readonly Unit[]): boolean {
  let current: string | undefined = unit;
  // A unit tree is shallow; the bound guards against a cycle in the definition.
  for (let depth = 0; current !== undefined && depth < 20; depth += 1) {
    if (current === ancestor) return true;
    const id: string = current;
    current = units.find((candidate) => candidate.id === id)?.parent;
  }
  return false;
}
