import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { today } from '#kernel/clock.js';
import { systemContext } from '#kernel/context.js';
import { append, readEntries } from '#kernel/journal/journal.js';
import { formatReference } from '#kernel/values/reference-number.js';
import { uuidv7 } from '#kernel/values/uuid.js';
import { type SignedIn, signInAs } from '#modules/identity/fixtures.js';
import { contextAt } from '#modules/procedure/fixtures.js';
import { pageText } from '#testing/page-text.js';
import { pdfText, popplerMissing } from '#testing/read-pdf.js';
import { type TestApp, testApp } from '#testing/test-app.js';
import { TEST_NOW } from '#testing/test-kernel.js';
import { movableClock, owe, staffWith } from './fixtures.js';

const CITY = 'nara-city';
const LIST = `/${CITY}/staff/payments`;
const BOOKS = `${LIST}/books`;
const clock = movableClock(TEST_NOW);
let app: TestApp;
let clerk: SignedIn;
let head: SignedIn;

beforeAll(async () => {
  app = await testApp({ clock });
  await signIn();
});
afterAll(() => app.stop());

async function signIn(): Promise<void> {
  clerk = await signInAs(app.kernel, CITY, staffWith('窓口 一郎', 'clerk'));
  head = await signInAs(app.kernel, CITY, staffWith('課長 花子', 'section-head'));
}
/** Sessions are over after some hours. */
async function daysLater(days: number): Promise<void> {
  clock.move({ hours: 24 * days });
  await signIn();
}

const get = (path: string, who = clerk) => app.request(path, { headers: who.headers });
const post = (path: string, body: Record<string, string>, who = clerk) =>
  app.request(path, { method: 'POST', headers: who.headers, body: new URLSearchParams(body) });
const textOf = async (response: Response, status = 200): Promise<string> => {
  expect(response.status).toBe(status);
  return pageText(await response.text());
};
const placeOf = (response: Response): string => {
  expect(response.status).toBe(303);
  const { pathname, search } = new URL(response.headers.get('location') ?? '', 'http://localhost');
  return pathname + search;
};
const owed = (amount = 300, unit = 'civic-affairs') =>
  owe(app.kernel, app.modules.payment.api, CITY, { amount, unit });
const take = (id: string, way: string, note = '') => post(`${LIST}/${id}/take`, { way, note });
const municipality = () => {
  const found = app.kernel.municipalities.bySlug(CITY);
  if (!found) throw new Error(`no municipality ${CITY}`);
  return found;
};
const as = (who: SignedIn) => contextAt(municipality(), who.actor, clock.now());
const ledger = () => app.modules.payment.services.counter.ledger(as(clerk), 'civic-affairs');
const entriesOf = async (type: string) => {
  const { entries } = await app.kernel.database.transaction(municipality().code, (tx) =>
    readEntries(tx, { type }, { limit: 100 }),
  );
  return entries;
};

describe('money over the counter', () => {
  test('gets into the cash book of the day, which opens with it, and a numbered receipt', async () => {
    const { id, number } = await owed();
    expect(await textOf(await get(`${LIST}?number=${formatReference(number)}`))).toContain(
      formatReference(number),
    );
    expect(await textOf(await take(id, ''), 422)).toContain('受け取った方法を選んで');
    expect(placeOf(await take(id, 'terminal', 'T-0042'))).toBe(`${LIST}/${id}`);
    const page = await textOf(await get(`${LIST}/${id}`));
    for (const words of ['支払い済み', '奈良 花子', '窓口（キャッシュレス）']) expect(page).toContain(words);
    const book = await textOf(await get(`${BOOKS}?unit=civic-affairs`));
    for (const words of ['T-0042', '300円', '窓口 一郎']) expect(book).toContain(words);
    expect((await entriesOf('payment.paid'))[0]?.data).toMatchObject({
      way: 'terminal',
      cashless: 'yes',
      provider: 'counter',
      amount: 300,
      receipt: '2026-1',
    });
    // A second click pays nothing twice.
    await take(id, 'cash');
    expect((await ledger()).open?.lines).toHaveLength(1);
  });

  test.skipIf(popplerMissing)(
    'its receipt is printed once; the second one says that it is a copy',
    async () => {
      const { id } = await owed(1500);
      await take(id, 'cash');
      const printed = async () => {
        const pdf = new Uint8Array(await (await get(`${LIST}/${id}/receipt.pdf`)).arrayBuffer());
        return (await pdfText(pdf)).replace(/\s/g, '');
      };
      const first = await printed();
      for (const words of ['領収証書', '1,500円', '現金', '市民課', '奈良市長'])
        expect(first).toContain(words);
      expect(first).not.toContain('再交付');
      expect(await printed()).toContain('再交付');
    },
  );

  test('is taken once when two clerks take it at the same moment', async () => {
    const { id } = await owed();
    const before = (await ledger()).open?.lines.length ?? 0;
    const takings = ['cash', 'terminal', 'cash'] as const;
    const results = await Promise.allSettled(
      takings.map((way) => app.modules.payment.services.desk.take(as(clerk), id, { way, note: null })),
    );
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect((await ledger()).open?.lines).toHaveLength(before + 1);
  });

  test('is not found by staff of other sections', async () => {
    const stranger = await signInAs(app.kernel, CITY, {
      name: '水道 次郎',
      grants: [{ role: 'clerk', unit: 'waterworks' }],
    });
    const { id } = await owed();
    for (const path of [`${LIST}/${id}`, `${LIST}/${id}/receipt.pdf`, `${BOOKS}?unit=civic-affairs`])
      expect((await get(path, stranger)).status).toBe(404);
    expect((await post(`${LIST}/${id}/take`, { way: 'cash', note: '' }, stranger)).status).toBe(404);
  });
});

