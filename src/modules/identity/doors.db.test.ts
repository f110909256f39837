import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { pageText } from '#testing/page-text.js';
import { type TestApp, testApp } from '#testing/test-app.js';

let empty: TestApp;
let down: TestApp;
beforeAll(async () => {
  empty = await testApp();
  // Nothing listens on port 1.
  down = await testApp({ settings: { CITIZEN_ISSUER: 'http://127.0.0.1:1', CITIZEN_CLIENT_ID: 'town' } });
});
afterAll(async () => {
  await empty.stop();
  await down.stop();
});

describe('without a provider', () => {
  test('nobody is offered a way in', async () => {
    const page = await empty.request('/nara-city/sign-in');
    expect(page.status).toBe(200);
    const html = await page.text();
    expect(pageText(html)).toContain('いまはサインインできません');
    expect(html).not.toMatch(/href="[^"]*\/sign-in\/(citizen|staff)/);
    const direct = await empty.request('/nara-city/sign-in/staff');
    expect(direct.status).toBe(503);
    expect(pageText(await direct.text())).toContain('サインインの方法がまだ決められていません');
  });

  test('there is no sandbox', async () => {
    expect((await empty.request('/sandbox-identity/.well-known/openid-configuration')).status).toBe(404);
  });

  test('an answer that nobody asked for is refused', async () => {
    expect((await empty.request('/nara-city/sign-in/callback?code=x&state=y')).status).toBe(422);
  });
});

describe('with a provider that is down', () => {
  test('only its audience is offered, and it is told in words', async () => {
    const html = await (await down.request('/nara-city/sign-in')).text();
    expect(html).toContain('href="/nara-city/sign-in/citizen"');
    expect(html).not.toContain('href="/nara-city/sign-in/staff"');
    const page = await down.request('/nara-city/sign-in/citizen', { headers: { 'accept-language': 'en' } });
    expect(page.status).toBe(503);
    expect(pageText(await page.text())).toContain('The identity service cannot be reached');
    expect(page.headers.getSetCookie()).toEqual([]);
  });
});

describe('the address', () => {
  test('is the public one before the person leaves, so that the cookie is there on return', async () => {
    const moved = await down.request('http://127.0.0.1:3000/nara-city/sign-in/citizen?back=/nara-city/my');
    expect(moved.status).toBe(303);
    expect(moved.headers.get('location')).toBe(
      `http://localhost:3000/nara-city/sign-in/citizen?here=1&back=${encodeURIComponent('/nara-city/my')}`,
    );
    // Behind a proxy that does not pass the name on, the second try goes ahead.
    const again = await down.request('http://10.0.0.5/nara-city/sign-in/citizen?here=1');
    expect(again.status).toBe(503);
  });

  test.each(['https://elsewhere.example/', '//elsewhere.example', '/imari/my'])(
    'never carries %s along',
    async (wish) => {
      const html = await (await down.request(`/nara-city/sign-in?back=${encodeURIComponent(wish)}`)).text();
      const [main = ''] = /<main[\s\S]*<\/main>/.exec(html) ?? [];
      expect(main).toContain('href="/nara-city/sign-in/citizen"');
      expect(main).not.toContain('back=');
    },
  );
});

test('signing out without a session is no fault', async () => {
  const response = await empty.request('/nara-city/sign-out', {
    method: 'POST',
    body: new URLSearchParams(),
    headers: { origin: 'http://localhost:3000' },
  });
  expect(response.status).toBe(303);
  expect(response.headers.get('location')).toBe('/nara-city/');
});
