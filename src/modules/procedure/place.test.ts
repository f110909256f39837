import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readPlace, readTimePlace } from './place.js';

const ID = '0194f000-0000-7000-8000-000000000000';

test('a place is read as its link states it', () => {
  expect(readPlace(`2026-11-25_${ID}`)).toEqual({ key: '2026-11-25', id: ID });
  expect(readTimePlace(`2026-11-25T01:02:03.456Z_${ID}`)?.at.toString()).toBe('2026-11-25T01:02:03.456Z');
  expect(readTimePlace(`2026-11-25_${ID}`)).toBeUndefined();
});

test.each([
  undefined,
  '',
  'x',
  `2026-02-30_${ID}`,
  `2026-13-01T00:00:00Z_${ID}`,
  `0000-01-01_${ID}`,
  '2026-11-25_x',
])('%s is no place', (text) => {
  expect(readPlace(text)).toBeUndefined();
});

test('no text breaks it', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(readPlace(text)).toBeUndefined();
    }),
  );
});
