import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Clock } from '#kernel/clock.js';
import { type Actor, systemContext } from '#kernel/context.js';
import { readEntries } from '#kernel/journal/journal.js';
import { type SignedIn, signInAs } from '#modules/identity/fixtures.js';
import { contextAt } from '#modules/procedure/fixtures.js';
import { pageText } from '#testing/page-text.js';
import { type TestApp, testApp } from '#testing/test-app.js';
import { TEST_NOW } from '#testing/test-kernel.js';
import { pictureAt, reportAs } from './fixtures.js';
import { type Action, NO_CONTACT } from './model.js';
import type { Step } from './service/desk.js';

let now = Temporal.Instant.from(TEST_NOW);
const clock: Clock = { now: () => now };
let app: TestApp;
let worker: SignedIn;
let prefecture: SignedIn;

beforeAll(async () => {
  app = await testApp({ clock });
  worker = await signInAs(app.kernel, 'nara-city', 'clerk');
  prefecture = await signInAs(app.kernel, 'nara-pref', 'clerk');
});
afterAll(() => app.stop());

const town = (slug = 'nara-city') => {
  const found = app.kernel.municipalities.bySlug(slug);
  if (!found) throw new Error(`no municipality ${slug}`);
  return found;
};
const services = () => app.modules.report.services;
const as = (actor: Actor, slug?: string) => contextAt(town(slug), actor, now);
const visitor = (): Actor => ({ kind: 'visitor', id: crypto.randomUUID() });
const staff = () => as(worker.actor);

async function act(id: string, action: Action, step: Partial<Step> = {}, who = staff()) {
  const { report } = await services().desk.open(who, id);
  await services().desk.act(who, id, report.revision, action, { reply: '', ...step });
}
async function release(id: string, words = '道路に穴') {
  const { report } = await services().desk.open(staff(), id);
  await services().moderation.release(staff(), id, report.revision, words);
}

test('what is sent twice, or three times at once, is one report with one link', async () => {
  const who = as(visitor());
  const key = crypto.randomUUID();
  const all = await Promise.all([1, 2, 3].map(() => reportAs(services(), who, { key })));
  expect(new Set(all.map(({ id, secret }) => `${id} ${secret}`)).size).toBe(1);
});

test('nothing is public before staff release it, and then no more than they released', async () => {
  const who = as(visitor());
  const { number, id } = await reportAs(services(), who, {
    words: '隣の山田さんの家の前',
    kind: 'park-trees',
  });
  const { following } = services();
  await expect(following.public(who, number)).rejects.toMatchObject({ code: 'notFound' });
  expect((await following.list(who, {})).items.map((one) => one.number)).not.toContain(number);
  await release(id, '木の枝');
  expect((await following.public(who, number)).report.publicWords).toBe('木の枝');
  const { report } = await services().desk.open(staff(), id);
  await services().moderation.withhold(staff(), id, report.revision);
  await expect(following.public(who, number)).rejects.toMatchObject({ code: 'notFound' });
});

test('the same kind nearby is shown as a likely duplicate, while it is open and young', async () => {
  const who = as(visitor());
  const point = { lat: 34.69, lon: 135.79 };
  const { id } = await reportAs(services(), who, { point, kind: 'street-light' });
  const near = { kind: 'street-light', point: { lat: 34.69, lon: 135.7903 } };
  const { intake } = services();
  const [unreleased] = await intake.duplicates(as(visitor()), near);
  expect(unreleased).toMatchObject({ isOurs: false, report: { id, words: '', place: '', point: null } });
  expect((await intake.duplicates(staff(), near))[0]).toMatchObject({
    isOurs: true,
    report: { words: '大きな穴があいています', point },
  });
  await release(id);
  expect((await intake.duplicates(who, near)).map(({ report }) => report.id)).toEqual([id]);
  expect(await intake.duplicates(who, { ...near, kind: 'road-damage' })).toEqual([]);
  expect(await intake.duplicates(who, { ...near, point: { lat: 34.69, lon: 135.792 } })).toEqual([]);
  await act(id, 'close', { reason: 'fixed' });
  expect(await intake.duplicates(who, near)).toEqual([]);
});

test('who saw the same follows it by a link of their own, and only once', async () => {
  const { id, number } = await reportAs(services(), as(visitor()));
  await release(id);
  const other = as(visitor());
  const told = { contact: { name: '', email: 'a@example.jp', phone: '' }, key: 'k' };
  const secret = await services().following.join(other, number, told);
  expect(await services().following.join(other, number, told)).toBe(secret);
  const opened = await services().desk.open(staff(), id);
  expect(opened.report.followers).toBe(2);
  expect(opened.contacts).toEqual([told.contact]);
  expect((await services().following.followed(other, secret)).report.id).toBe(id);
});

