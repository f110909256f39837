import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { createApp } from '#app.js';
import { SHIPPED_CATALOG } from '#kernel/create-kernel.js';
import { type ServedApp, servedApp } from '#testing/served-app.js';

const OWN_HOST = 'www.city.nara.example';

let served: ServedApp;
let catalog: string;
let port: number;

beforeAll(async () => {
  catalog = await mkdtemp(join(tmpdir(), 'yakuba-catalog-'));
  await cp(SHIPPED_CATALOG, catalog, { recursive: true });
  const file = join(catalog, 'nara-city/municipality.yaml');
  const text = (await readFile(file, 'utf8')).replace(/^hosts:.*\n(\s+-.*\n)*/m, '');
  await writeFile(file, `${text}\nhosts: [${OWN_HOST}]\n`);
  served = await servedApp({
    settings: { CATALOG_DIR: catalog, DEMO: 'off', PUBLIC_URL: 'https://yakuba.example' },
  });
  port = served.kernel.config.port;
});
afterAll(async () => {
  await served.stop();
  await rm(catalog, { recursive: true, force: true });
});

interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  text: string;
}
interface Ask {
  host?: string;
  method?: string;
  headers?: Record<string, string>;
  body?: string;
}

/** Over the real port: Host, Origin and paths leave as they are given. */
const ask = (path: string, { host = 'yakuba.example', method = 'GET', headers = {}, body }: Ask = {}) =>
  new Promise<Answer>((resolve, reject) => {
    const request = httpRequest(
      { port, host: '127.0.0.1', path, method, headers: { ...headers, host } },
      (answer) => {
        let text = '';
        answer.setEncoding('utf8').on('data', (part) => {
          text += part;
        });
        answer.on('end', () => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, text }));
      },
    );
    request.on('error', reject);
    request.end(body);
  });

/** Bytes as they are; the first line of the answer and its headers. */
const raw = (bytes: string) =>
  new Promise<string>((resolve, reject) => {
    let text = '';
    const socket = connect(port, '127.0.0.1', () => socket.write(bytes));
    socket.setEncoding('utf8').on('data', (part) => {
      text += part;
    });
    socket.on('close', () => resolve(text));
    socket.on('error', reject);
    setTimeout(() => socket.end(), 400);
  });

const FORM = { 'content-type': 'application/x-www-form-urlencoded' };

test('an address with letters that are not encoded is refused in words that say how to write it', async () => {
  const answer = await raw(
    'GET /nara-city/api/3/action/package_search?q=避難 HTTP/1.1\r\nHost: yakuba.example\r\n\r\n',
  );
  const [head = '', body = ''] = answer.split('\r\n\r\n');
  expect(head).toMatch(/^HTTP\/1\.1 400 .*text\/plain; charset=utf-8/s);
  expect(body).toContain('%E9%81%BF%E9%9B%A3');
  expect(body).toContain('--data-urlencode');
});

test('an address that is too long is refused in words that say how long it may be', async () => {
  const words = encodeURIComponent('道'.repeat(3000));
  const answer = await raw(
    `GET /nara-city/ogc/collections/trees/items?name=${words} HTTP/1.1\r\nHost: yakuba.example\r\n\r\n`,
  );
  const [head = '', body = ''] = answer.split('\r\n\r\n');
  expect(head).toMatch(/^HTTP\/1\.1 431 .*text\/plain; charset=utf-8/s);
  expect(body).toContain('アドレスが長すぎます（クッキーなどと合わせて16KBまで');
  expect(body).toContain('The address is too long');
});

