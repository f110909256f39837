// A process of its own that measures the register of building-plan summaries (SHEETS says how many, SCANS how many have
// their scan): reading the file in, then looking for a sheet by number, year, place and box as the counter does, against
// one bare SELECT of as many rows by primary key. Settings come from the environment; prints the results as JSON.
import { sql } from 'kysely';
import { systemContext } from '#kernel/context.js';
import { signInAs } from '#modules/identity/fixtures.js';
import { sentFile } from '#modules/register/fixtures.js';
import { isWorking } from '#modules/register/model.js';
import { buildingSheet, buildingSheets, sheetScan } from './building-sheets.ts';
import { oneByOne, openWhole } from './whole.ts';

const CITY = 'nara-city';
const REGISTER = 'building-plans';
const SHEETS = Number(process.env.SHEETS ?? 110_000);
const SCANS = Number(process.env.SCANS ?? 200);
const ROUNDS = 60;
const SHOWN = 50;

const { app, kernel, database, municipality, close } = await openWhole(CITY);
const keeper = await signInAs(kernel, CITY, {
  name: '概要書 係',
  grants: [{ role: 'register-keeper', unit: 'building-guidance' }],
});
const context = { municipality, actor: keeper.actor, purpose: null, clock: kernel.clock, mayJournal: null };
const { imports, reading, rows, copies } = app.modules.register.services;

const startedAt = performance.now();
const received = await imports.receive(context, REGISTER, sentFile('sheets.csv', buildingSheets(SHEETS)));
if (received.kind !== 'checked') throw new Error(received.fault);
const job = systemContext(municipality, 'register.import', kernel.clock);
const workOff = async () => {
  while (isWorking((await imports.view(context, received.id)).one.state)) await imports.run(job);
};
await workOff();
await imports.confirm(context, received.id);
await workOff();
const seconds = (performance.now() - startedAt) / 1000;
const { one } = await imports.view(context, received.id);
if (one.created !== SHEETS) throw new Error(`${one.created} sheets came in, ${one.wrong} were wrong`);
console.error(`${SHEETS} sheets read in within ${seconds.toFixed(1)} s`);
await sql`ANALYZE register_row`.execute(database.owner);

/** A sheet as the counter looks for it. */
const sheetAt = (index: number) => buildingSheet((index * 7919) % SHEETS, SHEETS);
const found = async (index: number) => {
  const { fiscalYear, confirmation } = sheetAt(index);
  const { items } = await reading.list(context, REGISTER, {
    conditions: [
      { field: 'fiscalYear', is: String(fiscalYear) },
      { field: 'confirmation', is: confirmation },
    ],
  });
  const [row] = items;
  if (items.length !== 1 || !row) throw new Error(`${items.length} sheets ${fiscalYear} ${confirmation}`);
  return row;
};

for (let index = 0; index < SCANS; index += 1) {
  const row = await found(index);
  const bytes = await sheetScan(index);
  const scan = await database.transaction(municipality.code, (tx) =>
    kernel.files.keep(tx, kernel.clock.now(), `register/${REGISTER}/${row.id}`, {
      name: `${row.key}.jpg`,
      mediaType: 'image/jpeg',
      bytes,
    }),
  );
  const saved = await rows.change(context, REGISTER, row.id, {
    version: row.version,
    values: { counterScan: [scan] },
  });
  if (!saved.ok) throw new Error(JSON.stringify(saved.faults));
}

const LIST = `/${CITY}/staff/registers/${REGISTER}`;
const page = async (query: Record<string, string>): Promise<number> => {
  const answer = await app.request(`${LIST}?${new URLSearchParams(query)}`, { headers: keeper.headers });
  const body = await answer.text();
  if (answer.status !== 200 || !body.includes(`${LIST}/rows/`))
    throw new Error(`${JSON.stringify(query)} answered ${answer.status} without sheets`);
  return body.length;
};
const bare = await oneByOne(ROUNDS, async () => {
  const { rows: some } = await sql`SELECT * FROM register_row WHERE tenant = ${municipality.code}
    AND register = ${REGISTER} ORDER BY id LIMIT ${SHOWN}`.execute(database.owner);
  return some.length;
});
const among = `${SHEETS.toLocaleString('en')} building-plan summaries`;
const searches: readonly (readonly [what: string, query: (index: number) => Record<string, string>])[] = [
  [
    'by year and number',
    (index) => {
      const { fiscalYear, confirmation } = sheetAt(index);
      return { 'f.fiscalYear': String(fiscalYear), 'f.confirmation': confirmation };
    },
  ],
  ['by place', (index) => ({ 'f.place': sheetAt(index).place })],
  ['by words', (index) => ({ q: sheetAt(index).place })],
];
const results = [];
for (const [what, query] of searches)
  results.push({
    name: `register: ${what}, ${among}`,
    ours: await oneByOne(ROUNDS, (index) => page(query(index))),
    bare,
  });
results.push({
  name: `register: on the map, ${among}`,
  ours: await oneByOne(ROUNDS, async (index) => {
    const west = 135.72 + (index % 20) / 100;
    const { items } = await reading.list(context, REGISTER, {
      box: [west, 34.62, west + 0.005, 34.625],
      limit: SHOWN,
    });
    return items.length;
  }),
  bare,
});
if (SCANS > 0)
  results.push({
    name: `register: copy at the counter, ${among}`,
    ours: await oneByOne(Math.min(ROUNDS, SCANS), async (index) => {
      const row = await found(index % SCANS);
      return (await copies.give(context, REGISTER, row.id)).pdf.length;
    }),
    bare,
  });
console.log(JSON.stringify(results));
await close();
