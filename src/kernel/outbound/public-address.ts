import { isIP } from 'node:net';
import { inNetworks } from '../values/networks.js';

/**
 * Addresses that lead to no public host (RFC 6890 and IANA's registries of special-purpose addresses); the last three
 * lie within 2000::/3, or lead to an IPv4 address (6to4, Teredo).
 */
const isSpecial = inNetworks([
  ...['0.0.0.0/8', '10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16', '172.16.0.0/12'],
  ...['192.0.0.0/24', '192.0.2.0/24', '192.168.0.0/16', '198.18.0.0/15', '198.51.100.0/24', '203.0.113.0/24'],
  '224.0.0.0/3',
  ...['2001::/23', '2001:db8::/32', '2002::/16'],
]);

/** Of IPv6 only this is given out to hosts. */
const isGivenOut = inNetworks(['2000::/3']);

/** Whether an IP address belongs to a host that everybody reaches. */
export const isPublicAddress = (address: string): boolean =>
  (isIP(address) === 4 || isGivenOut(address)) && !isSpecial(address);

/** What an office gives its own hosts, and this machine itself: RFC 1918, RFC 4193 and loopback. */
const isOfOffice = inNetworks([
  ...['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '127.0.0.0/8'],
  ...['fc00::/7', '::1/128'],
]);

/**
 * Whether a host that somebody named may be asked: public ones, and those of the office where it says so. Link-local
 * addresses never, where the hosts of clouds give out their secrets, nor any other special range.
 */
export const mayBeAsked = (address: string, { mayBeLocal }: { mayBeLocal: boolean }): boolean =>
  isPublicAddress(address) || (mayBeLocal && isOfOffice(address));
