// A process of its own that measures submitting a filled-in application over HTTP against a bare transaction with two
// INSERTs, on the same database. Settings come from the environment; prints the result as JSON.
import { sql } from 'kysely';
import { createApp } from '#app.js';
import { DECLARATION } from '#forms/views/check-answers-page.js';
import { systemClock } from '#kernel/clock.js';
import { readConfig } from '#kernel/config.js';
import { createKernel } from '#kernel/create-kernel.js';
import { migrate } from '#kernel/db/migrate.js';
import { openDatabase } from '#kernel/db/open.js';
import { createLogger } from '#kernel/log.js';
import { registerMunicipalities } from '#kernel/tenancy/municipalities.js';
import { signInAs } from '#modules/identity/fixtures.js';
import { contextAt, fillIn, SAMPLE_ANSWERS } from '#modules/procedure/fixtures.js';
import { type LoadResult, percentile } from './load.ts';

const CITY = 'nara-city';
const PROCEDURE = 'residence-certificate';
const DRAFTS = 300;
const AT_ONCE = 8;

const config = readConfig({ ...process.env, DEMO: 'off', METRICS: 'off' });
const database = await openDatabase(config);
const kernel = await createKernel({ config, database, clock: systemClock, log: createLogger('warn') });
const app = createApp(kernel);
await migrate(database, migrationsOf());
await registerMunicipalities(database, kernel.municipalities);
await app.start();

function migrationsOf() {
  const folder = (path: string) => new URL(`../dist/${path}/migrations/`, import.meta.url);
  return [
    { module: 'kernel', folder: folder('kernel') },
    ...app.modules.all.flatMap(({ name, migrations }) =>
      migrations ? [{ module: name, folder: migrations }] : [],
    ),
  ];
}

/** Does each piece of work once, so many at a time. */
async function measure(count: number, work: (index: number) => Promise<void>): Promise<LoadResult> {
  const latencies: number[] = [];
  let next = 0;
  const worker = async () => {
    for (let index = next++; index < count; index = next++) {
      const startedAt = performance.now();
      await work(index);
      latencies.push(performance.now() - startedAt);
    }
  };
  const startedAt = performance.now();
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  const elapsed = (performance.now() - startedAt) / 1000;
  const sorted = latencies.toSorted((a, b) => a - b);
  return {
    requestsPerSecond: count / elapsed,
    p50: percentile(sorted, 0.5),
    p95: percentile(sorted, 0.95),
    bytes: 0,
  };
}

const municipality = kernel.municipalities.bySlug(CITY);
if (!municipality) throw new Error(`the catalogue has ${CITY}`);
const { actor, headers } = await signInAs(kernel, CITY, 'resident');
const drafts: string[] = [];
for (let index = 0; index < DRAFTS; index += 1) {
  const context = contextAt(municipality, actor, kernel.clock.now());
  drafts.push(
    await fillIn(app.modules.procedure.services, context, PROCEDURE, SAMPLE_ANSWERS[PROCEDURE] ?? {}),
  );
}

const submit = await measure(DRAFTS, async (index) => {
  const answer = await app.request(`/${CITY}/procedures/${PROCEDURE}/apply/${drafts[index]}/check`, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ [DECLARATION]: 'on' }).toString(),
  });
  if (answer.status !== 303 || !answer.headers.get('location')?.includes('submitted')) {
    throw new Error(`submitting answered ${answer.status} ${answer.headers.get('location')}`);
  }
});

await sql
  .raw('CREATE TABLE bench_case (id uuid PRIMARY KEY, content jsonb NOT NULL)')
  .execute(database.owner);
await sql
  .raw('CREATE TABLE bench_entry (id uuid PRIMARY KEY, content jsonb NOT NULL)')
  .execute(database.owner);
const content = JSON.stringify(SAMPLE_ANSWERS[PROCEDURE]);
const bare = await measure(DRAFTS, () =>
  database.owner.connection().execute(async (connection) => {
    await sql.raw('BEGIN').execute(connection);
    await sql`INSERT INTO bench_case VALUES (${crypto.randomUUID()}, ${content}::jsonb)`.execute(connection);
    await sql`INSERT INTO bench_entry VALUES (${crypto.randomUUID()}, ${content}::jsonb)`.execute(connection);
    await sql.raw('COMMIT').execute(connection);
  }),
);

console.log(JSON.stringify({ submit, bare }));
await app.close();
await database.close();
