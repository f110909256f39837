// A process of its own that measures the register among many documents (DOCUMENTS says how many): searching against one
// bare SELECT of as many rows by primary key, and two hundred registrations at the same time against bare transactions
// that count up and insert. Settings come from the environment; prints the results as JSON. The documents go round the
// sections and seven fiscal years; their words are as common as words are (the n-th as often as 1/n).
import { sql } from 'kysely';
import { uuidv7 } from '#kernel/values/uuid.js';
import { signInAs } from '#modules/identity/fixtures.js';
import { letter } from '#modules/records/fixtures.js';
import { manyDocuments } from '#modules/records/store/many-documents.fixture.js';
import { textMaker } from './documents-text.ts';
import { oneByOne, openWhole, together } from './whole.ts';

const CITY = 'nara-city';
const DOCUMENTS = Number(process.env.DOCUMENTS ?? 1_000_000);
const BATCH = 5_000;
const YEARS = 7;
const SHOWN = 50;
const ROUNDS = 60;
const AT_ONCE = 200;
const UNIT = 'civic-affairs';

const { app, kernel, database, municipality, close } = await openWhole(CITY);
const everywhere = await signInAs(kernel, CITY, {
  name: '文書主管',
  grants: [{ role: 'section-head', unit: null }],
});
const clerk = await signInAs(kernel, CITY, { name: '担当者', grants: [{ role: 'clerk', unit: UNIT }] });
const clerkContext = {
  municipality,
  actor: clerk.actor,
  purpose: null,
  clock: kernel.clock,
  mayJournal: null,
};
const rules = app.modules.records.api.rulesOf(clerkContext);

const units = municipality.units.map(({ id }) => id);
const now = kernel.clock.now();
const step = Math.floor((YEARS * 365 * 86_400_000) / DOCUMENTS);
const insert = manyDocuments(kernel.vault, municipality.code);
const textOf = textMaker(DOCUMENTS);
const sample = letter(clerkContext);
const document = (index: number) => {
  const registeredAt = now.subtract({ milliseconds: (DOCUMENTS - index) * step });
  const unit = units[index % units.length] ?? UNIT;
  return {
    ...sample,
    id: uuidv7(registeredAt),
    registeredAt,
    unit,
    symbol: `${rules.symbolOf(unit)}${unit}`,
    fiscalYear: registeredAt.subtract({ hours: 24 * 90 }).toZonedDateTimeISO('Asia/Tokyo').year,
    number: index + 1,
    grade: index % 50 === 0 ? ('secret' as const) : ('open' as const),
    correspondent: '奈良県知事',
    ...textOf(index),
  };
};
// The index of words is made once, after the rows: as a restored copy has it.
const { rows: indexes } = await sql<{ indexdef: string }>`SELECT indexdef FROM pg_indexes
  WHERE indexname = 'records_search_terms'`.execute(database.owner);
await sql.raw('DROP INDEX records_search_terms').execute(database.owner);
for (let from = 0; from < DOCUMENTS; from += BATCH) {
  const made = Array.from({ length: Math.min(BATCH, DOCUMENTS - from) }, (_, offset) =>
    document(from + offset),
  );
  await database.transaction(municipality.code, (tx) => insert(tx, made));
}
await database.owner.connection().execute(async (connection) => {
  await sql.raw("SET maintenance_work_mem = '512MB'").execute(connection);
  await sql.raw(indexes[0]?.indexdef ?? '').execute(connection);
});
for (const table of ['records_document', 'records_search'])
  await sql.raw(`ANALYZE ${table}`).execute(database.owner);
const { rows: stored } = await sql<{
  total: number;
}>`SELECT count(*)::int AS total FROM records_search`.execute(database.owner);
if (stored[0]?.total !== DOCUMENTS) throw new Error(`${stored[0]?.total} documents are stored`);

