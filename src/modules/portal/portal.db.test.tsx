import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { pinnedClock } from '#kernel/clock.js';
import { type TestApp, testApp } from '#testing/test-app.js';

let app: TestApp;
beforeAll(async () => {
  app = await testApp();
});
afterAll(() => app.stop());

const text = async (path: string, init?: RequestInit): Promise<string> =>
  (await app.request(path, init)).text();

describe('the entrance', () => {
  test('names every municipality', async () => {
    const html = await text('/');
    for (const name of ['奈良市', '奈良県', '伊万里市', '葛󠄀城市', '橿原市']) expect(html).toContain(name);
  });

  test('an unknown municipality is not found', async () => {
    expect((await app.request('/atlantis/')).status).toBe(404);
  });
});

describe('the top page', () => {
  test('asks first what the person wants to do, and says on a Friday that the office is open', async () => {
    const html = await text('/nara-city/');
    expect(html).toMatch(/<label[^>]*>何をしますか<\/label>/);
    expect(html).toContain('2026年11月20日（金）');
    expect(html).toContain('開庁しています');
  });

  test('speaks the language of the browser', async () => {
    const html = await text('/nara-city/', { headers: { 'accept-language': 'en-US,en;q=0.9' } });
    expect(html).toContain('<html lang="en"');
    expect(html).toContain('What would you like to do?');
    expect(html).toContain('Weekdays 8:30 to 17:15');
  });

  test('names a holiday, in Japanese that says so', async () => {
    const clock = pinnedClock(Temporal.Instant.from('2026-11-23T10:00:00+09:00'));
    const onHoliday = await testApp({ clock });
    const answer = await onHoliday.request('/nara-city/', { headers: { 'accept-language': 'en' } });
    expect(await answer.text()).toContain('Closed (<span lang="ja">勤労感謝の日</span>)');
    await onHoliday.stop();
  });

  test('is the same answer, ready compressed, for the next visitor', async () => {
    const first = await app.request('/nara-city/');
    const second = await app.request('/nara-city/', { headers: { 'accept-encoding': 'gzip' } });
    expect(second.headers.get('content-encoding')).toBe('gzip');
    expect(second.headers.get('etag')).toBe(first.headers.get('etag'));
    const unchanged = await app.request('/nara-city/', {
      headers: { 'if-none-match': first.headers.get('etag') ?? '' },
    });
    expect(unchanged.status).toBe(304);
  });
});

describe('preferences', () => {
  test('are kept in a cookie and lead back', async () => {
    const saved = await app.request(
      '/nara-city/preferences?lang=ja-x-easy&back=%2Fnara-city%2Fplan%3Fstage%3Dplanning',
    );
    expect(saved.status).toBe(303);
    expect(saved.headers.get('location')).toBe('/nara-city/plan?stage=planning');
    const cookie = saved.headers.get('set-cookie')?.split(';')[0] ?? '';
    expect(await text('/nara-city/', { headers: { cookie } })).toContain('何を しますか');
  });

  test.each([
    'https://evil.example/',
    '//evil.example',
    '/\\evil.example',
    '/imari/',
    '/nara-city//evil.example',
  ])('never lead to %s', async (back) => {
    const saved = await app.request(`/nara-city/preferences?textSize=large&back=${encodeURIComponent(back)}`);
    expect(saved.headers.get('location')).toBe('/nara-city/');
  });
});

test('the API describes itself', async () => {
  const description = await (await app.request('/nara-city/api/openapi.json')).json();
  expect(description).toMatchObject({ openapi: '3.1.0', servers: [{ url: '/nara-city' }] });
});

test('pages carry a policy that allows no inline script', async () => {
  const { headers } = await app.request('/nara-city/');
  expect(headers.get('content-security-policy')).toContain("script-src 'self'");
  expect(headers.get('content-security-policy')).not.toContain('unsafe');
});

test('a form of another site cannot sign anybody out', async () => {
  const refused = await app.request('/nara-city/sign-out', {
    method: 'POST',
    headers: { origin: 'https://evil.example', 'content-type': 'application/x-www-form-urlencoded' },
  });
  expect(refused.status).toBe(403);
});
