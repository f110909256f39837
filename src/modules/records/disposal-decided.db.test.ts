import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Clock } from '#kernel/clock.js';
import { systemContext } from '#kernel/context.js';
import { readEntries } from '#kernel/journal/journal.js';
import { type Colleague, sampleContent, sampleTerms, seatIn } from '#modules/decision/fixtures.js';
import { signInAs } from '#modules/identity/fixtures.js';
import { contextAt } from '#modules/procedure/fixtures.js';
import { pageText } from '#testing/page-text.js';
import { type TestApp, testApp } from '#testing/test-app.js';
import { TEST_NOW } from '#testing/test-kernel.js';
import { registerAs, waitingOf } from './fixtures.js';

// The shipped table of authority asks for a decision on every disposal.
const RECORDS = '/nara-city/staff/records';
let now = Temporal.Instant.from(TEST_NOW);
const clock: Clock = { now: () => now };
let app: TestApp;
let clerk: Colleague;
let head: Colleague;
let director: Colleague;

/** Sessions are over after some hours. */
async function itIs(instant: string): Promise<void> {
  now = Temporal.Instant.from(instant);
  for (const one of [clerk, head, director]) {
    const name = (one.actor as { name: string }).name;
    const again = await signInAs(app.kernel, 'nara-city', { name, grants: [] });
    Object.assign(one, again);
  }
}
beforeAll(async () => {
  app = await testApp({ clock });
  const join = seatIn(app);
  clerk = await join('起案 一郎', 'clerk', 'civic-affairs/clerk');
  head = await join('課長 三郎', 'section-head', 'civic-affairs/head');
  director = await join('部長 四郎', 'section-head', 'civic/director');
});
afterAll(() => app.stop());

const municipality = () => {
  const found = app.kernel.municipalities.bySlug('nara-city');
  if (!found) throw new Error('no municipality');
  return found;
};
const as = (who: Colleague) => contextAt(municipality(), who.actor, now);
const services = () => app.modules.records.services;
const get = (path: string, who = clerk) => app.request(path, { headers: who.headers });
const post = (path: string, body: URLSearchParams | Record<string, string>, who = clerk) =>
  app.request(path, { method: 'POST', headers: who.headers, body: new URLSearchParams(body) });
const textOf = async (response: Response) => pageText(await response.text());

async function bound(subject: string): Promise<{ id: string; binder: string }> {
  const context = as(clerk);
  const holder = waitingOf(context);
  const upload = { name: '本文.txt', bytes: new TextEncoder().encode('本文') };
  const received = await app.kernel.files.receive(
    context,
    upload,
    { contents: ['text'], maxBytes: 10_000 },
    holder,
  );
  if (!received.ok) throw new Error(received.problem);
  const files = { from: holder, ids: [received.stored.file] };
  const { id } = await registerAs(app.modules.records.api, app.kernel, context, { files, subject });
  await services().desk.complete(context, id, 1);
  await services().binders.bind(context, id, 2, null);
  const { binderId } = (await services().desk.open(context, id)).document;
  return { id, binder: binderId ?? '' };
}
async function proposed(binder: string): Promise<{ disposal: string; draft: string }> {
  const body = new URLSearchParams([
    ['kind', 'destroy'],
    ['reason', '保存期間の満了'],
    ['binders', binder],
  ]);
  const response = await post(`${RECORDS}/disposals`, body);
  expect(response.status).toBe(303);
  const disposal = new URL(response.headers.get('location') ?? '', 'http://localhost').pathname
    .split('/')
    .at(-1);
  const { decision } = await services().disposals.open(as(clerk), disposal ?? '');
  return { disposal: disposal ?? '', draft: decision ?? '' };
}
async function approve(draft: string, who: Colleague): Promise<void> {
  const { reading, acting } = app.modules.decision.service;
  const { draft: open, steps } = await reading.open(as(who), draft);
  const seen = { round: open.round, no: steps.find(({ state }) => state === 'open')?.no ?? -1 };
  expect(await acting.answer(as(who), draft, { seen, kind: 'approved', comment: '' })).toBe('done');
  await app.settle();
}
const carriedOut = () => services().disposals.run(systemContext(municipality(), 'records.disposals', clock));
const stateOf = async (id: string) => (await services().disposals.open(as(clerk), id)).disposal.state;

