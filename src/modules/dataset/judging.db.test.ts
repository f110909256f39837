import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Context } from '#kernel/context.js';
import { csvText } from '#kernel/sheets/write-csv.js';
import { type SignedIn, signInAs } from '#modules/identity/fixtures.js';
import { contextAt } from '#modules/procedure/fixtures.js';
import { pageText } from '#testing/page-text.js';
import { type TestApp, testApp } from '#testing/test-app.js';
import { TEST_NOW } from '#testing/test-kernel.js';
import { type About, aboutData, publishDataset } from './fixtures.js';
import type { Source } from './model.js';

const CITY = 'nara-city';
const STAFF = `/${CITY}/staff/datasets`;
let app: TestApp;
let head: SignedIn;

beforeAll(async () => {
  app = await testApp();
  head = await signInAs(app.kernel, CITY, { name: 'head', grants: [{ role: 'section-head', unit: null }] });
});
afterAll(() => app.stop());

function context(): Context {
  const municipality = app.kernel.municipalities.bySlug(CITY);
  if (!municipality) throw new Error(`no municipality ${CITY}`);
  return contextAt(municipality, head.actor, TEST_NOW);
}
const made = (name: string, about: About, file?: string, source: Source = { kind: 'upload' }) =>
  publishDataset(app.modules.dataset.services, context(), {
    name,
    about,
    source,
    ...(file !== undefined && { file }),
  });
const idOf = async (name: string): Promise<string> => {
  const { items } = await app.modules.dataset.services.editing.list(context());
  return items.find((one) => one.name === name)?.id ?? '';
};
/** What the page for the section says of it. */
const desk = async (name: string): Promise<string> => {
  const response = await app.request(`${STAFF}/${await idOf(name)}`, { headers: head.headers });
  return pageText(await response.text());
};
const upload = async (name: string, content: string): Promise<Response> => {
  const form = new FormData();
  form.append('file', new File([content], 'list.csv'));
  const path = `${STAFF}/${await idOf(name)}/file`;
  return app.request(path, { method: 'POST', headers: head.headers, body: form });
};
const publicText = async (path: string): Promise<string> =>
  (await app.request(`/${CITY}/data/${path}`)).text();

const PEOPLE = aboutData('健診の結果', { isAboutPeople: true, traits: ['年代', '性別'] });
const HEAD = ['年代', '性別', '値'];
const ROWS = Array.from({ length: 5 }, (_one, at) => ['60代', '女', 100 + at]);
const REFUSED = { code: 'notAllowedNow' };

test('a newer version of what is about people is refused with its reasons, when names came into it', async () => {
  await made('checkups', PEOPLE, csvText([HEAD, ...ROWS]));
  const named = ROWS.map((row, at) => [...row, `奈良花子${at}`, '1960-01-01']);
  const answer = await upload('checkups', csvText([[...HEAD, '氏名', '生年月日'], ...named]));
  expect(answer.status).toBe(422);
  expect(pageText(await answer.text())).toContain(
    '直してから読み込んでください。5行は、同じ組み合わせが5行に足りません',
  );
  expect(await publicText('checkups/csv/download')).not.toContain('奈良花子');
});

test('who said that it is not about people is asked again where a column is called after them', async () => {
  await made(
    'roster',
    aboutData('名簿'),
    csvText([
      ['氏名', '当番'],
      ['奈良花子', '月'],
    ]),
  );
  expect(await desk('roster')).toContain('人を表す列があります：氏名');
});

const feature = (geometry: unknown, properties: Record<string, unknown> = { 名称: 'x' }, more = {}) => ({
  type: 'Feature',
  properties,
  geometry,
  ...more,
});
const geoJson = (features: unknown[]) => JSON.stringify({ type: 'FeatureCollection', features });
const point = (lon: number, lat: number) => ({ type: 'Point', coordinates: [lon, lat] });

test('nothing about people goes out with positions, nor out of a register that changes by itself', async () => {
  const features = ROWS.map(([age, sex], at) =>
    feature(point(135.8 + at / 1000, 34.68), { 年代: age, 性別: sex }, { id: `奈良花子${at}` }),
  );
  await expect(made('falls', PEOPLE, geoJson(features))).rejects.toMatchObject(REFUSED);
  expect(await desk('falls')).toContain('位置を持つファイル（GeoJSON・Shapefile）では公開できません');
  const live = { ...PEOPLE, traits: ['名称'] };
  await expect(made('live', live, undefined, { kind: 'register', register: 'aed' })).rejects.toMatchObject(
    REFUSED,
  );
  expect(await desk('live')).toContain('人に関するデータは、台帳からそのまま公開できません');
});

test('shapes are judged: swapped ones hinder, broken and far ones are named with the first of them', async () => {
  const ring = [
    [135.8, 34.68],
    [135.81, 34.68],
    [135.81, 34.69],
    [135.8, 34.69],
  ];
  const open = { type: 'Polygon', coordinates: [ring] };
  const good = feature(point(135.8048, 34.6851));
  const many = [good, feature(open), feature(point(139.7, 35.7)), feature(point(0, 0)), feature(null)];
  await made('shapes', aboutData('図形'), geoJson(many));
  const text = await desk('shapes');
  for (const words of [
    '図形が壊れているか、読めない種類です：1件（2件目）',
    '域外の位置です：1件（3件目）',
    '日本の位置ではありません：1件（4件目）',
  ])
    expect(text).toContain(words);
  const swapped = geoJson([good, feature(point(34.6851, 135.8048))]);
  await expect(made('swapped', aboutData('逆'), swapped)).rejects.toMatchObject(REFUSED);
  expect(await desk('swapped')).toContain('緯度と経度が逆のようです：1件（2件目）');
});

test('cells without a heading do not go out with a version either', async () => {
  await made('ragged', aboutData('はみ出し'), '名称,数\r\n公園,3,内緒のこと\r\n');
  expect(await publicText('ragged/versions/1')).toContain('公園');
  expect(await publicText('ragged/versions/1')).not.toContain('内緒');
});

test('all versions can be reached, thirty on a page; a column of codes is of texts as a whole', async () => {
  await made('many-versions', aboutData('版の多いもの'), csvText([['コード'], ['011002'], ['0']]));
  for (let version = 2; version <= 32; version += 1)
    expect((await upload('many-versions', csvText([['コード'], ['011002'], [String(version)]]))).status).toBe(
      303,
    );
  const older = (path: string) => /[?]before=(\d+)#versions/.exec(path)?.[1];
  const page = await publicText('many-versions');
  expect([older(page), page.includes('versions/2"')]).toEqual(['3', false]);
  const before = await publicText('many-versions?before=3');
  expect([older(before), before.includes('versions/2"'), before.includes('versions/1"')]).toEqual([
    undefined,
    true,
    true,
  ]);
  const staff = await app.request(`${STAFF}/${await idOf('many-versions')}?before=3`, {
    headers: head.headers,
  });
  expect(await staff.text()).toContain('versions/1"');
  expect(JSON.parse(await publicText('many-versions/json/download'))).toEqual([
    { コード: '011002' },
    { コード: '32' },
  ]);
});
