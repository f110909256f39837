import { existsSync, readFileSync } from 'node:fs';
import { parquetReadObjects } from 'hyparquet';
import { DataFactory, Parser, Store } from 'n3';
import Validator from 'rdf-validate-shacl';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Context, tenantOf } from '#kernel/context.js';
import { count } from '#kernel/journal/journal.js';
import { writeBook } from '#kernel/sheets/write-book.js';
import { csvText } from '#kernel/sheets/write-csv.js';
import { type SignedIn, signInAs } from '#modules/identity/fixtures.js';
import { contextAt } from '#modules/procedure/fixtures.js';
import { readFile } from '#modules/register/api.js';
import { pageText } from '#testing/page-text.js';
import { type TestApp, testApp } from '#testing/test-app.js';
import { TEST_NOW } from '#testing/test-kernel.js';
import { toJsonLd, toRdfXml } from './dcat/write.js';
import { aboutData as about, publishDataset } from './fixtures.js';
import type { About, Source } from './model.js';
import { nameFault } from './typed-about.js';

const CITY = 'nara-city';
const STAFF = `/${CITY}/staff/datasets`;
let app: TestApp;
let head: SignedIn;
let clerk: SignedIn;

beforeAll(async () => {
  app = await testApp();
  head = await signInAs(app.kernel, CITY, { name: 'head', grants: [{ role: 'section-head', unit: null }] });
  clerk = await signInAs(app.kernel, CITY, {
    name: 'clerk',
    grants: [{ role: 'clerk', unit: 'civic-affairs' }],
  });
  const { rows } = app.modules.register.services;
  for (const [code, name] of [
    ['A1', '市役所本庁舎'],
    ['A2', '南部公民館'],
    ['A3', '北部公民館'],
  ])
    expect(
      await rows.create(context(), 'aed', {
        values: { code, name, batteryUntil: '2027-03-31', ...(code === 'A1' && { note: '=1+1' }) },
        geometry: { type: 'Point', coordinates: [135.8048, 34.6851] },
      }),
    ).toMatchObject({ ok: true });
});
afterAll(() => app.stop());

function context(who: SignedIn = head, at = TEST_NOW): Context {
  const municipality = app.kernel.municipalities.bySlug(CITY);
  if (!municipality) throw new Error(`no municipality ${CITY}`);
  return contextAt(municipality, who.actor, at);
}
const services = () => app.modules.dataset.services;
const get = (path: string, headers: Record<string, string> = {}) =>
  app.request(`/${CITY}${path}`, { headers });
