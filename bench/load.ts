// A process of its own that asks addresses over and over from several connections, as fast as answers come, and
// prints what it measured as JSON. Plain sockets: the client must not be what is measured.
import { connect } from 'node:net';

export interface Target {
  port: number;
  path: string;
  headers: Record<string, string>;
}

/** What to ask, for how long each, from how many connections. */
export interface LoadJob {
  /** In short turns, so that whatever else the machine does slows them all alike. */
  targets: readonly Target[];
  connections: number;
  seconds: number;
}

const TURN_SECONDS = 0.25;

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

const percentile = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;

const requestTo = ({ path, headers }: Target): Buffer => {
  const lines = Object.entries({ host: 'localhost', ...headers }).map(
    ([name, value]) => `${name}: ${value}\r\n`,
  );
  return Buffer.from(`GET ${path} HTTP/1.1\r\n${lines.join('')}\r\n`);
};

async function load({ targets, connections, seconds }: LoadJob): Promise<LoadResult[]> {
  const measured = targets.map((target) => ({
    port: target.port,
    request: requestTo(target),
    latencies: [] as number[],
    elapsed: 0,
    bytes: 0,
  }));
  for (let turn = 0; turn * TURN_SECONDS < seconds; turn += 1) {
    for (const one of measured) {
      const startedAt = performance.now();
      const until = startedAt + Math.min(TURN_SECONDS, seconds) * 1000;
      const asking = Array.from({ length: connections }, () =>
        askOver(one.request, one.port, until, one.latencies),
      );
      [one.bytes = 0] = await Promise.all(asking);
      one.elapsed += performance.now() - startedAt;
    }
  }
  return measured.map(({ latencies, elapsed, bytes }) => ({ ...summary(latencies, elapsed), bytes }));
}

/** Of waiting times in milliseconds, all of which were over in so many. */
export function summary(latencies: readonly number[], elapsed: number): Omit<LoadResult, 'bytes'> {
  const sorted = latencies.toSorted((a, b) => a - b);
  return {
    requestsPerSecond: (latencies.length * 1000) / elapsed,
    p50: percentile(sorted, 0.5),
    p95: percentile(sorted, 0.95),
  };
}

if (import.meta.main) {
  console.log(JSON.stringify(await load(JSON.parse(process.argv[2] ?? '{}') as LoadJob)));
}
