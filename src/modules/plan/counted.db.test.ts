import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { pinnedClock } from '#kernel/clock.js';
import { anonymousContext, type Context, systemContext } from '#kernel/context.js';
import { count } from '#kernel/journal/journal.js';
import type { Kernel } from '#kernel/kernel.js';
import { fiscalYear } from '#kernel/values/fiscal-year.js';
import { pageText } from '#testing/page-text.js';
import { type TestApp, testApp } from '#testing/test-app.js';
import { clerkOf, happened, planOffice } from './fixtures.js';
import { createPlanService, type PlanService } from './service.js';

let app: TestApp;
let service: PlanService;
const clerk = (slug: string) => clerkOf(app.kernel, slug, 'any');
const visitor = (slug: string) => anonymousContext(app.kernel, clerk(slug).municipality);
const submitted = (slug: string, subject: string, channel: string, procedure = 'residence-certificate') =>
  happened(app.kernel, clerk(slug), {
    type: 'case.submitted',
    subject: `case/${subject}`,
    data: { channel, procedure },
  });
const YEAR = fiscalYear(2026);

const inYear = async (context: Context, number: string, id: string) => {
  const measure = await service.readMeasure(context, number);
  return measure.indicators.find((one) => one.id === id)?.years.find(({ fiscalYear: year }) => year === YEAR);
};

beforeAll(async () => {
  app = await testApp();
  service = app.modules.plan.api;
});
afterAll(() => app.stop());

describe('online certificates of Nara City (1)-8', () => {
  test('are typed until the first one comes', async () => {
    expect(await inYear(visitor('nara-city'), '1-8', 'online-certificate-applications')).toBeUndefined();
  });

  test('go up by one with every online application, averaged over the months since the first one', async () => {
    await submitted('nara-city', '1', 'online');
    // Eight months of fiscal 2026 have begun on the tests' day; the seven before the first application do not count.
    expect(await inYear(visitor('nara-city'), '1-8', 'online-certificate-applications')).toMatchObject({
      result: 1,
      source: 'counted',
      target: 50,
      targetStands: true,
      running: true,
      rating: 'behind',
    });
    await submitted('nara-city', '2', 'online');
    expect(await inYear(visitor('nara-city'), '1-8', 'online-certificate-applications')).toMatchObject({
      result: 2,
    });
  });

  test('are not moved by other channels, other procedures and other towns', async () => {
    await submitted('nara-city', '3', 'counter');
    await submitted('nara-city', '4', 'online', 'something-else');
    await submitted('imari', '5', 'online');
    expect(await inYear(visitor('nara-city'), '1-8', 'online-certificate-applications')).toMatchObject({
      result: 2,
    });
  });

  test('say what the running month and year have brought, in one reading', async () => {
    const soFar = async () => {
      const context = visitor('nara-city');
      return service.countsSoFar(context, await service.readMeasure(context, '1-8'));
    };
    const before = await soFar();
    expect([...before]).toEqual([
      ['pre-entries', { numerator: { month: 0, year: 0 }, denominator: null }],
      ['online-certificate-applications', { numerator: { month: 2, year: 2 }, denominator: null }],
    ]);
    await happened(
      app.kernel,
      { ...clerk('nara-city'), clock: pinnedClock('2026-10-31T23:59:59+09:00') },
      {
        type: 'case.submitted',
        subject: 'case/october',
        data: { channel: 'online', procedure: 'residence-certificate' },
      },
    );
    expect((await soFar()).get('online-certificate-applications')?.numerator).toEqual({ month: 2, year: 3 });
    expect(await inYear(visitor('nara-city'), '1-8', 'online-certificate-applications')).toMatchObject({
      result: 1.5,
    });
  });

  test('lead down to their entries: ids, times and types', async () => {
    const ask = { fiscalYear: YEAR, limit: 1 };
    const first = await service.entriesBehind(
      visitor('nara-city'),
      '1-8',
      'online-certificate-applications',
      ask,
    );
    expect(first).toMatchObject({ total: 3, entries: [{ type: 'case.submitted' }] });
    expect(first.byMonth.map(({ month, count }) => [month.toString(), count])).toEqual([
      ['2026-10-01', 1],
      ['2026-11-01', 2],
    ]);
    expect(Object.keys(first.entries[0] ?? {}).sort()).toEqual(['at', 'id', 'type']);
    const second = await service.entriesBehind(
      visitor('nara-city'),
      '1-8',
      'online-certificate-applications',
      {
        ...ask,
        after: first.next ?? undefined,
      },
    );
    expect(second.entries).toHaveLength(1);
    expect(second.next).not.toBeNull();
    const none = { fiscalYear: fiscalYear(2025), limit: 10 };
    expect(
      (await service.entriesBehind(visitor('nara-city'), '1-8', 'online-certificate-applications', none))
        .total,
    ).toBe(0);
  });

  test('a typed indicator leads nowhere', async () => {
    await expect(
      service.entriesBehind(visitor('nara-city'), '1-4', 'phone-bookings', { limit: 10 }),
    ).rejects.toMatchObject({ code: 'notFound' });
  });

  test('typed results of past years stay beside counted ones', async () => {
    const measure = await service.readMeasure(visitor('nara-city'), '1-8');
    const typed = measure.indicators.find(({ id }) => id === 'pre-entries');
    expect(typed?.years.find(({ fiscalYear: year }) => year === 2021)).toMatchObject({
      result: 25,
      source: 'typed',
    });
  });
});