describe('the cash book', () => {
  test('is counted at closing; a difference needs a reason, and what is there begins the next one', async () => {
    await daysLater(3);
    expect(await textOf(await post(BOOKS, { unit: 'civic-affairs', opening: 'たくさん' }), 422)).toContain(
      '0円以上の額',
    );
    await post(BOOKS, { unit: 'civic-affairs', opening: '10,000' });
    const { id } = await owed(700);
    await take(id, 'cash');
    const move = { unit: 'civic-affairs', kind: 'takenOut', note: '銀行へ' };
    expect(await textOf(await post(`${BOOKS}/move`, { ...move, amount: '10,701' }), 422)).toContain(
      '現金の残高まで',
    );
    await post(`${BOOKS}/move`, { ...move, amount: '5000' });
    const { open } = await ledger();
    expect(open?.expected).toBe(5700);
    const book = `${BOOKS}/${open?.book.id}`;
    const missing = await textOf(await post(`${book}/close`, { counted: '5,600', closeNote: '' }), 422);
    expect(missing).toContain('−100円');
    expect(placeOf(await post(`${book}/close`, { counted: '5,600', closeNote: '釣銭の渡し間違い' }))).toBe(
      book,
    );
    const closed = await textOf(await get(book));
    for (const words of ['5,700円', '5,600円', '−100円', '釣銭の渡し間違い', '銀行へ'])
      expect(closed).toContain(words);
    expect((await entriesOf('payment.bookClosed'))[0]?.data).toMatchObject({ difference: -100 });
    expect((await ledger()).carried).toBe(5600);
    expect(placeOf(await post(`${book}/close`, { counted: '5,700', closeNote: '' }))).toBe(book);
    expect(await entriesOf('payment.bookClosed')).toHaveLength(1);
  });

  test('refuses to be changed afterwards, by the database itself', async () => {
    await expect(
      sql`UPDATE payment_book_entry SET amount = amount + 1`.execute(app.kernel.database.owner),
    ).rejects.toThrow();
  });

  test('one that was not closed is named on the next day', async () => {
    const { id } = await owed();
    await take(id, 'cash');
    await daysLater(1);
    expect(await textOf(await get(`${BOOKS}?unit=civic-affairs`))).toContain('締めていない出納簿があります');
  });
});

describe('a refund', () => {
  test('is asked for by one and decided by another; a part leaves the rest', async () => {
    const { id } = await owed(900);
    await take(id, 'cash');
    const [money] = (await app.modules.payment.services.desk.open(as(clerk), id)).money;
    const ask = (amount: string, reason: string, who = head) =>
      post(`${LIST}/${id}/refund`, { transaction: money?.id ?? '', amount, reason }, who);
    expect(await textOf(await ask('901', '多く受け取った'), 422)).toContain('900円');
    expect(await textOf(await ask('400', ' '), 422)).toContain('理由を入力');
    await ask('400', '2通のうち1通が要らなくなった');
    const { refunds } = await app.modules.payment.services.desk.open(as(head), id);
    const refund = `${LIST}/refunds/${refunds[0]?.id}`;
    expect(await textOf(await get(`${LIST}/refunds`, head))).toContain('400円');
    await post(refund, { decision: 'approve' }, head);
    expect((await entriesOf('payment.refunded')).length).toBe(0);
    const second = await signInAs(app.kernel, CITY, staffWith('部長 三郎', 'section-head'));
    await post(refund, { decision: 'approve' }, second);
    expect((await entriesOf('payment.refunded'))[0]?.data).toMatchObject({ amount: 400, whole: false });
    expect((await ledger()).open?.lines.at(-1)).toMatchObject({ kind: 'refunded', way: 'cash', amount: 400 });
    await post(refund, { decision: 'approve' }, second);
    expect(await entriesOf('payment.refunded')).toHaveLength(1);
    expect(await textOf(await ask('501', '残り'), 422)).toContain('500円');
    await ask('500', '残りも要らなくなった', second);
    const rest = (await app.modules.payment.services.desk.open(as(head), id)).refunds.find(
      ({ state }) => state === 'asked',
    );
    await post(`${LIST}/refunds/${rest?.id}`, { decision: 'approve' }, head);
    expect(await textOf(await get(`${LIST}/${id}`))).toContain('払い戻し済み');
  });

  test('that is not granted gives nothing back and can be asked for again', async () => {
    const { id } = await owed(300);
    await take(id, 'cash');
    const [money] = (await app.modules.payment.services.desk.open(as(clerk), id)).money;
    const body = { transaction: money?.id ?? '', amount: '300', reason: '間違い' };
    await post(`${LIST}/${id}/refund`, body);
    const { refunds } = await app.modules.payment.services.desk.open(as(head), id);
    await post(`${LIST}/refunds/${refunds[0]?.id}`, { decision: 'dismiss' }, head);
    expect(await textOf(await get(`${LIST}/${id}`))).toContain('支払い済み');
    expect(placeOf(await post(`${LIST}/${id}/refund`, body))).toBe(`${LIST}/${id}`);
  });

  test('a clerk cannot decide', async () => {
    const open = await app.modules.payment.services.refunds.list(as(head), ['asked']);
    expect((await post(`${LIST}/refunds/${open[0]?.id}`, { decision: 'approve' })).status).toBe(403);
  });
});

