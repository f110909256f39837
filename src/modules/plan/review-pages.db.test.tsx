import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type SignedIn, signInAs } from '#modules/identity/fixtures.js';
import { pageText } from '#testing/page-text.js';
import { type TestApp, testApp } from '#testing/test-app.js';
import { planOffice } from './fixtures.js';
import type { PlanService } from './service.js';

let app: TestApp;
let plan: PlanService;
let office: SignedIn;
let clerk: SignedIn;
let judges: SignedIn;
const STAFF = '/nara-city/staff/plan';

beforeAll(async () => {
  app = await testApp();
  plan = app.modules.plan.api;
  office = await signInAs(app.kernel, 'nara-city', 'plan-office');
  clerk = await signInAs(app.kernel, 'nara-city', 'clerk');
  judges = await signInAs(app.kernel, 'nara-city', 'headquarters');
});
afterAll(() => app.stop());

const see = async (who: SignedIn, path: string) => {
  const response = await app.request(path, { headers: who.headers });
  return { status: response.status, html: await response.text() };
};
const send = async (who: SignedIn, path: string, fields: Record<string, string>) => {
  const response = await app.request(path, {
    method: 'POST',
    headers: { ...who.headers, 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams(fields).toString(),
  });
  return { status: response.status, location: response.headers.get('location'), html: await response.text() };
};

/** Values of the named fields of a page's form, as a browser would send them back. */
function fieldsIn(html: string): Record<string, string> {
  const decode = (text: string) =>
    text
      .replace(/&quot;/g, '"')
      .replace(/&#39;/g, "'")
      .replace(/&lt;/g, '<')
      .replace(/&gt;/g, '>')
      .replace(/&amp;/g, '&');
  const fields: Record<string, string> = {};
  for (const [tag] of html.matchAll(/<input [^>]*>/g)) {
    const name = /name="([^"]*)"/.exec(tag)?.[1];
    const type = /type="([^"]*)"/.exec(tag)?.[1];
    const isOff = (type === 'checkbox' || type === 'radio') && !/ checked/.test(tag);
    if (name && !isOff) fields[name] ??= decode(/value="([^"]*)"/.exec(tag)?.[1] ?? '');
  }
  for (const [, attributes, text] of html.matchAll(/<textarea ([^>]*)>([^<]*)<\/textarea>/g)) {
    const name = /name="([^"]*)"/.exec(attributes ?? '')?.[1];
    if (name) fields[name] = decode(text ?? '');
  }
  for (const [, attributes, options] of html.matchAll(/<select ([^>]*)>(.*?)<\/select>/gs)) {
    const name = /name="([^"]*)"/.exec(attributes ?? '')?.[1];
    const chosen =
      /<option value="([^"]*)" selected/.exec(options ?? '') ?? /<option value="([^"]*)"/.exec(options ?? '');
    if (name) fields[name] = decode(chosen?.[1] ?? '');
  }
  return fields;
}
const formOf = (html: string, action: string): Record<string, string> => {
  const form = [...html.matchAll(/<form [^>]*action="([^"]*)"[^>]*>.*?<\/form>/gs)].find(([, to]) =>
    to?.endsWith(action),
  );
  if (!form) throw new Error(`no form to ${action}`);
  return fieldsIn(form[0]);
};

describe('the desk of the plan office', () => {
  test('is for staff of the plan', async () => {
    expect((await app.request(STAFF)).headers.get('location')).toContain('/nara-city/sign-in');
    const resident = await signInAs(app.kernel, 'nara-city', 'resident');
    expect((await see(resident, STAFF)).status).toBe(403);
    const page = await see(clerk, STAFF);
    expect(page.status).toBe(200);
    expect(page.html).not.toContain('/staff/plan/rounds"');
    expect((await send(clerk, `${STAFF}/rounds`, {})).status).toBe(403);
  });

  test('keeps what was typed and says what is wrong beside each field', async () => {
    const form = formOf((await see(office, STAFF)).html, '/staff/plan/rounds');
    const back = await send(office, `${STAFF}/rounds`, {
      ...form,
      fiscalYear: '2O25',
      'dueOn.year': '2026',
      'dueOn.month': '13',
      'dueOn.day': '1',
    });
    expect(back.status).toBe(422);
    expect(pageText(back.html)).toContain('年度を入力してください。例');
    expect(pageText(back.html)).toContain('実在する日付を入力してください');
    expect(formOf(back.html, '/staff/plan/rounds')).toMatchObject({
      fiscalYear: '2O25',
      'dueOn.month': '13',
      id: form.id,
    });
  });

  test('opens one round, also by a double press', async () => {
    const form = {
      ...formOf((await see(office, STAFF)).html, '/staff/plan/rounds'),
      fiscalYear: '令和７年度',
      'dueOn.year': '2026',
      'dueOn.month': '12',
      'dueOn.day': '18',
    };
    const first = await send(office, `${STAFF}/rounds`, form);
    const second = await send(office, `${STAFF}/rounds`, form);
    expect([first.status, second.status]).toEqual([303, 303]);
    expect(first.location).toBe(second.location);
    const page = await see(office, first.location ?? '');
    expect(pageText(page.html)).toContain('2025年度の評価');
    expect(pageText(page.html)).toContain('0 / 33施策');
    const other = await send(office, `${STAFF}/rounds`, { ...form, id: crypto.randomUUID() });
    expect(other.status).toBe(422);
    expect(pageText(other.html)).toContain('すでに開かれています');
  });
});

