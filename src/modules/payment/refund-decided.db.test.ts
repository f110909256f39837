import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Colleague, seatIn } from '#modules/decision/fixtures.js';
import { type OwnCatalog, ownCatalog } from '#testing/own-catalog.js';
import { pageText } from '#testing/page-text.js';
import { type TestApp, testApp } from '#testing/test-app.js';
import { owe } from './fixtures.js';

// A town whose table of authority asks for a decision on every refund.
const TABLE = `kinds:
  - id: refund
    title: 還付
    required: true
    money: true
    rules: [{ amount: { from: 0 }, decidedBy: head, article: 決裁規程 別表第2 5の項 }]
`;
const LIST = '/nara-city/staff/payments';

let app: TestApp;
let catalog: OwnCatalog;
let clerk: Colleague;
let head: Colleague;
let second: Colleague;

beforeAll(async () => {
  catalog = await ownCatalog({ 'nara-city/decision/authority.yaml': TABLE });
  app = await testApp({ settings: { CATALOG_DIR: catalog.folder } });
  const named = seatIn(app);
  clerk = await named('窓口 一郎', 'clerk', 'civic-affairs/clerk');
  head = await named('課長 三郎', 'section-head', 'civic-affairs/head');
  second = await named('係長 二郎', 'section-head', 'civic-affairs/chief');
});
afterAll(async () => {
  await app.stop();
  await catalog.remove();
});

const get = async (path: string, who: Colleague) =>
  pageText(await (await app.request(path, { headers: who.headers })).text());
const post = (path: string, body: Record<string, string>, who: Colleague) =>
  app.request(path, { method: 'POST', headers: who.headers, body: new URLSearchParams(body) });
const answer = async (draft: string, who: Colleague) => {
  const { reading, acting } = app.modules.decision.service;
  const open = await reading.open(who.context, draft);
  const no = open.steps.find(({ state }) => state === 'open')?.no ?? -1;
  const seen = { round: open.draft.round, no };
  return acting.answer(who.context, draft, { seen, kind: 'approved', comment: '' });
};

/** Money over the counter and a refund of it that the clerk asks for. */
async function askedRefund(): Promise<{ payment: string; refund: string }> {
  const { id } = await owe(app.kernel, app.modules.payment.api, 'nara-city', { amount: 900 });
  await post(`${LIST}/${id}/take`, { way: 'cash', note: '' }, clerk);
  const { desk } = app.modules.payment.services;
  const [money] = (await desk.open(clerk.context, id)).money;
  const body = { transaction: money?.id ?? '', amount: '400', reason: '1通が要らなくなった' };
  expect((await post(`${LIST}/${id}/refund`, body, clerk)).status).toBe(303);
  const { refunds } = await desk.open(clerk.context, id);
  return { payment: id, refund: refunds[0]?.id ?? '' };
}
const standingOf = async (refund: string) =>
  (await app.modules.payment.services.refunds.standings(head.context, [refund]))?.get(refund);
const stateOf = async (payment: string) =>
  (await app.modules.payment.services.desk.open(head.context, payment)).refunds[0]?.state;

test('a refund is put up as it is asked for, and given back by a second person once it is decided', async () => {
  const { payment, refund } = await askedRefund();
  const draft = (await standingOf(refund))?.draft ?? '';
  const opened = await app.modules.decision.service.reading.open(head.context, draft);
  expect(opened.draft).toMatchObject({
    kind: 'refund',
    amount: 400,
    subject: { module: 'payment', id: refund },
  });
  expect(opened.draft.content.reason).toBe('1通が要らなくなった');
  expect(await get(`${LIST}/refunds`, head)).toContain('決裁を待っています');
  for (const decision of ['approve', 'dismiss'])
    expect((await post(`${LIST}/refunds/${refund}`, { decision }, head)).status).toBe(303);
  expect(await stateOf(payment)).toBe('asked');
  expect(await answer(draft, second)).toBe('done');
  expect(await answer(draft, head)).toBe('done');
  expect(await stateOf(payment)).toBe('asked');
  expect(await get(`${LIST}/refunds`, head)).toContain('決裁済みの起案を見る');
  await post(`${LIST}/refunds/${refund}`, { decision: 'approve' }, second);
  expect(await stateOf(payment)).toBe('done');
});

test('a refund whose draft is withdrawn can be put up again, or dismissed', async () => {
  const { payment, refund } = await askedRefund();
  const first = (await standingOf(refund))?.draft ?? '';
  expect(await app.modules.decision.service.acting.withdraw(clerk.context, first, '調べ直す')).toBe('done');
  expect(await get(`${LIST}/refunds`, head)).toContain('決裁に出す');
  await post(`${LIST}/refunds/${refund}`, { decision: 'approve' }, head);
  expect(await stateOf(payment)).toBe('asked');
  await post(`${LIST}/refunds/${refund}`, { decision: 'putUp' }, second);
  expect((await standingOf(refund))?.draft).not.toBe(first);
  expect((await standingOf(refund))?.state).toBe('underWay');
});