const post = (path: string, values: Record<string, string>, who: SignedIn = head) =>
  app.request(path, {
    method: 'POST',
    headers: { ...who.headers, 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams(values).toString(),
  });
const upload = (id: string, content: string, name = 'list.csv') => {
  const form = new FormData();
  form.append('file', new File([content], name));
  return app.request(`${STAFF}/${id}/file`, { method: 'POST', headers: head.headers, body: form });
};
const read = async (response: Response, status = 200): Promise<string> => {
  const text = await response.text();
  expect(response.status, text.slice(0, 300)).toBe(status);
  return pageText(text);
};
const journalled = (type: string) =>
  app.kernel.database.transaction(tenantOf(context()), (tx) => count(tx, { type }));
const revisionOf = async (id: string): Promise<string> =>
  String((await services().editing.open(context(), id)).dataset.revision);
const step = async (id: string, what: string, who: SignedIn = head) =>
  post(`${STAFF}/${id}/${what}`, { seen: await revisionOf(id) }, who);

const published = (name: string, source: Source, what: About, file?: string): Promise<string> =>
  publishDataset(services(), context(), { name, about: what, source, ...(file !== undefined && { file }) });

// biome-ignore lint/suspicious/noExplicitAny: what CKAN answers is looked into freely
type Answer = { help: string; success: boolean; result: any; error: any };
const action = async (name: string, query: Record<string, string> = {}, status = 200): Promise<Answer> => {
  const response = await get(`/api/3/action/${name}?${new URLSearchParams(query)}`);
  expect(response.status).toBe(status);
  return (await response.json()) as Answer;
};

test('a dataset gets no name of which another page is', () => {
  const pages = (app.modules.dataset.routes ?? []).flatMap(
    ({ path }) => /^\/data\/([a-z-]+)(\/|$)/.exec(path)?.[1] ?? [],
  );
  expect(pages).toContain('requests');
  for (const name of pages) expect(nameFault(name)).toEqual({ name: 'dataset.nameOfPage' });
});

describe('a dataset', () => {
  test('of a register is made, checked and published by its pages, and fetched by everybody', async () => {
    const typed = { ...about('AED設置箇所'), tags: 'AED、防災', groups: 'health', people: '', traits: '' };
    const form = Object.fromEntries(Object.entries(typed).map(([key, value]) => [key, String(value)]));
    expect(await read(await get('/staff/datasets', head.headers))).toContain('データセットはまだありません');
    const wrong = await post(`${STAFF}/new`, {
      ...form,
      title: '',
      name: 'A b',
      unit: 'x',
      source: 'register:none',
    });
    const markup = await wrong.text();
    expect(wrong.status).toBe(422);
    expect(markup).toContain('value="AED、防災"');
    const complaint = pageText(markup);
    // In the order of the page.
    expect([...markup.matchAll(/href="#(source|unit|name|title)"/g)].map(([, field]) => field)).toEqual([
      'source',
      'unit',
      'name',
      'title',
    ]);
    for (const words of ['元になるものを選んで', '題名を入力して', '小文字の英字で始まる'])
      expect(complaint).toContain(words);
    const made = await post(`${STAFF}/new`, {
      ...form,
      name: 'aed',
      unit: 'civic-affairs',
      source: 'register:aed',
    });
    expect(made.status).toBe(303);
    const id = made.headers.get('location')?.split('/').at(-1) ?? '';
    const twin = await post(`${STAFF}/new`, { ...form, name: 'aed', unit: 'civic-affairs', source: 'plan' });
    expect(await read(twin, 422)).toContain('同じ名前のデータセットがあります');

    const desk = await read(await get(`/staff/datasets/${id}`, clerk.headers));
    expect(desk).toContain('公開しない：点検のための内部の記録であるため');
    expect((await get('/data/aed')).status).toBe(404);
    const forged = await read(await post(`${STAFF}/${id}/check`, {}, clerk), 422);
    expect(forged).toContain('届いた内容に、読み取れないところがあります');
    expect(forged).not.toContain('seen');
    expect((await step(id, 'check', clerk)).status).toBe(303);
    expect((await step(id, 'publish', clerk)).status).toBe(403);
    expect((await step(id, 'publish')).status).toBe(303);
    expect(await journalled('dataset.published')).toBe(1);

    expect(await read(await get('/data?q=エーイーディー'))).toContain('該当するデータはありません');
    expect(await read(await get('/data?q=aed&format=csv&group=health'))).toContain('AED設置箇所');
    const page = await read(await get('/data/aed'));
    expect(page).toContain('CC BY 4.0');
    expect(page).toContain('推奨データセット（旧）');
    const bytes = new Uint8Array(await (await get('/data/aed/csv/download')).arrayBuffer());
    expect([...bytes.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    const csv = new TextDecoder().decode(bytes);
    expect(csv.startsWith('番号,名称')).toBe(true);
    expect(csv).toContain(`'=1+1`);
    expect(csv).not.toContain('2027-03-31');
    expect(await (await get('/data/aed/csv-recommended/download')).text()).toContain(
      '292010,A1,奈良県,奈良市',
    );
    expect(await (await get('/data/aed/json/download')).json()).toMatchObject([{ 番号: 'A1' }, {}, {}]);
    const { features } = (await (await get('/data/aed/geojson/download')).json()) as { features: unknown[] };
    expect(features).toHaveLength(3);
    const shapes = new Uint8Array(await (await get('/data/aed/shapefile/download')).arrayBuffer());
    const places = await readFile(shapes);
    expect(places.ok && [places.table.format, places.table.rows.length]).toEqual(['shapefile', 3]);
    const turtle = await get('/data/aed/ttl/download');
    expect(turtle.headers.get('content-type')).toContain('text/turtle');
    const rows = new Store(new Parser().parse(await turtle.text()));
    const [named] = rows.getSubjects(null, DataFactory.literal('南部公民館'), null);
    expect(named?.value).toMatch(/\/data\/aed\/ttl\/download#row=3$/);
    const parquet = await (await get('/data/aed/parquet/download')).arrayBuffer();
    expect((await parquetReadObjects({ file: parquet })).map(({ 番号 }) => 番号)).toEqual(['A1', 'A2', 'A3']);
    const book = await get('/data/aed/xlsx/download');
    expect(book.headers.get('content-type')).toContain('spreadsheetml');
    // Who only looks, or has it, fetches nothing.
    const looked = await app.request(`/${CITY}/data/aed/json/download`, { method: 'HEAD' });
    const { etag = '' } = Object.fromEntries(looked.headers);
    const known = await get('/data/aed/json/download', { 'if-none-match': etag });
    expect([looked.status, known.status]).toEqual([200, 304]);
    expect(await read(await get('/data/aed/csv'))).toContain('北部公民館');
    expect((await get('/data/aed/geojson')).status).toBe(404);
    const { downloads } = await services().editing.open(context(), id);
    expect([...downloads.values()].reduce((sum, times) => sum + times)).toBe(8);
    expect(await read(await get(`/data/aed?anew=1`))).toContain('ダウンロード数 8');
    for (const locale of ['en', 'zh-Hans', 'ko', 'vi', 'pt', 'ja-x-easy'])
      for (const path of ['/data', '/data/aed', '/data/aed/csv'])
        expect((await get(`${path}?lang=${locale}`)).status).toBe(200);

    expect((await step(id, 'withdraw')).status).toBe(303);
    expect((await get('/data/aed')).status).toBe(404);
    expect((await action('package_show', { id: 'aed' }, 404)).error.__type).toBe('Not Found Error');
    expect((await step(id, 'reopen')).status).toBe(303);
    expect((await step(id, 'check')).status).toBe(303);
    expect((await step(id, 'publish')).status).toBe(303);
    const late = await post(`${STAFF}/${id}/withdraw`, { seen: '1' });
    expect(await read(late, 422)).toContain('ほかの人が先に変更しました');
  });

  test('of files keeps every version with its digest, and says in words what is wrong', async () => {
    const made = await post(`${STAFF}/new`, {
      name: 'toilets',
      unit: 'civic-affairs',
      source: 'upload',
      title: '公衆トイレ',
      notes: '令和8年4月現在',
      licence: 'CC-BY-4.0',
      frequency: 'yearly',
    });
    const id = made.headers.get('location')?.split('/').at(-1) ?? '';
    const forged = await post(`${STAFF}/new`, {
      name: 'forged',
      unit: 'civic-affairs',
      source: 'upload',
      title: '残る名前',
      notes: 'だれかの条件',
      licence: 'CC-BY-NC-4.0',
    });
    expect(forged.status).toBe(422);
    const again = await forged.text();
    expect(again).toContain('id="licence-error"');
    expect(again).toContain('残る名前');
    expect(await read(await upload(id, '', ''), 422)).toContain('ファイルを選んで');
    for (const [content, words] of [
      ['', 'ファイルが空です'],
      ['名称,"緯度\r\n', '引用符の閉じ忘れ'],
      ['名称,緯度\r\n', '見出しの下に行がありません'],
    ] as const)
      expect(await read(await upload(id, content), 422), words).toContain(words);
    const swapped = csvText([
      ['名称', '', '緯度', '経度', '登録日'],
      ['公園', 'x', 135.8, 34.68, 'R8.4.1'],
    ]);
    expect((await upload(id, swapped)).status).toBe(303);
    const desk = await read(await get(`/staff/datasets/${id}`, head.headers));
    for (const words of ['緯度と経度が逆のようです', '2列目に見出しがありません', '2026-04-01の形でない日付'])
      expect(desk).toContain(words);
    expect(await read(await step(id, 'check'), 422)).toContain('公開を妨げるところがあります');
    // A field that is missing at the end, below an empty line: the line of the file is named.
    expect((await upload(id, '名称,緯度,経度\r\n公園,34.68,135.8\r\n\r\n広場,34.68\r\n')).status).toBe(303);
    expect(await read(await get(`/staff/datasets/${id}`, head.headers))).toContain(
      '4行目の列が、見出しより足りません（全部で1行）',
    );
    const good = csvText([
      ['名称', '緯度', '経度'],
      ['公園', 34.68, 135.8],
    ]);
    expect((await upload(id, good)).status).toBe(303);
    expect(await read(await upload(id, good), 422)).toContain('前の版と同じ内容です');
    expect((await step(id, 'check')).status).toBe(303);
    expect((await step(id, 'publish')).status).toBe(303);
    // A form that could not be saved is not offered.
    for (const path of ['edit', 'files/new', 'files/main'])
      for (const [who, status] of [
        [clerk, 403],
        [head, 200],
      ] as const)
        expect((await get(`/staff/datasets/${id}/${path}`, who.headers)).status).toBe(status);
    const clerkDesk = await (await get(`/staff/datasets/${id}`, clerk.headers)).text();
    expect(clerkDesk).not.toContain(`${id}/edit`);
    expect(clerkDesk).toContain(`${id}/file"`);
    expect(await read(await upload(id, swapped), 422)).toContain('公開中のデータは変えていません');
    expect((await upload(id, good.replace('公園', '駅前'))).status).toBe(303);
    expect(await (await get('/data/toilets/csv/download')).text()).toContain('駅前');
    expect(await (await get('/data/toilets/versions/3')).text()).toContain('公園');
    // The first one never went out: it is for staff.
    expect((await get('/data/toilets/versions/1')).status).toBe(404);
    expect((await get('/data/toilets/versions/1', clerk.headers)).status).toBe(404);
    expect(await read(await get('/data/toilets'))).not.toContain('第1版');
    const own = await get(`/staff/datasets/${id}/versions/1`, clerk.headers);
    expect(await own.text()).toBe(swapped.slice(1));
    expect((await get(`/staff/datasets/${id}/versions/1`)).status).toBe(303);
    expect(await read(await get(`/staff/datasets/${id}`, head.headers))).toContain(
      '公開していない（職員だけ）',
    );
    const words = {
      title: '公衆トイレの一覧',
      notes: '場所',
      licence: 'CC-BY-4.0',
      frequency: 'yearly',
      seen: await revisionOf(id),
    };
    expect((await post(`${STAFF}/${id}/edit`, words)).status).toBe(303);
    expect(await read(await post(`${STAFF}/${id}/edit`, words), 422)).toContain('ほかの人が先に変更しました');
    expect(await read(await get('/data/toilets'))).toContain('公衆トイレの一覧');
    const { versions } = await services().editing.open(context(), id);
    expect(versions.map(({ version, rows }) => [version, rows])).toEqual([
      [4, 1],
      [3, 1],
      [2, 2],
      [1, 1],
    ]);
    expect(new Set(versions.map(({ digest }) => digest)).size).toBe(4);
    const year = contextAt(context().municipality, head.actor, '2028-01-01T09:00:00+09:00');
    const { isLate } = await import('./model.js');
    const waiting = (at: Context) => services().editing.waiting(at, (one) => isLate(one, at.clock.now()));
    expect([await waiting(context()), await waiting(year)]).toEqual([0, 1]);
  });

  test('gives one version up that should not be out; what was out before is out again', async () => {
    const year = (of: number) => `年度,人口\r\n${of},${1000 + of}\r\n`;
    const id = await published('recalls', { kind: 'upload' }, about('回収'), year(1));
    const back = (version: number, reason: string, who = head) =>
      post(`${STAFF}/${id}/versions/${version}/recall`, { reason }, who);
    const out = async () =>
      Promise.all([1, 2, 3].map(async (version) => (await get(`/data/recalls/versions/${version}`)).status));
    // It is all that is out.
    expect(await read(await back(1, '誤り'), 422)).toContain('ほかに公開している版がありません');
    for (const one of [2, 3]) expect((await upload(id, year(one))).status).toBe(303);
    expect(await out()).toEqual([200, 200, 200]);

    expect((await back(3, '誤り', clerk)).status).toBe(403);
    expect((await get(`/staff/datasets/${id}/versions/3/recall`, clerk.headers)).status).toBe(403);
    expect(await read(await get(`/staff/datasets/${id}/versions/3/recall`, head.headers))).toContain(
      'だれもダウンロードできなくなります',
    );
    expect(await read(await back(3, ' '), 422)).toContain('公開をやめる理由を入力して');
    expect((await back(3, '氏名が残っていた')).status).toBe(303);
    expect(await journalled('dataset.versionRecalled')).toBe(1);
    expect(await out()).toEqual([200, 200, 404]);
    expect((await back(3, '二度目')).status).toBe(404);
    const content = async () => (await get('/data/recalls/csv/download')).text();
    expect(await content()).toContain('2,1002');
    const page = await read(await get('/data/recalls'));
    expect(page).not.toContain('第3版');
    expect(page).not.toContain('氏名が残っていた');
    expect(await read(await get(`/staff/datasets/${id}`, clerk.headers))).toContain('氏名が残っていた');
    expect((await get(`/staff/datasets/${id}/versions/3`, clerk.headers)).status).toBe(200);
    // The files of the desk are those that are out.
    const desk = await (await get(`/staff/datasets/${id}`, clerk.headers)).text();
    expect([/第2版 \S+\.csv/.test(desk), /第3版 \S+\.csv/.test(desk)]).toEqual([true, false]);

    // Also after the whole was withdrawn and published again.
    for (const what of ['withdraw', 'reopen', 'check', 'publish'])
      expect((await step(id, what)).status).toBe(303);
    expect(await out()).toEqual([200, 200, 404]);
    expect(await content()).toContain('2,1002');
    expect((await back(1, '古い')).status).toBe(303);
    expect(await read(await back(2, '古い'), 422)).toContain('ほかに公開している版がありません');
    expect((await step(id, 'withdraw')).status).toBe(303);
  });

  test('that never went out is thrown away with its files, and its name is free again', async () => {
    const begin = async () => {
      const made = await services().editing.create(context(), {
        name: 'scrap',
        unit: 'civic-affairs',
        source: { kind: 'upload' },
        about: about('書き損じ'),
      });
      return made?.id ?? '';
    };
    const id = await begin();
    expect((await upload(id, '名称\r\n公園\r\n')).status).toBe(303);
    const markup = await (await get(`/staff/datasets/${id}`, clerk.headers)).text();
    expect(markup).toContain('popovertarget="discard"');
    expect(pageText(markup)).toContain('「書き損じ」の下書きを捨てますか');
    const late = await post(`${STAFF}/${id}/discard`, { seen: '1' }, clerk);
    expect(await read(late, 422)).toContain('ほかの人が先に');
    expect((await step(id, 'discard', clerk)).status).toBe(303);
    expect(await journalled('dataset.discarded')).toBe(1);
    for (const path of ['', '/versions/1'])
      expect((await get(`/staff/datasets/${id}${path}`, head.headers)).status).toBe(404);
    expect(await read(await get('/staff/datasets', head.headers))).not.toContain('書き損じ');

    // What was out is not thrown away, withdrawn or not.
    const next = await begin();
    expect(next).not.toBe(id);
    expect((await upload(next, '名称\r\n公園\r\n')).status).toBe(303);
    for (const what of ['check', 'publish', 'withdraw', 'reopen']) {
      expect((await step(next, what)).status).toBe(303);
      if (what !== 'check') expect((await step(next, 'discard')).status).toBe(409);
    }
    expect(await read(await get(`/staff/datasets/${next}`, head.headers))).not.toContain('下書きを捨てる');
  });

  test('of several files gives each its name, its versions and its downloads', async () => {
    const year = (of: number) =>
      csvText([
        ['年度', '人口'],
        [of, 1000 + of],
      ]);
    const id = await published('population', { kind: 'upload' }, about('人口'), year(2026));
    const send = (path: string, values: Record<string, string>, content: string, who = head) => {
      const form = new FormData();
      for (const [name, value] of Object.entries(values)) form.append(name, value);
      if (content) form.append('file', new File([content], 'list.csv'));
      return app.request(`${STAFF}/${id}${path}`, { method: 'POST', headers: who.headers, body: form });
    };
    const wrong = await send('/files/new', { name: '', description: '昭和の人口' }, '');
    const complaint = await wrong.text();
    expect(wrong.status).toBe(422);
    for (const words of ['ファイルの名前を入力して', 'ファイルを選んで'])
      expect(pageText(complaint)).toContain(words);
    expect(complaint).toContain('昭和の人口');
    const older = { name: '2025年度の人口', description: '年度末の人口' };
    // More of what is public is for who may publish.
    expect((await send('/files/new', older, year(2025), clerk)).status).toBe(403);
    expect((await send('/files/new', older, year(2025))).status).toBe(303);
    expect(await read(await send('/files/new', { ...older, name: '壊れた表' }, '"'), 422)).toContain(
      '引用符の閉じ忘れ',
    );
    // Names tell files apart, whatever their width; what was typed stays.
    for (const name of ['２０２５年度の人口', '人口']) {
      const twin = await (await send('/files/new', { name, description: '二つめ' }, year(2024))).text();
      expect(pageText(twin)).toContain('同じ名前のファイルがあります');
      expect(twin).toContain('二つめ');
    }
    const same = { seen: await revisionOf(id), name: '人口', description: '' };
    expect(await read(await post(`${STAFF}/${id}/files/file-2`, same), 422)).toContain('同じ名前のファイル');
    expect((await post(`${STAFF}/${id}/files/main`, same)).status).toBe(303);

    const { resources } = (await action('package_show', { id: 'population' })).result;
    expect(resources).toHaveLength(10);
    const [main, , , , , second] = resources;
    expect([main.name, main.format, main.description]).toEqual(['人口', 'CSV', '']);
    expect([second.name, second.format, second.description]).toEqual([
      '2025年度の人口',
      'CSV',
      '年度末の人口',
    ]);
    expect(second.url).toMatch(/\/data\/population\/file-2-csv\/download$/);
    expect(second.hash).not.toBe(main.hash);
    const at = (path: string) => get(`/data/population/${path}`);
    expect(await (await at('csv/download')).text()).toContain('2026,3026');
    const older2 = await at('file-2-csv/download');
    expect(older2.headers.get('content-disposition')).toContain('population_file_2.csv');
    expect(await older2.text()).toContain('2025,3025');
    const found = await action('datastore_search', { resource_id: second.id });
    expect(found.result.records).toMatchObject([{ 年度: 2025 }]);
    expect(await read(await at('file-2-csv'))).toContain('2025 3025');

    // A version of one file leaves the other as it is.
    expect((await send('/file', { part: 'file-2' }, `${year(2025)}2024,3024\r\n`)).status).toBe(303);
    expect(await read(await send('/file', { part: 'file-2' }, `${year(2025)}2024,3024\r\n`), 422)).toContain(
      '前の版と同じ',
    );
    expect(await read(await send('/file', { part: 'file-9' }, year(1)), 422)).toContain(
      'そのファイルはもうない',
    );
    expect(await (await at('file-2-csv/download')).text()).toContain('2024,3024');
    expect(await (await at('csv/download')).text()).not.toContain('2024');
    expect(await (await at('versions/2')).text()).not.toContain('2024');

    const markup = await (await get('/data/population')).text();
    const page = pageText(markup);
    // Each link says alone of which file it is.
    const links = [...markup.matchAll(/<a [^>]*\/download"[^>]*>([\s\S]*?)<\/a>/g)].map(([, text]) =>
      pageText(text ?? ''),
    );
    expect(links).toContain('2025年度の人口 · CSVをダウンロード');
    expect(new Set(links).size).toBe(10);
    for (const words of ['2025年度の人口', '年度末の人口', '第3版']) expect(page).toContain(words);
    const desk = await read(await get(`/staff/datasets/${id}`, head.headers));
    expect(desk).toMatch(/2025年度の人口 年度末の人口 .*第3版 list\.csv .*2 .*2/);
    const quads = new Store(new Parser().parse(await (await get('/data/catalog.ttl')).text()));
    const { namedNode } = DataFactory;
    const titles = quads
      .getObjects(null, namedNode('http://purl.org/dc/terms/title'), null)
      .map(({ value }) => value);
    for (const title of ['人口（CSV）', '2025年度の人口（XLSX）']) expect(titles).toContain(title);
    const feed = await (await get('/data/feed.atom')).text();
    expect(feed).toMatch(
      /<link rel="enclosure" type="text\/csv" title="2025年度の人口" href="[^"]*file-2-csv/,
    );

    // Names change; what is wrong with one is told by its name; what is taken away nobody fetches.
    const rename = { seen: await revisionOf(id), name: '旧年度の人口', description: '' };
    expect((await post(`${STAFF}/${id}/files/file-2`, rename)).status).toBe(303);
    expect(
      await read(await post(`${STAFF}/${id}/files/file-2`, { ...rename, name: '二番目' }), 422),
    ).toContain('ほかの人が先に変更');
    expect(await read(await get('/data/population'))).toContain('旧年度の人口');
    const away = { seen: await revisionOf(id) };
    expect((await post(`${STAFF}/${id}/files/file-2/remove`, away, clerk)).status).toBe(403);
    expect((await post(`${STAFF}/${id}/files/file-2/remove`, away)).status).toBe(303);
    for (const path of ['file-2-csv/download', 'file-2-csv', 'versions/2', 'versions/3'])
      expect((await at(path)).status).toBe(404);
    expect((await at('versions/1')).status).toBe(200);
    expect(await read(await get('/data/population'))).not.toContain('第3版');
    expect((await post(`${STAFF}/${id}/files/main/remove`, { seen: await revisionOf(id) })).status).toBe(409);
    expect(await read(await get(`/staff/datasets/${id}/files/main`, head.headers))).toContain(
      'ただ1つのファイルなので外せません',
    );
    expect((await step(id, 'withdraw')).status).toBe(303);
  });

  test('loses its first file where another one is there, whose addresses stay', async () => {
    const year = (number: number) => new TextEncoder().encode(`年,人数\r\n${number},30\r\n`);
    const id = await published('years', { kind: 'upload' }, about('年ごとの人数'), '年,人数\r\n2024,29\r\n');
    const give = (number: number, into?: { name: string; description: string }) =>
      services().editing.receive(context(), id, { name: 'a.csv', bytes: year(number) }, into);
    const { kind } = await give(2025, { name: '2025年', description: '' });
    expect(kind).toBe('kept');
    expect((await get('/data/years/csv/download')).status).toBe(200);
    const fileOf = async (part: string) =>
      pageText(await (await get(`/staff/datasets/${id}/files/${part}`, head.headers)).text());
    expect(await fileOf('main')).toContain('「年ごとの人数」をこのデータセットから外しますか');
    const seen = await revisionOf(id);
    expect((await post(`${STAFF}/${id}/files/main/remove`, { seen }, clerk)).status).toBe(403);
    expect((await post(`${STAFF}/${id}/files/main/remove`, { seen })).status).toBe(303);
    for (const path of ['csv/download', 'csv', 'versions/1'])
      expect((await get(`/data/years/${path}`)).status).toBe(404);
    // Staff keep the version, and are not led to take it back once more.
    expect(await read(await get(`/staff/datasets/${id}`, head.headers))).toContain(
      'データセットから外したので',
    );
    expect((await get(`/staff/datasets/${id}/versions/1/recall`, head.headers)).status).toBe(404);
    expect(await (await get('/data/years/file-2-csv/download')).text()).toContain('2025,30');
    const shown = (await action('package_show', { id: 'years' })).result.resources as { name: string }[];
    expect(new Set(shown.map(({ name }) => name)).size).toBe(1);
    // What is handed in without naming a file is of the one that is left.
    expect((await give(2026)).kind).toBe('kept');
    expect(await (await get('/data/years/file-2-csv/download')).text()).toContain('2026,30');
    expect(await fileOf('file-2')).toContain('ただ1つのファイルなので外せません');
    expect((await get(`/staff/datasets/${id}/files/main`, head.headers)).status).toBe(404);
    expect((await step(id, 'withdraw')).status).toBe(303);
  });

  test('of several files says which of them is wrong', async () => {
    const made = await services().editing.create(context(), {
      name: 'clubs',
      unit: 'civic-affairs',
      source: { kind: 'upload' },
      about: about('クラブ'),
    });
    const id = made?.id ?? '';
    const give = (content: string, into?: { name: string; description: string }) =>
      services().editing.receive(
        context(),
        id,
        { name: 'a.csv', bytes: new TextEncoder().encode(content) },
        into,
      );
    expect(await give('名称,人数\r\n読書,3\r\n')).toMatchObject({ kind: 'kept' });
    expect(await give('名称,名称\r\n将棋,4\r\n', { name: '二つ目の表', description: '' })).toMatchObject({
      kind: 'kept',
    });
    const desk = await read(await get(`/staff/datasets/${id}`, head.headers));
    expect(desk).toMatch(/二つ目の表 [^ ]*「名称」/);
    expect((await step(id, 'check')).status).toBe(422);
  });

  test('about people goes out only when nobody can be recognised', async () => {
    const people = about('健診の結果', {
      isAboutPeople: true,
      traits: ['年代', '町名'],
      frequency: 'yearly',
    });
    const rows = Array.from({ length: 5 }, (_one, at) => ['60代', '三条町', 100 + at]);
    const head = ['年代', '町名', '値'];
    await expect(
      published('checkups-bad', { kind: 'upload' }, people, csvText([head, ...rows, ['90代', '川上町', 1]])),
    ).rejects.toMatchObject({ code: 'notAllowedNow' });
    const { items } = await services().editing.list(context());
    const bad = items.find(({ name }) => name === 'checkups-bad');
    expect(await read(await get(`/staff/datasets/${bad?.id}`, clerk.headers))).toContain('90代・川上町：1行');
    await published('checkups', { kind: 'upload' }, people, csvText([head, ...rows]));
    expect((await get('/data/checkups')).status).toBe(200);
    // What was refused stays refused when a better file goes out.
    await upload(bad?.id ?? '', csvText([head, ...rows]));
    for (const what of ['check', 'publish']) expect((await step(bad?.id ?? '', what)).status).toBe(303);
    expect((await get('/data/checkups-bad/versions/1')).status).toBe(404);
    expect(await (await get('/data/checkups-bad/versions/2')).text()).toContain('三条町');
    // A draft of what was public before is none.
    for (const what of ['withdraw', 'reopen']) expect((await step(bad?.id ?? '', what)).status).toBe(303);
    await upload(bad?.id ?? '', csvText([head, ['90代', '川上町', 2]]));
    await upload(bad?.id ?? '', csvText([head, ...rows, ...rows]));
    for (const what of ['check', 'publish']) expect((await step(bad?.id ?? '', what)).status).toBe(303);
    const statuses = await Promise.all(
      [1, 2, 3, 4].map(async (version) => (await get(`/data/checkups-bad/versions/${version}`)).status),
    );
    expect(statuses).toEqual([404, 200, 404, 200]);
    expect((await step(bad?.id ?? '', 'withdraw')).status).toBe(303);
  });

  test('of files gives its versions out without formulas', async () => {
    const risky = '名称,数\r\n"=HYPERLINK(""http://x"")",1\r\n';
    const id = await published('formulas', { kind: 'upload' }, about('式'), risky);
    const version = await get('/data/formulas/versions/1');
    expect(version.headers.get('content-disposition')).toContain('formulas_v1.csv');
    expect(await version.text()).toContain(`"'=HYPERLINK`);
    const plain = '名称,数\r\n公園,-1.50\r\n';
    expect((await upload(id, plain)).status).toBe(303);
    expect(await (await get('/data/formulas/versions/2')).text()).toBe(plain);
    expect(await (await get(`/staff/datasets/${id}/versions/1`, head.headers)).text()).toBe(risky);
    // Of a workbook only the sheet that was judged goes out.
    const sheet = (name: string, cell: string) => ({
      name,
      columns: [{ heading: '名称', width: 20, look: 'text' as const }],
      rows: [[cell]],
    });
    const form = new FormData();
    const book = writeBook([sheet('公開', '=1+1'), sheet('内部', '秘密の名簿')]);
    form.append('file', new File([book as BlobPart], 'list.xlsx'));
    const sent = await app.request(`${STAFF}/${id}/file`, {
      method: 'POST',
      headers: head.headers,
      body: form,
    });
    expect(sent.status).toBe(303);
    expect(await read(await get(`/staff/datasets/${id}`, head.headers))).toContain(
      'シート「公開」だけを読みました。ほかのシートは公開しません：内部',
    );
    const given = await readFile(
      new Uint8Array(await (await get('/data/formulas/versions/3')).arrayBuffer()),
    );
    expect(given).toMatchObject({ ok: true, table: { headings: ['名称'] } });
    expect(given.ok && given.table.sheets).toBe(undefined);
    expect((await step(id, 'withdraw')).status).toBe(303);
  });

  test('of another section is not there for a clerk', async () => {
    const elsewhere = await signInAs(app.kernel, CITY, {
      name: 'elsewhere',
      grants: [{ role: 'clerk', unit: 'nursery' }],
    });
    const { items } = await services().editing.list(context());
    expect((await get(`/staff/datasets/${items[0]?.id}`, elsewhere.headers)).status).toBe(404);
    expect((await services().editing.list(context(elsewhere))).items).toEqual([]);
  });

  test('that is live keeps a version when its register has changed, and no other', async () => {
    const { publishing, editing } = services();
    const { byName } = await services().catalogs.read(context());
    const id = byName.get('aed')?.dataset.id ?? '';
    const before = (await editing.open(context(), id)).versions.length;
    await publishing.keep(context());
    expect((await editing.open(context(), id)).versions).toHaveLength(before);
    const later = context(head, '2026-11-21T09:00:00+09:00');
    await app.modules.register.services.rows.create(later, 'aed', {
      values: { code: 'A4', name: '駅' },
      geometry: null,
    });
    await publishing.keep(context(head, '2026-11-21T10:00:00+09:00'));
    expect((await editing.open(context(), id)).versions).toHaveLength(before + 1);
  });
});

describe('data that people want', () => {
  test('is asked for without an account, and shown only when somebody said so', async () => {
    const id = '019a9f00-0000-7000-8000-000000000001';
    const ask = (words: string) => post(`/${CITY}/data/requests`, { id, words });
    expect(await read(await ask(' '), 422)).toContain('ほしいデータを入力してください');
    expect((await ask('公園の遊具の一覧')).status).toBe(303);
    expect((await ask('公園の遊具の一覧')).status).toBe(303);
    expect(await journalled('dataset.requested')).toBe(1);
    expect(await read(await get('/data'))).not.toContain('公園の遊具の一覧');
    expect((await get('/staff/datasets/requests', clerk.headers)).status).toBe(403);
    expect(await read(await get('/staff/datasets/requests', head.headers))).toContain('公園の遊具の一覧');
    const decide = (values: Record<string, string>) => post(`${STAFF}/requests/${id}`, values);
    expect(await read(await decide({ state: 'answered', answer: '' }), 422)).toContain(
      '回答を入力してください',
    );
    expect((await decide({ state: 'answered', answer: '来月公開します' })).status).toBe(303);
    expect(await read(await get('/data'))).toContain('来月公開します');
    expect((await decide({ state: 'hidden', answer: '' })).status).toBe(303);
    expect(await read(await get('/data'))).not.toContain('公園の遊具の一覧');
  });

  test('is taken from one connection so often an hour, and what was typed stays', async () => {
    const before = await journalled('dataset.requested');
    const ask = (at: number) => post(`/${CITY}/data/requests`, { words: `要望${at}` });
    let last = await ask(0);
    for (let at = 1; at < 25 && last.status === 303; at += 1) last = await ask(at);
    const markup = await last.text();
    expect(last.status).toBe(422);
    expect(pageText(markup)).toContain('この接続からの要望が続いたため');
    expect(markup).toMatch(/要望\d+<\/textarea>/);
    expect((await journalled('dataset.requested')) - before).toBeLessThanOrEqual(20);
  });
});

describe('the Action API of CKAN', () => {
  test('answers as CKAN does', async () => {
    const list = await action('package_list');
    expect(list).toMatchObject({ success: true, result: ['aed', 'checkups', 'toilets'] });
    expect(list.help).toContain('/api/3/action/help_show?name=package_list');
    const { result } = await action('package_show', { id: 'aed' });
    expect(result).toMatchObject({
      name: 'aed',
      license_id: 'CC-BY-4.0',
      organization: { name: 'civic-affairs', is_organization: true },
      tags: [{ name: 'AED' }, { name: '防災' }],
      groups: [{ name: 'health' }],
    });
    expect((await action('package_show', { id: result.id })).result.name).toBe('aed');
    expect(result.resources.map(({ format }: { format: string }) => format)).toContain('GeoJSON');
    const [file] = result.resources;
    expect((await action('resource_show', { id: file.id })).result).toEqual(file);
    expect(new URL(file.url).pathname).toBe(`/${CITY}/data/aed/csv/download`);
    expect((await action('package_show', {}, 409)).error).toEqual({
      id: ['Missing value'],
      __type: 'Validation Error',
    });
    expect((await action('package_show', { id: 'none' }, 404)).error).toEqual({
      message: 'Not found',
      __type: 'Not Found Error',
    });
    const unknown = await get('/api/3/action/package_create');
    expect([unknown.status, await unknown.json()]).toEqual([
      400,
      'Bad request - Action name not known: package_create',
    ]);
    expect((await action('site_read')).result).toBe(true);
    expect(await (await get('/api/action/site_read')).json()).toMatchObject({ success: true, result: true });
    expect((await action('organization_list')).result).toEqual(['civic-affairs']);
    expect((await action('organization_show', { id: 'civic-affairs' })).result.package_count).toBe(3);
    expect((await action('group_list', { all_fields: 'true' })).result).toMatchObject([{ name: 'health' }]);
    expect((await action('tag_list')).result).toEqual(['AED', '防災']);
  });

  test('searches in the language of Solr, by GET and by POST', async () => {
    const names = async (q: string, more: Record<string, string> = {}) =>
      (await action('package_search', { q, ...more })).result.results.map(
        ({ name }: { name: string }) => name,
      );
    expect(await names('*:*', { sort: 'name desc' })).toEqual(['toilets', 'checkups', 'aed']);
    expect(await names('title:"設置箇所" AND tags:防災')).toEqual(['aed']);
    expect(await names('name:t* OR name:a*', { sort: 'name asc' })).toEqual(['aed', 'toilets']);
    expect(
      await names('-tags:AED', { fq: 'res_format:CSV', sort: 'name asc', start: '1', rows: '1' }),
    ).toEqual(['toilets']);
    expect(
      await names('metadata_modified:[NOW-1DAY TO *]', { fq: '-name:checkups', sort: 'name asc' }),
    ).toEqual(['aed', 'toilets']);
    expect((await action('package_search', { q: '(aed' }, 409)).error.__type).toBe('Search Error');
    const response = await app.request(`/${CITY}/api/3/action/package_search`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ q: 'aed', rows: 0, 'facet.field': ['organization', 'res_format'] }),
    });
    const { result } = (await response.json()) as Answer;
    expect(result).toMatchObject({ count: 1, results: [], facets: { organization: { 'civic-affairs': 1 } } });
    expect(result.search_facets.organization.items[0].count).toBe(1);
    const form = await app.request(`/${CITY}/api/3/action/package_show`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: JSON.stringify({ id: 'aed' }),
    });
    expect(((await form.json()) as Answer).result.name).toBe('aed');
  });

  test('looks into the rows of a table', async () => {
    const { result } = await action('package_show', { id: 'aed' });
    const resource_id = result.resources[0].id;
    const all = (await action('datastore_search', { resource_id })).result;
    expect(all).toMatchObject({ total: 4, limit: 100 });
    expect(all.fields.slice(0, 2)).toEqual([
      { id: '_id', type: 'int' },
      { id: '番号', type: 'text' },
    ]);
    expect(all.fields.map(({ id }: { id: string }) => id)).not.toContain('電池の期限');
    const found = await action('datastore_search', {
      resource_id,
      q: '公民館',
      sort: '番号 desc',
      fields: '番号,名称',
      limit: '1',
    });
    expect(found.result).toMatchObject({ total: 2, records: [{ 番号: 'A3', 名称: '北部公民館' }] });
    const { next } = found.result._links;
    expect(next).toContain('offset=1');
    const following = await app.request(next);
    expect(await following.json()).toMatchObject({ result: { records: [{ 番号: 'A2' }] } });
    const as = async (records_format: string) =>
      (await action('datastore_search', { resource_id, records_format, fields: '番号,名称', limit: '2' }))
        .result.records;
    expect(await as('lists')).toEqual([
      ['A1', '市役所本庁舎'],
      ['A2', '南部公民館'],
    ]);
    expect(await as('csv')).toBe('A1,市役所本庁舎\r\nA2,南部公民館\r\n');
    expect(await as('tsv')).toBe('A1\t市役所本庁舎\nA2\t南部公民館\n');
    for (const wrong of [{ records_format: 'foo' }, { foo: '1' }] as Record<string, string>[])
      expect((await action('datastore_search', { resource_id, ...wrong }, 409)).error).toHaveProperty(
        Object.keys(wrong),
      );
    // What comes twice is a list, which `fields` takes and a number or a text is not.
    for (const [name, message] of [
      ['limit', 'Invalid integer'],
      ['q', 'Must be a Unicode string value'],
    ] as const) {
      const twice = await get(
        `/api/3/action/datastore_search?resource_id=${resource_id}&${name}=1&${name}=2`,
      );
      expect([twice.status, ((await twice.json()) as Answer).error]).toEqual([
        409,
        { [name]: [message], __type: 'Validation Error' },
      ]);
    }
    const both = await get(
      `/api/3/action/datastore_search?resource_id=${resource_id}&fields=番号&fields=名称`,
    );
    expect(((await both.json()) as Answer).result.fields).toHaveLength(2);
    const few = (await action('package_search', { q: 'aed', fl: 'id,name' })).result.results;
    expect(few).toEqual([{ id: result.id, name: 'aed' }]);
    const asked = await app.request(`/${CITY}/api/3/action/datastore_search`, {
      method: 'OPTIONS',
      headers: { origin: 'https://example.jp', 'access-control-request-method': 'POST' },
    });
    expect([asked.status, asked.headers.get('access-control-allow-origin')]).toEqual([204, '*']);
    expect(asked.headers.get('access-control-allow-headers')).toContain('content-type');
    for (const path of ['/data/aed/csv/download', '/data/catalog.ttl']) {
      const file = await app.request(`/${CITY}${path}`, { method: 'OPTIONS' });
      expect([file.status, file.headers.get('access-control-allow-origin')], path).toEqual([204, '*']);
    }
    const shown = await get('/api/3/action/package_show?id=aed');
    expect([shown.headers.get('cache-control'), shown.headers.get('access-control-allow-origin')]).toEqual([
      'public, max-age=60',
      '*',
    ]);
    const known = { 'if-none-match': shown.headers.get('etag') ?? '' };
    expect((await get('/api/3/action/package_show?id=aed', known)).status).toBe(304);
    expect((await get('/api/3/action/package_show?id=nothing')).headers.get('cache-control')).toBe(
      'private, no-store',
    );
    const unsorted = await action('group_list', { sort: 'foo' }, 409);
    expect(JSON.stringify(unsorted.error)).toContain('Cannot sort by field `foo`');
    expect((await action('organization_list', { sort: 'name desc' })).success).toBe(true);
    const csv = await get('/data/aed/csv/download');
    const tag = csv.headers.get('etag') ?? '';
    expect([tag.length > 10, csv.headers.get('cache-control')]).toEqual([true, 'public, no-cache']);
    const same = await get('/data/aed/csv/download', { 'if-none-match': tag });
    expect([same.status, await same.text()]).toEqual([304, '']);
    const filtered = { resource_id, filters: JSON.stringify({ 番号: ['A1', 'A2'] }) };
    expect((await action('datastore_search', filtered)).result.total).toBe(2);
    expect(
      (await action('datastore_search', { resource_id, filters: '{"電池の期限":"2027-03-31"}' }, 409)).error
        .__type,
    ).toBe('Validation Error');
    expect((await action('datastore_search', { resource_id: 'x' }, 404)).success).toBe(false);
  });
});

