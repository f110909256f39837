import { afterAll, beforeAll, expect, test } from 'vitest';
import { fiscalYear } from '#kernel/values/fiscal-year.js';
import { uuidv7 } from '#kernel/values/uuid.js';
import { type SignedIn, signInAs } from '#modules/identity/fixtures.js';
import { pageText } from '#testing/page-text.js';
import { type TestApp, testApp } from '#testing/test-app.js';
import { headquarters, planOffice, reportDraft } from './fixtures.js';
import { ruledIn } from './year-view.js';

// Two reviews run at a time: that of 2021, for which measure 1-8 was behind, and that of 2025, in which it is ahead.
const OLD = fiscalYear(2021);
const NEW = fiscalYear(2025);
const STAFF = '/nara-city/staff/plan';

let app: TestApp;
let clerk: SignedIn;
let rounds: { old: string; new: string };
const service = () => app.modules.plan.api;
const office = () => planOffice(app.kernel, 'nara-city');
const judges = () => headquarters(app.kernel, 'nara-city');
const see = async (path: string, who?: SignedIn) => {
  const response = await app.request(path, who ? { headers: who.headers } : {});
  expect(response.status).toBe(200);
  return response.text();
};

beforeAll(async () => {
  app = await testApp();
  clerk = await signInAs(app.kernel, 'nara-city', {
    name: '市民課の担当',
    grants: [{ role: 'clerk', unit: 'civic-affairs' }],
  });
  const now = office().clock.now();
  const dueOn = now.toZonedDateTimeISO('Asia/Tokyo').toPlainDate().add({ days: 30 });
  rounds = { old: uuidv7(now), new: uuidv7(now) };
  await service().openRound(office(), { id: rounds.old, fiscalYear: OLD, dueOn });
  await service().openRound(office(), { id: rounds.new, fiscalYear: NEW, dueOn });
  const draft = await reportDraft(service(), office(), '1-8', { year: NEW, text: '大きく伸びた。' });
  const indicators = draft.document.indicators.map((one) =>
    one.id === 'pre-entries' ? { ...one, values: { ...one.values, [NEW]: { result: 1_000_000 } } } : one,
  );
  await service().submitReport(office(), {
    round: rounds.new,
    ...draft,
    document: { ...draft.document, indicators },
    evidence: [],
  });
  await app.settle();
});
afterAll(() => app.stop());

test('the sections are told that a review has begun, and until when they report', async () => {
  const text = pageText(await see('/nara-city/staff/notices', clerk));
  expect(text).toContain('2021年度の評価が始まりました。');
  expect(text).toContain('2025年度の評価が始まりました。');
  expect(text).toMatch(/までに報告してください/);
});

test('the tasks of each lead to the report of its own year', async () => {
  const tasks = await see(`${STAFF}/tasks`, clerk);
  for (const [round, year, other] of [
    [rounds.old, OLD, NEW],
    [rounds.new, NEW, OLD],
  ]) {
    const address = `${STAFF}/measures/1-8?round=${round}`;
    expect(tasks).toContain(address);
    const text = pageText(await see(address, clerk));
    expect(text).toContain(`${year}年度の報告`);
    expect(text).toContain(`${other}年度の報告を見る`);
  }
  const older = await see(`${STAFF}/measures/1-8?round=${rounds.old}`, clerk);
  expect(older).toContain(`name="round" value="${rounds.old}"`);
});

test('a review speaks of its own year, whatever later years brought', async () => {
  const measure = await service().readMeasure(office(), '1-8');
  expect([measure.rating, ruledIn(measure, OLD).rating, ruledIn(measure, NEW).rating]).toEqual([
    'ahead',
    'behind',
    'ahead',
  ]);
  const ratings = async (round: string) => {
    const { rows } = await service().round(office(), round);
    return rows.find((row) => row.measure.number === '1-8')?.byRule.rating;
  };
  expect([await ratings(rounds.old), await ratings(rounds.new)]).toEqual(['behind', 'ahead']);
});

test('a published one shows the judgement and the measure of then, also after both have changed', async () => {
  await service().closeReports(office(), rounds.old);
  const { rows } = await service().round(judges(), rounds.old);
  for (const { measure } of rows)
    await service().judge(judges(), rounds.old, measure.number, { rating: 'onCourse', comment: null });
  await service().publish(office(), rounds.old);
  const { document, version } = await service().readDocument(office(), '1-8');
  await service().changeMeasure(office(), {
    base: version,
    document: { ...document, title: '新しい名の施策' },
    reason: '改称',
  });

  const round = await see(`/nara-city/plan/rounds/${rounds.old}`);
  const href = `/nara-city/plan/rounds/${rounds.old}/measures/1-8`;
  expect(round).toContain(`href="${href}"`);
  const then = pageText(await see(href));
  expect(then).toContain(document.title);
  expect(then).toContain('その後の変更は含みません');
  expect(then).not.toContain('新しい名の施策');
  const cards = pageText(round);
  expect(cards).toContain('評価の基準による評価：遅れている');
  expect(cards).not.toContain('評価の基準による評価：予定どおり');
  expect((await app.request(`/nara-city/plan/rounds/${rounds.old}/measures/9-99`)).status).toBe(404);

  expect(await see('/nara-city/plan')).toContain('/nara-city/plan/slides/2021.pdf');
});
