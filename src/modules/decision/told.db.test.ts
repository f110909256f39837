import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Colleague, colleague, seatIn } from '#modules/decision/fixtures.js';
import { pageText } from '#testing/page-text.js';
import { type TestApp, testApp } from '#testing/test-app.js';

const CITY = '/nara-city';
const PATH = '/staff/decisions';
let app: TestApp;
let clerk: Colleague;
let chief: Colleague;
let head: Colleague;
let planner: Colleague;
let nowhere: Colleague;
let administrator: Colleague;

beforeAll(async () => {
  app = await testApp();
  const join = seatIn(app);
  clerk = await join('起案 一郎', 'clerk', 'civic-affairs/clerk');
  chief = await join('係長 二郎', 'clerk', 'civic-affairs/chief');
  head = await join('課長 三郎', 'section-head', 'civic-affairs/head');
  const anywhere = (name: string, role: string, seats: string[]) =>
    colleague(app.kernel, app.modules.organization.service, 'nara-city', {
      who: { name, grants: [{ role, unit: null }] },
      seats,
    });
  planner = await anywhere('計画 五子', 'plan-office', ['information-policy/clerk', 'library/clerk']);
  nowhere = await anywhere('計画 六子', 'plan-office', []);
  administrator = await anywhere('管理 七郎', 'administrator', ['personnel/clerk']);
});
afterAll(() => app.stop());

const get = async (path: string, who: Colleague, status = 200): Promise<string> => {
  const answer = await app.request(`${CITY}${path}`, { headers: who.headers });
  expect(answer.status).toBe(status);
  return answer.text();
};
const post = (path: string, fields: Record<string, string>, who: Colleague) =>
  app.request(`${CITY}${path}`, { method: 'POST', body: new URLSearchParams(fields), headers: who.headers });
const GOOD = {
  kind: 'general',
  unit: 'civic-affairs',
  title: '山田 太郎さんへの回答について',
  body: '次のとおり回答してよろしいか伺います。',
  mode: 'all',
};
/** A draft that was sent. */
async function sent(): Promise<string> {
  const answer = await post(`${PATH}/new`, GOOD, clerk);
  const path = (answer.headers.get('location') ?? '').slice(CITY.length).replace(/\/edit$/, '');
  expect((await post(`${path}/edit`, { ...GOOD, revision: '1', next: 'send' }, clerk)).status).toBe(303);
  return path;
}
async function agree(path: string, who: Colleague): Promise<string> {
  const html = await get(path, who);
  const [round, no] = ['round', 'no'].map(
    (name) => new RegExp(`name="${name}" value="(\\d+)"`).exec(html)?.[1],
  );
  const done = await post(`${path}/approve`, { round: round ?? '', no: no ?? '', comment: '' }, who);
  expect(done.status).toBe(303);
  const cookie = done.headers.get('set-cookie')?.split(';')[0] ?? '';
  const led = await app.request(done.headers.get('location') ?? '', {
    headers: { ...who.headers, cookie: [who.headers.cookie, cookie].filter(Boolean).join('; ') },
  });
  return pageText(await led.text());
}

test.each([
  ['dueOn', '2020-01-01', '期限は、きょうか、きょうより後の日に'],
  ['amount', '0', '金額は、1円以上で'],
])(
  'a draft with %s %s is told so beside the field, with everything that was typed',
  async (field, value, words) => {
    const answer = await post(`${PATH}/new`, { ...GOOD, [field]: value }, clerk);
    const html = await answer.text();
    expect(answer.status).toBe(422);
    expect(pageText(html)).toContain(words);
    expect(html).toContain(`value="${value}"`);
    expect(html).toContain(GOOD.title);
  },
);

test('today is a deadline, and one yen an amount', async () => {
  const answer = await post(`${PATH}/new`, { ...GOOD, dueOn: '2026-11-20', amount: '1' }, clerk);
  expect(answer.status).toBe(303);
});

