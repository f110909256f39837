import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Clock } from '#kernel/clock.js';
import type { Actor } from '#kernel/context.js';
import { type SignedIn, signInAs } from '#modules/identity/fixtures.js';
import { contextAt } from '#modules/procedure/fixtures.js';
import { pageText } from '#testing/page-text.js';
import { type TestApp, testApp } from '#testing/test-app.js';
import { TEST_NOW } from '#testing/test-kernel.js';
import { reportAs } from './fixtures.js';
import type { Action } from './model.js';
import type { Step } from './service/desk.js';

const PARKS = { name: '公園 係', grants: [{ role: 'report-worker', unit: 'parks' }] };
const START = Temporal.Instant.from(TEST_NOW);
let now = START;
const clock: Clock = { now: () => now };
const afterDays = (days: number) => {
  now = START.add({ hours: days * 24 });
};
let app: TestApp;
let worker: SignedIn;
let parks: SignedIn;
let prefecture: SignedIn;

const town = (slug: string) => {
  const found = app.kernel.municipalities.bySlug(slug);
  if (!found) throw new Error(`no municipality ${slug}`);
  return found;
};
const services = () => app.modules.report.services;
const as = (actor: Actor, slug = 'nara-city') => contextAt(town(slug), actor, now);
const visitor = () => as({ kind: 'visitor', id: crypto.randomUUID() });

async function act(id: string, action: Action, step: Partial<Step> = {}, who = as(worker.actor)) {
  const { report } = await services().desk.open(who, id);
  await services().desk.act(who, id, report.revision, action, { reply: '', ...step });
}

beforeAll(async () => {
  app = await testApp({ clock });
  worker = await signInAs(app.kernel, 'nara-city', 'clerk');
  parks = await signInAs(app.kernel, 'nara-city', PARKS);
  prefecture = await signInAs(app.kernel, 'nara-pref', 'clerk');

  const west = { lat: 34.69, lon: 135.75 };
  const [first, second, third] = [
    await reportAs(services(), visitor(), { point: west }),
    await reportAs(services(), visitor(), { kind: 'park-trees', point: west, channel: 'phone' }),
    await reportAs(services(), visitor(), { point: null }),
  ];
  afterDays(1);
  await act(first.id, 'look');
  afterDays(3);
  await act(second.id, 'look');
  await act(third.id, 'passOn', { owner: 'prefectural' });
  afterDays(4);
  await act(first.id, 'close', { reason: 'fixed' });
  afterDays(8);
  const there = (await services().desk.list(as(prefecture.actor, 'nara-pref'), {})).items.find(
    ({ origin }) => origin === third.id,
  );
  await act(there?.id ?? '', 'close', { reason: 'fixed' }, as(prefecture.actor, 'nara-pref'));
});
afterAll(() => app.stop());

test('posts, days to the first look and to the close, by kind, part of the town and way', async () => {
  const { all, groups, indicators } = await services().statistics.ofTown(visitor(), undefined);
  expect(all).toEqual({
    key: null,
    count: 3,
    open: 1,
    closed: 2,
    reopened: 0,
    looked: 3,
    daysToLook: 3,
    daysToClose: 6,
  });
  expect(groups.kind.map(({ key, count, daysToClose }) => [key, count, daysToClose])).toEqual([
    ['park-trees', 1, null],
    ['road-damage', 2, 6],
  ]);
  expect(groups.area.map(({ key, count, daysToLook }) => [key, count, daysToLook])).toEqual([
    ['west', 2, 2],
    [null, 1, 3],
  ]);
  expect(groups.channel.map(({ key, count }) => [key, count])).toEqual([
    ['phone', 1],
    ['web', 2],
  ]);
  expect(groups.month).toMatchObject([{ key: '2026-11', count: 3 }]);
  expect(indicators.map(({ indicator }) => indicator.id)).toEqual(['posts']);
});

test('what its owner has closed is closed for whoever asks: in lists, to programs and as a duplicate', async () => {
  const closed = await services().following.list(visitor(), { shown: ['closed'] });
  expect(closed.items).toEqual([]);
  const { items } = await services().desk.list(as(worker.actor), { shown: ['closed'] });
  expect(items.map(({ state }) => state).sort()).toEqual(['closed', 'passedOn']);
  const passed = items.find(({ state }) => state === 'passedOn');
  await services().moderation.release(as(worker.actor), passed?.id ?? '', passed?.revision ?? 0, '県道の穴');
  const numbers = async (status: string) => {
    const answer = await app.request(`/nara-city/open311/v2/requests.json?status=${status}`);
    return ((await answer.json()) as { service_request_id: string }[]).map((one) => one.service_request_id);
  };
  expect(await numbers('closed')).toEqual([passed?.number]);
  expect(await numbers('open')).toEqual([]);
});

test('staff see the figures of their sections, and nobody else’s', async () => {
  const { all } = await services().statistics.ofSections(as(parks.actor), undefined);
  expect(all).toMatchObject({ count: 1, daysToLook: 3 });
  // Eight days later nobody is signed in any more.
  const { headers } = await signInAs(app.kernel, 'nara-city', PARKS);
  const page = await app.request('/nara-city/staff/reports/statistics', { headers });
  const text = pageText(await page.text());
  expect(text).toContain('公園・街路の樹木');
  expect(text).not.toContain('道路の穴・損傷');
  expect((await app.request('/nara-city/staff/reports/statistics', { redirect: 'manual' })).status).not.toBe(
    200,
  );
});

test('the file has a line for the whole and one for each of a group; a year without reports says so', async () => {
  const file = await app.request('/nara-city/reports/statistics.csv');
  expect(file.headers.get('content-type')).toBe('text/csv; charset=utf-8');
  const lines = (await file.text()).replace('\uFEFF', '').trim().split('\r\n');
  expect(lines[1]).toBe('全体,全体,3,1,2,0,3,3,6');
  expect(lines).toContain('種類ごと,道路の穴・損傷,2,0,2,0,2,2,6');
  const page = await app.request('/nara-city/reports/statistics?year=nonsense');
  expect(page.status).toBe(200);
  const empty = await app.request('/imari/reports/statistics');
  expect(pageText(await empty.text())).toContain('この年度の通報はまだありません');
});
