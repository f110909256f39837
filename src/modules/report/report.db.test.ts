import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { Clock } from '#kernel/clock.js';
import { type Actor, systemContext } from '#kernel/context.js';
import { readEntries } from '#kernel/journal/journal.js';
import { MailNotSent } from '#kernel/mail/mail.js';
import { type SignedIn, signInAs } from '#modules/identity/fixtures.js';
import { contextAt } from '#modules/procedure/fixtures.js';
import { type MailBox, mailBox } from '#testing/mail-box.js';
import { pageText } from '#testing/page-text.js';
import { type TestApp, testApp } from '#testing/test-app.js';
import { TEST_NOW } from '#testing/test-kernel.js';
import { pictureAt, reportAs } from './fixtures.js';
import { type Action, NO_CONTACT } from './model.js';
import type { Step } from './service/desk.js';

let now = Temporal.Instant.from(TEST_NOW);
const clock: Clock = { now: () => now };
let app: TestApp;
let box: MailBox;
let worker: SignedIn;
let prefecture: SignedIn;

beforeAll(async () => {
  box = await mailBox();
  app = await testApp({ clock, settings: { MAIL_URL: box.url, MAIL_FROM: 'tsuho@example.jp' } });
  worker = await signInAs(app.kernel, 'nara-city', 'clerk');
  prefecture = await signInAs(app.kernel, 'nara-pref', 'clerk');
});
afterAll(async () => {
  await app.stop();
  await box.stop();
});

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
  const told = { contact: { name: '', email: 'a@example.jp', phone: '' }, key: 'k', locale: 'ja' as const };
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
  const link = await services().following.join(other, number, {
    contact: NO_CONTACT,
    key: 'saw',
    locale: 'ja',
  });
  await act(id, 'close', { reason: 'fixed', reply: '砂を入れました' });
  await expect(services().following.reopen(other, link, '')).rejects.toMatchObject({ code: 'notAllowedNow' });
  expect((await services().following.followed(other, link)).mayReopen).toBe(false);
  await services().following.reopen(reporter, secret, 'まだです 電話090');
  const pageOf = async (link: string) =>
    pageText(await (await app.request(`/nara-city/reports/follow/${link}?new=1`)).text());
  const own = await pageOf(secret);
  for (const words of [place, '34.701234', 'まだです 電話090', '再開できます']) expect(own).toContain(words);
  const joined = await pageOf(link);
  const mapOf = async (path: string) => {
    const page = await (await app.request(`/nara-city/${path}`, { headers: worker.headers })).text();
    return /<page-map data-config="([^"]*)"/.exec(page)?.[1] ?? '';
  };
  // The map shows the place as exactly as the page says it.
  for (const path of [`reports/follow/${secret}`, `staff/reports/${id}`])
    expect(await mapOf(path)).toContain('34.701234');
  for (const path of [`reports/follow/${link}`, `reports/${number}`]) {
    expect(await mapOf(path)).toContain('34.7012');
    expect(await mapOf(path)).not.toContain('34.70123');
  }
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
  const report = await reportAs(services(), reporter, { photos: waiting });
  const { id, secret } = report;
  await act(id, 'passOn', { owner: 'prefectural', reply: '県に引き継ぎました' });
  const there = () => as(prefecture.actor, 'nara-pref');
  const { items } = await services().desk.list(there(), {});
  const found = items.find(({ origin }) => origin === id);
  expect(found).toMatchObject({ words: '大きな穴があいています', channel: 'owner', passedFrom: '292010' });
  if (!found) return;
  expect((await services().desk.open(there(), found.id)).photos).toHaveLength(1);
  const asked = () => services().open311.list(reporter, { numbers: [report.number] }, { limit: 1, skip: 0 });
  expect(await asked()).toMatchObject([{ ownerReason: null }]);
  await act(found.id, 'look', {}, there());
  expect((await services().following.followed(reporter, secret)).report.ownerState).toBe('looked');
  await act(found.id, 'close', { reason: 'fixed', reply: '県が直しました' }, there());
  const closed = await services().following.followed(reporter, secret);
  expect(closed).toMatchObject({ mayReopen: true, report: { state: 'passedOn', ownerState: 'closed' } });
  expect(closed.events.at(-1)).toMatchObject({ kind: 'ownerProgressed', reply: '県が直しました' });
  // Programs read the owner's reason too; it is one of a list, and gone with a reopening.
  const open311 = await app.request(`/nara-city/open311/v2/requests/${report.number}.json`);
  const [{ status_notes }] = (await open311.json()) as [{ status_notes: string }];
  expect(status_notes).toBe('完了しました。直しました');
  await services().following.reopen(reporter, secret, 'まだです');
  expect((await services().desk.open(there(), found.id)).report.state).toBe('reopened');
  expect(await asked()).toMatchObject([{ ownerReason: null }]);
  // Telling the other side again changes nothing there.
  await services().handover.sweep(systemContext(town(), 'report.passOn', clock));
  await services().handover.tell(reporter, id);
  expect((await services().desk.list(there(), {})).items.filter(({ origin }) => origin === id)).toHaveLength(
    1,
  );
});

