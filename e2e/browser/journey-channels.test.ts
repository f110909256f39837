import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { CITIZEN, openTownHall, STAFF, signIn, type TownHall } from '../harness/town-hall.ts';
import type { Visitor } from '../harness/visitor.ts';

/* One procedure by every channel: on the phone, printed and scanned, by a program, told to a clerk, in a list. */

const TOWN = 'nara-pref';
const PROCEDURE = 'council-member';
const DECLARATION = /入力した内容は事実のとおりです/;
/** Three times three characters, as it is read aloud. */
const NUMBER = /\b[0-9A-Z]{3}-[0-9A-Z]{3}-[0-9A-Z]{3}\b/;

let hall: TownHall;
beforeAll(async () => {
  hall = await openTownHall();
}, 300_000);
afterAll(() => hall?.close());

const numberOn = async (who: Visitor): Promise<string> => {
  const [number = ''] = NUMBER.exec(await who.text()) ?? [];
  expect(number, `a number on ${who.page.url()}`).not.toBe('');
  return number;
};

/** Writes both pages; who writes for herself finds what is known of her. */
async function writes(who: Visitor, reason: string, isSomebodyElse = false) {
  if (isSomebodyElse) {
    await who.type('氏名', '山田 太郎');
    await who.type('ふりがな', 'やまだ たろう');
    const birth = who.within('生年月日');
    await birth.pick('元号', '昭和');
    await birth.type(/^年$/, '50');
    await birth.type(/^月$/, '4');
    await birth.type(/^日$/, '1');
    await who.type('メールアドレス', 'taro@example.jp');
  }
  await who.choose('住んでいる');
  await who.type('電話番号', '0742-34-1111');
  await who.press('次へ進む');
  await who.choose('デジタル化');
  await who.type('応募の理由', reason);
  await who.press('次へ進む');
}

async function begins(resident: Visitor) {
  await resident.visit(`/procedures/${PROCEDURE}/apply`);
  await resident.press('申請をはじめる');
}

async function onTheWeb(resident: Visitor): Promise<string> {
  await begins(resident);
  await writes(resident, '画面から応募します。');
  await resident.sees('奈良 花子', '画面から応募します。');
  await resident.choose(DECLARATION);
  await resident.press(/申請する/);
  return numberOn(resident);
}

/** Prints the form with her answers in it. */
async function printed(resident: Visitor): Promise<Buffer> {
  await begins(resident);
  await writes(resident, '紙で応募します。');
  const [file] = await Promise.all([
    resident.page.waitForEvent('download'),
    resident.page.getByRole('button', { name: /印刷して\s*出す/ }).click(),
  ]);
  return readFile(await file.path());
}

async function onPaper(clerk: Visitor, sheet: Buffer): Promise<string> {
  await clerk.visit('/staff/scans');
  const scan = { name: 'スキャン.pdf', mimeType: 'application/pdf', buffer: sheet };
  await clerk.page.getByLabel('スキャンしたファイル').setInputFiles(scan);
  await clerk.press('読み取る');
  await clerk.sees('1件の用紙が見つかりました');
  await clerk.follow('審議会などの委員への応募');
  await clerk.sees('申請する人が入力して印刷した用紙です');
  expect(await clerk.page.locator('#name').inputValue()).toBe('奈良 花子');
  await clerk.press('この内容で受け付ける');
  await clerk.sees('紙の申請を受け付けました');
  return numberOn(clerk);
}

