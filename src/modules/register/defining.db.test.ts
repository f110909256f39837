import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Context, tenantOf } from '#kernel/context.js';
import { readEntries } from '#kernel/journal/journal.js';
import { csvText } from '#kernel/sheets/write-csv.js';
import { type SignedIn, signInAs } from '#modules/identity/fixtures.js';
import { contextAt } from '#modules/procedure/fixtures.js';
import { pageText } from '#testing/page-text.js';
import { type TestApp, testApp } from '#testing/test-app.js';
import { TEST_NOW } from '#testing/test-kernel.js';
import { lookedAt, sentFile } from './fixtures.js';
import { createDefinitions } from './service/definitions.js';
import { createFollowing } from './service/following.js';
import { createKept } from './service/kept.js';

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
const municipality = () => {
  const found = app.kernel.municipalities.bySlug(CITY);
  if (!found) throw new Error(`no municipality ${CITY}`);
  return found;
};
const context = (who = clerk): Context => contextAt(municipality(), who.actor, TEST_NOW);
const unit = () => services().defining.unitsFor(context())[0]?.id ?? '';
const entriesOf = async (type: string) => {
  const { entries } = await app.kernel.database.transaction(tenantOf(context()), (tx) =>
    readEntries(tx, { type }, { limit: 50 }),
  );
  return entries.map(({ subject }) => subject);
};