test('the desk of the owner names who passed a report on, and its number there', async () => {
  const { id, number } = await reportAs(services(), as(visitor()));
  await act(id, 'passOn', { owner: 'prefectural' });
  const { items } = await services().desk.list(as(prefecture.actor, 'nara-pref'), {});
  const copy = items.find(({ origin }) => origin === id);
  const path = `/nara-pref/staff/reports/${copy?.id}`;
  const page = pageText(await (await app.request(path, { headers: prefecture.headers })).text());
  expect(page).toContain(`奈良市 ${number.slice(0, 3)}-${number.slice(3, 6)}-${number.slice(6)}`);
});

test('what callers tell after a report was passed on reaches the owner, once and without who they are', async () => {
  const { id } = await reportAs(services(), as(visitor()));
  const call = (words: string, key = crypto.randomUUID()) =>
    services().slips.addCaller(staff(), id, {
      words,
      contact: { name: '二番 次郎', email: '', phone: '0742-00-0002' },
      photos: { from: 'draft/none', ids: [] },
      locale: 'ja',
      key,
    });
  await call('昨日からあります');
  await act(id, 'passOn', { owner: 'prefectural' });
  const there = () => as(prefecture.actor, 'nara-pref');
  const copyId =
    (await services().desk.list(there(), {})).items.find(({ origin }) => origin === id)?.id ?? '';
  const key = crypto.randomUUID();
  await call('自転車が転びました', key);
  await call('自転車が転びました', key);
  await call('昨日からあります');
  await services().handover.tell(staff(), id);
  const copy = await services().desk.open(there(), copyId);
  // What was told before went with the words of the report.
  expect(copy.report.words).toBe('大きな穴があいています\n昨日からあります');
  const called = copy.events.filter(({ kind }) => kind === 'called').map(({ reply }) => reply);
  expect(called).toEqual(['自転車が転びました', '昨日からあります']);
  const page = await app.request(`/nara-pref/staff/reports/${copyId}`, { headers: prefecture.headers });
  const text = pageText(await page.text());
  expect(text).toContain('自転車が転びました');
  for (const secret of ['二番 次郎', '0742-00-0002']) expect(text).not.toContain(secret);
});

