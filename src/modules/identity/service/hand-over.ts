import { actorRef, type Context, tenantOf } from '#kernel/context.js';
import { AppError } from '#kernel/errors.js';
import { append } from '#kernel/journal/journal.js';
import type { Kernel } from '#kernel/kernel.js';
import { isTakeBackCode, MOST_FAILURES, takeBackHash } from '../model/hand-over.js';
import { endSession, findSession, saveHandedOver } from '../store/sessions.js';

/** `wrong`: another try; `over`: the session is ended. */
export type TakeBack = { kind: 'back'; path: string } | { kind: 'wrong'; left: number } | { kind: 'over' };

/** A clerk gives the screen to a citizen, and takes it back. */
export function createHandOver({ database, vault }: Pick<Kernel, 'database' | 'vault'>) {
  return {
    /**
     * From now on this session opens these pages only, until it is taken back with the code that the clerk was shown
     * before. Needs the journal entry identity.handedOver.
     */
    handOver: (
      context: Context,
      sessionToken: string,
      { paths, back, code }: { paths: readonly string[]; back: string; code: string },
    ): Promise<void> =>
      database.transaction(tenantOf(context), async (tx) => {
        const session = await findSession(tx, vault, sessionToken, context.clock.now());
        if (session?.actor.kind !== 'staff' || session.actor.id !== actorId(context))
          throw new AppError('unauthenticated', 'only a session of staff is handed over');
        const codeHash = takeBackHash(sessionToken, code);
        await saveHandedOver(tx, sessionToken, { paths, back, codeHash, failures: 0 });
        await append(tx, context, { type: 'identity.handedOver', subject: actorRef(context.actor) });
      }),

    /** Needs the journal entries identity.takenBack and identity.signedOut. */
    takeBack: (context: Context, sessionToken: string, typed: string): Promise<TakeBack> =>
      database.transaction(tenantOf(context), async (tx): Promise<TakeBack> => {
        const session = await findSession(tx, vault, sessionToken, context.clock.now(), { lock: true });
        const handed = session?.handedOver;
        if (!handed) return { kind: 'back', path: '/staff' };
        const subject = actorRef(context.actor);
        if (isTakeBackCode(sessionToken, typed, handed)) {
          await saveHandedOver(tx, sessionToken, null);
          await append(tx, context, { type: 'identity.takenBack', subject });
          return { kind: 'back', path: handed.back };
        }
        const failures = handed.failures + 1;
        if (failures >= MOST_FAILURES) {
          await endSession(tx, sessionToken);
          await append(tx, context, { type: 'identity.signedOut', subject });
          return { kind: 'over' };
        }
        await saveHandedOver(tx, sessionToken, { ...handed, failures });
        return { kind: 'wrong', left: MOST_FAILURES - failures };
      }),
  };
}
export type HandOverService = ReturnType<typeof createHandOver>;

const actorId = ({ actor }: Context): string | null => ('id' in actor ? actor.id : null);
