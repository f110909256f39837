import { readFileSync } from 'node:fs';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Context } from '#kernel/context.js';
import { png } from '#kernel/files/bad-files.js';
import { csvText } from '#kernel/sheets/write-csv.js';
import { type SignedIn, signInAs } from '#modules/identity/fixtures.js';
import { contextAt } from '#modules/procedure/fixtures.js';
import { pageText } from '#testing/page-text.js';
import { type TestApp, testApp } from '#testing/test-app.js';
import { TEST_NOW } from '#testing/test-kernel.js';
import { lookedAt, sentFile } from './fixtures.js';

/* What a field of a register can be when it is defined in the browser, and what the register then does with it. */

const CITY = 'nara-city';
const STAFF = `/${CITY}/staff/registers`;
let app: TestApp;
let clerk: SignedIn;
let head: SignedIn;

beforeAll(async () => {
  app = await testApp();
  clerk = await signInAs(app.kernel, CITY, 'clerk');
  const grants = [{ role: 'section-head', unit: unit() }];
  head = await signInAs(app.kernel, CITY, { name: '課長 春', grants });
});
afterAll(() => app.stop());

const services = () => app.modules.register.services;
const context = (who = clerk): Context => {
  const municipality = app.kernel.municipalities.bySlug(CITY);
  if (!municipality) throw new Error(`no municipality ${CITY}`);
  return contextAt(municipality, who.actor, TEST_NOW);
};
const unit = () => services().defining.unitsFor(context())[0]?.id ?? '';
const get = async (path: string, who: SignedIn | null = clerk) =>
  app.request(path, { headers: who?.headers ?? {} });
