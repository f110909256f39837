import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Colleague, seatIn } from '#modules/decision/fixtures.js';
import { pageText } from '#testing/page-text.js';
import { type TestApp, testApp } from '#testing/test-app.js';

const CITY = '/nara-city';
const PATH = '/staff/decisions';
let app: TestApp;
let clerk: Colleague;
let head: Colleague;
let books: Colleague;

beforeAll(async () => {
  app = await testApp();
  const join = seatIn(app);
  clerk = await join('起案 一郎', 'clerk', 'civic-affairs/clerk');
  head = await join('課長 三郎', 'section-head', 'civic-affairs/head');
  books = await join('図書 八子', 'section-head', 'library/head');
});
afterAll(() => app.stop());

const get = async (path: string, who: Colleague, status = 200): Promise<string> => {
  const answer = await app.request(`${CITY}${path}`, { headers: who.headers });
  expect(answer.status).toBe(status);
  return answer.text();
};
const text = async (path: string, who: Colleague) => pageText(await get(path, who));
const post = (path: string, fields: Record<string, string> | [string, string][], who: Colleague) =>
  app.request(`${CITY}${path}`, { method: 'POST', body: new URLSearchParams(fields), headers: who.headers });
const upload = (path: string, file: File, who: Colleague) => {
  const body = new FormData();
  body.set('file', file);
  return app.request(`${CITY}${path}`, { method: 'POST', body, headers: who.headers });
};
const GOOD = {
  kind: 'general',
  unit: 'civic-affairs',
  title: '窓口の開庁時間の延長について',
  body: '12月の毎週水曜日に、開庁時間を19時まで延長してよろしいか伺います。',
  mode: 'all',
};
const begun = async (more: Record<string, string> = {}): Promise<string> => {
  const answer = await post(`${PATH}/new`, { ...GOOD, ...more }, clerk);
  expect(answer.status).toBe(303);
  return (answer.headers.get('location') ?? '').slice(CITY.length).replace(/\/edit$/, '');
};
const sent = async (more: Record<string, string> = {}): Promise<string> => {
  const path = await begun(more);
  const answer = await post(`${path}/edit`, { ...GOOD, ...more, revision: '1', next: 'send' }, clerk);
  expect(answer.headers.get('location')).toBe(`${CITY}${path}`);
  return path;
};

