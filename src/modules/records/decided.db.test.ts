import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Colleague, sampleContent, sampleTerms, seatIn } from '#modules/decision/fixtures.js';
import { pageText } from '#testing/page-text.js';
import { pdfText, popplerMissing } from '#testing/read-pdf.js';
import { type TestApp, testApp } from '#testing/test-app.js';

const RECORDS = '/nara-city/staff/records';
let app: TestApp;
let clerk: Colleague;
let head: Colleague;
let other: Colleague;
const decision = () => app.modules.decision.service;
const records = () => app.modules.records.services;

beforeAll(async () => {
  app = await testApp();
  const named = seatIn(app);
  clerk = await named('起案 一郎', 'clerk', 'civic-affairs/clerk');
  head = await named('課長 三郎', 'section-head', 'civic-affairs/head');
  other = await named('図書 八子', 'clerk', 'library/clerk');
});
afterAll(() => app.stop());

const get = (path: string, who = clerk) => app.request(path, { headers: who.headers });
const post = (path: string, body: Record<string, string>, who = clerk) =>
  app.request(path, { method: 'POST', headers: who.headers, body: new URLSearchParams(body) });

async function drafted(title: string, file?: string): Promise<string> {
  const { drafting } = decision();
  const id = await drafting.begin(clerk.context, sampleTerms(), sampleContent(title));
  if (file !== undefined)
    await drafting.attach(clerk.context, id, { name: '別紙.txt', bytes: new TextEncoder().encode(file) });
  const { draft } = await decision().reading.open(clerk.context, id);
  expect(await drafting.send(clerk.context, id, draft.revision)).toBe('done');
  return id;
}
async function decide(id: string): Promise<void> {
  const { draft, steps } = await decision().reading.open(head.context, id);
  const step = steps.find(({ state }) => state === 'open');
  const seen = { round: draft.round, no: step?.no ?? -1 };
  const answer = { seen, kind: 'approved' as const, comment: '異議ありません' };
  expect(await decision().acting.answer(head.context, id, answer)).toBe('done');
  await app.settle();
}
const documentOf = async (draft: string, who = clerk): Promise<string> => {
  const response = await get(`${RECORDS}/drafts/${draft}`, who);
  expect(response.status).toBe(303);
  return new URL(response.headers.get('location') ?? '', 'http://localhost').pathname.split('/').at(-1) ?? '';
};

test('a decided draft is in the register as it was decided, with what was attached, once', async () => {
  const draft = await drafted('窓口の時間を変える伺い', '別紙の本文');
  const before = pageText(await (await get(`${RECORDS}/drafts/${draft}`)).text());
  expect(before).toContain('まだ決裁されていません');
  await decide(draft);
  const system = { ...clerk.context, actor: { kind: 'system' as const, id: 'records.decided' } };
  await records().decided.run(system);
  const id = await documentOf(draft);
  await records().decided.run(system);
  expect(await documentOf(draft)).toBe(id);
  const { document, versions, actions } = await records().desk.open(clerk.context, id);
  expect(document).toMatchObject({
    subject: '窓口の時間を変える伺い',
    direction: 'drafted',
    kind: 'proposal',
    unit: 'civic-affairs',
    classification: 'unclassified',
    inCharge: clerk.id,
  });
  expect(versions).toHaveLength(1);
  const [body, attached] = versions[0]?.content?.files ?? [];
  expect(body?.mediaType).toBe('application/pdf');
  const copy = await records().desk.file(clerk.context, id, 1, attached?.file ?? '');
  expect(new TextDecoder().decode(copy.bytes)).toBe('別紙の本文');
  // The draft keeps its own.
  const { files } = await decision().reading.open(clerk.context, draft);
  expect(files.map(({ name }) => name)).toEqual(['別紙.txt']);
  expect(
    (await records().desk.list(clerk.context, { text: '別紙の本文' })).items.map((one) => one.id),
  ).toEqual([id]);
  expect(actions).not.toContain('complete');
  expect(actions).toContain('classify');
});

