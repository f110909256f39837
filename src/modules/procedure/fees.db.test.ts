import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Context } from '#kernel/context.js';
import { type SignedIn, signInAs } from '#modules/identity/fixtures.js';
import { movableClock, staffWith } from '#modules/payment/fixtures.js';
import { pageText } from '#testing/page-text.js';
import { type TestApp, testApp } from '#testing/test-app.js';
import { TEST_NOW } from '#testing/test-kernel.js';
import { applyFor, contextAt, EVERY_CHECK, fillIn, SAMPLE_ANSWERS } from './fixtures.js';

const CITY = 'nara-city';
const clock = movableClock(TEST_NOW);
let app: TestApp;
let resident: SignedIn;
let head: SignedIn;

beforeAll(async () => {
  app = await testApp({ clock, settings: { DEMO: 'on' } });
});
beforeEach(async () => {
  clock.move({ minutes: 1 });
  resident = await signInAs(app.kernel, CITY, 'resident');
  head = await signInAs(app.kernel, CITY, staffWith('課長 花子', 'section-head'));
});
afterAll(() => app.stop());

const services = () => app.modules.procedure.services;
const as = ({ actor }: SignedIn): Context => {
  const municipality = app.kernel.municipalities.bySlug(CITY);
  if (!municipality) throw new Error(`no municipality ${CITY}`);
  return contextAt(municipality, actor, clock.now());
};
const get = (path: string, who = resident) => app.request(path, { headers: who.headers });
const post = (path: string, body: Record<string, string>, who = resident) =>
  app.request(path, { method: 'POST', headers: who.headers, body: new URLSearchParams(body) });
const textOf = async (path: string, who = resident) => pageText(await (await get(path, who)).text());
const placeOf = (response: Response): string => {
  expect(response.status).toBe(303);
  const { pathname, search } = new URL(response.headers.get('location') ?? '', 'http://localhost');
  return pathname + search;
};
const mine = (id: string) => services().my.caseOf(as(resident), id);
const revisionOf = async (id: string) => (await mine(id)).case.revision;

/** A case that was approved, with its fee still to be paid. */
async function approved(procedure = 'residence-certificate', answers = {}): Promise<string> {
  const all = { ...SAMPLE_ANSWERS[procedure], ...answers };
  const id = await applyFor(services(), as(resident), procedure, all);
  await services().work.statePurpose(as(head), id, 'review');
  await services().work.take(as(head), id, 1);
  await services().work.approve(as(head), id, await revisionOf(id), { checks: EVERY_CHECK });
  return id;
}
/** Pays by card as a browser without script does: from the case page to the provider and back. */
async function payByCard(id: string): Promise<void> {
  const html = await (await get(`/${CITY}/my/cases/${id}`)).text();
  const payment = /href="([^"]*\/my\/payments\/[0-9a-f-]{36})"/.exec(html)?.[1] ?? '';
  const leaving = await (await get(placeOf(await post(`${payment}/begin`, { way: 'card' })))).text();
  const provider = /href="([^"]*\/payment\/sandbox\/pay_[0-9a-f]+)"/.exec(leaving)?.[1] ?? '';
  await post(new URL(provider, 'http://localhost').pathname, { choice: 'pay' });
  await app.settle();
}
const proposed = () => app.modules.payment.services.refunds.list(as(head), ['asked']);

