import { afterAll, beforeAll, expect, test } from 'vitest';
import { AppError } from '#kernel/errors.js';
import { type Colleague, seatIn } from '#modules/decision/fixtures.js';
import { type OwnCatalog, ownCatalog } from '#testing/own-catalog.js';
import { pageText } from '#testing/page-text.js';
import { type TestApp, testApp } from '#testing/test-app.js';
import { smallDocument } from './fixtures.js';

// A town whose table of authority asks for a decision on every definition: the chief's agreement and the head's word.
const TABLE = `kinds:
  - id: definition
    title: 手続・台帳の定義
    required: true
    rules: [{ decidedBy: head, article: 決裁規程 別表 3の項 }]
`;

let app: TestApp;
let catalog: OwnCatalog;
let clerk: Colleague;
let chief: Colleague;
let head: Colleague;
const service = () => app.modules.authoring.service;
const revisionOf = async (id: string) => (await service().open(clerk.context, id)).draft.revision;
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error: unknown) => (error instanceof AppError ? error.code : String(error)),
  );

beforeAll(async () => {
  catalog = await ownCatalog({ 'nara-city/decision/authority.yaml': TABLE });
  app = await testApp({ settings: { CATALOG_DIR: catalog.folder } });
  const named = seatIn(app);
  clerk = await named('起案 一郎', 'clerk', 'civic-affairs/clerk');
  chief = await named('係長 二郎', 'clerk', 'civic-affairs/chief');
  head = await named('課長 三郎', 'section-head', 'civic-affairs/head');
});
afterAll(async () => {
  await app.stop();
  await catalog.remove();
});

async function asked(id: string): Promise<string> {
  await service().begin(clerk.context, { kind: 'file', document: smallDocument(id), unit: 'civic-affairs' });
  await service().previewed(clerk.context, id, await revisionOf(id));
  await service().ask(clerk.context, id, await revisionOf(id), 'オンラインで受け付ける');
  const { decision } = await service().open(clerk.context, id);
  expect(decision).not.toBeNull();
  return decision ?? '';
}

async function approve(draft: string, who: Colleague): Promise<void> {
  const { reading, acting } = app.modules.decision.service;
  const open = await reading.open(who.context, draft);
  const step = open.steps.find(({ state }) => state === 'open');
  await acting.answer(who.context, draft, {
    seen: { round: open.draft.round, no: step?.no ?? -1 },
    kind: 'approved',
    comment: '',
  });
  await app.settle();
}

test('asking puts a draft on its route; when that is decided, the definition can be published', async () => {
  const draft = await asked('decided-dog');
  const page = await app.request('/nara-city/staff/authoring/decided-dog', { headers: head.headers });
  const html = await page.text();
  expect(pageText(html)).toContain('電子決裁で決めています');
  expect(html).toContain(`/nara-city/staff/decisions/${draft}`);
  expect(html).not.toContain('/decided-dog/approve');
  // Nobody goes around the route.
  const seen = await revisionOf('decided-dog');
  expect(await codeOf(service().approve(head.context, 'decided-dog', seen))).toBe('notAllowedNow');
  expect(await codeOf(service().pullBack(clerk.context, 'decided-dog', seen))).toBe('notAllowedNow');

  // Whoever is asked reads what is decided, whatever they may see of the editor.
  const { reading } = app.modules.decision.service;
  const [attached] = (await reading.open(chief.context, draft)).files;
  expect(attached?.name).toBe('decided-dog.txt');
  const read = await reading.file(chief.context, draft, attached?.file ?? '');
  expect(new TextDecoder().decode(read?.bytes)).toContain('id: decided-dog');

  await approve(draft, chief);
  expect((await service().open(clerk.context, 'decided-dog')).draft.state).toBe('inApproval');
  await approve(draft, head);
  const { draft: approved, decision } = await service().open(clerk.context, 'decided-dog');
  expect(approved).toMatchObject({ state: 'approved', decidedBy: head.id });
  expect(decision).toBeNull();
  const from = Temporal.PlainDate.from('2026-11-20');
  await service().publish(clerk.context, 'decided-dog', approved.revision, from);
  const { items } = app.modules.procedure.services.catalogue.find(clerk.context, { limit: 200 });
  expect(items.map(({ id }) => id)).toContain('decided-dog');
});

test('a draft that is withdrawn gives the definition back to those who write it', async () => {
  const draft = await asked('withdrawn-dog');
  expect(await app.modules.decision.service.acting.withdraw(clerk.context, draft, '書き直す')).toBe('done');
  await app.settle();
  const found = await service().open(clerk.context, 'withdrawn-dog');
  expect(found.draft.state).toBe('draft');
  expect(found.decision).toBeNull();
  // A second time it is another draft.
  await service().previewed(clerk.context, 'withdrawn-dog', await revisionOf('withdrawn-dog'));
  await service().ask(clerk.context, 'withdrawn-dog', await revisionOf('withdrawn-dog'), 'もう一度');
  expect((await service().open(clerk.context, 'withdrawn-dog')).decision).not.toBe(draft);
});