describe('Imari (行)-③, the share of online applications among all', () => {
  test('is not judged while the applications outside this system are not typed', async () => {
    await submitted('imari', '6', 'counter');
    await submitted('imari', '7', 'paper');
    expect(await inYear(visitor('imari'), 'gyo-3', 'use-rate')).toMatchObject({
      result: null,
      rating: 'unknown',
      why: { code: 'externalMissing', params: { year: 2026 } },
    });
    const page = await app.request('/imari/plan/gyo-3');
    const text = pageText(await page.text());
    expect(text).toContain('窓口などの件数がまだ入力されていないため、評価できません');
  });

  test('is counted once they are', async () => {
    const { document, version } = await service.readDocument(visitor('imari'), 'gyo-3');
    const indicators = document.indicators.map((indicator) =>
      indicator.count
        ? {
            ...indicator,
            count: {
              ...indicator.count,
              external: indicator.count.external.map((channel) => ({ ...channel, values: { 2026: 7 } })),
            },
          }
        : indicator,
    );
    await service.changeMeasure(planOffice(app.kernel, 'imari'), {
      base: version,
      document: { ...document, indicators },
      reason: null,
    });
    expect(await inYear(visitor('imari'), 'gyo-3', 'use-rate')).toMatchObject({
      result: 10,
      source: 'counted',
    });
  });
});

test('Imari (行)-④ is the share of cashless payments, those outside this system typed', async () => {
  const paid = (id: string, way: string, cashless: string) =>
    happened(app.kernel, clerk('imari'), {
      type: 'payment.paid',
      subject: `payment/${id}`,
      data: { way, cashless, amount: 300 },
    });
  await paid('1', 'card', 'yes');
  await paid('2', 'terminal', 'yes');
  await paid('3', 'terminal', 'yes');
  await paid('4', 'konbini', 'no');
  await paid('5', 'cash', 'no');
  expect(await inYear(visitor('imari'), 'gyo-4', 'cashless-rate')).toMatchObject({
    result: null,
    why: { code: 'externalMissing' },
  });
  const { document, version } = await service.readDocument(visitor('imari'), 'gyo-4');
  const outside = { numerator: 3, denominator: 5 } as const;
  const indicators = document.indicators.map((indicator) =>
    indicator.count
      ? {
          ...indicator,
          count: {
            ...indicator.count,
            external: indicator.count.external.map((channel) => ({
              ...channel,
              values: { 2026: outside[channel.side] },
            })),
          },
        }
      : indicator,
  );
  await service.changeMeasure(planOffice(app.kernel, 'imari'), {
    base: version,
    document: { ...document, indicators },
    reason: null,
  });
  expect(await inYear(visitor('imari'), 'gyo-4', 'cashless-rate')).toMatchObject({
    result: 60,
    source: 'counted',
    target: 80,
  });
});

test('Kashihara (4)① counts each citizen once, and no staff', async () => {
  const signedIn = (id: string, audience: string) =>
    happened(app.kernel, clerk('kashihara'), {
      type: 'identity.signedIn',
      subject: `resident/${id}`,
      data: { audience },
    });
  await signedIn('a', 'citizen');
  await signedIn('a', 'citizen');
  await signedIn('b', 'citizen');
  await signedIn('c', 'staff');
  expect(await inYear(visitor('kashihara'), '4-1', 'registered-users')).toMatchObject({
    result: 2,
    source: 'counted',
  });
});