async function byProgram(resident: Visitor): Promise<string> {
  await resident.visit('/my/api-keys');
  await resident.type('キーの名前', '応募の道具');
  await resident.choose(/30日間/);
  await resident.press('キーを作る');
  const [key] = /yakuba_[A-Za-z0-9_-]{43}/.exec(await resident.text()) ?? [];
  const answer = await fetch(`${hall.product.url}/${TOWN}/api/v1/procedures/${PROCEDURE}/cases`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${key}`,
      'content-type': 'application/json',
      'idempotency-key': 'channels-0001',
    },
    body: JSON.stringify({
      answers: {
        name: '奈良　花子',
        kana: 'ナラ　ハナコ',
        birthDate: '1988-05-14',
        tie: 'works',
        phone: '0742-34-1111',
        email: 'hanako@example.jp',
        topics: ['education'],
        reason: 'プログラムから応募します。',
      },
    }),
  });
  expect(answer.status, await answer.clone().text()).toBe(201);
  const { number } = (await answer.json()) as { number: string };
  return number.replaceAll('-', '').replace(/^(.{3})(.{3})(.{3})$/, '$1-$2-$3');
}

async function byPhone(clerk: Visitor): Promise<string> {
  await clerk.visit(`/staff/entries/new?procedure=${PROCEDURE}`);
  await clerk.choose('電話');
  await clerk.choose('本人の申し出');
  await clerk.press('入力を始める');
  await writes(clerk, '電話で応募します。', true);
  await clerk.choose(/聞き取り/);
  await clerk.choose(DECLARATION);
  await clerk.press('申請を受け付ける');
  await clerk.sees('読み方：');
  return numberOn(clerk);
}

async function inAList(clerk: Visitor): Promise<string> {
  const columns = 'name,kana,birthDate,tie,phone,email,topics,reason';
  const row =
    '大和 次郎,ヤマト ジロウ,昭和50年4月1日,学んでいる,0742-34-1111,jiro@example.jp,産業・観光,名簿で応募します。';
  await clerk.visit(`/staff/bulk/new/${PROCEDURE}`);
  await clerk.choose(/関係機関の申し出/);
  const list = { name: '応募者.csv', mimeType: 'text/csv', buffer: Buffer.from(`${columns}\r\n${row}\r\n`) };
  await clerk.page.locator('input[type=file]').setInputFiles(list);
  await clerk.press('内容を確かめる');
  await clerk.press(/1件を\s*受け付ける/);
  await clerk.sees('1件を受け付けました');
  const report = clerk.page.getByRole('link', { name: /行ごとの結果/ });
  const href = new URL((await report.getAttribute('href')) ?? '', clerk.page.url()).href;
  const text = await (await clerk.page.request.get(href)).text();
  const [, number = ''] = /,([0-9A-Z]{9}),/.exec(text) ?? [];
  return number.replace(/^(.{3})(.{3})(.{3})$/, '$1-$2-$3');
}

test('the same procedure by web, paper, program, phone and list arrives in one inbox', async () => {
  const resident = await hall.anybody('at 360 px without script', 'by pointer', TOWN);
  const clerk = await hall.anybody('at 1280 px', 'by pointer', TOWN);
  await signIn(resident, CITIZEN, '奈良 花子');
  await signIn(clerk, STAFF, '佐藤 健');
  const web = await onTheWeb(resident);
  const paper = await onPaper(clerk, await printed(resident));
  const program = await byProgram(resident);
  const phone = await byPhone(clerk);
  const list = await inAList(clerk);

  const arrived = [
    [web, '奈良 花子', '画面から応募します。'],
    [paper, '奈良 花子', '紙で応募します。'],
    [program, '奈良 花子', 'プログラムから応募します。'],
    [phone, '山田 太郎', '電話で応募します。'],
    [list, '大和 次郎', '名簿で応募します。'],
  ] as const;
  expect(new Set(arrived.map(([number]) => number)).size).toBe(arrived.length);
  await clerk.visit('/staff?order=newest');
  for (const [number, name] of arrived) await clerk.sees(number, name);
  for (const [number, name, reason] of arrived) {
    await clerk.visit('/staff?order=newest');
    await clerk.follow(number);
    const purpose = clerk.page.getByLabel('申請の審査');
    if ((await purpose.count()) > 0) {
      await clerk.choose('申請の審査');
      await clerk.press('内容を開く');
    }
    await clerk.sees(name, reason);
  }
  await Promise.all([resident.leave(), clerk.leave()]);
}, 300_000);

test.each([
  ['at 360 px without script', 'by pointer'],
  ['at 1280 px', 'by keyboard alone'],
] as const)(
  '%s, %s: the postal code fills in the town',
  async (view, means) => {
    const resident = await hall.anybody(view, means, 'katsuragi');
    await signIn(resident, CITIZEN, '奈良 花子');
    await resident.visit('/procedures/dog-registration/apply');
    await resident.press('申請をはじめる');
    await resident.type('郵便番号', '639-2123');
    await resident.press('郵便番号から住所を入れる', 422);
    await resident.sees('この郵便番号の住所は複数あります');
    await resident.press('奈良県葛城市南新町', 422);
    await resident.sees('郵便番号から住所を入れました');
    expect(await resident.page.getByLabel('市区町村・町名').inputValue()).toBe('葛城市南新町');
    await resident.leave();
  },
  120_000,
);

test('a section head makes a key for an organisation', async () => {
  const head = await hall.anybody('at 360 px', 'by pointer');
  await signIn(head, STAFF, '鈴木 美咲');
  await head.visit('/staff/partner-keys');
  await head.press('キーを作る', 422);
  await head.sees('団体の名前を入力してください。', '使える手続を1つ以上選んでください。');
  await head.type('団体の名前', '奈良市医師会');
  await head.choose('住民票の写しの交付請求');
  await head.choose(/30日間/);
  await head.press('キーを作る');
  await head.sees('このキーは今だけ表示されます', '奈良市医師会');
  await head.leave();
}, 120_000);
