import { type LookupAddress, lookup } from 'node:dns';
import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { mayBeAsked } from './public-address.js';

/** Why nothing was got: for the log and, by its kind, for people. */
export type OutboundFault =
  | 'address'
  | 'refused'
  | 'unreachable'
  | 'slow'
  | 'tooLarge'
  | 'status'
  | 'notJson';

export class OutboundError extends Error {
  readonly fault: OutboundFault;

  constructor(fault: OutboundFault, message: string) {
    super(message);
    this.fault = fault;
  }
}

export interface OutboundRule {
  /** For the whole answer, in milliseconds. */
  within: number;
  mostBytes: number;
  /** Hosts of the office's own network may be asked too. */
  mayBeLocal: boolean;
}

const MOST_MOVES = 3;
const MOVED = new Set([301, 302, 303, 307, 308]);

function checked(address: string): URL {
  const url = URL.canParse(address) ? new URL(address) : null;
  if (!url || !/^https?:$/.test(url.protocol) || url.username || url.password)
    throw new OutboundError('address', `${address} is no address of http or https`);
  return url;
}

/** Names are judged by what they lead to at the moment of connecting: a name that changes its mind gains nothing. */
const guardedLookup =
  (rule: OutboundRule): LookupFunction =>
  (host, options, callback) => {
    lookup(host, { ...options, all: true }, (error, found: LookupAddress[]) => {
      if (error) return callback(error, '', 0);
      const [first] = found;
      if (!first || found.some(({ address }) => !mayBeAsked(address, rule)))
        return callback(new OutboundError('refused', `${host} leads where nothing is asked`), '', 0);
      if (options.all) return callback(null, found);
      callback(null, first.address, first.family);
    });
  };

function ask(url: URL, rule: OutboundRule, signal: AbortSignal) {
  const host = url.hostname.replace(/^\[|\]$/g, '');
  if (isIP(host) !== 0 && !mayBeAsked(host, rule))
    throw new OutboundError('refused', `${host} is no address to ask`);
  const request = url.protocol === 'https:' ? requestHttps : requestHttp;
  return new Promise<{ status: number; location: string | undefined; text: string }>((resolve, reject) => {
    const asked = request(
      url,
      {
        signal,
        agent: false,
        headers: { accept: 'application/json', 'user-agent': 'yakuba' },
        lookup: guardedLookup(rule),
      },
      (answer) => {
        const parts: Buffer[] = [];
        let size = 0;
        answer.on('data', (part: Buffer) => {
          size += part.length;
          if (size <= rule.mostBytes) return void parts.push(part);
          reject(new OutboundError('tooLarge', `${url.host} sent over ${rule.mostBytes} bytes`));
          asked.destroy();
        });
        answer.on('error', reject);
        answer.on('end', () =>
          resolve({
            status: answer.statusCode ?? 0,
            location: answer.headers.location,
            text: Buffer.concat(parts).toString('utf8'),
          }),
        );
      },
    );
    asked.on('error', reject);
    asked.end();
  });
}

async function got(address: string, rule: OutboundRule, signal: AbortSignal): Promise<string> {
  let url = checked(address);
  for (let moves = 0; moves <= MOST_MOVES; moves += 1) {
    const { status, location, text } = await ask(url, rule, signal);
    if (status === 200) return text;
    if (!MOVED.has(status) || location === undefined || !URL.canParse(location, url))
      throw new OutboundError('status', `${url.host} answered ${status}`);
    url = checked(new URL(location, url).href);
  }
  throw new OutboundError('status', `${url.host} sends from one address to the next`);
}

/**
 * JSON from a host that somebody named. Neither it nor a name or redirect leads into the networks that only this
 * machine reaches (unless the rule says so), and it ends in time and size. Throws OutboundError.
 */
export async function getJson(address: string, rule: OutboundRule): Promise<unknown> {
  const signal = AbortSignal.timeout(rule.within);
  let text: string;
  try {
    text = await got(address, rule, signal);
  } catch (error) {
    if (error instanceof OutboundError) throw error;
    throw signal.aborted
      ? new OutboundError('slow', `${address} took over ${rule.within} ms`)
      : new OutboundError('unreachable', `${address}: ${(error as Error).message}`);
  }
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new OutboundError('notJson', `${address} answered no JSON`);
  }
}
