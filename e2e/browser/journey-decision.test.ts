import * as mupdf from 'mupdf';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { View } from '../harness/browser.ts';
import type { Means } from '../harness/hands.ts';
import { openTownHall, STAFF, signIn, type TownHall } from '../harness/town-hall.ts';

/*
 * A draft in four roles: drafted, reviewed, objected to by whom is consulted, decided; and one that is decided by
 * whoever stands in for a head who is away, and confirmed by that head later.
 */

let hall: TownHall;
beforeAll(async () => {
  hall = await openTownHall();
});
afterAll(() => hall?.close());

const WAYS: readonly (readonly [View, Means])[] = [
  ['at 360 px without script', 'by pointer'],
  ['at 1280 px', 'by keyboard alone'],
];
const LIST = '/staff/decisions';

/** A page with nothing on it, as a PDF. */
function plan(): { name: string; mimeType: string; buffer: Buffer } {
  const document = new mupdf.PDFDocument();
  document.insertPage(-1, document.addPage([0, 0, 595, 842], 0, {}, ''));
  return {
    name: '配置図.pdf',
    mimeType: 'application/pdf',
    buffer: Buffer.from(document.saveToBuffer('').asUint8Array()),
  };
}

describe.each(WAYS)('%s, %s', (view, means) => {
  test('a draft goes its route to the vice-mayor, with the objection of who was consulted', async () => {
    const title = `窓口用端末の購入について（${means}）`;
    const as = async (name: string) => {
      const person = await hall.anybody(view, means);
      await signIn(person, STAFF, name);
      return person;
    };
    const clerk = await as('佐藤 健');
    await clerk.visit(LIST);
    await clerk.follow('起案する');
    await clerk.press('保存して経路を確かめる', 422);
    await clerk.isToldToMend('件名を入力してください', '伺いの内容を入力してください');
    await clerk.pick('種類', '契約・支出');
    await clerk.type('件名', title);
    await clerk.type('伺いの内容', '端末12台を購入してよろしいか伺います。');
    await clerk.type('金額', '960,000');
    await clerk.type('予算科目', '2款1項7目 情報管理費');
    await clerk.press('保存して経路を確かめる');
    await clerk.sees('デモ用の決裁規程', '合議', '高橋 誠');
    await clerk.press('この経路で回議に出す');
    await clerk.sees('回議に出しました', '回議中');
    const draft = new URL(clerk.page.url()).pathname.replace(/^\/[^/]+/, '');

    const deputy = await as('田中 葵');
    await deputy.visit(draft);
    await deputy.press('承認する');
    const head = await as('鈴木 美咲');
    await head.visit(LIST);
    await head.sees(title);
    await head.visit(draft);
    await head.press('承認する');
    await deputy.visit(draft);
    await deputy.page.getByText('異議を述べる').click();
    await deputy.press('異議を付けて回答する', 422);
    await deputy.isToldToMend('異議の内容を入力してください');
    await deputy.type('異議の内容', '端末の管理台帳を添えてください。');
    await deputy.press('異議を付けて回答する');

    const vice = await as('高橋 誠');
    await vice.visit(draft);
    await vice.sees('異議あり', '端末の管理台帳を添えてください。');
    await vice.press('決裁する');
    await vice.sees('決裁済み');
    await clerk.visit(`${LIST}/mine`);
    await clerk.sees(title, '決裁済み');
    for (const path of ['/staff/organization', '/staff/absences', `${LIST}/delegations`])
      await clerk.visit(path);
    for (const person of [clerk, deputy, head, vice]) await person.leave();
  }, 240_000);

  test('two are consulted at once, one objects; a stand-in decides, and the head confirms it later', async () => {
    const title = `窓口の開庁時間の延長について（${means}）`;
    const as = async (name: string) => {
      const person = await hall.anybody(view, means);
      await signIn(person, STAFF, name);
      return person;
    };
    const head = await as('鈴木 美咲');
    await head.visit('/staff/absences');
    const today = Temporal.Now.plainDateISO('Asia/Tokyo').toString();
    await head.type('最初の日', today);
    await head.type('最後の日', today);
    await head.choose('出張');
    await head.press('不在を登録する');
    await head.sees('不在を登録しました');

    const clerk = await as('佐藤 健');
    await clerk.visit(`${LIST}/new`);
    await clerk.type('件名', title);
    await clerk.type('伺いの内容', '水曜日に窓口を19時まで開けてよろしいか伺います。');
    await clerk.page.getByText('経路に加える・緊急の経路').click();
    const consult = clerk.page.getByRole('group', { name: /合議を加える所属/ });
    for (const unit of ['情報政策課', '総合政策部']) await consult.getByLabel(unit, { exact: true }).check();
    await clerk.press('保存して経路を確かめる');
    await clerk.sees('合議', '情報政策課', '総合政策部', '代決');
    await clerk.page.locator('#file').setInputFiles(plan());
    await clerk.press('ファイルを加える');
    await clerk.sees('ファイルを加えました', '配置図.pdf');
    await clerk.press('この経路で回議に出す');
    const draft = new URL(clerk.page.url()).pathname.replace(/^\/[^/]+/, '');

    const vice = await as('高橋 誠');
    const deputy = await as('田中 葵');
    // Reviewed first where the line asks for it; then both are asked at the same time.
    await deputy.visit(draft);
    while ((await deputy.text()).includes('あなたの番です：承認')) await deputy.press('承認する');
    await vice.visit(draft);
    await vice.sees('あなたの番です：合議');
    await vice.follow(/「配置図.pdf」に書き込む/);
    if (view === 'at 1280 px') {
      await vice.page.locator('.mark-sheet').click({ position: { x: 200, y: 200 } });
      expect(await vice.page.locator('#place').inputValue()).toMatch(/^[\d.]+, [\d.]+$/);
    } else await vice.type('場所', 'B3-D4');
    await vice.type('書き込む内容', '夜間の出入口を示してください。');
    await vice.press('書き込む');
    await vice.sees('書き込みました', '高橋 誠', '夜間の出入口を示してください。');
    await vice.visit(draft);
    await vice.page.getByText('異議を述べる').click();
    await vice.type('異議の内容', '時間外勤務の上限を超えない配置を示してください。');
    await vice.press('異議を付けて回答する');
    await deputy.visit(draft);
    await deputy.sees('異議あり', '時間外勤務の上限を超えない配置を示してください。', 'あなたの番です：合議');
    await deputy.press('承認する');
    await deputy.sees('「代決」として処理します。');
    await deputy.press('決裁する');
    await deputy.sees('決裁済み', '後閲を待っています');

    await head.visit('/staff/absences');
    await head.press(/鈴木 美咲さんの.*からの不在を取り消す/);
    await head.visit(`${LIST}/to-confirm`);
    await head.sees(title);
    await head.visit(draft);
    await head.type('コメント', '確認しました。');
    await head.press('後閲した');
    await head.sees('後閲を記録しました', '確認しました。');
    await clerk.visit(draft);
    await clerk.sees('決裁済み', '代決', '後閲：鈴木 美咲');
    for (const path of [`${LIST}/statistics`, `${LIST}/circulating`]) await clerk.visit(path);
    // From here the decided draft goes on as a document: sealed and sent, bound, and in the end destroyed
    // (journey-records.test.ts).
    for (const person of [clerk, deputy, head, vice]) await person.leave();
  }, 240_000);
});
