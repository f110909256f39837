import { VectorTile } from '@mapbox/vector-tile';
import { PbfReader } from 'pbf';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { systemContext } from '#kernel/context.js';
import { signInAs } from '#modules/identity/fixtures.js';
import { mercator } from '#modules/register/api.js';
import { pageText } from '#testing/page-text.js';
import { type TestApp, testApp } from '#testing/test-app.js';
import { picture, reportAs } from './fixtures.js';
import { placesCounted } from './store/places.js';

const CITY = 'nara-city';
let app: TestApp;
let origin: string;
beforeAll(async () => {
  app = await testApp();
  origin = new URL(app.kernel.config.publicUrl).origin;
});
afterAll(() => app.stop());

const VISITOR = `yakuba_visitor=${'v'.repeat(43)}`;
const headers = (cookie = VISITOR) => ({ cookie, origin });
const get = (path: string, cookie?: string) => app.request(path, { headers: headers(cookie) });
const post = (path: string, fields: Record<string, string | File>, cookie?: string) => {
  const body = new FormData();
  for (const [name, value] of Object.entries(fields)) body.append(name, value);
  return app.request(path, { method: 'POST', headers: headers(cookie), body });
};
const told = (changes: Record<string, string | File> = {}) => ({
  key: crypto.randomUUID(),
  kind: 'road-damage',
  'place.words': '三条町の交差点',
  'place.lat': '34.6812',
  'place.lon': '135.8231',
  words: '穴があいています',
  ...changes,
});
const pathOf = (response: Response) => new URL(response.headers.get('location') ?? '', origin).pathname;

/** Degrees, minutes and seconds as a camera writes them. */
const photoAt = async (lat: string, lon: string): Promise<File> => {
  const bytes = await sharp(Buffer.from(await picture()))
    .withExif({ IFD3: { GPSLatitudeRef: 'N', GPSLatitude: lat, GPSLongitudeRef: 'E', GPSLongitude: lon } })
    .jpeg()
    .toBuffer();
  return new File([new Uint8Array(bytes)], 'IMG_0001.jpg', { type: 'image/jpeg' });
};

/** The hidden control of a photo that was taken in. */
const photoIn = (page: string): string =>
  (/name="photo" value="([^"]*)"/.exec(page)?.[1] ?? '').replaceAll('&quot;', '"');

