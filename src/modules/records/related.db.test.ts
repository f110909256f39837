import { afterAll, beforeAll, expect, test } from 'vitest';
import { openZip } from '#kernel/sheets/zip.js';
import { type Colleague, seatIn } from '#modules/decision/fixtures.js';
import { pageText } from '#testing/page-text.js';
import { pdfText, popplerMissing } from '#testing/read-pdf.js';
import { type TestApp, testApp } from '#testing/test-app.js';
import { registerAs } from './fixtures.js';

const CITY = '/nara-city';
const DRAFTS = '/staff/decisions';
let app: TestApp;
let clerk: Colleague;
let head: Colleague;
let books: Colleague;

beforeAll(async () => {
  app = await testApp();
  const join = seatIn(app);
  clerk = await join('起案 一郎', 'clerk', 'civic-affairs/clerk');
  head = await join('課長 三郎', 'section-head', 'civic-affairs/head');
  books = await join('図書 八子', 'section-head', 'library/head');
});
afterAll(() => app.stop());

const get = async (path: string, who = clerk): Promise<string> => {
  const answer = await app.request(`${CITY}${path}`, { headers: who.headers });
  expect(answer.status).toBe(200);
  return answer.text();
};
const post = (path: string, fields: Record<string, string> | [string, string][], who = clerk) =>
  app.request(`${CITY}${path}`, { method: 'POST', body: new URLSearchParams(fields), headers: who.headers });
const pathOf = (answer: Response) => (answer.headers.get('location') ?? '').slice(CITY.length);
const registered = async (subject: string, unit: string, who: Colleague) =>
  (await registerAs(app.modules.records.api, app.kernel, who.context, { subject, unit })).id;
const GOOD = {
  kind: 'general',
  unit: 'civic-affairs',
  title: '窓口の開庁時間の延長について',
  body: '延長してよろしいか伺います。',
  mode: 'all',
  consult: 'library',
};

async function decideAll(path: string): Promise<void> {
  const { reading, acting } = app.modules.decision.service;
  const id = path.split('/').at(-1) ?? '';
  for (const who of [books, head]) {
    const { draft, steps } = await reading.open(who.context, id);
    const step = steps.find(({ state, mine }) => state === 'open' && mine !== null);
    const seen = { round: draft.round, no: step?.no ?? -1 };
    expect(await acting.answer(who.context, id, { seen, kind: 'approved', comment: '' })).toBe('done');
  }
  await app.settle();
}

