import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Context, tenantOf } from '#kernel/context.js';
import { count } from '#kernel/journal/journal.js';
import { csvText } from '#kernel/sheets/write-csv.js';
import { type SignedIn, signInAs } from '#modules/identity/fixtures.js';
import { contextAt } from '#modules/procedure/fixtures.js';
import { pageText } from '#testing/page-text.js';
import { type TestApp, testApp } from '#testing/test-app.js';
import { TEST_NOW } from '#testing/test-kernel.js';
import { aboutData, publishDataset } from './fixtures.js';

const CITY = 'nara-city';
const STAFF = `/${CITY}/staff/dashboards`;
let app: TestApp;
let head: SignedIn;
let clerk: SignedIn;

const TOILETS = [
  ['名称', '地区', '設置年', '個室', '緯度', '経度'],
  ['公園', '東', 2001, 4, 34.68, 135.8],
  ['駅前', '東', 2010, 6, 34.69, 135.82],
  ['広場', '西', 2010, 2, 34.67, 135.79],
  ['山の上', '西', null, '不明', null, null],
];

beforeAll(async () => {
  app = await testApp();
  head = await signInAs(app.kernel, CITY, { name: 'head', grants: [{ role: 'section-head', unit: null }] });
  clerk = await signInAs(app.kernel, CITY, {
    name: 'clerk',
    grants: [{ role: 'clerk', unit: 'civic-affairs' }],
  });
  await publishDataset(app.modules.dataset.services, context(), {
    name: 'toilets',
    about: aboutData('公衆トイレ'),
    file: csvText(TOILETS),
  });
});
afterAll(() => app.stop());

function context(who: SignedIn = head): Context {
  const municipality = app.kernel.municipalities.bySlug(CITY);
  if (!municipality) throw new Error(`no municipality ${CITY}`);
  return contextAt(municipality, who.actor, TEST_NOW);
}
const dashboards = () => app.modules.dataset.services.dashboards;
const get = (path: string, headers: Record<string, string> = {}) =>
  app.request(`/${CITY}${path}`, { headers });
