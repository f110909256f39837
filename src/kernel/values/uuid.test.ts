import { expect, it } from 'vitest';
import { uuidv7 } from './uuid.js';

const at = (text: string) => Temporal.Instant.from(text);

it('carries the millisecond, the version and the variant of RFC 9562', () => {
  // The moment of the example in RFC 9562, appendix A.6: 017F22E2-79B0-7CC3-98C4-DC0C0C07398F.
  const id = uuidv7(at('2022-02-22T19:22:22Z'));
  expect(id).toMatch(/^017f22e2-79b0-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});

it('sorts as text by time', () => {
  const ids = ['1999-12-31T23:59:59.999Z', '2026-11-20T00:00:00Z', '2026-11-20T00:00:00.001Z'].map((text) =>
    uuidv7(at(text)),
  );
  expect(ids.toSorted()).toEqual(ids);
});

it('sorts as text by the order in which it was made within one millisecond', () => {
  const moment = at('2026-11-20T00:00:00Z');
  // More than the twelve bits count: a clock that stands still is no reason to begin again.
  const ids = Array.from({ length: 10_000 }, () => uuidv7(moment));
  expect(ids.toSorted()).toEqual(ids);
});

it('never comes twice in one millisecond', () => {
  const moment = at('2026-11-20T00:00:00Z');
  expect(new Set(Array.from({ length: 1000 }, () => uuidv7(moment))).size).toBe(1000);
});
