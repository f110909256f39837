import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { anonymousContext } from '#kernel/context.js';
import { type TestApp, testApp } from '#testing/test-app.js';
import type { PlanService } from './service.js';

let app: TestApp;
let service: PlanService;
const context = (slug: string) => {
  const municipality = app.kernel.municipalities.bySlug(slug);
  if (!municipality) throw new Error(`no municipality ${slug}`);
  return anonymousContext(app.kernel, municipality);
};

beforeAll(async () => {
  app = await testApp();
  service = app.modules.plan.api;
});
afterAll(() => app.stop());

test('counts may name what the modules write, with the values that a town has', async () => {
  const { countable } = await service.knownNames(context('nara-city'));
  expect(countable['case.submitted']).toMatchObject({
    procedure: expect.arrayContaining(['residence-certificate']),
    channel: ['online', 'counter', 'paper', 'phone', 'api', 'bulk'],
    unit: expect.arrayContaining(['civic-affairs']),
    version: null,
  });
  expect(countable['identity.signedIn']).toEqual({ audience: ['citizen', 'staff'], assurance: null });
  expect(Object.keys(countable)).toContain('plan.published');
});

describe('the plans of the catalogue', () => {
  test.each([
    ['nara-city', 43],
    ['nara-pref', 27],
    ['imari', 28],
    ['katsuragi', 11],
    ['kashihara', 10],
  ])('%s has %i measures', async (slug, measures) => {
    expect((await service.readPlan(context(slug))).measures).toHaveLength(measures);
  });

  test('are 119 measures together', async () => {
    let sum = 0;
    for (const { slug } of app.kernel.municipalities.all) {
      sum += (await service.findPlan(context(slug)))?.measures.length ?? 0;
    }
    expect(sum).toBe(119);
  });

  test('Nara City runs 33 measures and has ended 10, three of them known from the list only', async () => {
    const { measures } = await service.readPlan(context('nara-city'));
    expect(measures.filter(({ stage }) => stage !== 'ended')).toHaveLength(33);
    expect(measures.filter(({ stage }) => stage === 'ended')).toHaveLength(10);
    expect(measures.filter(({ listedOnly }) => listedOnly).map(({ number }) => number)).toEqual([
      '1-1',
      '1-6',
      '5-1',
    ]);
  });

  test('stand in the order of the plan', async () => {
    const { measures } = await service.readPlan(context('nara-city'));
    expect(measures.slice(0, 16).map(({ number }) => number)).toEqual([
      ...Array.from({ length: 15 }, (_, index) => `1-${index + 1}`),
      '2-1',
    ]);
  });

  test('are loaded once: a second start writes nothing', async () => {
    const entries = async () =>
      (await sql<{ n: number }>`SELECT count(*) AS n FROM journal_entry`.execute(app.kernel.database.owner))
        .rows[0]?.n;
    const before = await entries();
    await app.start();
    expect(await entries()).toBe(before);
    const { rows } = await sql<{ tenant: string; measures: number }>`
      SELECT tenant, (data ->> 'measures')::int AS measures FROM journal_entry
      WHERE type = 'plan.loaded' ORDER BY measures DESC`.execute(app.kernel.database.owner);
    expect(rows.map(({ measures }) => measures)).toEqual([43, 28, 27, 11, 10]);
  });

  test('keep their versions: the table refuses changes, also to its owner', async () => {
    await expect(
      sql`UPDATE plan_document SET reason = 'x'`.execute(app.kernel.database.owner),
    ).rejects.toThrow(/append-only/);
    await expect(sql`DELETE FROM plan_document`.execute(app.kernel.database.owner)).rejects.toThrow(
      /append-only/,
    );
  });

  test('a measure is found by its number and by its printed label', async () => {
    expect((await service.readMeasure(context('nara-city'), '(1)-8')).number).toBe('1-8');
    expect((await service.readMeasure(context('nara-city'), '1-8')).title).toBe(
      'オンラインを利用したスマート窓口申請',
    );
    await expect(service.readMeasure(context('nara-city'), 'gyo-1')).rejects.toMatchObject({
      code: 'notFound',
    });
  });

  test('a shared indicator is compared over the towns that have it, the prefecture first', async () => {
    const comparison = await service.compare(context('imari'), 'card-holding-rate');
    expect(comparison.entries.map(({ city, measure }) => [city.slug, measure.number])).toEqual([
      ['nara-city', '3-1'],
      ['kashihara', '3-1'],
      ['katsuragi', '3'],
      ['imari', 'gyo-1'],
    ]);
  });
});
