// A process of its own that measures submitting a filled-in application over HTTP against a bare transaction with two
// INSERTs, on the same database: as fast as it goes, and at a steady hundred a second. Settings come from the
// environment; prints the results as JSON.
import { sql } from 'kysely';
import { DECLARATION } from '#forms/views/check-answers-page.js';
import { signInAs } from '#modules/identity/fixtures.js';
import { contextAt, fillIn, SAMPLE_ANSWERS } from '#modules/procedure/fixtures.js';
import { atRate, openWhole, together } from './whole.ts';

const CITY = 'nara-city';
const PROCEDURE = 'residence-certificate';
const SUBMITS = 300;
const AT_ONCE = 8;
const STEADY = 100;

const { app, kernel, database, municipality, close } = await openWhole(CITY);
const { actor, headers } = await signInAs(kernel, CITY, 'resident');
const drafts: string[] = [];
for (let index = 0; index < 2 * SUBMITS; index += 1) {
  const context = contextAt(municipality, actor, kernel.clock.now());
  drafts.push(
    await fillIn(app.modules.procedure.services, context, PROCEDURE, SAMPLE_ANSWERS[PROCEDURE] ?? {}),
  );
}

const submitted = (from: number) => async (index: number) => {
  const answer = await app.request(`/${CITY}/procedures/${PROCEDURE}/apply/${drafts[from + index]}/check`, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ [DECLARATION]: 'on' }).toString(),
  });
  if (answer.status !== 303 || !answer.headers.get('location')?.includes('submitted')) {
    throw new Error(`submitting answered ${answer.status} ${answer.headers.get('location')}`);
  }
};
const submit = await together(SUBMITS, AT_ONCE, submitted(0));
const steady = await atRate(SUBMITS, STEADY, submitted(SUBMITS));

for (const table of ['bench_case', 'bench_entry'])
  await sql
    .raw(`CREATE TABLE ${table} (id uuid PRIMARY KEY, content jsonb NOT NULL)`)
    .execute(database.owner);
const content = JSON.stringify(SAMPLE_ANSWERS[PROCEDURE]);
const inserted = () =>
  database.owner.connection().execute(async (connection) => {
    await sql.raw('BEGIN').execute(connection);
    await sql`INSERT INTO bench_case VALUES (${crypto.randomUUID()}, ${content}::jsonb)`.execute(connection);
    await sql`INSERT INTO bench_entry VALUES (${crypto.randomUUID()}, ${content}::jsonb)`.execute(connection);
    await sql.raw('COMMIT').execute(connection);
  });
const bareSubmit = await together(SUBMITS, AT_ONCE, inserted);
const bareSteady = await atRate(SUBMITS, STEADY, inserted);

console.log(
  JSON.stringify([
    { name: 'submit', ours: submit, bare: bareSubmit },
    { name: `submit, ${STEADY} a second`, ours: steady, bare: bareSteady },
  ]),
);
await close();
