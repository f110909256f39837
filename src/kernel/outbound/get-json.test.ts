import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { getJson, type OutboundFault } from './get-json.js';
import { isPublicAddress, mayBeAsked } from './public-address.js';

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});
async function standIn(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closing.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
const RULE = { within: 500, mostBytes: 1000, mayBeLocal: true };
const fault = async (address: string, rule = RULE): Promise<OutboundFault | 'none'> =>
  getJson(address, rule).then(
    () => 'none',
    (error) => error.fault,
  );

describe('what is asked of another host', () => {
  test('is answered as JSON, also from where it moved to', async () => {
    const address = await standIn((request, answer) => {
      if (request.url === '/old') answer.writeHead(302, { location: '/new' }).end();
      else answer.end('{"a":1}');
    });
    expect(await getJson(`${address}/old`, RULE)).toEqual({ a: 1 });
  });

  test('ends in time and size, and says what was wrong', async () => {
    const address = await standIn((request, answer) => {
      if (request.url === '/large') answer.end('x'.repeat(5000));
      else if (request.url === '/broken') answer.end('{"a":');
      else if (request.url === '/bad') answer.writeHead(500).end('{}');
      else if (request.url === '/round') answer.writeHead(302, { location: '/round' }).end();
      else if (request.url === '/drip') answer.write('{');
    });
    for (const [path, expected] of Object.entries({
      large: 'tooLarge',
      broken: 'notJson',
      bad: 'status',
      round: 'status',
      drip: 'slow',
      never: 'slow',
    }))
      expect([path, await fault(`${address}/${path}`)]).toEqual([path, expected]);
    expect(await fault('http://127.0.0.1:1/')).toBe('unreachable');
    expect(await fault('ftp://example.jp/')).toBe('address');
    expect(await fault('https://user:word@example.jp/')).toBe('address');
  });

  test('never reaches the networks of the office, by number, name or redirect', async () => {
    let asked = 0;
    const address = await standIn((_request, answer) => {
      asked += 1;
      answer.end('{}');
    });
    const guarded = { ...RULE, mayBeLocal: false };
    expect(await fault(address, guarded)).toBe('refused');
    expect(await fault(address.replace('127.0.0.1', 'localhost'), guarded)).toBe('refused');
    expect(await fault(address.replace('127.0.0.1', '0x7f000001'), guarded)).toBe('refused');
    expect(await fault(address.replace('127.0.0.1', '[::ffff:127.0.0.1]'), guarded)).toBe('refused');
    expect(asked).toBe(0);
  });

  test('reaches the office where that is allowed, and no other special network even then', async () => {
    const may = (address: string, mayBeLocal = true) => mayBeAsked(address, { mayBeLocal });
    for (const address of ['10.1.2.3', '172.16.0.1', '192.168.1.1', '127.0.0.1', '::1', 'fd00::1'])
      expect([address, may(address), may(address, false)]).toEqual([address, true, false]);
    for (const address of [
      '169.254.169.254',
      'fe80::1',
      '0.0.0.0',
      '100.64.0.1',
      '224.0.0.1',
      '::',
      '192.0.2.1',
    ])
      expect([address, may(address)]).toEqual([address, false]);
    expect(may('::ffff:169.254.169.254')).toBe(false);
    // An address of documentation, at which nobody listens.
    expect(await fault('http://192.0.2.1/')).toBe('refused');
  });

  test.each([
    ['8.8.8.8', true],
    ['2600::1', true],
    ['169.254.169.254', false],
    ['10.1.2.3', false],
    ['255.255.255.255', false],
    ['::1', false],
    ['fe80::1', false],
    ['fd00::1', false],
    ['::ffff:10.0.0.1', false],
    ['64:ff9b::a00:1', false],
    ['2002:7f00:1::', false],
    ['example.jp', false],
  ])('holds %s for public: %s', (address, expected) => {
    expect(isPublicAddress(address)).toBe(expected);
  });
});