const page = async (path: string, who?: SignedIn | null) => pageText(await (await get(path, who)).text());
const send = (path: string, values: Record<string, string | string[]>, who = clerk) => {
  const form = new FormData();
  for (const [name, value] of Object.entries(values))
    for (const one of [value].flat()) form.append(name, one);
  return app.request(path, { method: 'POST', headers: who.headers, body: form });
};
const post = (path: string, values: Record<string, string | string[]>, who = clerk) =>
  app.request(path, {
    method: 'POST',
    headers: { ...who.headers, 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams(
      Object.entries(values).flatMap(([name, value]) => [value].flat().map((one) => [name, one])),
    ).toString(),
  });
const draftOf = (id: string) => `${STAFF}/drafts/${id}`;
const seen = async (id: string) => String((await services().defining.open(context(), id)).draft.revision);

const FIELD = { public: 'yes', sensitivity: 'ordinary' };
const CODE = { ...FIELD, label: '番号', id: 'code', kind: 'text', required: 'true', filter: 'true' };
/** Adds a field by its page. */
const field = async (id: string, values: Record<string, string | string[]>) =>
  post(`${draftOf(id)}/fields/new`, { ...FIELD, ...values, seen: await seen(id) });
const added = async (id: string, values: Record<string, string | string[]>) => {
  const response = await field(id, values);
  if (response.status !== 303) throw new Error(pageText(await response.text()));
};
const GENERAL = { public: 'yes', staff: 'everyone', basis: '文書取扱規程' };
async function begun(id: string, general: Record<string, string> = {}): Promise<void> {
  await send(`${STAFF}/new`, { title: `台帳${id}`, id, unit: unit() });
  const values = { ...GENERAL, title: `台帳${id}`, unit: unit(), ...general, seen: await seen(id) };
  expect((await post(`${draftOf(id)}/general`, values)).status).toBe(303);
}
async function used(id: string): Promise<void> {
  await lookedAt(services(), id, { writer: context(), colleague: context(head) });
  expect((await post(`${draftOf(id)}/use`, { seen: await seen(id) })).status).toBe(303);
}

test('addresses, photographs and files are fields: filled in by hand, found, read from files and taken out again', async () => {
  await begun('kinds');
  await added('kinds', { ...CODE, isKey: 'true', isLabel: 'true' });
  await added('kinds', { label: '所在', id: 'address', kind: 'postalAddress', search: 'true' });
  await added('kinds', { label: '写真', id: 'photos', kind: 'photo', maxFiles: '2' });
  await added('kinds', { label: '図面', id: 'drawing', kind: 'file', accept: ['pdf'], maxFiles: '1' });
  for (const [values, words] of [
    [{ kind: 'file', accept: [], maxFiles: '1' }, '受け取るファイルの種類を1つは'],
    [{ kind: 'photo', maxFiles: '21' }, '1から20までの数'],
    [{ kind: 'person', parts: ['phone'] }, 'いつも個人情報です'],
    [{ kind: 'postalAddress', isKey: 'true', required: 'true' }, '行を見分けられません'],
  ] as const) {
    const refused = await field('kinds', { label: '試し', ...(values as Record<string, string>) });
    expect(refused.status).toBe(422);
    expect(pageText(await refused.text())).toContain(words);
  }
  await used('kinds');
  const kept = services().reading.rights.keptAs(context(), 'kinds').register;
  expect(kept.fields.map(({ ask }) => ask)).toMatchObject([
    {},
    { kind: 'postalAddress' },
    { kind: 'photo', maxFiles: 2, camera: 'place' },
    { kind: 'file', accept: ['pdf'] },
  ]);

  const form = await (await get(`${STAFF}/kinds/new`)).text();
  // Enter saves the row; it does not look a postal code up.
  expect(form.indexOf('class="default-button"')).toBeLessThan(form.indexOf('value="address:find"'));
  const address = { 'address.postalCode': '630-8580', 'address.prefecture': '奈良県' };
  const asked = await send(`${STAFF}/kinds/new`, { code: 'A1', ...address, _do: 'address:find' });
  const again = await asked.text();
  expect(asked.status).toBe(200);
  expect(again).toContain('value="A1"');
  const street = { 'address.town': '奈良市二条大路南', 'address.street': '1-1-1' };
  const saved = await send(`${STAFF}/kinds/new`, { code: 'A1', ...address, ...street });
  expect(saved.status).toBe(303);
  expect(await page(`${STAFF}/kinds?q=${encodeURIComponent('二条大路')}`)).toContain('A1');
  const [row] = (await services().reading.list(context(), 'kinds', {})).items;
  expect(await page(`/${CITY}/registers/kinds/${row?.id}`, null)).toContain('奈良県奈良市二条大路南1-1-1');

  const csv = await (await get(`${STAFF}/kinds/export?format=csv`)).text();
  expect(csv).toContain('所在（郵便番号）');
  expect(csv).toContain('630-8580,奈良県,奈良市二条大路南,1-1-1');
  const file = csvText([
    ['番号', '所在（郵便番号）', '所在（都道府県）', '所在（市区町村・町名）', '所在（丁目・番地）'],
    ['A1', '630-8580', '奈良県', '奈良市二条大路南', '1-1-1'],
    ['A2', '6308501', '奈良県', '奈良市登大路町', '30'],
  ]);
  const received = await services().imports.receive(context(), 'kinds', sentFile('a.csv', file));
  if (received.kind !== 'checked') throw new Error(received.fault);
  const { one } = await services().imports.view(context(), received.id);
  expect(one).toMatchObject({ created: 1, same: 1, wrong: 0 });
});

test('a photograph is seen where its row is, and files say where everybody gets it', async () => {
  await begun('trees');
  await added('trees', { ...CODE, isKey: 'true', isLabel: 'true' });
  await added('trees', { label: '写真', id: 'photos', kind: 'photo', maxFiles: '2' });
  await added('trees', {
    label: '内部の写真',
    id: 'inner',
    kind: 'photo',
    public: 'no',
    reason: '防犯のため',
    maxFiles: '1',
  });
  await used('trees');
  const form = new FormData();
  form.append('code', 'T1');
  for (const name of ['photos', 'inner'])
    form.append(`${name}.upload`, new File([png(40, 30) as BlobPart], `${name}.png`));
  const saved = await app.request(`${STAFF}/trees/new`, {
    method: 'POST',
    headers: clerk.headers,
    body: form,
  });
  expect(saved.status).toBe(303);
  const id = saved.headers.get('location')?.split('/').at(-1);
  const open = `/${CITY}/registers/trees/${id}`;

  const pictures = async (path: string, who: SignedIn | null) => {
    const html = await (await get(path, who)).text();
    return [...html.matchAll(/<img [^>]*>/g)].map(([tag]) => tag).filter((tag) => tag.includes('/files/'));
  };
  const [seen, ...others] = await pictures(open, null);
  expect(others).toEqual([]);
  expect(seen).toContain('alt="T1の写真"');
  expect(seen).toContain('loading="lazy"');
  const address = /src="([^"]+)"/.exec(seen ?? '')?.[1] ?? '';
  expect((await get(address, null)).headers.get('content-type')).toMatch(/^image\//);
  expect(await pictures(`${STAFF}/trees/rows/${id}`, clerk)).toHaveLength(2);

  const whole = `${app.kernel.config.publicUrl}${address}`;
  const csv = await (await get(`/${CITY}/registers/trees/download?format=csv`, null)).text();
  expect(csv).toContain(whole);
  expect(csv).not.toContain('inner');
  const own = await (await get(`${STAFF}/trees/export?format=csv`)).text();
  expect(own).toContain(whole);
  // What is not public has no address for everybody.
  expect(own).toContain('inner.jpg');
  const places = await (await get(`${STAFF}/trees/export?format=geojson`)).text();
  expect(JSON.parse(places).features[0].properties).toMatchObject({ photos: whole, inner: 'inner.jpg' });
  // What was taken out is read in again, and the row keeps its pictures.
  const received = await services().imports.receive(context(), 'trees', sentFile('own.csv', own));
  if (received.kind !== 'checked') throw new Error(received.fault);
  const { one } = await services().imports.view(context(), received.id);
  expect(one).toMatchObject({ created: 0, same: 1, wrong: 0 });

  // Out of use it is nobody's but the staff's.
  await services().rows.retire(context(), 'trees', id ?? '', { version: 1, why: null });
  const retired = await (await get(`${STAFF}/trees/export?format=csv&state=retired`)).text();
  expect(retired).toContain('photos.jpg');
  expect(retired).not.toContain('/files/');
});