describe('a municipality under a host name of its own', () => {
  const own = (path: string, options: Ask = {}) => ask(path, { host: OWN_HOST, ...options });

  test('has its pages, styles and assets there, and no link with the prefix', async () => {
    const home = await own('/');
    expect(home.status).toBe(200);
    expect(home.text).toContain('奈良市');
    const links = [...home.text.matchAll(/(?:href|src|action)="([^"]*)"/g)].map(
      ([, address]) => address ?? '',
    );
    expect(links.length).toBeGreaterThan(10);
    expect(links.filter((address) => address.startsWith('/nara-city'))).toEqual([]);
    const styles = links.filter((address) => address.includes('.css') || address.startsWith('/assets/'));
    expect(styles.some((address) => address.startsWith('/theme.css'))).toBe(true);
    for (const address of styles) {
      // Assets are there once they are built; a page never.
      const { headers, status } = await own(address);
      if (status === 200) expect(headers['content-type']).not.toContain('html');
      else expect(address).toMatch(/^\/assets\//);
    }
    const inside = links
      .filter((address) => /^\/[^/]/.test(address) && !styles.includes(address))
      .slice(0, 12);
    for (const address of inside)
      expect((await own(address.replaceAll('&amp;', '&'))).status).toBeLessThan(400);
  });

  test('is still there under its prefix, and is not the door to another one', async () => {
    expect((await ask('/nara-city/')).text).toContain('href="/nara-city/');
    expect((await own('/nara-city/')).status).toBe(404);
    expect((await own('/imari/')).status).toBe(404);
    expect((await own('/imari/', { headers: { 'x-forwarded-host': 'yakuba.example' } })).status).toBe(404);
  });

  test('with another port, in capitals or with a last dot is the same name, or unknown, never somebody else’s', async () => {
    expect((await ask('/', { host: `${OWN_HOST}:8080` })).text).toContain('href="/');
    expect((await ask('/procedures', { host: OWN_HOST.toUpperCase() })).status).toBe(200);
    expect([200, 404]).toContain((await ask('/procedures', { host: `${OWN_HOST}.` })).status);
  });

  test('sends who must sign in to its own sign-in and back, and keeps its cookies to itself', async () => {
    const { headers, status } = await own('/my?a=1');
    expect(status).toBe(303);
    expect(headers.location).toBe('/sign-in?back=%2Fmy%3Fa%3D1');
    const preferences = await own('/preferences?lang=en&back=%2Fplan');
    expect(preferences.headers.location).toBe('/plan');
    expect(preferences.headers['set-cookie']?.join()).not.toMatch(/domain=/i);
  });

  test('takes forms of its own pages, body and all', async () => {
    const origin = `https://${OWN_HOST}`;
    const out = await own('/sign-out', { method: 'POST', headers: { ...FORM, origin }, body: '' });
    expect([out.status, out.headers.location]).toEqual([303, '/']);
    const chunked = { ...FORM, origin, 'transfer-encoding': 'chunked' };
    // Of somebody who may not send it nothing is read; how much is too much is tried in kernel/http.
    const big = await own('/staff/people', {
      method: 'POST',
      headers: { ...chunked, connection: 'close' },
      body: `a=${'b'.repeat(2_000_000)}`,
    });
    expect(big.headers.location).toBe('/sign-in?back=%2Fmy');
    const small = await own('/staff/people', { method: 'POST', headers: chunked, body: 'a=b' });
    expect(small.headers.location).toBe('/sign-in?back=%2Fmy');
  });

  test('answers whether it lives', async () => {
    expect((await own('/healthz')).text).toBe('ok');
    expect((await own('/readyz')).status).toBe(200);
    expect((await own('/metrics')).status).toBe(404);
  });
});

