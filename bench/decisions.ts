// A process of its own that measures electronic approval among many drafts (DRAFTS says how many): the pages of work
// against one bare SELECT of as many rows by primary key, and agreeing to two hundred drafts at once against a bare
// transaction with as many INSERTs. Settings come from the environment; prints the results as JSON. Nine of ten drafts
// are decided, the rest is under way, all go round the sections.
import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { uuidv7 } from '#kernel/values/uuid.js';
import { colleague, sampleContent, sampleTerms } from '#modules/decision/fixtures.js';
import { saveFiles } from '#modules/decision/store/drafts.js';
import { copyDraft } from '#modules/decision/store/many-drafts.fixture.js';
import { oneByOne, openWhole, together } from './whole.ts';

const CITY = 'nara-city';
const DRAFTS = Number(process.env.DRAFTS ?? 200_000);
const BATCH = 5_000;
const SHOWN = 50;
const ROUNDS = 60;
const AT_ONCE = 200;
const TIMES = 5;
const ATTACHMENT = 100 * 1024;
const UNIT = 'civic-affairs';

const { app, kernel, database, municipality, close } = await openWhole(CITY);
const join = (name: string, role: string, post: string) =>
  colleague(kernel, app.modules.organization.service, CITY, {
    who: { name, grants: [{ role, unit: UNIT }] },
    seats: [`${UNIT}/${post}`],
  });
const clerk = await join('起案者', 'clerk', 'clerk');
const chief = await join('係長', 'clerk', 'chief');
const head = await join('課長', 'section-head', 'head');
const { acting, drafting } = app.modules.decision.service;

const send = async (): Promise<string> => {
  const id = await drafting.begin(clerk.context, sampleTerms(), sampleContent('測定のための起案'));
  await drafting.send(clerk.context, id, 1);
  return id;
};
const agree = async (id: string, who: typeof head, no: number): Promise<void> => {
  const seen = { round: 1, no };
  const done = await acting.answer(who.context, id, { seen, kind: 'approved', comment: '' });
  if (done !== 'done') throw new Error(`the sample is not agreed to: ${done}`);
};
/** One that waits with the chief, one that waits with the head, one that is decided. */
const samples = [await send(), await send(), await send()] as const;
const [withChief, withHead, decided] = samples;
for (const id of [withHead, decided]) await agree(id, chief, 0);
await agree(decided, head, 1);

const units = municipality.units.map(({ id }) => id);
/** Drafts of the section that wait with its head, in the order of the list. */
const waiting: string[] = [];
const begun = kernel.clock.now().epochMilliseconds;
for (let from = 0; from < DRAFTS; from += BATCH) {
  const batches = Map.groupBy(
    Array.from({ length: Math.min(BATCH, DRAFTS - from) }, (_, offset) => from + offset),
    (index) => (index % 10 > 0 ? decided : index % 20 > 0 ? withHead : withChief),
  );
  await database.transaction(municipality.code, async (tx) => {
    for (const [original, indexes] of batches) {
      const copies = indexes.map((index) => ({
        id: uuidv7(Temporal.Instant.fromEpochMilliseconds(begun + index)),
        content: sampleContent(`測定のための起案 ${index}`),
        // Every other one is of the section whose people are measured: they have much to do.
        unit: index % 20 < 15 ? UNIT : (units[index % units.length] ?? UNIT),
      }));
      await copyDraft(tx, kernel.vault, original, copies);
      if (original === withHead)
        waiting.push(...copies.filter(({ unit }) => unit === UNIT).map(({ id }) => id));
    }
  });
}
/** Those that are decided at once have an attachment each, which is looked at before anybody agrees to it. */
const attached = { name: '別紙.pdf', mediaType: 'application/pdf', bytes: randomBytes(ATTACHMENT) };
for (let from = 0; from < AT_ONCE * TIMES; from += AT_ONCE)
  await database.transaction(municipality.code, async (tx) => {
    for (const id of waiting.slice(from, from + AT_ONCE)) {
      const { file } = await kernel.files.keep(tx, kernel.clock.now(), `decision/${id}`, attached);
      await saveFiles(tx, id, [file], { [file]: 1 });
    }
  });
