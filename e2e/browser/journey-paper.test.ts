import { afterAll, beforeAll, expect, test } from 'vitest';
import { asPdf, rasterised, scanned } from '../../src/forms/paper/fixtures.ts';
import type { View } from '../harness/browser.ts';
import type { Means } from '../harness/hands.ts';
import { openTownHall, STAFF, signIn, type TownHall } from '../harness/town-hall.ts';

/* On paper: the form from the page of the procedure, its scan on the desk of a clerk, the case that comes of it. */

let hall: TownHall;
beforeAll(async () => {
  hall = await openTownHall();
});
afterAll(() => hall?.close());

const WAYS: readonly (readonly [View, Means])[] = [
  ['at 360 px without script', 'by pointer'],
  ['at 1280 px', 'by keyboard alone'],
];
const DPI = 150;

test.each(WAYS)(
  '%s, %s: a printed form comes back and is typed in',
  async (view, means) => {
    const anybody = await hall.anybody(view, means);
    await anybody.visit('/procedures/residence-certificate');
    await anybody.sees('郵送（紙の書類）');
    const link = anybody.page.getByRole('link', { name: '紙の様式（PDF）' });
    const form = await anybody.page.request.get(
      new URL((await link.getAttribute('href')) ?? '', hall.product.url).href,
    );
    expect(form.headers()['content-disposition']).toContain('attachment');
    const pages = await Promise.all(
      rasterised(await form.body(), DPI).map((page, index) => scanned(page, index * 180 + 1)),
    );
    await anybody.leave();

    const clerk = await hall.anybody(view, means);
    await signIn(clerk, STAFF, '佐藤 健');
    await clerk.visit('/staff/scans');
    await clerk.press('読み取る', 422);
    await clerk.isToldToMend('スキャンしたファイルを選んでください');
    const scan = Buffer.from(await asPdf(pages, DPI));
    await clerk.page
      .locator('input[type=file]')
      .setInputFiles({ name: 'scan.pdf', mimeType: 'application/pdf', buffer: scan });
    await clerk.press('読み取る');
    await clerk.sees(`${pages.length}枚を読み取り、1件の用紙が見つかりました`);
    await clerk.follow('住民票の写しの交付請求');
    await clerk.sees('左の画像を見て');
    const pictures = clerk.page.locator('.scan-pictures img');
    expect(await pictures.count()).toBeGreaterThan(10);
    await clerk.type('氏名', '奈良　花子');
    await clerk.press('この内容で受け付ける', 422);
    await clerk.sees('氏名のふりがなを入力してください', '使いみちを選んでください');

    expect(await clerk.page.getByLabel('氏名').first().inputValue()).toBe('奈良　花子');
    await clerk.type('氏名のふりがな', 'なら　はなこ');
    const birth = clerk.within('生年月日');
    await birth.type('年', '1988');
    await birth.type('月', '5');
    await birth.type('日', '14');
    await clerk.choose('本人だけ');
    await clerk.choose('勤務先・学校への提出');
    await clerk.type('必要な通数', '1');
    await clerk.choose('窓口で受け取る');
    const visit = clerk.within('窓口に来る日');
    await visit.type('年', '2099');
    await clerk.type('日中の電話番号', '0742-34-1111');
    await clerk.choose('住民基本台帳の内容を確認することに同意します');
    await clerk.choose(/入力した内容は事実のとおりです/);
    await clerk.press('この内容で受け付ける', 422);
    await clerk.sees('窓口に来る日');
    await visit.type('年', '');
    await clerk.press('この内容で受け付ける');
    expect(clerk.page.url()).toMatch(/\/staff\/cases\//);
    expect(await clerk.page.locator('body').innerText()).toContain('紙の申請を受け付けました');
    await clerk.visit('/staff/scans');
    await clerk.leave();
  },
  240_000,
);
