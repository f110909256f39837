import { expect, it } from 'vitest';
import { drawSerial } from './seal-key.js';

it('every serial number of a certificate is positive and begins with no zero', () => {
  const firsts = Array.from({ length: 5_000 }, () => drawSerial()[0] ?? 0);
  expect(Math.min(...firsts)).toBeGreaterThanOrEqual(0x40);
  expect(Math.max(...firsts)).toBeLessThanOrEqual(0x7f);
  expect(new Set(firsts).size).toBe(0x40);
});
