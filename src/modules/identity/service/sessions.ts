import { type Actor, type Context, tenantOf } from '#kernel/context.js';
import type { Kernel } from '#kernel/kernel.js';
import type { Municipality } from '#kernel/tenancy/municipality.js';
import { isSessionOver, needsLastSeen } from '../model/session.js';
import { findSession, sweepSessions, touchSession } from '../store/sessions.js';
import { sweepPending } from '../store/sign-ins.js';

const ANONYMOUS: Actor = { kind: 'anonymous' };

/** Who holds the session; anonymous when it is unknown or over. Asked on every request with a session cookie. */
export function actorOf(
  { clock, database, vault }: Kernel,
  municipality: Municipality,
  sessionToken: string,
): Promise<Actor> {
  const now = clock.now();
  return database.transaction(municipality.code, async (tx) => {
    const session = await findSession(tx, vault, sessionToken, now);
    if (!session || isSessionOver(session, now)) return ANONYMOUS;
    if (needsLastSeen(session, now)) await touchSession(tx, sessionToken, now);
    return session.actor;
  });
}

/** Removes what is over; safe to repeat. */
export const sweep = ({ database }: Kernel, context: Context): Promise<void> =>
  database.transaction(tenantOf(context), async (tx) => {
    await sweepSessions(tx, context.clock.now());
    await sweepPending(tx, context.clock.now());
  });
