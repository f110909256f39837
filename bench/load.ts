// A process of its own that asks one address over and over from several connections, as fast as answers come, and
// prints what it measured as JSON. Plain sockets: the client must not be what is measured.
import { connect } from 'node:net';

/** What to ask, for how long, from how many connections. */
export interface LoadJob {
  port: number;
  path: string;
  headers: Record<string, string>;
  connections: number;
  seconds: number;
}

export interface LoadResult {
  requestsPerSecond: number;
  p50: number;
  p95: number;
  /** Of the body, as it comes over the wire. */
  bytes: number;
}

const HEAD_END = Buffer.from('\r\n\r\n');
const LAST_CHUNK = Buffer.from('0\r\n\r\n');

/** Length of the whole answer once it is there; 0 while it is not. Throws for any status but 200. */
function answerLength(received: Buffer): { total: number; body: number } {
  const headEnd = received.indexOf(HEAD_END);
  if (headEnd < 0) return { total: 0, body: 0 };
  const head = received.toString('latin1', 0, headEnd);
  if (!head.startsWith('HTTP/1.1 200')) throw new Error(`answered ${head.split('\r\n')[0]}`);
  const start = headEnd + HEAD_END.length;
  const [, length] = /\r\ncontent-length: (\d+)/i.exec(head) ?? [];
  if (length !== undefined) {
    const total = start + Number(length);
    return received.length >= total ? { total, body: Number(length) } : { total: 0, body: 0 };
  }
  const last = received.indexOf(LAST_CHUNK, start);
  return last < 0 ? { total: 0, body: 0 } : { total: last + LAST_CHUNK.length, body: last - start };
}

/** One connection that asks, waits for the whole answer, and asks again until the time is over. */
function askOver(request: Buffer, port: number, until: number, latencies: number[]): Promise<number> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1');
    let received: Buffer = Buffer.alloc(0);
    let askedAt = 0;
    let bytes = 0;
    const ask = () => {
      askedAt = performance.now();
      socket.write(request);
    };
    socket.setNoDelay(true).once('connect', ask).once('error', reject);
    socket.on('data', (chunk: Buffer) => {
      received = received.length === 0 ? chunk : Buffer.concat([received, chunk]);
      try {
        const { total, body } = answerLength(received);
        if (total === 0) return;
        bytes = body;
        received = received.subarray(total);
      } catch (error) {
        socket.destroy();
        reject(error);
        return;
      }
      const now = performance.now();
      latencies.push(now - askedAt);
      if (now < until) ask();
      else socket.end(() => resolve(bytes));
    });
  });
}

export const percentile = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;

async function load({ port, path, headers, connections, seconds }: LoadJob): Promise<LoadResult> {
  const lines = Object.entries({ host: 'localhost', ...headers }).map(
    ([name, value]) => `${name}: ${value}\r\n`,
  );
  const request = Buffer.from(`GET ${path} HTTP/1.1\r\n${lines.join('')}\r\n`);
  const latencies: number[] = [];
  const startedAt = performance.now();
  const asking = Array.from({ length: connections }, () =>
    askOver(request, port, startedAt + seconds * 1000, latencies),
  );
  const [bytes = 0] = await Promise.all(asking);
  const elapsed = (performance.now() - startedAt) / 1000;
  const sorted = latencies.toSorted((a, b) => a - b);
  return {
    requestsPerSecond: latencies.length / elapsed,
    p50: percentile(sorted, 0.5),
    p95: percentile(sorted, 0.95),
    bytes,
  };
}

if (import.meta.main) {
  console.log(JSON.stringify(await load(JSON.parse(process.argv[2] ?? '{}') as LoadJob)));
}
