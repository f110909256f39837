import { afterAll, beforeAll, expect, test } from 'vitest';
import { png } from '#kernel/files/bad-files.js';
import { fiscalYear } from '#kernel/values/fiscal-year.js';
import { uuidv7 } from '#kernel/values/uuid.js';
import { type SignedIn, signInAs } from '#modules/identity/fixtures.js';
import { pageText } from '#testing/page-text.js';
import { type TestApp, testApp } from '#testing/test-app.js';
import { headquarters, planOffice } from '../fixtures.js';

let app: TestApp;
let clerk: SignedIn;
const ROUND = uuidv7(Temporal.Instant.from('2026-05-11T10:00:00+09:00'));
const MEASURE = '/nara-city/staff/plan/measures/1-8';
const evidenceAt = `/nara-city/staff/plan/rounds/${ROUND}/measures/1-8/evidence`;
const office = () => planOffice(app.kernel, 'nara-city');

beforeAll(async () => {
  app = await testApp();
  clerk = await signInAs(app.kernel, 'nara-city', 'clerk');
  await app.modules.plan.api.openRound(office(), {
    id: ROUND,
    fiscalYear: fiscalYear(2025),
    dueOn: Temporal.PlainDate.from('2099-06-30'),
  });
});
afterAll(() => app.stop());

const get = (path: string, who: SignedIn | null = clerk) =>
  app.request(path, who ? { headers: who.headers } : {});

/** The report with this progress, these new files, and those that the page showed as kept. */
async function report(progress: string, uploads: readonly File[], kept: readonly string[] = []) {
  const { version } = await app.modules.plan.api.readDocument(office(), '1-8');
  const body = new FormData();
  for (const [name, value] of Object.entries({ round: ROUND, base: String(version), progress }))
    body.append(name, value);
  for (const text of kept) body.append('evidencePreEntries', text);
  for (const file of uploads) body.append('evidencePreEntries.upload', file);
  return app.request(`${MEASURE}/report`, { method: 'POST', headers: clerk.headers, body });
}

const keptOn = (html: string): string[] =>
  [...html.matchAll(/name="evidencePreEntries" value="([^"]*)"/g)].map(([, value = '']) =>
    value.replaceAll('&quot;', '"').replaceAll('&amp;', '&'),
  );

const picture = () => new File([new Uint8Array(png(20, 20))], '集計表.png', { type: 'image/png' });

test('a report takes files as evidence, and says beside the field which one it does not take', async () => {
  const program = new File([new Uint8Array([0x4d, 0x5a, 0x90, 0, 3, 0, 0, 0])], '集計.pdf', {
    type: 'application/pdf',
  });
  const back = await report('窓口を減らした。', [picture(), program]);
  expect(back.status).toBe(422);
  const html = await back.text();
  expect(pageText(html)).toContain('集計.pdf');
  const kept = keptOn(html);
  expect(kept).toHaveLength(1);

  expect((await report('窓口を減らした。', [], kept)).status).toBe(303);
  const shown = await (await get(MEASURE)).text();
  expect(keptOn(shown)).toEqual(kept);

  const { file } = JSON.parse(kept[0] ?? '') as { file: string };
  const own = await get(`${evidenceAt}/${file}`);
  expect(own.status).toBe(200);
  expect(own.headers.get('content-disposition')).toContain('attachment');
  expect((await get(`${evidenceAt.replace('1-8', '1-7')}/${file}`)).status).toBe(404);
  expect((await get(`/nara-city/plan/rounds/${ROUND}/evidence/${file}`, null)).status).toBe(404);
});

test('published with the review, it is everybody’s', async () => {
  const service = app.modules.plan.api;
  const judges = headquarters(app.kernel, 'nara-city');
  await service.closeReports(office(), ROUND);
  expect((await report('遅い報告', [picture()])).status).toBe(409);
  const { rows } = await service.round(judges, ROUND);
  for (const { measure } of rows)
    await service.judge(judges, ROUND, measure.number, { rating: 'ahead', comment: null });
  await service.publish(office(), ROUND);

  const page = await (await get(`/nara-city/plan/rounds/${ROUND}`, null)).text();
  const link = /href="([^"]*\/evidence\/[^"]*)"/.exec(page)?.[1] ?? '';
  const found = await get(link, null);
  expect(found.status).toBe(200);
  expect(found.headers.get('content-type')).toContain('image/jpeg');
  expect((await get(link.replace(/[^/]*$/, ROUND), null)).status).toBe(404);
});