test('what follows from other fields is worked out however a row is written; a list has as many entries as there are', async () => {
  await begun('yards');
  await added('yards', { ...CODE, isKey: 'true', isLabel: 'true' });
  await added('yards', { label: '幅', id: 'width', kind: 'number', decimals: '1' });
  await added('yards', { label: '奥行き', id: 'depth', kind: 'number', decimals: '1' });
  const area = { label: '広さ', id: 'area', kind: 'calculated', unit: '㎡', filter: 'true' };
  const refused = await field('yards', { ...area, value: 'width * length' });
  expect(refused.status).toBe(422);
  expect(pageText(await refused.text())).toContain('項目名（ID）が「length」の項目はありません');
  await added('yards', { ...area, value: 'width * depth' });
  const tools = { label: '遊具', id: 'tools', kind: 'people', item: '遊具' };
  expect((await field('yards', { ...tools, members: '名前 : 何か' })).status).toBe(422);
  await added('yards', { ...tools, members: '名前 : 1行の文字 : 必須\n設置日 : 日付' });
  // An act of whoever applies is no field of a row, in the browser as in files.
  expect((await field('yards', { label: '署名', kind: 'signature' })).status).toBe(422);
  await used('yards');

  const form = await page(`${STAFF}/yards/new`);
  expect(form).toContain('遊具 1');
  const typed = { code: 'P1', width: '20', depth: '30.5', 'tools.0.m1': 'すべり台', area: '1' };
  const more = await send(`${STAFF}/yards/new`, { ...typed, 'tools.count': '1', _do: 'tools:add' });
  expect(pageText(await more.text())).toContain('遊具 2');
  const sent = { ...typed, 'tools.count': '2', 'tools.1.m1': 'ぶらんこ', 'tools.1.m2.year': '2020-04-01' };
  expect((await send(`${STAFF}/yards/new`, sent)).status).toBe(303);
  const only = async () => (await services().reading.list(context(), 'yards', {})).items[0];
  const row = await only();
  expect(row?.values).toMatchObject({ area: 610, tools: [{ m1: 'すべり台' }, { m1: 'ぶらんこ' }] });
  const opened = await page(`${STAFF}/yards/rows/${row?.id}`);
  expect(opened).toContain('610㎡');
  expect(opened).toContain('ぶらんこ');

  const file = csvText([
    ['番号', '幅', '広さ'],
    ['P1', '10', '7'],
    ['P2', '2', '7'],
  ]);
  const received = await services().imports.receive(context(), 'yards', sentFile('a.csv', file));
  if (received.kind !== 'checked') throw new Error(received.fault);
  expect((await post(`${STAFF}/imports/${received.id}/confirm`, {})).status).toBe(303);
  const wide = await page(`${STAFF}/yards?f.area.from=300`);
  expect(wide).toContain('P1');
  expect(wide).not.toContain('P2');
  expect(await page(`${STAFF}/yards?f.area.to=300`)).not.toContain('P1');
  expect((await only())?.values).toMatchObject({ area: 305, tools: [{}, {}] });
  expect(await (await get(`${STAFF}/yards/export?format=csv`)).text()).toContain('305');

  // What is taken out is the same when it is read in; what is typed is a list as well, with errors by line and column.
  for (const [format, name] of [
    ['csv', 'a.csv'],
    ['xlsx', 'a.xlsx'],
    ['geojson', 'a.geojson'],
  ] as const) {
    const taken = await get(`${STAFF}/yards/export?format=${format}`);
    const own = sentFile(name, new Uint8Array(await taken.arrayBuffer()));
    const again = await services().imports.receive(context(), 'yards', own);
    if (again.kind !== 'checked') throw new Error(again.fault);
    const { one } = await services().imports.view(context(), again.id);
    expect([format, one]).toEqual([format, expect.objectContaining({ created: 0, same: 2, wrong: 0 })]);
  }
  expect(await page(`${STAFF}/yards/imports`)).toContain('1件を1行に、「名前：…；設置日：…」のように');
  const lists = csvText([
    ['番号', '幅', '遊具'],
    ['P1', '10', '名前: すべり台; 設置日: 令和2年4月1日\n名前：鉄棒'],
    ['P2', '2', '名前：雲梯\n設置日：いつか'],
    ['P3', '2', ''],
  ]);
  const filled = await services().imports.receive(context(), 'yards', sentFile('b.csv', lists));
  if (filled.kind !== 'checked') throw new Error(filled.fault);
  const report = await page(`${STAFF}/imports/${filled.id}`);
  expect(report).toMatch(/遊具 2（設置日）/);
  const { lines } = (await services().imports.view(context(), filled.id)).one.report;
  expect(lines.map(({ line, column }) => [line, column])).toContainEqual([4, 2]);
  expect((await post(`${STAFF}/imports/${filled.id}/confirm`, {})).status).toBe(303);
  expect((await only())?.values.tools).toEqual([{ m1: 'すべり台', m2: '2020-04-01' }, { m1: '鉄棒' }]);

  // Rows follow a rule that changes.
  expect((await post(`${STAFF}/yards/definition`, {})).status).toBe(303);
  const next = { ...FIELD, ...area, value: 'width * depth / 100', unit: 'a', seen: await seen('yards') };
  expect((await post(`${draftOf('yards')}/fields/area`, next)).status).toBe(303);
  await used('yards');
  expect((await only())?.values).toMatchObject({ area: 3.05 });
});

