import { LRUCache } from 'lru-cache';
import type { Adapter, AdapterPayload } from 'oidc-provider';
import type { Clock } from '#kernel/clock.js';

/** More than people try out at the same time; what is older is forgotten. */
const MOST = 10_000;

/** Keeps what the issuer must remember in memory, for one process and until it ends. */
export function createMemoryAdapter(clock: Clock): (model: string) => Adapter {
  const kept = new LRUCache<string, AdapterPayload>({ max: MOST });
  const keysByGrant = new LRUCache<string, string[]>({ max: MOST });
  const idsByUid = new LRUCache<string, string>({ max: MOST });

  return (model) => {
    const key = (id: string) => `${model}:${id}`;
    return {
      async upsert(id, payload, expiresIn) {
        const ttl = (expiresIn ?? 0) * 1000;
        kept.set(key(id), payload, { ttl });
        if (payload.uid) idsByUid.set(payload.uid, id, { ttl });
        if (payload.grantId && model !== 'Grant') {
          keysByGrant.set(payload.grantId, [...(keysByGrant.get(payload.grantId) ?? []), key(id)]);
        }
      },
      find: async (id) => kept.get(key(id)),
      // Only the device flow asks by user code; the sandbox does not offer it.
      findByUserCode: async () => undefined,
      findByUid: async (uid) => {
        const id = idsByUid.get(uid);
        return id === undefined ? undefined : kept.get(key(id));
      },
      async consume(id) {
        const payload = kept.get(key(id));
        if (payload) payload.consumed = Math.floor(clock.now().epochMilliseconds / 1000);
      },
      async destroy(id) {
        kept.delete(key(id));
      },
      async revokeByGrantId(grantId) {
        for (const member of keysByGrant.get(grantId) ?? []) kept.delete(member);
        keysByGrant.delete(grantId);
      },
    };
  };
}
