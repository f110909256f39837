import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { UploadBody } from '#kernel/http/route.js';
import { type SignedIn, signInAs } from '#modules/identity/fixtures.js';
import { contextAt } from '#modules/procedure/fixtures.js';
import { type TestApp, testApp } from '#testing/test-app.js';
import { TEST_NOW } from '#testing/test-kernel.js';
import { Kind } from './definition.js';
import { pictureAt } from './fixtures.js';
import type { Action } from './model.js';
import { rendered } from './open311/format.js';
import { readAnswers } from './open311/request.js';
import type { Step } from './service/desk.js';

const V2 = '/nara-city/open311/v2';
let app: TestApp;
let worker: SignedIn;
let key = '';
beforeAll(async () => {
  app = await testApp();
  worker = await signInAs(app.kernel, 'nara-city', 'clerk');
  const head = await signInAs(app.kernel, 'nara-city', {
    name: '課長',
    grants: [{ role: 'section-head', unit: 'construction' }],
  });
  const made = await app.request('/nara-city/staff/partner-keys', {
    method: 'POST',
    headers: head.headers,
    body: new URLSearchParams({ name: 'みちの会', procedures: 'open311', days: '90' }),
  });
  key = /yakuba_[A-Za-z0-9_-]{43}/.exec(await made.text())?.[0] ?? '';
});
afterAll(() => app.stop());

/** As the client "open311" from npm asks: a form without an origin, and no cookie. */
const post = (fields: Record<string, string>, format = 'json') =>
  app.request(`${V2}/requests.${format}`, { method: 'POST', body: new URLSearchParams(fields) });
const json = async (path: string, status = 200) => {
  const response = await app.request(`${V2}${path}`);
  expect(response.status).toBe(status);
  expect(response.headers.get('content-type')).toContain('application/json');
  return response.json();
};
const told = (changes: Record<string, string> = {}) => ({
  api_key: key,
  service_code: 'road-damage',
  lat: '34.6851',
  long: '135.8048',
  description: '路面に穴',
  'attribute[size]': 'tyre',
  email: 'smit333@example.jp',
  ...changes,
});
const idOf = async (response: Response): Promise<string> => {
  expect(response.status).toBe(201);
  const [{ service_request_id }] = (await response.json()) as [{ service_request_id: string }];
  return service_request_id;
};
const staff = () => {
  const municipality = app.kernel.municipalities.bySlug('nara-city');
  if (!municipality) throw new Error('no town');
  return contextAt(municipality, worker.actor, TEST_NOW);
};
const services = () => app.modules.report.services;
async function opened(number: string) {
  const { items } = await services().desk.list(staff(), { numbers: [number] });
  if (!items[0]) throw new Error(`no report ${number}`);
  return items[0];
}
async function act(number: string, action: Action, step: Partial<Step> = {}) {
  const { id, revision } = await opened(number);
  await services().desk.act(staff(), id, revision, action, { reply: '', ...step });
}

