// A process of its own that measures submitting a filled-in application against bare transactions with two INSERTs, on
// the same database and in turns with them: eight at once, and at a steady hundred a second. One of them writes its
// answers into two tables made for it, the other the very rows of a case and its journal entry into theirs. A submit is
// a request: at the steady pace it stands beside a bare handler that reads the form and runs the first of them, too. The
// floor is the statements of a submit alone, with their values ready. Settings come from the environment; prints the
// results as JSON.
import { Hono } from 'hono';
import { CompiledQuery, sql } from 'kysely';
import { DECLARATION } from '#forms/views/check-answers-page.js';
import { newReferenceNumber, ReferenceNumber } from '#kernel/values/reference-number.js';
import { signInAs } from '#modules/identity/fixtures.js';
import { contextAt, fillIn, SAMPLE_ANSWERS } from '#modules/procedure/fixtures.js';
import { inTurns, openWhole } from './whole.ts';

const CITY = 'nara-city';
const PROCEDURE = 'residence-certificate';
const TURNS = 5;
const IN_A_TURN = 60;
const AT_ONCE = 8;
const STEADY = 100;

const { app, kernel, database, municipality, close } = await openWhole(CITY);
const { actor, headers } = await signInAs(kernel, CITY, 'resident');
const makeDrafts = async (count: number): Promise<string[]> => {
  const made: string[] = [];
  for (let index = 0; index < count; index += 1) {
    const context = contextAt(municipality, actor, kernel.clock.now());
    made.push(
      await fillIn(app.modules.procedure.services, context, PROCEDURE, SAMPLE_ANSWERS[PROCEDURE] ?? {}),
    );
  }
  return made;
};
const idOf = (drafts: readonly string[], index: number): string => {
  const draft = drafts[index];
  if (draft === undefined) throw new Error(`there is no draft ${index}`);
  return draft;
};

const body = new URLSearchParams({ [DECLARATION]: 'on' }).toString();
/** With its length stated, as every browser does: what comes without is counted while it is read. */
const form = () => ({
  method: 'POST',
  headers: {
    ...headers,
    'content-type': 'application/x-www-form-urlencoded',
    'content-length': String(body.length),
  },
  body,
});

/** Gives the id of the case. */
async function submitDraft(draft: string): Promise<string> {
  const answer = await app.request(`/${CITY}/procedures/${PROCEDURE}/apply/${draft}/check`, form());
  const [, id] = /\/my\/cases\/([\w-]+)\?submitted/.exec(answer.headers.get('location') ?? '') ?? [];
  if (answer.status !== 303 || id === undefined) {
    throw new Error(`submitting answered ${answer.status} ${answer.headers.get('location')}`);
  }
  return id;
}

/** The statements of one submit, as they went to the database. */
async function statementsOf(submit: () => Promise<unknown>): Promise<CompiledQuery[]> {
  const seen: CompiledQuery[] = [];
  const executor = Object.getPrototypeOf(database.owner.getExecutor()) as {
    executeQuery(query: CompiledQuery): Promise<unknown>;
  };
  const { executeQuery } = executor;
  executor.executeQuery = function (query) {
    seen.push(query);
    return executeQuery.call(this, query);
  };
  try {
    await submit();
  } finally {
    executor.executeQuery = executeQuery;
  }
  return seen;
}

/** Of the draft, the case or the entry; the person stays the same. */
const OWN_ID = /^(case\/|draft\/)?([0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f-]{21})$/;

/** The same statements for another draft: a case, a number and an entry of its own, all else as it was. */
function replayed(statements: readonly CompiledQuery[], before: string, draft: string): CompiledQuery[] {
  const ids = new Map([[before, draft]]);
  const anew = (id: string): string => {
    const other = ids.get(id) ?? crypto.randomUUID();
    ids.set(id, other);
    return other;
  };
  const value = (one: unknown): unknown => {
    if (typeof one !== 'string') return one;
    return ReferenceNumber.safeParse(one).success
      ? newReferenceNumber()
      : one.replace(OWN_ID, (_, kind = '', id = '') => kind + anew(id));
  };
  return statements.map((query) => CompiledQuery.raw(query.sql, query.parameters.map(value)));
}

const turned = (TURNS + 1) * IN_A_TURN;
const [zeroth = '', first = '', ...drafts] = await makeDrafts(2 + 2 * turned);
const floorDrafts = await makeDrafts(turned);
// The session is looked up by the first request only.
await submitDraft(zeroth);
await app.settle();
let firstCase = '';
const statements = await statementsOf(async () => {
  firstCase = await submitDraft(first);
});
if (statements.length !== 2) throw new Error(`a submit takes ${statements.length} statements`);