const post = (path: string, values: Record<string, string> | [string, string][], who: SignedIn = clerk) =>
  app.request(path, {
    method: 'POST',
    headers: { ...who.headers, 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams(values).toString(),
  });
const read = async (response: Response, status = 200): Promise<string> => {
  const text = await response.text();
  expect(response.status, text.slice(0, 300)).toBe(status);
  return pageText(text);
};
const journalled = (type: string) =>
  app.kernel.database.transaction(tenantOf(context()), (tx) => count(tx, { type }));
const seen = async (id: string) => String((await dashboards().read(context(), id)).revision);
const from = 'toilets/csv';
let id: string;

test('a page of charts is begun, and its words are asked for', async () => {
  expect(await read(await get('/staff/dashboards', clerk.headers))).toContain(
    '図で見るページはまだありません',
  );
  const form = {
    unit: 'civic-affairs',
    name: 'toilets',
    title: 'まちのトイレ',
    titleEn: 'Toilets',
    lead: 'どこにあるか',
    leadEn: 'Where they are',
  };
  const wrong = await post(`${STAFF}/new`, { ...form, title: '', name: 'A', unit: 'x' });
  const complaint = await read(wrong, 422);
  for (const words of ['題名を入力して', '小文字の英字で始まる', '所管を選んで'])
    expect(complaint).toContain(words);
  const made = await post(`${STAFF}/new`, form);
  expect(made.status).toBe(303);
  id = made.headers.get('location')?.split('/').at(-1) ?? '';
  expect(await read(await post(`${STAFF}/new`, form), 422)).toContain('同じ名前のページがあります');
  expect(await journalled('dataset.dashboardDrafted')).toBe(1);
  expect((await get('/data/dashboards/toilets')).status).toBe(404);
  expect(await read(await post(`${STAFF}/${id}/publish`, { seen: '1' }, head), 422)).toContain(
    '公開できません',
  );
});

test('charts are added by choosing data, kind and columns; what is wrong is told beside its field', async () => {
  const choose = (query: Record<string, string>) =>
    get(`/staff/dashboards/${id}/panels/new?${new URLSearchParams(query)}`, clerk.headers);
  const blank = await read(await choose({ from: 'none/csv', kind: 'pie' }), 422);
  for (const words of ['公開しているデータから選んで', '図の種類を選んで']) expect(blank).toContain(words);
  expect(await read(await choose({ from, kind: 'bar' }))).toContain('個室');
  const add = async (values: Record<string, string> | [string, string][]) =>
    post(`${STAFF}/${id}/panels/new`, [
      ['seen', await seen(id)],
      ['from', from],
      ...(Array.isArray(values) ? values : Object.entries(values)),
    ]);
  const wrong = await add({
    kind: 'bar',
    of: 'sum',
    by: '町名',
    title: '地区ごと',
    column: '個室',
    note: '注記の文',
  });
  const markup = await wrong.text();
  expect(wrong.status).toBe(422);
  expect(pageText(markup)).toContain('「町名」という列はありません');
  expect(markup).toContain('注記の文');
  const form = await (await choose({ from, kind: 'number' })).text();
  expect(form).toContain('<option value="個室"');
  const column = form.slice(form.indexOf('id="column"'));
  expect(column.slice(0, column.indexOf('</select>'))).not.toContain('地区');
  const sum = { kind: 'number', title: '合計', of: 'sum', column: '地区', note: '消えない注記' };
  const senseless = await (await add(sum)).text();
  expect(pageText(senseless)).toContain('「地区」は数の列でないため');
  expect(senseless).toContain('消えない注記');
  expect(await journalled('dataset.dashboardChanged')).toBe(0);
  const panels: Record<string, string>[] = [
    { kind: 'number', title: '個室の合計', of: 'sum', column: '個室', unit: '室' },
    {
      kind: 'bar',
      title: '地区ごとの数',
      by: '地区',
      of: 'count',
      note: '出所：環境課',
      titleEn: 'By district',
      noteEn: 'Source: environment section',
    },
    { kind: 'line', title: '設置年', by: '設置年', of: 'count', where1: '設置年', is1: 'filled' },
    { kind: 'map', title: '場所', label: '名称', lat: '緯度', lon: '経度' },
  ];
  for (const panel of panels) expect((await add(panel)).status).toBe(303);
  expect(
    (
      await add([
        ['kind', 'table'],
        ['title', '一覧'],
        ['columns', '名称'],
        ['columns', '地区'],
        ['where1', '地区'],
        ['is1', 'equals'],
        ['value1', '西'],
      ])
    ).status,
  ).toBe(303);
  const desk = await read(await get(`/staff/dashboards/${id}`, clerk.headers));
  for (const words of [
    '個室の合計 12 室',
    '数でない1行は計算に入れていません',
    '位置のない1行は地図にありません',
    '山の上',
  ])
    expect(desk).toContain(words);
  const late = await post(`${STAFF}/${id}/panels/new`, {
    seen: '1',
    from,
    kind: 'number',
    title: '遅れた',
    of: 'count',
  });
  expect(await read(late, 422)).toContain('ほかの人が先に変更しました');
});

test('charts are changed, put in order and taken out', async () => {
  const panels = async () => (await dashboards().read(context(), id)).content.panels;
  const [first, second] = await panels();
  const at = `${STAFF}/${id}/panels/${first?.id}`;
  expect(await read(await get(`/staff/dashboards/${id}/panels/${first?.id}`, clerk.headers))).toContain(
    '図を変える',
  );
  const changed = await post(at, { seen: await seen(id), title: '個室の平均', of: 'mean', column: '個室' });
  expect(changed.status).toBe(303);
  expect((await post(`${at}/move`, { seen: await seen(id), to: 'down' })).status).toBe(303);
  expect((await panels()).map(({ title }) => title).slice(0, 2)).toEqual([second?.title, '個室の平均']);
  expect(await read(await post(`${at}/move`, { seen: '1', to: 'out' }), 422)).toContain('ほかの人が先に');
  expect((await post(`${at}/move`, { seen: await seen(id), to: 'out' })).status).toBe(303);
  expect(await panels()).toHaveLength(4);
});

test('it goes before the public by who may publish, follows its data and is counted by day', async () => {
  const step = async (what: string, who: SignedIn, more: Record<string, string> = {}) =>
    post(`${STAFF}/${id}/${what}`, { seen: await seen(id), ...more }, who);
  const notices = async (who: SignedIn) => {
    await app.settle();
    return read(await get('/staff/notices', who.headers));
  };
  expect((await step('publish', clerk)).status).toBe(403);
  // A clerk asks; the head sends it back, or lets it out. What waits is changed by nobody.
  expect(await read(await get(`/staff/dashboards/${id}`, clerk.headers))).toContain('公開を頼む');
  expect((await step('ask', clerk)).status).toBe(303);
  expect(await read(await get(`/staff/dashboards/${id}`, clerk.headers))).toContain('承認を待っています');
  expect((await post(`${STAFF}/${id}/edit`, { seen: await seen(id), title: '別の' }, clerk)).status).toBe(
    422,
  );
  const colleague = await signInAs(app.kernel, CITY, {
    name: 'colleague',
    grants: [{ role: 'clerk', unit: 'civic-affairs' }],
  });
  expect(await notices(head)).toContain('図で見るページ「まちのトイレ」の公開を頼まれました');
  expect(await notices(colleague)).not.toContain('まちのトイレ');
  // Who opens a form to change it is told why there is none.
  for (const path of ['/edit', '/panels/new']) {
    const opened = await get(`/staff/dashboards/${id}${path}`, clerk.headers);
    expect(opened.headers.get('location')).toBe(`${STAFF}/${id}`);
  }
  // Only who asked takes it back.
  expect(await read(await get(`/staff/dashboards/${id}`, colleague.headers))).not.toContain('依頼を取り消す');
  expect((await step('pullBack', colleague)).status).toBe(422);
  expect(await read(await get(`/staff/dashboards/${id}`, clerk.headers))).toContain('公開の依頼を取り消す');
  expect((await step('pullBack', clerk)).status).toBe(303);
  expect((await get(`/staff/dashboards/${id}/edit`, clerk.headers)).status).toBe(200);
  expect((await step('ask', clerk)).status).toBe(303);

  expect((await step('sendBack', clerk)).status).toBe(403);
  const unexplained = await (await step('sendBack', head, { reason: ' ' })).text();
  expect(pageText(unexplained)).toContain('下書きに戻す理由を入力してください');
  const late = await post(`${STAFF}/${id}/sendBack`, { seen: '1', reason: '年を書いてください' }, head);
  expect(await late.text()).toContain('年を書いてください');
  expect((await step('sendBack', head, { reason: '出所の年を書いてください' })).status).toBe(303);
  expect(await notices(clerk)).toContain('「まちのトイレ」が下書きに戻されました');
  expect(await read(await get(`/staff/dashboards/${id}`, clerk.headers))).toContain(
    '出所の年を書いてください',
  );
  expect((await get('/data/dashboards/toilets')).status).toBe(404);
  expect((await step('ask', clerk)).status).toBe(303);
  expect((await step('publish', head)).status).toBe(303);
  expect(await notices(clerk)).toContain('「まちのトイレ」が公開されました');
  expect(await read(await get(`/staff/dashboards/${id}`, clerk.headers))).not.toContain('出所の年');
  for (const [entry, times] of [
    ['Asked', 3],
    ['PulledBack', 1],
    ['SentBack', 1],
    ['Published', 1],
  ] as const)
    expect(await journalled(`dataset.dashboard${entry}`)).toBe(times);
  const page = await read(await get('/data/dashboards/toilets'));
  for (const words of ['まちのトイレ', '出所：環境課', '公衆トイレ', '駅前', '3か所'])
    expect(page).toContain(words);
  expect(await read(await get('/data'))).toContain('まちのトイレ');
  expect(await read(await get('/data/dashboards'))).toContain('4個の図');
  // What has English words has them on pages in other languages; what has none is marked as Japanese.
  const inEnglish = { cookie: 'yakuba_preferences=en.standard.0' };
  const english = await (await get('/data/dashboards/toilets', inEnglish)).text();
  for (const words of [
    'Toilets',
    'Where they are',
    'By district',
    'Source: environment section',
    'Made from: ',
  ])
    expect(pageText(english)).toContain(words);
  for (const words of ['どこにあるか', '地区ごとの数', '出所：環境課', 'from：'])
    expect(pageText(english)).not.toContain(words);
  expect(english).toContain('<h2 lang="ja"');
  for (const locale of ['en', 'zh-Hans', 'ko', 'vi', 'pt', 'ja-x-easy'])
    for (const path of ['/data/dashboards', '/data/dashboards/toilets'])
      expect((await get(path, { cookie: `yakuba_preferences=${locale}.standard.0` })).status).toBe(200);
  const vietnamese = await get('/data/dashboards/toilets', { cookie: 'yakuba_preferences=vi.standard.0' });
  const markup = await vietnamese.text();
  expect(markup).toContain('<h1><span lang="en">Toilets</span></h1>');
  expect(markup).toContain('<span aria-current="page"><span lang="en">Toilets</span></span>');

  const { editing } = app.modules.dataset.services;
  const dataset = (await editing.list(context())).items.find(({ name }) => name === 'toilets');
  const give = (rows: (string | number | null)[][]) =>
    editing.receive(context(), dataset?.id ?? '', {
      name: 'a.csv',
      bytes: new TextEncoder().encode(csvText(rows)),
    });
  expect(await give([...TOILETS, ['港', '南', 2026, 1, 34.66, 135.81]])).toMatchObject({ kind: 'kept' });
  expect(await read(await get('/data/dashboards/toilets'))).toContain('4か所');
  expect(
    await give([
      ['名称', '緯度', '経度'],
      ['港', 34.66, 135.81],
    ]),
  ).toMatchObject({ kind: 'kept' });
  const without = await read(await get('/data/dashboards/toilets'));
  expect(without).toContain('もとのデータの列が変わったため');
  expect(without).toContain('1か所');
  expect(await read(await get(`/staff/dashboards/${id}`, clerk.headers))).toContain(
    '「地区」という列はありません',
  );

  // Who withdraws the data is told which public pages are made of it, and readers of the feed that it is gone.
  const data = `/staff/datasets/${dataset?.id}`;
  const asked = await (await get(data, head.headers)).text();
  expect(asked).toContain('popovertarget="withdraw"');
  expect(pageText(asked)).toMatch(/図も描けなくなります：「まちのトイレ」/);
  const tomb = `<at:deleted-entry ref="urn:uuid:${dataset?.id}" when="`;
  const moved = async (...steps: ('withdraw' | 'reopen' | 'check' | 'publish')[]) => {
    for (const one of steps) {
      const { revision } = (await editing.open(context(), dataset?.id ?? '')).dataset;
      expect((await post(`/${CITY}${data}/${one}`, { seen: String(revision) }, head)).status).toBe(303);
    }
    return (await get('/data/feed.atom')).text();
  };
  expect(await moved()).not.toContain(tomb);
  expect(await moved('withdraw', 'reopen')).toContain(tomb);
  expect(await moved('check', 'publish')).not.toContain(tomb);

  // Who looks is counted by a picture, once a day; programs and staff are not.
  const picture = '/data/dashboards/toilets/seen.gif';
  expect(await (await get('/data/dashboards/toilets')).text()).toContain(`<img src="/${CITY}${picture}"`);
  const shown = { 'sec-fetch-dest': 'image', 'sec-fetch-site': 'same-origin' };
  expect((await get(picture, shown)).headers.get('cache-control')).toMatch(/^private, max-age=\d+$/);
  await get(picture);
  await get(picture, { ...shown, ...clerk.headers });
  expect((await get('/data/dashboards/nothing/seen.gif', shown)).status).toBe(404);
  const viewed = { type: 'dataset.dashboardViewed', where: { dashboard: 'toilets' } };
  expect(await app.kernel.database.transaction(tenantOf(context()), (tx) => count(tx, viewed))).toBe(1);
  const { uses, panels } = await dashboards().open(context(), id);
  expect(uses.map(({ day, count: people }) => [day.toString(), people])).toEqual([['2026-11-20', 1]]);
  // A change of what is public needs the right to publish.
  for (const path of ['/edit', '/panels/new', `/panels/${panels[0]?.panel.id}`])
    expect((await get(`/staff/dashboards/${id}${path}`, clerk.headers)).status).toBe(403);
  expect(await (await get(`/staff/dashboards/${id}`, clerk.headers)).text()).not.toContain(`${id}/edit`);
  expect((await get(`/staff/dashboards/${id}/edit`, head.headers)).status).toBe(200);
  expect((await post(`${STAFF}/${id}/edit`, { seen: await seen(id), title: '別の題名' }, clerk)).status).toBe(
    403,
  );
  expect((await post(`${STAFF}/${id}/edit`, { seen: await seen(id), title: '別の題名' }, head)).status).toBe(
    303,
  );
  expect(await read(await get('/data/dashboards'))).toContain('別の題名');
  expect((await post(`${STAFF}/${id}/withdraw`, { seen: await seen(id) }, head)).status).toBe(303);
  expect((await get('/data/dashboards/toilets')).status).toBe(404);
  expect(await read(await post(`${STAFF}/${id}/publish`, { seen: await seen(id) }, head), 422)).toContain(
    '描けない図',
  );
});

test('a draft that never went out is thrown away, and its name is free again', async () => {
  const begin = () =>
    dashboards().create(context(), {
      name: 'scrap',
      unit: 'civic-affairs',
      content: { title: '書き損じ', titleEn: '', lead: '', leadEn: '', panels: [] },
    });
  const made = await begin();
  const at = `${STAFF}/${made?.id}`;
  expect(await begin()).toBeNull();
  const markup = await (await app.request(at, { headers: clerk.headers })).text();
  expect(markup).toContain('popovertarget="discard"');
  expect(await read(await post(`${at}/discard`, { seen: '9' }), 422)).toContain('ほかの人が先に');
  expect((await post(`${at}/discard`, { seen: '1' })).status).toBe(303);
  expect(await journalled('dataset.dashboardDiscarded')).toBe(1);
  expect((await app.request(at, { headers: head.headers })).status).toBe(404);
  expect(await begin()).not.toBeNull();
  // One that was public once stays.
  expect((await post(`${STAFF}/${id}/discard`, { seen: await seen(id) }, head)).status).toBe(409);
});

test('of another section is not there for a clerk', async () => {
  const elsewhere = await signInAs(app.kernel, CITY, {
    name: 'elsewhere',
    grants: [{ role: 'clerk', unit: 'nursery' }],
  });
  expect((await get(`/staff/dashboards/${id}`, elsewhere.headers)).status).toBe(404);
  expect((await dashboards().list(context(elsewhere))).items).toEqual([]);
});
