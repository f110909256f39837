import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Context } from '#kernel/context.js';
import { readEntries } from '#kernel/journal/journal.js';
import { signInAs, type Who } from '#modules/identity/fixtures.js';
import { pageText } from '#testing/page-text.js';
import { type TestApp, testApp } from '#testing/test-app.js';
import { TEST_NOW } from '#testing/test-kernel.js';
import { applyFor, contextAt, EVERY_CHECK, SAMPLE_ANSWERS } from './fixtures.js';
import { indexNames } from './store/name-index.js';

let app: TestApp;
const services = () => app.modules.procedure.services;
const CITY = '/nara-city';

interface Somebody {
  context: Context;
  headers: { cookie: string; origin: string };
  id: string;
}
const as = async (who: Who, at = TEST_NOW): Promise<Somebody> => {
  const municipality = app.kernel.municipalities.bySlug('nara-city');
  if (!municipality) throw new Error('no municipality');
  const { actor, headers } = await signInAs(app.kernel, 'nara-city', who);
  return { context: contextAt(municipality, actor, at), headers, id: actor.id };
};
const inUnit = (name: string, role: string, unit: string) => as({ name, grants: [{ role, unit }] });

let resident: Somebody;
let neighbour: Somebody;
let clerk: Somebody;
let head: Somebody;
let water: Somebody;
const submitted = (procedure: string, who = resident, at = TEST_NOW) =>
  applyFor(
    services(),
    contextAt(who.context.municipality, who.context.actor, at),
    procedure,
    SAMPLE_ANSWERS[procedure] ?? {},
  );
const page = async (query: string, who = clerk) =>
  (await app.request(`${CITY}/staff${query}`, { headers: who.headers })).text();
const post = (path: string, fields: [string, string][], who = clerk) =>
  app.request(`${CITY}${path}`, { method: 'POST', body: new URLSearchParams(fields), headers: who.headers });