describe('a form', () => {
  const signOut = (headers: Record<string, string>, host?: string) =>
    ask('/nara-city/sign-out', {
      method: 'POST',
      headers: { ...FORM, ...headers },
      body: '',
      ...(host ? { host } : {}),
    });

  test.each([
    [
      'the page’s own origin behind a proxy that ends TLS',
      { origin: 'https://yakuba.example' },
      'yakuba.example',
    ],
    [
      'the page’s own origin behind a proxy that renames the host',
      { origin: 'https://yakuba.example' },
      '127.0.0.1',
    ],
    ['a browser that says same-origin', { 'sec-fetch-site': 'same-origin' }, 'yakuba.example'],
  ])('is taken from %s', async (_, headers: Record<string, string>, host) => {
    expect((await signOut(headers, host)).status).toBe(303);
  });

  test.each([
    ['another site', { origin: 'https://evil.example' }],
    [
      'another site, in a browser that says so',
      { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' },
    ],
    ['another port of the same host', { origin: 'https://yakuba.example:8443' }],
    ['a host that begins with our name', { origin: 'https://yakuba.example.evil.example' }],
    ['a frame without origin', { origin: 'null' }],
    ['nowhere', {}],
    ['nowhere, as plain text', { 'content-type': 'text/plain' }],
  ])('is refused from %s', async (_, headers: Record<string, string>) => {
    const answer = await signOut(headers);
    expect(answer.status).toBe(403);
    expect(answer.headers['set-cookie']).toBeUndefined();
    expect(answer.headers['cache-control']).toContain('no-store');
  });
});

describe('cookies of an installation under https', () => {
  test('are all marked secure', async () => {
    const answers = [
      await ask('/nara-city/preferences?lang=en'),
      await ask('/nara-city/sign-out', {
        method: 'POST',
        headers: { origin: 'https://yakuba.example' },
        body: '',
      }),
    ];
    const cookies = answers.flatMap(({ headers }) => headers['set-cookie'] ?? []);
    expect(cookies.length).toBeGreaterThanOrEqual(3);
    for (const cookie of cookies) expect(cookie).toMatch(/;\s*secure/i);
  });
});

describe('an address', () => {
  const get = (target: string, host = 'yakuba.example') =>
    raw(`GET ${target} HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`);

  test.each([
    '/nara-city/../imari/',
    '/nara-city/%2e%2e/imari/',
    '/nara-city/..%2fimari/',
    '//evil.example/nara-city/',
    '/\\evil.example/',
    '/nara-city//',
    '/nara-city//evil.example',
    '/nara-city%2Fplan',
    '/nara-city/plan%2F1',
    '/nara-city/%E0%A4%A',
    '/nara-city/%00',
    '/nara-city/plan/%ff',
    '/nara-city/verify/%00',
    '/assets/..%2f..%2fpackage.json',
    '/assets/%2e%2e/%2e%2e/package.json',
    '/assets/%00',
    '/assets/%E0%A4%A',
    '/assets/',
    '/assets',
    'http://evil.example/nara-city/my',
    '/nara-city/my?back=//evil.example',
    '/nara-city/sign-in?back=//evil.example',
    '/nara-city/sign-in?back=https%3A%2F%2Fevil.example%2F',
    '/nara-city/preferences?back=%2Fnara-city%2F%0d%0aset-cookie:a=b',
    '/nara-city/preferences?back=%2Fnara-city%2F%00',
    '/nara-city/preferences?back=%2F%09%2Fevil.example',
    '/nara-city/preferences?back=%5C%5Cevil.example',
    `/nara-city/${'a'.repeat(9000)}`,
    '/?',
    '*',
  ])('%s is no failure of ours and leads nowhere else', async (target) => {
    const answer = await get(target);
    expect(answer).toMatch(/^HTTP\/1\.1 [2-4]\d\d /);
    const location = /^location: (.*)\r$/im.exec(answer)?.[1];
    if (location !== undefined) {
      expect(new URL(location, 'https://yakuba.example').hostname).toBe('yakuba.example');
    }
    expect(answer).not.toMatch(/^set-cookie: a=b/im);
    expect(answer).not.toContain('"name": "yakuba"');
  });

  test.each([
    'a b',
    'evil.example@yakuba.example',
    '[::1',
    'yakuba.example/../',
    '',
    'xn--',
    '127.0.0.1:99999',
  ])('asked for under the host %j is no failure of ours', async (host) => {
    expect(await get('/nara-city/', host)).toMatch(/^HTTP\/1\.1 [2-4]\d\d /);
  });

  test.each(['OPTIONS', 'TRACE', 'PUT', 'DELETE', 'PATCH', 'PROPFIND'])(
    'does not answer to %s',
    async (method) => {
      for (const path of ['/', '/nara-city/', '/nara-city/plan', '/assets/app.css']) {
        const { status } = await ask(path, { method });
        expect([403, 404, 405]).toContain(status);
      }
    },
  );

  test('of the HEAD of a page has its headers and no body', async () => {
    const { headers, status, text } = await ask('/nara-city/plan', { method: 'HEAD' });
    expect([status, text]).toEqual([200, '']);
    expect(headers['content-type']).toContain('text/html');
  });
});

describe('an error', () => {
  test('that is ours leaves with a number to ask about and nothing else', async () => {
    const logged: Record<string, unknown>[] = [];
    const log = vi.spyOn(served.kernel.log, 'error').mockImplementation(((
      details: Record<string, unknown>,
    ) => {
      logged.push(details);
    }) as never);
    const broken = vi
      .spyOn(served.kernel.database, 'transaction')
      .mockRejectedValue(Object.assign(new Error('relation "secret" at /srv/secret.ts'), { code: '42P01' }));
    const headers = { cookie: 'yakuba_session=x' };
    const page = await ask('/nara-city/plan', { headers });
    const api = await ask('/nara-city/api/v1/plan/measures', { headers });
    broken.mockRestore();
    log.mockRestore();
    expect([page.status, api.status]).toEqual([500, 500]);
    for (const { headers, text } of [page, api]) {
      expect(text).not.toMatch(/secret|relation|42P01|\.ts\b/);
      expect(headers['cache-control']).toContain('no-store');
    }
    expect(api.headers['content-type']).toContain('application/problem+json');
    const numbers = logged.map(({ reference }) => String(reference));
    expect(page.text).toContain(numbers[0]);
    expect(JSON.parse(api.text)).toEqual({
      type: 'urn:yakuba:problem:internal',
      title: 'こちらの不具合です',
      status: 500,
      reference: numbers[1],
    });
  });

  test('of the API says what is wrong in the language that is asked for; what it is called stays', async () => {
    const inJapanese = await ask('/nara-city/api/v1/nowhere');
    const inEnglish = await ask('/nara-city/api/v1/nowhere', { headers: { 'accept-language': 'en' } });
    const [ja, en] = [inJapanese, inEnglish].map(({ text }) => JSON.parse(text));
    expect([ja.title, en.title]).toEqual(['見つかりません', 'Not found']);
    expect(ja.type).toBe('urn:yakuba:problem:notFound');
    expect(en.type).toBe(ja.type);
    expect(inEnglish.headers['content-language']).toBe('en');
  });

  test('of the person is never kept, as a page and as an answer of the API', async () => {
    for (const path of [
      '/nowhere/',
      '/nara-city/nowhere',
      '/nara-city/api/v1/nowhere',
      '/assets/nowhere.css',
    ]) {
      const { headers, status } = await ask(path);
      expect(status).toBe(404);
      expect(headers['cache-control']).toContain('no-store');
    }
    expect((await ask('/')).headers['cache-control']).toContain('no-store');
  });

  test('of the database makes the product not ready, but not dead', async () => {
    const broken = vi.spyOn(served.kernel.database.owner, 'selectNoFrom').mockImplementation(() => {
      throw new Error('connection refused');
    });
    expect((await ask('/readyz')).status).toBe(503);
    expect((await ask('/healthz')).status).toBe(200);
    broken.mockRestore();
    expect((await ask('/readyz')).status).toBe(200);
  });
});

test('before the start is complete every request is told so, and the log once', async () => {
  const { kernel } = served;
  const warned = vi.spyOn(kernel.log, 'warn');
  const early = createApp(kernel);
  for (const path of ['/', '/nara-city/', '/nara-city/api/v1/plan', '/readyz']) {
    expect((await early.request(path)).status).toBe(503);
  }
  expect((await early.request('/healthz')).status).toBe(200);
  expect(await (await early.request('/nara-city/api/v1/plan')).json()).toMatchObject({
    type: 'urn:yakuba:problem:unavailable',
  });
  expect(warned.mock.calls).toEqual([[expect.stringMatching(/^asked before the start was complete/)]]);
  await early.close();
});

test('limits by caller count each address behind a proxy for itself', async () => {
  const check = async (address: string) =>
    (
      await ask('/nara-city/verify/ABCD-EFGH-JKMN-PQRS', {
        headers: { 'x-forwarded-for': `203.0.113.250, ${address}` },
      })
    ).status;
  const until429 = async () => {
    for (let asked = 1; asked <= 100; asked += 1) if ((await check('198.51.100.1')) === 429) return asked;
    return Number.NaN;
  };
  expect(await until429()).toBeGreaterThan(1);
  expect(await check('198.51.100.2')).not.toBe(429);
});
