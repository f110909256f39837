import { read, utils, type WorkBook, write } from '@e965/xlsx';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { signInAs } from '#modules/identity/fixtures.js';
import { pageText } from '#testing/page-text.js';
import { type TestApp, testApp } from '#testing/test-app.js';
import { planOffice } from '../../fixtures.js';
import type { PlanService } from '../../service.js';

/*
 * The file goes out through its public address, is changed by another program's library, and comes back through
 * the form.
 */

let app: TestApp;
let service: PlanService;
let cookie: string;
const CITY = 'nara-city';
const context = () => planOffice(app.kernel, CITY);

beforeAll(async () => {
  app = await testApp();
  service = app.modules.plan.api;
});
beforeEach(async () => {
  ({ cookie } = await signInAs(app.kernel, CITY, 'plan-office'));
});
afterAll(() => app.stop());

const get = (path: string, as = cookie) => app.request(path, { headers: { cookie: as } });

async function exported(city = CITY): Promise<WorkBook> {
  const response = await app.request(`/${city}/plan/plan.xlsx`);
  expect(response.status).toBe(200);
  return read(new Uint8Array(await response.arrayBuffer()), { type: 'array' });
}

const bytesOf = (book: WorkBook): Uint8Array<ArrayBuffer> =>
  new Uint8Array(write(book, { type: 'array', bookType: 'xlsx' }) as ArrayBuffer);

async function upload(
  content: BlobPart,
  { as = cookie, name = '計画.xlsx', city = CITY } = {},
): Promise<Response> {
  const body = new FormData();
  body.set('file', new File([content], name));
  return app.request(`/${city}/staff/plan/import`, {
    method: 'POST',
    body,
    headers: { cookie: as, origin: app.kernel.config.publicUrl },
  });
}

const confirm = (preview: string, as = cookie) =>
  app.request(`${preview}/apply`, {
    method: 'POST',
    headers: { cookie: as, origin: app.kernel.config.publicUrl },
  });

type Rows = Record<string, unknown>[];
const sheetOf = (book: WorkBook, name: string) => {
  const sheet = book.Sheets[name];
  if (!sheet) throw new Error(`no sheet ${name}`);
  return sheet;
};

/** The cell in the column of a heading, in the first row whose other cells are as stated. */
function cellAt(book: WorkBook, name: string, where: Record<string, unknown>, heading: string): string {
  const sheet = sheetOf(book, name);
  const rows: Rows = utils.sheet_to_json(sheet, { defval: null });
  const row = rows.findIndex((each) => Object.entries(where).every(([key, value]) => each[key] === value));
  const headings = utils.sheet_to_json<string[]>(sheet, { header: 1 })[0] ?? [];
  const column = headings.indexOf(heading);
  if (row < 0 || column < 0) throw new Error(`no cell ${name} ${JSON.stringify(where)} ${heading}`);
  return utils.encode_cell({ r: row + 1, c: column });
}

function set(
  book: WorkBook,
  name: string,
  where: Record<string, unknown>,
  heading: string,
  value: string | number,
): string {
  const address = cellAt(book, name, where, heading);
  sheetOf(book, name)[address] = typeof value === 'number' ? { t: 'n', v: value } : { t: 's', v: value };
  return address;
}

const documentsOf = async () =>
  (
    await sql<{ key: string; version: number }>`
      SELECT key, version FROM plan_current WHERE tenant = '292010' ORDER BY key`.execute(
      app.kernel.database.owner,
    )
  ).rows;
const importsOf = async () =>
  (await sql<{ n: number }>`SELECT count(*) AS n FROM plan_import`.execute(app.kernel.database.owner)).rows[0]
    ?.n;
const entriesOf = async (type: string) =>
  (
    await sql<{ subject: string; data: Record<string, unknown> }>`
      SELECT subject, data FROM journal_entry WHERE type = ${type} ORDER BY position`.execute(
      app.kernel.database.owner,
    )
  ).rows;

/** Address of the preview that an upload without fault leads to. */
function previewAt(response: Response): string {
  expect(response.status).toBe(303);
  const location = response.headers.get('location') ?? '';
  expect(location).toMatch(/^\/nara-city\/staff\/plan\/import\/[0-9a-f-]{36}$/);
  return location;
}

describe('a file that nobody changed', () => {
  test.each(['nara-city', 'nara-pref', 'imari', 'katsuragi', 'kashihara'])(
    'changes nothing in %s',
    async (city) => {
      const { cookie: own } = await signInAs(app.kernel, city, 'plan-office');
      const response = await upload(bytesOf(await exported(city)), { as: own, city });
      expect(response.status).toBe(200);
      expect(pageText(await response.text())).toContain('違いはありません');
      expect(await importsOf()).toBe(0);
    },
  );
});