describe('a section’s report', () => {
  const address = `${STAFF}/measures/1-8`;

  test('is found among the section’s tasks', async () => {
    const text = pageText((await see(clerk, `${STAFF}/tasks`)).html);
    expect(text).toContain('オンラインを利用したスマート窓口申請');
    expect(text).toContain('未提出');
    expect(text).not.toContain('物品電子入札');
  });

  test('comes back with everything typed when something is wrong', async () => {
    const form = formOf((await see(clerk, address)).html, '/1-8/report');
    const back = await send(clerk, `${address}/report`, {
      ...form,
      progress: '',
      'result.pre-entries': '六十二',
      'link.pre-entries': 'file:///c/data.xlsx',
      'schedule.3.text': '次の仕組み',
    });
    expect(back.status).toBe(422);
    const text = pageText(back.html);
    for (const words of [
      '4か所を直してください',
      '数字で入力してください',
      'https:// で始まる',
      '入力してください',
    ]) {
      expect(text).toContain(words);
    }
    expect(formOf(back.html, '/1-8/report')).toMatchObject({
      'result.pre-entries': '六十二',
      'link.pre-entries': 'file:///c/data.xlsx',
      'schedule.3.text': '次の仕組み',
    });
  });

  test('offers a typed result for an indicator that is counted, in a year without a count', async () => {
    const { html } = await see(clerk, address);
    expect(formOf(html, '/1-8/report')).toHaveProperty(['result.online-certificate-applications'], '');
    expect(pageText(html)).toContain('入力値として示します');
  });

  test('is submitted with results, evidence and schedule', async () => {
    const form = formOf((await see(clerk, address)).html, '/1-8/report');
    const sent = await send(clerk, `${address}/report`, {
      ...form,
      progress: '質問を減らし、広報を増やした。',
      'result.pre-entries': '１，０６２件',
      'evidence.pre-entries': '受付件数集計表',
      'link.pre-entries': 'https://example.jp/counts',
    });
    expect([sent.status, sent.location]).toEqual([
      303,
      `/nara-city/staff/plan/measures/1-8?round=${form.round}`,
    ]);
    const measure = await plan.readMeasure(planOffice(app.kernel, 'nara-city'), '1-8');
    const reported = measure.indicators
      .find(({ id }) => id === 'pre-entries')
      ?.years.find((one) => one.fiscalYear === 2025);
    expect(reported).toMatchObject({
      result: 1062,
      source: 'typed',
      target: 100,
      targetStands: true,
      rating: 'ahead',
    });
    expect(measure.schedule).toHaveLength(3);
    expect(pageText((await see(clerk, `${STAFF}/tasks`)).html)).toContain('提出済み');
  });

  test('shows who was first, and keeps what was typed, when the measure has moved on', async () => {
    const form = formOf((await see(clerk, address)).html, '/1-8/report');
    const context = planOffice(app.kernel, 'nara-city');
    const { document, version } = await plan.readDocument(context, '1-8');
    await plan.changeMeasure(context, {
      base: version,
      document: { ...document, outlook: '窓口も減らす。' },
      reason: null,
    });
    const back = await send(clerk, `${address}/report`, { ...form, progress: '二度目の報告' });
    expect(back.status).toBe(422);
    expect(pageText(back.html)).toContain('ほかの人が先に更新しました');
    expect(pageText(back.html)).toContain('窓口も減らす。');
    const again = formOf(back.html, '/1-8/report');
    expect(again).toMatchObject({ progress: '二度目の報告', base: String(version + 1) });
    expect((await send(clerk, `${address}/report`, again)).status).toBe(303);
  });

  test('of another section is not offered and not taken', async () => {
    const page = await see(clerk, `${STAFF}/measures/5-8`);
    expect(page.status).toBe(200);
    expect(page.html).not.toContain('/5-8/report');
    const own = formOf((await see(office, `${STAFF}/measures/5-8`)).html, '/5-8/report');
    expect((await send(clerk, `${STAFF}/measures/5-8/report`, { ...own, progress: 'x' })).status).toBe(403);
  });
});