for (const table of ['decision_draft', 'decision_step', 'decision_act'])
  await sql.raw(`ANALYZE ${table}`).execute(database.owner);
const { rows: stored } = await sql<{
  total: number;
}>`SELECT count(*)::int AS total FROM decision_draft`.execute(database.owner);
if (stored[0]?.total !== DRAFTS + samples.length) throw new Error(`${stored[0]?.total} drafts are stored`);

const LISTS = `/${CITY}/staff/decisions`;
const page = async (path: string, { headers }: typeof head, least: number): Promise<number> => {
  const answer = await app.request(path, { headers });
  const body = await answer.text();
  const shown = new Set(body.match(/\/staff\/decisions\/[0-9a-f-]{36}/g)).size;
  if (answer.status !== 200 || shown < least)
    throw new Error(`${path} answered ${answer.status} with ${shown} drafts`);
  return body.length;
};
const middle = waiting[Math.floor(waiting.length / 2)] ?? '';
const PAGES: readonly (readonly [path: string, who: typeof head, least: number])[] = [
  [LISTS, head, SHOWN],
  [`${LISTS}?draft=${middle}&no=1`, head, SHOWN],
  [LISTS, chief, SHOWN],
  [`${LISTS}/mine`, clerk, SHOWN],
  [`${LISTS}/circulating`, head, 0],
  [`${LISTS}/to-confirm`, head, 0],
  [`${LISTS}/mine`, head, 0],
];
const lists = await oneByOne(ROUNDS, (index) =>
  page(...(PAGES[index % PAGES.length] ?? [LISTS, head, SHOWN])),
);
const bareList = await oneByOne(ROUNDS, async () => {
  const { rows } = await sql`SELECT * FROM decision_draft WHERE tenant = ${municipality.code}
    ORDER BY id LIMIT ${SHOWN}`.execute(database.owner);
  return rows.length;
});

/** The head decides what the head is asked: each is an answer, a decision and two entries. */
const decideMany = async (index: number) => {
  const picked = waiting.slice(index * AT_ONCE, (index + 1) * AT_ONCE);
  const body = new URLSearchParams(picked.map((id) => ['selected', `${id}.1.1`]));
  const answer = await app.request(`${LISTS}/approve`, { method: 'POST', headers: head.headers, body });
  const { rows } = await sql<{ count: number }>`SELECT count(*)::int AS count FROM decision_draft
    WHERE state = 'decided' AND id = ANY (${picked}::uuid[])`.execute(database.owner);
  if (answer.status !== 303 || rows[0]?.count !== AT_ONCE)
    throw new Error(`agreeing to many answered ${answer.status}, ${rows[0]?.count} are decided`);
};
const many = await together(TIMES, 1, decideMany);
await sql.raw('CREATE TABLE bench_act (id uuid PRIMARY KEY, content jsonb NOT NULL)').execute(database.owner);
const content = JSON.stringify(sampleContent('測定'));
const bareMany = await together(TIMES, 1, () =>
  database.owner.connection().execute(async (connection) => {
    await sql.raw('BEGIN').execute(connection);
    for (let index = 0; index < AT_ONCE; index += 1)
      await sql`INSERT INTO bench_act VALUES (${crypto.randomUUID()}, ${content}::jsonb)`.execute(connection);
    await sql.raw('COMMIT').execute(connection);
  }),
);

const among = `${DRAFTS.toLocaleString('en')} drafts`;
console.log(
  JSON.stringify([
    { name: `to decide, circulating, mine: pages among ${among}`, ours: lists, bare: bareList },
    {
      name: `deciding ${AT_ONCE} drafts with attachments at once among ${among}`,
      ours: many,
      bare: bareMany,
    },
  ]),
);
await close();