const LIST = `/${CITY}/staff/records`;
const oldest = now.subtract({ hours: 24 * 365 * (YEARS - 1) }).toZonedDateTimeISO('Asia/Tokyo').year;
type Search = readonly [query: string, isFound: boolean];
const SEARCHES: readonly (readonly [what: string, searches: readonly Search[]])[] = [
  [
    'one word, common to rare',
    [
      ['q=について', true],
      ['q=通知', true],
      ['q=公共下水道', true],
      ['q=太陽光発電', true],
      ['q=災害弔慰金', true],
      ['q=隕石', true],
      ['q=ありもしない語', false],
    ],
  ],
  [
    'two words',
    [
      ['q=通知 太陽光発電', true],
      ['q=公共下水道 太陽光発電', true],
      ['q=公共下水道 隕石', false],
      ['q=照会 について', true],
    ],
  ],
  [
    'words in a section or year',
    [
      [`q=通知&year=${oldest}`, true],
      [`q=太陽光発電&year=${oldest}`, true],
      [`q=太陽光発電&unit=${UNIT}`, true],
      [`q=公共下水道&unit=${UNIT}&year=${oldest}`, true],
      [`year=${oldest}`, true],
      [`unit=${UNIT}&year=${oldest}`, true],
      ['', true],
    ],
  ],
];
/** Whoever sees one section alone may find nothing of a rare word. */
const look = async ([query, isFound]: Search, who: typeof clerk): Promise<number> => {
  const answer = await app.request(`${LIST}?${new URLSearchParams(query)}`, { headers: who.headers });
  const body = await answer.text();
  const shown = body.split('/staff/records/documents/').length - 1;
  if (answer.status !== 200 || (isFound ? shown === 0 && who === everywhere : shown > 0))
    throw new Error(`${query} answered ${answer.status} with ${shown} documents`);
  return body.length;
};
const bareList = await oneByOne(ROUNDS, async () => {
  const { rows } = await sql`SELECT * FROM records_document WHERE tenant = ${municipality.code}
    ORDER BY id LIMIT ${SHOWN}`.execute(database.owner);
  return rows.length;
});
const rows = [];
const among = `${DOCUMENTS.toLocaleString('en')} documents`;
for (const [what, searches] of SEARCHES) {
  const ours = await oneByOne(ROUNDS, async (index) => {
    const search = searches[index % searches.length] ?? ['', true];
    return look(search, Math.floor(index / searches.length) % 2 === 0 ? everywhere : clerk);
  });
  rows.push({ name: `records: ${what}, ${among}`, ours, bare: bareList });
}

const before = await lastNumber();
const registered = await together(AT_ONCE, AT_ONCE, async (index) => {
  const body = new URLSearchParams({
    key: crypto.randomUUID(),
    ...{ direction: 'received', kind: sample.kind, classification: sample.classification, unit: UNIT },
    ...{
      grade: 'open',
      subject: `同時の収受 ${index}`,
      correspondent: '奈良県知事',
      receivedOn: '2026-11-20',
    },
  });
  const answer = await app.request(`${LIST}/new`, { method: 'POST', headers: clerk.headers, body });
  if (answer.status !== 303) throw new Error(`registering answered ${answer.status}`);
});
const after = await lastNumber();
if (after.last !== before.last + AT_ONCE || after.count !== AT_ONCE)
  throw new Error(
    `${AT_ONCE} registrations went from ${before.last} to ${after.last}: ${after.count} numbers`,
  );

/** Of the symbol and the fiscal year under which the section registers. */
async function lastNumber(): Promise<{ last: number; count: number }> {
  const { rows: found } = await sql<{ last: number; count: number }>`
    SELECT coalesce(max(number), 0)::int AS last, count(DISTINCT number)::int AS count FROM records_document
    WHERE tenant = ${municipality.code} AND symbol = ${rules.symbolOf(UNIT)} AND intake_key LIKE 'staff/%'`.execute(
    database.owner,
  );
  return found[0] ?? { last: 0, count: 0 };
}

await sql
  .raw(
    `CREATE TABLE bench_counter (id int PRIMARY KEY, last int NOT NULL);
     INSERT INTO bench_counter VALUES (1, 0);
     CREATE TABLE bench_document (number int PRIMARY KEY, content jsonb NOT NULL)`,
  )
  .execute(database.owner);
const content = JSON.stringify({ subject: '同時の収受', correspondent: '奈良県知事' });
const bareRegistered = await together(AT_ONCE, AT_ONCE, () =>
  database.owner.connection().execute(async (connection) => {
    await sql.raw('BEGIN').execute(connection);
    const { rows: counted } = await sql<{
      last: number;
    }>`UPDATE bench_counter SET last = last + 1 WHERE id = 1
      RETURNING last`.execute(connection);
    await sql`INSERT INTO bench_document VALUES (${counted[0]?.last ?? 0}, ${content}::jsonb)`.execute(
      connection,
    );
    await sql.raw('COMMIT').execute(connection);
  }),
);

console.log(
  JSON.stringify([
    ...rows,
    {
      name: `${AT_ONCE} registrations with a number at the same time`,
      ours: registered,
      bare: bareRegistered,
    },
  ]),
);
await close();
