// A process of its own that measures the staff inbox among many cases (every view of open cases in turn) against one
// bare SELECT of as many rows by primary key on the same database. CASES says how many; other settings come from the
// environment. Prints the result as JSON. Nine of ten cases are closed, the rest is open, all go round the sections.
import { sql } from 'kysely';
import { signInAs } from '#modules/identity/fixtures.js';
import { applyFor, contextAt, SAMPLE_ANSWERS } from '#modules/procedure/fixtures.js';
import { copyCase } from '#modules/procedure/store/many-cases.fixture.js';
import { oneByOne, openWhole } from './whole.ts';

const CITY = 'nara-city';
const PROCEDURE = 'residence-certificate';
const CASES = Number(process.env.CASES ?? 1_000_000);
const BATCH = 50_000;
const SHOWN = 50;
const ROUNDS = 100;

const { app, kernel, database, municipality, close } = await openWhole(CITY);
const resident = await signInAs(kernel, CITY, 'resident');
const context = contextAt(municipality, resident.actor, kernel.clock.now());
const { services } = app.modules.procedure;
let original = '';
for (let index = 0; index < SHOWN + 1; index += 1)
  original = await applyFor(services, context, PROCEDURE, SAMPLE_ANSWERS[PROCEDURE] ?? {});

const NAME = resident.actor.kind === 'resident' ? resident.actor.name : '';
const units = municipality.units.map(({ id }) => id);
const dueOn = Temporal.PlainDate.from('2099-01-01');
for (let from = 1; from <= CASES; from += BATCH) {
  const to = Math.min(CASES, from + BATCH - 1);
  const openTo = from + Math.floor((to - from) / 10);
  await database.transaction(municipality.code, async (tx) => {
    await copyCase(tx, original, { from, to: openTo, dueOn, units });
    await copyCase(tx, original, { from: openTo + 1, to, dueOn, units, state: 'completed', phase: 'closed' });
  });
}
await sql.raw('ANALYZE procedure_case').execute(database.owner);

const { rows: stored } = await sql<{
  total: number;
}>`SELECT count(*)::int AS total FROM procedure_case`.execute(database.owner);
if (stored[0]?.total !== CASES + SHOWN + 1) throw new Error(`${stored[0]?.total} cases are stored`);

// Views that find nothing are the hard ones: they may not look through everything to find that out.
const VIEWS = [
  'view=open',
  'view=today',
  'view=overdue',
  'view=waiting',
  'view=open&who=me',
  'view=open&order=newest',
  'view=open&order=received&channel=paper',
  'view=open&state=approved',
  'view=closed&channel=paper',
  `view=open&text=${encodeURIComponent(NAME)}`,
];
const { headers } = await signInAs(kernel, CITY, 'clerk');
// One after the other, as a member of staff opens pages.
const ours = await oneByOne(ROUNDS, async (index) => {
  const view = VIEWS[index % VIEWS.length] ?? '';
  const answer = await app.request(`/${CITY}/staff?${view}`, { headers });
  const body = await answer.text();
  const shown = body.split('/staff/cases/').length - 1;
  if (answer.status !== 200 || (view === 'view=open' && shown < SHOWN))
    throw new Error(`the inbox answered ${answer.status} with ${shown} cases at ${view}`);
  return body.length;
});
const bare = await oneByOne(ROUNDS, async () => {
  const { rows } = await sql`SELECT id, number, state, due_on FROM procedure_case
    WHERE tenant = ${municipality.code} ORDER BY id LIMIT ${SHOWN}`.execute(database.owner);
  return rows.length;
});

console.log(JSON.stringify([{ name: `inbox page, ${CASES.toLocaleString('en')} cases`, ours, bare }]));
await close();
