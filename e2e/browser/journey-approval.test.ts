import * as mupdf from 'mupdf';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchBrowser, type View } from '../harness/browser.ts';
import type { Means } from '../harness/hands.ts';
import { freePort, type Product, startProduct, temporaryFolder } from '../harness/product.ts';
import { STAFF, signIn } from '../harness/town-hall.ts';
import { type Visitor, visitor } from '../harness/visitor.ts';

/*
 * The whole life of a draft in four roles, through the pages only: two are consulted at once and one objects, a stand-in
 * decides, the head confirms it later; it becomes a document that is sealed, sent and bound; when its retention is over,
 * its disposal is approved, its contents are destroyed, and the register still finds it.
 */

/** Each at a machine of their own: two with a phone without script, two at a desk with the keyboard alone. */
const WAYS: Readonly<Record<string, readonly [View, Means]>> = {
  '佐藤 健': ['at 360 px without script', 'by pointer'],
  '鈴木 美咲': ['at 1280 px', 'by keyboard alone'],
  '田中 葵': ['at 360 px without script', 'by pointer'],
  '高橋 誠': ['at 1280 px', 'by keyboard alone'],
};
const DRAFTS = '/staff/decisions';
const RECORDS = '/staff/records';
const LATER = new URL('../harness/later.ts', import.meta.url);
/** Of the catalogue: kept for one year, then destroyed. */
const CLASS = '軽易な照会・回答・通知（1年）';

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

