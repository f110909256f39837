import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { systemContext } from '#kernel/context.js';
import { type SignedIn, signInAs, type Who } from '#modules/identity/fixtures.js';
import { pageText } from '#testing/page-text.js';
import { type TestApp, testApp } from '#testing/test-app.js';
import { contextAt, fillIn, SAMPLE_ANSWERS } from './fixtures.js';

let app: TestApp;
let resident: SignedIn;
const CITY = 'nara-city';
const LIST = [
  ['6308580', '奈良市', '二条大路南'],
  ['6308121', '奈良市', '三条宮前町'],
  ['6308121', '奈良市', '三条本町'],
].map(([code, city, town]) => `29201,"630","${code}","x","x","x","奈良県","${city}","${town}",0,0,0,0,0,0`);

const municipality = () => {
  const found = app.kernel.municipalities.bySlug(CITY);
  if (!found) throw new Error(CITY);
  return found;
};
const post = (path: string, body: Record<string, string>, { headers }: SignedIn = resident) =>
  app.request(path, { method: 'POST', headers, body: new URLSearchParams(body) });
const typedIn = (html: string, name: string): string | undefined =>
  new RegExp(`<input[^>]* name="${name}"[^>]* value="([^"]*)"`).exec(html)?.[1];
async function again(response: Response): Promise<string> {
  expect(response.status).toBe(422);
  return response.text();
}

beforeAll(async () => {
  app = await testApp();
  resident = await signInAs(app.kernel, CITY, 'resident');
  const context = systemContext(municipality(), 'cli', app.kernel.clock);
  const loaded = await app.modules.place.api.loadAddresses(
    context,
    new TextEncoder().encode(LIST.join('\n')),
  );
  expect(loaded).toEqual({ kind: 'loaded', codes: 2, towns: 3 });
});
afterAll(() => app.stop());

/** The page of a draft on which this procedure asks for an address. */
async function pageOf(procedure: string, page: string): Promise<string> {
  const context = contextAt(municipality(), resident.actor, app.kernel.clock.now());
  const answers = SAMPLE_ANSWERS[procedure] ?? {};
  const draft = await fillIn(app.modules.procedure.services, context, procedure, answers);
  return `/${CITY}/procedures/${procedure}/apply/${draft}/${page}`;
}
const pageWith = (procedure: string, field: string): string => {
  const context = contextAt(municipality(), { kind: 'anonymous' }, app.kernel.clock.now());
  const { pages } = app.modules.procedure.services.catalogue.get(context, procedure).form;
  return pages.find(({ fields }) => fields.some(({ id }) => id === field))?.id ?? '';
};

describe('郵便番号から住所を入れる', () => {
  test('fills in the town on the web, and nothing is judged', async () => {
    const path = await pageOf('dog-registration', pageWith('dog-registration', 'address'));
    const html = await again(
      await post(path, { 'address.postalCode': '６３０８５８０', name: '', _do: 'address:find' }),
    );
    expect(typedIn(html, 'address.town')).toBe('奈良市二条大路南');
    expect(html).toMatch(/<option value="奈良県" selected/);
    expect(pageText(html)).toContain('郵便番号から住所を入れました');
    expect(html).not.toContain('error-summary');
  });

  test('stands there with the address that the identity knows', async () => {
    const begun = await post(`/${CITY}/procedures/dog-registration/apply`, {});
    const page = pageWith('dog-registration', 'address');
    const first = (begun.headers.get('location') ?? '').replace(/[^/]*$/, page);
    const html = await (await app.request(first, { headers: resident.headers })).text();
    expect(typedIn(html, 'address.town')).toBe('奈良市二条大路南');
    expect(typedIn(html, 'address.postalCode')).toBe('630-8580');
  });

  test('empties the town that the identity knew when its new code is unknown', async () => {
    const begun = await post(`/${CITY}/procedures/dog-registration/apply`, {});
    const page = pageWith('dog-registration', 'address');
    const path = (begun.headers.get('location') ?? '').replace(/[^/]*$/, page);
    const html = await (await app.request(path, { headers: resident.headers })).text();
    const came = Object.fromEntries(
      ['town', 'street', 'found'].map((part) => [`address.${part}`, typedIn(html, `address.${part}`) ?? '']),
    );
    const unknown = await again(
      await post(path, {
        ...came,
        'address.prefecture': '奈良県',
        'address.postalCode': '639-9999',
        _do: 'address:find',
      }),
    );
    expect(pageText(unknown)).toContain('見つかりませんでした');
    expect(typedIn(unknown, 'address.town') ?? '').toBe('');
    expect(typedIn(unknown, 'address.street') ?? '').toBe('');
  });

  test('offers the towns of one code; the chosen one is filled in', async () => {
    const path = await pageOf('dog-registration', pageWith('dog-registration', 'address'));
    const html = await again(await post(path, { 'address.postalCode': '630-8121', _do: 'address:find' }));
    for (const words of ['複数あります', '奈良県奈良市三条宮前町', '奈良県奈良市三条本町'])
      expect(pageText(html)).toContain(words);
    const [, button = ''] = /value="(address:take\.1)"/.exec(html) ?? [];
    const taken = await again(await post(path, { 'address.postalCode': '630-8121', _do: button }));
    expect(typedIn(taken, 'address.town')).toBe('奈良市三条本町');
  });

  test('says that a code is unknown; the address is typed by hand and holds', async () => {
    const path = await pageOf('dog-registration', pageWith('dog-registration', 'address'));
    const html = await again(await post(path, { 'address.postalCode': '999-9999', _do: 'address:find' }));
    expect(pageText(html)).toContain('見つかりませんでした');
    expect(typedIn(html, 'address.postalCode')).toBe('999-9999');
  });

  test('works inside a person', async () => {
    const path = await pageOf('disaster-certificate', pageWith('disaster-certificate', 'applicant'));
    const typed = { 'applicant.name': '奈良　花子', 'applicant.address.postalCode': '6308580' };
    const html = await again(await post(path, { ...typed, _do: 'applicant.address:find' }));
    expect(typedIn(html, 'applicant.address.town')).toBe('奈良市二条大路南');
    expect(typedIn(html, 'applicant.name')).toBe('奈良　花子');
  });

  test('works where staff write for somebody', async () => {
    const who: Who = { name: '保健 一郎', grants: [{ role: 'clerk', unit: 'health-center' }] };
    const clerk = await signInAs(app.kernel, CITY, who);
    const begin = { procedure: 'dog-registration', channel: 'counter', purpose: 'applicant' };
    const begun = await post(`/${CITY}/staff/entries/new`, begin, clerk);
    const path = (begun.headers.get('location') ?? '').replace(
      /[^/]*$/,
      pageWith('dog-registration', 'address'),
    );
    const html = await again(
      await post(path, { 'address.postalCode': '630-8580', _do: 'address:find' }, clerk),
    );
    expect(typedIn(html, 'address.town')).toBe('奈良市二条大路南');
  });
});

test('another municipality has a list of its own', async () => {
  const other = app.kernel.municipalities.bySlug('imari');
  if (!other) throw new Error('imari');
  const context = contextAt(other, { kind: 'anonymous' }, app.kernel.clock.now());
  expect(await app.modules.place.api.townsOf(context, '6308580')).toEqual([]);
});
