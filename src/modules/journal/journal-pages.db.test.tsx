import { afterAll, beforeAll, expect, test } from 'vitest';
import { signInAs } from '#modules/identity/fixtures.js';
import { pageText } from '#testing/page-text.js';
import { type TestApp, testApp } from '#testing/test-app.js';

let app: TestApp;
beforeAll(async () => {
  app = await testApp();
});
afterAll(() => app.stop());

const get = (path: string, cookie?: string) => app.request(path, cookie ? { headers: { cookie } } : {});

test('the journal is for those who may read it', async () => {
  const anonymous = await get('/nara-city/staff/journal');
  expect(anonymous.status).toBe(303);
  expect(anonymous.headers.get('location')).toContain('/nara-city/sign-in?back=');
  const { cookie } = await signInAs(app.kernel, 'nara-city', 'clerk');
  expect((await get('/nara-city/staff/journal', cookie)).status).toBe(403);
});

test('an administrator sees what happened, and that everything fits', async () => {
  const { cookie } = await signInAs(app.kernel, 'nara-city', 'administrator');
  const journal = await (await get('/nara-city/staff/journal?type=plan.loaded', cookie)).text();
  expect(journal).toContain('plan.loaded');
  const seals = await (await get('/nara-city/staff/journal/seals?verify=1', cookie)).text();
  expect(pageText(seals)).toContain('すべて合っています');
});
