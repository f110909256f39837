import { Hono } from 'hono';
import { describe, expect, test } from 'vitest';
import { callerAddress, noteCaller } from './caller-address.js';

const asked = async (proxies: string[], peer: string | null, forwarded?: string): Promise<string> => {
  const app = new Hono();
  app.use(noteCaller(proxies));
  app.get('/', (c) => c.text(callerAddress(c)));
  const headers = forwarded === undefined ? undefined : { 'x-forwarded-for': forwarded };
  const connection = peer === null ? undefined : { incoming: { socket: { remoteAddress: peer } } };
  return (await app.request('/', headers && { headers }, connection)).text();
};

describe('who asks', () => {
  test('is the peer, whatever is written in the request', async () => {
    expect(await asked(['10.0.0.0/8'], '203.0.113.7', '198.51.100.1')).toBe('203.0.113.7');
    expect(await asked([], '127.0.0.1', '198.51.100.1')).toBe('127.0.0.1');
  });

  test('is the last address before our proxies, as they say', async () => {
    expect(await asked(['10.0.0.0/8'], '10.0.0.2', '198.51.100.1')).toBe('198.51.100.1');
    expect(await asked(['10.0.0.0/8', '::1'], '::1', '192.0.2.9, 198.51.100.1, 10.1.2.3')).toBe(
      '198.51.100.1',
    );
    expect(await asked(['10.0.0.2'], '::ffff:10.0.0.2', '198.51.100.1')).toBe('198.51.100.1');
  });

  test.each([
    ['2001:db8::5', '2001:db8:0:0::'],
    ['2001:0DB8:0:0:ffff::1', '2001:db8:0:0::'],
    ['2001:db8:0:1:2:3:4:5', '2001:db8:0:1::'],
    ['fe80::1%eth0', 'fe80:0:0:0::'],
    ['::1', '0:0:0:0::'],
  ])('is the network of an address of IPv6: %s is in %s', async (address, network) => {
    expect(await asked([], address)).toBe(network);
  });

  test('is the proxy itself where it says nothing that is an address', async () => {
    expect(await asked(['10.0.0.2'], '10.0.0.2')).toBe('10.0.0.2');
    expect(await asked(['10.0.0.2'], '10.0.0.2', 'unknown, <script>')).toBe('10.0.0.2');
  });

  test('is nobody where there is no connection', async () => {
    expect(await asked(['10.0.0.2'], null, '198.51.100.1')).toBe('');
  });
});