test('related documents are searched, chosen and kept as links, which show what each person may see', async () => {
  const own = await registered('開庁時間に関する市民からの要望', 'civic-affairs', clerk);
  const foreign = await registered('図書館の開庁時間の見直し', 'library', books);
  // Searched without script, before anything is kept: nothing is lost.
  const found = await post(`${DRAFTS}/new`, { ...GOOD, next: 'search', find: '開庁時間' });
  expect(found.status).toBe(200);
  const html = await found.text();
  expect(html).toContain(`value="document/${own}"`);
  expect(pageText(html)).toContain('関係文書を探しました：1件');
  expect(html).toContain('href="#found"');
  expect(pageText(html)).toContain('開庁時間に関する市民からの要望');
  expect(html).toContain(GOOD.body);
  expect(html).not.toContain(foreign);
  const short = await post(`${DRAFTS}/new`, { ...GOOD, next: 'search', find: '開' });
  expect(short.status).toBe(422);
  expect(await short.text()).toContain(GOOD.body);

  // What one may not see cannot be linked, whatever is sent.
  const links: [string, string][] = [own, foreign].map((id) => ['links', `document/${id}`]);
  const kept = await post(`${DRAFTS}/new`, [...Object.entries(GOOD), ...links]);
  expect(kept.status).toBe(303);
  const path = pathOf(kept).replace(/\/edit$/, '');
  const edit = await get(`${path}/edit`);
  expect(edit).toContain(`value="document/${own}"`);
  expect(edit).not.toContain(foreign);
  const [, number] = /(奈市第\d+号)（2026年度）/.exec(pageText(edit)) ?? [];
  // By its number it is found as well; what is chosen already is not offered again.
  const again = await post(`${path}/edit`, { ...GOOD, revision: '1', next: 'search', find: number ?? '' });
  expect(await again.text()).toContain(`value="document/${own}"`);

  const sent = await post(`${path}/edit`, [
    ...Object.entries({ ...GOOD, revision: '1', next: 'send' }),
    ['links', `document/${own}`],
  ]);
  expect(pathOf(sent)).toBe(path);
  expect(await get(path, head)).toContain(`${CITY}/staff/records/documents/${own}`);
  // Whoever is consulted may not see the register of the other section: it says that there is one, and no more.
  const seen = await get(path, books);
  expect(pageText(seen)).toContain('見る権限のない関係文書が1件あります');
  expect(seen).not.toContain(own);
  expect(pageText(seen)).not.toContain('市民からの要望');
  expect(pageText(seen)).not.toContain(number);

  await decideAll(path);
  const entered = await app.request(`${CITY}${path.replace('decisions', 'records/drafts')}`, {
    headers: clerk.headers,
  });
  const document = pathOf(entered);
  expect(await get(document)).toContain(`${CITY}/staff/records/documents/${own}`);
  const { desk } = app.modules.records.services;
  const opened = await desk.open(clerk.context, document.split('/').at(-1) ?? '');
  const [pdf] = opened.versions[0]?.content?.files ?? [];
  if (!popplerMissing && pdf) {
    const { bytes } = await desk.file(clerk.context, opened.document.id, 1, pdf.file);
    const text = (await pdfText(bytes)).replace(/\s/g, '');
    expect(text).toContain(number);
    expect(text).not.toContain('市民からの要望');
  }

  // A decided draft is found by those who had to do with it, and by nobody else.
  const next = { ...GOOD, title: '延長の継続について', next: 'search', find: '開庁時間の延長' };
  expect(await (await post(`${DRAFTS}/new`, next)).text()).toContain(
    `value="draft/${path.split('/').at(-1)}"`,
  );
  const stranger = await seatIn(app)('住宅 九子', 'clerk', 'housing/clerk');
  const theirs = await post(`${DRAFTS}/new`, { ...next, unit: 'housing' }, stranger);
  expect(await theirs.text()).not.toContain('value="draft/');
});

test('a package of a binder names to what its documents are related', async () => {
  const { desk, binders, packages, decided } = app.modules.records.services;
  const own = await registered('前年度の実績報告', 'civic-affairs', clerk);
  const fields: [string, string][] = [
    ...Object.entries({ ...GOOD, consult: '', title: '実施の報告について' }),
  ];
  const kept = await post(`${DRAFTS}/new`, [...fields, ['links', `document/${own}`]]);
  const path = pathOf(kept).replace(/\/edit$/, '');
  const id = path.split('/').at(-1) ?? '';
  await decided.choose(clerk.context, id, { classification: 'a3-03', grade: 'open' });
  const { drafting, reading, acting } = app.modules.decision.service;
  expect(await drafting.send(clerk.context, id, 1)).toBe('done');
  const { draft } = await reading.open(head.context, id);
  const seen = { round: draft.round, no: 0 };
  expect(await acting.answer(head.context, id, { seen, kind: 'approved', comment: '' })).toBe('done');
  await app.settle();
  const document = (await decided.open(clerk.context, id)).document ?? '';
  await desk.complete(clerk.context, document, 1);
  await binders.bind(clerk.context, document, 2, null);
  const { binderId } = (await desk.open(clerk.context, document)).document;
  const { zip } = await packages.binder(clerk.context, binderId ?? '');
  const opened = openZip(zip, { entries: 1_000, bytes: 10_000_000 });
  if (!opened.ok) throw new Error(opened.fault);
  const textOf = (name: string) => opened.files.get(name)?.toString('utf8') ?? '';
  const { documents } = JSON.parse(textOf('metadata.json')) as { documents: { related: unknown }[] };
  const [related] = documents.map((one) => one.related);
  expect(related).toEqual([
    { number: expect.stringMatching(/^奈市第\d+号$/), fiscalYear: 2026, title: '前年度の実績報告' },
  ]);
  expect(textOf('metadata.xml')).toContain('<title>前年度の実績報告</title>');
});
