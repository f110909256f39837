import { isIP } from 'node:net';
import { getConnInfo } from '@hono/node-server/conninfo';
import type { Context as HonoContext, MiddlewareHandler } from 'hono';
import { inNetworks } from '../values/networks.js';

const CALLER = 'callerAddress';

/** An IPv4 address as such, also where the connection came by an IPv6 socket. */
const plain = (address: string): string => address.trim().replace(/^::ffff:(?=\d+\.)/i, '');

/**
 * Whom a limit is for: an IPv4 address, of IPv6 the network of 64 bits in which a household or an office chooses its
 * addresses as it likes (RFC 6177).
 */
function networkOf(address: string): string {
  if (isIP(address) !== 6) return address;
  const [head = '', tail] = address.toLowerCase().replace(/%.*$/, '').split('::');
  const groups = (text = '') => text.split(':').filter(Boolean);
  const before = groups(head);
  const after = groups(tail);
  const all = [...before, ...Array<string>(8 - before.length - after.length).fill('0'), ...after];
  return `${all
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':')}::`;
}

/**
 * Notes for each request who asks: the peer, or, where the peer is one of our proxies, the last one in
 * X-Forwarded-For that is none. What stands before that anybody may have written.
 */
export function noteCaller(proxies: readonly string[]): MiddlewareHandler {
  const isProxy = inNetworks(proxies);
  return (c, next) => {
    const peer = plain(peerOf(c));
    const before = (c.req.header('x-forwarded-for') ?? '').split(',').map(plain);
    const caller = isProxy(peer) ? before.findLast((one) => isIP(one) !== 0 && !isProxy(one)) : undefined;
    c.set(CALLER, networkOf(caller ?? peer));
    return next();
  };
}

/** The peer of the connection; none where a request was made without one (`app.request`). */
const peerOf = (c: HonoContext): string =>
  c.env && 'incoming' in c.env ? (getConnInfo(c).remote.address ?? '') : '';

/** Who asks, by network address (of IPv6 the network): for limits by caller, never kept. '' where there is no connection. */
export const callerAddress = (c: HonoContext): string => c.get(CALLER) ?? '';
