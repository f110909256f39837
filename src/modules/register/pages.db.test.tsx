import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { systemContext } from '#kernel/context.js';
import { writeBook } from '#kernel/sheets/write-book.js';
import { openZip, writeZip } from '#kernel/sheets/zip.js';
import { type SignedIn, signInAs } from '#modules/identity/fixtures.js';
import { contextAt } from '#modules/procedure/fixtures.js';
import { pageText } from '#testing/page-text.js';
import { type TestApp, testApp } from '#testing/test-app.js';
import { TEST_NOW } from '#testing/test-kernel.js';
import { sentFile } from './fixtures.js';
import { readFile } from './reading/read-file.js';

const CITY = 'nara-city';
const STAFF = `/${CITY}/staff/registers`;
let app: TestApp;
let clerk: SignedIn;

beforeAll(async () => {
  app = await testApp({ settings: { IMPORT_MAX_MB: '1' } });
  clerk = await signInAs(app.kernel, CITY, 'clerk');
});
afterAll(() => app.stop());

const get = (path: string, headers: Record<string, string> = clerk.headers) => app.request(path, { headers });
const read = async (response: Response, status = 200): Promise<string> => {
  expect(response.status).toBe(status);
  return pageText(await response.text());
};
const formOf = (values: Record<string, string>): FormData => {
  const form = new FormData();
  for (const [name, value] of Object.entries(values)) form.append(name, value);
  return form;
};
const post = (path: string, values: Record<string, string> = {}) =>
  app.request(path, {
    method: 'POST',
    headers: { ...clerk.headers, 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams(values).toString(),
  });
const upload = (bytes: Uint8Array | string, name: string, more: Record<string, string> = {}) => {
  const form = formOf(more);
  form.append('file', new File([bytes as BlobPart], name));
  return app.request(`${STAFF}/aed/imports`, { method: 'POST', headers: clerk.headers, body: form });
};
const view = async (address: string) => {
  const municipality = app.kernel.municipalities.bySlug(CITY);
  if (!municipality) throw new Error(`no municipality ${CITY}`);
  const context = contextAt(municipality, clerk.actor, TEST_NOW);
  return (await app.modules.register.services.imports.view(context, address.split('/').at(-1) ?? '')).one;
};
const AED = {
  code: 'A1',
  name: '市役所本庁舎',
  location: '１階',
  'place.lat': '34.6851',
  'place.lon': '135.8048',
};

describe('the pages of a register', () => {
  test('a row is added, found, changed, seen as it was, retired and restored', async () => {
    expect(await read(await get(STAFF))).toContain('AED設置箇所');
    expect(await read(await get(`${STAFF}/aed`))).toContain('まだ1件もありません');
    const empty = `/${CITY}/registers/aed`;
    expect(await read(await get(empty, {}))).toContain('まだ登録されていません');
    expect(await read(await get(`${empty}?q=市役所`, {}))).toContain('該当するものはありません');
    const wrong = await post(`${STAFF}/aed/new`, {
      ...AED,
      name: '',
      'place.lat': '135.8',
      'place.lon': '34.6',
    });
    const text = await wrong.text();
    expect(wrong.status).toBe(422);
    expect(text).toContain('value="１階"');
    expect(pageText(text)).toContain('緯度と経度が逆のようです');
    const missing = await post(`${STAFF}/aed/new`, { ...AED, 'place.lat': '135.8', 'place.lon': '34.6' });
    expect(await read(missing, 422)).toContain('緯度と経度が逆のようです');
    const made = await post(`${STAFF}/aed/new`, AED);
    expect(made.status).toBe(303);
    const row = made.headers.get('location') ?? '';
    expect(await read(await get(row))).toContain('第1版：登録');
    const changed = await post(`${row}/edit`, { ...AED, location: '２階', version: '1', why: '移設' });
    expect(changed.status).toBe(303);
    const late = await post(`${row}/edit`, { ...AED, location: '３階', version: '1' });
    expect(await read(late, 422)).toContain('ほかの人が先に変更しました');
    expect(await read(await get(row))).toContain('設置位置：１階 → ２階');
    expect(await read(await get(`${row}?day=2026-11-19`))).toContain('まだありませんでした');
    expect(await read(await get(`${row}?day=2026-11-20`))).toContain('２階');
    expect(await read(await get(`${row}?day=x`), 422)).toContain('日付で入力してください');
    const stale = await post(`${row}/retire`, { version: '1', why: '老朽化' });
    expect(stale.status).toBe(422);
    expect(await stale.text()).toMatch(/value="老朽化"/);
    expect((await post(`${row}/retire`, { version: '2', why: '撤去' })).status).toBe(303);
    expect(await read(await get(`${STAFF}/aed`))).not.toContain('市役所本庁舎');
    expect((await get(row.replace('/staff', '').replace('/rows', ''), {})).status).toBe(404);
    expect((await post(`${row}/restore`, { version: '3' })).status).toBe(303);
    expect(await read(await get(`${STAFF}/aed?q=市役所&sort=name&f.child=`))).toContain('市役所本庁舎');
    expect(await read(await get(`${STAFF}/aed?q=市`), 422)).toContain('2文字以上');
    expect(await read(await get(`${STAFF}/aed?f.batteryUntil.from=まえ`), 422)).toContain('日付で入力');
    expect(await read(await get(`${STAFF}/aed?group=child`))).toContain('（空欄）');
  });

  test('a file is read, mapped, said yes to and taken back', async () => {
    expect(await read(await upload('', 'empty.csv'), 422)).toContain('ファイルが空です');
    expect(await read(await upload(writeZip({ 'a.txt': 'x' }), 'a.zip'), 422)).toContain('zipの中に');
    const csv = 'NO,名称,緯度,経度,色\r\nF1,公民館,34.68,135.80,赤\r\nF2,,34.68,135.80,青\r\n';
    const received = await upload(csv, 'aed.csv');
    expect(received.status).toBe(303);
    const one = received.headers.get('location') ?? '';
    const checked = await read(await get(one));
    expect(checked).toContain('CSV・UTF-8・2行');
    expect(checked).toContain('3行目 B列');
    // As an editor counts the lines of a text, whatever its cells hold.
    const tall = await upload('NO,名称\r\nF1,"公民\r\n館"\r\nF2,\r\n', 'tall.csv');
    expect(await read(await get(tall.headers.get('location') ?? ''))).toContain('4行目 B列');
    expect(checked).toContain('1行を書き込む');
    const badly = await post(`${one}/mapping`, { 'm.0': 'code', 'm.1': 'code' });
    expect(await read(badly, 422)).toContain('同じ項目が2つの列');
    expect((await post(`${one}/mapping`, { 'm.0': 'code', 'm.1': 'name', 'm.4': 'note' })).status).toBe(303);
    expect((await post(`${one}/confirm`)).status).toBe(303);
    expect(await read(await get(`${STAFF}/aed?q=公民館`))).toContain('公民館');
    expect((await post(`${one}/undo`)).status).toBe(303);
    expect(await read(await get(one))).toContain('取消し済み');
    expect(await read(await get(`${STAFF}/aed?q=公民館`))).not.toContain('F1');
  });

  test('of a workbook it is said which sheet was read, and another one can be named', async () => {
    const sheet = (name: string, code: string) => ({
      name,
      columns: ['番号', '名称', '設置位置'].map((heading) => ({ heading, width: 10, look: 'text' as const })),
      rows: [[code, `${name}のAED`, '１階']],
    });
    const book = writeBook([sheet('令和6年', 'B6'), sheet('令和7年', 'B7'), sheet('令和8年', 'B8')]);
    const first = (await upload(book, 'aed.xlsx')).headers.get('location') ?? '';
    expect(await read(await get(first))).toContain(
      'シート「令和6年」を読みました。読んでいないシート：令和7年、令和8年',
    );
    const wrong = await upload(book, 'aed.xlsx', { sheet: '令和９年' });
    const again = await wrong.clone().text();
    expect(await read(wrong, 422)).toContain('「令和6年、令和7年、令和8年」のどれか');
    expect(again).toContain('value="令和９年"');
    const named = (await upload(book, 'aed.xlsx', { sheet: '令和７年' })).headers.get('location') ?? '';
    expect(await view(named)).toMatchObject({ sheets: { taken: '令和7年' }, created: 1 });
    expect(await read(await get(named))).toContain('シート「令和7年」を読みました');
  });

  test('columns that nothing takes are named before the yes, and what is told is counted by rows', async () => {
    const csv = [
      '名称,NO,名称,緯度,経度,色,―,空',
      '公民館,Q1,別名,35.68,139.80,赤,,―,あふれた',
      '体育館,Q2,,34.68,135.80,青,無題,,',
      ',Q3,別名,34.68,135.80,,,',
    ].join('\n');
    const received = await upload(csv, 'twice.csv');
    const one = received.headers.get('location') ?? '';
    const checked = await read(await get(one));
    const [before = ''] = checked.split('2行を書き込む');
    expect(before).toContain('取り込まない列');
    expect(before).toMatch(/C列\s*名称\s*2\s*同じ見出しのA列だけを取り込みます/);
    expect(before).toMatch(/F列\s*色\s*2\s*この列に対応する項目がありません/);
    expect(before).toMatch(/G列\s*―\s*1/);
    expect(before).not.toContain('H列');
    expect(before).toMatch(/確かめたい行\s*1\s/);
    const { told, lines, hints } = (await view(one)).report;
    expect({ told, hints }).toEqual({ told: 3, hints: 1 });
    expect(lines.map(({ line, column }) => [line, column])).toEqual([
      [2, 3],
      [2, 8],
      [4, 0],
    ]);
    expect((await post(`${one}/confirm`)).status).toBe(303);
    expect(await read(await get(one))).toMatch(/C列\s*名称\s*2/);
    expect((await post(`${one}/undo`)).status).toBe(303);
  });

  test('of a large file the page says how far it is, and is made anew until somebody stops that', async () => {
    const lines = Array.from({ length: 2100 }, (_, at) => `P${at},${at}号`);
    const received = await upload(`NO,名称\n${lines.join('\n')}\n`, 'large.csv');
    const one = received.headers.get('location') ?? '';
    const going = await get(one);
    expect(going.headers.get('refresh')).toBe('5');
    const text = await read(going);
    expect(text).toContain('行を調べています');
    expect(text).toContain('0 / 2,100行');
    const still = await get(`${one}?still=1`);
    expect(still.headers.get('refresh')).toBeNull();
    expect(await read(still)).toContain('終わるまで続きます');
    const { imports } = app.modules.register.services;
    const municipality = app.kernel.municipalities.bySlug(CITY);
    if (!municipality) throw new Error(`no municipality ${CITY}`);
    await imports.run(systemContext(municipality, 'register.import', app.kernel.clock));
    const done = await get(one);
    expect(done.headers.get('refresh')).toBeNull();
    expect(await read(done)).toContain('2,100行を書き込む');
    expect((await post(`${one}/discard`)).status).toBe(303);
  });

  test('a file that is too large is refused in words, one of 2 GB without reading any of it, and a torn one', async () => {
    const large = await upload(`NO,名称\n${'1,あ\n'.repeat(300_000)}`, 'large.csv');
    expect(await read(large, 422)).toContain('ファイルが大きすぎます。1MBまで');
    const torn = await app.request(`${STAFF}/aed/imports`, {
      method: 'POST',
      headers: { ...clerk.headers, 'content-type': 'multipart/form-data; boundary=x' },
      body: '--x\r\ncontent-disposition: form-data; name="file"; filename="a.csv"\r\n\r\nNO,名称\r\n1,',
    });
    expect(torn.status).toBe(422);
    let pulled = 0;
    const body = new ReadableStream<Uint8Array>(
      {
        pull: (controller) => {
          pulled += 1;
          controller.enqueue(new Uint8Array(1024));
        },
      },
      { highWaterMark: 0 },
    );
    const huge = await app.request(`${STAFF}/aed/imports`, {
      method: 'POST',
      headers: {
        ...clerk.headers,
        'content-type': 'multipart/form-data; boundary=x',
        'content-length': String(2 * 1024 ** 3),
      },
      body,
      duplex: 'half',
    } as RequestInit);
    expect(await read(huge, 422)).toContain('ファイルが大きすぎます。1MBまで');
    expect(pulled).toBe(0);
  });

  test('a file of damaged text is told by line and character, and script in cells is text', async () => {
    const damaged = new Uint8Array([...new TextEncoder().encode('NO,名称\nS1,公民館\nS2,'), 0x83, 0x65]);
    expect(await read(await upload(damaged, 'damaged.csv'), 422)).toContain(
      '3行目の4文字目がUTF-8の文字ではありません',
    );
    const [euc, nul] = [
      new Uint8Array([...new TextEncoder().encode('NO,name\nS1,'), 0xa4, 0xd2, 0xa4, 0xe9]),
      'NO,名称\nS1,公\0民館',
    ];
    expect(await read(await upload(euc, 'euc.csv'), 422)).toContain(
      '2行目の4文字目からEUC-JPの文字のようです',
    );
    expect(await read(await upload(nul, 'nul.csv'), 422)).toContain('2行目の5文字目に、文字でないもの');
    // 名称, 本館 in EUC-JP: no kana, and every byte is one of CP932 as well.
    const short = await upload(
      Uint8Array.of(0xcc, 0xbe, 0xbe, 0xce, 0x0a, 0xcb, 0xdc, 0xb4, 0xdb, 0x0a),
      'short.csv',
    );
    const doubted = await read(await get(short.headers.get('location') ?? ''));
    expect(doubted).toContain('文字コードがEUC-JPのようです');
    expect(doubted).toContain('「ﾌｾｾﾎ」と読みましたが、「名称」と書かれているようです');
    const script = '<script>alert(1)</script>';
    const received = await upload(`NO,名称,${script}\nS1,${script},x\nS2,,${script}\n`, '<img src=x>.csv');
    const one = received.headers.get('location') ?? '';
    const readAll = async (path: string) => (await get(path)).text();
    expect(await readAll(one)).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
    expect((await post(`${one}/confirm`)).status).toBe(303);
    for (const path of [`${STAFF}/aed`, `/${CITY}/registers/aed?q=alert`])
      expect(await readAll(path), path).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
    for (const path of [one, `${STAFF}/aed/imports`])
      expect(await readAll(path), path).toContain('&lt;img src=x&gt;');
    for (const path of [one, `${STAFF}/aed`, `${STAFF}/aed/imports`, `/${CITY}/registers/aed`])
      expect(await readAll(path), path).not.toMatch(/<script>alert|<img src=x>/);
    expect((await post(`${one}/undo`)).status).toBe(303);
  });

  test('is taken out as files that say what the standard asks, and cells are no formulas', async () => {
    await post(`${STAFF}/aed/new`, { ...AED, code: 'X1', name: '=HYPERLINK("x")', note: '社外秘' });
    const csv = await (await get(`${STAFF}/aed/export?format=csv&standard=recommended`)).text();
    expect(csv).toContain('都道府県コード又は市区町村コード,NO,都道府県名');
    expect(csv).toContain(`292010,X1,奈良県,奈良市,"'=HYPERLINK(""x"")"`);
    expect((await get(`${STAFF}/aed/export?format=xlsx`)).headers.get('content-type')).toContain(
      'spreadsheetml',
    );
    const open = await (await get(`/${CITY}/registers/aed/download?format=csv`, {})).text();
    expect(open).not.toContain('電池の期限');
    const { features } = (await (await get(`/${CITY}/registers/aed/download?format=geojson`, {})).json()) as {
      features: { geometry: { coordinates: number[] } }[];
    };
    expect(features[0]?.geometry.coordinates).toEqual([135.8048, 34.6851]);
    const rowsOf = async (response: Response) => {
      expect(response.headers.get('content-type')).toBe('application/zip');
      expect(response.headers.get('content-disposition')).toContain('292010_aed.zip');
      const bytes = new Uint8Array(await response.arrayBuffer());
      const [answer, zip] = [await readFile(bytes), openZip(bytes, { entries: 20, bytes: 1_000_000 })];
      if (!answer.ok || !zip.ok) throw new Error('no shapefile');
      expect([...zip.files.keys()]).toContain('292010_aed.shp');
      return { ...answer.table, names: zip.files.get('fields.csv')?.toString('utf8') };
    };
    const everybody = await rowsOf(await get(`/${CITY}/registers/aed/download?format=shapefile`, {}));
    expect(everybody.rows[0]?.geometry).toEqual({ type: 'Point', coordinates: [135.8048, 34.6851] });
    expect(everybody.names).not.toContain('電池の期限');
    const own = await rowsOf(await get(`${STAFF}/aed/export?format=shapefile&f.code=X1`));
    expect(own.rows.map(({ cells }) => cells[own.headings.indexOf('code')])).toEqual(['X1']);
    expect(own.names).toContain('電池の期限');
    expect(await read(await get(`${STAFF}/aed`))).toContain('Shapefile（zip）');
    expect(await read(await get(`/${CITY}/registers/aed`, {}))).toContain('Shapefile（zip）');
  });

  test('shows everybody what is public and nothing else', async () => {
    expect(await read(await get(`/${CITY}/registers`, {}))).toContain('公衆トイレ');
    const list = await read(await get(`/${CITY}/registers/aed?q=本庁舎`, {}));
    expect(list).toContain('市役所本庁舎');
    expect(list).toContain('設置位置');
    expect(list).not.toContain('電池の期限');
    expect((await get(`/${CITY}/registers/none`, {})).status).toBe(404);
    // Everybody sorts it by what is public, and is told what it cannot be sorted by.
    const refused = await get(`/${CITY}/registers/aed?sort=nope&q=本庁舎`, {});
    expect(refused.status).toBe(422);
    const said = await refused.text();
    expect(said).toContain('value="本庁舎"');
    expect(pageText(said)).toContain('「nope」という項目では、一覧を並べ替えられません');
    expect(pageText(said)).not.toContain('該当するものはありません');
    // What it cannot be sorted by is called as on the page, what is not public only as it was sent.
    const unsorted = async (by: string) => read(await get(`/${CITY}/registers/aed?sort=${by}`, {}), 422);
    expect(await unsorted('location')).toContain('「設置位置」という項目では');
    expect(await unsorted('batteryUntil')).toContain('「batteryUntil」という項目では');
    const names = async (query: string) => {
      const html = await (await get(`/${CITY}/registers/aed${query}`, {})).text();
      return [...html.matchAll(/<th scope="row"[^>]*>.*?<a [^>]*>([^<]*)</gs)].map(([, name]) => name);
    };
    const [up, down] = [await names('?sort=name'), await names('?sort=-name')];
    expect(up.length).toBeGreaterThan(1);
    expect(down).toEqual([...up].reverse());
    expect((await get(STAFF, {})).status).not.toBe(200);
    expect((await post(`${STAFF}/tourism/new`, {})).status).toBe(403);
    for (const locale of ['en', 'zh-Hans', 'ko', 'vi', 'pt', 'ja-x-easy'])
      expect((await get(`/${CITY}/registers/aed?lang=${locale}`, {})).status).toBeLessThan(400);
  });
});

describe('places that a file brings', () => {
  const square = (west: number, south: number, size: number) => [
    [west, south],
    [west + size, south],
    [west + size, south + size],
    [west, south + size],
    [west, south],
  ];
  const keeper = (city = CITY) => {
    const municipality = app.kernel.municipalities.bySlug(city);
    if (!municipality) throw new Error(`no municipality ${city}`);
    const grants = [{ role: 'section-head', unit: null }];
    return contextAt(
      municipality,
      { kind: 'staff', id: '00000000-0000-7000-8000-000000000001', name: '', grants },
      TEST_NOW,
    );
  };
  const area = (code: string, ...coordinates: number[][][]) => ({
    type: 'Feature',
    properties: { N03_007: code, N03_004: `区域${code}` },
    geometry: { type: 'Polygon', coordinates },
  });
  const sent = (features: unknown[]) =>
    sentFile('n03.geojson', JSON.stringify({ type: 'FeatureCollection', features }));

  test('are told by line: swapped areas, holes that are none; the outline of the town then tells what lies in its sea', async () => {
    const { imports, rows } = app.modules.register.services;
    const town = square(135.75, 34.6, 0.2);
    const answer = await imports.receive(
      keeper(),
      'areas',
      sent([
        area('29201', town),
        area(
          '29202',
          town.map(([lon = 0, lat = 0]) => [lat, lon]),
        ),
        area('29203', town, square(135.97, 34.6, 0.01)),
        area('29204', town, square(135.9, 34.7, 0.1)),
      ]),
    );
    if (answer.kind !== 'checked') throw new Error(answer.fault);
    const { lines } = (await imports.view(keeper(), answer.id)).one.report;
    expect(lines.map(({ line, error }) => `${line} ${JSON.stringify(error)}`)).toEqual([
      expect.stringMatching(/^2 .*緯度と経度が逆/),
      expect.stringMatching(/^3 .*面の外にはみ出しています（緯度34.600000、経度135.970000の近く）/),
      expect.stringMatching(/^4 .*縁かほかの穴と重なっています/),
    ]);
    const csv = 'NO,名称,緯度,経度\nS1,海の上,34.7,136.0\nS2,陸の上,34.7,135.8\nS3,不明,0,0\n';
    const place = async () => {
      const received = await upload(csv, 'sea.csv');
      const { report } = await view(received.headers.get('location') ?? '');
      return report.lines.map(({ line, column, isHint }) => [line, column, isHint]);
    };
    // Within the box of the town.
    expect(await place()).toEqual([[4, 2, false]]);
    await imports.confirm(keeper(), answer.id);
    expect(await place()).toEqual([
      [2, 2, true],
      [4, 2, false],
    ]);
    const values = { code: 'S4', name: '海の上' };
    const geometry = { type: 'Point', coordinates: [136.0, 34.7] };
    const made = await rows.create(keeper(), 'aed', { values, geometry });
    expect(made).toMatchObject({ ok: true, isOutside: true });
    expect(
      await rows.create(keeper(), 'aed', { values, geometry: { type: 'Point', coordinates: [0, 0] } }),
    ).toMatchObject({ ok: false });
    // Where areas are kept, those of other towns are as welcome: from a file, and typed.
    const osaka = square(135.4, 34.6, 0.1);
    const others = await imports.receive(keeper(), 'areas', sent([area('27100', osaka)]));
    if (others.kind !== 'checked') throw new Error(others.fault);
    expect((await imports.view(keeper(), others.id)).one).toMatchObject({ created: 1, report: { told: 0 } });
    const typed = await rows.create(keeper(), 'areas', {
      values: { code: '27101', name: '隣の市' },
      geometry: { type: 'Polygon', coordinates: [osaka] },
    });
    expect(typed).toMatchObject({ ok: true, isOutside: false });
    await imports.undo(keeper(), answer.id);
    expect(await place()).toEqual([[4, 2, false]]);
  });

  test('are told where nobody read a boundary too: a town knows its outline from its files', async () => {
    const { imports, rows } = app.modules.register.services;
    const imari = keeper('imari');
    const csv = 'NO,名称,緯度,経度\nI1,湾の中,33.335,129.82\nI2,市役所,33.2647,129.8808\n';
    const received = await imports.receive(imari, 'aed', sentFile('imari.csv', csv));
    if (received.kind !== 'checked') throw new Error(received.fault);
    const { one } = await imports.view(imari, received.id);
    expect(one).toMatchObject({ created: 2, wrong: 0 });
    expect(one.report.lines).toMatchObject([{ line: 2, isHint: true }]);
    const geometry = { type: 'Point', coordinates: [129.82, 33.335] };
    const typed = await rows.create(imari, 'aed', { values: { code: 'I3', name: '湾の中' }, geometry });
    expect(typed).toMatchObject({ ok: true, isOutside: true });
  });
});
