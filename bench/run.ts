// npm run bench: the built product under load beside the least that could do the same, measured in the same run.
// Prints a table and writes bench/out.json.
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { type IncomingMessage, request } from 'node:http';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { SESSION_COOKIE } from '#kernel/http/serve-routes.js';
import { startPostgres } from '#testing/postgres-server.js';
import { type Product, startProduct, temporaryFolder } from '../e2e/harness/product.ts';
import type { LoadJob, LoadResult } from './load.ts';

const SECONDS = Number(process.env.BENCH_SECONDS ?? 4);
const CONNECTIONS = 16;
/** A hundredth is enough to see that everything runs; figures are those of the whole. */
const SCALE = Number(process.env.BENCH_SCALE ?? 1);
/** Below this, rare words stand in no document. */
const FEWEST = 20_000;

const script = (name: string) => fileURLToPath(new URL(name, import.meta.url));
const run = promisify(execFile);

interface Row extends LoadResult {
  database: string;
  name: string;
  /** The same bytes from a bare handler, or a bare transaction with two INSERTs. */
  bare: LoadResult;
  /** How many times more the bare one does in the same time. */
  ratio: number;
}

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

const load = async (job: LoadJob): Promise<LoadResult> =>
  JSON.parse((await run(process.execPath, [script('load.ts'), JSON.stringify(job)])).stdout) as LoadResult;