describe('telling of something', () => {
  test('without an account, with the place of the photo; the page of the secret link says what becomes of it', async () => {
    const photo = await photoAt('34/1 41/1 636/100', '135/1 48/1 1728/100');
    const fields = told({
      'place.words': '',
      'place.lat': '',
      'place.lon': '',
      usePhoto: 'yes',
      'photo.upload': photo,
    });
    const sent = await post(`/${CITY}/reports/new`, fields);
    expect(sent.status).toBe(303);
    const page = await get(pathOf(sent));
    const text = pageText(await page.text());
    for (const words of ['受け付けました', '34.685', '135.804', '写真は職員が確かめてから', '公開されません'])
      expect(text).toContain(words);
    expect(page.headers.get('cache-control')).toContain('no-store');
    const vi = await app.request(pathOf(sent), { headers: { 'accept-language': 'vi' } });
    expect(pageText(await vi.text())).toContain('Vĩ độ và kinh độ 34.685');
  });

  test.each([
    ['words only', { 'place.lat': '', 'place.lon': '' }, '撮影場所を使いました。入力された説明も'],
    ['another place', { 'place.lat': '34.66' }, '入力された場所を使いました。写真の撮影場所は、そこから約3,'],
    ['nothing', { 'place.words': '', 'place.lat': '', 'place.lon': '' }, '撮影場所を使いました。'],
  ])(
    'beside the place of the photo %s was given: the reporter and staff read which is used',
    async (_, typed, said) => {
      const photo = await photoAt('34/1 41/1 636/100', '135/1 48/1 1728/100');
      const fields = { ...told(typed), asNew: 'yes', usePhoto: 'yes', 'photo.upload': photo };
      const sent = await post(`/${CITY}/reports/new`, fields);
      expect(sent.status).toBe(303);
      const text = pageText(await (await get(pathOf(sent))).text());
      expect(text).toContain(said);
      const number = /([0-9A-Z]{3}-?){3}/.exec(/受付番号\s*(\S+)/.exec(text)?.[1] ?? '')?.[0] ?? '';
      const worker = await signInAs(app.kernel, CITY, 'clerk');
      const list = await (await get(`/${CITY}/staff/reports`, worker.cookie)).text();
      const path = new RegExp(`href="([^"]*)">${number}<`).exec(list)?.[1] ?? '';
      expect(pageText(await (await get(path, worker.cookie)).text())).toContain(said);
    },
  );

  test('without consent nothing is said of where the photo was taken', async () => {
    const photo = await photoAt('34/1 41/1 636/100', '135/1 48/1 1728/100');
    const sent = await post(`/${CITY}/reports/new`, {
      ...told({ 'place.lat': '34.66' }),
      asNew: 'yes',
      'photo.upload': photo,
    });
    expect(pageText(await (await get(pathOf(sent))).text())).not.toContain('撮影場所');
  });

  test('that the place of the photo is used is for the reporter to agree to', async () => {
    const page = await (await get(`/${CITY}/reports/new`)).text();
    const box = /<input[^>]*name="usePhoto"[^>]*>/.exec(page)?.[0];
    expect(box).toBeDefined();
    expect(box).not.toContain('checked');
  });

  test('without consent the place of a photo is not used, and the page asks where', async () => {
    const photo = await photoAt('34/1 41/1 636/100', '135/1 48/1 1728/100');
    const fields = told({ 'place.words': '', 'place.lat': '', 'place.lon': '', 'photo.upload': photo });
    const sent = await post(`/${CITY}/reports/new`, fields);
    expect(sent.status).toBe(422);
    const page = await sent.text();
    expect(pageText(page)).toContain(
      '「写真に記録された撮影場所を、通報の場所として使う」に印を付けてください',
    );
    expect(pageText(page)).not.toContain('場所を入力するか');
    // The picture that was taken in is still there.
    expect(page).toContain('IMG_0001.jpg');
  });

  test('a photo that was taken outside the town is answered with that', async () => {
    const photo = await photoAt('35/1 41/1 636/100', '139/1 41/1 1728/100');
    const fields = told({ 'place.words': '', 'place.lat': '', 'place.lon': '' });
    const sent = await post(`/${CITY}/reports/new`, { ...fields, usePhoto: 'yes', 'photo.upload': photo });
    expect(sent.status).toBe(422);
    const text = pageText(await sent.text());
    expect(text).toContain('写真に記録された撮影場所は奈良市の外です');
    expect(text).not.toContain('場所の記録がある写真');
  });

  test('what is wrong stands beside its field, and what was typed is kept', async () => {
    const fields = told({
      kind: '',
      'place.lat': '135.8',
      'place.lon': '34.6',
      email: 'x',
      words: '残る言葉',
    });
    const sent = await post(`/${CITY}/reports/new`, fields);
    expect(sent.status).toBe(422);
    const page = await sent.text();
    for (const words of ['種類を選んで', 'メールアドレスの形ではありません', '入れ替わっていないか'])
      expect(pageText(page)).toContain(words);
    for (const kept of ['残る言葉', 'value="三条町の交差点"', 'value="135.8"']) expect(page).toContain(kept);
  });

  test('a place outside the town is asked about again', async () => {
    const sent = await post(`/${CITY}/reports/new`, told({ 'place.lat': '35.6', 'place.lon': '139.7' }));
    expect(sent.status).toBe(422);
    expect(pageText(await sent.text())).toContain('奈良市の外です');
  });

  test('script in what is told stays text, wherever it is shown', async () => {
    const sent = await post(`/${CITY}/reports/new`, told({ 'place.words': '<script>alert(1)</script>' }));
    const page = await (await get(pathOf(sent))).text();
    expect(page).not.toContain('<script>alert');
    expect(page).toContain('&lt;script&gt;alert');
  });

  test('a town that takes no reports has no such page; an unknown link leads nowhere', async () => {
    expect((await get(`/${CITY}/reports/follow/${'x'.repeat(22)}`)).status).toBe(404);
    expect((await get(`/${CITY}/reports/000000000`)).status).toBe(404);
  });

  test.each(['', '/new'])('/reports%s is there in every language', async (path) => {
    for (const locale of ['ja', 'ja-x-easy', 'en', 'zh-Hans', 'ko', 'vi', 'pt'])
      expect((await get(`/${CITY}/reports${path}`, `yakuba_preferences=${locale}.standard.0`)).status).toBe(
        200,
      );
  });
});

