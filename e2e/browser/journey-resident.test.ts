import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { scriptless, type View } from '../harness/browser.ts';
import type { Means } from '../harness/hands.ts';
import { CITIZEN, openTownHall, STAFF, signIn, type TownHall } from '../harness/town-hall.ts';
import { comesTo, type Visitor } from '../harness/visitor.ts';

/*
 * A resident who errs on every page, sends twice, is asked for a correction, pays, and receives her certificate; the
 * staff who serve her; those who check the certificate; those who must not see any of it; the plan that counts it.
 */

const WAYS: readonly (readonly [View, Means])[] = [
  ['at 360 px without script', 'by pointer'],
  ['at 1280 px', 'by keyboard alone'],
];
const INDICATOR = '/plan/1-8/indicators/online-certificate-applications/entries';
const COUNT = '/api/v1/plan/measures/1-8/indicators/online-certificate-applications/entries?limit=1';
const SEND = '同意して申請する';
const DECLARATION = /入力した内容は事実のとおりです/;

let hall: TownHall;
beforeAll(async () => {
  hall = await openTownHall();
});
afterAll(() => hall?.close());

interface Count {
  total: number;
  newest: string | undefined;
}
async function counted(): Promise<Count> {
  const answer = await fetch(`${hall.product.url}/nara-city${COUNT}`);
  expect(answer.status).toBe(200);
  const { total, items } = (await answer.json()) as { total: number; items: { id: string }[] };
  return { total, newest: items[0]?.id };
}

async function findsTheProcedure(resident: Visitor) {
  await resident.visit('/');
  await resident.type('何をしますか', '住民票');
  await resident.press('検索');
  await resident.sees('住民票の写しの交付請求');
  await resident.follow('住民票の写しの交付請求');
  await resident.sees('1通につき300円', '標準 2開庁日', '用意するもの', '窓口', '郵送');
  await resident.follow(/オンラインで\s*申請する/);
}

async function beginsAfterSigningIn(resident: Visitor) {
  await signIn(resident, CITIZEN, '奈良 花子');
  await resident.press('申請をはじめる');
}

const birthDate = (resident: Visitor) => resident.within('生年月日');
async function typesBirthDate(resident: Visitor, era: string, [year, month, day]: [string, string, string]) {
  await birthDate(resident).pick('元号', era);
  await birthDate(resident).type(/^年$/, year);
  await birthDate(resident).type(/^月$/, month);
  await birthDate(resident).type(/^日$/, day);
}

async function mendsWhoSheIs(resident: Visitor) {
  await resident.type('氏名', '');
  await resident.type('氏名のふりがな', '漢字 花子');
  await typesBirthDate(resident, '令和', ['元', '4', '31']);
  await resident.press('次へ進む', 422);
  await resident.isToldToMend(
    '氏名を入力してください。',
    'カタカナかひらがなで入力してください',
    '令和元年4月31日という日は、こよみにありません',
  );
  await resident.type('氏名', 'あ'.repeat(120));
  await resident.type('氏名のふりがな', 'なら はなこ');
  await typesBirthDate(resident, '平成', ['31', '5', '1']);
  await resident.press('次へ進む', 422);
  await resident.isToldToMend('100文字までで入力してください', '2019年5月1日（令和元年）のことでしたら');
  expect(await resident.page.locator('#name').inputValue()).toBe('あ'.repeat(120));
  await resident.type('氏名', '<script>alert(1)</script>😀');
  await typesBirthDate(resident, '昭和', ['六十三', '五月', '']);
  await resident.press('次へ進む', 422);
  await resident.isToldToMend('年・月・日をすべて入力してください');
  expect(await resident.page.locator('#name').inputValue()).toBe('<script>alert(1)</script>😀');
  await resident.type('氏名', '奈良 花子');
  await typesBirthDate(resident, '昭和', ['６３', '５', '14']);
  await resident.press('次へ進む');
}