test('it waits among those without a class, and can be finished and bound once it has one', async () => {
  const draft = await drafted('分類を待つ伺い');
  await decide(draft);
  const id = await documentOf(draft);
  expect(pageText(await (await get(`${RECORDS}/unclassified`)).text())).toContain('分類を待つ伺い');
  expect(pageText(await (await get(`${RECORDS}/unclassified`, other)).text())).not.toContain(
    '分類を待つ伺い',
  );
  const wrong = await post(`${RECORDS}/documents/${id}/classify`, { revision: '1', classification: '' });
  expect(wrong.status).toBe(422);
  expect(pageText(await wrong.text())).toContain('分類を選んでください');
  // Without a class nobody finishes it, whatever is sent.
  await post(`${RECORDS}/documents/${id}/complete`, { revision: '1' });
  expect((await records().desk.open(clerk.context, id)).document.state).toBe('open');
  await post(`${RECORDS}/documents/${id}/classify`, { revision: '1', classification: 'a3-02' });
  await post(`${RECORDS}/documents/${id}/complete`, { revision: '2' });
  await post(`${RECORDS}/documents/${id}/bind`, { revision: '3', binder: '' });
  expect((await records().desk.open(clerk.context, id)).document).toMatchObject({
    state: 'bound',
    classification: 'a3-02',
  });
  expect(pageText(await (await get(`${RECORDS}/unclassified`)).text())).not.toContain('分類を待つ伺い');
});

test('the drafter may choose class and grade before it is decided', async () => {
  const draft = await drafted('分類済みの伺い');
  const missing = await post(`${RECORDS}/drafts/${draft}`, { classification: '', grade: 'secret' });
  expect(missing.status).toBe(422);
  expect(
    (await post(`${RECORDS}/drafts/${draft}`, { classification: 'd1-01', grade: 'secret' })).status,
  ).toBe(303);
  expect(
    (await post(`${RECORDS}/drafts/${draft}`, { classification: 'a3-02', grade: 'open' }, head)).status,
  ).not.toBe(303);
  await decide(draft);
  const { document } = await records().desk.open(clerk.context, await documentOf(draft));
  expect(document).toMatchObject({ classification: 'd1-01', grade: 'secret' });
});

test('nobody whom the draft does not concern gets to it by its address', async () => {
  const draft = await drafted('よその伺い');
  expect((await get(`${RECORDS}/drafts/${draft}`, other)).status).toBe(404);
  await decide(draft);
  expect((await get(`${RECORDS}/drafts/${draft}`, other)).status).toBe(404);
});

test.skipIf(popplerMissing)('the kept paper says who decided, when and with what words', async () => {
  const draft = await drafted('経過の残る伺い');
  await decide(draft);
  const id = await documentOf(draft);
  const { versions } = await records().desk.open(clerk.context, id);
  const file = versions[0]?.content?.files[0]?.file ?? '';
  const text = await pdfText((await records().desk.file(clerk.context, id, 1, file)).bytes);
  for (const words of ['起案文書', '経過の残る伺い', '課長 三郎', '異議ありません', '別表第1'])
    expect(text.replace(/\s/g, '')).toContain(words.replace(/\s/g, ''));
});

test('verify finds an attachment of the decided version that was swapped', async () => {
  const draft = await drafted('すり替えの伺い', '決裁された別紙');
  await decide(draft);
  const id = await documentOf(draft);
  const { database, vault } = app.kernel;
  const tenant = clerk.context.municipality?.code ?? '';
  const faults = async () => (await app.modules.records.verify?.(tenant))?.faults ?? [];
  expect(await faults()).toEqual([]);
  const { versions } = await records().desk.open(clerk.context, id);
  const file = versions[0]?.content?.files[1]?.file ?? '';
  // Whoever holds the key and the database can write another file with a hash that fits.
  const forged = vault.seal(tenant, `file/${file}`, new TextEncoder().encode('別の別紙'));
  const hash = createHash('sha256').update(forged).digest();
  await sql`UPDATE file SET content = ${forged}, content_hash = ${hash} WHERE id = ${file}::uuid`.execute(
    database.owner,
  );
  expect(await faults()).toEqual([expect.stringContaining('its files are not what was kept')]);
});