for (const table of ['bench_case', 'bench_entry'])
  await sql
    .raw(`CREATE TABLE ${table} (id uuid PRIMARY KEY, content jsonb NOT NULL)`)
    .execute(database.owner);
const content = JSON.stringify(SAMPLE_ANSWERS[PROCEDURE]);
const insertTwo = () =>
  database.owner.connection().execute(async (connection) => {
    await sql.raw('BEGIN').execute(connection);
    await sql`INSERT INTO bench_case VALUES (${crypto.randomUUID()}, ${content}::jsonb)`.execute(connection);
    await sql`INSERT INTO bench_entry VALUES (${crypto.randomUUID()}, ${content}::jsonb)`.execute(connection);
    await sql.raw('COMMIT').execute(connection);
  });

type Row = Record<string, unknown>;
const rowOf = async (table: string, column: string, value: string): Promise<Row> => {
  const { rows } = await sql<Row>`
    SELECT * FROM ${sql.table(table)} WHERE ${sql.ref(column)} = ${value}`.execute(database.owner);
  if (rows.length !== 1 || !rows[0]) throw new Error(`${rows.length} rows of ${table} with ${value}`);
  return rows[0];
};
const insert = (table: string, row: Row) => sql`
  INSERT INTO ${sql.table(table)} (${sql.join(Object.keys(row).map((column) => sql.ref(column)))})
  VALUES (${sql.join(Object.values(row))})`;
const caseRow = await rowOf('procedure_case', 'id', firstCase);
const entryRow = await rowOf('journal_entry', 'subject', `case/${firstCase}`);
/** Far behind what the journal has: its subscribers read no further than its head. */
let positions = 1_000_000_000;
const insertRows = () =>
  database.owner.connection().execute(async (connection) => {
    const id = crypto.randomUUID();
    positions += 1;
    const position = positions;
    const number = newReferenceNumber();
    const data = JSON.stringify(entryRow.data);
    await sql.raw('BEGIN').execute(connection);
    await insert('procedure_case', { ...caseRow, id, number, intake_key: id }).execute(connection);
    await insert('journal_entry', { ...entryRow, id, position, subject: `case/${id}`, data }).execute(
      connection,
    );
    await sql.raw('COMMIT').execute(connection);
  });
const replay = (index: number) =>
  database.transaction(municipality.code, async (tx) => {
    for (const query of replayed(statements, first, idOf(floorDrafts, index))) {
      const isLast = query.sql === statements.at(-1)?.sql;
      const { rows } = await (isLast ? tx.lastly() : tx.tables()).executeQuery(query);
      if (rows.length !== 1) throw new Error(`${rows.length} rows from ${query.sql}`);
    }
  });

const handler = new Hono();
handler.post('/', async (c) => {
  await c.req.parseBody();
  await insertTwo();
  return c.redirect('/done', 303);
});
const askHandler = async () => {
  const answer = await handler.request('/', form());
  if (answer.status !== 303) throw new Error(`the bare handler answered ${answer.status}`);
};

const turns = { turns: TURNS, pieces: IN_A_TURN };
const { submit, floor, bare, rows } = await inTurns(
  { ...turns, atOnce: AT_ONCE },
  {
    submit: async (index) => void (await submitDraft(idOf(drafts, index))),
    floor: replay,
    bare: insertTwo,
    rows: insertRows,
  },
  app.settle,
);
const steady = await inTurns(
  { ...turns, perSecond: STEADY },
  {
    submit: async (index) => void (await submitDraft(idOf(drafts, turned + index))),
    handler: askHandler,
    bare: insertTwo,
    rows: insertRows,
  },
  app.settle,
);

const paced = `submit, ${STEADY} a second`;
console.log(
  JSON.stringify([
    { name: 'submit', ours: submit, bare },
    { name: 'submit, beside INSERTs of its two rows', ours: submit, bare: rows },
    { name: 'the statements of a submit alone', ours: floor, bare },
    { name: paced, ours: steady.submit, bare: steady.bare, isPaced: true },
    { name: `${paced}, beside a handler`, ours: steady.submit, bare: steady.handler, isPaced: true },
    {
      name: `${paced}, beside INSERTs of its two rows`,
      ours: steady.submit,
      bare: steady.rows,
      isPaced: true,
    },
  ]),
);
await close();
