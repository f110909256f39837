import { expect, test } from 'vitest';
import type { Clock } from '#kernel/clock.js';
import { createRateLimit } from './rate-limit.js';

test('lets so many through in a minute, each caller for itself', () => {
  let now = Temporal.Instant.from('2026-11-20T01:00:00Z');
  const clock: Clock = { now: () => now };
  const isWithinLimit = createRateLimit(3, clock);
  expect([1, 2, 3, 4].map(() => isWithinLimit('a'))).toEqual([true, true, true, false]);
  expect(isWithinLimit('b')).toBe(true);
  now = now.add({ seconds: 59 });
  expect(isWithinLimit('a')).toBe(false);
  now = now.add({ seconds: 1 });
  expect(isWithinLimit('a')).toBe(true);
});

test('lets so many through in another span', () => {
  let now = Temporal.Instant.from('2026-11-20T01:00:00Z');
  const isWithinLimit = createRateLimit(1, { now: () => now }, 24 * 3_600_000);
  expect([1, 2].map(() => isWithinLimit('a'))).toEqual([true, false]);
  now = now.add({ hours: 22 });
  expect(isWithinLimit('a')).toBe(false);
  now = now.add({ hours: 1 });
  expect(isWithinLimit('a')).toBe(true);
});