const idsIn = (html: string): string[] => [
  ...new Set([...html.matchAll(/\/staff\/cases\/([0-9a-f-]{36})"/g)].map(([, id]) => id ?? '')),
];

let first: string;
let second: string;
let neighbours: string;
let waters: string;
beforeAll(async () => {
  app = await testApp();
  resident = await as('resident');
  neighbour = await as('resident-little-japanese');
  clerk = await inUnit('審査 一', 'clerk', 'civic-affairs');
  head = await inUnit('課長 一', 'section-head', 'civic-affairs');
  water = await inUnit('水道 一', 'clerk', 'waterworks');
  first = await submitted('disaster-certificate', resident, '2026-11-18T10:00:00+09:00');
  second = await submitted('residence-certificate', resident, '2026-11-19T10:00:00+09:00');
  neighbours = await submitted('disaster-certificate', neighbour, '2026-11-20T09:00:00+09:00');
  waters = await submitted('water-start');
});
afterAll(() => app.stop());

describe('the inbox', () => {
  test('filters by state, procedure, channel, assignee and due day, in the order that is asked for', async () => {
    expect(idsIn(await page('?order=received'))).toEqual([first, second, neighbours]);
    expect(idsIn(await page('?order=newest'))).toEqual([neighbours, second, first]);
    expect(idsIn(await page('?procedure=disaster-certificate&order=received'))).toEqual([first, neighbours]);
    expect(idsIn(await page('?state=inReview'))).toEqual([]);
    expect(idsIn(await page('?state=submitted&channel=online&order=received'))).toHaveLength(3);
    expect(idsIn(await page('?channel=paper'))).toEqual([]);
    expect(idsIn(await page('?due=0'))).toEqual([]);
    expect(idsIn(await page('?due=30&order=received'))).toHaveLength(3);
    expect(idsIn(await page(`?who=${head.id}`))).toEqual([]);
    // Nonsense is left out, not refused.
    expect(idsIn(await page('?order=sideways&state=nonsense&who=nobodyatall&due=99'))).toHaveLength(3);
  });

  test('shows those who work in several sections the first of each, in one order', async () => {
    const both = await as({
      name: '兼務 一',
      grants: [
        { role: 'clerk', unit: 'civic-affairs' },
        { role: 'clerk', unit: 'waterworks' },
      ],
    });
    expect(idsIn(await page('?order=received', both))).toEqual([first, second, neighbours, waters]);
    const { work } = services();
    const half = await work.inbox(both.context, { view: 'open', order: 'received' });
    const [one] = half.items;
    const rest = await work.inbox(both.context, {
      view: 'open',
      order: 'received',
      after: `${one?.submittedAt}_${one?.id}`,
    });
    expect(rest.items.map(({ id }) => id)).toEqual([second, neighbours, waters]);
    // A place of another order begins anew instead of failing.
    const mixed = await work.inbox(both.context, {
      view: 'open',
      order: 'due',
      after: `${one?.submittedAt}_${one?.id}`,
    });
    expect(mixed.items).toHaveLength(4);
  });

  test('finds by number and by the whole name, however it is typed, also what is finished, and nobody else’s', async () => {
    const { number } = (await services().my.caseOf(resident.context, second)).case;
    await services().my.withdraw(resident.context, second);
    expect(idsIn(await page(`?text=${number.toLowerCase()}`))).toEqual([second]);
    const name = resident.context.actor.kind === 'resident' ? resident.context.actor.name : '';
    expect(name).not.toBe('');
    const found = await page(`?text=${encodeURIComponent(name.replace(/\s/g, ''))}`);
    expect(new Set(idsIn(found))).toEqual(new Set([first, second]));
    expect(pageText(found)).toContain('終わったものも含めて');
    // Part of a name finds nothing: only who knows it finds it.
    expect(idsIn(await page(`?text=${encodeURIComponent(name.slice(0, 1))}`))).toEqual([]);
    expect(idsIn(await page(`?text=${encodeURIComponent(name)}`, water))).toEqual([waters]);
    expect(pageText(await page('?text=K7M349XRX'))).toContain('受付番号が正しくありません');
  });

  test('keeps no name that could be read: the index is a keyed hash, made for older cases too', async () => {
    const { rows } = await sql<{ name_index: Uint8Array | null }>`
      SELECT name_index FROM procedure_case WHERE id IN (${first}::uuid, ${neighbours}::uuid) ORDER BY id`.execute(
      app.kernel.database.owner,
    );
    expect(rows.map(({ name_index }) => name_index?.length)).toEqual([16, 16]);
    await sql`UPDATE procedure_case SET name_index = NULL WHERE id = ${first}::uuid`.execute(
      app.kernel.database.owner,
    );
    const made = await app.kernel.database.transaction(clerk.context.municipality.code, (tx) =>
      indexNames(tx, app.kernel.vault, 10),
    );
    expect(made).toBe(1);
    const after = await sql<{ name_index: Uint8Array | null }>`
      SELECT name_index FROM procedure_case WHERE id = ${first}::uuid`.execute(app.kernel.database.owner);
    expect(Buffer.from(after.rows[0]?.name_index ?? [])).toEqual(Buffer.from(rows[0]?.name_index ?? []));
  });

  test('keeps a filter for one person, without the name that was looked for', async () => {
    const blank = await post('/staff/inbox/views', [
      ['state', 'submitted'],
      ['title', ' '],
    ]);
    expect(blank.status).toBe(422);
    expect(pageText(await blank.text())).toContain('名前を入力してください');
    const saved = await post('/staff/inbox/views', [
      ['state', 'submitted'],
      ['order', 'received'],
      ['text', '奈良花子'],
      ['title', '未着手'],
    ]);
    expect(saved.headers.get('location')).toBe(`${CITY}/staff?view=open&order=received&state=submitted`);
    const html = await page('');
    expect(html).toContain(`href="${CITY}/staff?view=open&amp;order=received&amp;state=submitted"`);
    expect(pageText(await page('', head))).not.toContain('未着手');
    const { rows } = await sql<{ query: string }>`SELECT query FROM saved_view`.execute(
      app.kernel.database.owner,
    );
    expect(JSON.stringify(rows)).not.toContain('花子');
    const remove = /\/staff\/inbox\/views\/[0-9a-f-]+\/delete/.exec(html)?.[0] ?? '';
    expect((await post(remove, [], head)).status).toBe(404);
    expect((await post(remove, [])).status).toBe(303);
    expect(pageText(await page(''))).not.toContain('未着手');
  });
});

describe('several cases at once', () => {
  const revisionOf = async (id: string): Promise<number> => {
    const { rows } = await sql<{ revision: number }>`
      SELECT revision FROM procedure_case WHERE id = ${id}::uuid`.execute(app.kernel.database.owner);
    return rows[0]?.revision ?? 0;
  };
  const chosen = async (...ids: string[]): Promise<[string, string][]> =>
    Promise.all(ids.map(async (id) => ['selected', `${id}_${await revisionOf(id)}`] as [string, string]));
  const entriesOf = (id: string) =>
    app.kernel.database.transaction(clerk.context.municipality.code, async (tx) =>
      (await readEntries(tx, { subject: `case/${id}` }, { limit: 50 })).entries.map(({ type, purpose }) => [
        type,
        purpose,
      ]),
    );

  test('asks for the purpose, does what can be done, and says case by case what could not', async () => {
    const mine = await submitted('disaster-certificate');
    const done = await submitted('disaster-certificate');
    await services().my.withdraw(resident.context, done);
    const stale = await submitted('disaster-certificate');
    const picked: [string, string][] = [
      ['todo', 'take'],
      ...(await chosen(mine, done, waters)),
      ['selected', `${stale}_${(await revisionOf(stale)) + 1}`],
      ['selected', 'nonsense'],
    ];
    const ask = await post('/staff/inbox/bulk', picked);
    expect(ask.status).toBe(200);
    expect(pageText(await ask.text())).toContain('3件をまとめて処理する');
    const without = await post('/staff/inbox/bulk', [...picked, ['confirmed', '1']]);
    expect(without.status).toBe(422);
    expect((await entriesOf(mine)).map(([type]) => type)).not.toContain('case.assigned');

    const report = await post('/staff/inbox/bulk', [...picked, ['confirmed', '1'], ['purpose', 'review']]);
    const words = pageText(await report.text());
    expect(words).toContain('1件を処理しました');
    expect(words).toContain('3件は処理できませんでした');
    expect(words).toContain('いまの状態ではできません');
    expect(words).toContain('ほかの人が先に処理しました');
    expect(words).toContain('見つかりません');
    expect(await entriesOf(mine)).toEqual(
      expect.arrayContaining([
        ['case.viewed', 'review'],
        ['case.assigned', 'review'],
      ]),
    );
    // What was not done was not looked at either.
    expect((await entriesOf(done)).map(([type]) => type)).not.toContain('case.viewed');
    expect((await entriesOf(waters)).map(([type]) => type)).toEqual(['case.submitted']);
  });

  test('assigns to a colleague who may work on them, and to nobody else', async () => {
    const id = await submitted('disaster-certificate');
    const sent: [string, string][] = [
      ['todo', 'assign'],
      ['confirmed', '1'],
      ['purpose', 'review'],
    ];
    const wrong = await post('/staff/inbox/bulk', [...sent, ...(await chosen(id)), ['assignee', water.id]]);
    expect(pageText(await wrong.text())).toContain('担当できません');
    const missing = await post('/staff/inbox/bulk', [...sent, ...(await chosen(id))]);
    expect(missing.status).toBe(422);
    expect(pageText(await missing.text())).toContain('担当者を選んでください');
    const right = await post('/staff/inbox/bulk', [...sent, ...(await chosen(id)), ['assignee', head.id]]);
    expect(pageText(await right.text())).toContain('1件を処理しました');
    expect(idsIn(await page(`?who=${head.id}`))).toEqual([id]);
  });

  test('signs a step off and approves where nothing else is asked, each by who may', async () => {
    const id = await submitted('disaster-certificate');
    const run = async (todo: string, who: Somebody) =>
      pageText(
        await (
          await post(
            '/staff/inbox/bulk',
            [['todo', todo], ['confirmed', '1'], ['purpose', 'review'], ...(await chosen(id))],
            who,
          )
        ).text(),
      );
    expect(await run('take', clerk)).toContain('1件を処理しました');
    expect(await run('approve', head)).toContain('いまの状態ではできません');
    expect(await run('signOff', clerk)).toContain('1件を処理しました');
    expect(await run('signOff', clerk)).toContain('権限がありません');
    expect(await run('signOff', head)).toContain('1件を処理しました');
    expect(await run('approve', head)).toContain('確かめていない項目があります');
    await services().work.recordChecks(head.context, id, await revisionOf(id), EVERY_CHECK);
    expect(await run('approve', head)).toContain('1件を処理しました');
    expect((await services().my.caseOf(resident.context, id)).case.state).toBe('approved');
  });

  test('nothing chosen says so', async () => {
    const answer = await post('/staff/inbox/bulk', [['todo', 'take']]);
    expect(answer.headers.get('location')).toBe(`${CITY}/staff`);
    expect(answer.headers.getSetCookie().join()).toContain('inbox.bulk.none');
  });
});

describe('the order of what is open', () => {
  test('puts what is overdue before what waits for somebody else, across pages', async () => {
    const { work } = services();
    const waiting = await submitted('residence-certificate', resident, '2026-11-10T10:00:00+09:00');
    const overdue = await submitted('residence-certificate', resident, '2026-11-11T10:00:00+09:00');
    await work.statePurpose(clerk.context, waiting, 'review');
    await work.take(clerk.context, waiting, 1);
    await work.requestCorrection(clerk.context, waiting, 2, {
      fields: ['phone'],
      message: '電話番号をもう一度',
      dueOn: Temporal.PlainDate.from('2026-12-10'),
    });
    const shown = idsIn(await page(''));
    expect(shown[0]).toBe(overdue);
    expect(shown).toHaveLength(idsIn(await page('?order=received')).length);
    const stated = { view: 'open', after: `waiting_2026-01-01_${waiting}` } as const;
    const rest = (await work.inbox(clerk.context, stated)).items;
    expect(rest[0]?.id).toBe(waiting);
    expect(rest.every(({ phase }) => phase === 'waiting')).toBe(true);
    expect(shown.slice(-rest.length)).toEqual(rest.map(({ id }) => id));
  });

  test('offers to filter by the procedures of the section of which there are cases, and by what is chosen', async () => {
    const offered = async (query: string) =>
      (await services().work.inbox(clerk.context, { view: 'open', procedure: query || undefined })).procedures
        .map(({ id }) => id)
        .toSorted();
    expect(await offered('')).toEqual(['disaster-certificate', 'residence-certificate']);
    expect(await offered('moving-out')).toContain('moving-out');
  });
});
