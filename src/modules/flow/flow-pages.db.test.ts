import { afterAll, beforeAll, expect, test } from 'vitest';
import { systemContext } from '#kernel/context.js';
import { append } from '#kernel/journal/journal.js';
import { type SignedIn, signInAs } from '#modules/identity/fixtures.js';
import { pageText } from '#testing/page-text.js';
import { type TestApp, testApp } from '#testing/test-app.js';

const PAGE = '/nara-city/staff/flows';

let app: TestApp;
let office: SignedIn;
let head: SignedIn;

const see = async (who: SignedIn, query = '') => {
  const response = await app.request(`${PAGE}${query}`, { headers: who.headers });
  return { status: response.status, html: await response.text() };
};

/** A case of before, with a step every `hours`. */
async function story(id: string, unit: string, daysAgo: number, hours: number, steps: readonly string[]) {
  const municipality = app.kernel.municipalities.bySlug('nara-city');
  if (!municipality) throw new Error('the catalogue has Nara City');
  for (const [place, step] of steps.entries()) {
    const at = app.kernel.clock
      .now()
      .subtract({ hours: daysAgo * 24 })
      .add({ hours: place * hours });
    const context = systemContext(municipality, 'test', { now: () => at });
    const data = { procedure: 'residence-certificate', unit };
    await app.kernel.database.transaction(municipality.code, (tx) =>
      append(tx, context, { type: `case.${step}`, subject: `case/${id}`, data }),
    );
  }
}

beforeAll(async () => {
  app = await testApp();
  office = await signInAs(app.kernel, 'nara-city', 'plan-office');
  head = await signInAs(app.kernel, 'nara-city', {
    name: '水道の課長',
    grants: [{ role: 'section-head', unit: 'waterworks' }],
  });
  const straight = ['submitted', 'assigned', 'approved', 'issued'];
  const around = [
    'submitted',
    'correctionRequested',
    'corrected',
    'correctionRequested',
    'corrected',
    'refused',
  ];
  await story('1', 'civic-affairs', 40, 2, straight);
  await story('2', 'civic-affairs', 30, 2, straight);
  await story('3', 'civic-affairs', 20, 10, around);
  await story('4', 'waterworks', 10, 1, straight);
  await story('5', 'civic-affairs', 500, 96, straight);
});
afterAll(() => app.stop());

test('is for those who answer for work, each for the own sections', async () => {
  const clerk = await signInAs(app.kernel, 'nara-city', 'clerk');
  expect((await see(clerk)).status).toBe(403);
  expect(pageText((await see(office)).html)).toContain('4件が始まり');
  expect(pageText((await see(head)).html)).toContain('1件が始まり');
});

test('draws the steps with their words, and tells where work waits and goes back', async () => {
  const { status, html } = await see(office, '?kind=case&value=residence-certificate');
  expect(status).toBe(200);
  const text = pageText(html);
  expect(text).toContain('1件が前の段階に戻りました');
  expect(text).toContain('補正の依頼 → 補正の受領');
  expect(text).toContain('赤い点線は、前の段階に戻った道です');
  expect(html).toContain('data-back');
  expect(text).toMatch(/補正の依頼から補正の受領まで：半数が10時間以上（2回）/);
});

test('compares with the same length of time before, in words', async () => {
  const text = pageText((await see(office, '?compare=before')).html);
  expect(text).toContain('前と後');
  expect(text).toMatch(/受付 → 担当決定 1 3 4日 2時間 4日短い/);
});

test('what is no date is told beside its box and nothing is lost', async () => {
  const { status, html } = await see(
    office,
    '?from=きのう&to=2026-13-01&compare=chosen&beforeFrom=2026-02-01&beforeTo=2026-01-01',
  );
  expect(status).toBe(422);
  const text = pageText(html);
  expect(text.match(/日付を入力してください/g)?.length).toBeGreaterThanOrEqual(2);
  expect(text).toContain('「いつから」より後の日にしてください');
  expect(html).toContain('value="きのう"');
});

test('of work that nobody began there is nothing to draw, and that is said', async () => {
  const { status, html } = await see(office, '?kind=definition');
  expect(status).toBe(200);
  expect(pageText(html)).toContain('この期間に始まった仕事はありません');
});
