import { today } from '#kernel/clock.js';
import type { Actor, Grant } from '#kernel/context.js';
import { SESSION_COOKIE } from '#kernel/http/serve-routes.js';
import type { Kernel } from '#kernel/kernel.js';
import { type CitizenPersonaId, readPersonas, type StaffPersonaId } from './definition.js';
import { savePerson } from './store/people.js';
import { beginSession, findSession } from './store/sessions.js';
import { grantsOf, insertGrant, insertStaff, staffByAccount } from './store/staff.js';

/** The demo's people, an administrator who is nothing else, or staff with grants of the test's own. */
export type Who =
  | CitizenPersonaId
  | StaffPersonaId
  | 'administrator'
  | { name: string; grants: readonly Grant[] };

export interface SignedIn {
  /** For the header `cookie`. */
  cookie: string;
  /** Cookie and origin: what a browser sends with a form of our own. */
  headers: { cookie: string; origin: string };
  actor: Exclude<Actor, { kind: 'anonymous' | 'visitor' | 'system' | 'partner' }>;
}

const ISSUER = 'https://accounts.test.invalid';

/**
 * Signs somebody in without a provider: a session in the database, as sign-in would have made it, but
 * without journal entries. Signing the same one in again gives another session of the same person.
 */
export async function signInAs(kernel: Kernel, slug: string, who: Who): Promise<SignedIn> {
  const { access, catalogRoot, clock, config, database, municipalities, vault } = kernel;
  const municipality = municipalities.bySlug(slug);
  if (!municipality) throw new Error(`no municipality ${slug}`);
  const now = clock.now();
  const { personas, cities } = await readPersonas({ access, catalogRoot, municipalities });
  const city = cities[slug];
  const persona = personas.find(({ id }) => id === who);

  const token = await database.transaction(municipality.code, async (tx) => {
    if (persona && persona.kind !== 'staff') {
      const person = await savePerson(
        tx,
        vault,
        { issuer: ISSUER, subject: persona.id },
        {
          kind: persona.kind,
          name: persona.name,
          reading: persona.reading,
          birthDate: persona.birthDate === undefined ? null : Temporal.PlainDate.from(persona.birthDate),
          address: city?.addresses[persona.id] ?? null,
          email: persona.email,
          assurance: persona.kind === 'resident' ? 'high' : 'substantial',
        },
        now,
      );
      return beginSession(tx, { person }, now);
    }
    const account = { issuer: ISSUER, subject: typeof who === 'string' ? who : who.name };
    await insertStaff(tx, { ...account, name: persona?.name ?? account.subject }, 'system/test', now);
    const staff = await staffByAccount(tx, account);
    if (!staff) throw new Error('a member of staff that was just registered is there');
    const held = (await grantsOf(tx, [staff.id])).get(staff.id) ?? [];
    for (const { role, unit } of grantsFor(who, city?.staff)) {
      if (held.some((grant) => grant.role === role && grant.unit === unit)) continue;
      await insertGrant(tx, staff.id, { role, unit, from: today(clock), to: null }, 'system/test', now);
    }
    return beginSession(tx, { staff: staff.id }, now);
  });
  const session = await database.transaction(municipality.code, (tx) => findSession(tx, vault, token, now));
  if (!session) throw new Error(`${JSON.stringify(who)} has no grants in ${slug}`);
  const cookie = `${SESSION_COOKIE}=${token}`;
  return { cookie, headers: { cookie, origin: new URL(config.publicUrl).origin }, actor: session.actor };
}

type Postings = Record<StaffPersonaId, { grants: { role: string; unit?: string | undefined }[] }>;

function grantsFor(who: Who, postings: Postings | undefined): readonly Grant[] {
  if (typeof who !== 'string') return who.grants;
  if (who === 'administrator') return [{ role: 'administrator', unit: null }];
  const posting = postings?.[who as StaffPersonaId];
  return (posting?.grants ?? []).map(({ role, unit }) => ({ role, unit: unit ?? null }));
}
