import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { systemContext } from '#kernel/context.js';
import { readEntries } from '#kernel/journal/journal.js';
import { readBook } from '#kernel/sheets/read-book.js';
import { writeZip } from '#kernel/sheets/zip.js';
import { type SignedIn, signInAs, type Who } from '#modules/identity/fixtures.js';
import { pageText } from '#testing/page-text.js';
import { type TestApp, testApp } from '#testing/test-app.js';

let app: TestApp;
const CITY = 'nara-city';
const BULK = `/${CITY}/staff/bulk`;
const NEW = `${BULK}/new/dog-registration`;
const VET: Who = { name: '保健 一郎', grants: [{ role: 'clerk', unit: 'health-center' }] };

const HEADINGS =
  '氏名・名称,住所（郵便番号）,住所（都道府県）,住所（市区町村・町名）,住所（丁目・番地）,電話番号,犬の名前,種類,毛の色,性別,born,飼いはじめた日,microchip';
const row = (name: string, more: Record<number, string> = {}): string =>
  [
    name,
    '630-8580',
    '奈良県',
    '奈良市二条大路南',
    '一丁目1-1',
    '0742-34-1111',
    'シロ',
    '柴犬',
    '白',
    'おす',
    '2026-05-01',
    '2026-08-10',
    'いいえ',
  ]
    .map((cell, index) => more[index] ?? cell)
    .join(',');

const people = new Map<Who, SignedIn>();
async function person(who: Who): Promise<SignedIn> {
  const known = people.get(who) ?? (await signInAs(app.kernel, CITY, who));
  people.set(who, known);
  return known;
}
const get = async (path: string, who: Who = VET) =>
  app.request(path, { headers: (await person(who)).headers });
const post = async (path: string, body: FormData | URLSearchParams = new URLSearchParams(), who: Who = VET) =>
  app.request(path, { method: 'POST', headers: (await person(who)).headers, body });
const textOf = async (response: Response, status = 200): Promise<string> => {
  expect(response.status).toBe(status);
  return pageText(await response.text());
};
const placeOf = (response: Response): string => {
  expect(response.status).toBe(303);
  return new URL(response.headers.get('location') ?? '', 'http://localhost').pathname;
};
function handIn(content: string | Uint8Array, name = '犬.csv', purpose = 'institution') {
  const form = new FormData();
  form.set('purpose', purpose);
  form.set('file', new File([typeof content === 'string' ? content : new Uint8Array(content)], name));
  return post(NEW, form);
}
const table = (...rows: string[]): string => [HEADINGS, ...rows].join('\r\n');
/** What Excel in Japanese writes; Node only reads it, so the table is turned round. */
const cp932 = new Map<string, number[]>();
for (let lead = 0x81; lead <= 0xfc; lead += 1) {
  for (let trail = 0x40; trail <= 0xfc; trail += 1) {
    const text = new TextDecoder('shift_jis').decode(Uint8Array.of(lead, trail));
    if (text.length === 1 && text !== '\uFFFD' && !cp932.has(text)) cp932.set(text, [lead, trail]);
  }
}
const inCp932 = (text: string): Uint8Array =>
  Uint8Array.from([...text].flatMap((character) => cp932.get(character) ?? [character.charCodeAt(0)]));
const tenant = () => app.kernel.municipalities.bySlug(CITY)?.code ?? '';
const countOf = async (like: string) => {
  const { rows } = await sql<{ count: number }>`
    SELECT count(*)::int AS count FROM procedure_case WHERE intake_key LIKE ${like}`.execute(
    app.kernel.database.owner,
  );
  return rows[0]?.count ?? 0;
};

beforeAll(async () => {
  app = await testApp();
});
afterAll(() => app.stop());