describe('four roles', () => {
  let browser: Browser;
  let product: Product;
  let settings: Record<string, string>;
  let removeData: () => Promise<void>;
  beforeAll(async () => {
    const [folder, remove] = await temporaryFolder();
    removeData = remove;
    settings = { DATA_DIR: `${folder}/data`, PORT: String(await freePort()) };
    [product, browser] = await Promise.all([startProduct(settings), launchBrowser()]);
  }, 400_000);
  afterAll(async () => {
    await browser?.close();
    await product?.stop();
    await removeData?.();
  });

  const as = async (name: string): Promise<Visitor> => {
    const [view, means] = WAYS[name] ?? ['at 1280 px', 'by pointer'];
    const person = await visitor(browser, `${product.url}/nara-city`, view, means);
    // Several work at a machine that may be slow.
    person.page.setDefaultTimeout(45_000);
    await signIn(person, STAFF, name);
    return person;
  };
  const pathOf = ({ page }: Visitor) => new URL(page.url()).pathname.replace(/^\/[^/]+/, '');
  /** A box for a date is filled as a whole: its parts are the browser's own. */
  const date = (person: Visitor, label: string, day: Temporal.PlainDate) =>
    person.page.getByLabel(label, { exact: false }).first().fill(day.toString());
  const tick = (person: Visitor, group: RegExp, label: string) =>
    person.page.getByRole('group', { name: group }).getByLabel(label, { exact: true }).check();
  /** Whoever is asked agrees, as often as that person is asked in a row. */
  const agree = async (person: Visitor, draft: string): Promise<void> => {
    await person.visit(draft);
    for (let turn = 0; turn < 5; turn += 1) {
      const shown = await person.text();
      if (!shown.includes('あなたの番です')) return;
      await person.press(shown.includes('あなたの番です：決裁') ? '決裁する' : '承認する');
    }
  };

  test('a draft is objected to, decided by a stand-in, confirmed, sealed, sent, bound and destroyed', async () => {
    const subject = '窓口の開庁時間の延長について';
    const objection = '時間外勤務の上限を超えない配置を示してください。';
    const today = Temporal.Now.plainDateISO('Asia/Tokyo');
    const head = await as('鈴木 美咲');
    await head.visit('/staff/absences');
    await date(head, '最初の日', today);
    await date(head, '最後の日', today);
    await head.choose('出張');
    await head.press('不在を登録する');
    await head.sees('不在を登録しました');

    // Drafted: a related document is searched and chosen, a plan attached, the class chosen beforehand.
    const clerk = await as('佐藤 健');
    await clerk.visit(`${DRAFTS}/new`);
    await clerk.type('件名', subject);
    await clerk.type('伺いの内容', '水曜日に窓口を19時まで開けてよろしいか伺います。');
    await clerk.type('関係文書を探す', '文');
    await clerk.press('文書を探す', 422);
    await clerk.isToldToMend('探すことばを2文字以上で入力してください');
    await clerk.type('関係文書を探す', '窓口');
    await clerk.press('文書を探す');
    await clerk.sees('見つかった文書');
    expect(await clerk.page.getByLabel('件名').first().inputValue()).toBe(subject);
    const related = clerk.page.getByRole('group', { name: /見つかった文書/ }).getByRole('checkbox');
    await related.first().check();
    await clerk.page.getByText('経路に加える・緊急の経路').click();
    for (const unit of ['情報政策課', '総合政策部']) await tick(clerk, /合議を加える所属/, unit);
    await clerk.press('保存して経路を確かめる');
    await clerk.sees('選んだ関係文書', '合議', '情報政策課', '総合政策部', '代決');
    await clerk.page.locator('#file').setInputFiles(plan());
    await clerk.press('ファイルを加える');
    await clerk.sees('ファイルを加えました', '配置図.pdf');
    await clerk.press('この経路で回議に出す');
    await clerk.sees('回議に出しました', '関係文書');
    const draft = pathOf(clerk);
    await clerk.visit(draft.replace(DRAFTS, `${RECORDS}/drafts`));
    await clerk.pick('分類', CLASS);
    await clerk.press('分類を選んでおく');
    await clerk.sees('分類を選びました');

    // Both are consulted at the same time: one marks the plan and objects, the other agrees.
    const vice = await as('高橋 誠');
    const deputy = await as('田中 葵');
    await deputy.visit(draft);
    while ((await deputy.text()).includes('あなたの番です：承認')) await deputy.press('承認する');
    await vice.visit(draft);
    await vice.sees('あなたの番です：合議');
    await vice.follow(/「配置図.pdf」に書き込む/);
    await vice.page.locator('.mark-sheet').click({ position: { x: 200, y: 200 } });
    expect(await vice.page.locator('#place').inputValue()).toMatch(/^[\d.]+, [\d.]+$/);
    await vice.type('書き込む内容', '夜間の出入口を示してください。');
    await vice.press('書き込む');
    await vice.sees('書き込みました', '高橋 誠', '夜間の出入口を示してください。');
    await vice.visit(draft);
    await vice.page.getByText('異議を述べる').click();
    await vice.type('異議の内容', objection);
    await vice.press('異議を付けて回答する');
    await deputy.visit(draft);
    await deputy.sees('異議あり', objection, 'あなたの番です：合議');
    await deputy.press('承認する');
    await deputy.visit(`${DRAFTS}/on-behalf`);
    await deputy.sees(subject, '代決（市民課 課長）');
    await deputy.visit(draft);
    await deputy.sees('「代決」として処理します。');
    await deputy.press('決裁する');
    await deputy.sees('決裁済み', '後閲を待っています');

    await head.visit('/staff/absences');
    await head.press(/鈴木 美咲さんの.*からの不在を取り消す/);
    await head.visit(`${DRAFTS}/to-confirm`);
    await head.sees(subject);
    await head.visit(draft);
    await head.type('コメント', '確認しました。');
    await head.press('後閲した');
    await head.sees('後閲を記録しました', '確認しました。');

    // It is a document of the register, by which a letter is issued, sealed and sent.
    await clerk.visit(draft);
    await clerk.sees('決裁済み', '代決', '後閲：鈴木 美咲', objection);
    await clerk.follow('施行する');
    await clerk.sees(subject, '配置図.pdf');
    const decided = pathOf(clerk);
    await clerk.follow('施行する');
    await clerk.type('宛先', '奈良 花子');
    await clerk.type('本文', '次のとおり、窓口の開庁時間を延長します。');
    await clerk.choose('郵送');
    await clerk.type('宛先の住所', '〒630-8580 奈良市二条大路南一丁目1-1');
    await clerk.press('番号を付けて作る');
    await clerk.sees('番号を付けました', '公印待ち');
    const letter = pathOf(clerk);
    await head.visit(letter);
    await head.press('公印を押す');
    await head.sees('文書ができあがりました', '発送待ち');
    await clerk.visit(letter);
    await clerk.press('郵送した');
    await clerk.sees('発送済み');

    // Both go into the same binder.
    await clerk.visit(decided);
    await clerk.press('完結にする');
    await clerk.press('編てつする');
    await clerk.sees('簿冊に編てつしました');
    const binder = await clerk.page.locator('main a[href*="/records/binders/"]').first().innerText();
    await clerk.follow(binder);
    const binderPath = pathOf(clerk);
    const binderName = await clerk.page.locator('h1').innerText();
    await clerk.visit(letter);
    await clerk.press('完結にする');
    await clerk.pick('簿冊', binderName);
    await clerk.press('編てつする');
    await clerk.visit(binderPath);
    await clerk.sees(subject, '簿冊を書き出す');
    for (const person of [clerk, deputy, head, vice]) await person.leave();

    // The second spring after: its one year, counted from April, is over.
    expect(await product.stop()).toBe(0);
    const fiscalYear = today.subtract({ months: 3 }).year;
    const later = Temporal.PlainDate.from({ year: fiscalYear + 2, month: 5, day: 8 });
    const ahead = today.until(later, { largestUnit: 'days' }).days * 24 * 60 * 60 * 1000;
    product = await startProduct({
      ...settings,
      NODE_OPTIONS: `--import ${LATER.href}`,
      CLOCK_AHEAD_MS: String(ahead),
    });
    const clerkLater = await as('佐藤 健');
    await clerkLater.visit(`${RECORDS}/disposals`);
    await clerkLater.page.getByLabel(binderName).first().check();
    await clerkLater.choose('廃棄');
    await clerkLater.type('理由', '保存期間が満了したため');
    await clerkLater.press('提案する');
    await clerkLater.sees('電子決裁で決めています', binderName);
    const disposal = pathOf(clerkLater);
    await clerkLater.follow('起案を見る');
    const disposalDraft = pathOf(clerkLater);
    for (const name of ['田中 葵', '鈴木 美咲', '高橋 誠']) {
      const person = await as(name);
      await agree(person, disposalDraft);
      await person.leave();
    }
    await clerkLater.visit(disposalDraft);
    await clerkLater.sees('決裁済み');
    // Carried out by the job of every minute.
    await expect
      .poll(
        async () => {
          await clerkLater.visit(disposal);
          return clerkLater.text();
        },
        { timeout: 180_000, interval: 5_000 },
      )
      .toContain('廃棄証明書（PDF）');

    // The register still finds it; what it said is gone, here and with the draft.
    await clerkLater.visit(`${RECORDS}?q=${encodeURIComponent('開庁時間の延長')}`);
    await clerkLater.sees(subject, '廃棄済み');
    await clerkLater.visit(decided);
    await clerkLater.sees(subject, '廃棄済み', '内容は残っていません。');
    await clerkLater.seesNot('配置図.pdf');
    await clerkLater.visit(draft);
    await clerkLater.sees(subject, '内容は廃棄しました');
    await clerkLater.seesNot('配置図.pdf', objection);
    await clerkLater.leave();
  }, 1_200_000);
});
