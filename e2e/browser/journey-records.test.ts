import { afterAll, beforeAll, describe, test } from 'vitest';
import type { View } from '../harness/browser.ts';
import type { Means } from '../harness/hands.ts';
import { openTownHall, STAFF, signIn, type TownHall } from '../harness/town-hall.ts';

/* The register of documents: one is issued, sealed and sent; a request for disclosure; a copy with parts blacked out. */

let hall: TownHall;
beforeAll(async () => {
  hall = await openTownHall();
});
afterAll(() => hall?.close());

const WAYS: readonly (readonly [View, Means])[] = [
  ['at 360 px without script', 'by pointer'],
  ['at 1280 px', 'by keyboard alone'],
];
const RECORDS = '/staff/records';

describe.each(WAYS)('%s, %s', (view, means) => {
  const as = async (name: string) => {
    const person = await hall.anybody(view, means);
    await signIn(person, STAFF, name);
    return person;
  };

  test('a document goes out with its seal, and a copy of it is blacked out', async () => {
    const subject = `工事のお知らせ（${means}）`;
    const clerk = await as('佐藤 健');
    await clerk.visit(RECORDS);
    await clerk.sees('文書登録簿', '未分類の文書', '発送待ち');
    await clerk.follow('未分類の文書');
    await clerk.visit(RECORDS);
    await clerk.follow(/^奈市第\d+号$/);
    await clerk.visit(`${RECORDS}?direction=drafted`);
    // Not one that the other way has issued.
    const drafted = clerk.page.getByRole('row').filter({ hasNotText: '工事のお知らせ' });
    const href = await drafted.getByRole('link').first().getAttribute('href');
    await clerk.visit(href?.replace(/^\/[^/]+/, '') ?? '');
    await clerk.follow('施行する');
    await clerk.press('番号を付けて作る', 422);
    await clerk.isToldToMend('宛先を入力してください', '本文を入力してください', '送り方を選んでください');
    await clerk.type('宛先', '奈良 花子');
    await clerk.type('件名', subject);
    await clerk.type('本文', '次のとおり工事を行います。');
    await clerk.choose('郵送');
    await clerk.type('宛先の住所', '〒630-8580 奈良市二条大路南一丁目1-1');
    await clerk.press('番号を付けて作る');
    await clerk.sees('番号を付けました', '公印待ち', subject);
    const document = new URL(clerk.page.url()).pathname.replace(/^\/[^/]+/, '');

    const head = await as('鈴木 美咲');
    await head.visit(`${RECORDS}/seals`);
    await head.sees(subject);
    await head.visit(document);
    await head.press('公印を押す');
    await head.sees('文書ができあがりました', '発送待ち');
    await head.visit(`${RECORDS}/seals/uses`);
    await head.sees(subject, '鈴木 美咲');

    await clerk.visit(`${RECORDS}/dispatch`);
    await clerk.sees(subject);
    await clerk.visit(document);
    await clerk.press('郵送した');
    await clerk.sees('発送済み');
    await clerk.follow('黒塗りの写しを作る');
    await clerk.press('黒塗りの写しを作る', 422);
    await clerk.isToldToMend('黒塗りすることばか範囲を入力してください');
    for (const person of [clerk, head]) await person.leave();
  }, 240_000);

  test('a request for disclosure is taken in and looked at', async () => {
    const clerk = await as('佐藤 健');
    await clerk.visit(`${RECORDS}/disclosures`);
    await clerk.type('請求者の氏名', '開示 求');
    await clerk.type('請求者の住所', '奈良市三条町1');
    await clerk.type('請求のあった公文書', `窓口改善会議の記録（${means}）`);
    await clerk.press('登録する');
    await clerk.sees('受け付けました', '開示 求', '奈市開第');
    await clerk.leave();
    const anybody = await hall.anybody(view, means);
    await anybody.visit('/verify-letter');
    await anybody.type('検証番号', '4K7M');
    await anybody.press('確かめる', 422);
    await anybody.isToldToMend('検証番号が正しくありません');
    await anybody.leave();
  }, 120_000);
});
