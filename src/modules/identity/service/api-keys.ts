import { type Context, tenantOf } from '#kernel/context.js';
import { AppError, notFound } from '#kernel/errors.js';
import { append } from '#kernel/journal/journal.js';
import type { Kernel } from '#kernel/kernel.js';
import { uuidv7 } from '#kernel/values/uuid.js';
import { type ApiKey, type KeyDays, MOST_KEYS } from '../model/api-key.js';
import { actorOfKey, apiKeysOf, insertApiKey, revokeApiKey } from '../store/api-keys.js';
import { partnerOfKey } from '../store/partner-keys.js';
import { newToken } from '../store/sessions.js';
import type { ActorOf } from './sessions.js';

/** Keys are recognised by it, also by tools that look for secrets in source text. */
export const KEY_PREFIX = 'yakuba_';

export const createActorOfKey =
  ({ clock, database, vault }: Kernel): ActorOf =>
  async ({ code }, key) => {
    if (!key.startsWith(KEY_PREFIX)) return { kind: 'anonymous' };
    const now = clock.now();
    const actor = await database.transaction(
      code,
      async (tx) => (await actorOfKey(tx, vault, key, now)) ?? partnerOfKey(tx, key, now),
    );
    return actor ?? { kind: 'anonymous' };
  };

/** Keys with which a person's own programs act for them. */
export function createApiKeyService({ database, vault }: Kernel) {
  const person = ({ actor }: Context) => {
    if (actor.kind !== 'resident' && actor.kind !== 'business')
      throw new AppError('forbidden', `${actor.kind} has no keys`);
    return actor;
  };
  return {
    list: (context: Context): Promise<ApiKey[]> =>
      database.transaction(tenantOf(context), (tx) =>
        apiKeysOf(tx, vault, person(context).id, MOST_KEYS * 2),
      ),

    /** Makes a key and gives it, this once; null when the person has as many as there may be. */
    make: (context: Context, label: string, days: KeyDays): Promise<string | null> =>
      database.transaction(tenantOf(context), async (tx) => {
        const { id: owner, assurance } = person(context);
        const now = context.clock.now();
        const inForce = (await apiKeysOf(tx, vault, owner, MOST_KEYS * 2)).filter(
          ({ revokedAt, expiresAt }) => !revokedAt && Temporal.Instant.compare(expiresAt, now) > 0,
        );
        if (inForce.length >= MOST_KEYS) return null;
        const key = `${KEY_PREFIX}${newToken()}`;
        const id = uuidv7(now);
        const level = assurance === 'low' ? 'low' : 'substantial';
        const expiresAt = now.add({ hours: 24 * days });
        await insertApiKey(tx, vault, key, owner, { id, label, assurance: level, createdAt: now, expiresAt });
        await append(tx, context, {
          type: 'identity.keyMade',
          subject: `api-key/${id}`,
          data: { key: id, assurance: level },
        });
        return key;
      }),

    revoke: (context: Context, id: string): Promise<void> =>
      database.transaction(tenantOf(context), async (tx) => {
        if (!(await revokeApiKey(tx, id, person(context).id, context.clock.now())))
          throw notFound(`key ${id}`);
        await append(tx, context, {
          type: 'identity.keyRevoked',
          subject: `api-key/${id}`,
          data: { key: id },
        });
      }),
  };
}
export type ApiKeyService = ReturnType<typeof createApiKeyService>;