async function mendsWhatSheWants(resident: Visitor) {
  await resident.press('次へ進む', 422);
  await resident.isToldToMend('必要な範囲を選んでください。');
  await resident.seesNot('必要な人の氏名');
  await resident.choose('世帯の一部の人');
  if (scriptless.has(resident.page.context())) {
    await resident.press('次へ進む', 422);
    await resident.sees('答えに合わせて、質問が増えました');
  }
  // With script it stands there as soon as the answer that asks for it is chosen.
  await resident.sees('必要な人の氏名');
  await resident.press('次へ進む', 422);
  await resident.isToldToMend('必要な人の氏名を入力してください。');
  await resident.choose('本人だけ');
  await resident.press('次へ進む');
  await resident.press('次へ進む');

  await resident.type('必要な通数', '0');
  await resident.press('次へ進む', 422);
  await resident.isToldToMend('使いみちを選んでください。', '1以上の数で入力してください');
  await resident.choose('勤務先・学校への提出');
  await resident.type('必要な通数', '2つ');
  await resident.press('次へ進む', 422);
  await resident.isToldToMend('数字で入力してください');
  await resident.type('必要な通数', '１');
  await resident.press('次へ進む');

  await resident.press('次へ進む', 422);
  await resident.isToldToMend('受け取り方法を選んでください。');
  await resident.choose(/マイページでPDFを受け取る/);
  await resident.press('次へ進む');
}

async function mendsHowToReachHer(resident: Visitor) {
  await resident.type('日中の電話番号', 'でんわ');
  await resident.type('メールアドレス', 'hanako@');
  await resident.press('次へ進む', 422);
  await resident.isToldToMend(
    '数字とハイフンで入力してください',
    '@を入れて入力します',
    'チェックを入れてください',
  );
  await resident.type('日中の電話番号', '0742-34-1111');
  await resident.type('メールアドレス', 'hanako@example.jp');
  await resident.choose(/同意します/);
  await resident.press('次へ進む');
}

async function checksAndChangesOneAnswer(resident: Visitor) {
  await resident.sees('内容の確認', '奈良 花子', 'ナラ　ハナコ', '1988年5月14日（昭和63年）', '1通', '300円');
  await resident.follow(/変更\s*：必要な通数/);
  await resident.type('必要な通数', '2');
  await resident.press('次へ進む');
  await resident.sees('内容の確認', '2通', '600円', '0742-34-1111');
}

