// The rows of pages: each under load beside a bare handler that sends the same bytes.
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { type IncomingMessage, request } from 'node:http';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { SESSION_COOKIE } from '#kernel/http/serve-routes.js';
import type { LoadJob, LoadResult } from './load.ts';

export const SECONDS = Number(process.env.BENCH_SECONDS ?? 4);
export const CONNECTIONS = 16;

export interface Measured {
  name: string;
  ours: LoadResult;
  /** The same bytes from a bare handler, or a bare transaction with two INSERTs. */
  bare: LoadResult;
  /** So many a second were asked for: how long one takes is compared, not how many there were. */
  isPaced?: true;
}

const script = (name: string) => fileURLToPath(new URL(name, import.meta.url));
const run = promisify(execFile);

/** Public pages come from memory; a visitor with a session gets each of them made anew. */
const ANYBODY = { 'accept-encoding': 'gzip' };
const WITH_SESSION = { ...ANYBODY, cookie: `${SESSION_COOKIE}=unknown` };
const TOWNS = ['nara-city', 'nara-pref', 'imari', 'katsuragi', 'kashihara'];
const PAGES: readonly (readonly [name: string, ...paths: string[]])[] = [
  ['portal', '/nara-city/'],
  ['plan overviews of all towns (119 measures)', ...TOWNS.map((town) => `/${town}/plan`)],
  ['comparison of all towns', '/nara-city/plan/compare'],
  ['measure sheet', '/nara-city/plan/1-8'],
  ['procedure start page', '/nara-city/procedures/residence-certificate'],
];

/** Several pages taken in turn: each as often as the others, the slowest one's waiting times, the largest one's bytes. */
const together = (results: readonly LoadResult[]): LoadResult => ({
  requestsPerSecond:
    results.length / results.reduce((sum, { requestsPerSecond }) => sum + 1 / requestsPerSecond, 0),
  p50: Math.max(...results.map(({ p50 }) => p50)),
  p95: Math.max(...results.map(({ p95 }) => p95)),
  bytes: Math.max(...results.map(({ bytes }) => bytes)),
});

const load = async (job: LoadJob): Promise<LoadResult[]> =>
  JSON.parse((await run(process.execPath, [script('load.ts'), JSON.stringify(job)])).stdout) as LoadResult[];

/** Both in turns, after both have answered for a second. */
async function measure(
  ports: readonly [number, number],
  path: string,
  headers: Record<string, string>,
): Promise<[LoadResult, LoadResult]> {
  const job = { targets: ports.map((port) => ({ port, path, headers })), connections: CONNECTIONS };
  await load({ ...job, seconds: 1 });
  const [ours, bare] = await load({ ...job, seconds: SECONDS });
  if (!ours || !bare) throw new Error(`${path} was not measured`);
  return [ours, bare];
}

/** The answer as it comes over the wire, still compressed. */
async function fetchRaw(
  url: string,
  headers: Record<string, string>,
): Promise<IncomingMessage & { body: Buffer }> {
  const [answer] = (await once(request(url, { headers }).end(), 'response')) as [IncomingMessage];
  const chunks: Buffer[] = await answer.toArray();
  if (answer.statusCode !== 200) throw new Error(`${url} answers ${answer.statusCode}`);
  return Object.assign(answer, { body: Buffer.concat(chunks) });
}

const OF_THE_CONNECTION = new Set([
  'connection',
  'date',
  'keep-alive',
  'transfer-encoding',
  'content-length',
]);

/** A bare handler that answers with the bytes and the headers that the product has just given for this address. */
async function startBare(
  url: string,
  headers: Record<string, string>,
  file: string,
): Promise<[number, ChildProcess]> {
  const answer = await fetchRaw(url, headers);
  writeFileSync(file, answer.body);
  const kept = Object.entries(answer.headers).filter(([name]) => !OF_THE_CONNECTION.has(name));
  const child = spawn(process.execPath, [script('bare.ts'), file, JSON.stringify(Object.fromEntries(kept))], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [port] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
  return [Number(port), child];
}

/** The pages of a product that runs at this address. */
export async function pageRows(url: string, folder: string): Promise<Measured[]> {
  const rows: Measured[] = [];
  for (const [suffix, headers] of [
    ['', ANYBODY],
    [', made anew', WITH_SESSION],
  ] as const) {
    for (const [name, ...paths] of PAGES) {
      const pairs: [LoadResult, LoadResult][] = [];
      for (const path of paths) {
        const [port, child] = await startBare(url + path, headers, join(folder, 'body'));
        pairs.push(await measure([Number(new URL(url).port), port], path, headers));
        child.kill();
      }
      const ours = together(pairs.map(([one]) => one));
      const bare = together(pairs.map(([, one]) => one));
      rows.push({ name: name + suffix, ours, bare });
    }
  }
  return rows;
}
