// npm run bench: the built product under load beside the least that could do the same, measured in the same run.
// Prints a table and writes bench/out.json. With names of parts (pages, submit, forms …) only those are measured and
// printed.
import { execFile } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { startPostgres } from '#testing/postgres-server.js';
import { type Product, startProduct, temporaryFolder } from '../e2e/harness/product.ts';
import type { LoadResult } from './load.ts';
import { CONNECTIONS, type Measured, pageRows, SECONDS } from './pages.ts';

/** A hundredth is enough to see that everything runs; figures are those of the whole. */
const SCALE = Number(process.env.BENCH_SCALE ?? 1);
/** Below this, rare words stand in no document. */
const FEWEST = 20_000;

const wanted = process.argv.slice(2);
const isWanted = (part: string) => wanted.length === 0 || wanted.includes(part);

const script = (name: string) => fileURLToPath(new URL(name, import.meta.url));
const run = promisify(execFile);

interface Row extends LoadResult {
  database: string;
  name: string;
  bare: LoadResult;
  /** How many times more the bare one does in the same time; where the pace is given, how many times longer ours takes. */
  ratio: number;
}

const toRow = (database: string, { name, ours, bare, isPaced }: Measured): Row => ({
  database,
  name,
  ...ours,
  bare,
  ratio: isPaced ? ours.p50 / bare.p50 : bare.requestsPerSecond / ours.requestsPerSecond,
});

/** Rows of a bench process of its own, which measures its bare counterpart itself. */
async function rowsOf(name: string, database: string, settings: Record<string, string>): Promise<Row[]> {
  const { stdout } = await run(process.execPath, [script(`${name}.ts`)], {
    env: { ...process.env, ...settings },
  });
  return (JSON.parse(stdout) as Measured[]).map((measured) => toRow(database, measured));
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
  const rows: Row[] = [];
  const starts: Start[] = [];
  if (isWanted('pages')) {
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
    rows.push(...(await pageRows(product.url, folder)).map((measured) => toRow(database, measured)));
    note('after the load', product);
    await product.stop();
  }
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
  const sized = (...of: (keyof typeof sizes)[]) =>
    Object.fromEntries(
      of.map((size) => [size, String(Math.max(Math.min(FEWEST, sizes[size]), sizes[size] * SCALE))]),
    );
  const parts: Record<string, Record<string, string>> = {
    submit: {},
    forms: {},
    search: {},
    authoring: {},
    inbox: sized('CASES'),
    decisions: sized('DRAFTS'),
    records: sized('DOCUMENTS'),
    registers: sized('FEATURES', 'IMPORTED'),
    'building-plans': sized('SHEETS'),
    datasets: sized('DATASETS'),
  };
  for (const [name, settings] of Object.entries(parts)) {
    if (isWanted(name))
      rows.push(...(await rowsOf(name, database, { ...(await place(name.replace('-', '_'))), ...settings })));
  }
  await remove();
  return { rows, starts };
}

const unknown = wanted.filter((part) => part !== 'pages' && !existsSync(script(`${part}.ts`)));
if (unknown.length > 0) throw new Error(`there is no bench of ${unknown.join(', ')}`);
const results = [await measureDatabase('embedded', null)];
const server = await startPostgres({ isDurable: true });
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
    'bare p50 ms': one(bare.p50),
    ratio: one(ratio),
  })),
);
if (starts.length > 0)
  console.table(
    starts.map(({ database, what, readySeconds, residentMegabytes: resident }) => ({
      database,
      what,
      'ready after s': one(readySeconds),
      'resident MB': resident,
    })),
  );
if (wanted.length === 0) {
  const machine = { processors: cpus().length, model: cpus()[0]?.model ?? '', node: process.version };
  writeFileSync(
    script('out.json'),
    `${JSON.stringify({ machine, connections: CONNECTIONS, seconds: SECONDS, rows, starts }, null, 2)}\n`,
  );
}
