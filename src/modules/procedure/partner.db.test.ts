import { afterAll, beforeAll, expect, test } from 'vitest';
import { readEntries } from '#kernel/journal/journal.js';
import { type SignedIn, signInAs, type Who } from '#modules/identity/fixtures.js';
import { pageText } from '#testing/page-text.js';
import { type TestApp, testApp } from '#testing/test-app.js';
import { SAMPLE_ANSWERS } from './fixtures.js';

let app: TestApp;
const CITY = 'nara-city';
const KEYS = `/${CITY}/staff/partner-keys`;
const API = `/${CITY}/api/v1`;
const HEAD: Who = { name: '保健所長', grants: [{ role: 'section-head', unit: 'health-center' }] };
const { kana: _kana, birthDate: _birthDate, ...DOG } = SAMPLE_ANSWERS['dog-registration'] ?? {};

const people = new Map<Who, SignedIn>();
async function headersOf(who: Who) {
  const known = people.get(who) ?? (await signInAs(app.kernel, CITY, who));
  people.set(who, known);
  return known.headers;
}
const post = async (path: string, who: Who, body: [string, string][] = []) =>
  app.request(path, { method: 'POST', headers: await headersOf(who), body: new URLSearchParams(body) });
const textOf = async (response: Response, status = 200) => {
  expect(response.status).toBe(status);
  return pageText(await response.text());
};
const order = (name: string, procedures: string[], days = '90'): [string, string][] => [
  ['name', name],
  ...procedures.map((id): [string, string] => ['procedures', id]),
  ['days', days],
];
async function makeKey(who: Who, name: string, procedures: string[]): Promise<string> {
  const made = await post(KEYS, who, order(name, procedures));
  expect(made.status).toBe(200);
  return /yakuba_[A-Za-z0-9_-]{43}/.exec(await made.text())?.[0] ?? '';
}
const apply = (key: string, procedure: string, body: object, idempotencyKey: string) =>
  app.request(`${API}/procedures/${procedure}/cases`, {
    method: 'POST',
    body: JSON.stringify(body),
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer ${key}`,
      'idempotency-key': idempotencyKey,
    },
  });

beforeAll(async () => {
  app = await testApp();
});
afterAll(() => app.stop());

test('an organisation applies for others, in its procedures only, until its key is taken back', async () => {
  const key = await makeKey(HEAD, '奈良市獣医師会', ['dog-registration']);
  const list = await textOf(await app.request(KEYS, { headers: await headersOf(HEAD) }));
  for (const words of ['奈良市獣医師会', '犬の登録', 'まだ使っていません']) expect(list).toContain(words);
  expect(list).not.toContain(key);

  const sent = await apply(key, 'dog-registration', { answers: DOG }, 'vet-00000001');
  expect(sent.status).toBe(201);
  const item = (await sent.json()) as { number: string; self: string };
  const authorization = `Bearer ${key}`;
  expect((await app.request(item.self, { headers: { authorization } })).status).toBe(200);
  expect(await textOf(await app.request(KEYS, { headers: await headersOf(HEAD) }))).not.toContain(
    'まだ使っていません',
  );
  expect((await apply(key, 'water-start', { answers: {} }, 'vet-00000002')).status).toBe(403);
  expect((await apply(key, 'residence-certificate', { answers: {} }, 'vet-00000003')).status).toBe(403);

  // In the inbox under the name of the person, not of the organisation.
  const inbox = await textOf(
    await app.request(`/${CITY}/staff?number=${item.number}`, { headers: await headersOf(HEAD) }),
  );
  expect(inbox).toContain('奈良 花子');
  expect(inbox).not.toContain('獣医師会');

  const csv = await app.request(`${API}/procedures/dog-registration/bulk`, {
    method: 'POST',
    body: `name,address.postalCode,address.prefecture,address.town,address.street,phone,dogName,breed,colour,sex,born,keptSince,microchip
奈良　二郎,630-8580,奈良県,奈良市二条大路南,1-1,0742-34-1111,クロ,雑種,黒,メス,令和7年5月1日,2026-08-10,いいえ`,
    headers: { 'content-type': 'text/csv', authorization, 'idempotency-key': 'vet-00000004' },
  });
  const bulk = (await csv.json()) as { self: string; taken: number };
  expect(bulk).toMatchObject({ state: 'done', taken: 1 });
  const rows = (await (await app.request(`${bulk.self}/rows`, { headers: { authorization } })).json()) as {
    items: { case: string }[];
  };
  const own = await app.request(`${API}/cases/${rows.items[0]?.case}`, { headers: { authorization } });
  expect(own.status).toBe(200);

  const other = await makeKey(HEAD, '犬の会', ['dog-registration']);
  const foreign = { headers: { authorization: `Bearer ${other}` } };
  expect((await app.request(item.self, foreign)).status).toBe(404);
  expect((await app.request(bulk.self, foreign)).status).toBe(404);

  const markup = await (await app.request(KEYS, { headers: await headersOf(HEAD) })).text();
  // Both were made at the same moment: which is listed first is anybody's guess.
  const revoking = (name: string): string =>
    markup
      .split('<li>')
      .flatMap((item) =>
        item.includes(name) ? (/\/nara-city\/staff\/partner-keys\/[0-9a-f-]+\/revoke/.exec(item) ?? []) : [],
      )[0] ?? '';
  const [newest, older] = [revoking('犬の会'), revoking('奈良市獣医師会')];
  expect((await post(older, 'resident')).status).toBe(403);
  expect((await post(older, HEAD)).status).toBe(303);
  expect((await post(older, HEAD)).status).toBe(404);
  expect((await apply(key, 'dog-registration', { answers: DOG }, 'vet-00000005')).status).toBe(401);
  expect((await app.request(item.self, { headers: { authorization } })).status).toBe(401);
  expect((await post(newest, HEAD)).status).toBe(303);

  const types = await app.kernel.database.transaction(
    app.kernel.municipalities.bySlug(CITY)?.code ?? '',
    async (tx) => {
      const read = async (type: string) => (await readEntries(tx, { type }, { limit: 10 })).entries;
      return {
        made: await read('identity.partnerKeyMade'),
        revoked: await read('identity.partnerKeyRevoked'),
      };
    },
  );
  expect(types.made.map(({ data }) => data.procedures)).toEqual(['dog-registration', 'dog-registration']);
  expect(types.revoked).toHaveLength(2);
});

test('a key opens no page and signs nobody in', async () => {
  const key = await makeKey(HEAD, '病院', ['dog-registration']);
  const headers = { authorization: `Bearer ${key}` };
  for (const path of ['/my', '/staff', '/staff/partner-keys', '/staff/bulk'])
    expect([path, (await app.request(`/${CITY}${path}`, { headers })).status]).not.toEqual([path, 200]);
  const begun = await app.request(`/${CITY}/procedures/dog-registration/apply`, { method: 'POST', headers });
  expect(begun.status).toBe(403);
});

test('what is missing is told, kept, and nobody makes keys for other sections', async () => {
  const blank = await post(KEYS, HEAD, order('', []));
  const text = await textOf(blank, 422);
  for (const words of ['団体の名前を入力', '手続を1つ以上']) expect(text).toContain(words);
  const kept = await post(KEYS, HEAD, order('獣医師会<b>', ['dog-registration'], '7'));
  expect(kept.status).toBe(422);
  const html = await kept.text();
  expect(html).toContain('獣医師会&lt;b&gt;');
  expect(html).toMatch(/value="dog-registration"[^>]*checked|checked[^>]*value="dog-registration"/);
  expect((await post(KEYS, HEAD, order('水道', ['water-start']))).status).toBe(422);
  expect((await post(KEYS, 'clerk', order('x', ['residence-certificate']))).status).toBe(403);
  const mine = await (await app.request(`/${CITY}/my`, { headers: await headersOf('resident') })).text();
  expect(mine).toContain(`/${CITY}/my/api-keys`);
});