test('a row that a choice names is called by its words, wherever it is named', async () => {
  await begun('uses');
  const options = 'o1 = 憩いの広場\no2 = 駐輪場';
  const choice = {
    label: '用途',
    id: 'use',
    kind: 'choice',
    required: 'true',
    filter: 'true',
    search: 'true',
  };
  await added('uses', { ...CODE, isKey: 'true' });
  await added('uses', { ...choice, options, isLabel: 'true' });
  await used('uses');
  await services().rows.create(context(), 'uses', { values: { code: 'U1', use: 'o1' } });
  const one = async () => (await services().reading.list(context(), 'uses', {})).items[0];
  const row = await one();
  expect(row?.label).toBe('憩いの広場');
  for (const path of [`${STAFF}/uses?q=${encodeURIComponent('憩い')}`, `${STAFF}/uses/rows/${row?.id}`])
    expect(await page(path)).toContain('憩いの広場');
  expect(await page(`/${CITY}/registers/uses/${row?.id}`, null)).toContain('憩いの広場');
  // What is shown beside the name is said as it is, however few there are.
  expect(await page(`${STAFF}/uses`)).toContain('選ばないときは、名前のほかに次の項目を表示します：番号 ');
  // Whoever ties a report to it types how the words begin, not what stands for them.
  for (const [text, ids] of [
    ['憩', [row?.id]],
    ['憩いの広場', [row?.id]],
    ['駐輪', []],
    ['o1', []],
    ['U1', [row?.id]],
  ] as const)
    expect(
      (await services().ties.find(context(), 'uses', text)).rows.map(({ id }) => id),
      text,
    ).toEqual(ids);

  // What was written before is mended by its migration.
  const { owner } = app.kernel.database;
  const migration = readFileSync(new URL('./migrations/0014_named_by_choice.sql', import.meta.url), 'utf8');
  await sql`UPDATE register_row SET label = 'o1' WHERE register = 'uses'`.execute(owner);
  await sql.raw(migration).execute(owner);
  expect((await one())?.label).toBe('憩いの広場');

  // Words that change reach the rows.
  expect((await post(`${STAFF}/uses/definition`, {})).status).toBe(303);
  const next = { ...FIELD, ...choice, options: 'o1 = 広場\no2 = 駐輪場', isLabel: 'true' };
  expect((await post(`${draftOf('uses')}/fields/use`, { ...next, seen: await seen('uses') })).status).toBe(
    303,
  );
  await used('uses');
  expect((await one())?.label).toBe('広場');
});