async function measure(port: number, path: string, headers: Record<string, string>): Promise<LoadResult> {
  const job = { port, path, headers, connections: CONNECTIONS };
  await load({ ...job, seconds: 1 });
  return load({ ...job, seconds: SECONDS });
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

async function pageRows(product: Product, database: string, folder: string): Promise<Row[]> {
  const rows: Row[] = [];
  for (const [suffix, headers] of [
    ['', ANYBODY],
    [', made anew', WITH_SESSION],
  ] as const) {
    for (const [name, ...paths] of PAGES) {
      const oursByPath: LoadResult[] = [];
      const bareByPath: LoadResult[] = [];
      for (const path of paths) {
        oursByPath.push(await measure(Number(new URL(product.url).port), path, headers));
        const [port, child] = await startBare(product.url + path, headers, join(folder, 'body'));
        bareByPath.push(await measure(port, path, headers));
        child.kill();
      }
      const ours = together(oursByPath);
      const bare = together(bareByPath);
      rows.push({
        database,
        name: name + suffix,
        ...ours,
        bare,
        ratio: bare.requestsPerSecond / ours.requestsPerSecond,
      });
    }
  }
  return rows;
}

/** Rows of a bench process of its own, which measures its bare counterpart itself. */
async function rowsOf(name: string, database: string, settings: Record<string, string>): Promise<Row[]> {
  const { stdout } = await run(process.execPath, [script(name)], { env: { ...process.env, ...settings } });
  const measured = JSON.parse(stdout) as { name: string; ours: LoadResult; bare: LoadResult }[];
  return measured.map(({ name: what, ours, bare }) => ({
    database,
    name: what,
    ...ours,
    bare,
    ratio: bare.requestsPerSecond / ours.requestsPerSecond,
  }));
}

/** Resident memory in MB; null where /proc is not there. */
function residentMegabytes(pid: number): number | null {
  const file = `/proc/${pid}/status`;
  if (!existsSync(file)) return null;
  const [, kilobytes = '0'] = /^VmRSS:\s+(\d+)/m.exec(readFileSync(file, 'utf8')) ?? [];
  return Math.round(Number(kilobytes) / 1024);
}

interface Start {
  database: string;
  what: string;
  readySeconds: number;
  residentMegabytes: number | null;
}

async function measureDatabase(
  database: string,
  serverUrl: ((name: string) => Promise<string>) | null,
): Promise<{ rows: Row[]; starts: Start[] }> {
  const [folder, remove] = await temporaryFolder();
  const place = async (name: string): Promise<Record<string, string>> => ({
    DATA_DIR: join(folder, name),
    ...(serverUrl ? { DATABASE_URL: await serverUrl(name) } : {}),
  });
  const starts: Start[] = [];
  const settings = await place('served');
  const note = (what: string, product: Product) =>
    starts.push({
      database,
      what,
      readySeconds: product.readyAfterMs / 1000,
      residentMegabytes: residentMegabytes(product.pid),
    });
  const first = await startProduct(settings);
  note('first start', first);
  await first.stop();
  const product = await startProduct(settings);
  note('second start', product);
  const rows = await pageRows(product, database, folder);
  note('after the load', product);
  await product.stop();
  // The embedded database gets fewer rows: it fills slowly.
  const sizes = serverUrl
    ? {
        CASES: 1_000_000,
        DRAFTS: 200_000,
        DOCUMENTS: 1_000_000,
        FEATURES: 1_000_000,
        IMPORTED: 100_000,
        DATASETS: 10_000,
        SHEETS: 110_000,
      }
    : {
        CASES: 50_000,
        DRAFTS: 20_000,
        DOCUMENTS: 50_000,
        FEATURES: 50_000,
        IMPORTED: 20_000,
        DATASETS: 10_000,
        SHEETS: 20_000,
      };
  const sized = async (name: string, ...of: (keyof typeof sizes)[]) => ({
    ...(await place(name)),
    ...Object.fromEntries(
      of.map((size) => [size, String(Math.max(Math.min(FEWEST, sizes[size]), sizes[size] * SCALE))]),
    ),
  });
  rows.push(
    ...(await rowsOf('submit.ts', database, await place('submitted'))),
    ...(await rowsOf('forms.ts', database, await place('forms'))),
    ...(await rowsOf('search.ts', database, await place('search'))),
    ...(await rowsOf('authoring.ts', database, await place('authoring'))),
    ...(await rowsOf('inbox.ts', database, await sized('inbox', 'CASES'))),
    ...(await rowsOf('decisions.ts', database, await sized('decisions', 'DRAFTS'))),
    ...(await rowsOf('records.ts', database, await sized('records', 'DOCUMENTS'))),
    ...(await rowsOf('registers.ts', database, await sized('registers', 'FEATURES', 'IMPORTED'))),
    ...(await rowsOf('building-plans.ts', database, await sized('sheets', 'SHEETS'))),
    ...(await rowsOf('datasets.ts', database, await sized('datasets', 'DATASETS'))),
  );
  await remove();
  return { rows, starts };
}

const results = [await measureDatabase('embedded', null)];
const server = await startPostgres();
if ('why' in server) {
  console.log(`PostgreSQL is left out: ${server.why}`);
} else {
  const { default: pg } = await import('pg');
  const create = async (name: string): Promise<string> => {
    const client = new pg.Client({ connectionString: server.url });
    await client.connect();
    await client.query(`CREATE DATABASE bench_${name}`);
    await client.end();
    return Object.assign(new URL(server.url), { pathname: `/bench_${name}` }).href;
  };
  results.push(await measureDatabase('PostgreSQL', create));
  await server.stop();
}

const rows = results.flatMap((result) => result.rows);
const starts = results.flatMap((result) => result.starts);
const one = (value: number) => value.toFixed(1);
console.table(
  rows.map(({ database, name, requestsPerSecond, p50, p95, bytes, bare, ratio }) => ({
    database,
    what: name,
    'per s': Math.round(requestsPerSecond),
    'p50 ms': one(p50),
    'p95 ms': one(p95),
    bytes,
    'bare per s': Math.round(bare.requestsPerSecond),
    ratio: one(ratio),
  })),
);
console.table(
  starts.map(({ database, what, readySeconds, residentMegabytes: resident }) => ({
    database,
    what,
    'ready after s': one(readySeconds),
    'resident MB': resident,
  })),
);
const out = fileURLToPath(new URL('out.json', import.meta.url));
const machine = { processors: cpus().length, model: cpus()[0]?.model ?? '', node: process.version };
writeFileSync(
  out,
  `${JSON.stringify({ machine, connections: CONNECTIONS, seconds: SECONDS, rows, starts }, null, 2)}\n`,
);