describe('pointing at a map without script', () => {
  const blank = { 'place.words': '', 'place.lat': '', 'place.lon': '', kind: '' };
  const valueIn = (page: string, name: string): string =>
    new RegExp(`name="${name.replaceAll('.', '[.]')}"[^>]*value="([^"]*)"`).exec(page)?.[1] ??
    new RegExp(`value="([^"]*)"[^>]*name="${name.replaceAll('.', '[.]')}"`).exec(page)?.[1] ??
    '';
  const pointed = async (
    fields: Record<string, string | File>,
    path = `/${CITY}/reports/new`,
    cookie?: string,
  ) => {
    const answer = await post(path, fields, cookie);
    return { status: answer.status, page: await answer.text() };
  };

  test('a button brings a picture; a press on it is the place, and what was typed and chosen is kept', async () => {
    const first = await (await get(`/${CITY}/reports/new`)).text();
    expect(first).toMatch(/name="map.go"[^>]*value="open"/);
    expect(first).not.toContain('type="image"');
    // Enter in a box presses the first button: it sends.
    const form = first.slice(first.indexOf('action="/nara-city/reports/new"'));
    expect(/<button[^>]*>/.exec(form)?.[0]).not.toContain('map.go');
    const photo = await photoAt('34/1 41/1 636/100', '135/1 48/1 1728/100');
    const opened = await pointed(
      told({ ...blank, kind: 'street-light', 'photo.upload': photo, 'map.go': 'open' }),
    );
    expect(opened.status).toBe(200);
    expect(opened.page).not.toContain('error-summary');
    expect(opened.page).toMatch(/<input type="image" name="map" src="[^"]*point\.svg/);
    expect(opened.page).toContain('IMG_0001.jpg');
    const at = valueIn(opened.page, 'map.at');
    const sent = { 'map.at': at, photo: photoIn(opened.page) };
    const pressed = await pointed(told({ ...blank, ...sent, 'map.x': '240', 'map.y': '100' }));
    expect(pressed.status).toBe(200);
    expect(pageText(pressed.page)).toContain('地図で場所を選びました');
    for (const kept of ['穴があいています', 'IMG_0001.jpg']) expect(pressed.page).toContain(kept);
    const [zoom = 0, lat = 0, lon = 0] = at.split('/').map(Number);
    const [x, y] = mercator(
      Number(valueIn(pressed.page, 'place.lon')),
      Number(valueIn(pressed.page, 'place.lat')),
    );
    const [middleX, middleY] = mercator(lon, lat);
    const world = 512 * 2 ** zoom;
    expect((x - middleX) * world).toBeCloseTo(80, 0);
    expect((y - middleY) * world).toBeCloseTo(-60, 0);
    // Centred on the place, and nearer.
    const [nearer = 0, ...centre] = valueIn(pressed.page, 'map.at').split('/').map(Number);
    expect(nearer).toBeCloseTo(zoom + 2, 1);
    expect(centre[1]).toBeCloseTo(Number(valueIn(pressed.page, 'place.lon')), 4);
  });

  test('a picture that is pressed by the keyboard takes the cross in its middle, and that is sent', async () => {
    const at = '16/34.68510/135.80480';
    const { page } = await pointed(told({ ...blank, 'map.at': at, 'map.x': '0', 'map.y': '0' }));
    expect([valueIn(page, 'place.lat'), valueIn(page, 'place.lon')]).toEqual(['34.6851', '135.8048']);
    const sent = await post(
      `/${CITY}/reports/new`,
      told({
        'place.lat': '34.6851',
        'place.lon': '135.8048',
        'place.words': '',
        'map.at': at,
        asNew: 'yes',
      }),
    );
    expect(sent.status).toBe(303);
    expect(pageText(await (await get(pathOf(sent))).text())).toContain('34.685');
  });

  test('buttons bring it nearer and aside; nothing of it is sent, and what is no press is none', async () => {
    const at = '15/34.68510/135.80480';
    const moved = async (fields: Record<string, string>) =>
      valueIn((await pointed(told({ ...blank, 'map.at': at, ...fields }))).page, 'map.at')
        .split('/')
        .map(Number);
    expect((await moved({ 'map.go': 'nearer' }))[0]).toBe(16);
    expect((await moved({ 'map.go': 'wider' }))[0]).toBe(14);
    expect((await moved({ 'map.go': 'north' }))[1]).toBeGreaterThan(34.6851);
    expect((await moved({ 'map.go': 'east' }))[2]).toBeGreaterThan(135.8048);
    const odd = await pointed(told({ ...blank, 'map.at': at, 'map.x': '-5', 'map.y': 'x' }));
    expect(odd.page).toContain('type="image"');
    expect(valueIn(odd.page, 'place.lat')).toBe('');
    // Nobody who presses a picture means to send, whatever the browser makes of the press.
    const place = { 'place.words': '大宮通りの交差点', 'map.at': at };
    const pressed = await pointed(told({ ...blank, ...place, 'map.x': '-5', 'map.y': '9' }));
    expect(pressed.status).toBe(200);
    expect(valueIn(pressed.page, 'place.words')).toBe('大宮通りの交差点');
  });

  test('a press outside the town is told at once', async () => {
    const { status, page } = await pointed(
      told({ ...blank, 'map.at': '16/35.68000/139.76000', 'map.x': '100', 'map.y': '100' }),
    );
    expect(status).toBe(422);
    expect(pageText(page)).toContain('奈良市の外です');
    expect(pageText(page)).not.toContain('種類を選んで');
  });

  test('words that are no name are told; the picture is there for everybody', async () => {
    const { page } = await pointed(
      told({ ...blank, 'place.words': 'ぬぬぬ', 'map.at': '13/34.68510/135.80480', 'map.go': 'find' }),
    );
    expect(pageText(page)).toContain('見つかりませんでした。「場所の説明」に町名や施設の名前を');
    expect(pageText(page)).toContain('地図の上の場所を押しても選べます');
    const source = /<input type="image"[^>]*src="([^"]*)"/.exec(page)?.[1]?.replaceAll('&amp;', '&') ?? '';
    const drawn = await get(`${source}&lat=34.6851&lon=135.8048`);
    expect(drawn.headers.get('content-type')).toBe('image/svg+xml');
    expect(await drawn.text()).toContain('★');
    expect((await get(`/${CITY}/map/point.svg?at=nowhere`)).status).toBe(422);
  });

  test('staff point on the phone and on the spot in the same way', async () => {
    const { cookie } = await signInAs(app.kernel, CITY, {
      name: 'points',
      grants: [{ role: 'report-worker', unit: 'road-maintenance' }],
    });
    for (const path of ['staff/reports/new', 'staff/field']) {
      const at = { 'map.at': '16/34.68510/135.80480', 'map.x': '0', 'map.y': '0' };
      const { status, page } = await pointed(told({ ...blank, ...at }), `/${CITY}/${path}`, cookie);
      expect([path, status]).toEqual([path, 200]);
      expect(valueIn(page, 'place.lat')).toBe('34.6851');
      expect(page).toContain('type="image"');
    }
  });
});