describe('who may', () => {
  test('only those who may take in plans see the page, the preview and the confirmation', async () => {
    const { cookie: clerk } = await signInAs(app.kernel, CITY, 'clerk');
    const file = bytesOf(await exported());
    expect((await app.request(`/${CITY}/staff/plan/import`)).status).toBe(303);
    expect((await get(`/${CITY}/staff/plan/import`, clerk)).status).toBe(403);
    expect((await upload(file, { as: clerk })).status).toBe(403);
    expect(await importsOf()).toBe(0);
  });
});

describe('a file with faults', () => {
  test('is reported by sheet and cell, and leaves nothing behind', async () => {
    const before = await documentsOf();
    const book = await exported();
    const of = { 施策ID: '1-8', 指標ID: 'pre-entries', 年度: 2021 };
    const result = set(book, '目標と実績', of, '実績値', 'たくさん');
    const year = set(book, 'スケジュール', { 施策ID: '1-8' }, '開始年度', 'いつか');
    const stage = set(book, '施策', { 施策ID: '1-5' }, '施策の段階', 'Q');
    const title = cellAt(book, '施策', { 施策ID: '1-7' }, '施策名');
    sheetOf(book, '施策')[title] = { t: 's', v: '計', f: 'A1&B1' };
    const response = await upload(bytesOf(book));
    expect(response.status).toBe(422);
    const text = pageText(await response.text());
    expect(text).toContain(`スケジュール ${year} 「いつか」は年度として読めません`);
    expect(text).toContain(`施策 ${stage} 「Q」は選べません`);
    expect(text).toContain(`施策 ${title} 数式が入っています`);
    expect(await importsOf()).toBe(0);
    expect(await documentsOf()).toEqual(before);

    set(book, 'スケジュール', { 施策ID: '1-8' }, '開始年度', 2019);
    set(book, '施策', { 施策ID: '1-5' }, '施策の段階', 'C 調達・運用段階');
    set(book, '施策', { 施策ID: '1-7' }, '施策名', '題名');
    const next = pageText(await (await upload(bytesOf(book))).text());
    expect(next).toContain(`目標と実績 ${result} 「たくさん」は数ではありません`);
  });

  test('a missing column is named, and not taken for an empty one', async () => {
    const book = await exported();
    const sheet = sheetOf(book, '施策');
    const headings = utils.sheet_to_json<string[]>(sheet, { header: 1 })[0] ?? [];
    sheet[utils.encode_cell({ r: 0, c: headings.indexOf('今後の展望') })] = { t: 's', v: '展望' };
    const text = pageText(await (await upload(bytesOf(book))).text());
    expect(text).toContain('「今後の展望」の列がありません');
    expect(text).toContain('シート「施策」の列「展望」は、決まった見出しではないので読み込みませんでした');
  });

  test.each([
    ['計画.csv', '施策ID,年度\n', 'CSVなどの文字だけのファイル'],
    [
      '計画.xls',
      new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]),
      '古い形式のExcelブック（.xls）',
    ],
    ['計画.pdf', '%PDF-1.7', 'PDFファイルです'],
    ['', '', '取り込むファイルを選んでください'],
  ])('%s is refused with a hint', async (name, content, hint) => {
    const response = await upload(content, { name });
    expect(response.status).toBe(422);
    expect(pageText(await response.text())).toContain(hint);
  });

  test('a file over the limit is refused before it is read', async () => {
    const response = await upload(new Uint8Array(22 * 1024 * 1024));
    expect(response.status).toBe(413);
    const measured = await upload(new Uint8Array(20 * 1024 * 1024 + 1).fill(80));
    expect(pageText(await measured.text())).toContain('20MBを超えています');
  });

  test('a count of what nobody writes is refused at its cell, and nothing changes', async () => {
    const before = await documentsOf();
    const book = await exported();
    const of = { 施策ID: '1-8', 指標ID: 'online-certificate-applications' };
    const count = JSON.stringify({
      numerator: { entry: 'case.submitted', where: { procedure: 'residence-certificat' } },
      period: 'month',
    });
    const cell = set(book, '指標', of, '自動集計の設定', count);
    const response = await upload(bytesOf(book));
    expect(response.status).toBe(422);
    const text = pageText(await response.text());
    expect(text).toContain(`指標 ${cell} 1-8 の indicators[`);
    expect(text).toContain('there is no procedure "residence-certificat"; there are ');
    expect(await documentsOf()).toEqual(before);
  });

  test('a file of another plan is refused', async () => {
    const text = pageText(await (await upload(bytesOf(await exported('imari')))).text());
    expect(text).toContain('別の計画');
  });
});

