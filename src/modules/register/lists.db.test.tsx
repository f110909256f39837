import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readEntries } from '#kernel/journal/journal.js';
import { readBook } from '#kernel/sheets/read-book.js';
import { type SignedIn, signInAs } from '#modules/identity/fixtures.js';
import { contextAt } from '#modules/procedure/fixtures.js';
import { pageText } from '#testing/page-text.js';
import { pdfText, popplerMissing } from '#testing/read-pdf.js';
import { type TestApp, testApp } from '#testing/test-app.js';
import { TEST_NOW } from '#testing/test-kernel.js';
import { sentFile } from './fixtures.js';
import { placeOf as pageFrom, placeText } from './routes/list-query.js';
import type { ListWish } from './service/reading.js';
import { folded } from './slots.js';

/* What is done with lists: many rows changed at once, views kept, paper. All of it without script. */

const CITY = 'nara-city';
const LIST = `/${CITY}/staff/registers/aed`;
let app: TestApp;
let clerk: SignedIn;

beforeAll(async () => {
  app = await testApp();
  clerk = await signInAs(app.kernel, CITY, 'clerk');
});
afterAll(() => app.stop());

const services = () => app.modules.register.services;
const as = () => {
  const municipality = app.kernel.municipalities.bySlug(CITY);
  if (!municipality) throw new Error(`no ${CITY}`);
  return contextAt(municipality, clerk.actor, TEST_NOW);
};
const made = async (code: string, values: Record<string, unknown> = {}) => {
  const saved = await services().rows.create(as(), 'aed', { values: { code, name: `${code}号`, ...values } });
  if (!saved.ok) throw new Error(JSON.stringify(saved.faults));
  return saved.id;
};
const get = (path: string) => app.request(path, { headers: clerk.headers });
const post = (path: string, values: Record<string, string> | [string, string][] = {}) =>
  app.request(path, {
    method: 'POST',
    headers: { ...clerk.headers, 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams(values).toString(),
  });
const textOf = async (response: Response, status = 200) => {
  expect(response.status).toBe(status);
  return pageText(await response.text());
};
const placeOf = async (id: string) => (await services().reading.open(as(), 'aed', id)).row.values.location;

test('rows that were ticked get one value, are told of what cannot change, and are taken back', async () => {
  const [one, two, three] = [await made('A1'), await made('A2', { location: '玄関' }), await made('A3')];
  const page = await (await get(LIST)).text();
  expect(page).toContain(`value="${one}_1"`);
  const ticked = [one, two, three].map((id): [string, string] => ['_selected', `${id}_1`]);
  const choose = await (await get(`${LIST}/edits/new?${new URLSearchParams(ticked)}`)).text();
  expect(choose).toContain('value="location"');
  expect(pageText(choose)).toContain('3行の1つの項目を');
  // What tells rows apart cannot be the same in all of them.
  expect(choose).not.toContain('<option value="code"');
  expect(await textOf(await get(`${LIST}/edits/new?_field=code`), 422)).toContain('変える項目を選んで');
  const form: [string, string][] = [...ticked, ['_field', 'location'], ['_why', '改修のため']];
  const empty = await (await post(`${LIST}/edits`, form)).text();
  expect(empty).toContain('この項目を空欄にする');
  expect(empty).toContain('value="改修のため"');
  expect(await textOf(await post(`${LIST}/edits`, form), 422)).toContain('新しい値を入れてください');
  // Somebody else is faster with one of the rows.
  await services().rows.change(as(), 'aed', three, { version: 1, values: { note: '点検済み' } });
  const sent = await post(`${LIST}/edits`, [...form, ['location', '玄関']]);
  expect(sent.status).toBe(303);
  const edit = sent.headers.get('location') ?? '';
  const preview = await textOf(await get(edit));
  expect(preview).toContain('1行を変える');
  expect(preview).toContain('ほかの人がこの行を変更しました');
  expect(await placeOf(one)).toBeUndefined();
  expect((await post(`${edit}/confirm`)).status).toBe(303);
  expect(await placeOf(one)).toBe('玄関');
  expect(await placeOf(three)).toBeUndefined();
  const { versions } = await services().reading.open(as(), 'aed', one);
  expect(versions.map(({ version, why }) => [version, why])).toEqual([
    [2, '改修のため'],
    [1, null],
  ]);
  // The row that stood so already has no new version.
  expect((await services().reading.open(as(), 'aed', two)).row.version).toBe(1);
  expect((await post(`${edit}/confirm`)).status).toBe(303);
  expect((await services().reading.open(as(), 'aed', one)).row.version).toBe(2);
  expect((await post(`${edit}/undo`)).status).toBe(303);
  expect(await placeOf(one)).toBeUndefined();
  expect(await textOf(await get(edit))).toContain('取消し済み');
  expect(await textOf(await get(`${LIST}/edits`))).toContain('設置位置を「玄関」に');
  const told = await app.kernel.database.transaction('292010', async (tx) => {
    const types = ['editPrepared', 'editConfirmed', 'editDone', 'editUndone'];
    const read = types.map((type) => readEntries(tx, { type: `register.${type}` }, { limit: 9 }));
    return (await Promise.all(read)).map(({ entries }) => entries.map(({ data }) => data));
  });
  expect(told.map((entries) => entries.length)).toEqual([1, 1, 1, 1]);
  expect(told[2]?.[0]).toMatchObject({ register: 'aed', changed: 1, same: 1, wrong: 1 });
  expect(JSON.stringify(told)).not.toContain('玄関');
});

test('all rows that a filter shows are changed, lot by lot; what is changed between is told', async () => {
  const csv = Array.from({ length: 1100 }, (_, at) => `B${at},乙${at}号,南棟`).join('\n');
  const received = await services().imports.receive(
    as(),
    'aed',
    sentFile('b.csv', `NO,名称,設置位置\n${csv}\n`),
  );
  if (received.kind !== 'checked') throw new Error(received.fault);
  await services().imports.confirm(as(), received.id);
  const list = await textOf(await get(`${LIST}?f.code=B`));
  expect(list).toContain('1,100件をまとめて変える');
  const sent = await post(`${LIST}/edits`, { _filter: 'f.code=B', _field: 'location', _clear: 'true' });
  const edit = sent.headers.get('location') ?? '';
  expect(await textOf(await get(edit))).toContain('1,100行を変える');
  const last = (await services().reading.list(as(), 'aed', { conditions: [{ field: 'code', is: 'B999' }] }))
    .items[0];
  await services().rows.change(as(), 'aed', last?.id ?? '', { version: 1, values: { note: '先に' } });
  await post(`${edit}/confirm`);
  const done = await textOf(await get(edit));
  expect(done).toContain('完了');
  expect(done).toContain('乙999号');
  expect(done).toContain('ほかの人がこの行を変更しました');
  const left = await services().reading.count(as(), 'aed', {
    conditions: [{ field: 'code', begins: 'B' }],
    text: '',
  });
  expect(left).toBe(1100);
  expect((await services().reading.open(as(), 'aed', last?.id ?? '')).row.values.location).toBe('南棟');
  // A file and a change of rows are not taken for one another.
  const id = edit.split('/').at(-1);
  expect((await get(`/${CITY}/staff/registers/imports/${id}`)).status).toBe(404);
  expect(
    await textOf(
      await post(`${LIST}/edits`, { _filter: 'f.code=zz', _field: 'location', location: 'x' }),
      422,
    ),
  ).toContain('変える行がありません');
});

test('a list is put together by a field, with chosen columns, and an exact value stays on the next page', async () => {
  await made('C1', { child: true });
  await made('C2', { child: false });
  const page = await textOf(await get(`${LIST}?group=child&columns=note`));
  expect(page).toContain('（空欄）（1,1');
  expect(page).toContain('AED設置箇所 名称 備考 更新日');
  const boxes = await textOf(await get(`${LIST}?columns=note&columns=location`));
  expect(boxes).toContain('AED設置箇所 名称 設置位置 備考 更新日');
  const last = await textOf(await get(`${LIST}?group=child&sort=-child`));
  expect(last).toMatch(/小児対応設備の有無：有（1件）.*C1号.*小児対応設備の有無：無（1件）.*C2号/);
  const exact = await (await get(`${LIST}?is.child=`)).text();
  expect(exact).toMatch(/after=[^"]*/);
  expect(exact).toMatch(/href="[^"]*is\.child=&(amp;)?after=/);
  expect(pageText(exact)).not.toContain('C1号');
});

test('a list is sorted within its groups, page by page, and says what it cannot be sorted or put together by', async () => {
  const numbers = [3, 1, 2];
  for (const count of numbers)
    for (const child of [true, false]) await made(`G${count}${child}`, { child, note: `群${count}` });
  const refused = await textOf(await get(`${LIST}?group=nope&sort=-gone`), 422);
  expect(refused).toContain('「nope」という項目では、一覧をまとめられません');
  expect(refused).toContain('「gone」という項目では、一覧を並べ替えられません');
  expect(refused).not.toContain('まだ1件もありません');
  const page = await (await get(`${LIST}?group=child&sort=-name`)).text();
  // A link of a heading, and the form, keep both.
  expect(page).toMatch(/href="[^"]*sort=name&(amp;)?group=child/);
  expect(page).toMatch(/<option value="-name" selected/);
  const { reading } = services();
  const { slots } = reading.rights.keptAs(as(), 'aed');
  const rows: { id: string; group: string; name: string }[] = [];
  let after: ListWish['after'];
  do {
    const wish = { sort: { field: 'name', descending: true }, group: 'child', limit: 400, after };
    const { items, next } = await reading.list(as(), 'aed', wish);
    for (const { id, values } of items)
      rows.push({ id, group: String(values.child ?? ''), name: folded(String(values.name)) });
    // As the address of the next page has it.
    after = next ? pageFrom(placeText(next), slots.name || null, slots.child || null) : undefined;
  } while (after && rows.length < 5000);
  expect(new Set(rows.map(({ id }) => id)).size).toBe(await reading.count(as(), 'aed', {}));
  const groups = rows.map(({ group }) => group);
  expect(groups).toEqual([...groups].sort());
  for (const group of new Set(groups)) {
    const names = rows.filter((one) => one.group === group).map(({ name }) => name);
    expect(names).toEqual([...names].sort().reverse());
  }
});

test('a list is kept under a name, for oneself or for the section', async () => {
  const grants = [{ role: 'section-head', unit: null }];
  const colleague = await signInAs(app.kernel, CITY, { name: '別の　職員', grants });
  const keep = (values: Record<string, string>) => post(`${LIST}/views`, { group: 'child', ...values });
  expect(await textOf(await keep({ title: ' ' }), 422)).toContain('名前を入力してください');
  const saved = await keep({ title: '小児の表', columns: 'note', 'f.name': '市' });
  expect(saved.headers.get('location')).toBe(`${LIST}?f.name=%E5%B8%82&group=child&columns=note`);
  expect((await keep({ title: '課の一覧', owner: 'unit' })).status).toBe(303);
  const mine = await (await get(LIST)).text();
  expect(mine).toContain(`href="${LIST}?f.name=%E5%B8%82&amp;group=child&amp;columns=note"`);
  const theirs = pageText(await (await app.request(LIST, { headers: colleague.headers })).text());
  expect(theirs).toContain('課の一覧');
  expect(theirs).not.toContain('小児の表');
  const [first = '', second = ''] = mine.match(/\/views\/[0-9a-f-]+\/delete/g) ?? [];
  const away = (path: string, headers: Record<string, string>) =>
    app.request(`${LIST}${path}`, { method: 'POST', headers });
  const gone = await Promise.all([first, second].map((path) => away(path, colleague.headers)));
  expect(gone.map(({ status }) => status).sort()).toEqual([303, 404]);
});

test('a list is printed as the page shows it, and says what it leaves out', async () => {
  await made('P1', { location: '印刷の棟', child: true });
  await made('P2', { location: '印刷の棟', note: '裏口' });
  const print = await get(`${LIST}/print?f.code=P&group=child&columns=location,note`);
  expect(print.headers.get('content-type')).toBe('application/pdf');
  if (!popplerMissing) {
    const text = (await pdfText(new Uint8Array(await print.arrayBuffer()))).replace(/\s/g, '');
    for (const words of [
      '番号（この文字で始まる）：P',
      '状態：使用中',
      '全2件',
      '設置位置',
      '裏口',
      '1/1',
      '令和8年11月20日',
    ])
      expect(text).toContain(words);
    expect(text).toContain('小児対応設備の有無：有');
    expect(text).not.toContain('乙1号');
  }
  const told = await app.kernel.database.transaction('292010', (tx) =>
    readEntries(tx, { type: 'register.exported' }, { limit: 5 }),
  );
  expect(told.entries.map(({ data }) => data.format)).toEqual(['pdf']);
});

test('rows that are named are shown by name, from both sides and in files; formulas in cells stay text', async () => {
  const grants = [{ role: 'section-head', unit: null }];
  const keeper = await signInAs(app.kernel, CITY, { name: '道路　係', grants });
  const context = { ...as(), actor: keeper.actor };
  const { rows } = services();
  const road = { code: '105', name: '大宮通り線', class: 'municipal' };
  const saved = await rows.create(context, 'roads', { values: road });
  if (!saved.ok) throw new Error(JSON.stringify(saved.faults));
  const sheet = { sheet: '=1+1', road: '105', kind: 'plan', witnesses: '見本　太郎' };
  const drawn = await rows.create(context, 'road-sheets', { values: sheet });
  if (!drawn.ok) throw new Error(JSON.stringify(drawn.faults));
  const look = async (path: string) => {
    const page = await app.request(`/${CITY}${path}`, { headers: keeper.headers });
    expect(page.status).toBe(200);
    return page;
  };
  const link = `/${CITY}/staff/registers/roads/rows/${saved.id}`;
  const list = await (await look('/staff/registers/road-sheets')).text();
  expect(list).toContain(`<a href="${link}">大宮通り線</a>（105）`);
  // Personal data is opened row by row, which is journalled: it is no column.
  expect(list).not.toContain('立会人');
  expect(await (await look('/staff/registers/road-sheets?columns=witnesses')).text()).not.toContain('見本');
  const detail = await (await look(`/staff/registers/road-sheets/rows/${drawn.id}`)).text();
  expect(detail).toContain(`<a href="${link}">大宮通り線</a>`);
  const named = await (await look(`/staff/registers/roads/rows/${saved.id}`)).text();
  expect(pageText(named)).toContain('道路台帳図面（路線番号） =1+1 すべて見る（1件）');
  expect(named).toContain(`/${CITY}/staff/registers/road-sheets?is.road=105`);
  expect(await textOf(await look('/staff/registers/road-sheets?is.road=105'))).toContain('路線番号：105');
  const open = await app.request(`/${CITY}/registers/road-sheets/${drawn.id}`);
  expect(await open.text()).toContain(`<a href="/${CITY}/registers/roads/${saved.id}">大宮通り線</a>`);
  const file = async (format: string) =>
    Buffer.from(await (await look(`/staff/registers/road-sheets/export?format=${format}`)).arrayBuffer());
  const csv = String(await file('csv'));
  expect(csv).toContain('図面番号,路線番号,路線番号（名前）,図面の種類');
  expect(csv).toContain("'=1+1,105,大宮通り線,平面図");
  const book = await readBook(await file('xlsx'));
  if (!book.ok) throw new Error(book.fault);
  const [head = [], first = []] = book.book.sheets[0]?.rows ?? [];
  expect(head.slice(0, 3).map((cell) => cell?.value)).toEqual(['図面番号', '路線番号', '路線番号（名前）']);
  expect(first[0]).toMatchObject({ value: '=1+1', isFormula: false });
  const map = JSON.parse(String(await file('geojson')));
  expect(map.features).toHaveLength(1);
  expect(map.features[0].properties).toMatchObject({ sheet: '=1+1', road: '105', road_name: '大宮通り線' });
  // What is taken out reads in again; the name beside the key says nothing.
  const received = await services().imports.receive(context, 'road-sheets', sentFile('a.csv', csv));
  if (received.kind !== 'checked') throw new Error(received.fault);
  expect((await services().imports.view(context, received.id)).one).toMatchObject({ same: 1, wrong: 0 });
});

test('after its retention what is personal in a row goes from all its versions; the row stays out of use', async () => {
  const grants = [{ role: 'section-head', unit: null }];
  const head = await signInAs(app.kernel, CITY, { name: '情報　長', grants });
  const at = (day: string) => contextAt(as().municipality, head.actor, `${day}T09:00:00+09:00`);
  const { rows, reading, retention } = services();
  const saved = await rows.create(at('2010-05-01'), 'advisers', {
    values: {
      code: 'R1',
      post: '見本アドバイザー',
      role: 'adviser',
      person: '見本　太郎',
      fromOutside: true,
      termFrom: '2010-05-01',
      state: 'serving',
    },
  });
  if (!saved.ok) throw new Error(JSON.stringify(saved.faults));
  const values = { person: '見本　次郎' };
  await rows.change(at('2011-05-01'), 'advisers', saved.id, { version: 1, values, why: '本人の申出' });
  await rows.retire(at('2012-05-01'), 'advisers', saved.id, { version: 2, why: '退任した' });
  // Retired in fiscal 2012 and kept for ten years from the next one: over with the end of fiscal 2022.
  expect((await retention.past(at('2023-03-31'), 'advisers')).count).toBe(0);
  expect((await retention.past(at('2023-04-01'), 'advisers')).count).toBe(1);
  const page = `/${CITY}/staff/registers/advisers/retention`;
  const other = await signInAs(app.kernel, CITY, { name: '情報　次長', grants });
  const send = (path: string, body: Record<string, string>, who = head) =>
    app.request(path, {
      method: 'POST',
      headers: { ...who.headers, 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams(body).toString(),
    });
  const look = async (path: string, who = head) => textOf(await app.request(path, { headers: who.headers }));
  expect(await look(page)).toContain('見本アドバイザー');
  // One proposes, with a reason; nothing is lost when something is wanting.
  const reason = '請求の予定がない';
  expect(await textOf(await send(page, { reason }), 422)).toContain('提案する行に印を');
  const unsaid = await send(page, { row: saved.id });
  expect(await unsaid.clone().text()).toMatch(/checked/);
  expect(await textOf(unsaid, 422)).toContain('判断した理由を入力');
  const propose = async () => (await send(page, { row: saved.id, reason })).headers.get('location') ?? '';
  const first = await propose();
  // Who can decide hears of it; who proposed hears of the answer.
  const notices = async (who = head) => {
    await app.settle();
    return look(`/${CITY}/staff/notices`, who);
  };
  expect(await notices(other)).toContain('の廃棄の提案を、確かめてください');
  expect(await notices()).not.toContain('廃棄の提案');
  expect(await look(page)).toMatch(/保存期間を過ぎた行はありません.*決定待ち/s);
  expect((await retention.past(at('2023-04-01'), 'advisers')).count).toBe(0);
  // Another decides: nobody agrees to what they proposed, or takes back what others did.
  expect(await look(first)).toContain('決めるのは、提案した人とは別の職員です');
  expect((await send(first, { answer: 'done', sure: 'true' })).status).toBe(403);
  expect((await send(first, { answer: 'burnt' }, other)).status).toBe(422);
  expect((await send(first, { answer: 'withdrawn' }, other)).status).toBe(403);
  expect(await textOf(await send(first, { answer: 'refused' }, other), 422)).toContain('消さない理由を入力');
  expect((await send(first, { answer: 'refused', why: '訴訟がある' }, other)).status).toBe(303);
  expect(await look(first)).toMatch(/消さない.*情報 次長.*訴訟がある/s);
  expect(await notices()).toContain('の廃棄の提案は、認められませんでした');
  expect((await send(first, { answer: 'done', sure: 'true' }, other)).status).toBe(409);
  expect((await send(await propose(), { answer: 'withdrawn' })).status).toBe(303);
  const last = await propose();
  expect(await textOf(await send(last, { answer: 'done' }, other), 422)).toContain('印を付けてください');
  expect((await reading.open(at('2026-11-20'), 'advisers', saved.id)).row.values.person).toBe('見本　次郎');
  expect((await send(last, { answer: 'done', sure: 'true' }, other)).status).toBe(303);
  expect(await notices()).toContain('の廃棄の提案が承認され');
  expect(await look(last)).toMatch(/消した.*個人情報を消した行の数 1/s);
  const now = at('2026-11-20');
  const { row, versions } = await reading.open(now, 'advisers', saved.id);
  expect(row).toMatchObject({ key: 'R1', label: '見本アドバイザー', state: 'retired' });
  expect(row.values.person).toBeUndefined();
  expect(versions.map(({ why, values: of }) => [why, of.person])).toEqual([
    [null, undefined],
    [null, undefined],
    [null, undefined],
  ]);
  const stored = await sql`SELECT 1 FROM register_version WHERE row_id = ${saved.id}::uuid
    AND (sealed IS NOT NULL OR why IS NOT NULL)`.execute(app.kernel.database.owner);
  expect(stored.rows).toEqual([]);
  await expect(rows.restore(now, 'advisers', saved.id, { version: 3, why: null })).rejects.toMatchObject({
    code: 'notAllowedNow',
  });
  expect(await look(page)).toContain('ありません');
  // Versions are never changed but for that.
  await expect(
    sql`UPDATE register_version SET content = '{}' WHERE row_id = ${saved.id}::uuid`.execute(
      app.kernel.database.owner,
    ),
  ).rejects.toThrow('append-only');
  const told = await app.kernel.database.transaction('292010', (tx) =>
    readEntries(tx, { type: 'register.rowDisposed' }, { limit: 5 }),
  );
  expect(told.entries.map(({ subject, data }) => [subject, data.years])).toEqual([
    [`register/advisers/${saved.id}`, 10],
  ]);
  for (const [type, times] of [
    ['register.disposalProposed', 3],
    ['register.disposalRefused', 1],
    ['register.disposalWithdrawn', 1],
    ['register.disposalDone', 1],
  ] as const) {
    const { entries } = await app.kernel.database.transaction('292010', (tx) =>
      readEntries(tx, { type }, { limit: 5 }),
    );
    expect([type, entries.length]).toEqual([type, times]);
  }
});

test('points are counted by area, for staff and for everybody, in pages and as a file', async () => {
  const keeper = await signInAs(app.kernel, CITY, {
    name: '全台帳',
    grants: [{ role: 'clerk', unit: null }],
  });
  const all = contextAt(as().municipality, keeper.actor, TEST_NOW);
  const square = (west: number, south: number, side: number) => [
    [west, south],
    [west + side, south],
    [west + side, south + side],
    [west, south + side],
    [west, south],
  ];
  const place = async (register: string, values: Record<string, unknown>, geometry: object) => {
    const saved = await services().rows.create(all, register, { values, geometry });
    if (!saved.ok) throw new Error(JSON.stringify(saved.faults));
    return saved.id;
  };
  const areas = `/${CITY}/registers/public-toilets/areas`;
  // A hole is no part of an area; an area of two pieces is one.
  await place(
    'areas',
    { code: 'A-1', name: '北町' },
    {
      type: 'Polygon',
      coordinates: [square(135.8, 34.68, 0.01), square(135.804, 34.684, 0.002).toReversed()],
    },
  );
  await place(
    'areas',
    { code: 'A-2', name: '南町' },
    {
      type: 'MultiPolygon',
      coordinates: [[square(135.8, 34.66, 0.005)], [square(135.82, 34.66, 0.005)]],
    },
  );
  for (const [code, lon, lat] of [
    ['T1', 135.801, 34.681],
    ['T2', 135.805, 34.685],
    ['T3', 135.802, 34.662],
    ['T4', 135.822, 34.662],
    ['T5', 135.8, 34.685],
    ['T6', 135.815, 34.662],
  ] as const)
    await place('public-toilets', { code, name: code }, { type: 'Point', coordinates: [lon, lat] });
  const gone = await place(
    'public-toilets',
    { code: 'T9', name: 'T9' },
    {
      type: 'Point',
      coordinates: [135.8011, 34.6811],
    },
  );
  await services().rows.retire(all, 'public-toilets', gone, { version: 1, why: null });
  const open = await textOf(await app.request(areas));
  expect(open).toContain('北町 A-1 2');
  expect(open).toContain('南町 A-2 2');
  expect(open).toContain('使用中の6件');
  expect(await textOf(await get(areas.replace('/registers', '/staff/registers')))).toContain('北町 A-1 2');
  const csv = await app.request(`${areas}.csv`);
  expect(csv.headers.get('content-type')).toContain('text/csv');
  expect(await csv.text()).toBe('区域コード,区域,件数\r\nA-1,北町,2\r\nA-2,南町,2\r\n');
  expect(await textOf(await app.request(`/${CITY}/registers/public-toilets`))).toContain('区域ごとの件数');
  // What is no point, what is not public, and a town without boundaries have no such page.
  for (const path of ['/registers/areas/areas', '/registers/building-plans/areas'])
    expect((await app.request(`/${CITY}${path}`)).status).toBe(404);
  for (let at = 0; at < 50; at += 1)
    await place(
      'areas',
      { code: `B-${100 + at}`, name: `町${at}` },
      {
        type: 'Polygon',
        coordinates: [square(135.85, 34.7, 0.001)],
      },
    );
  const first = await (await app.request(areas)).text();
  const next = /href="([^"]*after=[^"]*)"/.exec(first)?.[1]?.replaceAll('&amp;', '&') ?? '';
  const second = await textOf(await app.request(next));
  expect(second).toContain('B-149');
  expect(second).not.toContain('A-1');
  expect((await (await app.request(`${areas}.csv`)).text()).trim().split('\r\n')).toHaveLength(53);
});

test('rows are counted by month with what their numbers come to: a calendar of renewals, and what was saved', async () => {
  const head = await signInAs(app.kernel, CITY, {
    name: 'h',
    grants: [{ role: 'section-head', unit: null }],
  });
  const keeper = contextAt(as().municipality, head.actor, TEST_NOW);
  const systems: [string, string | null, number][] = [
    ['S1', '2027-03-31', 1_200_000],
    ['S2', '2027-03-01', 300_000],
    ['S3', '2027-10-01', 0],
    ['S4', null, 50_000],
  ];
  for (const [code, renewalOn, savedPerYear] of systems)
    expect(
      await services().rows.create(keeper, 'information-systems', {
        values: {
          ...{ code, name: `${code}システム`, owner: '情報政策課', hosting: 'base', state: 'running' },
          ...{ savedPerYear, ...(renewalOn && { renewalOn }) },
        },
      }),
    ).toMatchObject({ ok: true });
  const list = `/${CITY}/staff/registers/information-systems`;
  const page = await (await app.request(`${list}?group=renewalOn`, { headers: head.headers })).text();
  const table = pageText(/<table[^>]*id="groups".*?<\/table>/s.exec(page)?.[0] ?? '');
  expect(table).toMatch(/2027年3月 2 0円 1,500,000円 2027年10月 1 0円 0円 合計 4 0円 1,550,000円/);
  const month =
    /href="([^"]*f\.renewalOn\.from=2027-03-01[^"]*)"/.exec(page)?.[1]?.replaceAll('&amp;', '&') ?? '';
  const narrowed = pageText(await (await app.request(month, { headers: head.headers })).text());
  expect([narrowed.includes('S1システム'), narrowed.includes('S3システム')]).toEqual([true, false]);
});