test('why the owner closed it, and what it released of its work, is shown where the report came from', async () => {
  const there = () => as(prefecture.actor, 'nara-pref');
  const { id, number, secret } = await reportAs(services(), as(visitor()));
  await release(id);
  await act(id, 'passOn', { owner: 'prefectural' });
  const { items } = await services().desk.list(there(), {});
  const copy = items.find(({ origin }) => origin === id)?.id ?? '';
  const waiting = await pictureAt(app.kernel, there(), 'draft/pref-after');
  const [photo = ''] = waiting.ids;
  await services().desk.addPhotos(there(), copy, 'after', waiting);
  await act(copy, 'close', { reason: 'fixed' }, there());
  const shown = `/nara-city/reports/${number}/photos/${photo}.jpg`;
  const pages = () =>
    Promise.all(
      [`/nara-city/reports/${number}`, `/nara-city/reports/follow/${secret}`].map(async (path) =>
        (await app.request(path)).text(),
      ),
    );
  for (const page of await pages()) {
    expect(pageText(page)).toContain('直しました（奈良県）');
    expect(page).not.toContain(shown);
  }
  // A photo there is public with the copy of the report only, and then it needs no release here.
  const revision = async () => (await services().desk.open(there(), copy)).report.revision;
  await services().moderation.releasePhoto(there(), copy, photo, []);
  expect((await app.request(shown)).status).toBe(404);
  await services().moderation.release(there(), copy, await revision(), '県道の穴');
  for (const page of await pages()) {
    expect(page).toContain(shown);
    expect(pageText(page)).toContain('作業の後 奈良県');
  }
  expect((await app.request(shown)).headers.get('content-type')).toBe('image/jpeg');
  const media = async () => {
    const wish = { limit: 1, skip: 0 };
    const [request] = await services().open311.list(as(visitor()), { numbers: [number] }, wish);
    return request?.media ?? null;
  };
  expect(await media()).toMatch(new RegExp(`${shown}$`));
  await services().moderation.withhold(there(), copy, await revision());
  expect((await app.request(shown)).status).toBe(404);
  for (const page of await pages()) expect(page).not.toContain(shown);
  expect(await media()).toBeNull();
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

test('an owner that does not take the kind is named as such, and nothing is passed on to it', async () => {
  const { id } = await reportAs(services(), as(visitor()), { kind: 'illegal-dumping', words: 'タイヤ' });
  const path = `/nara-city/staff/reports/${id}`;
  const get = async () => pageText(await (await app.request(path, { headers: worker.headers })).text());
  expect(await get()).toContain('県道・県の施設（この種類の通報を受け付けていません）');
  const { report } = await services().desk.open(staff(), id);
  const body = {
    action: 'passOn',
    owner: 'prefectural',
    reply: '残る返事',
    revision: String(report.revision),
  };
  const sent = await app.request(`${path}/act`, {
    method: 'POST',
    headers: worker.headers,
    body: new URLSearchParams(body),
  });
  expect(sent.status).toBe(422);
  const page = await sent.text();
  expect(pageText(page)).toContain('「不法投棄」の通報を受け付けていません');
  expect(page).toContain('残る返事');
  await expect(act(id, 'passOn', { owner: 'prefectural' })).rejects.toMatchObject({ code: 'invalidInput' });
  const { items } = await services().desk.list(as(prefecture.actor, 'nara-pref'), {});
  expect(items.map(({ origin }) => origin)).not.toContain(id);
});

/** What is sent now; the mails about other reports than these do not count. */
async function mailed(to: string) {
  await services().mailing.sweep(systemContext(town(), 'report.mail', clock));
  return box.mails.splice(0).filter((mail) => mail.to?.some(({ address }) => address === to));
}
async function toldBy(email: string, changes: Parameters<typeof reportAs>[2] = {}) {
  const who = as(visitor());
  const contact = { name: '通報 花子', email, phone: '' };
  return { who, ...(await reportAs(services(), who, { contact, ...changes })) };
}
const mailEntries = (id: string) =>
  app.kernel.database.transaction(town().code, async (tx) => {
    const { entries } = await readEntries(tx, { subject: `report/${id}` }, { limit: 50 });
    return entries
      .filter(({ type }) => type.startsWith('report.mail'))
      .map(({ type, data }) => [type, data.fault]);
  });

test('who typed an address is told by mail in their language, without what anybody wrote, until they stop it', async () => {
  const page = pageText(await (await app.request('/nara-city/reports/new')).text());
  expect(page).toContain('状況の変わりを、このアドレスにメールで知らせます');
  const to = 'reporter@example.jp';
  const { id, secret, number, who } = await toldBy(to, { locale: 'en', words: '山田さんの家の前' });
  const [thanks, ...more] = await mailed(to);
  expect(more).toEqual([]);
  expect(thanks?.subject).toMatch(/We have received your report \([0-9A-Z-]{11}\)/);
  expect(thanks?.subject?.replaceAll('-', '')).toContain(number);
  expect(thanks?.text).toContain(`/nara-city/reports/follow/${secret}`);
  expect(thanks?.from?.name).toBe('Nara City');
  expect(await mailed(to)).toEqual([]);

  await act(id, 'look');
  await act(id, 'close', { reason: 'fixed', reply: '鈴木が直しました' });
  const [news] = await mailed(to);
  for (const words of ['Looked at', 'Closed', 'There is an answer for you', 'If it is not mended'])
    expect(news?.text).toContain(words);
  for (const words of ['山田', '鈴木', '花子', '市役所の前'])
    expect(`${thanks?.text}${news?.text}`).not.toContain(words);

  const follow = `/nara-city/reports/follow/${secret}`;
  expect(pageText(await (await app.request(follow)).text())).toContain('メールを止める');
  const origin = new URL(app.kernel.config.publicUrl).origin;
  for (const _ of [1, 2])
    expect((await app.request(`${follow}/stop-mails`, { method: 'POST', headers: { origin } })).status).toBe(
      303,
    );
  expect((await services().desk.open(staff(), id)).contacts).toEqual([
    { name: '通報 花子', email: '', phone: '' },
  ]);
  await services().following.reopen(who, secret, '');
  expect(await mailed(to)).toEqual([]);
  expect(await mailEntries(id)).toEqual([
    ['report.mailStopped', undefined],
    ['report.mailed', undefined],
    ['report.mailed', undefined],
  ]);
});

test('who joins with an address is told of what comes after, and cannot reopen by it', async () => {
  const { id, number } = await reportAs(services(), as(visitor()));
  await release(id);
  await act(id, 'look');
  const to = 'neighbour@example.jp';
  const contact = { name: '', email: to, phone: '' };
  await services().following.join(as(visitor()), number, { contact, key: 'n', locale: 'ja' });
  const [thanks] = await mailed(to);
  expect(thanks?.subject).toContain('通報に加わりました');
  expect(thanks?.text).toContain('状況: 確認しました');
  await act(id, 'close', { reason: 'fixed' });
  const [news] = await mailed(to);
  expect(news?.text).toMatch(/- .*完了しました/);
  expect(news?.text).not.toContain('まだ直っていない');
});

test('who calls is told by mail in the language that they were asked for', async () => {
  const to = 'caller@example.jp';
  const call = async (typed: Record<string, string>) => {
    const body = new FormData();
    const words = { kind: 'park-trees', 'place.words': '公園の西', words: '枝', asNew: 'yes', email: to };
    for (const [name, value] of Object.entries({ ...words, key: crypto.randomUUID(), ...typed }))
      body.append(name, value);
    return app.request('/nara-city/staff/reports/new', { method: 'POST', headers: worker.headers, body });
  };
  const form = await app.request('/nara-city/staff/reports/new', { headers: worker.headers });
  expect(await form.text()).toMatch(/<option value="ja"[^>]* selected[^>]*>日本語/);
  expect((await call({ locale: 'vi' })).status).toBe(303);
  expect((await mailed(to)).map(({ subject }) => subject)).toEqual([
    expect.stringContaining('Đã nhận phản ánh'),
  ]);
  expect((await call({})).status).toBe(303);
  expect((await mailed(to)).map(({ subject }) => subject)).toEqual([expect.stringContaining('受け付け')]);
  const wrong = await call({ locale: 'xx' });
  expect(wrong.status).toBe(422);
  const again = await wrong.text();
  expect(pageText(again)).toContain('通報した方の言語');
  expect(again).toContain('公園の西');
  expect(await mailed(to)).toEqual([]);
});

test('a mail that cannot go is tried again, one that is refused is not; an app’s addresses get none', async () => {
  const later = 'later@example.jp';
  const { id } = await toldBy(later);
  const send = vi.spyOn(app.kernel.mailer, 'send');
  send.mockRejectedValue(new MailNotSent('unreachable', new Error('no server')));
  expect(await mailed(later)).toEqual([]);
  send.mockRestore();
  // Not at once.
  expect(await mailed(later)).toEqual([]);
  now = now.add({ minutes: 6 });
  expect(await mailed(later)).toHaveLength(1);
  expect(await mailEntries(id)).toEqual([['report.mailed', undefined]]);

  const refused = await toldBy('refused@example.jp');
  await mailed('refused@example.jp');
  expect(await mailEntries(refused.id)).toEqual([['report.mailFailed', 'refused']]);
  now = now.add({ hours: 12 });
  await mailed('refused@example.jp');
  expect(await mailEntries(refused.id)).toHaveLength(1);

  const partner = as({ kind: 'partner', id: crypto.randomUUID(), name: 'みちの会', procedures: ['open311'] });
  const contact = { name: '', email: 'app@example.jp', phone: '' };
  await reportAs(services(), partner, { channel: 'api', contact });
  expect(await mailed('app@example.jp')).toEqual([]);
});

test('contacts go when a report is long closed, except where it is a matter of liability', async () => {
  const contact = { name: '通報 者', email: 'old@example.jp', phone: '0742-00-0000' };
  const ids = [];
  for (const isFlagged of [false, true]) {
    const { id } = await reportAs(services(), as(visitor()), { contact });
    await act(id, 'close', { reason: 'fixed' });
    if (isFlagged) {
      const { report } = await services().desk.open(staff(), id);
      await services().desk.setLiability(staff(), id, report.revision, { liability: true, why: '' });
    }
    ids.push(id);
  }
  now = now.add({ hours: 24 * 200 });
  worker = await signInAs(app.kernel, 'nara-city', 'clerk');
  await services().desk.sweep(systemContext(town(), 'report.sweep', clock));
  const contacts = [];
  for (const id of ids) contacts.push((await services().desk.open(staff(), id)).contacts);
  expect(contacts).toEqual([[], [contact]]);
  // No mail goes to an address that was erased.
  expect(await mailed('old@example.jp')).toHaveLength(1);
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
