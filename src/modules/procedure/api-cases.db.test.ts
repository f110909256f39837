import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { signInAs } from '#modules/identity/fixtures.js';
import { type TestApp, testApp } from '#testing/test-app.js';
import { SAMPLE_ANSWERS } from './fixtures.js';

let app: TestApp;
let key = '';
const BASE = '/nara-city/api/v1';
const DOG = `${BASE}/procedures/dog-registration`;
const { kana: _kana, birthDate: _birthDate, ...ANSWERS } = SAMPLE_ANSWERS['dog-registration'] ?? {};

const send = (path: string, body: unknown, headers: Record<string, string> = {}) =>
  app.request(path, {
    method: 'POST',
    body: typeof body === 'string' ? body : JSON.stringify(body),
    headers: { 'content-type': 'application/json', authorization: `Bearer ${key}`, ...headers },
  });
const apply = (answers: unknown, idempotencyKey: string, more: object = {}, headers = {}) =>
  send(`${DOG}/cases`, { answers, ...more }, { 'idempotency-key': idempotencyKey, ...headers });

beforeAll(async () => {
  app = await testApp();
  const { headers } = await signInAs(app.kernel, 'nara-city', 'resident');
  const page = await app.request('/nara-city/my/api-keys', {
    method: 'POST',
    body: new URLSearchParams({ label: '犬の会', days: '30' }),
    headers,
  });
  key = /yakuba_[A-Za-z0-9_-]{43}/.exec(await page.text())?.[0] ?? '';
});
afterAll(() => app.stop());