describe('the measures', () => {
  test('are listed with what each one lacks', async () => {
    expect(pageText((await see(office, `${STAFF}/measures`)).html)).toContain('足りない項目');
    const sheet = pageText((await see(office, `${STAFF}/measures/1-8`)).html);
    expect(sheet).toContain('足りない項目');
  });

  test('a new one is added, edited, given an indicator, and ended', async () => {
    const form = formOf((await see(office, `${STAFF}/measures/new`)).html, '/measures/new');
    const wrong = await send(office, `${STAFF}/measures/new`, { ...form, number: 'Ａ', title: '' });
    expect(wrong.status).toBe(422);
    const added = await send(office, `${STAFF}/measures/new`, {
      ...form,
      number: '5-22',
      label: '(5)-22',
      title: '職員用端末の更新',
      pillar: '5',
      departments: '総合政策部 情報政策課',
    });
    expect(added.location).toBe('/nara-city/staff/plan/measures/5-22');
    const taken = await send(office, `${STAFF}/measures/new`, {
      ...form,
      number: '1-8',
      label: 'x',
      title: 'x',
      pillar: '5',
    });
    expect(taken.status).toBe(422);
    expect(pageText(taken.html)).toContain('この番号の施策は、すでにあります');

    const edit = formOf((await see(office, `${STAFF}/measures/5-22/edit`)).html, '/5-22/edit');
    const noReason = await send(office, `${STAFF}/measures/5-22/edit`, { ...edit, stage: 'planning' });
    expect(noReason.status).toBe(422);
    expect(pageText(noReason.html)).toContain('理由を書いてください');
    expect(
      (
        await send(office, `${STAFF}/measures/5-22/edit`, {
          ...edit,
          stage: 'planning',
          reason: '予算がついた',
        })
      ).status,
    ).toBe(303);

    const indicator = formOf(
      (await see(office, `${STAFF}/measures/5-22/indicators/new`)).html,
      '/indicators/new',
    );
    const saved = await send(office, `${STAFF}/measures/5-22/indicators/new`, {
      ...indicator,
      name: '更新した端末',
      unit: '台',
      'target.2026': '300',
    });
    expect(saved.status).toBe(303);
    const measure = await plan.readMeasure(planOffice(app.kernel, 'nara-city'), '5-22');
    expect(measure.stageHistory).toEqual([{ fiscalYear: 2026, stage: 'planning', reason: '予算がついた' }]);
    expect(measure.indicators).toMatchObject([
      { id: 'kpi-1', changes: [{ kind: 'added' }], years: [{ target: 300 }] },
    ]);

    const end = formOf((await see(office, `${STAFF}/measures/5-22/edit`)).html, '/5-22/end');
    expect((await send(office, `${STAFF}/measures/5-22/end`, { ...end, endReason: '' })).status).toBe(422);
    expect(
      (await send(office, `${STAFF}/measures/5-22/end`, { ...end, endReason: '取りやめた' })).status,
    ).toBe(303);
    expect(await plan.readMeasure(planOffice(app.kernel, 'nara-city'), '5-22')).toMatchObject({
      stage: 'ended',
      endReason: '取りやめた',
    });
  });

  test.each(['/measures/new', '/measures/1-8/edit', '/measures/1-8/indicators/pre-entries'])(
    '%s is not for sections',
    async (path) => {
      expect((await see(clerk, STAFF + path)).status).toBe(403);
    },
  );

  test('an address that does not exist is not found, whatever is in it', async () => {
    for (const path of [
      '/measures/9-9',
      '/rounds/not-a-round',
      `/rounds/${crypto.randomUUID()}`,
      '/measures/1-8/indicators/none',
    ]) {
      expect((await see(office, STAFF + path)).status).toBe(404);
    }
    expect((await send(office, `${STAFF}/measures/1-8/edit`, { base: '999' })).status).toBe(404);
  });
});

describe('the headquarters', () => {
  test('judges, and the office publishes when all is judged', async () => {
    const round = /rounds\/([0-9a-f-]{36})/.exec((await see(judges, STAFF)).html)?.[1] ?? '';
    const address = `${STAFF}/rounds/${round}`;
    expect((await send(judges, `${address}/close`, {})).status).toBe(403);
    expect((await send(office, `${address}/close`, {})).status).toBe(303);
    const page = await see(judges, `${address}/measures/1-8`);
    expect(pageText(page.html)).toContain('二度目の報告');
    expect(pageText(page.html)).toContain('受付件数集計表');
    const nothing = await send(judges, `${address}/measures/1-8/judge`, { comment: '残る' });
    expect(nothing.status).toBe(422);
    expect(pageText(nothing.html)).toContain('評価を選んでください');
    expect(formOf(nothing.html, '/1-8/judge').comment).toBe('残る');
    expect(
      (await send(judges, `${address}/measures/1-8/judge`, { rating: 'ahead', comment: '' })).status,
    ).toBe(303);
    expect(pageText((await see(office, address)).html)).toContain('まだ評価していない施策が32件あります');
    expect((await send(office, `${address}/publish`, {})).status).toBe(409);
  });
});