test('the page of field notes speaks to staff', async () => {
  const { cookie } = await signInAs(app.kernel, CITY, {
    name: 'walks',
    grants: [{ role: 'report-worker', unit: 'road-maintenance' }],
  });
  const text = pageText(await (await get(`/${CITY}/staff/field`, cookie)).text());
  for (const words of ['書かないでください', '電話で知らせてください', '場所の記録がある写真'])
    expect(text).not.toContain(words);
  const empty = await post(`/${CITY}/staff/field`, { key: crypto.randomUUID(), kind: 'road-damage' }, cookie);
  expect(empty.status).toBe(422);
  const said = pageText(await empty.text());
  expect(said).toContain('いまいる場所を入れてください');
  expect(said).not.toContain('場所の記録がある写真');
});

test('a likely duplicate is shown before anything is sent, and can be joined', async () => {
  const place = { 'place.lat': '34.6701', 'place.lon': '135.8001', kind: 'street-light' };
  const first = await post(`/${CITY}/reports/new`, told(place));
  expect(first.status).toBe(303);
  const early = await post(
    `/${CITY}/reports/new`,
    told({ ...place, 'place.lat': '34.67012' }),
    `yakuba_visitor=${'u'.repeat(43)}`,
  );
  expect(early.status).toBe(200);
  const known = await early.text();
  expect(pageText(known)).toContain('同じ種類の通報を、職員が確かめています');
  expect(known).not.toContain('/join');
  const worker = await signInAs(app.kernel, CITY, 'clerk');
  const municipality = app.kernel.municipalities.bySlug(CITY);
  if (!municipality) throw new Error('no town');
  const { desk, moderation } = app.modules.report.services;
  const staff = { ...systemContext(municipality, 'test', app.kernel.clock), actor: worker.actor };
  const [report] = (await desk.list(staff, { kinds: ['street-light'] })).items;
  if (!report) throw new Error('the report is there');
  await moderation.release(staff, report.id, report.revision, '街灯が消えている');

  const other = `yakuba_visitor=${'w'.repeat(43)}`;
  const second = await post(`/${CITY}/reports/new`, told({ ...place, 'place.lat': '34.67012' }), other);
  expect(second.status).toBe(200);
  expect(pageText(await second.text())).toContain('街灯が消えている');
  expect((await desk.list(staff, { kinds: ['street-light'] })).count).toBe(1);
  const joined = await post(`/${CITY}/reports/${report.number}/join`, { key: crypto.randomUUID() }, other);
  expect(joined.status).toBe(303);
  expect(pageText(await (await get(pathOf(joined), other)).text())).toContain('2人');
  const join = () => post(`/${CITY}/reports/${report.number}/join`, { key: crypto.randomUUID() });
  const many = await Promise.all(Array.from({ length: 31 }, join));
  expect(many.some(({ status }) => status === 429)).toBe(true);
  const anyway = await post(`/${CITY}/reports/new`, told({ ...place, asNew: 'yes' }), other);
  expect(anyway.status).toBe(303);
  expect((await desk.list(staff, { kinds: ['street-light'] })).count).toBe(2);
  const list = pageText(await (await get(`/${CITY}/reports?kind=street-light`)).text());
  expect(list).toContain('街灯が消えている');
  expect(list).toContain('1件を表示');
});

