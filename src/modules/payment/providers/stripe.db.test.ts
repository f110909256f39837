import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { readEntries } from '#kernel/journal/journal.js';
import { type SignedIn, signInAs } from '#modules/identity/fixtures.js';
import { pageText } from '#testing/page-text.js';
import { type TestApp, testApp } from '#testing/test-app.js';
import { TEST_NOW } from '#testing/test-kernel.js';
import { movableClock, owe, staffWith } from '../fixtures.js';
import { STRIPE_SETTINGS, type StripeStandIn, stripeStandIn } from './stripe-stand-in.fixture.js';

const CITY = 'nara-city';
const RECONCILIATION = `/${CITY}/staff/payments/reconciliation`;
const clock = movableClock(TEST_NOW);
let app: TestApp;
let stripe: StripeStandIn;
let resident: SignedIn;

beforeAll(async () => {
  stripe = await stripeStandIn(() => Math.floor(clock.now().epochMilliseconds / 1000));
  app = await testApp({ clock, settings: { ...STRIPE_SETTINGS, STRIPE_API: stripe.address } });
});
beforeEach(async () => {
  // A day of its own for each, and a session that is still good.
  clock.move({ hours: 24 });
  stripe.asked.length = 0;
  stripe.isDown(false);
  resident = await signInAs(app.kernel, CITY, 'resident');
});
afterAll(async () => {
  await app.stop();
  await stripe.close();
});

const municipality = () => {
  const found = app.kernel.municipalities.bySlug(CITY);
  if (!found) throw new Error(`no municipality ${CITY}`);
  return found;
};
const get = (path: string, who = resident) => app.request(path, { headers: who.headers });
const post = (path: string, body: Record<string, string>, who = resident) =>
  app.request(path, { method: 'POST', headers: who.headers, body: new URLSearchParams(body) });
const textOf = async (path: string, who = resident) => pageText(await (await get(path, who)).text());
const jobNamed = async (name: string) => {
  const job = app.jobs.find((one) => one.name === name);
  await job?.run({
    municipality: municipality(),
    actor: { kind: 'system', id: name },
    purpose: null,
    clock,
    mayJournal: null,
  });
};
const owed = (amount = 300) =>
  owe(app.kernel, app.modules.payment.api, CITY, { payer: resident.actor, amount });
const pageOf = (id: string) => `/${CITY}/my/payments/${id}`;
const begin = (id: string, way = 'card') => post(`${pageOf(id)}/begin`, { way });
const entriesOf = async (subject: string) => {
  const { entries } = await app.kernel.database.transaction(municipality().code, (tx) =>
    readEntries(tx, { subject }, { limit: 50 }),
  );
  return entries.reverse();
};
const typesOf = async (id: string) => (await entriesOf(`payment/${id}`)).map(({ type }) => type);
const created = () =>
  stripe.asked.filter(({ method, path }) => method === 'POST' && path.endsWith('/sessions'));
/** Begins paying; gives the session at Stripe. */
async function begun(id: string, way: 'card' | 'konbini' = 'card'): Promise<string> {
  const leaving = await begin(id, way);
  const page = await (
    await get(`${new URL(leaving.headers.get('location') ?? '', 'http://localhost').pathname}?way=${way}`)
  ).text();
  return /checkout\.stripe\.com\/c\/pay\/(cs_test_\d+)/.exec(page)?.[1] ?? '';
}
const tell = ({ body, signature }: { body: string; signature: string }) =>
  app.request(`/${CITY}/payment/webhook/stripe`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'stripe-signature': signature },
    body,
  });
const completed = (session: string, id?: string) =>
  stripe.event('checkout.session.completed', stripe.session(session), id);

