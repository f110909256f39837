import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { complaintsOf, look, VIEWS, type View } from '../harness/browser.ts';
import { unmarkedJapanese } from '../harness/languages.ts';
import { expectSound } from '../harness/sound.ts';
import { CITIZEN, openTownHall, STAFF, signIn, type TownHall } from '../harness/town-hall.ts';

/** Public pages of the addresses that DESIGN promises, each with words that must stand on it. */
const PAGES = [
  ['/nara-city/', '奈良市'],
  ['/nara-city/plan', '施策'],
  ['/nara-city/plan/1-8', '住民票'],
  ['/nara-pref/plan', '施策'],
  ['/nara-city/procedures', '手続'],
  [`/nara-city/procedures?q=${encodeURIComponent('引っ越したので水道を使いたい')}`, '水道'],
  ['/nara-city/procedures?event=childcare', '児童手当'],
  ['/nara-city/procedures/residence-certificate', '住民票'],
  ['/katsuragi/procedures/digital-survey/statistics', 'アンケートの集計'],
  ['/nara-city/reports', 'これまでの通報'],
  ['/nara-city/reports/new', '場所の説明'],
  ['/nara-city/reports/statistics', '完了までの日数'],
  ['/nara-city/verify', '検証'],
  ['/nara-city/guide', 'かんたん窓口'],
  ['/nara-city/guide/death', '質問に答える'],
] as const;

/** Pages that show more of the town's own words than those do. */
const WORDY = [
  '/nara-city/plan?pillar=1',
  '/nara-city/plan/1-2',
  '/nara-city/plan/1-2/indicators/daily-uses/entries?year=2026',
  '/nara-city/plan/compare?indicator=online-applications',
  '/nara-city/plan/governance',
  '/nara-city/plan/terms',
  '/imari/plan',
  '/nara-city/procedures?unit=civic-affairs',
  '/nara-city/procedures/residence-certificate/statistics',
  '/nara-city/map',
  '/nara-city/registers',
  '/nara-city/registers/shelters',
  '/nara-city/registers/park-equipment',
  '/nara-city/ogc/collections/parks/items?f=html',
  '/nara-city/data',
  '/nara-city/data/shelters',
  '/nara-city/data/dx-plan/csv',
  '/nara-city/data/dashboards/city-in-figures',
  '/nara-city/sign-in/citizen',
] as const;

/**
 * Pages of somebody who is signed in: addresses below the town, and the first page to which each leads whose address goes
 * on so.
 */
const OWN = [
  { who: '奈良 花子', audience: CITIZEN, pages: ['/my', '/my > /my/cases/', '/notices'] },
  {
    who: '佐藤 健',
    audience: STAFF,
    pages: [
      '/staff',
      '/staff > /staff/cases/',
      '/staff/plan/tasks',
      '/staff/plan/tasks > /staff/plan/measures/',
      '/staff/registers',
      '/staff/registers/shelters',
      '/staff/registers/shelters > /staff/registers/shelters/rows/',
      '/staff/reports',
      '/staff/reports > /staff/reports/',
      '/staff/datasets',
      '/staff/datasets > /staff/datasets/',
      '/staff/dashboards',
      '/staff/decisions',
      '/staff/decisions > /staff/decisions/',
      '/staff/counter',
      '/staff/payments',
    ],
  },
  {
    who: '田中 葵',
    audience: STAFF,
    pages: [
      '/staff/plan',
      '/staff/plan/measures',
      '/staff/plan/measures > /staff/plan/measures/',
      '/staff/people',
      '/staff/people > /staff/people/',
      '/staff/journal',
      '/staff/organization',
      '/staff/flows',
    ],
  },
];

let hall: TownHall;
beforeAll(async () => {
  hall = await openTownHall();
});
afterAll(() => hall?.close());

describe.each(Object.keys(VIEWS) as View[])('%s', (view) => {
  test.each(PAGES)(
    '%s is sound',
    async (path, words) => {
      const context = await look(hall.browser, view);
      const page = await context.newPage();
      const complaints = complaintsOf(page);
      const response = await page.goto(hall.product.url + path);
      expect(response?.status()).toBe(200);
      expect(await page.locator('main').innerText()).toContain(words);
      expect(await page.locator('h1').count()).toBe(1);
      await expectSound(page, complaints);
      await context.close();
    },
    30_000,
  );
});

describe('a citizen page', () => {
  test.each(PAGES)('%s is at most 60 KB over the wire without images and fonts', async (path) => {
    const context = await look(hall.browser, 'at 360 px');
    const page = await context.newPage();
    const session = await context.newCDPSession(page);
    await session.send('Network.enable');
    const kinds = new Map<string, string>();
    let bytes = 0;
    session.on('Network.responseReceived', ({ requestId, type }) => kinds.set(requestId, type));
    session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
      const kind = kinds.get(requestId);
      if (kind !== 'Image' && kind !== 'Font') bytes += encodedDataLength;
    });
    const response = await page.goto(hall.product.url + path, { waitUntil: 'networkidle' });
    expect(response?.status()).toBe(200);
    expect(bytes).toBeLessThanOrEqual(60 * 1024);
    await context.close();
  });
});

describe('in English', () => {
  const addresses = [...PAGES.map(([path]) => path), ...WORDY];
  test.each(addresses)('%s says of all its Japanese that it is Japanese', async (path) => {
    const context = await hall.browser.newContext({ locale: 'en-US', javaScriptEnabled: false });
    const page = await context.newPage();
    const response = await page.goto(hall.product.url + path);
    expect(response?.status()).toBe(200);
    expect(await page.locator('html').getAttribute('lang')).toBe('en');
    expect(await unmarkedJapanese(page)).toEqual([]);
    await context.close();
  });
});

describe('in English, signed in', () => {
  test.each(OWN)(
    'what $who opens says of all its Japanese that it is Japanese',
    async ({ who, audience, pages }) => {
      const somebody = await hall.anybody('at 1280 px', 'by pointer');
      await signIn(somebody, audience, who);
      const { page } = somebody;
      const town = `${hall.product.url}/nara-city`;
      await page.goto(`${town}/preferences?lang=en&back=%2Fnara-city%2Fnotices`);
      const found: Record<string, string[]> = {};
      for (const where of pages) {
        const [from = '', to] = where.split(' > ');
        await page.goto(town + from);
        if (to) {
          const links = page.locator(`main a[href^="/nara-city${to}"]:not([href$="/new"])`);
          await page.goto(new URL((await links.first().getAttribute('href')) ?? '', town).href);
        }
        expect(await page.locator('h1').count(), where).toBe(1);
        expect(await page.locator('html').getAttribute('lang'), where).toBe('en');
        const unmarked = await unmarkedJapanese(page);
        if (unmarked.length > 0) found[where] = unmarked;
      }
      expect(found).toEqual({});
      await somebody.leave();
    },
    120_000,
  );
});