test('a list goes its route; when it is decided, it is carried out with its certificate, and the register stays', async () => {
  const { id, binder } = await bound('決裁で廃棄される文書');
  await itIs('2028-05-01T10:00:00+09:00');
  const { disposal, draft } = await proposed(binder);
  const html = await (await get(`${RECORDS}/disposals/${disposal}`, head)).text();
  expect(html).toContain(`/nara-city/staff/decisions/${draft}`);
  expect(pageText(html)).toContain('電子決裁で決めています');
  // Nothing chosen, nothing done; a list that is none is not there.
  const unchosen = await post(`${RECORDS}/disposals/${disposal}`, { decision: 'burn' }, head);
  expect(unchosen.status).toBe(303);
  expect(decodeURIComponent(unchosen.headers.get('set-cookie') ?? '')).toContain('disposal.undecided');
  const nowhere = `${RECORDS}/disposals/00000000-0000-7000-8000-000000000000`;
  for (const decision of ['burn', 'approve', 'refuse'])
    expect((await post(nowhere, { decision }, head)).status).toBe(404);
  // Nobody goes around the route.
  await post(`${RECORDS}/disposals/${disposal}`, { decision: 'approve' }, head);
  await carriedOut();
  expect(await stateOf(disposal)).toBe('proposed');

  await approve(draft, head);
  await carriedOut();
  expect(await stateOf(disposal)).toBe('proposed');
  await approve(draft, director);
  expect(await stateOf(disposal)).toBe('approved');
  await carriedOut();
  await carriedOut();
  const { disposal: done } = await services().disposals.open(as(clerk), disposal);
  expect(done).toMatchObject({ state: 'done', decidedBy: `staff/${director.id}` });
  expect((await get(`${RECORDS}/disposals/${disposal}/certificate.pdf`)).status).toBe(200);
  const { document, versions } = await services().desk.open(as(clerk), id);
  expect(document).toMatchObject({ state: 'destroyed', subject: '決裁で廃棄される文書' });
  expect(versions[0]?.content).toBeNull();
  const { entries } = await app.kernel.database.transaction(municipality().code, (tx) =>
    readEntries(tx, { subject: `disposal/${disposal}` }, { limit: 10 }),
  );
  expect(entries.map(({ type }) => type).toReversed()).toEqual([
    'disposal.proposed',
    'disposal.approved',
    'disposal.done',
  ]);
  expect((await app.modules.records.verify?.(municipality().code))?.faults).toEqual([]);
});

test('a list that is withdrawn gives the binders back; they can be proposed again', async () => {
  await itIs(TEST_NOW);
  const { id, binder } = await bound('取り下げられる文書');
  await itIs('2028-05-02T10:00:00+09:00');
  const { disposal, draft } = await proposed(binder);
  const { acting } = app.modules.decision.service;
  expect(await acting.withdraw(as(clerk), draft, '確かめ直す')).toBe('done');
  await app.settle();
  await carriedOut();
  expect(await stateOf(disposal)).toBe('withdrawn');
  expect(await textOf(await get(`${RECORDS}/disposals/${disposal}`))).toContain('取下げ');
  expect((await services().desk.open(as(clerk), id)).document.state).toBe('bound');
  expect((await proposed(binder)).draft).not.toBe(draft);
});

test('with a document goes what the draft said that it was: its title and its course stay', async () => {
  await itIs('2028-05-03T10:00:00+09:00');
  const { drafting, reading, acting, marking } = app.modules.decision.service;
  const said = { ...sampleContent('廃棄される起案'), body: '本文の秘密', reason: '理由の秘密' };
  const id = await drafting.begin(as(clerk), sampleTerms(), said);
  await drafting.attach(as(clerk), id, { name: '別紙.txt', bytes: new TextEncoder().encode('別紙の秘密') });
  const { draft } = await reading.open(as(clerk), id);
  expect(await drafting.send(as(clerk), id, draft.revision)).toBe('done');
  const answer = { seen: { round: 1, no: 0 }, kind: 'approved' as const, comment: '意見の秘密' };
  expect(await acting.answer(as(head), id, answer)).toBe('done');
  await app.settle();
  const document = (await services().decided.open(as(clerk), id)).document ?? '';
  await services().desk.classify(as(clerk), document, 1, 'a3-03');
  await services().desk.complete(as(clerk), document, 2);
  await services().binders.bind(as(clerk), document, 3, null);
  const { binderId } = (await services().desk.open(as(clerk), document)).document;

  await itIs('2030-05-01T10:00:00+09:00');
  const list = await proposed(binderId ?? '');
  await approve(list.draft, head);
  await approve(list.draft, director);
  await carriedOut();
  expect(await stateOf(list.disposal)).toBe('done');
  const left = await reading.open(as(clerk), id);
  expect(left.draft.content).toMatchObject({ title: '廃棄される起案', body: '', reason: '' });
  expect(left.draft.files).toEqual([]);
  expect(left.acts.map(({ act, comment }) => [act, comment])).toEqual([
    ['sent', null],
    ['approved', null],
  ]);
  expect(left.may.has('redraft')).toBe(false);
  const [file] = draft.files;
  await expect(marking.page(as(head), id, file ?? '', 1)).rejects.toThrow(/file/);
  const text = await textOf(await get(`/nara-city/staff/decisions/${id}`));
  expect(text).toContain('内容は廃棄しました');
  expect(text).not.toContain('秘密');
  const held = await app.kernel.database.transaction(municipality().code, (tx) =>
    app.kernel.files.heldBy(tx, `decision/${id}`, draft.files),
  );
  expect(held).toEqual([]);
  expect((await app.modules.decision.verify?.(municipality().code))?.faults).toEqual([]);
  expect((await app.modules.records.verify?.(municipality().code))?.faults).toEqual([]);
});