describe('the fee of a case', () => {
  test('is paid from the case page, and the case goes on by itself', async () => {
    const id = await approved();
    const due = await textOf(`/${CITY}/my/cases/${id}`);
    for (const words of ['手数料600円をお支払いください', '支払う', '2026年12月20日'])
      expect(due).toContain(words);
    await payByCard(id);
    const paid = await mine(id);
    expect(paid.case).toMatchObject({ state: 'approved', phase: 'working', feeReceipt: '2026-1' });
    expect(paid.payment).toMatchObject({ state: 'paid', amount: 600 });
    expect(await textOf(`/${CITY}/my/cases/${id}`)).toContain('支払いの記録と領収証書を見る');
    expect(await textOf(`/${CITY}/staff/cases/${id}`, head)).toContain('2026-1');
    await services().work.issue(as(head), id, await revisionOf(id));
    expect((await mine(id)).case.state).toBe('issued');
  });

  test('told of twice changes the case once', async () => {
    const id = await approved();
    await payByCard(id);
    const { revision } = (await mine(id)).case;
    await app.settle();
    expect((await mine(id)).case.revision).toBe(revision);
  });

  test('is taken at the desk; who then pays online is given the money back', async () => {
    const id = await approved();
    const html = await (await get(`/${CITY}/my/cases/${id}`)).text();
    const payment = /href="([^"]*\/my\/payments\/[0-9a-f-]{36})"/.exec(html)?.[1] ?? '';
    const begun = await (await get(placeOf(await post(`${payment}/begin`, { way: 'konbini' })))).text();
    const shop = new URL(
      /href="([^"]*\/payment\/sandbox\/pay_[0-9a-f]+)"/.exec(begun)?.[1] ?? '',
      'http://localhost',
    ).pathname;
    await post(shop, { choice: 'number' });
    const revision = await revisionOf(id);
    await services().work.confirmFee(as(head), id, revision, { way: 'cash', note: null });
    expect((await mine(id)).case).toMatchObject({ phase: 'working' });
    const before = (await proposed()).length;
    await post(shop, { choice: 'pay' });
    expect((await proposed()).slice(0, 1)).toMatchObject([{ why: 'paidTwice', amount: 600 }]);
    expect(await proposed()).toHaveLength(before + 1);
  });

  test('is owed no more after withdrawing; money that comes all the same is given back', async () => {
    const id = await approved();
    const html = await (await get(`/${CITY}/my/cases/${id}`)).text();
    const payment = /href="([^"]*\/my\/payments\/[0-9a-f-]{36})"/.exec(html)?.[1] ?? '';
    const pageFor = async (way: string) => {
      const begun = await (await get(placeOf(await post(`${payment}/begin`, { way })))).text();
      return `/${CITY}${/\/payment\/sandbox\/pay_[0-9a-f]+/.exec(begun)?.[0]}`;
    };
    const [card, shop] = [await pageFor('card'), await pageFor('konbini')];
    await post(shop, { choice: 'number' });
    await services().my.withdraw(as(resident), id);
    expect(await textOf(payment)).toContain('支払い不要');
    await vi.waitFor(async () => expect((await post(card, { choice: 'pay' })).status).toBe(422));
    // The shop's number stays good: what it brings is no longer owed.
    await post(shop, { choice: 'pay' });
    expect((await proposed())[0]).toMatchObject({ why: 'paidTooLate', amount: 600 });
    expect((await mine(id)).case.state).toBe('withdrawn');
  });

  test('that is paid is given back when the office refuses, not when the applicant withdraws', async () => {
    const [refused, withdrawn] = [await approved(), await approved()];
    await payByCard(refused);
    await payByCard(withdrawn);
    const before = (await proposed()).length;
    await services().my.withdraw(as(resident), withdrawn);
    expect(await proposed()).toHaveLength(before);
    await services().work.refuse(
      as(head),
      refused,
      await revisionOf(refused),
      '登録が確かめられませんでした。',
    );
    expect((await proposed())[0]).toMatchObject({ why: 'refused', amount: 600 });
    expect(await proposed()).toHaveLength(before + 1);
  });

  test('goes to the section that the case is handed over to', async () => {
    const id = await approved();
    const note = { unit: 'resident-tax', note: '担当の課へ' };
    await services().work.handOver(as(head), id, await revisionOf(id), note);
    const { payment } = await mine(id);
    expect(payment?.unit).toBe('resident-tax');
    const there = await signInAs(app.kernel, CITY, {
      name: '税 太郎',
      grants: [{ role: 'clerk', unit: 'resident-tax' }],
    });
    await services().work.statePurpose(as(there), id, 'review');
    await services().work.confirmFee(as(there), id, await revisionOf(id), { way: 'terminal', note: null });
    expect((await mine(id)).case.feeReceipt).not.toBeNull();
  });
});

test('a reduction is told with its reason: before applying, to the applicant and to the clerk', async () => {
  const answers = {
    applicant: {
      ...(SAMPLE_ANSWERS['disaster-certificate']?.applicant as object),
      birthDate: '1988-05-14',
    },
    dayPhone: '0742-34-1111',
    email: null,
    capacity: 'self',
    year: 2026,
    kind: 'exempt',
    copies: 2,
    purpose: 'public',
    delivery: 'myPage',
  };
  const why = '就学援助など、条例で手数料を免除する使いみち';
  const draft = await fillIn(services(), as(resident), 'tax-certificate', answers);
  expect(await textOf(`/${CITY}/procedures/tax-certificate/apply/${draft}/check`)).toContain(
    `無料（${why}）`,
  );
  const id = await approved('tax-certificate', answers);
  expect((await mine(id)).case).toMatchObject({ state: 'approved', phase: 'working', fee: 0 });
  expect((await mine(id)).payment).toBeNull();
  expect(await textOf(`/${CITY}/staff/cases/${id}`, head)).toContain(why);
  const full = await approved('tax-certificate', { ...answers, purpose: 'bank' });
  expect((await mine(full)).payment).toMatchObject({ amount: 600, state: 'due' });
});

test('nothing is offered online where nobody takes money online', async () => {
  const start = `/${CITY}/procedures/residence-certificate`;
  expect(await textOf(start)).toContain('オンラインでのお支払い');
  const offline = await testApp();
  try {
    const text = pageText(await (await offline.request(start)).text());
    expect(text).toContain('納付書でのお支払い');
    expect(text).not.toContain('オンラインでのお支払い');
  } finally {
    await offline.stop();
  }
});
