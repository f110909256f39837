import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isQuestion } from '#forms/fields/field.js';
import { ACTION } from '#forms/fields/field-type.js';
import { fieldType } from '#forms/fields/registry.js';
import { ASKED } from '#forms/page-reading.js';
import { tableColumns } from '#forms/table/columns.js';
import { zip } from '#kernel/files/bad-files.js';
import { type SignedIn, signInAs, type Who } from '#modules/identity/fixtures.js';
import { pageText } from '#testing/page-text.js';
import { type TestApp, testApp } from '#testing/test-app.js';
import { TEST_NOW } from '#testing/test-kernel.js';
import { contextAt, fillIn, SAMPLE_ANSWERS, typedPage } from './fixtures.js';

/** Whatever is sent, by whichever channel: no 500, what is wrong in words, the process stays up. */

let app: TestApp;
const CITY = 'nara-city';
const API = `/${CITY}/api/v1`;
const VET: Who = { name: '保健 一郎', grants: [{ role: 'clerk', unit: 'health-center' }] };

const people = new Map<Who, SignedIn>();
async function person(who: Who): Promise<SignedIn> {
  const known = people.get(who) ?? (await signInAs(app.kernel, CITY, who));
  people.set(who, known);
  return known;
}
const post = async (path: string, who: Who, body: URLSearchParams | FormData) =>
  app.request(path, { method: 'POST', headers: (await person(who)).headers, body });
const municipality = () => {
  const found = app.kernel.municipalities.bySlug(CITY);
  if (!found) throw new Error(CITY);
  return found;
};
const formOf = (procedure: string) =>
  app.modules.procedure.services.catalogue.get(
    contextAt(municipality(), { kind: 'anonymous' }, app.kernel.clock.now()),
    procedure,
  ).form;
const locationOf = (response: Response): string => {
  expect(response.status).toBe(303);
  return response.headers.get('location') ?? '';
};

/** What people and machines type where it does not belong. */
const ODD = [
  '',
  ' ',
  '　',
  '0',
  '-1',
  '1e999',
  'NaN',
  'true',
  'null',
  '[]',
  '{"file":"x"}',
  '2月30日',
  '2026-02-30',
  '令和元年5月1日',
  '平成31年4月30日',
  '平成32年1月1日',
  '9'.repeat(400),
  'ア'.repeat(3_000),
  'ｶﾞｷﾞｸﾞ',
  '辻󠄀',
  '\u202e\u0000',
  '\ud800',
  "'; DROP TABLE procedure_case; --",
  '<script>alert(1)</script>',
  '=1+1',
  '../../etc/passwd',
  '{{7*7}}',
];
const odd = fc.oneof(fc.constantFrom(...ODD), fc.string({ unit: 'binary', maxLength: 40 }));

/** Names of every control of a procedure, and of some that it does not have. */
const controlsOf = (procedure: string): string[] => [
  ...formOf(procedure).pages.flatMap(({ fields }) =>
    fields.filter(isQuestion).flatMap((field) => {
      const parts = [...fieldType(field).parts, 'upload', 'count', '0.name', '99999.age'];
      return parts.map((part) => (part === '' ? field.id : `${field.id}.${part}`));
    }),
  ),
  ...[ASKED, ACTION, '_then', 'from', '_declaration', '_declaration2', '__proto__', 'constructor', ''],
];
const bodiesOf = (procedure: string) => {
  const name = fc.constantFrom(...controlsOf(procedure));
  const file = fc
    .tuple(fc.uint8Array({ maxLength: 300 }), fc.string({ maxLength: 20 }), fc.string({ maxLength: 20 }))
    .map(([bytes, title, type]) => new File([new Uint8Array(bytes)], title, { type }));
  const action = fc
    .tuple(name, fc.constantFrom('find', 'add', 'remove.0', 'remove.9999999', ''))
    .map(([id, act]): [string, string] => [ACTION, `${id}:${act}`]);
  const pair: fc.Arbitrary<[string, string | File]> = fc.oneof(
    { weight: 6, arbitrary: fc.tuple(name, odd) },
    { weight: 1, arbitrary: fc.tuple(name, file) },
    { weight: 1, arbitrary: action },
  );
  return fc.array(pair, { maxLength: 12 });
};
const asForm = (pairs: readonly (readonly [string, string | File])[]): FormData => {
  const form = new FormData();
  for (const [name, value] of pairs) {
    if (typeof value === 'string') form.append(name, value);
    else form.append(name, value);
  }
  return form;
};

/** Programs may send so many files a minute. */
const BETWEEN_FILES = 4;
let seconds = 0;

