import { BlockList, isIP } from 'node:net';
import { getConnInfo } from '@hono/node-server/conninfo';
import type { Context as HonoContext, MiddlewareHandler } from 'hono';

const CALLER = 'callerAddress';

/** Whether this is an address, or a network such as 10.0.0.0/8. */
export function isNetwork(text: string): boolean {
  const [address = '', bits, more] = text.split('/');
  const family = isIP(address);
  if (family === 0 || more !== undefined) return false;
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (family === 4 ? 32 : 128));
}

/** An IPv4 address as such, also where the connection came by an IPv6 socket. */
const plain = (address: string): string => address.trim().replace(/^::ffff:(?=\d+\.)/i, '');

function listed(networks: readonly string[]): (address: string) => boolean {
  const list = new BlockList();
  const familyOf = (address: string) => (isIP(address) === 6 ? 'ipv6' : 'ipv4');
  for (const network of networks) {
    const [address = '', bits] = network.split('/');
    if (bits === undefined) list.addAddress(address, familyOf(address));
    else list.addSubnet(address, Number(bits), familyOf(address));
  }
  return (address) => isIP(address) !== 0 && list.check(address, familyOf(address));
}

/**
 * Notes for each request who asks: the peer, or, where the peer is one of our proxies, the last one in
 * X-Forwarded-For that is none. What stands before that anybody may have written.
 */
export function noteCaller(proxies: readonly string[]): MiddlewareHandler {
  const isProxy = listed(proxies);
  return (c, next) => {
    const peer = plain(peerOf(c));
    const before = (c.req.header('x-forwarded-for') ?? '').split(',').map(plain);
    const caller = isProxy(peer) ? before.findLast((one) => isIP(one) !== 0 && !isProxy(one)) : undefined;
    c.set(CALLER, caller ?? peer);
    return next();
  };
}

/** The peer of the connection; none where a request was made without one (`app.request`). */
const peerOf = (c: HonoContext): string =>
  c.env && 'incoming' in c.env ? (getConnInfo(c).remote.address ?? '') : '';

/** Who asks, by network address: for limits by caller, never kept. '' where there is no connection. */
export const callerAddress = (c: HonoContext): string => c.get(CALLER) ?? '';
