import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { scriptless, type View } from '../harness/browser.ts';
import type { Means } from '../harness/hands.ts';
import { CITIZEN, openTownHall, STAFF, signIn, type TownHall } from '../harness/town-hall.ts';
import type { Visitor } from '../harness/visitor.ts';

/*
 * A clerk who writes no programs makes a procedure with a condition, a fee and a certificate; somebody else approves
 * it; it is published, and a citizen applies for it on a phone.
 */

const WAYS: readonly (readonly [View, Means, string])[] = [
  ['at 1280 px', 'by keyboard alone', 'dog-by-keyboard'],
  ['at 360 px without script', 'by pointer', 'dog-without-script'],
];

let hall: TownHall;
beforeAll(async () => {
  hall = await openTownHall();
});
afterAll(() => hall?.close());

const editor = (id: string) => `/staff/authoring/${id}`;

async function begins(clerk: Visitor, id: string) {
  await clerk.visit('/staff/authoring');
  await clerk.follow('新しい手続をつくる');
  await clerk.press('作り始める', 422);
  await clerk.isToldToMend('「手続の名前」を入力してください。');
  await clerk.type('手続の名前', `犬の登録（${id}）`);
  await clerk.type('アドレスに出る名前', id);
  await clerk.press('作り始める');
  await clerk.sees('作り始めました', '直すところ', '「暮らしの場面」がまだありません');
}

async function saysWhatItIs(clerk: Visitor) {
  await clerk.follow(/変更\s*：手続の案内/);
  await clerk.type('標準処理期間', 'すぐ');
  await clerk.type('何のための手続か', '飼い犬を市に登録する手続です。');
  await clerk.press('保存する', 422);
  await clerk.isToldToMend('0から365までの数を入力してください。');
  expect(await clerk.page.getByLabel('何のための手続か').inputValue()).toBe('飼い犬を市に登録する手続です。');
  await clerk.type('標準処理期間', '3');
  await clerk.type('申請できる人', '市内で犬を飼っている人');
  await clerk.choose('くらし・住まい');
  await clerk.press('保存する');
  await clerk.sees('保存しました', '飼い犬を市に登録する手続です。');
}

async function adds(clerk: Visitor, kind: RegExp, label: string) {
  await clerk.follow(/^質問を追加する/);
  await clerk.follow(kind);
  await clerk.type('質問の文', label);
  await clerk.choose('個人情報ではない');
}

async function asks(clerk: Visitor) {
  await clerk.follow('ページを追加する');
  await clerk.type('ページの見出し', '犬について');
  await clerk.press('保存する');
  await adds(clerk, /^はい・いいえ/, '予防注射を受けましたか');
  await clerk.press('保存する');
  await adds(clerk, /^1行の文字/, '注射済票の番号');
  await clerk.press('保存する');
  await adds(clerk, /^数/, '鑑札の枚数');
  await clerk.type('最小', '5');
  await clerk.type('最大', '1');
  await clerk.press('保存する');
  await clerk.sees('最小が最大より大きくなっています');
  await clerk.follow(/^質問「鑑札の枚数」/);
  await clerk.type('最小', '1');
  await clerk.type('最大', '5');
  await clerk.type('単位', '枚');
  await clerk.press('保存する');
  await clerk.sees('鑑札の枚数');
}

async function setsACondition(clerk: Visitor) {
  await clerk.follow(/^聞く条件\s*（注射済票の番号）/);
  await clerk.pick('条件にする質問', '予防注射を受けましたか');
  await clerk.press('条件を追加する');
  await clerk.sees('「予防注射を受けましたか」の答えが');
  await clerk.pick('比べ方', '「はい」');
  await clerk.press('保存する');
  await clerk.sees('聞くとき：「予防注射を受けましたか」が「はい」');
}