beforeAll(async () => {
  const start = Temporal.Instant.from(TEST_NOW);
  app = await testApp({ clock: { now: () => start.add({ seconds }) } });
});
afterAll(() => app.stop());

describe('bodies of any kind are answered, never with a failure', () => {
  test.each(['disaster-certificate', 'dog-registration', 'water-start'])('%s on the web', async (id) => {
    const resident = await person('resident');
    const context = contextAt(municipality(), resident.actor, app.kernel.clock.now());
    const draft = await fillIn(app.modules.procedure.services, context, id, SAMPLE_ANSWERS[id] ?? {});
    const pages = [...formOf(id).pages.map((page) => page.id), 'check', 'nowhere', '..%2f'];
    const before = `/${CITY}/procedures/${id}/apply/${draft}`;
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...pages),
        bodiesOf(id),
        fc.boolean(),
        async (page, pairs, isPlain) => {
          const texts = pairs.filter((pair): pair is [string, string] => typeof pair[1] === 'string');
          const body = isPlain ? new URLSearchParams(texts) : asForm(pairs);
          const response = await post(`${before}/${page}`, 'resident', body);
          expect([303, 404, 422]).toContain(response.status);
          const shown = await app.request(`${before}/${page}`, { headers: resident.headers });
          expect([200, 303, 404]).toContain(shown.status);
        },
      ),
      { numRuns: 80 },
    );
  });

  test('at the counter, in the name of somebody', async () => {
    const begin = { procedure: 'dog-registration', channel: 'counter', purpose: 'applicant' };
    const first = locationOf(await post(`/${CITY}/staff/entries/new`, VET, new URLSearchParams(begin)));
    const draft = first.replace(/\/[^/]*$/, '');
    const pages = [...formOf('dog-registration').pages.map(({ id }) => id), 'check', 'nowhere'];
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...pages), bodiesOf('dog-registration'), async (page, pairs) => {
        const response = await post(`${draft}/${page}`, VET, asForm(pairs));
        expect([303, 404, 422]).toContain(response.status);
      }),
      { numRuns: 60 },
    );
  });

  describe('from programs', () => {
    let key = '';
    let round = 0;
    const send = (path: string, body: Uint8Array | string, type: string) => {
      round += 1;
      seconds += BETWEEN_FILES;
      return app.request(`${API}/procedures/dog-registration/${path}`, {
        method: 'POST',
        body: typeof body === 'string' ? body : new Uint8Array(body),
        headers: {
          'content-type': type,
          'idempotency-key': `bad-input-${String(round).padStart(6, '0')}`,
          authorization: `Bearer ${key}`,
        },
      });
    };
    beforeAll(async () => {
      const made = await post(
        `/${CITY}/my/api-keys`,
        'resident',
        new URLSearchParams({ label: '試験', days: '30' }),
      );
      key = /yakuba_[A-Za-z0-9_-]{43}/.exec(await made.text())?.[0] ?? '';
    });

    test('JSON of any shape, and what is no JSON', async () => {
      const body = fc.oneof(
        fc.json({ maxDepth: 6 }),
        fc
          .record(
            { answers: fc.jsonValue(), version: fc.jsonValue(), locale: fc.jsonValue(), procedure: odd },
            { requiredKeys: [] },
          )
          .map((value) => JSON.stringify(value)),
        fc.string({ unit: 'binary' }),
        fc.uint8Array({ maxLength: 200 }),
      );
      await fc.assert(
        fc.asyncProperty(body, async (sent) => {
          const response = await send('cases', sent, 'application/json');
          expect([201, 409, 422]).toContain(response.status);
          if (response.status !== 201)
            expect(response.headers.get('content-type')).toContain('application/problem+json');
        }),
        { numRuns: 120 },
      );
    });

    const columns = () => tableColumns(formOf('dog-registration'));
    const cell = (text: string): string => `"${text.replaceAll('"', '""')}"`;

    test('CSV of any cells, any headings, and any bytes', async () => {
      const headings = columns().map(({ heading }) => heading);
      const table = fc
        .tuple(
          fc.oneof(
            { weight: 4, arbitrary: fc.constant(headings) },
            {
              weight: 1,
              arbitrary: fc.array(fc.oneof(odd, fc.constantFrom(...headings)), { maxLength: 20 }),
            },
          ),
          fc.array(fc.array(odd, { maxLength: headings.length + 2 }), { maxLength: 8 }),
        )
        .map(([head, rows]) => [head, ...rows].map((row) => row.map(cell).join(',')).join('\r\n'));
      const body = fc.oneof(
        { weight: 4, arbitrary: table },
        { weight: 1, arbitrary: fc.uint8Array({ maxLength: 300 }) },
        { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 300 }) },
      );
      await fc.assert(
        fc.asyncProperty(body, async (sent) => {
          const response = await send('bulk', sent, 'text/csv');
          expect([200, 202, 409, 422]).toContain(response.status);
          const form = new FormData();
          form.set('purpose', 'institution');
          form.set('file', new File([typeof sent === 'string' ? sent : new Uint8Array(sent)], 'x.csv'));
          const handed = await post(`/${CITY}/staff/bulk/new/dog-registration`, VET, form);
          expect([303, 422]).toContain(handed.status);
          if (handed.status !== 303) return;
          const page = await app.request(locationOf(handed), { headers: (await person(VET)).headers });
          expect(page.status).toBe(200);
        }),
        { numRuns: 60 },
      );
    });

    test('10,000 columns are told in words', async () => {
      const many = Array.from({ length: 10_000 }, (_, index) => `c${index}`).join(',');
      const response = await send('bulk', `${many}\r\n${many}`, 'text/csv');
      expect(response.status).toBe(422);
      expect(response.headers.get('content-type')).toContain('application/problem+json');
    });
  });
});