describe('a page at Stripe', () => {
  test('is asked for in whole yen, under a key, and says whose it is', async () => {
    const { id, number } = await owed(1200);
    const session = await begun(id);
    expect(session).not.toBe('');
    const [asked] = created();
    expect(Object.fromEntries(asked?.fields ?? [])).toMatchObject({
      mode: 'payment',
      'line_items[0][price_data][currency]': 'jpy',
      'line_items[0][price_data][unit_amount]': '1200',
      'allowed_payment_method_types[0]': 'card',
      'metadata[municipality]': municipality().code,
      'payment_intent_data[metadata][number]': number,
    });
    expect(asked?.fields.get('success_url')).toMatch(new RegExp(`/${CITY}/my/payments/${id}/return$`));
    expect(asked?.key).toBe(`begin-${asked?.fields.get('client_reference_id')}`);
    expect(asked?.authorization).toBe('Bearer sk_test_stand_in');
    expect(JSON.stringify([...(asked?.fields ?? [])])).not.toContain('花子');
  });

  test('that cannot be had is said in words, and asked for again under the same key', async () => {
    const { id } = await owed();
    stripe.isDown(true);
    const failed = await begin(id);
    expect(new URL(failed.headers.get('location') ?? '', 'http://localhost').pathname).toBe(pageOf(id));
    expect(await textOf(pageOf(id))).toContain('支払い待ち');
    stripe.isDown(false);
    const keys = new Set(created().map(({ key }) => key));
    expect(await begun(id)).not.toBe('');
    expect(new Set(created().map(({ key }) => key))).toEqual(keys);
  });

  test('is not offered for sums that a way does not take', async () => {
    const small = await textOf(pageOf((await owed(100)).id));
    expect(small).toContain('クレジットカードで支払う');
    expect(small).not.toContain('コンビニで支払う');
    expect(await textOf(pageOf((await owed(40)).id))).not.toContain('オンラインで支払う');
  });
});

describe('a notice of Stripe', () => {
  test('that is signed settles what is owed, once', async () => {
    const { id } = await owed();
    const session = await begun(id);
    stripe.pay(session, 'card');
    expect((await tell(completed(session, 'evt_same'))).status).toBe(200);
    expect((await tell(completed(session, 'evt_same'))).status).toBe(200);
    expect((await tell(completed(session))).status).toBe(200);
    expect(await typesOf(id)).toEqual(['payment.requested', 'payment.begun', 'payment.paid']);
    const paid = (await entriesOf(`payment/${id}`)).at(-1);
    expect(paid?.data).toMatchObject({ provider: 'stripe', way: 'card', cashless: 'yes', amount: 300 });
  });

  test('with a wrong signature, another body or an old one is refused', async () => {
    const { id } = await owed();
    const session = await begun(id);
    stripe.pay(session, 'card');
    const right = completed(session);
    const wrong = [
      { ...right, signature: right.signature.replace(/v1=.{8}/, 'v1=00000000') },
      { ...right, body: `${right.body} ` },
      { ...right, signature: '' },
    ];
    for (const one of wrong) expect((await tell(one)).status).toBe(400);
    expect(await typesOf(id)).not.toContain('payment.paid');
  });

  test('that comes while Stripe does not answer is kept and acted on later', async () => {
    const { id } = await owed();
    const session = await begun(id);
    stripe.pay(session, 'card');
    const notice = completed(session);
    stripe.isDown(true);
    expect((await tell(notice)).status).toBe(200);
    expect(await typesOf(id)).not.toContain('payment.paid');
    stripe.isDown(false);
    await jobNamed('payment.notices');
    expect(await typesOf(id)).toContain('payment.paid');
  });

  test('loses its text after ninety days, not its name', async () => {
    const { id } = await owed();
    const session = await begun(id);
    stripe.pay(session, 'card');
    const notice = completed(session, 'evt_old');
    await tell(notice);
    const kept = async () => {
      const { rows } = await sql<{ bytes: number }>`
        SELECT octet_length(content) AS bytes FROM payment_event WHERE event_id = 'evt_old'`.execute(
        app.kernel.database.owner,
      );
      return rows.map(({ bytes }) => Number(bytes));
    };
    await jobNamed('payment.emptyNotices');
    expect((await kept())[0]).toBeGreaterThan(100);
    clock.move({ hours: 91 * 24 });
    await jobNamed('payment.emptyNotices');
    expect(await kept()).toEqual([0]);
    await tell(notice);
    expect((await typesOf(id)).filter((type) => type === 'payment.paid')).toHaveLength(1);
  });

  test('about what is not ours is kept and does nothing', async () => {
    const { id } = await owed();
    const object = { id: 'cus_1', object: 'customer' };
    expect((await tell(stripe.event('customer.created', object))).status).toBe(200);
    expect(await typesOf(id)).toEqual(['payment.requested']);
  });

  test('a convenience store: first the numbers, then the money', async () => {
    const { id } = await owed(500);
    const session = await begun(id, 'konbini');
    stripe.giveNumber(session);
    await tell(completed(session));
    const waiting = await textOf(pageOf(id));
    for (const words of ['ファミリーマート', '012345', 'ローソン', '01234567890', 'コンビニでの支払い待ち'])
      expect(waiting).toContain(words);
    stripe.pay(session, 'konbini');
    await tell(stripe.event('checkout.session.async_payment_succeeded', stripe.session(session)));
    const paid = (await entriesOf(`payment/${id}`)).at(-1);
    expect(paid).toMatchObject({ type: 'payment.paid', data: { way: 'konbini', cashless: 'no' } });
  });

  test('a number that nobody paid with fails, and another way can be chosen', async () => {
    const { id } = await owed(500);
    const session = await begun(id, 'konbini');
    stripe.giveNumber(session);
    await tell(completed(session));
    stripe.letExpire(session);
    await tell(stripe.event('checkout.session.async_payment_failed', stripe.session(session)));
    expect(await typesOf(id)).toContain('payment.failed');
    expect(await begun(id, 'card')).not.toBe('');
  });
});