describe('a file with changes', () => {
  test('is shown before anything changes, then taken in as versions with their entries; confirming is idempotent', async () => {
    const before = await documentsOf();
    const book = await exported();
    set(book, '目標と実績', { 施策ID: '1-8', 指標ID: 'pre-entries', 年度: 2022 }, '実績値', 112);
    set(book, '施策', { 施策ID: '1-5' }, '今後の展望', '写真を=送れるようにする。\n二行目。');
    const preview = previewAt(await upload(bytesOf(book)));

    const page = pageText(await (await get(preview)).text());
    expect(page).toContain('(1)-8');
    expect(page).toContain('2022年度');
    expect(page).toContain('112');
    expect(page).toContain('写真を=送れるようにする。');
    expect(await documentsOf()).toEqual(before);

    const confirmed = await confirm(preview);
    expect(confirmed.headers.get('location')).toBe(preview);
    const again = await confirm(preview);
    expect(again.status).toBe(303);
    const changed = (await documentsOf()).filter(
      ({ key, version }) => version !== before.find((one) => one.key === key)?.version,
    );
    expect(changed).toEqual([
      { key: '1-5', version: 2 },
      { key: '1-8', version: 2 },
    ]);
    expect(await entriesOf('plan.imported')).toEqual([
      {
        subject: 'plan/nara-city-ict',
        data: { plan: 'nara-city-ict', measures: 2, planChanged: false, import: preview.split('/').at(-1) },
      },
    ]);
    expect((await entriesOf('plan.measureChanged')).map(({ subject }) => subject)).toEqual([
      'measure/1-5',
      'measure/1-8',
    ]);
    const [newest] = await service.history(context(), '1-8');
    expect(newest).toMatchObject({
      change: 'imported',
      changes: [{ field: 'result', fiscalYear: 2022, from: null, to: '112' }],
    });
    expect((await service.readMeasure(context(), '1-5')).outlook).toBe('写真を=送れるようにする。\n二行目。');
    expect(pageText(await (await get(preview)).text())).toContain('取り込みました');
  });

  test('the plan’s own sheets are taken in with it', async () => {
    const book = await exported();
    set(book, '用語', { 用語: 'ICT' }, '意味', '情報通信技術。');
    const preview = previewAt(await upload(bytesOf(book)));
    expect(pageText(await (await get(preview)).text())).toContain('情報通信技術。');
    await confirm(preview);
    const { plan, version } = await service.readPlan(context());
    expect(plan.terms.find(({ term }) => term === 'ICT')?.meaning).toBe('情報通信技術。');
    expect(version).toBe(2);
  });

  test('adds measures and indicators; an indicator whose row was deleted stays as an ended one', async () => {
    const book = await exported();
    utils.sheet_add_json(
      sheetOf(book, '施策'),
      [{ 施策ID: '1-90', 番号: '(1)-90', 施策名: '新しい施策', 柱ID: '1', 施策の段階: 'A' }],
      {
        origin: -1,
        skipHeader: true,
        header: ['施策ID', '番号', '施策名', '柱ID', '主管課', '計画掲載年度', '終了年度', '施策の段階'],
      },
    );
    const indicators = sheetOf(book, '指標');
    utils.sheet_add_aoa(indicators, [['1-90', '', 'uses', '利用件数', '件', '年間の量・月平均', '増やす']], {
      origin: -1,
    });
    const rows = utils.sheet_to_json<unknown[]>(indicators, { header: 1 });
    const gone = rows.findIndex((row) => row[0] === '1-8' && row[2] === 'pre-entries');
    rows.splice(gone, 1);
    book.Sheets.指標 = utils.aoa_to_sheet(rows);
    for (const name of ['目標と実績', '指標の変更', 'システム外の件数']) {
      const kept = utils
        .sheet_to_json<unknown[]>(sheetOf(book, name), { header: 1 })
        .filter((row) => !(row[0] === '1-8' && row[2] === 'pre-entries'));
      book.Sheets[name] = utils.aoa_to_sheet(kept);
    }
    const preview = previewAt(await upload(bytesOf(book)));
    expect(pageText(await (await get(preview)).text())).toContain('新しい施策として加わります');
    await confirm(preview);
    expect((await service.readMeasure(context(), '1-90')).indicators.map(({ id }) => id)).toEqual(['uses']);
    const old = (await service.readMeasure(context(), '1-8')).indicators.find(
      ({ id }) => id === 'pre-entries',
    );
    expect(old?.changes.at(-1)).toMatchObject({ kind: 'ended' });
    expect(old?.years.find(({ fiscalYear }) => fiscalYear === 2021)).toMatchObject({ result: 25 });
  });

  test('measures, sheets and columns that are not in the file stay, and the person is told', async () => {
    const book = await exported();
    const only = utils
      .sheet_to_json<unknown[]>(sheetOf(book, '施策'), { header: 1 })
      .filter((row, index) => index === 0 || row[0] === '2-1');
    const small: WorkBook = {
      SheetNames: ['施策', 'メモ'],
      Sheets: { 施策: utils.aoa_to_sheet(only), メモ: utils.aoa_to_sheet([['覚え']]) },
    };
    set(small, '施策', { 施策ID: '2-1' }, '実施状況', '書き換えた状況。');
    const preview = previewAt(await upload(bytesOf(small)));
    const page = pageText(await (await get(preview)).text());
    expect(page).toContain('シート「メモ」は、計画のシートではないので読み込みませんでした');
    expect(page).toContain('シート「スケジュール」がないので');
    expect(page).toMatch(/ファイルにない\d+施策は、今のまま残ります/);
    const schedule = (await service.readMeasure(context(), '2-1')).schedule;
    await confirm(preview);
    expect(await service.readMeasure(context(), '2-1')).toMatchObject({
      state: '書き換えた状況。',
      schedule,
    });
  });
});