test('a field points to rows of another register and calls them by one of their fields', async () => {
  await begun('posts');
  await added('posts', { ...CODE, isKey: 'true', isLabel: 'true' });
  await added('posts', { label: '通称', id: 'called', kind: 'text' });
  await added('posts', { label: '担当者', id: 'keeper', kind: 'text', public: 'no', reason: '内部' });
  await used('posts');
  await services().rows.create(context(), 'posts', {
    values: { code: 'P1', called: '大路の柱', keeper: '佐藤' },
  });

  await begun('lamps');
  await added('lamps', { ...CODE, isKey: 'true', isLabel: 'true' });
  const offered = await (await get(`${draftOf('lamps')}/fields/new`)).text();
  expect(offered).toContain('name="relationLabel.posts"');
  const post = { label: '柱', id: 'post', kind: 'text', relation: 'posts' };
  const wrong = await field('lamps', { ...post, 'relationLabel.posts': 'gone' });
  expect(wrong.status).toBe(422);
  expect(pageText(await wrong.text())).toContain('行を表す項目が、指す先の台帳にない');
  const nowhere = await field('lamps', { ...post, relation: 'nowhere' });
  expect(pageText(await nowhere.text())).toContain('指す先の台帳がありません');
  await added('lamps', { ...post, 'relationLabel.posts': 'called' });
  await added('lamps', {
    label: '柱の担当',
    id: 'keeper',
    kind: 'text',
    relation: 'posts',
    'relationLabel.posts': 'keeper',
  });
  // Its page shows what was chosen, without script too.
  const shown = await (await get(`${draftOf('lamps')}/fields/post`)).text();
  expect(shown).toMatch(/<option value="posts" selected/);
  expect(shown).toMatch(/<option value="called" selected/);
  await used('lamps');
  const values = { code: 'L1', post: 'P1', keeper: 'P1' };
  expect(
    await services().rows.create(context(), 'lamps', { values: { ...values, post: 'P9' } }),
  ).toMatchObject({
    ok: false,
    faults: [{ field: 'post' }],
  });
  const saved = await services().rows.create(context(), 'lamps', { values });
  const id = saved.ok ? saved.id : '';
  expect(await page(`${STAFF}/lamps/rows/${id}`)).toMatch(/大路の柱 （P1）.*佐藤 （P1）/s);
  // What is not public there names nothing here.
  const open = await page(`/${CITY}/registers/lamps/${id}`, null);
  expect(open).toContain('大路の柱 （P1）');
  expect(open).not.toContain('佐藤');
});