describe('the API', () => {
  interface Answer {
    total: number;
    next: string | null;
    items: { number: string; stage: string }[];
    indicators: unknown[];
    entries: unknown[];
  }
  const json = async (path: string) => {
    const response = await app.request(path);
    return { status: response.status, body: (await response.json()) as Answer };
  };

  test.each([
    ['nara-city', 44],
    ['nara-pref', 27],
    ['imari', 28],
    ['katsuragi', 11],
    ['kashihara', 10],
  ])('%s has %i measures in one list', async (city, total) => {
    const { body } = await json(`/${city}/api/v1/plan/measures`);
    expect(body).toMatchObject({ total, next: null });
    expect(body.items).toHaveLength(total);
  });

  test('a measure has its number, name, section, stage, pillar and figures', async () => {
    const { body } = await json('/nara-city/api/v1/plan/measures/3-1');
    expect(body).toMatchObject({
      number: '3-1',
      label: '(3)-1',
      name: 'マイナンバーカードの取得率及び住民利便性の向上',
      department: '市民部 市民課',
      stage: 'operation',
      pillar: { id: '3', label: '(3)' },
      history: [{ version: 1, change: 'loaded' }],
    });
    expect(body.indicators).toContainEqual(
      expect.objectContaining({
        id: 'issuance-rate',
        unit: '%',
        values: [expect.objectContaining({ fiscalYear: 2021, target: 50, result: 49.12, source: 'typed' })],
      }),
    );
    expect((await json(`/nara-city/api/v1/plan/measures/${encodeURIComponent('(3)-1')}`)).body).toMatchObject(
      { number: '3-1' },
    );
  });

  test('pages and filters, each page with the address of the next', async () => {
    const numbers: string[] = [];
    let next: string | null = '/nara-city/api/v1/plan/measures?stage=operation&limit=5';
    while (next) {
      const { body }: { body: Answer } = await json(next);
      numbers.push(...body.items.map(({ number }) => number));
      expect(body.items.every(({ stage }) => stage === 'operation')).toBe(true);
      next = body.next;
    }
    const { body } = await json('/nara-city/api/v1/plan/measures?stage=operation');
    expect(numbers).toEqual(body.items.map(({ number }) => number));
    const of = async (query: string) => (await json(`/nara-city/api/v1/plan/measures?${query}`)).body.total;
    expect(await of('pillar=3')).toBe(2);
    expect(await of(`department=${encodeURIComponent('中央図書館')}`)).toBe(1);
    expect(await of('rating=behind')).toBeGreaterThan(0);
  });

  test.each([
    'measures?limit=0',
    'measures?limit=201',
    'measures?stage=Q',
    'measures?year=abc',
    'comparison',
  ])('%s is refused with its place', async (path) => {
    const response = await app.request(`/imari/api/v1/plan/${path}`);
    expect(response.status).toBe(422);
    expect(response.headers.get('content-type')).toContain('problem+json');
  });

  test('the plan, comparisons and entries answer too', async () => {
    expect((await json('/imari/api/v1/plan')).body).toMatchObject({ measures: 28 });
    expect(
      (await json('/imari/api/v1/plan/comparison?indicator=card-holding-rate')).body.entries,
    ).toHaveLength(4);
    expect((await json('/imari/api/v1/plan/comparison?indicator=nothing')).status).toBe(404);
    expect((await json('/imari/api/v1/plan/comparisons')).body.total).toBeGreaterThan(10);
    expect((await json('/imari/api/v1/plan/measures/gyo-3/indicators/use-rate/entries')).body).toMatchObject({
      total: 0,
      items: [],
      next: null,
    });
    expect((await json('/imari/api/v1/plan/reviews/2025')).status).toBe(404);
  });
});

test('the API describes itself', async () => {
  const response = await app.request('/nara-city/api/openapi.json');
  const { paths } = (await response.json()) as { paths: Record<string, { get?: { responses: unknown } }> };
  expect(Object.keys(paths)).toEqual(
    expect.arrayContaining([
      '/api/v1/plan',
      '/api/v1/plan/measures',
      '/api/v1/plan/measures/{number}',
      '/api/v1/plan/comparison',
      '/api/v1/plan/reviews/{year}',
    ]),
  );
});