describe('the catalogue for programs', () => {
  const SHAPES = new URL('../../../../shared/data/standards/dcat-ap/', import.meta.url);

  test('is the same in Turtle, JSON-LD and RDF/XML, and a feed tells what is new', async () => {
    const ttl = await get('/data/catalog.ttl');
    expect(ttl.headers.get('content-type')).toContain('text/turtle');
    const quads = new Parser().parse(await ttl.text());
    const subjects = new Set(quads.map(({ subject }) => subject.value));
    const json = (await (await get('/data/catalog.jsonld')).json()) as { '@graph': { '@id': string }[] };
    expect(new Set(json['@graph'].map((node) => node['@id']))).toEqual(subjects);
    const xml = await (await get('/data/catalog.rdf')).text();
    expect(xml.match(/<rdf:Description /g)).toHaveLength(subjects.size);
    const { literal, namedNode, quad } = DataFactory;
    const odd = [
      quad(
        namedNode('http://a/?x=1&y=2'),
        namedNode('http://purl.org/dc/terms/title'),
        literal('<&"\u0001', 'ja'),
      ),
    ];
    expect(toRdfXml(odd)).toContain('rdf:about="http://a/?x=1&amp;y=2"');
    expect(toRdfXml(odd)).toContain('>&lt;&amp;&quot;</dct:title>');
    expect(JSON.parse(toJsonLd(odd))['@graph'][0]['dct:title']).toEqual({
      '@value': '<&"\u0001',
      '@language': 'ja',
    });
    const feed = await get('/data/feed.atom');
    expect(feed.headers.get('content-type')).toContain('atom');
    expect((await feed.text()).match(/<entry>/g)).toHaveLength(3);
    // Readers and catalogues find them from the page.
    const head = (await (await get('/data')).text()).split('</head>')[0] ?? '';
    const links = [...head.matchAll(/<link rel="alternate" type="([^"]*)"[^>]*href="([^"]*)"/g)];
    expect(links.map(([, type]) => type)).toEqual([
      'application/atom+xml',
      'text/turtle',
      'application/ld+json',
      'application/rdf+xml',
    ]);
    for (const [, type = '', href = ''] of links)
      expect((await app.request(href)).headers.get('content-type')).toContain(type);
  });

  test.skipIf(!existsSync(SHAPES))('passes the shapes of DCAT-AP 3 for all shipped registers', async () => {
    for (const { register } of app.modules.register.api.published(context()))
      if (register.id !== 'aed') {
        const source = { kind: 'register', register: register.id } as const;
        const made = await services().editing.create(context(), {
          name: register.id,
          unit: 'civic-affairs',
          source,
          about: about(String(register.id), { groups: ['government'], tags: ['台帳'] }),
        });
        if (!made) throw new Error(`${register.id} is taken`);
        // An empty register hinders publication: one row is enough.
        const named = register.fields.filter(
          ({ ask }) => register.key.includes(ask.id) || ask.id === register.label,
        );
        const values = Object.fromEntries(
          named.map(({ ask }) => [ask.id, ask.kind === 'date' ? '2026-04-01' : 'X1']),
        );
        await app.modules.register.services.rows.create(context(), register.id, { values, geometry: null });
      }
    const { items } = await services().editing.list(context());
    for (const { id, state } of items)
      if (state === 'draft') {
        const report = await services().judging.report(
          context(),
          (await services().editing.open(context(), id)).dataset,
        );
        if (!services().judging.isFit(report)) continue;
        await services().publishing.check(context(), id, Number(await revisionOf(id)));
        await services().publishing.publish(context(), id, Number(await revisionOf(id)));
      }
    const data = new Store(new Parser().parse(await (await get('/data/catalog.ttl?all')).text()));
    const inCatalog = data.countQuads(
      null,
      DataFactory.namedNode('http://www.w3.org/ns/dcat#dataset'),
      null,
      null,
    );
    expect(inCatalog).toBeGreaterThanOrEqual(10);
    for (const file of ['3.0.0_shapes.ttl', '3.0.0_range.ttl', '3.0.0_shapes_recommended.ttl']) {
      const shapes = new Store(new Parser().parse(readFileSync(new URL(file, SHAPES), 'utf8')));
      const { conforms, results } = await new Validator(shapes).validate(data);
      // What nobody stated cannot be said: times, places of a town in figures, tags and themes of some.
      const unstated = ['temporal', 'keyword', 'theme', 'bbox', 'centroid'];
      const faults = results
        .filter(({ path }) => !unstated.some((name) => path?.value.endsWith(name)))
        .map(
          ({ path, focusNode, message }) =>
            `${path?.value} of ${focusNode?.value}: ${message.map(({ value }) => value)}`,
        );
      expect([file, faults.slice(0, 10)]).toEqual([file, []]);
      expect(conforms || file.includes('recommended')).toBe(true);
    }
  });
});
