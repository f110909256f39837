import { LRUCache } from 'lru-cache';
import type { Clock } from '#kernel/clock.js';

const MINUTE = 60_000;
const MOST_ADDRESSES = 10_000;

/** Says whether one more request of a caller fits into the present minute, or another span. Kept in this process only. */
export function createRateLimit(most: number, clock: Clock, span = MINUTE): (caller: string) => boolean {
  const counts = new LRUCache<string, { span: number; count: number }>({ max: MOST_ADDRESSES });
  return (caller) => {
    const present = Math.floor(clock.now().epochMilliseconds / span);
    const known = counts.get(caller);
    const count = known?.span === present ? known.count + 1 : 1;
    counts.set(caller, { span: present, count });
    return count <= most;
  };
}
