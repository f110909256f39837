import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { count, readEntries } from '#kernel/journal/journal.js';
import { signInAs } from '#modules/identity/fixtures.js';
import { pageText } from '#testing/page-text.js';
import { type TestApp, testApp } from '#testing/test-app.js';
import { TEST_NOW } from '#testing/test-kernel.js';
import { applyFor, contextAt, EVERY_CHECK, SAMPLE_ANSWERS } from './fixtures.js';

let app: TestApp;
const CITY = 'nara-city';
const PROCEDURE = 'residence-certificate';
const services = () => app.modules.procedure.services;

type Somebody = Awaited<ReturnType<typeof as>>;
let resident: Somebody;
let clerk: Somebody;

async function as(who: 'resident' | 'clerk') {
  const municipality = app.kernel.municipalities.bySlug(CITY);
  if (!municipality) throw new Error('no municipality');
  const { actor, headers } = await signInAs(app.kernel, CITY, who);
  return { context: contextAt(municipality, actor, TEST_NOW), headers };
}

beforeAll(async () => {
  app = await testApp();
  resident = await as('resident');
  clerk = await as('clerk');
});
afterAll(() => app.stop());

async function taken(answers: Record<string, unknown> = {}) {
  const sample = { ...SAMPLE_ANSWERS[PROCEDURE], ...answers };
  const id = await applyFor(services(), resident.context, PROCEDURE, sample);
  await services().work.statePurpose(clerk.context, id, 'review');
  await services().work.take(clerk.context, id, 1);
  return { id, path: `/${CITY}/staff/cases/${id}` };
}
const opened = async (id: string) => {
  const found = await services().work.open(clerk.context, id);
  if (found.kind !== 'open') throw new Error('closed');
  return found.data;
};
const post = (path: string, body: Record<string, string | string[]>) => {
  const form = new URLSearchParams();
  for (const [name, values] of Object.entries(body))
    for (const value of [values].flat()) form.append(name, value);
  return app.request(path, {
    method: 'POST',
    body: form,
    headers: { ...clerk.headers, origin: 'http://localhost:3000' },
  });
};
const entries = (id: string, type: string) =>
  app.kernel.database.transaction(clerk.context.municipality.code, async (tx) =>
    (await readEntries(tx, { subject: `case/${id}`, type }, { limit: 10 })).entries.map(({ data }) => data),
  );

describe('points of the review', () => {
  test('are ticked by who reviews; who and when is remembered, and taken back when the tick goes', async () => {
    const { id, path } = await taken();
    expect((await post(`${path}/checks`, { revision: '2', checks: ['1', '3', '99', 'x'] })).status).toBe(303);
    const { checks } = await opened(id);
    expect(checks.map(({ done }) => done?.by ?? null)).toEqual([
      expect.any(String),
      null,
      expect.any(String),
    ]);
    const page = await app.request(path, { headers: clerk.headers });
    expect(pageText(await page.text())).toContain(checks[0]?.done?.by ?? 'nobody');
    await post(`${path}/checks`, { revision: '3', checks: ['1', '2'] });
    expect(await entries(id, 'case.checked')).toEqual([
      expect.objectContaining({ set: '2', cleared: '3' }),
      expect.objectContaining({ set: '1 3', cleared: '' }),
    ]);
    // Whoever had an older page must not take the ticks of another back.
    expect((await post(`${path}/checks`, { revision: '3', checks: [] })).status).toBe(409);
  });

  test('hold an approval back until they are ticked or a reason stands for them', async () => {
    const { id, path } = await taken();
    const held = await post(`${path}/approve`, { revision: '2', checks: ['2'] });
    expect(held.status).toBe(422);
    const html = await held.text();
    expect(pageText(html)).toContain('確かめていない項目が2件あります');
    expect(html).toMatch(/id="checks-2"[^>]*checked|checked[^>]*id="checks-2"/);
    const transaction = app.kernel.database.transaction(clerk.context.municipality.code, (tx) =>
      count(tx, { subject: `case/${id}`, type: 'case.checked' }),
    );
    expect(await transaction).toBe(0);
    const despite = '窓口で原本を確かめたため';
    const sent = await post(`${path}/approve`, { revision: '2', checks: ['2'], despite });
    expect(sent.status).toBe(303);
    expect((await opened(id)).case.state).toBe('approved');
    expect(await entries(id, 'case.approved')).toEqual([expect.objectContaining({ openChecks: 2 })]);
    const notes = await app.request(`${path}/messages`, { headers: clerk.headers });
    expect(pageText(await notes.text())).toContain(despite);
    const mine = await app.request(`/${CITY}/my/cases/${id}/messages`, { headers: resident.headers });
    expect(pageText(await mine.text())).not.toContain(despite);
  });

  test('begin anew when the applicant has corrected the answers', async () => {
    const { id } = await taken();
    const { work, my } = services();
    await work.recordChecks(clerk.context, id, 2, EVERY_CHECK);
    expect((await opened(id)).checks.every(({ done }) => done !== null)).toBe(true);
    const dueOn = Temporal.PlainDate.from('2026-12-04');
    await work.requestCorrection(clerk.context, id, 3, { fields: ['copies'], message: '通数', dueOn });
    const sent = new URLSearchParams({ copies: '1', _asked: 'copies' });
    const form = { getAll: (name: string) => sent.getAll(name), uploads: () => [] };
    expect((await my.correct(resident.context, id, form)).kind).toBe('corrected');
    expect((await opened(id)).checks.every(({ done }) => done === null)).toBe(true);
  });
});

test('an answer that is not what the identity says is marked for the office, and only there', async () => {
  const { id, path } = await taken({ name: '奈良　華子' });
  const { name } = (await opened(id)).case.content.person;
  const page = pageText(await (await app.request(path, { headers: clerk.headers })).text());
  expect(page).toContain(`本人確認の氏名とちがいます：確認した氏名 ${name}`);
  const mine = await app.request(`/${CITY}/my/cases/${id}`, { headers: resident.headers });
  expect(pageText(await mine.text())).not.toContain('本人確認の氏名');
});