test('the last agreement is called the decision, in its banner, route and course', async () => {
  const path = await sent();
  expect(await agree(path, chief)).toContain('承認しました');
  expect(pageText(await get(path, clerk))).not.toContain('決裁した');
  const decided = await agree(path, head);
  expect(decided).toContain('決裁しました');
  expect(decided).not.toContain('承認しました');
  const page = pageText(await get(path, clerk));
  expect(page).toMatch(/承認した.*決裁した/s);
  expect(page.match(/承認した/g)).toHaveLength(1);
});

test('a role that reaches every section drafts for those of its own posts; without a post for any', async () => {
  const offered = async (who: Colleague) => {
    const html = await get(`${PATH}/new`, who);
    const select = /<select[^>]*name="unit".*?<\/select>/s.exec(html)?.[0] ?? '';
    return [...select.matchAll(/value="([a-z-]+)"/g)].map(([, unit]) => unit);
  };
  expect(await offered(planner)).toEqual(['information-policy', 'library']);
  expect((await offered(nowhere)).length).toBeGreaterThan(5);
  const foreign = await post(`${PATH}/new`, GOOD, planner);
  expect(foreign.status).toBe(422);
  expect(pageText(await foreign.text())).toContain('起案する所属を選んでください');
});

test('a notice names number, kind and section; the title only in the list of whoever may open the draft', async () => {
  const path = await sent();
  await app.settle();
  const number = path.slice(-6).toUpperCase();
  const notices = pageText(await get('/staff/notices', chief));
  expect(notices).toContain(`起案${number}「${GOOD.title}」（一般の起案・市民課）が、あなたの番になりました`);
  const { rows } = await app.kernel.database.transaction(clerk.context.municipality.code, (tx) =>
    tx
      .tables<{ notice_item: { data: object } }>()
      .selectFrom('notice_item')
      .select('data')
      .execute()
      .then((found) => ({ rows: found })),
  );
  expect(JSON.stringify(rows)).toContain(number);
  expect(JSON.stringify(rows)).not.toContain('山田');
  const { api } = app.modules.decision;
  const id = path.slice(PATH.length + 1);
  const names = (who: Colleague) =>
    app.kernel.database.transaction(clerk.context.municipality.code, (tx) =>
      api.namesOf(tx, who.context, [id]),
    );
  const words = { kind: '一般の起案', unit: '市民課' };
  expect((await names(chief)).get(id)).toEqual({ ...words, title: GOOD.title });
  // Whom it does not concern, or no longer, reads no title.
  expect((await names(planner)).get(id)).toEqual({ ...words, title: null });
});

test('nobody is shown a button that leads to a refusal', async () => {
  const path = await sent();
  const kept = `/staff/records/drafts/${path.slice(PATH.length + 1)}`;
  // Only the drafter says how it is to be kept.
  expect(await get(path, clerk)).toContain(`href="/nara-city${kept}"`);
  expect(await get(path, chief)).not.toContain(`href="/nara-city${kept}"`);
  expect((await post(kept, { classification: 'a3-02', grade: 'topSecret' }, clerk)).status).toBe(303);
  await agree(path, chief);
  await agree(path, head);
  const hidden = async () => expect(await get(path, chief)).not.toContain(`href="/nara-city${kept}"`);
  await hidden();
  await get(kept, head, 303);
  await hidden();
  expect(await get(path, head)).toContain(`href="/nara-city${kept}"`);
  const pages = [path, PATH, `${PATH}/mine`];
  for (const [who, page] of [clerk, chief, head, administrator].flatMap((one) =>
    pages.map((page) => [one, page] as const),
  )) {
    const html = await get(page, who);
    const main = html.slice(html.indexOf('<main'), html.indexOf('</main>'));
    for (const [, href] of main.matchAll(/href="(\/nara-city\/staff\/[^"#]+)"/g)) {
      const found = await app.request(href ?? '', { headers: who.headers });
      expect([who.id, href, found.status < 400]).toEqual([who.id, href, true]);
    }
    for (const [, action] of main.matchAll(/action="(\/nara-city\/staff\/[^"]+)"/g)) {
      const done = await app.request(action ?? '', { method: 'POST', headers: who.headers });
      expect([who.id, action, done.status === 403]).toEqual([who.id, action, false]);
    }
  }
});