test('who saw the same reads what is released and no more, and does not reopen it', async () => {
  const reporter = as(visitor());
  const place = '山田太郎さんの家の前';
  const point = { lat: 34.701234, lon: 135.801234 };
  const { id, number, secret } = await reportAs(services(), reporter, { place, point });
  await release(id, '穴があります');
  const other = as(visitor());
  const link = await services().following.join(other, number, { contact: NO_CONTACT, key: 'saw' });
  await act(id, 'close', { reason: 'fixed', reply: '砂を入れました' });
  await expect(services().following.reopen(other, link, '')).rejects.toMatchObject({ code: 'notAllowedNow' });
  expect((await services().following.followed(other, link)).mayReopen).toBe(false);
  await services().following.reopen(reporter, secret, 'まだです 電話090');
  const pageOf = async (link: string) =>
    pageText(await (await app.request(`/nara-city/reports/follow/${link}?new=1`)).text());
  const own = await pageOf(secret);
  for (const words of [place, '34.701234', 'まだです 電話090', '再開できます']) expect(own).toContain(words);
  const joined = await pageOf(link);
  for (const words of [
    '穴があります',
    '34.7012, 135.8012',
    '再び対応しています',
    '砂を入れました',
    '加わりました',
  ])
    expect(joined).toContain(words);
  for (const words of ['山田', '34.70123', '電話090', '再開できます']) expect(joined).not.toContain(words);
  const { report } = await services().desk.open(staff(), id);
  await services().moderation.withhold(staff(), id, report.revision);
  const withheld = await pageOf(link);
  expect(withheld).toContain('再び対応しています');
  for (const words of ['穴があります', '34.7012', '砂を入れました']) expect(withheld).not.toContain(words);
});

test('a report goes to a crew, is closed with photos, and is reopened by who sent it, with no account', async () => {
  const reporter = as(visitor());
  const { id, secret } = await reportAs(services(), reporter);
  await expect(services().following.reopen(reporter, secret, '')).rejects.toMatchObject({
    code: 'notAllowedNow',
  });
  await act(id, 'look');
  await expect(act(id, 'assign', { crew: 'parks-1' })).rejects.toMatchObject({ code: 'invalidInput' });
  await act(id, 'assign', { crew: 'roads-1' });
  expect((await services().desk.crewList(staff(), 'roads-1')).items.map((one) => one.id)).toContain(id);
  await act(id, 'start');
  await services().desk.addPhotos(staff(), id, 'after', await pictureAt(app.kernel, staff(), 'draft/after'));
  await act(id, 'close', { reason: 'fixed', reply: '直しました' });
  const closed = await services().following.followed(reporter, secret);
  expect(closed).toMatchObject({ mayReopen: true, report: { state: 'closed', reason: 'fixed' } });
  expect(closed.events.at(-1)?.reply).toBe('直しました');
  await services().following.reopen(reporter, secret, 'まだ穴があります');
  const after = await services().desk.open(staff(), id);
  expect(after.report).toMatchObject({ state: 'reopened', reason: null, reopenings: 1, crew: 'roads-1' });
  expect(after.events.at(-1)?.reply).toBe('まだ穴があります');
  expect((await services().desk.crewList(staff(), 'roads-1')).items.map((one) => one.id)).toContain(id);
});

test('who comes second is told so, and nothing changes', async () => {
  const { id } = await reportAs(services(), as(visitor()));
  const { report } = await services().desk.open(staff(), id);
  await services().desk.act(staff(), id, report.revision, 'look', { reply: '' });
  await expect(
    services().desk.act(staff(), id, report.revision, 'close', { reason: 'fixed', reply: '' }),
  ).rejects.toMatchObject({ code: 'conflict' });
});

test('a report of a prefectural road goes to the prefecture, and what becomes of it comes back', async () => {
  const reporter = as(visitor());
  const waiting = await pictureAt(app.kernel, reporter, 'draft/pref');
  const { id, secret } = await reportAs(services(), reporter, { photos: waiting });
  await act(id, 'passOn', { owner: 'prefectural', reply: '県に引き継ぎました' });
  const there = () => as(prefecture.actor, 'nara-pref');
  const { items } = await services().desk.list(there(), {});
  const found = items.find(({ origin }) => origin === id);
  expect(found).toMatchObject({ words: '大きな穴があいています', channel: 'owner', passedFrom: '292010' });
  if (!found) return;
  expect((await services().desk.open(there(), found.id)).photos).toHaveLength(1);
  await act(found.id, 'look', {}, there());
  expect((await services().following.followed(reporter, secret)).report.ownerState).toBe('looked');
  await act(found.id, 'close', { reason: 'fixed', reply: '県が直しました' }, there());
  const closed = await services().following.followed(reporter, secret);
  expect(closed).toMatchObject({ mayReopen: true, report: { state: 'passedOn', ownerState: 'closed' } });
  expect(closed.events.at(-1)).toMatchObject({ kind: 'ownerProgressed', reply: '県が直しました' });
  await services().following.reopen(reporter, secret, 'まだです');
  expect((await services().desk.open(there(), found.id)).report.state).toBe('reopened');
  // Telling the other side again changes nothing there.
  await services().handover.sweep(systemContext(town(), 'report.passOn', clock));
  await services().handover.tell(reporter, id);
  expect((await services().desk.list(there(), {})).items.filter(({ origin }) => origin === id)).toHaveLength(
    1,
  );
});

