import type { Clock } from './clock.js';
import type { Municipality } from './tenancy/municipality.js';

/** A role held in a unit, or in the whole municipality when the unit is null. */
export interface Grant {
  role: string;
  unit: string | null;
}

/**
 * Who acts. `id` is opaque and goes into the journal; names never do.
 * A resident or business acts for itself; staff act by their grants; system work has a name of its own.
 */
export type Actor =
  | { kind: 'anonymous' }
  /** Nobody signed in, but the same browser as before: what was begun in it can be gone on with. */
  | { kind: 'visitor'; id: string }
  | { kind: 'resident' | 'business'; id: string; name: string; assurance: 'low' | 'substantial' | 'high' }
  /** The program of an organisation that staff gave a key: it applies for others, in these procedures only. */
  | { kind: 'partner'; id: string; name: string; procedures: readonly string[] }
  /** `opensOnly`: the screen is in the hands of a citizen; no other page of the municipality opens in this session. */
  | {
      kind: 'staff';
      id: string;
      name: string;
      grants: readonly Grant[];
      opensOnly?: readonly string[];
    }
  | { kind: 'system'; id: string };

/** First argument of every service: in which municipality, who, why, and when. There is no default. */
export interface Context {
  readonly municipality: Municipality;
  readonly actor: Actor;
  /** Stated by staff when they open personal data. */
  readonly purpose: string | null;
  readonly clock: Clock;
  /**
   * Journal entry types that this request has declared; a service that tries to write another one is
   * stopped. Null for system work, whose entries are declared by its job.
   */
  readonly mayJournal: ReadonlySet<string> | null;
}

export const tenantOf = (context: Context): string => context.municipality.code;

/** The actor as the journal writes it. */
export const actorRef = (actor: Actor): string =>
  actor.kind === 'anonymous' ? 'anonymous' : `${actor.kind}/${actor.id}`;

/** The member of staff whom such a reference names (staff/0194…); null for everybody else. */
export const staffIdOf = (ref: string | null): string | null =>
  ref?.startsWith('staff/') ? ref.slice('staff/'.length) : null;

export const systemContext = (municipality: Municipality, name: string, clock: Clock): Context => ({
  municipality,
  actor: { kind: 'system', id: name },
  purpose: null,
  clock,
  mayJournal: null,
});

export const anonymousContext = ({ clock }: { clock: Clock }, municipality: Municipality): Context => ({
  municipality,
  actor: { kind: 'anonymous' },
  purpose: null,
  clock,
  mayJournal: new Set(),
});
