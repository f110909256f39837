import { read, utils, type WorkBook, write } from '@e965/xlsx';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTownHall, STAFF, signIn, type TownHall } from '../harness/town-hall.ts';
import type { Visitor } from '../harness/visitor.ts';

/* The plan's year: sections report, the headquarters judges, the plan office publishes; and its Excel goes round. */

const RESULTS = '目標と実績';
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

let hall: TownHall;
beforeAll(async () => {
  hall = await openTownHall();
});
afterAll(() => hall?.close());

async function staff(name: string, slug?: string): Promise<Visitor> {
  const one = await hall.anybody('at 1280 px', 'by keyboard alone', slug);
  await signIn(one, STAFF, name);
  return one;
}

async function opensTheRound(who: Visitor) {
  await who.visit('/staff/plan');
  await who.follow('2025年度の評価');
}

describe('the yearly review', () => {
  test('a section reports; what it typed wrongly is kept and told', async () => {
    const clerk = await staff('佐藤 健');
    await clerk.visit('/staff/plan/tasks');
    await clerk.sees('未提出');
    await clerk.follow('オンラインを利用したスマート窓口申請');
    await clerk.type('2025年度の実績', '千二百');
    await clerk.press('報告を提出する', 422);
    await clerk.isToldToMend(
      /2025年度に行ったこと.*入力してください/,
      /2025年度の実績.*数字で入力してください/,
    );
    expect(await clerk.page.getByLabel('2025年度の実績').first().inputValue()).toBe('千二百');
    await clerk.type('2025年度に行ったこと', '窓口を3か所に広げた。');
    await clerk.type('2025年度の実績', '61');
    await clerk.press('報告を提出する');
    await clerk.sees('報告を提出しました', '提出済み');
    await clerk.visit('/plan/1-8');
    await clerk.sees('窓口を3か所に広げた。', '61');
    await clerk.leave();
  });

  test('a round is reported, judged and published as it stands that day', async () => {
    const office = await staff('田中 葵', 'kashihara');
    await office.visit('/staff/plan/tasks');
    await office.follow('マイナポータルの活用によるオンライン申請の推進');
    await office.type('2025年度に行ったこと', '計画どおりに進めた。');
    await office.press('報告を提出する');
    await opensTheRound(office);
    await office.sees('1 / 10施策');
    await office.press('報告を締め切る');
    await office.sees('まだ評価していない施策が10件あります');

    const headquarters = await staff('高橋 誠', 'kashihara');
    await opensTheRound(headquarters);
    const measures = await headquarters.page.locator('main table').getByRole('link').allInnerTexts();
    expect(measures).toHaveLength(10);
    for (const [place, measure] of measures.entries()) {
      await headquarters.follow(measure);
      if (place === 0) {
        await headquarters.sees('計画どおりに進めた。');
        await headquarters.press('評価を保存する', 422);
        await headquarters.isToldToMend('評価を選んでください。');
      }
      await headquarters.choose('予定どおり');
      await headquarters.type('評価の理由・意見', '順調である。');
      await headquarters.press('評価を保存する');
    }

    await opensTheRound(office);
    // Nine were judged without a report.
    await office.sees('1 / 10施策', '10 / 10施策');
    await publishes(office);
    await office.follow('公表した評価を見る');
    const anybody = await hall.anybody('at 360 px without script', 'by pointer', 'kashihara');
    await anybody.visit(office.page.url());
    await anybody.sees('2025年度の年度評価', '推進本部のコメント：順調である。', /[0-9a-f]{64}/);
    await Promise.all([office, headquarters, anybody].map((one) => one.leave()));
  }, 240_000);
});

/** It cannot be undone: a question comes first, and "no" changes nothing. */
async function publishes({ page, arrive, sees }: Visitor) {
  const button = page.getByRole('button', { name: '評価を公表する' }).first();
  const question = page.getByRole('dialog');
  await button.focus();
  await page.keyboard.press('Enter');
  await question.getByRole('button', { name: '公表しない' }).press('Enter');
  await sees('本部が評価中');
  await page.keyboard.press('Enter');
  await Promise.all([
    page.waitForEvent('load'),
    question.getByRole('button', { name: '評価を公表する' }).press('Enter'),
  ]);
  await arrive();
  await sees('評価を公表しました', '公表済み');
}

async function exported(office: Visitor): Promise<WorkBook> {
  const file = await office.page.request.get(new URL('/nara-city/plan/plan.xlsx', office.page.url()).href);
  expect(file.status()).toBe(200);
  return read(await file.body());
}

/** The cell of the result of a measure's indicator in a year. */
function resultCell(book: WorkBook, measure: string, indicator: string, year: number): string {
  const sheet = book.Sheets[RESULTS];
  if (!sheet) throw new Error(`no sheet ${RESULTS}`);
  const rows = utils.sheet_to_json<unknown[]>(sheet, { header: 1 });
  const columns = rows[0] ?? [];
  const row = rows.findIndex((cells) => cells[0] === measure && cells[2] === indicator && cells[4] === year);
  expect(row).toBeGreaterThan(0);
  return utils.encode_cell({ r: row, c: columns.indexOf('実績値') });
}

async function handsIn(office: Visitor, name: string, content: Buffer, status?: number) {
  await office.visit('/staff/plan/import');
  await office.page.getByLabel('取り込むファイル').setInputFiles({ name, mimeType: XLSX, buffer: content });
  await office.press('ファイルを確かめる', status);
}

const contentOf = (book: WorkBook): Buffer => Buffer.from(write(book, { type: 'buffer', bookType: 'xlsx' }));

test('the plan goes out to Excel and comes back with one figure changed', async () => {
  const office = await staff('田中 葵');
  const book = await exported(office);
  const cell = resultCell(book, '1-8', 'pre-entries', 2021);
  const sheet = book.Sheets[RESULTS] ?? {};

  await handsIn(office, '手紙.xlsx', Buffer.from('こんにちは'), 422);
  await office.sees('Excelブック（.xlsx）');
  sheet[cell] = { t: 's', v: 'たくさん' };
  await handsIn(office, '計画.xlsx', contentOf(book), 422);
  await office.sees(RESULTS, cell, '「たくさん」は数ではありません');

  sheet[cell] = { t: 'n', v: 27 };
  await handsIn(office, '計画.xlsx', contentOf(book));
  await office.sees(
    '取り込む内容を確かめる',
    'スマート窓口申請による受付件数の増加の2021年度の実績',
    '25',
    '27',
  );
  const public27 = async () =>
    office.page.request
      .get(new URL('/nara-city/api/v1/plan/measures/1-8', office.page.url()).href)
      .then(async (answer) => JSON.stringify(await answer.json()).includes('"result":27,'));
  expect(await public27()).toBe(false);
  await office.press('この内容で取り込む');
  await office.sees('計画に取り込みました');
  expect(await public27()).toBe(true);

  const anybody = await hall.anybody('at 360 px without script', 'by pointer');
  await anybody.visit('/plan/1-8');
  await anybody.sees('ファイルから取り込み', /2021年度の実績を「25」から「27」に変更/);
  await Promise.all([office, anybody].map((one) => one.leave()));
});
