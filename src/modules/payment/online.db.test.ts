import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readEntries } from '#kernel/journal/journal.js';
import { type SignedIn, signInAs } from '#modules/identity/fixtures.js';
import { pageText } from '#testing/page-text.js';
import { pdfText, popplerMissing } from '#testing/read-pdf.js';
import { type TestApp, testApp } from '#testing/test-app.js';
import { TEST_NOW } from '#testing/test-kernel.js';
import { movableClock, owe } from './fixtures.js';

const CITY = 'nara-city';
const clock = movableClock(TEST_NOW);
let app: TestApp;
let resident: SignedIn;
let other: SignedIn;

beforeAll(async () => {
  app = await testApp({ clock, settings: { DEMO: 'on' } });
  resident = await signInAs(app.kernel, CITY, 'resident');
  other = await signInAs(app.kernel, CITY, 'resident-little-japanese');
});
afterAll(() => app.stop());

const get = (path: string, who = resident) => app.request(path, { headers: who.headers });
const post = (path: string, body: Record<string, string>, who = resident) =>
  app.request(path, { method: 'POST', headers: who.headers, body: new URLSearchParams(body) });
const placeOf = (response: Response): string => {
  expect(response.status).toBe(303);
  const { pathname, search } = new URL(response.headers.get('location') ?? '', 'http://localhost');
  return pathname + search;
};
const textOf = async (response: Response, status = 200): Promise<string> => {
  expect(response.status).toBe(status);
  return pageText(await response.text());
};
const jobNamed = async (name: string) => {
  const job = app.jobs.find((one) => one.name === name);
  if (!job) throw new Error(`no job ${name}`);
  const municipality = app.kernel.municipalities.bySlug(CITY);
  if (!municipality) throw new Error(`no municipality ${CITY}`);
  await job.run({
    municipality,
    actor: { kind: 'system', id: name },
    purpose: null,
    clock,
    mayJournal: null,
  });
};
const owed = (amount = 300) =>
  owe(app.kernel, app.modules.payment.api, CITY, { payer: resident.actor, amount });
const pageOf = (id: string) => `/${CITY}/my/payments/${id}`;
const typesOf = async (id: string): Promise<string[]> => {
  const code = app.kernel.municipalities.bySlug(CITY)?.code ?? '';
  const { entries } = await app.kernel.database.transaction(code, (tx) =>
    readEntries(tx, { subject: `payment/${id}` }, { limit: 50 }),
  );
  return entries.map(({ type }) => type).reverse();
};

/** Begins paying and follows to the provider's page, as a browser without script does. */
async function toProvider(id: string, way: 'card' | 'konbini'): Promise<string> {
  const leaving = placeOf(await post(`${pageOf(id)}/begin`, { way }));
  const left = await get(leaving);
  expect(left.headers.get('refresh')).toContain('/payment/sandbox/pay_');
  const address = /href="([^"]*\/payment\/sandbox\/pay_[0-9a-f]+)"/.exec(await left.text())?.[1] ?? '';
  return new URL(address, 'http://localhost').pathname;
}
/** The person comes back from the provider's page; what it tells them is in a cookie. */
async function comeBack(response: Response): Promise<string> {
  const back = await get(placeOf(response));
  const told = back.headers.getSetCookie().map((line) => line.split(';')[0]);
  const headers = { cookie: [resident.cookie, ...told].join('; ') };
  return textOf(await app.request(placeOf(back), { headers }));
}

describe('paying by card', () => {
  test('leads there and back, and gives a receipt', async () => {
    const { id } = await owed();
    const before = await textOf(await get(pageOf(id)));
    for (const words of ['クレジットカードで支払う', 'コンビニで支払う', '窓口で支払う', '納付書を開く'])
      expect(before).toContain(words);
    const provider = await toProvider(id, 'card');
    expect(await textOf(await get(provider))).toContain('300円');
    const back = await comeBack(await post(provider, { choice: 'pay' }));
    expect(back).toContain('支払いを確認しました');
    expect(back).toContain('支払い済み');
    expect(await typesOf(id)).toEqual(['payment.requested', 'payment.begun', 'payment.paid']);
    const receipt = await get(`${pageOf(id)}/receipt.pdf`);
    expect(receipt.headers.get('content-type')).toBe('application/pdf');
    if (popplerMissing) return;
    const text = (await pdfText(new Uint8Array(await receipt.arrayBuffer()))).replace(/\s/g, '');
    for (const words of [
      '領収証書',
      '300円',
      '奈良花子',
      '令和8年度第1号',
      '令和8年11月20日',
      'クレジットカード',
    ])
      expect(text).toContain(words);
  });

  test('that is declined costs nothing and can be tried again', async () => {
    const { id } = await owed();
    const back = await comeBack(await post(await toProvider(id, 'card'), { choice: 'decline' }));
    expect(back).toContain('前回の支払いはできませんでした');
    expect(back).toContain('支払い待ち');
    expect(await comeBack(await post(await toProvider(id, 'card'), { choice: 'pay' }))).toContain(
      '支払い済み',
    );
  });

  test('is the same page while one is open', async () => {
    const { id } = await owed();
    const first = await toProvider(id, 'card');
    expect(await toProvider(id, 'card')).toBe(first);
    expect((await typesOf(id)).filter((type) => type === 'payment.begun')).toHaveLength(1);
  });

  test('is told once however often the provider tells it', async () => {
    const { id } = await owed();
    await post(await toProvider(id, 'card'), { choice: 'payTold2' });
    expect((await typesOf(id)).filter((type) => type === 'payment.paid')).toHaveLength(1);
    await jobNamed('payment.notices');
    await get(`${pageOf(id)}/return`);
    expect((await typesOf(id)).filter((type) => type === 'payment.paid')).toHaveLength(1);
  });

  test('is known from coming back before the notice comes, and the notice changes nothing', async () => {
    const { id } = await owed();
    expect(await comeBack(await post(await toProvider(id, 'card'), { choice: 'payLate' }))).toContain(
      '支払い済み',
    );
    clock.move({ minutes: 2 });
    await jobNamed('payment.notices');
    expect(await typesOf(id)).toEqual(['payment.requested', 'payment.begun', 'payment.paid']);
  });

  test('is found when nobody tells and the browser is closed', async () => {
    const { id } = await owed();
    await post(await toProvider(id, 'card'), { choice: 'payUntold' });
    expect(await typesOf(id)).not.toContain('payment.paid');
    clock.move({ minutes: 11 });
    await jobNamed('payment.follow');
    expect(await typesOf(id)).toContain('payment.paid');
  });
});