test('only the roles that are chosen see and change a field', async () => {
  await begun('closed');
  await added('closed', { ...CODE, isKey: 'true', isLabel: 'true' });
  const price = { label: '契約の金額', id: 'price', kind: 'yen', seenBy: ['section-head'] };
  const published = await field('closed', price);
  expect(published.status).toBe(422);
  expect(pageText(await published.text())).toContain('公開する項目の、見る職員を限ることはできません');
  const named = await field('closed', { ...CODE, id: 'other', isLabel: 'true', seenBy: ['section-head'] });
  expect(pageText(await named.text())).toContain('行を見る職員全員に見えます');
  await added('closed', { ...price, public: 'no', reason: '契約の情報' });
  await added('closed', { label: '判定', id: 'verdict', kind: 'text', editedBy: ['section-head', 'nobody'] });
  expect(await page(draftOf('closed'))).toMatch(/契約の金額.*見る職員：課長.*判定.*変える職員：課長/s);
  await used('closed');
  const head = await signInAs(app.kernel, CITY, {
    name: '課長 花子',
    grants: [{ role: 'section-head', unit: unit() }],
  });
  const { rows } = services();
  const price1 = { code: 'C1', price: 1000 };
  await expect(rows.create(context(), 'closed', { values: price1 })).rejects.toMatchObject({
    code: 'forbidden',
  });
  const saved = await rows.create(context(head), 'closed', { values: { ...price1, verdict: '良' } });
  const id = saved.ok ? saved.id : '';
  expect(await page(`${STAFF}/closed/rows/${id}`)).not.toContain('1,000');
  expect(await page(`${STAFF}/closed/rows/${id}`, head)).toContain('1,000');
  const edit = await (await get(`${STAFF}/closed/rows/${id}/edit`)).text();
  expect(edit).not.toContain('name="price"');
  expect(edit).not.toContain('name="verdict"');

  await post(`${STAFF}/closed/definition`, {});
  const values = { ...FIELD, label: '判定', id: 'verdict', kind: 'text', editedBy: 'clerk' };
  await post(`${draftOf('closed')}/fields/verdict`, { ...values, seen: await seen('closed') });
  expect(await page(`${draftOf('closed')}/preview`)).toContain('「判定」を変える職員：課長 → 担当者');
});

test('fields fill the columns of a national format, each of them once', async () => {
  await begun('wifi', { place: 'point', standard: 'public-wifi/recommended' });
  const columns = () =>
    services()
      .defining.open(context(), 'wifi')
      .then(({ draft }) => draft.document.standards[0]?.columns);
  expect(Object.values((await columns()) ?? {})).toContain('$lat');
  await added('wifi', { ...CODE, isKey: 'true', isLabel: 'true', column: '名称' });
  const taken = await field('wifi', { label: '別名', id: 'other', kind: 'text', column: '名称' });
  expect(taken.status).toBe(422);
  expect(pageText(await taken.text())).toContain('この列には、ほかの項目が入ります');
  const hidden = await field('wifi', {
    label: '鍵',
    id: 'secret',
    kind: 'text',
    public: 'no',
    reason: '防犯',
    column: '住所',
  });
  expect(pageText(await hidden.text())).toContain('公開しない項目は、公開する形式の列に入れられません');
  await added('wifi', { label: '場所', id: 'spot', kind: 'text', column: '住所' });
  await added('wifi', { label: '備考', id: 'note', kind: 'text' });
  // A field that is renamed or goes takes its column along.
  const renamed = { ...FIELD, label: '場所', id: 'place', kind: 'text', column: '住所' };
  await post(`${draftOf('wifi')}/fields/spot`, { ...renamed, seen: await seen('wifi') });
  expect(await columns()).toMatchObject({ 名称: 'code', 住所: 'place' });
  await used('wifi');
  await services().rows.create(context(), 'wifi', {
    values: { code: 'W1', place: '登大路町30', note: '内緒' },
  });
  const csv = await (
    await get(`/${CITY}/registers/wifi/download?format=csv&standard=recommended`, null)
  ).text();
  // In the order of the format, which the database does not keep by itself.
  expect(csv).toMatch(/NO,都道府県名,市区町村名,名称,.*住所/);
  expect(csv).toMatch(/奈良市.*W1.*登大路町30/);
  expect(csv).not.toContain('内緒');
  await post(`${STAFF}/wifi/definition`, {});
  await post(`${draftOf('wifi')}/move`, { move: 'retire:place', seen: await seen('wifi') });
  expect(await columns()).toMatchObject({ 住所: '$blank' });
});