describe('the pages of decisions', () => {
  test('take a draft as it is typed, say what is wrong beside the field, and show the route before it is sent', async () => {
    expect(await text(`${PATH}/new`, clerk)).toContain('伺いの内容');
    const wrong = { ...GOOD, kind: 'contract', title: '', amount: '約50万', dueOn: 'あした' };
    const answer = await post(`${PATH}/new`, wrong, clerk);
    expect(answer.status).toBe(422);
    const html = await answer.text();
    expect(html).toContain('value="約50万"');
    expect(html).toContain('毎週水曜日');
    for (const words of ['件名を入力してください', '金額を数字で', '予算科目を入力', '期限を、2026-12-01'])
      expect(pageText(html)).toContain(words);
    const path = await begun();
    const form = await text(`${path}/edit`, clerk);
    expect(form).toContain('根拠：ひな形の決裁規程 別表第1 1の項');
    expect(form).toContain('決裁 市民課 課長 課長 三郎');
    // Nobody else writes in it, and only staff draft, for their own unit.
    await get(`${path}/edit`, books, 404);
    expect((await post(`${PATH}/new`, { ...GOOD, unit: 'library' }, clerk)).status).toBe(422);
    // What only another part of the product puts up, with what it is about, is not drafted freely.
    expect(pageText(await get(`${PATH}/new`, clerk))).not.toContain('文書の廃棄');
    expect((await post(`${PATH}/new`, { ...GOOD, kind: 'disposal' }, clerk)).status).toBe(422);
  });

  test('add units to the route, and cannot leave out what the table asks for', async () => {
    const path = await begun();
    const fields: [string, string][] = [
      ...Object.entries(GOOD),
      ['consult', 'library'],
      ['consult', 'housing'],
      ['circulate', 'civic'],
      ['revision', '1'],
      ['next', 'save'],
    ];
    expect((await post(`${path}/edit`, fields, clerk)).status).toBe(303);
    const form = await text(`${path}/edit`, clerk);
    expect(form).toContain('合議 中央図書館 課長（全員の回答を待つ）［起案者が追加］');
    expect(form).toContain('決裁 市民課 課長');
    // Saving what another window has changed meanwhile loses nothing.
    const late = await post(`${path}/edit`, { ...GOOD, title: '遅い窓', revision: '1', next: 'send' }, clerk);
    expect(late.status).toBe(422);
    const again = await late.text();
    expect(again).toContain('value="遅い窓"');
    expect(pageText(again)).toContain('別の画面でこの起案が変わりました');
  });

  test('keep attachments, and say in words why one is not taken', async () => {
    const path = await begun();
    const add = (file: File) => upload(`${path}/files`, file, clerk);
    const big = await add(new File([new Uint8Array(21 * 1024 * 1024)], '図面.pdf'));
    expect(big.status).toBe(422);
    expect(pageText(await big.text())).toContain('「図面.pdf」は大きすぎます。1件20MBまでです。');
    expect((await add(new File(['MZ\u0090\u0000'], 'x.exe'))).status).toBe(422);
    expect((await add(new File(['見積書の写し'], '見積.txt'))).status).toBe(303);
    const form = await get(`${path}/edit`, clerk);
    const file = /\/files\/([0-9a-f-]{36})"/.exec(form)?.[1] ?? '';
    const read = await app.request(`${CITY}${path}/files/${file}`, { headers: clerk.headers });
    expect(await read.text()).toContain('見積書の写し');
    await get(`${path}/files/${file}`, books, 404);
    expect((await post(`${path}/files/${file}/remove`, {}, clerk)).status).toBe(303);
    expect(pageText(await get(`${path}/edit`, clerk))).not.toContain('見積.txt');
    await get(`${path}/files/${file}`, clerk, 404);
  });

  test('read a drawing of 300 MB to its end without keeping it, and keep what was typed beside it', async () => {
    const path = await begun();
    const typed = { ...GOOD, title: '図面を添える件名', revision: '1' };
    const boundary = 'a-boundary';
    const part = (name: string, value: string) =>
      `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
    const head = `${Object.entries(typed)
      .map(([name, value]) => part(name, value))
      .join(
        '',
      )}--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="全体図.pdf"\r\nContent-Type: application/pdf\r\n\r\n%PDF-1.7\n`;
    const megabyte = new Uint8Array(1024 * 1024).fill(32);
    let left = 300;
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => controller.enqueue(new TextEncoder().encode(head)),
      pull: (controller) => {
        left -= 1;
        controller.enqueue(left >= 0 ? megabyte : new TextEncoder().encode(`\r\n--${boundary}--\r\n`));
        if (left < 0) controller.close();
      },
    });
    const before = process.memoryUsage().arrayBuffers;
    const answer = await app.request(`${CITY}${path}/files`, {
      method: 'POST',
      headers: { ...clerk.headers, 'content-type': `multipart/form-data; boundary=${boundary}` },
      body,
      duplex: 'half',
    } as RequestInit);
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(150 * 1024 * 1024);
    expect(answer.status).toBe(422);
    const html = await answer.text();
    expect(pageText(html)).toContain('「全体図.pdf」は大きすぎます。1件20MBまでです。');
    expect(html).toContain('value="図面を添える件名"');
    // A file that fits is taken together with what was typed.
    const fits = new FormData();
    for (const [name, value] of Object.entries(typed)) fits.set(name, value);
    fits.set('file', new File(['縮小した図面の説明'], '説明.txt'));
    const taken = await app.request(`${CITY}${path}/files`, {
      method: 'POST',
      body: fits,
      headers: clerk.headers,
    });
    expect(taken.status).toBe(303);
    const form = await get(`${path}/edit`, clerk);
    expect(form).toContain('value="図面を添える件名"');
    expect(pageText(form)).toContain('説明.txt');
  });

  test('lead whoever is asked to the draft, and keep the comment when somebody else was faster', async () => {
    const path = await begun();
    await upload(`${path}/files`, new File(['水曜日'], '日程.txt', { type: 'text/plain' }), clerk);
    await post(`${path}/edit`, { ...GOOD, revision: '1', next: 'send' }, clerk);
    expect(await text(PATH, head)).toContain('窓口の開庁時間の延長について');
    expect(await text(PATH, books)).toContain('あなたの決裁を待っている起案はありません');
    const page = await text(path, head);
    expect(page).toContain('あなたの番です：決裁（市民課 課長）');
    expect(page).not.toContain('異議を述べる');
    await get(path, books, 404);
    const nothing = await post(`${path}/send-back`, { round: '1', no: '0', to: '', reason: '' }, head);
    expect(nothing.status).toBe(422);
    expect(pageText(await nothing.text())).toContain('理由を入力してください');
    const decided = await post(`${path}/approve`, { round: '1', no: '0', comment: '進めてください' }, head);
    expect(decided.headers.get('location')).toBe(`${CITY}${path}`);
    const late = await post(`${path}/approve`, { round: '1', no: '0', comment: '二度目' }, head);
    expect(late.status).toBe(422);
    // The form is gone with the turn; what was written is not.
    expect(pageText(await late.text())).toMatch(/ほかの人が先に処理しました.*あなたが書いたこと.*二度目/s);
    const mine = await text(`${PATH}/mine`, clerk);
    expect(mine).toContain('決裁済み');
    expect(await text(path, clerk)).toContain('進めてください');
    const anew = await post(`${path}/redraft`, {}, clerk);
    const [, copy = ''] = /^(.*)\/edit$/.exec(anew.headers.get('location') ?? '') ?? [];
    const html = await get(copy.slice(CITY.length), clerk);
    expect(pageText(html)).toContain('日程.txt');
    expect(html).toContain(`href="${CITY}${path}">もとの起案を開く`);
  });

  test('show to the drafter why it came back, and what is left to do', async () => {
    const path = await sent();
    await post(
      `${path}/send-back`,
      { round: '1', no: '0', to: '', reason: '職員の配置を書いてください' },
      head,
    );
    const form = await text(`${path}/edit`, clerk);
    expect(form).toContain('課長 三郎さんから差し戻されました');
    expect(form).toContain('職員の配置を書いてください');
    expect(pageText(await get(`${PATH}/mine`, clerk))).toContain('差戻し');
    expect((await post(`${path}/withdraw`, { reason: '' }, clerk)).status).toBe(422);
    expect((await post(`${path}/withdraw`, { reason: '出し直す' }, clerk)).status).toBe(303);
    expect(await text(path, clerk)).toContain('取下げ');
  });

  test('approve many at once', async () => {
    const paths = [await sent(), await sent(), await sent()];
    const selected = [...(await get(PATH, head)).matchAll(/name="selected" value="([^"]+)"/g)].map(
      ([, value = '']): [string, string] => ['selected', value],
    );
    expect(selected.length).toBeGreaterThanOrEqual(3);
    expect((await post(`${PATH}/approve`, [['selected', 'nonsense']], head)).status).toBe(303);
    expect((await post(`${PATH}/approve`, selected, head)).status).toBe(303);
    for (const path of paths) expect(await text(path, clerk)).toContain('決裁済み');
    expect(await text(PATH, head)).toContain('あなたの決裁を待っている起案はありません');
  });

  test('make and end a delegation', async () => {
    const here = `${PATH}/delegations`;
    const days = { firstDay: '2026-11-20', lastDay: '2026-11-27' };
    expect((await post(here, { who: '課長 三郎', ...days }, head)).status).toBe(422);
    expect((await post(here, { who: '図書 八子', ...days }, head)).status).toBe(303);
    const path = await sent();
    expect(await text(path, books)).toContain('「代理」として処理します');
    const list = await get(`${PATH}/on-behalf`, books);
    expect(list).toContain(`${CITY}${path}"`);
    expect(pageText(list)).toContain('決裁・代理（市民課 課長）');
    expect(await text(`${PATH}/on-behalf`, head)).toContain('代わりに承認・決裁するものはありません');
    const html = await get(here, head);
    const end = /\/staff\/decisions\/delegations\/[0-9a-f-]+\/end/.exec(html)?.[0] ?? '';
    expect((await post(end, {}, books)).status).toBe(404);
    expect((await post(end, {}, head)).status).toBe(303);
    await get(path, books, 404);
  });
});