describe('what the web form is sent', () => {
  const DOG = SAMPLE_ANSWERS['dog-registration'] ?? {};
  /** The first page with this field, of a new draft. */
  async function pageWith(field: string): Promise<{ path: string; right: FormData }> {
    let path = locationOf(
      await post(`/${CITY}/procedures/dog-registration/apply`, 'resident', new URLSearchParams()),
    );
    for (;;) {
      const id = path.split('/').at(-1);
      const fields = formOf('dog-registration').pages.find((page) => page.id === id)?.fields ?? [];
      const right = typedPage(fields, DOG);
      if (fields.some((one) => one.id === field)) return { path, right };
      path = locationOf(await post(path, 'resident', right));
    }
  }
  const bornOn = async (era: string, year: string, month: string, day: string) => {
    const { path, right } = await pageWith('born');
    for (const [part, text] of Object.entries({ era, year, month, day })) right.set(`born.${part}`, text);
    return post(path, 'resident', right);
  };

  test.each([
    ['reiwa', '元', '5', '1'],
    ['heisei', '31', '4', '30'],
  ])('%s %s年%s月%s日 is a day', async (...date) => {
    expect((await bornOn(...(date as [string, string, string, string]))).status).toBe(303);
  });

  test.each([
    ['heisei', '32', '1', '1', '令和2年'],
    ['heisei', '31', '5', '1', '令和元年'],
    ['reiwa', '元', '4', '30', '平成31年'],
    ['ce', '2026', '2', '30', '2月30日'],
  ])('%s %s年%s月%s日 is none, which is said with %s', async (era, year, month, day, words) => {
    const refused = await bornOn(era, year, month, day);
    expect(refused.status).toBe(422);
    const html = await refused.text();
    expect(pageText(html)).toContain(words);
    for (const typed of [`value="${year}"`, `value="${day}"`]) expect(html).toContain(typed);
  });

  test('10,000 fields nobody asked for change nothing; more parts than that are refused', async () => {
    const { path, right } = await pageWith('born');
    const plain = new URLSearchParams([...right] as [string, string][]);
    for (let index = 0; index < 10_000; index += 1) plain.append(`field${index}`, 'x');
    expect((await post(path, 'resident', plain)).status).toBe(303);
    for (let index = 0; index < 10_001; index += 1) right.append(`field${index}`, 'x');
    const refused = await post(path, 'resident', right);
    expect(refused.status).toBe(422);
    expect(refused.headers.get('content-type')).toContain('text/html');
  });

  test('a workbook that unpacks to a hundred times its size is refused in words', async () => {
    const bomb = zip([
      { name: 'xl/workbook.xml', content: Buffer.from('<workbook/>') },
      { name: 'xl/worksheets/sheet1.xml', content: Buffer.alloc(64 * 1024 * 1024) },
    ]);
    expect(bomb.length).toBeLessThan(300 * 1024);
    const form = new FormData();
    form.set('purpose', 'institution');
    form.set('file', new File([new Uint8Array(bomb)], '一覧.xlsx'));
    const before = process.memoryUsage().rss;
    const refused = await post(`/${CITY}/staff/bulk/new/dog-registration`, VET, form);
    expect(refused.status).toBe(422);
    const html = await refused.text();
    expect(pageText(html)).toContain('ブックを開くと大きくなりすぎる');
    expect(html).toMatch(/value="institution"[^>]*checked|checked[^>]*value="institution"/);
    expect(process.memoryUsage().rss - before).toBeLessThan(150e6);
  });
});