describe('the comparison with Stripe', () => {
  const run = async () => {
    const who = await signInAs(app.kernel, CITY, staffWith('会計 課', 'accounting'));
    const day = clock.now().toZonedDateTimeISO('Asia/Tokyo').toPlainDate().toString();
    const ran = await post(RECONCILIATION, { day }, who);
    expect(ran.status).toBe(303);
    return textOf(RECONCILIATION, who);
  };

  test('records what was paid and never told, and what nobody knows', async () => {
    const { id } = await owed();
    stripe.pay(await begun(id), 'card');
    const foreign = stripe.foreignCharge(777, { municipality: municipality().code });
    const page = await run();
    expect(await typesOf(id)).toContain('payment.paid');
    expect(page).toContain('通知が届かなかった支払い');
    expect(page).toContain(foreign);
    const unknown = (await entriesOf('provider/stripe')).filter(({ type }) => type === 'payment.unknown');
    expect(unknown.map(({ data }) => data.amount)).toEqual([777]);
    await run();
    expect(
      (await entriesOf('provider/stripe')).filter(({ type }) => type === 'payment.unknown'),
    ).toHaveLength(1);
  });

  test('leaves what says that it is another municipality’s', async () => {
    const others = stripe.foreignCharge(999, { municipality: '412058' });
    const strange = stripe.foreignCharge(888, { municipality: municipality().code, attempt: 'order-17' });
    const page = await run();
    expect(page).toContain(strange);
    expect(page).not.toContain(others);
  });

  test('names a refund made on Stripe’s own pages, and what is missing there', async () => {
    const [one, two] = [await owed(400), await owed(600)];
    const charge = stripe.pay(await begun(one.id), 'card');
    await get(`${pageOf(one.id)}/return`);
    const gone = stripe.pay(await begun(two.id), 'card');
    await get(`${pageOf(two.id)}/return`);
    stripe.refundThere(charge, 400);
    stripe.forget(gone);
    const page = await run();
    expect(page).toContain('相手の側で還付された');
    expect(page).toContain(gone);
    expect(await typesOf(one.id)).toContain('payment.refunded');
    expect(await textOf(pageOf(one.id))).toContain('払い戻し済み');
  });

  test('a refund from here is asked for once under its key, and agrees', async () => {
    const { id } = await owed(900);
    const charge = stripe.pay(await begun(id), 'card');
    await get(`${pageOf(id)}/return`);
    const clerk = await signInAs(app.kernel, CITY, staffWith('窓口 一郎', 'clerk'));
    const head = await signInAs(app.kernel, CITY, staffWith('課長 花子', 'section-head'));
    const [money] = (
      await app.modules.payment.services.desk.open(
        { municipality: municipality(), actor: clerk.actor, purpose: null, clock, mayJournal: null },
        id,
      )
    ).money;
    const here = `/${CITY}/staff/payments`;
    await post(
      `${here}/${id}/refund`,
      { transaction: money?.id ?? '', amount: '300', reason: '1通減らした' },
      clerk,
    );
    const refund = /refunds\/([0-9a-f-]{36})/.exec(await (await get(`${here}/refunds`, head)).text())?.[1];
    stripe.isDown(true);
    await post(`${here}/refunds/${refund}`, { decision: 'approve' }, head);
    expect(await typesOf(id)).not.toContain('payment.refunded');
    stripe.isDown(false);
    await jobNamed('payment.follow');
    await jobNamed('payment.follow');
    expect((await typesOf(id)).filter((type) => type === 'payment.refunded')).toHaveLength(1);
    const asked = stripe.asked.filter(({ method, path }) => method === 'POST' && path === '/v1/refunds');
    expect(new Set(asked.map(({ key }) => key))).toEqual(new Set([`refund-${refund}`]));
    expect(Object.fromEntries(asked[0]?.fields ?? [])).toMatchObject({ charge, amount: '300' });
    expect(await run()).not.toContain(charge);
  });
});