describe('applying by API', () => {
  test('the schema is a schema and takes the answers', async () => {
    const schema = await (await app.request(`${DOG}/schema`)).json();
    const ajv = addFormats.default(new Ajv2020({ strict: false }));
    const validate = ajv.compile(schema as object);
    expect(validate(ANSWERS), JSON.stringify(validate.errors)).toBe(true);
    expect(validate({ ...ANSWERS, dogName: 7 })).toBe(false);
  });

  test('is idempotent: the same again finds the same case, something else under the key is refused', async () => {
    const first = await apply(ANSWERS, 'one-dog-0001');
    expect(first.status).toBe(201);
    const made = (await first.json()) as { number: string; state: string; self: string };
    expect(made).toMatchObject({ state: 'submitted', procedure: 'dog-registration', fee: 3000 });
    const again = await apply(Object.fromEntries(Object.entries(ANSWERS).reverse()), 'one-dog-0001');
    expect(again.status).toBe(200);
    expect(await again.json()).toEqual(made);
    const other = await apply({ ...ANSWERS, dogName: 'クロ' }, 'one-dog-0001');
    expect(other.status).toBe(409);
    expect(((await other.json()) as { detail: string }).detail).toMatch(
      /Idempotency-Key は、別の内容の申請に使われています.*新しい Idempotency-Key/,
    );
    const own = await app.request(made.self, { headers: { authorization: `Bearer ${key}` } });
    expect(await own.json()).toEqual(made);
  });

  test('fifty at the same time with one key are one case', async () => {
    const answers = await Promise.all(Array.from({ length: 50 }, () => apply(ANSWERS, 'many-dogs-0001')));
    const numbers = await Promise.all(
      answers.map(async (answer) => ((await answer.json()) as { number: string }).number),
    );
    expect(new Set(numbers).size).toBe(1);
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
  });

  test('names every wrong answer with its place, in the language asked for', async () => {
    const wrong = await apply(
      { ...ANSWERS, born: '2026-02-30', colour: undefined, nonsense: 1 },
      'wrong-dog-0001',
    );
    expect(wrong.status).toBe(422);
    expect(wrong.headers.get('content-type')).toContain('application/problem+json');
    const { errors } = (await wrong.json()) as { errors: { pointer: string; detail: string }[] };
    expect(errors.map(({ pointer }) => pointer).sort()).toEqual(
      ['#/answers/born', '#/answers/colour', '#/answers/nonsense'].sort(),
    );
    expect(errors.find(({ pointer }) => pointer === '#/answers/colour')?.detail).toContain('毛の色');
    const english = await apply({}, 'wrong-dog-0002', {}, { 'accept-language': 'en' });
    expect(await english.text()).toContain('Name of the dog');
  });

  test('names the part of an answer, the member that is missing, and where JSON breaks', async () => {
    const faults = async (answered: Response) => {
      expect(answered.status).toBe(422);
      return ((await answered.json()) as { errors: { pointer: string; detail: string }[] }).errors;
    };
    const address = { ...(ANSWERS.address as object) } as Record<string, unknown>;
    const { prefecture: _, ...rest } = address;
    expect(await faults(await apply({ ...ANSWERS, address: { ...rest, lane: 1 } }, 'part-dog-0001'))).toEqual(
      [
        {
          pointer: '#/answers/address/prefecture',
          detail: expect.stringContaining('「prefecture」がありません'),
        },
        { pointer: '#/answers/address/lane', detail: '「lane」という項目はありません。' },
      ],
    );
    const key = { 'idempotency-key': 'empty-dog-0001' };
    expect(await faults(await send(`${DOG}/cases`, {}, key))).toEqual([
      { pointer: '#/answers', detail: '「answers」がありません（項目の集まりが必要です）。' },
    ]);
    expect(await faults(await send(`${DOG}/cases`, { answers: {}, anwers: 1 }, key))).toContainEqual({
      pointer: '#/anwers',
      detail: '「anwers」という項目はありません。つづりを確かめてください。',
    });
    expect(await faults(await send(`${DOG}/cases`, '{"answers": {\n  "born": 2020-01-01 }}', key))).toEqual([
      { pointer: '#', detail: expect.stringContaining('2行目の15文字目') },
    ]);
  });

  test('says in OpenAPI where a key is needed, and the header that names an act', async () => {
    const { paths } = (await (await app.request('/nara-city/api/openapi.json')).json()) as {
      paths: Record<
        string,
        Record<string, { security: object[]; parameters: { name: string }[]; responses: object }>
      >;
    };
    const post = paths['/api/v1/procedures/{procedure}/cases']?.post;
    expect(post?.security).toEqual([{}, { session: [] }, { key: [] }]);
    expect(post?.parameters.map(({ name }) => name)).toContain('Idempotency-Key');
    expect(Object.keys(post?.responses ?? {})).toContain('201');
    expect(paths['/api/v1/procedures']?.get?.security).toEqual([{}]);
    expect(paths['/api/v1/cases/{number}']?.get?.security).toEqual([{ session: [] }, { key: [] }]);
  });

  test('asks for a key that holds, and for an idempotency key', async () => {
    const nobody = await app.request(`${DOG}/cases`, {
      method: 'POST',
      body: JSON.stringify({ answers: ANSWERS }),
      headers: { 'content-type': 'application/json', 'idempotency-key': 'nobody-00001' },
    });
    expect(nobody.status).toBe(401);
    const unknown = await send(
      `${DOG}/cases`,
      { answers: ANSWERS },
      { authorization: 'Bearer yakuba_nonsense', 'idempotency-key': 'nobody-00001' },
    );
    expect(unknown.status).toBe(401);
    const without = await send(`${DOG}/cases`, { answers: ANSWERS });
    expect(without.status).toBe(422);
    expect(await without.text()).toContain('Idempotency-Key');
    const outdated = await apply(ANSWERS, 'old-version-01', { version: '0.9' });
    expect(outdated.status).toBe(409);
  });

  test('says in words of the reader what is wrong with a key, a parameter or a type', async () => {
    const detail = async (answered: Response) => {
      expect(answered.headers.get('content-type')).toContain('application/problem+json');
      return answered.text();
    };
    expect(await detail(await apply(ANSWERS, 'short'))).toContain('8文字から100文字まで');
    const english = { 'accept-language': 'en' };
    expect(await detail(await apply(ANSWERS, 'short', {}, english))).toContain('8–100 characters');
    const list = `${BASE}/procedures?limit=abc`;
    expect(await detail(await app.request(list))).toContain('数にしてください');
    expect(await detail(await app.request(list, { headers: english }))).toContain('Expected a number');
    for (const authorization of ['', `Bearer ${key}`]) {
      const plain = await send(`${DOG}/cases`, 'dog', { 'content-type': 'text/plain', authorization });
      expect(plain.status).toBe(415);
      expect(await detail(plain)).toContain('Content-Type');
    }
    // A form of another site is refused as before.
    const foreign = { 'content-type': 'application/x-www-form-urlencoded', authorization: '' };
    expect((await send(`${DOG}/cases`, 'a=b', foreign)).status).toBe(403);
  });

  test('without a key few applications a minute are taken, as in the browser', async () => {
    const survey = '/katsuragi/api/v1/procedures/digital-survey/cases';
    const answer = (index: number) =>
      send(
        survey,
        { answers: SAMPLE_ANSWERS['digital-survey'] },
        { authorization: '', 'idempotency-key': `survey-${String(index).padStart(4, '0')}` },
      );
    const statuses: number[] = [];
    for (let index = 0; index < 31; index += 1) statuses.push((await answer(index)).status);
    // The test before has used some of the minute.
    expect(new Set(statuses.slice(0, 25))).toEqual(new Set([201]));
    expect(statuses[30]).toBe(429);
  });

  test('a key is taken back at once, and never proves what "high" demands', async () => {
    const { headers } = await signInAs(app.kernel, 'nara-city', 'resident');
    const page = await app.request('/nara-city/my/api-keys', {
      method: 'POST',
      body: new URLSearchParams({ label: '二つ目', days: '30' }),
      headers,
    });
    const markup = await page.text();
    const second = /yakuba_[A-Za-z0-9_-]{43}/.exec(markup)?.[0] ?? '';
    const use = () =>
      app.request(`${BASE}/cases/K7M349XRT`, { headers: { authorization: `Bearer ${second}` } });
    expect((await use()).status).toBe(404);
    const [revoke = ''] = /\/nara-city\/my\/api-keys\/[0-9a-f-]+\/revoke/.exec(markup) ?? [];
    await app.request(revoke, { method: 'POST', body: new URLSearchParams(), headers });
    expect((await use()).status).toBe(401);
    const again = await app.request('/nara-city/my/api-keys', { headers });
    expect(await again.text()).not.toContain(second);
  });

  test('whatever is sent, nothing is a 500', async () => {
    const deep = '['.repeat(50_000) + ']'.repeat(50_000);
    for (const body of [deep, '{', 'null', `{"answers":${deep}}`]) {
      expect((await send(`${DOG}/cases`, body, { 'idempotency-key': 'deep-json-001' })).status).toBeLessThan(
        500,
      );
    }
    const many = Object.fromEntries(Array.from({ length: 10_000 }, (_, index) => [`f${index}`, 'x']));
    expect((await apply(many, 'many-fields-01')).status).toBe(422);
    let round = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.record(
          {
            ...Object.fromEntries(
              Object.keys(ANSWERS).map((id) => [id, fc.oneof(fc.constant(ANSWERS[id]), fc.jsonValue())]),
            ),
          },
          { requiredKeys: [] },
        ),
        async (answers) => {
          round += 1;
          const response = await apply(answers, `fuzz-${String(round).padStart(6, '0')}`);
          expect([201, 409, 422]).toContain(response.status);
        },
      ),
      { numRuns: 60 },
    );
  });
});
