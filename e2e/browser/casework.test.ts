import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { View } from '../harness/browser.ts';
import type { Means } from '../harness/hands.ts';
import { CITIZEN, openTownHall, STAFF, signIn, type TownHall } from '../harness/town-hall.ts';

const WAYS: readonly (readonly [View, Means])[] = [
  ['at 360 px without script', 'by pointer'],
  ['at 1280 px', 'by keyboard alone'],
];

let hall: TownHall;
beforeAll(async () => {
  hall = await openTownHall();
});
afterAll(() => hall?.close());

describe.each(WAYS)('%s, %s', (view, means) => {
  test('a clerk keeps a text, puts it into a message, and sees what belongs to the case', async () => {
    const clerk = await hall.anybody(view, means);
    await signIn(clerk, STAFF, '佐藤 健');
    await clerk.visit('/staff/replies');
    await clerk.follow('定型文をつくる');
    await clerk.press('保存する', 422);
    await clerk.isToldToMend('名前を入力してください。', '文章を入力してください。');
    const name = `お待たせするとき（${view}）`;
    await clerk.type('名前', name);
    await clerk.type('文章', '{氏名}様　もうしばらくお待ちください。');
    await clerk.press('保存する');
    await clerk.sees('定型文を保存しました', name);

    // Who applied online has a page to be written to; who came to the counter may have none.
    await clerk.visit('/staff?state=inReview&channel=online');
    const line = clerk.page.locator('main a[href*="/staff/cases/"]').first();
    const at = new URL((await line.getAttribute('href')) ?? '', clerk.page.url()).href;
    await clerk.visit(at);
    // The other way has opened it already, perhaps.
    if ((await clerk.text()).includes('何のために開きますか')) {
      await clerk.choose('申請の審査');
      await clerk.press('内容を開く');
    }
    // On a phone the work stands before the answers.
    const shown = await clerk.text();
    if (view.includes('360')) expect(shown.indexOf('処理')).toBeLessThan(shown.indexOf('申請の内容'));
    await clerk.follow('申請者とのやりとり');
    await clerk.type('申請者へのメッセージ', 'お世話になります。');
    await clerk.pick('定型文を使う', name);
    await clerk.press('入れる');
    expect(await clerk.page.getByLabel('申請者へのメッセージ').inputValue()).toMatch(
      /^お世話になります。\n\n\S.*様　もうしばらくお待ちください。$/,
    );
    await clerk.press('送る');
    await clerk.sees('送りました', 'もうしばらくお待ちください。');
    await clerk.visit(`${at}/related`);
    await clerk.press('結び付ける', 422);
    await clerk.isToldToMend('受付番号を入力してください。');
    await clerk.visit('/staff/notices');
    await clerk.leave();
  }, 240_000);

  test('a resident reads the notices', async () => {
    const resident = await hall.anybody(view, means);
    await signIn(resident, CITIZEN, '奈良 花子');
    await resident.visit('/my/notices');
    await resident.sees('お知らせ');
    await resident.follow(/結果ができました/);
    await resident.sees('これまでの経過');
    await resident.visit('/my/notices');
    if ((await resident.text()).includes('すべて既読にする')) await resident.press('すべて既読にする');
    await resident.sees('（未読0件）');
    await resident.leave();
  }, 240_000);
});