async function setsAFee(clerk: Visitor) {
  await clerk.follow(/変更\s*：手数料/);
  await clerk.choose('数に応じて');
  // With script only what this choice needs stands there; without, each choice has its own group.
  if (scriptless.has(clerk.page.context())) await clerk.sees('「一律」を選んだとき', '「式で」を選んだとき');
  else await clerk.seesNot('一律の金額', '手数料の式');
  await clerk.type('一つあたりの金額', '３００円');
  await clerk.pick('数を聞く質問', '鑑札の枚数');
  await clerk.press('支払い方法を追加する');
  await clerk.pick(/^方法/, '窓口で支払う');
  await clerk.press('保存する');
  await clerk.sees('1枚につき300円');
}

async function setsACertificate(clerk: Visitor) {
  await clerk.follow(/変更\s*：渡す文書/);
  await clerk.choose(/^証明書/);
  await clerk.type('文書の名前', '犬の登録証');
  await clerk.pick('様式', '証明書（汎用）');
  await clerk.choose('鑑札の枚数');
  await clerk.press('保存する');
  await clerk.sees('証明書', '犬の登録証', '直すところはありません');
}

async function looksAndAsksForApproval(clerk: Visitor) {
  await clerk.seesNot('承認を頼む ');
  await clerk.follow('プレビュー');
  await clerk.sees('犬について');
  await clerk.follow('API');
  await clerk.sees('"title": "鑑札の枚数"');
  await clerk.follow('職員の画面');
  await clerk.sees('鑑札の枚数', '1枚');
  await clerk.press('プレビューを終える');
  await clerk.type('何を変えたか、なぜか', '犬の登録をオンラインで受け付けるため');
  await clerk.press('承認を頼む');
  await clerk.sees('承認を頼みました', '承認待ち', '別の人');
  expect(await clerk.page.getByRole('button', { name: '承認する' }).count()).toBe(0);
}

async function headSendsBackThenApproves(head: Visitor, clerk: Visitor, id: string) {
  await head.visit(editor(id));
  await head.sees('犬の登録をオンラインで受け付けるため');
  await head.press('差し戻す', 422);
  await head.isToldToMend('差し戻す理由を入力してください（1,000文字まで）。');
  await head.type('差し戻す理由', '申請できる人を詳しく書いてください。');
  await head.press('差し戻す');
  await clerk.visit(editor(id));
  await clerk.sees('鈴木 美咲さんから差し戻されました', '申請できる人を詳しく書いてください。');
  await clerk.follow(/変更\s*：手続の案内/);
  await clerk.type('申請できる人', '市内で生後91日以上の犬を飼っている人');
  await clerk.press('保存する');
  await clerk.follow('プレビュー');
  await clerk.press('プレビューを終える');
  await clerk.press('承認を頼む');
  await head.visit(editor(id));
  await head.press('承認する');
  await head.sees('承認しました');
}

async function applies(citizen: Visitor, id: string) {
  await citizen.visit(`/procedures/${id}`);
  await citizen.sees('1枚につき300円', '生後91日以上', '標準 3開庁日', '犬の登録証');
  await citizen.follow(/オンラインで\s*申請する/);
  await signIn(citizen, CITIZEN, '奈良 花子');
  await citizen.press('申請をはじめる');
  await citizen.choose('はい');
  await citizen.type('鑑札の枚数', '2');
  await citizen.press('次へ進む', 422);
  await citizen.type('注射済票の番号', 'A-123');
  await citizen.press('次へ進む');
  await citizen.sees('内容の確認', '2枚', '600円', 'A-123');
  await citizen.choose(/入力した内容は事実のとおりです/);
  await citizen.press('同意して申請する');
  await citizen.sees('申請を受け付けました', /受付番号\s+\S+/);
}