/** Impatiently, and in a second window as well. Gives the address of the one case. */
async function sendsTwice(resident: Visitor): Promise<string> {
  const { page } = resident;
  const before = await counted();
  const second = await page.context().newPage();
  await second.goto(page.url());
  await second.getByLabel(DECLARATION).check();
  await resident.choose(DECLARATION);
  await Promise.all([
    resident.pressTwice(SEND),
    second.getByRole('button', { name: SEND }).click(),
    comesTo(page, /\/my\/cases\//),
    comesTo(second, /\/my\/cases\//),
  ]);
  await resident.arrive();
  await resident.sees('申請を受け付けました', /受付番号\s+\S+/, '2026年', '手数料600円を支払う');
  const [mine = ''] = page.url().split('?');
  expect(second.url().split('?')[0]).toBe(mine);
  await second.close();

  const after = await counted();
  expect(after.total).toBe(before.total + 1);
  expect(after.newest).not.toBe(before.newest);

  // Back to the form, as people do who are not sure: the case is there, and it is still one.
  await page.goBack();
  await resident.arrive();
  expect(page.url().split('?')[0]).toBe(mine);
  expect((await counted()).total).toBe(after.total);
  return new URL(mine).pathname.replace('/nara-city', '');
}

async function clerkFindsTheCase(clerk: Visitor, mine: string) {
  await clerk.visit(mine.replace('/my/', '/staff/'));
  await clerk.sees('何のために開きますか');
  await clerk.seesNot('奈良 花子');
  await clerk.press('内容を開く', 422);
  await clerk.isToldToMend('見る目的を選んでください。');
  await clerk.choose('申請の審査');
  await clerk.press('内容を開く');
  await clerk.sees('奈良 花子', '2通', '確かめること');
}

async function clerkAsksForACorrection(clerk: Visitor) {
  await clerk.press('担当になって審査をはじめる');
  await clerk.follow('補正を求める');
  await clerk.press('補正を求める', 422);
  await clerk.isToldToMend(
    '直してもらう項目を1つ以上選んでください。',
    '申請者へのことばを入力してください。',
  );
  await clerk.choose(/必要な通数/);
  await clerk.type('申請者へのことば', '通数をもう一度確かめてください。');
  await clerk.press('補正を求める');
  await clerk.sees('補正を求めました', '内容の修正をお願い中');
}

async function correctsWhatWasAsked(resident: Visitor) {
  await resident.visit('/my');
  const page = await resident.text();
  expect(page.indexOf('内容の修正をお願い中')).toBeGreaterThan(page.indexOf('いま、していただくこと'));
  expect(page.indexOf('内容の修正をお願い中')).toBeLessThan(page.indexOf('進んでいるもの'));
  await resident.follow('住民票の写しの交付請求');
  await resident.sees('直していただくところがあります', '通数をもう一度確かめてください。');
  await resident.follow('内容を直す');
  expect(
    await resident.page.locator('main form :is(input:not([type=hidden]), select, textarea)').count(),
  ).toBe(1);
  await resident.type('必要な通数', '11');
  await resident.press('直した内容を送る', 422);
  await resident.isToldToMend('10以下の数で入力してください');
  await resident.type('必要な通数', '3');
  await resident.press('直した内容を送る');
  await resident.sees('直した内容を送りました', '手数料900円を支払う');
}

async function clerkApproves(clerk: Visitor, mine: string) {
  await clerk.visit(mine.replace('/my/', '/staff/'));
  await clerk.sees('3通', '変更前：2通');
  await clerk.press('承認する', 422);
  await clerk.isToldToMend('確かめていない項目が3件あります');
  for (const box of await clerk.page.getByRole('group', { name: '確かめること' }).getByRole('checkbox').all())
    await box.check();
  await clerk.press(/承認する/);
  await clerk.follow('手数料の支払いを確認する');
  // Nobody has come to the desk after all.
  await clerk.press('受け取った', 422);
  await clerk.isToldToMend('受け取った方法を選んでください。');
}

/** Pressed twice, as people do: it is one page at the provider all the same. */
async function goesToTheProvider(resident: Visitor) {
  const { page } = resident;
  await resident.pressTwice('クレジットカードで支払う');
  await comesTo(page, /\/payment\/sandbox\//);
  await resident.arrive();
}

async function paysOnline(resident: Visitor, mine: string) {
  const { page } = resident;
  await resident.visit(mine);
  await resident.sees('手数料900円をお支払いください');
  await resident.follow('支払う');
  await resident.sees('900円', 'クレジットカードで支払う', '窓口で支払う', '納付書を開く');
  await goesToTheProvider(resident);
  await resident.sees('900円');
  await resident.press('支払いに失敗する');
  await resident.sees('前回の支払いはできませんでした');
  await goesToTheProvider(resident);
  await resident.press(/^支払う$/);
  await resident.sees('支払いを確認しました', '支払い済み', '領収証書');
  const receipt = page.getByRole('link', { name: /領収証書を\s*保存する/ });
  const file = await page.request.get(new URL((await receipt.getAttribute('href')) ?? '', page.url()).href);
  expect((await file.body()).subarray(0, 5).toString()).toBe('%PDF-');
  await expect
    .poll(
      async () => {
        await resident.visit(mine);
        return resident.text();
      },
      { timeout: 20_000 },
    )
    .not.toContain('お支払いください');
  await resident.follow('支払いの記録と領収証書を見る');
  await resident.sees('支払い済み', 'クレジットカード');
  await resident.visit('/my/payments');
  await resident.sees('住民票の写しの交付請求', '900円', '支払い済み');
}

async function clerkIssues(clerk: Visitor, mine: string) {
  await clerk.visit(mine.replace('/my/', '/staff/'));
  await clerk.press('交付する');
  await clerk.sees('交付済み', /900円（領収番号 \d{4}-\d+）/);
}

/** Gives the code that is printed on it. */
async function receivesTheCertificate(resident: Visitor, mine: string): Promise<string> {
  await resident.visit(mine);
  await resident.sees('交付済み', 'あなたの情報を見た職員', '市民課 担当者', '申請の審査');
  const download = resident.page.getByRole('link', { name: /PDFを\s*ダウンロードする/ });
  const file = await resident.page.request.get(
    new URL((await download.getAttribute('href')) ?? '', resident.page.url()).href,
  );
  expect(file.headers()['content-type']).toContain('application/pdf');
  expect((await file.body()).subarray(0, 5).toString()).toBe('%PDF-');
  const [code = ''] = /\b[0-9A-Z]{4}(?:-[0-9A-Z]{4}){4}\b/.exec(await resident.text()) ?? [];
  expect(code).not.toBe('');
  return code;
}

async function anybodyChecksTheCode(anybody: Visitor, code: string) {
  await anybody.visit('/verify');
  await anybody.type(
    '検証番号',
    code.replace(/.$/, (last) => (last === '0' ? '1' : '0')),
  );
  await anybody.press('確かめる', 422);
  await anybody.sees('検証番号が正しくありません');
  // As the QR code leads.
  await anybody.visit(`/verify/${code.replaceAll('-', '')}`);
  await anybody.sees('この文書は有効です', '住民票の写し', '奈良市長');
  await anybody.seesNot('奈良 花子', '1988');
}

async function headRevokes(head: Visitor, mine: string) {
  await head.visit(mine.replace('/my/', '/staff/'));
  await head.choose('記録の点検');
  await head.press('内容を開く');
  await head.follow('交付を取り消す');
  await head.press('取り消す', 422);
  await head.isToldToMend(
    '取り消す理由を選んでください。',
    '申請者への説明を入力してください（行政手続法第14条）。',
  );
  await head.choose('内容の誤り');
  await head.type('申請者への説明', '氏名の漢字が誤っていました。');
  await head.press('取り消す');
  await head.sees('交付を取り消しました');
}

async function seesNothingOf(stranger: Visitor, mine: string) {
  for (const path of [mine, `${mine}/correction`, `${mine}/certificate.pdf`]) {
    await stranger.visit(path, 404);
    await stranger.seesNot('奈良 花子');
  }
  await stranger.visit(mine.replace('/my/', '/staff/'), 403);
}

describe.each(WAYS)('%s, %s', (view, means) => {
  test('a resident errs, mends, sends once, is corrected, receives; and nobody else sees it', async () => {
    const before = await counted();
    const resident = await hall.anybody(view, means);
    await findsTheProcedure(resident);
    await beginsAfterSigningIn(resident);
    await mendsWhoSheIs(resident);
    await mendsWhatSheWants(resident);
    await mendsHowToReachHer(resident);
    await checksAndChangesOneAnswer(resident);
    const mine = await sendsTwice(resident);

    const clerk = await hall.anybody(view, means);
    await signIn(clerk, STAFF, '佐藤 健');
    await clerkFindsTheCase(clerk, mine);
    await clerkAsksForACorrection(clerk);
    await correctsWhatWasAsked(resident);
    await clerkApproves(clerk, mine);
    await paysOnline(resident, mine);
    await clerkIssues(clerk, mine);
    const code = await receivesTheCertificate(resident, mine);

    const anybody = await hall.anybody(view, means);
    await anybodyChecksTheCode(anybody, code);
    const head = await hall.anybody(view, means);
    await signIn(head, STAFF, '鈴木 美咲');
    await headRevokes(head, mine);
    await anybody.visit(`/verify/${code}`);
    await anybody.sees('この文書は取り消されています', '証明としては使えません');
    await resident.visit(mine);
    await resident.sees('氏名の漢字が誤っていました。', '取り消', '市民課 課長', '記録の点検');

    const neighbour = await hall.anybody(view, means);
    await signIn(neighbour, CITIZEN, 'グエン・ティ・ラン');
    await seesNothingOf(neighbour, mine);
    await anybody.visit(mine);
    expect(anybody.page.url()).toContain('/sign-in');

    // The plan's page counts her, once.
    await anybody.visit(INDICATOR);
    const { total, newest = '' } = await counted();
    expect(total).toBe(before.total + 1);
    await anybody.sees(newest);
    await anybody.visit('/plan/1-8');
    await anybody.sees(`今年度 ${total}件`);
    await Promise.all([resident, clerk, anybody, head, neighbour].map((one) => one.leave()));
  }, 600_000);
});

test('the inbox is worked with j, k and Enter', async () => {
  const clerk = await hall.anybody('at 1280 px', 'by keyboard alone');
  await signIn(clerk, STAFF, '佐藤 健');
  const { page } = clerk;
  await clerk.visit('/staff');
  const numbers = await page.locator('inbox-keys tbody th').allInnerTexts();
  const focused = () => page.evaluate(() => document.activeElement?.textContent);
  const steps = 60;
  for (let step = 0; step < steps && (await focused()) !== numbers[0]; step += 1)
    await page.keyboard.press('Tab');
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  expect(await focused()).toBe(numbers[2]);
  await page.keyboard.press('k');
  expect(await focused()).toBe(numbers[1]);
  await Promise.all([page.waitForURL(/\/staff\/cases\//), page.keyboard.press('Enter')]);
  await clerk.arrive();
  await clerk.sees('何のために開きますか', numbers[1] ?? '');

  await clerk.visit('/staff');
  await clerk.type('受付番号', numbers[3] ?? '');
  await clerk.press('絞り込む');
  expect(await page.locator('inbox-keys tbody th').allInnerTexts()).toEqual([numbers[3]]);
  await clerk.leave();
});