test('what is passed on a second time is worked on again there, and what is taken back is no work there any more', async () => {
  const there = () => as(prefecture.actor, 'nara-pref');
  const reporter = as(visitor());
  const { id, secret } = await reportAs(services(), reporter);
  const later = () => {
    now = now.add({ minutes: 1 });
  };
  const copy = async () => {
    const { items } = await services().desk.list(there(), {});
    const found = items.find(({ origin }) => origin === id);
    if (!found) throw new Error('no copy');
    return found;
  };
  await act(id, 'passOn', { owner: 'prefectural' });
  later();
  await act((await copy()).id, 'close', { reason: 'nothing-found' }, there());
  later();
  await act(id, 'reopen');
  later();
  await act(id, 'passOn', { owner: 'prefectural', reply: 'もう一度お願いします' });
  const { events, report } = await services().desk.open(there(), (await copy()).id);
  expect(report).toMatchObject({ state: 'reopened', reason: null });
  expect(events.at(-1)).toMatchObject({ kind: 'reopened', reply: 'もう一度お願いします' });
  later();
  await act(report.id, 'close', { reason: 'fixed' }, there());
  const followed = () => services().following.followed(reporter, secret);
  expect(await followed()).toMatchObject({ mayReopen: true, report: { ownerState: 'closed' } });
  // What they were told already does not open it again.
  later();
  await services().handover.tell(reporter, id);
  expect((await copy()).state).toBe('closed');

  await services().following.reopen(as(reporter.actor), secret, '');
  later();
  await act((await copy()).id, 'look', {}, there());
  later();
  await act(id, 'reopen', { reply: '市で直します' });
  const taken = await services().desk.open(there(), (await copy()).id);
  expect(taken.report.state).toBe('closed');
  expect(taken.events.at(-1)).toMatchObject({ kind: 'takenBack', reply: '市で直します' });
  later();
  await act(id, 'look');
  expect((await services().desk.open(there(), taken.report.id)).events).toHaveLength(taken.events.length);
  expect((await followed()).report.state).toBe('looked');
});

test('one sender who sends without end is stopped, and what was sent before is there', async () => {
  const who = as(visitor());
  for (let index = 0; index < 20; index += 1) await reportAs(services(), who, { kind: 'illegal-dumping' });
  await expect(reportAs(services(), who)).rejects.toMatchObject({ code: 'tooManyRequests' });
  const { count } = await services().desk.list(staff(), { kinds: ['illegal-dumping'] });
  expect(count).toBe(20);
  await reportAs(services(), as(visitor()), { kind: 'illegal-dumping' });
});

test('a key has bounds of its own: an app sends for many people', async () => {
  const key = as({ kind: 'partner', id: crypto.randomUUID(), name: 'みちの会', procedures: ['open311'] });
  const { perSender } = app.modules.report.rulesOf(staff())?.limits ?? {};
  const most = perSender?.hour ?? Number.NaN;
  const numbers = new Set();
  for (let index = 0; index <= most; index += 1)
    numbers.add((await reportAs(services(), key, { kind: 'park-trees', channel: 'api' })).number);
  expect(numbers.size).toBe(most + 1);
});

test('contacts go when a report is long closed, except where it is a matter of liability', async () => {
  const contact = { name: '通報 者', email: '', phone: '0742-00-0000' };
  const ids = [];
  for (const isFlagged of [false, true]) {
    const { id } = await reportAs(services(), as(visitor()), { contact });
    await act(id, 'close', { reason: 'fixed' });
    if (isFlagged) {
      const { report } = await services().desk.open(staff(), id);
      await services().desk.setLiability(staff(), id, report.revision, true);
    }
    ids.push(id);
  }
  now = now.add({ hours: 24 * 200 });
  worker = await signInAs(app.kernel, 'nara-city', 'clerk');
  await services().desk.sweep(systemContext(town(), 'report.sweep', clock));
  const contacts = [];
  for (const id of ids) contacts.push((await services().desk.open(staff(), id)).contacts);
  expect(contacts).toEqual([[], [contact]]);
  const { entries } = await app.kernel.database.transaction(town().code, (tx) =>
    readEntries(tx, { type: 'report.erased' }, { limit: 100 }),
  );
  const erased = entries.map(({ subject }) => subject);
  expect(erased).toContain(`report/${ids[0]}`);
  expect(erased).not.toContain(`report/${ids[1]}`);
});

test('a report of another section, and its photos, are not there', async () => {
  const waiting = await pictureAt(app.kernel, as(visitor()), 'draft/other');
  const { id } = await reportAs(services(), as(visitor()), { photos: waiting });
  const parks = await signInAs(app.kernel, 'nara-city', {
    name: '公園 係',
    grants: [{ role: 'report-worker', unit: 'parks' }],
  });
  const [photo = ''] = waiting.ids;
  await expect(services().desk.open(as(parks.actor), id)).rejects.toMatchObject({ code: 'notFound' });
  await expect(services().desk.photo(as(parks.actor), id, photo)).rejects.toMatchObject({ code: 'notFound' });
  expect((await services().desk.list(as(parks.actor), {})).items.map((one) => one.id)).not.toContain(id);
});