describe.each(WAYS)('%s, %s', (view, means, id) => {
  test('a clerk makes a procedure, another approves it, a citizen applies', async () => {
    const clerk = await hall.anybody(view, means);
    await signIn(clerk, STAFF, '佐藤 健');
    await begins(clerk, id);
    await saysWhatItIs(clerk);
    await asks(clerk);
    await setsACondition(clerk);
    await setsAFee(clerk);
    await setsACertificate(clerk);
    await looksAndAsksForApproval(clerk);

    const head = await hall.anybody(view, means);
    await signIn(head, STAFF, '鈴木 美咲');
    await headSendsBackThenApproves(head, clerk, id);

    await clerk.visit(editor(id));
    await clerk.press('公開する');
    await clerk.sees('公開しました', '公開中', '佐藤 健', '鈴木 美咲');

    const citizen = await hall.anybody('at 360 px without script', 'by pointer');
    await applies(citizen, id);
    await clerk.visit('/staff');
    await clerk.sees(`犬の登録（${id}）`);
    for (const one of [clerk, head, citizen]) await one.leave();
  }, 600_000);
});

test('beside every part stands what others will see, in the channel that was chosen', async () => {
  const clerk = await hall.anybody('at 1280 px', 'by pointer');
  await signIn(clerk, STAFF, '佐藤 健');
  // The demo has begun its next version.
  const own = editor('residence-certificate');
  await clerk.visit(`${own}/edit/field?of=members`);
  const view = clerk.page.locator('.preview-window');
  const isMarkInSight = () =>
    view.evaluate((window) => {
      const mark = window.querySelector('[data-at]')?.getBoundingClientRect();
      const { top, bottom } = window.getBoundingClientRect();
      return mark !== undefined && mark.top >= top && mark.top < bottom && bottom <= innerHeight;
    });
  expect(await isMarkInSight()).toBe(true);
  await clerk.type('質問の文', '住民票が要る人の氏名');
  await view.getByText('住民票が要る人の氏名').waitFor();
  await clerk.choose('紙');
  await view.getByRole('img', { name: '紙の様式の1ページ目' }).waitFor();
  await expect.poll(isMarkInSight).toBe(true);

  await clerk.visit(`${own}/edit/fee`);
  await view.getByRole('img', { name: '紙の様式の1ページ目' }).waitFor();
  await clerk.choose('スマホ');
  await view.getByText('申請の最後に出る手数料').waitFor();
  await clerk.choose('一律');
  await clerk.seesNot('一つあたりの金額');
  await clerk.type('一律の金額', '450');
  await view.getByText('450円').first().waitFor();
  await clerk.arrive();
  await clerk.leave();
}, 300_000);

test('a shipped procedure is revised, looked at from all sides, and comes in as a file', async () => {
  const clerk = await hall.anybody('at 360 px', 'by pointer');
  await signIn(clerk, STAFF, '佐藤 健');
  const own = editor('address-number');
  await clerk.visit(`${own}/versions`);
  await clerk.sees('公開中');
  await clerk.press('次の版をつくる');
  await clerk.sees('作り始めました', '直すところはありません');
  for (const path of [
    '/compare',
    '/reading',
    '/past',
    '/edit/rules',
    '/edit/review',
    '/edit/languages?of=en:start',
  ])
    await clerk.visit(own + path);
  await clerk.visit(`${own}/past`);
  await clerk.press('過去の申請で試す');
  await clerk.sees(/件のうち0件で、扱いが変わります|申請はまだありません/);

  await clerk.visit('/staff/authoring/import');
  await clerk.type('または、中身を貼り付ける', 'id: from-file\ntitle: 取り込んだ手続\nform:\n  pages: 3\n');
  await clerk.press('取り込む', 422);
  await clerk.sees('ファイルに誤りが1件あります', /4行目 \d+文字目/, '一覧にしてください');
  await clerk.type('または、中身を貼り付ける', 'id: from-file\ntitle: 取り込んだ手続\nform:\n  pages: []\n');
  await clerk.press('取り込む');
  await clerk.sees('取り込んだ手続', '直すところ');
  await clerk.leave();
}, 300_000);