describe('procedures that are online', () => {
  const run = async (slug: string, on = '2026-11-20T09:00:00+09:00') => {
    const job = app.jobs.find(({ name }) => name === 'procedure.offered');
    const { municipality } = clerk(slug);
    await job?.run(systemContext(municipality, 'procedure.offered', pinnedClock(on)));
  };
  const offered = (slug: string) =>
    app.kernel.database.transaction(clerk(slug).municipality.code, (tx) =>
      count(tx, { type: 'procedure.offered' }),
    );

  test('are counted once a year, however often it is looked', async () => {
    await run('katsuragi');
    const once = await offered('katsuragi');
    expect(once).toBe(app.modules.procedure.api.offered(visitor('katsuragi')).length);
    await run('katsuragi');
    expect(await offered('katsuragi')).toBe(once);
    expect(await inYear(visitor('katsuragi'), '1', 'priority-procedures-online')).toMatchObject({
      result: 26,
      source: 'counted',
    });
    const measure = await service.readMeasure(visitor('katsuragi'), '1');
    expect(measure.indicators[0]?.years.find(({ fiscalYear: year }) => year === 2022)).toMatchObject({
      result: 26,
      source: 'typed',
    });
    await run('katsuragi', '2027-04-01T00:10:00+09:00');
    expect(await offered('katsuragi')).toBe(2 * once);
  });

  test('are 26 of the state’s list in Imari; the share of all waits for what is outside', async () => {
    await run('imari');
    expect(await inYear(visitor('imari'), 'gyo-2', 'care-procedures')).toMatchObject({ result: 26 });
    expect(await inYear(visitor('imari'), 'gyo-2', 'online-rate')).toMatchObject({ result: null });
    const page = await app.request('/imari/plan/gyo-2/indicators/care-procedures/entries');
    expect(pageText(await page.text())).toContain('手続が「26種類のうちのどれか」');
  });
});

test('Kashihara (1)① counts what came in online of the state’s list, and nothing else', async () => {
  await submitted('kashihara', 'k1', 'online', 'child-allowance-claim');
  await submitted('kashihara', 'k2', 'online', 'care-certification');
  await submitted('kashihara', 'k3', 'counter', 'care-certification');
  await submitted('kashihara', 'k4', 'online', 'residence-certificate');
  expect(await inYear(visitor('kashihara'), '1-1', 'online-applications')).toMatchObject({
    result: 2,
    source: 'counted',
  });
});

test('Nara City (1)-7 averages the notices of new buildings that came in online', async () => {
  await submitted('nara-city', 'a1', 'online', 'address-number');
  await submitted('nara-city', 'a2', 'counter', 'address-number');
  expect(await inYear(visitor('nara-city'), '1-7', 'new-building-address-notices')).toMatchObject({
    result: 1,
    source: 'counted',
  });
});

describe('reading costs', () => {
  const queriesOf = async (work: () => Promise<unknown>) => {
    // What follows the journal in the background asks the database too.
    await app.settle();
    const spy = vi.spyOn(app.kernel.database, 'transaction');
    await work();
    const transactions = spy.mock.calls.length;
    spy.mockRestore();
    return transactions;
  };

  test('one transaction for a plan that has changed, none for one that has not', async () => {
    await submitted('nara-city', '8', 'online');
    expect(await queriesOf(() => service.readPlan(visitor('nara-city')))).toBe(1);
    expect(await queriesOf(() => service.readPlan(visitor('nara-city')))).toBe(0);
  });

  test('many readers at once share one reading', async () => {
    await submitted('nara-city', '9', 'online');
    const plan = () => service.readPlan(visitor('nara-city'));
    expect(await queriesOf(() => Promise.all(Array.from({ length: 30 }, plan)))).toBe(1);
  });

  test('a comparison of all towns reads each plan at most once', async () => {
    // A database of its own to count on: what follows the journal in the background asks the other one.
    const asked: string[] = [];
    const transaction: Kernel['database']['transaction'] = (tenant, work) => {
      asked.push(tenant);
      return app.kernel.database.transaction(tenant, work);
    };
    const database: Kernel['database'] = Object.assign(Object.create(app.kernel.database), { transaction });
    const fresh = createPlanService(
      { ...app.kernel, database },
      async () => ({}),
      () => undefined,
    );
    await fresh.comparisons(visitor('imari'));
    expect(asked.toSorted()).toEqual(app.kernel.municipalities.all.map(({ code }) => code).toSorted());
  });
});

test('a town sees nothing of another town’s plan, whatever it asks the tables for', async () => {
  const seen = await app.kernel.database.transaction(clerk('imari').municipality.code, async (tx) => {
    const { rows } = await sql<{ tenant: string }>`SELECT DISTINCT tenant FROM plan_document`.execute(
      tx.tables(),
    );
    return rows.map(({ tenant }) => tenant);
  });
  expect(seen).toEqual(['412058']);
});