test('what is released lies on the maps with kind, state and rounded place, and nothing else does', async () => {
  const worker = await signInAs(app.kernel, CITY, 'clerk');
  const municipality = app.kernel.municipalities.bySlug(CITY);
  if (!municipality) throw new Error('no town');
  const { desk, intake, moderation } = app.modules.report.services;
  const staff = { ...systemContext(municipality, 'test', app.kernel.clock), actor: worker.actor };
  const told = async (point: { lat: number; lon: number }) => {
    const { id, number } = await reportAs({ intake }, staff, { kind: 'illegal-dumping', point });
    const release = async () => {
      const { revision } = (await desk.open(staff, id)).report;
      await moderation.release(staff, id, revision, 'タイヤが4本');
    };
    return { id, number, release };
  };
  const seen = await told({ lat: 34.671234, lon: 135.861266 });
  const hidden = await told({ lat: 34.672, lon: 135.862 });
  await seen.release();
  const text = async (path: string) => (await get(`/${CITY}${path}`)).text();
  const named = `aria-label="不法投棄（受け付けました）"`;
  for (const path of ['/map?layer.report.open=on', '/reports?kind=illegal-dumping']) {
    const page = await text(path);
    expect(page).toContain(`href="/${CITY}/reports/${seen.number}" ${named}`);
    expect(page).not.toContain(hidden.number);
    expect(page).not.toContain('34.67123');
  }
  expect(pageText(await text('/map?layer.report.open=on'))).toContain('不法投棄（受け付けました）');
  expect(await text('/map?q=タイヤ')).toContain(`href="/${CITY}/reports/${seen.number}"`);
  const tile = async (layer: string) => {
    const [x, y] = mercator(135.8613, 34.6712);
    const path = `/tiles/${layer}/16/${Math.floor(x * 2 ** 16)}/${Math.floor(y * 2 ** 16)}.mvt`;
    const answer = await get(`/${CITY}${path}`);
    const bytes = new Uint8Array(await answer.arrayBuffer());
    const found = answer.status === 204 ? undefined : new VectorTile(new PbfReader(bytes)).layers[layer];
    return Array.from({ length: found?.length ?? 0 }, (_, at) => found?.feature(at).properties);
  };
  const properties = { id: seen.number, name: '', kind: 'illegal-dumping', state: 'received' };
  expect(await tile('report.open')).toEqual([properties]);
  expect(await tile('report.open.illegal-dumping')).toEqual([properties]);
  expect(await tile('report.open.road-damage')).toEqual([]);
  // Where there are too many to draw, how many lie in each square, by rounded places too.
  const part = { isClosed: false, kind: 'illegal-dumping' };
  const counted = await app.kernel.database.transaction(municipality.code, (tx) =>
    placesCounted(tx, part, [135.86, 34.67, 135.862, 34.672], 4, 8),
  );
  expect(counted).toEqual([{ count: 1, lat: 34.6712, lon: 135.8613 }]);
  const { revision } = (await desk.open(staff, seen.id)).report;
  await desk.act(staff, seen.id, revision, 'close', { reason: 'fixed', reply: '' });
  expect(await tile('report.open')).toEqual([]);
  expect(await tile('report.closed')).toEqual([{ ...properties, state: 'closed' }]);
  expect((await get(`/${CITY}/tiles/report.open.nothing/16/0/0.mvt`)).status).toBe(404);
});