describe('a file handed in by staff', () => {
  test('the templates are read back', async () => {
    const bytes = new Uint8Array(await (await get(`${NEW}/template.csv`)).arrayBuffer());
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    const csv = new TextDecoder().decode(bytes);
    const book = await readBook(new Uint8Array(await (await get(`${NEW}/template.xlsx`)).arrayBuffer()));
    if (!book.ok) throw new Error(book.fault);
    const [rows, help] = book.book.sheets;
    const headings = rows?.rows[0]?.map((cell) => cell?.value);
    expect(csv).toContain(String(headings?.join(',')));
    expect(help?.rows.length).toBe((headings?.length ?? 0) + 1);
    const again = await handIn(csv, 'ひな形.csv');
    const place = placeOf(again);
    expect(place).toMatch(/\/staff\/bulk\/[0-9a-f-]{36}$/);
    expect(await textOf(await get(place))).toContain('すべての行（1件）を受け付けられます');
  });

  test('a procedure that always needs a file offers no template, and says why', async () => {
    const page = await textOf(await get(`${BULK}/new/chronic-disease-aid`));
    expect(page).toContain('一括では受け付けられません');
    expect(page).toContain('どの申請にもファイルが必要です');
    expect(page).not.toContain('ひな形をダウンロードする');
  });

  test('a small workbook that unpacks to too much is told so, not that it is too large', async () => {
    const bomb = writeZip({ 'xl/workbook.xml': new Uint8Array(60 * 1024 * 1024) });
    expect(bomb.length).toBeLessThan(100 * 1024);
    const page = await textOf(await handIn(bomb, '爆弾.xlsx'), 422);
    expect(page).toContain('ブックを開くと大きくなりすぎる');
    expect(page).not.toContain('20MBまでのファイルに分けて');
  });

  test('a file of CP932 is shown first, then its rows that hold become cases, once', async () => {
    const content = table(
      row('奈良　一'),
      row('奈良　二', { 10: '2026年2月30日', 9: '中性' }),
      '',
      row('', { 10: '令和元年5月1日' }),
    );
    const place = placeOf(await handIn(inCp932(content)));
    const before = await textOf(await get(place));
    for (const words of [
      '1件を受け付けられます',
      '2行は直しが必要',
      '3行目',
      '2月30日',
      '入れられる答え',
      '5行目',
      '氏名',
    ])
      expect(before).toContain(words);
    expect(await countOf('bulk/%')).toBe(0);
    expect(placeOf(await post(`${place}/confirm`))).toBe(place);
    expect(placeOf(await post(`${place}/confirm`))).toBe(place);
    const id = place.split('/').at(-1) ?? '';
    expect(await countOf(`bulk/${id}/%`)).toBe(1);
    const after = await textOf(await get(place));
    for (const words of ['1件を受け付けました', 'ファイルは消去しました']) expect(after).toContain(words);
    const report = await (await get(`${place}/report.csv`)).text();
    const number = /^2,受付,([0-9A-Z]{9}),,\r$/m.exec(report)?.[1] ?? '';
    expect(number).not.toBe('');
    expect(report).toMatch(/^3,要修正,,born,/m);
    const inbox = await textOf(await get(`/${CITY}/staff?number=${number}`));
    for (const words of ['奈良 一', '犬の登録']) expect(inbox).toContain(words);
    const { rows } = await sql<{ content: unknown }>`
      SELECT content FROM procedure_bulk WHERE id = ${id}::uuid`.execute(app.kernel.database.owner);
    expect(rows).toEqual([{ content: null }]);
    const { entries } = await app.kernel.database.transaction(tenant(), (tx) =>
      readEntries(tx, { subject: `bulk/${id}` }, { limit: 10 }),
    );
    expect(entries.map(({ type, purpose }) => [type, purpose]).sort()).toEqual([
      ['bulk.confirmed', 'institution'],
      ['bulk.done', 'institution'],
      ['bulk.received', 'institution'],
    ]);
    expect(await textOf(await get(placeOf(await handIn(inCp932(content)))))).toContain(
      '同じファイルを受け付け済み',
    );
  });

  test.each([
    ['nothing', '', 'ファイルを選んでください'],
    ['a picture', Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0, 1, 2), 'CSVでもExcelブックでもありません'],
    ['half a quote', `${HEADINGS}\n"奈良`, '引用符'],
    ['headings only', HEADINGS, '行がありません'],
    ['other headings', '氏名,犬\nx,y', '「犬」という項目はありません'],
    ['a broken archive', Uint8Array.of(0x50, 0x4b, 3, 4, 0, 0), '読めません'],
  ])('%s is refused in words, and nothing is kept', async (_name, content, words) => {
    const refused = await handIn(content);
    const html = await refused.clone().text();
    expect(await textOf(refused, 422)).toContain(words);
    expect(html).toMatch(/value="institution"[^>]*checked|checked[^>]*value="institution"/);
  });

  test('a purpose is needed, and rows of nobody’s section are nobody’s', async () => {
    expect(await textOf(await handIn(table(row('奈良　一')), 'x.csv', ''), 422)).toContain(
      '申し出た人を選んで',
    );
    expect((await get(NEW, 'clerk')).status).toBe(404);
    expect((await get(BULK, 'resident')).status).toBe(403);
    const place = placeOf(await handIn(table(row('奈良　三'))));
    expect((await get(place, 'clerk')).status).toBe(404);
    expect((await post(`${place}/confirm`, undefined, 'clerk')).status).toBe(404);
    expect(placeOf(await post(`${place}/discard`))).toBe(BULK);
    expect((await post(`${place}/confirm`)).status).toBe(409);
    expect(await countOf(`bulk/${place.split('/').at(-1)}/%`)).toBe(0);
  });

  test('5,000 rows are checked in one go', async () => {
    const rows = Array.from({ length: 5_000 }, (_, index) => row(`奈良　${index}`));
    const place = placeOf(await handIn(table(...rows)));
    expect(await textOf(await get(place))).toContain('すべての行（5,000件）');
    await post(`${place}/discard`);
  });

  test('what is too much at once is taken in by the job, also when it is interrupted, and no row twice', async () => {
    const place = placeOf(
      await handIn(table(...Array.from({ length: 500 }, (_, index) => row(`奈良　${index}`)))),
    );
    await post(`${place}/confirm`);
    const id = place.split('/').at(-1) ?? '';
    expect(await countOf(`bulk/${id}/%`)).toBe(0);
    expect(await textOf(await get(place))).toContain('500行のうち0行まで');
    const municipality = app.kernel.municipalities.bySlug(CITY);
    if (!municipality) throw new Error(CITY);
    const job = systemContext(municipality, 'procedure.bulk', app.kernel.clock);
    const { bulk } = app.modules.procedure.services;
    await bulk.run(job, 100);
    expect(await textOf(await get(place))).toContain('500行のうち100行まで');
    await Promise.all([bulk.run(job, 20_000), bulk.run(job, 20_000)]);
    expect(await countOf(`bulk/${id}/%`)).toBe(500);
    expect(await textOf(await get(place))).toContain('500件を受け付けました');
    const { entries } = await app.kernel.database.transaction(tenant(), (tx) =>
      readEntries(tx, { type: 'case.submitted' }, { limit: 1 }),
    );
    const { actor } = await person(VET);
    expect(entries[0]?.actor).toBe(`staff/${actor.id}`);
  });

  test('what nobody confirmed is swept, and old reports with it', async () => {
    const place = placeOf(await handIn(table(row('奈良　九', { 9: '?' }), row('奈良　八'))));
    const id = place.split('/').at(-1) ?? '';
    const municipality = app.kernel.municipalities.bySlug(CITY);
    if (!municipality) throw new Error(CITY);
    const later = (days: number) => ({
      ...systemContext(municipality, 'procedure.sweep-bulk', app.kernel.clock),
      clock: { ...app.kernel.clock, now: () => app.kernel.clock.now().add({ hours: 24 * days }) },
    });
    const kept = async () => {
      const { rows } = await sql<{ state: string; cells: boolean; rows: number }>`
        SELECT state, content IS NOT NULL AS cells,
               (SELECT count(*)::int FROM procedure_bulk_row r WHERE r.bulk = b.id) AS rows
        FROM procedure_bulk b WHERE id = ${id}::uuid`.execute(app.kernel.database.owner);
      return rows[0];
    };
    await app.modules.procedure.services.bulk.sweep(later(1));
    expect(await kept()).toEqual({ state: 'checked', cells: true, rows: 1 });
    await app.modules.procedure.services.bulk.sweep(later(8));
    expect(await kept()).toEqual({ state: 'discarded', cells: false, rows: 1 });
    await app.modules.procedure.services.bulk.sweep(later(40));
    expect(await kept()).toEqual({ state: 'discarded', cells: false, rows: 0 });
  });
});