const get = (path: string, headers = clerk.headers) => app.request(path, { headers });
const read = async (response: Response, status = 200): Promise<string> => {
  expect(response.status).toBe(status);
  return pageText(await response.text());
};
const post = (path: string, values: Record<string, string> = {}, who = clerk) =>
  app.request(path, {
    method: 'POST',
    headers: { ...who.headers, 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams(values).toString(),
  });
const seen = async (page: string): Promise<string> =>
  /name="seen" value="(\d+)"/.exec(await (await get(page)).text())?.[1] ?? '';
const begin = (values: Record<string, string>, file?: string) => {
  const form = new FormData();
  for (const [name, value] of Object.entries(values)) form.append(name, value);
  if (file !== undefined) form.append('file', new File([file], 'lamps.csv'));
  return app.request(`${STAFF}/new`, { method: 'POST', headers: clerk.headers, body: form });
};
const GENERAL = { title: '街路灯', public: 'yes', place: 'point', staff: 'everyone', basis: '文書取扱規程' };
const FIELD = { public: 'yes', sensitivity: 'ordinary' };

const lamps = (rows: number) =>
  csvText([
    ['灯の番号', '名称', '柱の高さ', '電球の品', '緯度', '経度'],
    ...Array.from({ length: rows }, (_, at) => [
      `L${String(at).padStart(5, '0')}`,
      `街路灯${at}`,
      at % 50 === 7 ? '高い' : `${4 + (at % 3)}.5`,
      at % 2 === 0 ? 'LED' : '水銀灯',
      34.68,
      135.82,
    ]),
  ]);

/** Defines a register by its pages, from a file; it is in use then. */
async function defined(id: string, file: string): Promise<void> {
  const begun = await begin({ title: '街路灯', id, unit: unit() }, file);
  expect(begun.status).toBe(303);
  const draft = `${STAFF}/drafts/${id}`;
  expect(begun.headers.get('location')).toBe(`${draft}/general`);
  const general = await post(`${draft}/general`, { ...GENERAL, unit: unit(), seen: '1' });
  expect(general.status).toBe(303);
  // Of what was never in use nothing stays behind.
  expect(await read(await get(draft))).toMatch(/^(?!.*廃止する\s*（「).*この項目を消す\s*（「名称」）/s);
  // Who has to approve it reads what it holds.
  expect(await read(await get(`${draft}/preview`))).toMatch(
    /新しい台帳です.*灯の番号 1行の文字・必須・見分ける項目・公開.*見られる職員 台帳を見られる職員全員.*行を見分ける項目 灯の番号.*年数 永年/s,
  );
  // What everybody will see is not for one person alone to put there.
  expect(await read(await get(`${draft}/preview`))).toMatch(/公開していなかったものを.*知らせが届きます/s);
  expect((await post(`${draft}/use`, { seen: '2' })).status).toBe(409);
  expect((await use(id)).headers.get('location')).toBe(`${STAFF}/${id}/definition`);
}
/** Takes a draft into use, looked at by a colleague where that has to be. */
async function use(id: string): Promise<Response> {
  await lookedAt(services(), id, { writer: context(), colleague: context(head) });
  const draft = `${STAFF}/drafts/${id}`;
  return post(`${draft}/use`, { seen: await seen(`${draft}/preview`) });
}
async function filled(id: string, file: string): Promise<void> {
  const received = await services().imports.receive(context(), id, sentFile('lamps.csv', file));
  if (received.kind !== 'checked') throw new Error(received.fault);
  await services().imports.confirm(context(), received.id);
  await services().imports.run(context());
}
async function changed(id: string): Promise<string> {
  expect((await post(`${STAFF}/${id}/definition`)).headers.get('location')).toBe(`${STAFF}/drafts/${id}`);
  return `${STAFF}/drafts/${id}`;
}

describe('a register', () => {
  test('is told everything that is wanting where it begins, in the order of the page', async () => {
    const wrong = await begin({ title: ' ', id: 'Lamps', unit: 'nowhere' }, '[["a"]]');
    expect(await read(wrong, 422)).toMatch(
      /台帳の名前を入力.*台帳のIDは.*管理する課を選んで.*1行目で読めなくなりました.*台帳の名前/s,
    );
    expect((await begin({ title: '街路灯', id: 'aed', unit: '' })).status).toBe(422);
    expect(await read(await begin({ title: '', id: 'aed', unit: unit() }), 422)).toContain(
      '同じIDの台帳か書きかけがあります',
    );
  });

  test('that staff define is one like every other: lists, import, public pages, map and programs see it', async () => {
    await defined('lamps', lamps(6));
    expect(await read(await get(`${STAFF}/lamps`))).toContain('街路灯');
    await filled('lamps', lamps(6));
    expect(await read(await get(`${STAFF}/lamps`))).toContain('街路灯5');
    const nobody = (path: string) => app.request(path);
    expect(await read(await nobody(`/${CITY}/registers/lamps`))).toContain('街路灯5');
    const items = await nobody(`/${CITY}/ogc/collections/lamps/items?f=json`);
    const found = (await items.json()) as { numberMatched: number; features: { properties: object }[] };
    expect(found.numberMatched).toBe(6);
    expect(found.features[0]?.properties).toMatchObject({ name: '街路灯0' });
    expect(app.modules.register.api.published(context()).map(({ register }) => register.id)).toContain(
      'lamps',
    );
    expect(await read(await nobody(`/${CITY}/map`))).toContain('街路灯');
    expect(await entriesOf('register.defined')).toContain('register/lamps');
    expect(await read(await get(STAFF))).not.toContain('書きかけの台帳');
    // Another town knows nothing of it.
    const elsewhere = await signInAs(app.kernel, 'imari', 'clerk');
    expect((await get('/imari/staff/registers/lamps', elsewhere.headers)).status).toBe(404);
  });

  test('is refused beside the control that is wrong, with everything that was typed', async () => {
    const none = await begin({ title: '', id: 'x', unit: '' });
    expect(await read(none, 422)).toMatch(/台帳の名前を入力.*管理する課を選んで/s);
    expect(await read(await begin({ title: 'a', id: 'New Name', unit: unit() }), 422)).toContain(
      '台帳のIDは',
    );
    expect(await read(await begin({ title: 'a', id: 'drafts', unit: unit() }), 422)).toContain('台帳のIDは');
    expect(await read(await begin({ title: 'a', id: 'aed', unit: unit() }), 422)).toContain('同じIDの台帳');
    expect(await read(await begin({ title: 'a', id: 'b1', unit: unit() }, '名前だけ'), 422)).toContain(
      '行がありません',
    );
    await begin({ title: '空の台帳', id: 'empty', unit: unit() });
    const draft = `${STAFF}/drafts/empty`;
    expect(await read(await get(draft))).toMatch(/保存の根拠.*項目がありません/s);
    const general = await post(`${draft}/general`, {
      ...GENERAL,
      unit: unit(),
      basis: '',
      years: '百',
      seen: '1',
    });
    const text = await general.text();
    expect(general.status).toBe(422);
    expect(text).toContain('value="百"');
    expect(pageText(text)).toMatch(/保存する年数は.*保存の根拠/s);
    const field = await post(`${draft}/fields/new`, {
      ...FIELD,
      label: '所有者',
      kind: 'text',
      isKey: 'true',
      isLabel: 'true',
      sensitivity: 'personal',
      seen: '1',
    });
    expect(await read(field, 422)).toMatch(
      /個人情報の項目は、行の名前に.*個人情報の項目は公開できません.*必須に/s,
    );
    expect((await post(`${draft}/use`, { seen: '1' })).status).toBe(422);
    expect(await entriesOf('register.defined')).not.toContain('register/empty');
    expect((await post(`${draft}/discard`, { seen: '1' })).status).toBe(303);
    expect((await get(draft)).status).toBe(404);
    expect(await entriesOf('register.draftDiscarded')).toContain('register/empty');
  });

  test('that two people write at once tells the second, who loses nothing', async () => {
    await begin({ title: '二人', id: 'two', unit: unit() });
    const draft = `${STAFF}/drafts/two`;
    const first = await post(`${draft}/fields/new`, { ...FIELD, label: '甲', kind: 'text', seen: '1' });
    expect(first.status).toBe(303);
    const second = await post(`${draft}/fields/new`, { ...FIELD, label: '乙', kind: 'text', seen: '1' });
    const text = await second.text();
    expect(second.status).toBe(422);
    expect(text).toContain('value="乙"');
    expect(text).toContain('name="seen" value="2"');
    expect(pageText(text)).toContain('ほかの人が先に変更しました');
    await post(`${draft}/move`, { move: 'retire:field1', seen: '1' });
    expect(await read(await get(draft))).toContain('甲');
    await post(`${draft}/move`, { move: 'retire:field1', seen: '2' });
    expect(await read(await get(draft))).not.toContain('甲');
    // Sent twice, it is used once.
    await post(`${draft}/fields/new`, { ...FIELD, label: '乙', kind: 'text', isLabel: 'true', seen: '3' });
    await post(`${draft}/general`, { ...GENERAL, title: '二人', unit: unit(), seen: '4' });
    await lookedAt(services(), 'two', { writer: context(), colleague: context(head) });
    const now = await seen(`${draft}/preview`);
    expect((await post(`${draft}/use`, { seen: now })).status).toBe(303);
    expect((await post(`${draft}/use`, { seen: now })).status).toBe(404);
    expect((await entriesOf('register.defined')).filter((one) => one === 'register/two')).toHaveLength(1);
  });

  test('of others, or of files, is not changed here', async () => {
    expect((await post(`${STAFF}/aed/definition`)).status).toBe(409);
    expect(await read(await get(`${STAFF}/aed/definition`))).toContain('設定ファイルで定義');
    const headquarters = await signInAs(app.kernel, CITY, 'headquarters');
    expect((await get(`${STAFF}/new`, headquarters.headers)).status).toBe(403);
    await begin({ title: '秘密', id: 'hidden', unit: unit() });
    expect((await get(`${STAFF}/drafts/hidden`, headquarters.headers)).status).toBe(403);
  });
});

describe('a change of a register with rows', () => {
  test('says before what becomes of them; afterwards nothing is lost from their history', async () => {
    await defined('change', lamps(60));
    await filled('change', lamps(60));
    const draft = await changed('change');
    expect(await read(await get(draft))).toMatch(
      /^(?!.*この項目を消す).*廃止する\s*（「名称」を次の版で廃止する）/s,
    );
    const height = await post(`${draft}/fields/field3`, {
      ...FIELD,
      label: '灯の柱の高さ',
      id: 'height',
      kind: 'number',
      decimals: '1',
      seen: '1',
    });
    expect(height.status).toBe(303);
    await post(`${draft}/move`, { move: 'retire:field4', seen: '2' });
    const general = { ...GENERAL, staff: 'unit', years: '5', unit: unit(), seen: '3' };
    expect((await post(`${draft}/general`, general)).status).toBe(303);
    expect(await read(await get(draft))).toMatch(
      /見られる職員 管理する課だけ 変えられる職員.*公開する項目 灯の番号・名称・灯の柱の高さ 公開しない項目.*廃止した行を保存する年数 5年 保存の根拠 文書取扱規程/s,
    );
    const preview = await read(await get(`${draft}/preview`));
    for (const words of [
      '「灯の柱の高さ」の種類：1行の文字 → 数',
      '項目「電球の品」を廃止する',
      '見られる職員 いま：台帳を見られる職員全員 使いはじめると：管理する課だけ',
      '廃止した行を保存する年数 いま：永年 使いはじめると：5年',
      '保存：永年（文書取扱規程） → 5年（文書取扱規程）',
      '新しい版に移る行：60行',
      '新しい種類で読めない値：2件',
      '廃止する項目の値：60件',
      'L00007 街路灯7',
      '高い',
    ])
      expect(preview).toContain(words);
    // Looked at, and nothing more.
    expect(await read(await get(`${STAFF}/change/definition`))).not.toContain('第2版');
    expect((await use('change')).status).toBe(303);
    const report = await read(await get(`${STAFF}/change/definition`));
    expect(report).toContain('60行が新しい定義に移りました。行から外れて履歴に残った値：62件');
    expect(await entriesOf('register.changed')).toEqual(['register/change']);
    expect(await entriesOf('register.migrated')).toContain('register/change');
    const { items } = await services().reading.list(context(), 'change', {
      conditions: [{ field: 'field1', is: 'L00007' }],
    });
    const [row] = items;
    expect(row?.values).toEqual({ field1: 'L00007', name: '街路灯7' });
    const page = await read(await get(`${STAFF}/change/rows/${row?.id}`));
    expect(page).toMatch(/第2版：定義の変更に合わせた.*電球の品：水銀灯 → /s);
    expect(page).toContain('柱の高さ：高い → ');
  });

  test('goes on after a restart where it was stopped, and rows are shown by the new definition meanwhile', async () => {
    await defined('many', lamps(1250));
    await filled('many', lamps(1250));
    const draft = await changed('many');
    await post(`${draft}/fields/name`, {
      ...FIELD,
      label: '呼び名',
      id: 'called',
      kind: 'text',
      required: 'true',
      isLabel: 'true',
      filter: 'true',
      seen: '1',
    });
    expect((await use('many')).status).toBe(303);
    const migration = async () =>
      (await services().defining.versions(context(), 'many')).versions[0]?.migration;
    expect(await migration()).toMatchObject({ state: 'running', rows: 1250, done: 1000 });
    const waiting = async () => {
      const { items } = await services().reading.list(context(), 'many', { limit: 1000 });
      const { items: rest } = await services().reading.list(context(), 'many', {
        limit: 1000,
        after: { value: items.at(-1)?.key ?? '', id: items.at(-1)?.id ?? '' },
      });
      return [...items, ...rest];
    };
    expect((await waiting()).every(({ values }) => typeof values.called === 'string')).toBe(true);
    // Somebody works on a row that is still on its way: nothing of it is lost.
    const behind = (await waiting()).find(({ version }) => version === 1);
    if (!behind) throw new Error('some rows are still on their way');
    const saved = await services().rows.change(context(), 'many', behind.id, {
      version: 1,
      values: { field3: '9' },
    });
    expect(saved).toMatchObject({ ok: true, version: 2 });
    // Another process, which knows nothing but the database.
    const another = createDefinitions({ kernel: app.kernel, following: createFollowing() });
    const kept = services().reading.rights.keptAs(context(), 'many');
    await another.run(context(), [kept], 1);
    expect(await migration()).toMatchObject({ state: 'running', done: 1200 });
    await another.run(context(), [kept]);
    expect(await migration()).toMatchObject({ state: 'done', done: 1249, lost: 0 });
    const rows = await waiting();
    expect(rows.every(({ definition, version }) => definition === 2 && version === 2)).toBe(true);
    expect(rows.find(({ id }) => id === behind.id)?.values).toEqual({ ...behind.values, field3: '9' });
    await another.run(context(), [kept]);
    expect((await entriesOf('register.migrated')).filter((one) => one === 'register/many')).toHaveLength(1);
  });

  test('waits for a file that is being read in, and holds what tells rows apart', async () => {
    await defined('busy', lamps(3));
    await filled('busy', lamps(3));
    const draft = await changed('busy');
    const key = await post(`${draft}/fields/field1`, {
      ...FIELD,
      label: '灯の番号',
      id: 'field1',
      kind: 'text',
      required: 'true',
      seen: '1',
    });
    expect(await read(key, 422)).toContain('行を見分ける項目を変えられません');
    await post(`${draft}/fields/new`, { ...FIELD, label: '備考', kind: 'longText', seen: '1' });
    const received = await services().imports.receive(context(), 'busy', sentFile('a.csv', lamps(2600)));
    if (received.kind !== 'checked') throw new Error(received.fault);
    // A large file is looked through by the job before anybody can say yes to it.
    await services().imports.run(context());
    await services().imports.confirm(context(), received.id);
    expect(await read(await use('busy'), 409)).toContain('取り込みが終わってから');
    await services().imports.run(context());
    expect((await use('busy')).status).toBe(303);
  });

  test('is heard of by another process within seconds, and what is public no more is gone everywhere', async () => {
    await defined('heard', lamps(2));
    const another = createKept(
      app.kernel,
      createDefinitions({ kernel: app.kernel, following: createFollowing() }),
    );
    await another.start(context(), { area: [122, 20, 154, 46], outline: null, registers: [] }, new Map());
    const titleAt = (seconds: number) => {
      const at = Temporal.Instant.from(TEST_NOW).add({ seconds });
      const kept = another.of(contextAt(municipality(), clerk.actor, at));
      return kept.find(({ register }) => register.id === 'heard')?.register.title;
    };
    const draft = await changed('heard');
    await post(`${draft}/general`, {
      ...GENERAL,
      title: '改名',
      unit: unit(),
      public: 'no',
      reason: '試し',
      seen: await seen(`${draft}/general`),
    });
    expect((await use('heard')).status).toBe(303);
    expect((await app.request(`/${CITY}/registers/heard`)).status).toBe(404);
    expect((await app.request(`/${CITY}/ogc/collections/heard`)).status).toBe(404);
    expect(await read(await get(`${STAFF}/heard`))).toContain('改名');
    expect(titleAt(1)).toBe('街路灯');
    await expect.poll(() => titleAt(6)).toBe('改名');
  });
});