test('rows that nothing tells apart are doubled only when somebody says so', async () => {
  await begun('notes', { place: 'point' });
  await added('notes', { ...CODE, required: '', isLabel: 'true' });
  const owner = { public: 'no', reason: '個人情報', sensitivity: 'personal' };
  await added('notes', { label: '所有者', id: 'owner', kind: 'text', ...owner });
  await added('notes', { label: '備考', id: 'note', kind: 'text' });
  const words = 'もう一度取り込むと、すべての行がもう一度加わります';
  expect(await page(`${draftOf('notes')}/preview`)).toContain(words);
  const response = await field('notes', { label: '住所', id: 'address', kind: 'postalAddress' });
  expect(response.status).toBe(303);
  await used('notes');

  const file = csvText([
    ['番号', '所有者', '緯度', '経度'],
    ['N1', '甲', 34.68, 135.82],
    ['N2', '乙', '', ''],
    ['N2', '丙', '', ''],
  ]);
  const received = async (content: string) => {
    const answer = await services().imports.receive(context(), 'notes', sentFile('a.csv', content));
    if (answer.kind !== 'checked') throw new Error(answer.fault);
    return `${STAFF}/imports/${answer.id}`;
  };
  const count = () => services().reading.count(context(), 'notes', {});
  const first = await received(file);
  expect(await page(first)).toContain(words);
  expect(await page(first)).not.toContain('同じ内容の行');
  expect((await post(`${first}/confirm`, {})).status).toBe(303);
  expect(await count()).toBe(3);

  // What the file does not have a column for does not count; what is sealed and where a row lies does.
  const [row] = (
    await services().reading.list(context(), 'notes', { conditions: [{ field: 'code', is: 'N1' }] })
  ).items;
  await services().rows.change(context(), 'notes', row?.id ?? '', { version: 1, values: { note: '見た' } });
  const other = file.replace('乙', '丁').replace('135.82', '135.83');
  expect(await page(await received(other))).toContain('同じ内容の行が1行あります');
  const second = await received(file);
  expect(await page(second)).toContain('同じ内容の行が3行あります');
  const unsure = await post(`${second}/confirm`, {});
  expect(unsure.status).toBe(422);
  expect(pageText(await unsure.text())).toContain('もう一度加えるときは印を付け');
  expect(await count()).toBe(3);
  expect((await post(`${second}/confirm`, { twice: 'true' })).status).toBe(303);
  expect(await count()).toBe(6);
  // A register knows its own files, whatever a format does to them.
  for (const [format, name] of [
    ['shapefile', 'a.zip'],
    ['geojson', 'a.geojson'],
  ] as const) {
    const answer = await get(`${STAFF}/notes/export?format=${format}`);
    const bytes = new Uint8Array(await answer.arrayBuffer());
    const own = await services().imports.receive(context(), 'notes', sentFile(name, bytes));
    if (own.kind !== 'checked') throw new Error(own.fault);
    expect([format, await page(`${STAFF}/imports/${own.id}`)]).toEqual([
      format,
      expect.stringContaining('同じ内容の行が6行あります'),
    ]);
  }
});
