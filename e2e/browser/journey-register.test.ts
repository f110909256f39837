import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { root } from '../../scripts/prepare.js';
import { openTownHall, STAFF, signIn, type TownHall } from '../harness/town-hall.ts';

/* A file that somebody sends becomes a register, a layer of the map, a dataset and an answer to programs. */

let hall: TownHall;
beforeAll(async () => {
  hall = await openTownHall();
});
afterAll(() => hall?.close());

const FILE = join(root, 'test-fixtures/registers/bicycle-parking.csv');
const DESK = '/staff/registers';

async function ask<Answer>(path: string): Promise<Answer> {
  const response = await fetch(`${hall.product.url}/nara-city${path}`);
  expect(response.status, path).toBe(200);
  return (await response.json()) as Answer;
}
const ckan = async <Result>(action: string, query: Record<string, string>): Promise<Result> => {
  const path = `/api/3/action/${action}?${new URLSearchParams(query)}`;
  const { success, result } = await ask<{ success: boolean; result: Result }>(path);
  expect(success).toBe(true);
  return result;
};

test('a clerk defines a register from a file by keyboard, fills it and sees it on the map; programs fetch it', async () => {
  const clerk = await hall.anybody('at 1280 px', 'by keyboard alone');
  await signIn(clerk, STAFF, '佐藤 健');
  await clerk.visit(DESK);
  await clerk.follow('台帳を作る');
  await clerk.page.locator('input[type=file]').setInputFiles(FILE);
  await clerk.type('台帳の名前', '自転車駐車場');
  await clerk.type('台帳のID', '自転車');
  await clerk.press('項目を決める', 422);
  await clerk.isToldToMend(/台帳のIDは、英小文字で始まる/);
  await clerk.page.locator('input[type=file]').setInputFiles(FILE);
  await clerk.type('台帳のID', 'bicycle-parking');
  await clerk.press('項目を決める');
  await clerk.choose('公開する');
  await clerk.press('書きかけに保存する', 422);
  await clerk.isToldToMend(/保存の根拠/);
  await clerk.type('保存の根拠', '文書取扱規程');
  await clerk.press('書きかけに保存する');
  await clerk.sees(
    '点（施設、設備など）',
    /屋根\s*はい・いいえ/,
    /収容台数\s*数/,
    /種別\s*一つを選ぶ/,
    /利用開始日\s*日付/,
    /名称\s*1行の文字・必須・行の名前/,
  );
  await clerk.follow('収容台数');
  await clerk.type('単位', '台');
  await clerk.type('項目名（ID）', 'capacity');
  await clerk.press('書きかけに保存する');
  await clerk.press(/^この項目を消す.*都道府県名/);
  await clerk.press(/^上へ.*備考/);
  await clerk.sees('書きかけに保存しました');
  await clerk.seesNot('直すところ');
  await clerk.follow('変更を確かめる');
  await clerk.sees('公開していなかったものを公開するため', '課の承認者に知らせが届きます');
  await clerk.seesNot('保存して使いはじめる');
  await clerk.type('何を変えたか、なぜか', '駐輪場を公開する');
  await clerk.press('承認を頼む');
  await clerk.sees('知らせは届いています');
  const chief = await hall.anybody('at 360 px', 'by pointer');
  await signIn(chief, STAFF, '鈴木 美咲');
  await chief.visit('/staff/notices');
  await chief.follow(/台帳「自転車駐車場」の定義の承認を頼まれました/);
  await chief.sees('佐藤 健さんが承認を頼んでいます', '駐輪場を公開する');
  await chief.press('承認する');
  await chief.press('保存して使いはじめる');
  await chief.sees('第1版', '承認：鈴木 美咲');
  await chief.leave();

  await clerk.visit(`${DESK}/bicycle-parking/imports`);
  await clerk.page.locator('input[type=file]').setInputFiles(FILE);
  await clerk.press('読み込む');
  await clerk.sees('CP932', '6行');
  await clerk.press('6行を書き込む');
  await clerk.visit(`${DESK}/bicycle-parking`);
  await clerk.sees('若草駅南自転車駐車場', /1,180\s*台/);
  // The drawn map is the affair of map.test.ts; the picture and the list that everybody has show the same.
  const citizen = await hall.anybody('at 360 px without script', 'by pointer');
  await citizen.visit('/map?layer.bicycle-parking=on');
  await citizen.sees('自転車駐車場', '月見橋自転車置場');
  await citizen.leave();

  await clerk.visit('/staff/datasets/new');
  await clerk.pick('元になるもの', '台帳：自転車駐車場');
  await clerk.pick('所管', '市民課');
  await clerk.type('アドレスの名前', 'bicycle-parking');
  await clerk.type('題名', '自転車駐車場の一覧');
  await clerk.type('説明', '市内の自転車駐車場の場所と台数');
  await clerk.press('保存する');
  await clerk.press('確認済みにする');
  const desk = clerk.page.url();
  await clerk.leave();
  const head = await hall.anybody('at 1280 px', 'by pointer');
  await signIn(head, STAFF, '鈴木 美咲');
  await head.visit(desk);
  await head.press('公開する');
  await head.sees('公開中');
  await head.leave();

  const { features, numberMatched } = await ask<{
    numberMatched: number;
    features: { geometry: unknown; properties: Record<string, unknown> }[];
  }>('/ogc/collections/bicycle-parking/items?f=json');
  expect(numberMatched).toBe(6);
  expect(features[1]).toMatchObject({
    geometry: { type: 'Point', coordinates: [135.81955, 34.68201] },
    properties: { name: '若草駅南自転車駐車場', capacity: 1180 },
  });
  const { resources } = await ckan<{
    resources: { id: string; format: string; datastore_active: boolean }[];
  }>('package_show', { id: 'bicycle-parking' });
  const table = resources.find(({ datastore_active }) => datastore_active);
  const found = await ckan<{ total: number; records: Record<string, unknown>[] }>('datastore_search', {
    resource_id: table?.id ?? '',
    filters: JSON.stringify({ 種別: '有料' }),
  });
  expect(found.records.map((record) => record.名称)).toEqual([
    '若草駅北自転車駐車場',
    '若草駅南自転車駐車場',
  ]);
}, 240_000);
