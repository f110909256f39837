import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Colleague, seatIn } from '#modules/decision/fixtures.js';
import { signInAs } from '#modules/identity/fixtures.js';
import { type OwnCatalog, ownCatalog } from '#testing/own-catalog.js';
import { pageText } from '#testing/page-text.js';
import { type TestApp, testApp } from '#testing/test-app.js';
import { applyFor, EVERY_CHECK, SAMPLE_ANSWERS } from './fixtures.js';

// A town whose table of authority asks for a decision on the result of every case.
const TABLE = `kinds:
  - id: case-result
    title: 申請の処分
    required: true
    rules: [{ decidedBy: head, article: 決裁規程 別表 2の項 }]
`;

let app: TestApp;
let catalog: OwnCatalog;
let clerk: Colleague;
let head: Colleague;
let resident: Awaited<ReturnType<typeof signInAs>>;
const services = () => app.modules.procedure.services;

beforeAll(async () => {
  catalog = await ownCatalog({ 'nara-city/decision/authority.yaml': TABLE });
  app = await testApp({ settings: { CATALOG_DIR: catalog.folder } });
  const named = seatIn(app);
  clerk = await named('起案 一郎', 'clerk', 'civic-affairs/clerk');
  head = await named('課長 三郎', 'section-head', 'civic-affairs/head');
  resident = await signInAs(app.kernel, 'nara-city', 'resident');
});
afterAll(async () => {
  await app.stop();
  await catalog.remove();
});

const ofResident = () => ({ ...clerk.context, actor: resident.actor });
const stateOf = async (id: string) => (await services().my.caseOf(ofResident(), id)).case;
const see = async (path: string, headers: Record<string, string>) =>
  pageText(await (await app.request(`/nara-city${path}`, { headers })).text());

/** A case under review, and the draft by which its outcome is put up. */
async function putUp(outcome: 'approve' | 'refuse'): Promise<{ id: string; draft: string }> {
  const { work } = services();
  const id = await underReview();
  if (outcome === 'approve') await work.approve(clerk.context, id, 2, { checks: EVERY_CHECK });
  else await work.refuse(clerk.context, id, 2, '本人確認ができないため');
  const opened = await work.open(clerk.context, id);
  if (opened.kind !== 'open' || opened.data.decision === null) throw new Error('it is put up');
  expect(opened.data.actions).toEqual([]);
  return { id, draft: opened.data.decision };
}

async function underReview(): Promise<string> {
  const { work } = services();
  const answers = SAMPLE_ANSWERS['residence-certificate'] ?? {};
  const id = await applyFor(services(), ofResident(), 'residence-certificate', answers);
  await work.statePurpose(clerk.context, id, 'review');
  await work.take(clerk.context, id, 1);
  return id;
}

async function decide(draft: string): Promise<void> {
  const { reading, acting } = app.modules.decision.service;
  const open = await reading.open(head.context, draft);
  const step = open.steps.find(({ state }) => state === 'open');
  const seen = { round: open.draft.round, no: step?.no ?? -1 };
  expect(await acting.answer(head.context, draft, { seen, kind: 'approved', comment: '' })).toBe('done');
  await app.settle();
}

test('an approval waits for the decision: nothing is owed and nothing issued before it', async () => {
  const { id, draft } = await putUp('approve');
  expect(await stateOf(id)).toMatchObject({ state: 'inDecision', phase: 'waiting', decidedOn: null });
  expect(await see(`/my/cases/${id}`, resident.headers)).toContain('審査が終わり、決裁を待っています');
  expect(await see(`/staff/cases/${id}`, clerk.headers)).toContain('電子決裁で決めています');
  expect(await see(`/staff/decisions/${draft}`, head.headers)).toContain('住民票の写し');
  await expect(services().work.issue(clerk.context, id, 3)).rejects.toMatchObject({ code: 'notAllowedNow' });

  await decide(draft);
  expect(await stateOf(id)).toMatchObject({ state: 'approved', phase: 'waiting' });
  expect((await stateOf(id)).decidedOn).not.toBeNull();
});

test('a refusal comes with its reason once it is decided', async () => {
  const { id, draft } = await putUp('refuse');
  expect((await stateOf(id)).content.refusal).toBeNull();
  await decide(draft);
  const decided = await stateOf(id);
  expect(decided).toMatchObject({ state: 'refused', phase: 'closed' });
  expect(decided.content).toMatchObject({ refusal: '本人確認ができないため' });
  expect(decided.content.proposed).toBeUndefined();
});

test('what is withdrawn from the decision is under review again; what the applicant withdraws is not decided', async () => {
  const first = await putUp('approve');
  const { acting } = app.modules.decision.service;
  expect(await acting.withdraw(clerk.context, first.draft, '確かめ直す')).toBe('done');
  await app.settle();
  expect(await stateOf(first.id)).toMatchObject({ state: 'inReview', phase: 'working' });

  const second = await putUp('approve');
  await services().my.withdraw(ofResident(), second.id);
  await decide(second.draft);
  expect(await stateOf(second.id)).toMatchObject({ state: 'withdrawn' });
});

test('many at once: the report says what waits for a decision, and what went on', async () => {
  const { work } = services();
  const id = await underReview();
  await work.recordChecks(clerk.context, id, 2, EVERY_CHECK);
  const { revision } = await stateOf(id);
  const [came] = await work.bulk(clerk.context, 'approve', [{ id, revision }], { purpose: 'review' });
  expect(came).toMatchObject({ id, fault: null, isPutUp: true });
  expect(await stateOf(id)).toMatchObject({ state: 'inDecision' });
});