describe('a file sent by a program', () => {
  const API = `/${CITY}/api/v1`;
  let key = '';
  const send = (
    content: string | Uint8Array,
    idempotencyKey: string,
    query = '',
    type = 'text/csv; charset=UTF-8',
  ) =>
    app.request(`${API}/procedures/dog-registration/bulk${query}`, {
      method: 'POST',
      body: typeof content === 'string' ? content : new Uint8Array(content),
      headers: { 'content-type': type, 'idempotency-key': idempotencyKey, authorization: `Bearer ${key}` },
    });
  beforeAll(async () => {
    const page = await post(
      `/${CITY}/my/api-keys`,
      new URLSearchParams({ label: '犬の会', days: '30' }),
      'resident',
    );
    key = /yakuba_[A-Za-z0-9_-]{43}/.exec(await page.text())?.[0] ?? '';
  });

  test('becomes cases with a report by row, once for a key', async () => {
    const content = table(row('奈良　一'), row('奈良　二', { 10: '平成32年5月1日' }));
    const first = await send(content, 'dogs-00000001');
    expect(first.status).toBe(200);
    const item = (await first.json()) as { id: string; self: string; report: string; taken: number };
    expect(item).toMatchObject({ state: 'done', rows: 2, wrong: 1, taken: 1 });
    expect(await (await send(content, 'dogs-00000001')).json()).toEqual(item);
    expect((await send(`${content}\n${row('三')}`, 'dogs-00000001')).status).toBe(409);
    expect(await countOf(`bulk/${item.id}/%`)).toBe(1);
    const headers = { authorization: `Bearer ${key}` };
    const rows = (await (await app.request(`${item.self}/rows`, { headers })).json()) as { items: unknown[] };
    expect(rows.items).toMatchObject([
      { row: 2, case: expect.stringMatching(/^[0-9A-Z]{9}$/), problems: [] },
      { row: 3, case: null, problems: [{ column: 'born', detail: expect.stringContaining('令和2年') }] },
    ]);
    const report = await app.request(item.report, { headers: { ...headers, 'accept-language': 'en' } });
    expect(await report.text()).toContain('to mend');
    const number = (rows.items[0] as { case: string }).case;
    const own = await app.request(`${API}/cases/${number}`, { headers });
    expect(await own.json()).toMatchObject({ procedure: 'dog-registration', state: 'submitted' });
  });

  test('is only looked at where it is asked so, and confirmed later', async () => {
    const looked = await send(table(row('奈良　四')), 'dogs-00000002', '?confirm=false');
    const item = (await looked.json()) as { id: string; self: string };
    expect(item).toMatchObject({ state: 'checked', taken: 0 });
    const headers = { authorization: `Bearer ${key}` };
    const confirmed = await app.request(`${item.self}/confirm`, { method: 'POST', headers });
    expect(await confirmed.json()).toMatchObject({ state: 'done', taken: 1 });
    expect((await app.request(item.self)).status).toBe(401);
    expect((await get(item.self, 'resident-little-japanese')).status).toBe(404);
  });

  test('is refused by RFC 9457 where it cannot be read, and needs a key', async () => {
    const wrong = await send('氏名,犬\nx,y', 'dogs-00000003');
    expect(wrong.status).toBe(422);
    expect(wrong.headers.get('content-type')).toContain('application/problem+json');
    expect(await wrong.text()).toContain('#/columns/');
    expect((await send('{}', 'dogs-00000004', '', 'application/json')).status).toBe(415);
    expect((await send(Uint8Array.of(0x89, 0, 1), 'dogs-00000005')).status).toBe(422);
    const nobody = await app.request(`${API}/procedures/dog-registration/bulk`, {
      method: 'POST',
      body: 'x',
      headers: { 'content-type': 'text/csv', 'idempotency-key': 'dogs-00000006' },
    });
    expect(nobody.status).toBe(401);
  });

  test('is described', async () => {
    const { paths } = (await (await app.request(`/${CITY}/api/openapi.json`)).json()) as {
      paths: Record<string, Record<string, { requestBody?: { content: object } }>>;
    };
    expect(paths['/api/v1/procedures/{procedure}/bulk']?.post?.requestBody?.content).toEqual({
      'text/csv': { schema: { type: 'string' } },
    });
    expect(Object.keys(paths)).toEqual(
      expect.arrayContaining(['/api/v1/bulk/{bulk}', '/api/v1/bulk/{bulk}/rows']),
    );
  });
});
