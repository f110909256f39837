import { LRUCache } from 'lru-cache';
import { type Actor, type Context, tenantOf } from '#kernel/context.js';
import { onJournalled } from '#kernel/journal/journal.js';
import type { Kernel } from '#kernel/kernel.js';
import type { Municipality } from '#kernel/tenancy/municipality.js';
import { isSessionOver, needsLastSeen } from '../model/session.js';
import { sweepHeldForms } from '../store/held-forms.js';
import { type FoundSession, findSession, sweepSessions, tokenHash, touchSession } from '../store/sessions.js';
import { sweepPending } from '../store/sign-ins.js';

const ANONYMOUS: Actor = { kind: 'anonymous' };

/** Bounds how long another process of the installation may honour a session or a grant that was ended in this one. */
const REMEMBERED_MS = 5000;
const REMEMBERED_SESSIONS = 2000;

export type ActorOf = (municipality: Municipality, sessionToken: string) => Promise<Actor>;

/**
 * Who holds the session; anonymous when it is unknown or over. Asked on every request with a session cookie, so a
 * session that was just seen is remembered for some seconds; whatever identity journals makes it ask again at once.
 */
export function createActorOf({ clock, database, vault }: Kernel): ActorOf {
  const remembered = new LRUCache<string, FoundSession | 'nobody'>({
    max: REMEMBERED_SESSIONS,
    ttl: REMEMBERED_MS,
  });
  let changes = 0;
  onJournalled((_tenant, type) => {
    if (!type.startsWith('identity.')) return;
    changes += 1;
    remembered.clear();
  });
  return async ({ code }, sessionToken) => {
    const now = clock.now();
    const key = `${code} ${tokenHash(sessionToken).toString('base64')}`;
    const known = remembered.get(key);
    if (known === 'nobody') return ANONYMOUS;
    if (known && !isSessionOver(known, now) && !needsLastSeen(known, now)) return known.actor;
    const changesBefore = changes;
    const session = await database.transaction(code, async (tx) => {
      const found = await findSession(tx, vault, sessionToken, now);
      if (!found || isSessionOver(found, now)) return null;
      if (!needsLastSeen(found, now)) return found;
      await touchSession(tx, sessionToken, now);
      return { ...found, lastSeenAt: now };
    });
    // A sign-in or sign-out that ended while this was read must not be forgotten.
    if (changes === changesBefore) remembered.set(key, session ?? 'nobody');
    return session?.actor ?? ANONYMOUS;
  };
}

/** Removes what is over; safe to repeat. */
export const sweep = ({ database }: Kernel, context: Context): Promise<void> =>
  database.transaction(tenantOf(context), async (tx) => {
    await sweepSessions(tx, context.clock.now());
    await sweepPending(tx, context.clock.now());
    await sweepHeldForms(tx, context.clock.now());
  });
