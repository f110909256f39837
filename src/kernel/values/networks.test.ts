import { expect, test } from 'vitest';
import { isNetwork } from './networks.js';

test('networks', () => {
  expect(['10.0.0.0/8', '::1', '2001:db8::/32', '192.0.2.1'].every(isNetwork)).toBe(true);
  expect(['10.0.0.0/33', 'proxy', '10.0.0.0/8/1', '10.0.0.0/', '/8'].some(isNetwork)).toBe(false);
});