describe('paying at a convenience store', () => {
  test('shows the number and its last day, and is paid there', async () => {
    const { id } = await owed();
    const shop = await toProvider(id, 'konbini');
    expect(placeOf(await post(shop, { choice: 'number' }))).toBe(shop);
    const waiting = await textOf(await get(pageOf(id)));
    expect(waiting).toContain('コンビニでの支払い番号');
    expect(waiting).toMatch(/お試しマート \d{11}/);
    expect(waiting).toMatch(/までに、お店の端末かレジで/);
    expect(waiting).toContain('コンビニでの支払い待ち');
    await post(shop, { choice: 'pay' });
    expect(await textOf(await get(pageOf(id)))).toContain('支払い済み');
  });

  test('and by card as well: the second sum is found and its refund proposed', async () => {
    const { id } = await owed();
    const shop = await toProvider(id, 'konbini');
    await post(shop, { choice: 'number' });
    await post(await toProvider(id, 'card'), { choice: 'pay' });
    await post(shop, { choice: 'pay' });
    expect(await typesOf(id)).toEqual([
      'payment.requested',
      'payment.begun',
      'payment.begun',
      'payment.paid',
      'payment.surplus',
      'payment.refundAsked',
    ]);
    const mine = await textOf(await get(pageOf(id)));
    expect(mine).toContain('必要な額を超えて支払われた分があります');
    expect(mine).toContain('300円の払い戻しを確認しています');
  });
});

describe('what is somebody else’s', () => {
  test('is not found, and cannot be begun', async () => {
    const { id } = await owed();
    for (const path of [
      pageOf(id),
      `${pageOf(id)}/receipt.pdf`,
      `${pageOf(id)}/slip.pdf`,
      `${pageOf(id)}/return`,
    ])
      expect((await get(path, other)).status).toBe(404);
    expect((await post(`${pageOf(id)}/begin`, { way: 'card' }, other)).status).toBe(404);
    expect(await typesOf(id)).toEqual(['payment.requested']);
  });

  test('a notice that the provider did not sign is refused and kept nowhere', async () => {
    const { id } = await owed();
    const session = (await toProvider(id, 'card')).split('/').at(-1) ?? '';
    const forged = await app.request(`/${CITY}/payment/webhook/sandbox`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'sandbox-signature': 'ab'.repeat(32) },
      body: JSON.stringify({ id: 'evt_forged', session }),
    });
    expect(forged.status).toBe(400);
    expect(await typesOf(id)).not.toContain('payment.paid');
    const unknown = await app.request(`/${CITY}/payment/webhook/stripe`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{}',
    });
    expect(unknown.status).toBe(404);
  });
});

test('the list has everything that is owed, page by page', async () => {
  for (let index = 0; index < 15; index += 1) await owed(100 + index);
  const first = await get(`/${CITY}/my/payments`);
  const html = await first.text();
  expect(pageText(html)).toContain('住民票の写しの交付請求');
  const next = /href="([^"]*\/my\/payments\?after=[^"]*)"/.exec(html)?.[1] ?? '';
  expect(await textOf(await get(next.replaceAll('&amp;', '&')))).toContain('支払い済み');
  expect(await textOf(await get(`/${CITY}/my/payments`, other))).toContain('お支払いはありません');
});

test.skipIf(popplerMissing)('the slip says how much, until when and for whom', async () => {
  const { id } = await owed(1200);
  const slip = await get(`${pageOf(id)}/slip.pdf`);
  const text = (await pdfText(new Uint8Array(await slip.arrayBuffer()))).replace(/\s/g, '');
  for (const words of ['納付書', '1,200円', '令和8年12月20日', '奈良花子']) expect(text).toContain(words);
});
