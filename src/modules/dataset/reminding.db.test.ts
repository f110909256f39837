import { afterAll, beforeAll, expect, test } from 'vitest';
import { pinnedClock } from '#kernel/clock.js';
import { type Context, systemContext, tenantOf } from '#kernel/context.js';
import { readEntries } from '#kernel/journal/journal.js';
import { csvText } from '#kernel/sheets/write-csv.js';
import { type SignedIn, signInAs } from '#modules/identity/fixtures.js';
import { contextAt } from '#modules/procedure/fixtures.js';
import { pageText } from '#testing/page-text.js';
import { type TestApp, testApp } from '#testing/test-app.js';
import { aboutData, publishDataset } from './fixtures.js';

const CITY = 'nara-city';
/** A Tuesday in January: what was published in November and comes every month is late since 29 December. */
const TUESDAY = '2027-01-05T08:20:00+09:00';
let app: TestApp;
let clerk: SignedIn;
let elsewhere: SignedIn;
let monthly: string;

beforeAll(async () => {
  app = await testApp({ clock: pinnedClock(TUESDAY) });
  const head = await signInAs(app.kernel, CITY, {
    name: 'head',
    grants: [{ role: 'section-head', unit: null }],
  });
  clerk = await signInAs(app.kernel, CITY, {
    name: 'clerk',
    grants: [{ role: 'clerk', unit: 'civic-affairs' }],
  });
  elsewhere = await signInAs(app.kernel, CITY, {
    name: 'other',
    grants: [{ role: 'clerk', unit: 'nursery' }],
  });
  const november = contextAt(municipality(), head.actor, '2026-11-20T10:00:00+09:00');
  const file = csvText([['名称'], ['公園']]);
  const { services } = app.modules.dataset;
  monthly = await publishDataset(services, november, {
    name: 'monthly',
    about: aboutData('月ごとの人口', { frequency: 'monthly' }),
    file,
  });
  await publishDataset(services, november, {
    name: 'yearly',
    about: aboutData('年ごとの人口', { frequency: 'yearly' }),
    file,
  });
});
afterAll(() => app.stop());

function municipality() {
  const found = app.kernel.municipalities.bySlug(CITY);
  if (!found) throw new Error(`no municipality ${CITY}`);
  return found;
}
const at = (now: string): Context => systemContext(municipality(), 'dataset.remind', pinnedClock(now));
const remind = (now: string) => app.modules.dataset.services.reminding.remind(at(now));
const reminders = async () =>
  (
    await app.kernel.database.transaction(tenantOf(at(TUESDAY)), (tx) =>
      readEntries(tx, { type: 'dataset.overdue' }, { limit: 10 }),
    )
  ).entries.map(({ data }) => [data.dataset, data.unit, data.dueOn]);
const read = async (path: string, who?: SignedIn) => {
  const response = await app.request(`/${CITY}${path}`, { headers: who?.headers ?? {} });
  expect(response.status).toBe(200);
  return pageText(await response.text());
};

test('a section is reminded on a working day, once for each period that passes without new content', async () => {
  await remind('2026-12-25T08:20:00+09:00');
  // Late, but the office is closed.
  await remind('2026-12-29T08:20:00+09:00');
  await remind('2027-01-02T08:20:00+09:00');
  expect(await reminders()).toEqual([]);
  await remind('2027-01-04T08:20:00+09:00');
  await remind(TUESDAY);
  const first = ['monthly', 'civic-affairs', '2026-12-28'];
  expect(await reminders()).toEqual([first]);
  await remind('2027-02-04T08:20:00+09:00');
  expect(await reminders()).toEqual([first]);
  await remind('2027-02-05T08:20:00+09:00');
  await remind('2027-02-08T08:20:00+09:00');
  expect((await reminders()).toSorted()).toEqual([first, ['monthly', 'civic-affairs', '2027-02-04']]);
});

test('its people find a notice and a task, others do not', async () => {
  await app.settle();
  const notices = await read('/staff/notices', clerk);
  expect(notices).toContain('オープンデータ「月ごとの人口」の更新期限を過ぎました');
  expect(await read('/staff/notices', elsewhere)).not.toContain('月ごとの人口');
  const list = await read('/staff/datasets', clerk);
  expect(list).toContain('「月ごとの人口」を新しくする');
  expect(list).not.toContain('「年ごとの人口」を新しくする');
});

test('everybody sees that it is late, until new content comes', async () => {
  for (const path of ['/data', '/data/monthly']) expect(await read(path)).toContain('更新の予定（');
  expect(await read('/data/yearly')).not.toContain('更新の予定（');
  const { editing } = app.modules.dataset.services;
  const now = contextAt(municipality(), clerk.actor, TUESDAY);
  const bytes = new TextEncoder().encode(csvText([['名称'], ['駅']]));
  expect(await editing.receive(now, monthly, { name: 'a.csv', bytes })).toMatchObject({ kind: 'kept' });
  expect(await read('/data/monthly')).not.toContain('更新の予定（');
  expect(await editing.late(now)).toEqual([]);
});
