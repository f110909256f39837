import { Hono } from 'hono';
import { beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { testKernel } from '#testing/test-kernel.js';
import type { Actor } from '../context.js';
import type { PageContext } from './page.js';
import type { NavigationEntry } from './page-context.js';
import { problemJson, toProblem } from './problems.js';
import { PublicCache } from './public-cache.js';
import { FormBody, type RouteDefinition, route, UploadBody } from './route.js';
import { serveRoutes } from './serve-routes.js';

let made: number;
let app: Hono;
const seen: unknown[] = [];

const common = { permission: 'public', journal: 'none' } as const;
const echo = (body: unknown) => {
  seen.push(body);
  return Response.json(body);
};

const routes: RouteDefinition[] = [
  route({
    ...common,
    method: 'get',
    path: '/page',
    cache: 'public',
    input: { query: z.record(z.string(), z.string()) },
    handle: ({ html, page }) => {
      made += 1;
      return html(
        `<p>${made} ${page.t.locale} ${page.textSize} ${page.viewer?.name ?? 'nobody'} ${page.flash?.text ?? '-'}</p>`,
      );
    },
  }),
  ...(['/staff/page', '/staff/japanese', '/in-japanese'] as const).map((path) =>
    route({
      ...common,
      method: 'get',
      path,
      ...(path.endsWith('japanese') && { isJapanese: true }),
      input: {},
      handle: ({ html, page }) => html(`<p>${page.t.locale} ${page.notIn}</p>`),
    }),
  ),
  route({
    ...common,
    method: 'get',
    path: '/table.csv',
    cache: 'public',
    input: {},
    handle: ({ file, hono }) => {
      hono.header('x-robots-tag', 'noindex');
      return file('a,b', 'text/csv; charset=utf-8', { saveAs: '表(1)\'"*.csv' });
    },
  }),
  route({
    ...common,
    method: 'get',
    path: '/greeting',
    cache: 'public',
    input: {},
    handle: ({ hono, html }) => {
      made += 1;
      hono.header('set-cookie', `visit=${made}; Path=/`);
      return html('<p>welcome</p>');
    },
  }),
  route({
    ...common,
    method: 'get',
    path: '/gone',
    cache: 'public',
    input: {},
    handle: ({ html }) => {
      made += 1;
      return html('<p>no</p>', 422);
    },
  }),
  route({
    ...common,
    method: 'get',
    path: '/style.css',
    input: {},
    handle: ({ file }) => file('a{}', 'text/css'),
  }),
  route({ ...common, method: 'get', path: '/on', input: {}, handle: ({ redirect }) => redirect('/page') }),
  route({
    ...common,
    method: 'get',
    path: '/by-name/:name',
    input: { params: z.object({ name: z.string() }) },
    handle: ({ params }) => echo(params),
  }),
  route({
    ...common,
    method: 'get',
    path: '/search',
    input: { query: z.object({ q: z.string().optional() }).loose() },
    handle: ({ query }) => echo(query),
  }),
  route({
    ...common,
    method: 'post',
    path: '/form',
    input: { form: FormBody },
    handle: ({ body }) => echo(body),
  }),
  route({
    ...common,
    method: 'post',
    path: '/answer',
    input: { form: FormBody },
    handle: ({ body, parse }) => echo(parse('body', z.object({ answer: z.enum(['yes', 'no']) }), body)),
  }),
  route({
    ...common,
    method: 'post',
    path: '/upload',
    input: { upload: UploadBody, maxFileBytes: 1000 },
    handle: ({ body }) => echo(body),
  }),
  route({
    ...common,
    method: 'post',
    path: '/json',
    input: { json: z.unknown(), maxBytes: 2_000_000 },
    handle: ({ body }) => echo(body),
  }),
  route({ ...common, method: 'get', path: '/menu', input: {}, handle: ({ page }) => echo(page.navigation) }),
  route({
    ...common,
    method: 'get',
    path: '/back',
    input: { query: z.object({ to: z.string() }) },
    handle: ({ query, redirect }) => redirect(query.to),
  }),
];

const waiting = (path: string, count: NavigationEntry['count']): NavigationEntry => ({
  area: 'viewer',
  label: 'common.signIn',
  path,
  permission: 'signedIn',
  ...(count && { count }),
});
const NAVIGATION = [
  waiting('/three', async (_, path) => (path === '/menu' ? 3 : undefined)),
  waiting('/none', async () => 0),
  waiting('/broken', async () => {
    throw new Error('the database does not answer');
  }),
  waiting('/plain', undefined),
];

beforeEach(async () => {
  made = 0;
  seen.length = 0;
  const kernel = await testKernel(null as never);
  const resident: Actor = { kind: 'resident', id: 'r1', name: '奈良花子', assurance: 'high' };
  app = new Hono();
  app.onError((error, c) => problemJson(c, toProblem(error, kernel.log)));
  app.route(
    '/',
    serveRoutes(
      {
        kernel,
        publicCache: new PublicCache(),
        actorOf: async (_, token) => (token === 'known' ? resident : { kind: 'anonymous' }),
        actorOfKey: async () => ({ kind: 'anonymous' }),
        keepUnitsFresh: async () => {},
        heldForms: { hold: async () => false, waiting: async () => [], drop: async () => undefined },
        asset: (name) => name,
        navigation: NAVIGATION,
        emergencyOf: () => null,
      },
      routes,
    ),
  );
});

const get = (path: string, headers: Record<string, string> = {}, method = 'GET') =>
  app.request(`/nara-city${path}`, { headers, method });
const post = (path: string, body: BodyInit, type: string) =>
  app.request(`/nara-city${path}`, { method: 'POST', body, headers: { 'content-type': type } });
const bodyOf = async (answer: Response | Promise<Response>) => (await answer).text();

describe('the menus', () => {
  test('say what waits behind an entry, and stand without it when it cannot be counted', async () => {
    const menu = async (headers?: Record<string, string>) =>
      JSON.parse(await bodyOf(get('/menu', headers))) as PageContext['navigation'];
    const { viewer } = await menu({ cookie: 'yakuba_session=known' });
    expect(viewer.map(({ href, count }) => [href, count])).toEqual([
      ['/nara-city/three', 3],
      ['/nara-city/none', undefined],
      ['/nara-city/broken', undefined],
      ['/nara-city/plain', undefined],
    ]);
    expect((await menu()).viewer).toEqual([]);
  });
});

describe('the public cache', () => {
  test('keeps a page for the next visitor', async () => {
    const first = await bodyOf(get('/page'));
    expect(await bodyOf(get('/page'))).toBe(first);
    expect(made).toBe(1);
  });

  test('makes a page once for all who ask at the same moment', async () => {
    const bodies = await Promise.all(Array.from({ length: 5 }, () => bodyOf(get('/page'))));
    expect(new Set(bodies).size).toBe(1);
    expect(made).toBe(1);
  });

  test('makes what may not be kept for each of those who ask at the same moment', async () => {
    const cookies = await Promise.all(
      Array.from({ length: 3 }, async () => (await get('/greeting')).headers.get('set-cookie')),
    );
    expect(new Set(cookies).size).toBe(3);
  });

  test.each([
    ['somebody who is signed in', { cookie: 'yakuba_session=known' }, '奈良花子'],
    ['somebody whose session is over', { cookie: 'yakuba_session=old' }, 'nobody'],
    ['somebody who is told something once', { cookie: 'yakuba_flash=success:common.saved' }, 'nobody'],
    ['a forged message', { cookie: 'yakuba_flash=success:<script>' }, 'nobody -'],
  ])('neither keeps nor serves the page of %s', async (_, headers, words) => {
    const anonymous = await bodyOf(get('/page'));
    const own = await get('/page', headers);
    expect(own.headers.get('cache-control')).toBe('private, no-store');
    expect(own.headers.get('etag')).toBeNull();
    expect(await own.text()).toContain(words);
    expect(made).toBe(2);
    expect(await bodyOf(get('/page'))).toBe(anonymous);
  });

  test('tells languages, sizes, readings, queries and host names apart', async () => {
    const variants: [string, Record<string, string>][] = [
      ['/page', {}],
      ['/page', { 'accept-language': 'en' }],
      ['/page', { cookie: 'yakuba_preferences=vi.standard.0' }],
      ['/page', { cookie: 'yakuba_preferences=ja.largest.0' }],
      ['/page', { cookie: 'yakuba_preferences=ja.standard.1' }],
      ['/page?a=1', {}],
      ['/page?a=2', {}],
    ];
    for (const [path, headers] of variants) await get(path, headers);
    await app.request('http://other.example/nara-city/page');
    await app.request('/imari/page');
    expect(made).toBe(variants.length + 2);
    for (const [path, headers] of variants) await get(path, headers);
    expect(made).toBe(variants.length + 2);
  });

  test('answers HEAD as GET without the body, from the same page', async () => {
    const whole = await get('/page');
    const head = await get('/page', {}, 'HEAD');
    expect(await head.text()).toBe('');
    expect(head.headers.get('etag')).toBe(whole.headers.get('etag'));
    expect(made).toBe(1);
  });

  test('gives the headers of the handler to everybody, not only to the first', async () => {
    for (let visit = 0; visit < 2; visit += 1) {
      const answer = await get('/table.csv');
      expect(answer.headers.get('content-disposition')).toMatch(/^attachment; filename\*=UTF-8''/);
      expect(answer.headers.get('x-robots-tag')).toBe('noindex');
      expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    }
  });

  test('does not keep an answer that sets a cookie, nor one that is not a success', async () => {
    expect((await get('/greeting')).headers.get('set-cookie')).toContain('visit=1');
    expect((await get('/greeting')).headers.get('set-cookie')).toContain('visit=2');
    made = 0;
    await get('/gone');
    expect((await get('/gone')).headers.get('cache-control')).toBe('private, no-store');
    expect(made).toBe(2);
  });

  test.each([
    ['the tag alone', (tag: string) => tag, 304],
    ['a weak tag, as a proxy that compresses makes it', (tag: string) => `W/${tag.replace(/^W\//, '')}`, 304],
    ['one of several', (tag: string) => `"other", ${tag}`, 304],
    ['any', () => '*', 304],
    ['another', () => '"other"', 200],
  ])('compares If-None-Match with %s', async (_, header, status) => {
    const tag = (await get('/page')).headers.get('etag') ?? '';
    const answer = await get('/page', { 'if-none-match': header(tag) });
    expect(answer.status).toBe(status);
    expect(answer.headers.get('vary')).toMatch(/cookie/i);
  });

  test('compresses only for who can read it', async () => {
    for (const accepted of ['', 'br', 'identity', 'gzip;q=0', 'gzip; q=0.0, br']) {
      expect(
        (await get('/page', { 'accept-encoding': accepted })).headers.get('content-encoding'),
      ).toBeNull();
    }
    for (const accepted of ['gzip', 'br, gzip;q=0.5', 'deflate, GZIP']) {
      expect((await get('/page', { 'accept-encoding': accepted })).headers.get('content-encoding')).toBe(
        'gzip',
      );
    }
  });
});

describe('a message shown once', () => {
  const flash = { cookie: 'yakuba_flash=success:common.saved' };
  test('is taken away by the page that shows it', async () => {
    const answer = await get('/page', flash);
    expect(answer.headers.get('set-cookie')).toMatch(/yakuba_flash=;.*Max-Age=0/);
  });
  test.each(['/style.css', '/on', '/search'])('outlives %s, which shows nothing', async (path) => {
    expect((await get(path, flash)).headers.get('set-cookie')).toBeNull();
  });
});

describe('the language of a page', () => {
  test.each([
    ['/staff/page', 'ja', 'ja null'],
    ['/staff/page', 'en', 'en null'],
    ['/staff/page', 'vi', 'en vi'],
    ['/staff/page', 'zh', 'en zh-Hans'],
    ['/staff/japanese', 'en', 'ja en'],
    ['/in-japanese', 'pt', 'ja pt'],
  ])('%s for who wishes %s', async (path, wished, expected) => {
    expect(await (await get(path, { 'accept-language': wished })).text()).toContain(`<p>${expected}</p>`);
  });
});

describe('odd input', () => {
  test('names of the prototype are names like others, or nothing', async () => {
    await get('/search?__proto__=x&constructor=y&toString=z&q=1');
    await post('/form', '__proto__=x&__proto__=y&constructor=z&a=1', 'application/x-www-form-urlencoded');
    await post('/json', '{"__proto__":{"polluted":true},"a":1}', 'application/json');
    for (const value of seen as Record<string, unknown>[]) {
      expect(Object.getPrototypeOf(value)).toBeOneOf([Object.prototype, null]);
      expect('polluted' in value).toBe(false);
    }
    expect('polluted' in {}).toBe(false);
    expect(seen).toHaveLength(3);
  });

  test.each([
    ['a query', () => get('/search?q=a%00b'), 422],
    ['an address', () => get('/by-name/a%00b'), 404],
    ['a form', () => post('/form', 'a=b%00', 'application/x-www-form-urlencoded'), 422],
    ['the name of a field', () => post('/form', 'a%00=b', 'application/x-www-form-urlencoded'), 422],
    ['JSON', () => post('/json', '{"a":[{"b":"\\u0000"}]}', 'application/json'), 422],
    ['a name in JSON', () => post('/json', '{"a":[{"\\u0000":1}]}', 'application/json'), 422],
  ])('the zero character in %s is refused before a database sees it', async (_, ask, status) => {
    expect((await ask()).status).toBe(status);
    expect(seen).toEqual([]);
  });

  test.each([
    ['ja', '次のどれかにしてください：yes, no'],
    ['en', 'It must be one of: yes, no'],
  ])('what a handler itself refuses is said in the language of the reader: %s', async (locale, words) => {
    const headers = {
      'accept-language': locale,
      'content-type': 'application/x-www-form-urlencoded',
    };
    const refused = await app.request('/nara-city/answer', { method: 'POST', headers, body: 'answer=maybe' });
    expect(refused.status).toBe(422);
    expect(await refused.text()).toContain(words);
    expect(seen).toEqual([]);
  });

  test('half a character in JSON is refused; broken UTF-8 elsewhere becomes the replacement character', async () => {
    expect((await post('/json', '{"a":"\\ud842"}', 'application/json')).status).toBe(422);
    expect(seen).toEqual([]);
    expect((await get('/search?q=%ff%fe')).status).toBe(200);
    expect((await post('/form', 'a=%e3%81', 'application/x-www-form-urlencoded')).status).toBe(200);
    expect(
      (await post('/form', Buffer.from([0x61, 0x3d, 0xff]), 'application/x-www-form-urlencoded')).status,
    ).toBe(200);
    for (const value of seen) expect(JSON.stringify(value).isWellFormed()).toBe(true);
  });

  test('JSON nested beyond sense is refused, and quickly', async () => {
    const deep = '['.repeat(900_000) + ']'.repeat(900_000);
    const startedAt = performance.now();
    expect((await post('/json', deep, 'application/json')).status).toBe(422);
    expect(performance.now() - startedAt).toBeLessThan(2000);
    expect((await post('/json', '{"a":', 'application/json')).status).toBe(422);
    expect((await post('/json', '', 'application/json')).status).toBe(422);
    expect((await post('/json', `${'['.repeat(20)}1${']'.repeat(20)}`, 'application/json')).status).toBe(200);
  });

  test.each([
    ['multipart without a boundary', 'a', 'multipart/form-data'],
    [
      'multipart that ends in the middle',
      '--x\r\nContent-Disposition: form-data; name="a"\r\n\r\nhal',
      'multipart/form-data; boundary=x',
    ],
    ['multipart of rubbish', '\0\u0001\u0002', 'multipart/form-data; boundary=x'],
    [
      'a file where a text belongs',
      '--x\r\nContent-Disposition: form-data; name="a"; filename="a"\r\n\r\nb\r\n--x--\r\n',
      'multipart/form-data; boundary=x',
    ],
    ['JSON', '{"a":"b"}', 'application/json', 415],
    ['text', 'a=b', 'text/plain', 415],
  ] as [string, string, string, number?][])(
    '%s in place of a form is never taken for an empty form, and no failure of ours',
    async (_, body, type, status = 422) => {
      expect((await post('/form', body, type)).status).toBe(status);
      expect(seen).toEqual([]);
    },
  );

  test.each([
    ['without a boundary', 'abc', 'multipart/form-data'],
    ['with another parameter than a boundary', 'abc', 'multipart/form-data; charset=utf-8'],
    ['that ends in the middle', '--x\r\nContent-Disp', 'multipart/form-data; boundary=x'],
    ['of rubbish', '\0\u0001\u0002', 'multipart/form-data; boundary=x'],
  ])('a form with files %s is the sender’s fault', async (_, body, type) => {
    expect((await post('/upload', body, type)).status).toBe(422);
    expect(seen).toEqual([]);
  });

  test('a body over the limit is refused, with and without a stated length', async () => {
    const big = `a=${'b'.repeat(1_100_000)}`;
    expect((await post('/form', big, 'application/x-www-form-urlencoded')).status).toBe(413);
    const stream = new Blob([big]).stream();
    const answer = await app.request(
      new Request('http://localhost/nara-city/form', {
        method: 'POST',
        body: stream,
        duplex: 'half',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
      } as RequestInit),
    );
    expect(answer.status).toBe(413);
  });

  test.each(['/x\u0001y', '/x\ty', '/日本', '/a\u0000', '/a\r\nset-cookie: b=c'])(
    'a redirect to %j leaves as one header or not at all',
    async (to) => {
      const answer = await get(`/back?to=${encodeURIComponent(to)}`);
      expect([303, 422]).toContain(answer.status);
      expect(answer.headers.get('set-cookie')).toBeNull();
    },
  );

  test('a file name leaves as one parameter', async () => {
    const { headers } = await get('/table.csv');
    expect(headers.get('content-disposition')).toBe(
      "attachment; filename*=UTF-8''%E8%A1%A8%281%29%27%22%2A.csv",
    );
  });
});
