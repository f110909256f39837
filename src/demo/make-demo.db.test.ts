import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { signInAs } from '#modules/identity/fixtures.js';
import { pageText } from '#testing/page-text.js';
import { type TestApp, testApp } from '#testing/test-app.js';
import { makeDemo } from './make-demo.js';

let app: TestApp;
beforeAll(async () => {
  app = await testApp();
  await makeDemo(app.kernel, app.modules);
});
afterAll(() => app.stop());

const page = async (path: string, cookie?: string): Promise<string> =>
  pageText(await (await app.request(path, cookie ? { headers: { cookie } } : {})).text());
const counted = async (): Promise<{ total: number; byMonth: { month: string; count: number }[] }> =>
  (
    await app.request(
      '/nara-city/api/v1/plan/measures/1-8/indicators/online-certificate-applications/entries',
    )
  ).json();

describe('the demo town on its first start', () => {
  test('has weeks of applications behind the counted figure of its plan', async () => {
    const { total, byMonth } = await counted();
    expect(total).toBeGreaterThan(30);
    expect(byMonth.map(({ month }) => month)).toEqual(['2026-10', '2026-11']);
  });

  test('has work in the inbox and a review that is open', async () => {
    const clerk = await signInAs(app.kernel, 'nara-city', 'clerk');
    expect(await page('/nara-city/staff', clerk.cookie)).toMatch(/住民票の写しの交付請求/);
    const office = await signInAs(app.kernel, 'nara-city', 'plan-office');
    expect(await page('/nara-city/staff/plan', office.cookie)).toContain('2025年度');
  });

  test('is made once', async () => {
    const before = await counted();
    await makeDemo(app.kernel, app.modules);
    expect(await counted()).toEqual(before);
  });
});
