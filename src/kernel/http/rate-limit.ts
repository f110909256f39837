import { LRUCache } from 'lru-cache';
import type { Clock } from '#kernel/clock.js';

const MINUTE = 60_000;
const MOST_ADDRESSES = 10_000;

/** Says whether one more request of a caller fits into the present minute. Kept in this process only. */
export function createRateLimit(perMinute: number, clock: Clock): (caller: string) => boolean {
  const counts = new LRUCache<string, { minute: number; count: number }>({ max: MOST_ADDRESSES });
  return (caller) => {
    const minute = Math.floor(clock.now().epochMilliseconds / MINUTE);
    const known = counts.get(caller);
    const count = known?.minute === minute ? known.count + 1 : 1;
    counts.set(caller, { minute, count });
    return count <= perMinute;
  };
}