describe('when others change the plan meanwhile', () => {
  const edit = async (number: string, state: string) => {
    const { document, version } = await service.readDocument(context(), number);
    await service.changeMeasure(context(), { base: version, document: { ...document, state }, reason: null });
  };

  test('a preview that was overtaken is refused whole, and says so', async () => {
    const book = await exported();
    set(book, '施策', { 施策ID: '3-1' }, '実施状況', 'ファイルの状況。');
    set(book, '施策', { 施策ID: '3-2' }, '実施状況', 'ファイルの状況。');
    const preview = previewAt(await upload(bytesOf(book)));
    await edit('3-2', '画面で直した状況。');
    const before = await documentsOf();
    expect((await confirm(preview)).status).toBe(303);
    expect(await documentsOf()).toEqual(before);
    const page = pageText(await (await get(preview)).text());
    expect(page).toContain('取り込めなくなりました');
    expect(page).toContain('(3)-2');
    expect(page).not.toContain('この内容で取り込む');
  });

  test('an older file does not undo what others did to measures that it left alone', async () => {
    const book = await exported();
    await edit('4-1', '画面で直した状況。');
    set(book, '施策', { 施策ID: '4-2' }, '実施状況', 'ファイルの状況。');
    const preview = previewAt(await upload(bytesOf(book)));
    await confirm(preview);
    expect((await service.readMeasure(context(), '4-1')).state).toBe('画面で直した状況。');
    expect((await service.readMeasure(context(), '4-2')).state).toBe('ファイルの状況。');
  });

  test('an older file that changes nothing says where the plan is newer, and that this stays', async () => {
    const book = await exported();
    expect(pageText(await (await upload(bytesOf(book))).text())).toContain('今の計画に違いはありません');
    await edit('5-9', '画面で直した状況。');
    const before = await documentsOf();
    const response = await upload(bytesOf(book));
    const text = pageText(await response.text());
    expect(text).toContain('このファイルで書きかえられたところはありません');
    expect(text).toContain('このファイルより新しい値が1か所あり、そのまま残ります');
    expect(text).toContain(
      '(5)-9：このファイルを書き出した後に、計画のほうが1か所で新しくなっています（現在の状況）',
    );
    expect(text).not.toContain('今の計画に違いはありません');
    expect(await documentsOf()).toEqual(before);
  });

  test('an older file that changed the same measure is reported at its row', async () => {
    const book = await exported();
    await edit('5-1', '画面で直した状況。');
    set(book, '施策', { 施策ID: '5-1' }, '実施状況', 'ファイルの状況。');
    const response = await upload(bytesOf(book));
    expect(response.status).toBe(422);
    const cell = cellAt(book, '施策', { 施策ID: '5-1' }, '施策ID');
    expect(pageText(await response.text())).toContain(
      `施策 ${cell} このファイルを書き出した後に、ほかの人が変更しています`,
    );
  });

  test('two confirmations at the same time take the file in once', async () => {
    const book = await exported();
    set(book, '施策', { 施策ID: '5-2' }, '実施状況', '同時に確定。');
    const preview = previewAt(await upload(bytesOf(book)));
    const before = (await entriesOf('plan.imported')).length;
    const answers = await Promise.all([confirm(preview), confirm(preview), confirm(preview)]);
    expect(answers.map(({ status }) => status)).toEqual([303, 303, 303]);
    expect(await entriesOf('plan.imported')).toHaveLength(before + 1);
  });
});

test('another town finds neither the preview nor the confirmation', async () => {
  const book = await exported();
  set(book, '施策', { 施策ID: '5-3' }, '実施状況', 'よその町。');
  const preview = previewAt(await upload(bytesOf(book)));
  const { cookie: imari } = await signInAs(app.kernel, 'imari', 'plan-office');
  const there = preview.replace('nara-city', 'imari');
  expect((await get(there, imari)).status).toBe(404);
  expect((await confirm(there, imari)).status).toBe(404);
});