test('receipt numbers have neither gaps nor doubles, however many are taken at once', async () => {
  const { desk } = app.modules.payment.services;
  const numbers = async () => {
    const { rows } = await sql<{ number: number }>`
      SELECT number FROM payment_receipt WHERE fiscal_year = 2026 ORDER BY number`.execute(
      app.kernel.database.owner,
    );
    return rows.map(({ number }) => Number(number));
  };
  const unit = fc.constantFrom('civic-affairs', 'waterworks', 'resident-tax');
  const taking = fc.record({ unit, way: fc.constantFrom('cash', 'terminal'), twice: fc.boolean() } as const);
  await fc.assert(
    fc.asyncProperty(fc.array(taking, { minLength: 2, maxLength: 8 }), async (takings) => {
      const before = (await numbers()).length;
      const owing = [];
      for (const one of takings) owing.push({ ...one, ...(await owed(300, one.unit)) });
      await Promise.allSettled(
        owing.flatMap(({ id, way, twice }) =>
          [1, ...(twice ? [2] : [])].map(() => desk.take(as(clerk), id, { way, note: null })),
        ),
      );
      const after = await numbers();
      expect(after).toHaveLength(before + takings.length);
      expect(after).toEqual(after.map((_, index) => index + 1));
    }),
    { numRuns: 12 },
  );
});

test('the name goes when what it was for is erased; sums, days and numbers stay', async () => {
  const subject = `case/${uuidv7(clock.now())}`;
  const { id } = await owe(app.kernel, app.modules.payment.api, CITY, { subject, amount: 450 });
  await take(id, 'cash');
  const open = () => app.modules.payment.services.desk.open(as(clerk), id);
  const [before] = (await open()).money;
  expect(before?.receipt?.payerName).toBe('奈良　花子');
  const system = systemContext(municipality(), 'test', clock);
  await app.kernel.database.transaction(municipality().code, (tx) =>
    append(tx, system, { type: 'case.erased', subject, data: {} }),
  );
  await app.settle();
  const { payment, money } = await open();
  expect(payment).toMatchObject({ payerName: '', amount: 450, state: 'paid' });
  expect(money[0]?.receipt).toMatchObject({ payerName: '', amount: 450, number: before?.receipt?.number });
  expect(await textOf(await get(`${LIST}/${id}`))).toContain('消去済み');
});

test('names, notes and reasons stand nowhere in clear', async () => {
  const { owner } = app.kernel.database;
  const { rows: tables } = await sql<{ name: string }>`
    SELECT table_name AS name FROM information_schema.tables
    WHERE table_schema = 'public' AND (table_name LIKE 'payment%' OR table_name LIKE 'journal%')`.execute(
    owner,
  );
  expect(tables.length).toBeGreaterThan(10);
  const planted = ['花子', '釣銭の渡し間違い', 'T-0042', '銀行へ', '2通のうち1通'];
  let text = '';
  for (const { name } of tables) {
    const { rows } = await sql<{ row: string }>`SELECT t::text AS row FROM ${sql.table(name)} t`.execute(
      owner,
    );
    text += rows.map(({ row }) => row).join('\n');
  }
  expect(text).toContain('civic-affairs');
  for (const words of planted) {
    expect(text).not.toContain(words);
    expect(text).not.toContain(Buffer.from(words).toString('hex'));
  }
});

test('a new fiscal year begins with number 1', async () => {
  await daysLater(today(clock).until('2027-04-01').total('days'));
  const { id } = await owed();
  await take(id, 'cash');
  expect(await textOf(await get(`${LIST}/${id}`))).toContain('2027-1');
});
