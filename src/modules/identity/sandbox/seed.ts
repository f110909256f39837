import { today } from '#kernel/clock.js';
import { type Actor, type Context, tenantOf } from '#kernel/context.js';
import { invariant } from '#kernel/errors.js';
import type { Kernel } from '#kernel/kernel.js';
import {
  type CitizenPersonaId,
  postingOf,
  readPersonas,
  type SectionPersonaId,
  type StaffPersonaId,
} from '../definition.js';
import { type Claims, personFromClaims } from '../model/person.js';
import { grant, registerStaff } from '../service/registry.js';
import { savePerson } from '../store/people.js';
import { SANDBOX_ISSUER } from './address.js';
import { claimsOf } from './people.js';
import { subjectOf } from './subject.js';

/** The people of the demo as they act once they are signed in. */
type DemoActor = Exclude<Actor, { kind: 'anonymous' | 'visitor' | 'system' | 'partner' }>;
export type DemoActors = Record<CitizenPersonaId | StaffPersonaId, DemoActor> &
  Partial<Record<SectionPersonaId, DemoActor>>;

/**
 * Registers the demo's staff as an administrator would, and its residents as their first sign-in would.
 * The context needs staff.manage. Repeating it changes nothing; null where the demo has nobody.
 */
export async function seedDemo(kernel: Kernel, context: Context): Promise<DemoActors | null> {
  const { slug } = context.municipality;
  const people = await readPersonas(kernel);
  const city = people.cities[slug];
  if (!city) return null;
  const actors: Partial<DemoActors> = {};
  for (const persona of people.personas) {
    const { id, name, acr } = persona;
    const account = { issuer: SANDBOX_ISSUER, subject: subjectOf(slug, id) };
    if (persona.kind === 'staff') {
      const posting = postingOf(city, persona.id);
      if (!posting) continue;
      const grants = posting.grants.map(({ role, unit = null }) => ({ role, unit }));
      const registered = await registerStaff(kernel, context, { ...account, name });
      for (const terms of grants) {
        await grant(kernel, context, registered.id, { ...terms, from: today(context.clock), to: null });
      }
      actors[id as StaffPersonaId] = { kind: 'staff', id: registered.id, name, grants };
    } else {
      const claims = claimsOf(people, account.subject);
      invariant(claims, `the sandbox describes ${account.subject}`);
      actors[id as CitizenPersonaId] = await recordPerson(kernel, context, account, { ...claims, acr });
    }
  }
  return actors as DemoActors;
}

/** Keeps what a provider says about somebody, as a sign-in does, and gives the person as an actor. */
export async function recordPerson(
  kernel: Kernel,
  context: Context,
  account: { issuer: string; subject: string },
  claims: Claims,
): Promise<Exclude<Actor, { kind: 'anonymous' | 'visitor' | 'system' | 'staff' | 'partner' }>> {
  const person = personFromClaims(claims);
  invariant(person, 'the claims state a name');
  const id = await kernel.database.transaction(tenantOf(context), (tx) =>
    savePerson(tx, kernel.vault, account, person, context.clock.now()),
  );
  return { kind: person.kind, id, name: person.name, assurance: person.assurance };
}