describe('GeoReport v2', () => {
  test('a date with a plus that was not escaped is understood; a picture elsewhere is at http or https', async () => {
    const dates = 'start_date=2026-11-01T00:00:00+09:00&end_date=2026-11-20T00:00:00+09:00';
    expect((await app.request(`${V2}/requests.json?${dates}`)).status).toBe(200);
    expect((await app.request(`${V2}/requests.json?start_date=2026-11-01 ab`)).status).toBe(400);
    expect((await post(told({ media_url: 'javascript:alert(1)' }))).status).toBe(400);
  });

  test('discovery names the endpoint and its formats', async () => {
    const found = await (await app.request('/nara-city/open311/discovery.json')).json();
    const { endpoints } = found as { endpoints: { url: string; formats: string[] }[] };
    expect(endpoints[0]?.url).toMatch(/\/nara-city\/open311\/v2$/);
    expect(endpoints[0]?.formats).toEqual(['application/json', 'text/xml']);
    const xml = await (await app.request('/nara-city/open311/discovery.xml')).text();
    expect(xml).toContain('<formats><format>application/json</format><format>text/xml</format></formats>');
  });

  test('services and their definitions', async () => {
    const services = (await json('/services.json?jurisdiction_id=nara-city')) as Record<string, unknown>[];
    expect(services[0]).toMatchObject({ service_code: 'road-damage', metadata: true, type: 'realtime' });
    for (const service of services)
      expect(Object.keys(service).sort()).toEqual([
        'description',
        'group',
        'keywords',
        'metadata',
        'service_code',
        'service_name',
        'type',
      ]);
    expect(await json('/services/road-damage.json')).toMatchObject({
      service_code: 'road-damage',
      attributes: [{ variable: true, code: 'size', datatype: 'singlevaluelist', order: 1 }],
    });
    expect(await json('/services/none.json', 404)).toMatchObject([{ code: 404 }]);
    expect(await json('/services.json?jurisdiction_id=elsewhere', 404)).toMatchObject([{ code: 404 }]);
    const xml = await app.request(`${V2}/services.xml`);
    expect(xml.headers.get('content-type')).toBe('text/xml; charset=utf-8');
    expect(await xml.text()).toMatch(
      /^<\?xml version="1\.0" encoding="utf-8"\?>\n<services><service><service_code>road-damage/,
    );
  });

  test('every state of a request is seen, and nothing of it that staff have not released', async () => {
    const id = await idOf(await post(told()));
    const shown = async () => ((await json(`/requests/${id}.json`)) as Record<string, unknown>[])[0];
    expect(await shown()).toMatchObject({ status: 'open', description: null, lat: null, media_url: null });
    expect(await json('/requests.json')).toEqual([]);
    const report = await opened(id);
    expect(report).toMatchObject({ channel: 'api', answers: { size: 'tyre' } });
    const waiting = await pictureAt(app.kernel, staff(), 'draft/api');
    await services().desk.addPhotos(staff(), report.id, 'after', waiting);
    await services().moderation.releasePhoto(staff(), report.id, waiting.ids[0] ?? '', []);
    const { revision } = await opened(id);
    await services().moderation.release(staff(), report.id, revision, '道路の穴', '三条通り');
    expect(await shown()).toMatchObject({ description: '道路の穴', address: '三条通り' });
    const seen = [];
    for (const [action, step] of [
      ['look', {}],
      ['assign', { crew: 'roads-1' }],
      ['start', {}],
      ['close', { reason: 'fixed', reply: '埋めました' }],
      ['reopen', {}],
    ] as const) {
      await act(id, action, step);
      const { status, status_notes } = (await shown()) as { status: string; status_notes: string };
      seen.push(`${status} ${status_notes}`);
    }
    expect(seen).toEqual([
      'open 確認しました',
      'open 作業班に渡しました',
      'open 作業中です',
      'closed 完了しました。直しました。埋めました',
      'open 再び対応しています',
    ]);
    const one = await shown();
    expect(one).toMatchObject({ description: '道路の穴', lat: 34.6851, long: 135.8048 });
    const media = await app.request(new URL(String(one?.media_url)).pathname);
    expect(media.headers.get('content-type')).toBe('image/jpeg');
    expect(await json('/requests.json')).toHaveLength(1);
    expect(await json('/requests.json?status=closed')).toEqual([]);
    expect(await json('/requests.json?service_code=street-light')).toEqual([]);
    expect(
      await json('/requests.json?start_date=2026-11-01T00:00:00Z&end_date=2026-11-30T00:00:00Z'),
    ).toHaveLength(1);
    expect(await json(`/requests.json?service_request_id=${id},000000000`)).toHaveLength(1);
  });

  test.each([
    ['no key', { api_key: '' }, 403],
    ['a key that does not hold', { api_key: `yakuba_${'x'.repeat(43)}` }, 403],
    ['no service', { service_code: '' }, 400],
    ['a service that is not there', { service_code: 'none' }, 404],
    ['no place', { lat: '', long: '' }, 400],
    ['a place elsewhere', { lat: '35.6', long: '139.7' }, 400],
    ['swapped latitude and longitude', { lat: '135.8048', long: '34.6851' }, 400],
    ['an answer that there is not', { 'attribute[size]': 'huge' }, 400],
    ['an address that no mail reaches', { email: 'hanako' }, 400],
    ['another jurisdiction', { jurisdiction_id: 'tokyo' }, 404],
  ])('%s is refused in the words of the standard, in both formats', async (_, changes, status) => {
    const response = await post(told(changes), 'json');
    expect(response.status).toBe(status);
    expect(await response.json()).toMatchObject([{ code: status, description: expect.any(String) }]);
    const xml = await post(told(changes), 'xml');
    expect(xml.status).toBe(status);
    expect(await xml.text()).toContain(`<errors><error><code>${status}</code><description>`);
  });

  test.each([
    ['an attribute that the service does not define', { 'attribute[colour]': 'red' }, 'attribute[colour]'],
    ['the same in a list', { 'attribute[colour][]': 'red' }, 'attribute[colour]'],
    ['two values of which one is taken', { 'attribute[size][]': 'huge' }, 'attribute[size]'],
    ['an e-mail address that is none', { email: 'smit333.example.jp' }, 'email'],
    ['one that is too long', { email: `smit@${'e'.repeat(100)}.jp` }, 'email'],
  ])('%s is refused by the name of the field, and nothing is kept', async (_, changes, field) => {
    const before = await services().desk.list(staff(), {});
    const response = await post(told(changes));
    expect(response.status).toBe(400);
    expect(await response.json()).toEqual([{ code: 400, description: expect.stringContaining(field) }]);
    expect(await services().desk.list(staff(), {})).toEqual(before);
  });

  test.each([
    ['no form', 'text/plain', 415],
    ['a form that breaks off', 'multipart/form-data; boundary=x', 400],
  ])('%s is refused in the form of the standard before anything of it is read', async (_, type, status) => {
    const sent = (format: string) =>
      app.request(`${V2}/requests.${format}`, {
        method: 'POST',
        headers: { 'content-type': type },
        body: 'lat=34',
      });
    const json = await sent('json');
    expect(json.status).toBe(status);
    expect(json.headers.get('content-type')).toBe('application/json; charset=utf-8');
    expect(await json.json()).toEqual([{ code: status, description: expect.any(String) }]);
    const xml = await sent('xml');
    expect(xml.status).toBe(status);
    expect(xml.headers.get('content-type')).toBe('text/xml; charset=utf-8');
    expect(await xml.text()).toContain(`<errors><error><code>${status}</code><description>`);
  });

  test('a session counts for nothing here', async () => {
    const body = new URLSearchParams(told({ api_key: '' }));
    const sent = await app.request(`${V2}/requests.json`, { method: 'POST', headers: worker.headers, body });
    expect(sent.status).toBe(403);
  });

  test.each([
    ['status=half', 400],
    ['start_date=yesterday', 400],
    ['start_date=2026-01-01T00:00:00Z&end_date=2026-11-01T00:00:00Z', 400],
  ])('requests with %s are refused', async (query, status) => {
    expect(await json(`/requests.json?${query}`, status)).toMatchObject([{ code: status }]);
  });

  test.each(['/nothing.json', '/request', '/requests/x/y.json', '/services.csv'])(
    '%s is not there, and says so in the form of the standard',
    async (path) => {
      expect(await json(path, 404)).toMatchObject([{ code: 404, description: expect.any(String) }]);
      const xml = await app.request(`${V2}${path}.xml`);
      expect(xml.status).toBe(404);
      expect(await xml.text()).toContain('<errors><error><code>404</code>');
      const sent = await app.request(`${V2}${path}`, { method: 'POST', body: new URLSearchParams(told()) });
      expect(sent.status).toBe(404);
      expect(await sent.json()).toMatchObject([{ code: 404 }]);
    },
  );

  test('the agency is the section, and after it was passed on its owner', async () => {
    const id = await idOf(await post(told()));
    const agency = async () => {
      const [one] = (await json(`/requests/${id}.json`)) as { agency_responsible: string }[];
      return one?.agency_responsible;
    };
    expect(await agency()).toBe('道路維持課');
    await act(id, 'passOn', { owner: 'national' });
    expect(await agency()).toBe('国道（国が管理するもの）');
    await act(id, 'reopen');
    expect(await agency()).toBe('道路維持課');
    await act(id, 'passOn', { owner: 'prefectural' });
    expect(await agency()).toBe('奈良県');
  });

  test('words as long as the standard allows are taken, and released as they are', async () => {
    expect((await post(told({ description: '穴'.repeat(4001) }))).status).toBe(400);
    const description = '穴'.repeat(4000);
    const { id, revision } = await opened(await idOf(await post(told({ description }))));
    const release = (publicWords: string, publicPlace = '') =>
      app.request(`/nara-city/staff/reports/${id}/release`, {
        method: 'POST',
        headers: worker.headers,
        body: new URLSearchParams({ publicWords, publicPlace, revision: String(revision) }),
      });
    expect((await release(`${description}穴`)).status).toBe(422);
    const place = await release(description, '角'.repeat(1001));
    expect(place.status).toBe(422);
    expect(await place.text()).toContain('id="publicPlace-error"');
    expect((await release(description)).status).toBe(303);
  });

  test('a token stands for a number', async () => {
    const number = await idOf(await post(told()));
    const { id } = await opened(number);
    expect(await json(`/tokens/${id}.json`)).toEqual([{ token: id, service_request_id: number }]);
    expect(await json(`/tokens/none.json`, 404)).toMatchObject([{ code: 404 }]);
  });
});

test('a required attribute is asked for by its name, however its value is sent', () => {
  const text = { ja: '大きさ' };
  const options = ['hand', 'tyre'].map((id) => ({ id, title: text }));
  const kind = Kind.parse({
    ...{ id: 'hole', title: text, description: text, group: text, duty: 'roads' },
    questions: [{ id: 'size', text, required: true, options }],
  });
  const empty: UploadBody[] = [{}, { 'attribute[size]': ' ' }, { 'attribute[size][]': [''] }];
  for (const body of empty) expect(() => readAnswers(body, kind)).toThrow('attribute[size] was not provided');
  expect(() => readAnswers({ 'attribute[size][]': ['hand', 'tyre'] }, kind)).toThrow('takes one value');
  expect(readAnswers({ 'attribute[size][]': ['hand'] }, kind)).toEqual({ size: 'hand' });
});

test('XML keeps what is told as text', () => {
  expect(rendered('xml', 'services', [{ description: '<b>&"\u0001' }])).toContain(
    '<services><service><description>&lt;b&gt;&amp;&quot;</description></service></services>',
  );
});
