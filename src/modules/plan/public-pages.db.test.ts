import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { anonymousContext, type Context } from '#kernel/context.js';
import { fiscalYear } from '#kernel/values/fiscal-year.js';
import { pageText } from '#testing/page-text.js';
import { type TestApp, testApp } from '#testing/test-app.js';
import { clerkOf, happened, headquarters, planOffice, reportDraft } from './fixtures.js';
import type { PlanService } from './service.js';

let app: TestApp;
let service: PlanService;
const townOf = (slug: string): Context => {
  const municipality = app.kernel.municipalities.bySlug(slug);
  if (!municipality) throw new Error(`no municipality ${slug}`);
  return anonymousContext(app.kernel, municipality);
};
const see = async (path: string, headers: Record<string, string> = {}) => {
  const response = await app.request(path, { headers: { 'accept-language': 'ja', ...headers } });
  const html = await response.text();
  return { status: response.status, html, text: pageText(html), headers: response.headers };
};

/** What no page may have: a style or script that the policy stops, or an id twice. */
function faultsOf(html: string): string[] {
  const ids = [...html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id ?? '');
  const twice = ids.filter((id, place) => ids.indexOf(id) !== place);
  const anchors = [...html.matchAll(/href="#([^"]+)"/g)].map(([, id]) => decodeURIComponent(id ?? ''));
  return [
    ...twice.map((id) => `the id ${id} twice`),
    ...anchors.filter((id) => !ids.includes(id)).map((id) => `a link to #${id}, which is not there`),
    ...(/ style="/.test(html) ? ['a style attribute'] : []),
    ...(/<script>/.test(html) ? ['a script in the page'] : []),
  ];
}

beforeAll(async () => {
  app = await testApp();
  service = app.modules.plan.api;
});
afterAll(() => app.stop());

const TOWNS = ['nara-city', 'nara-pref', 'imari', 'katsuragi', 'kashihara'];
const PAGES = ['', '/compare', '/ratings', '/governance', '/terms'];

describe.each(TOWNS)('%s', (town) => {
  test.each(PAGES)('/plan%s is a whole page of reasonable size', async (page) => {
    const { status, html } = await see(`/${town}/plan${page}`);
    expect(status).toBe(200);
    expect(faultsOf(html)).toEqual([]);
    expect(gzipSync(html).byteLength).toBeLessThan(20_000);
  });

  test('every measure has its sheet, at its number and at its printed label', async () => {
    const { measures } = await service.readPlan(townOf(town));
    for (const { number, label, title } of measures) {
      const { status, html, text } = await see(`/${town}/plan/${number}`);
      expect(status).toBe(200);
      expect(text).toContain(`${label} ${title}`);
      expect({ number, faults: faultsOf(html) }).toEqual({ number, faults: [] });
      expect((await see(`/${town}/plan/${encodeURIComponent(label)}`)).status).toBe(200);
    }
  });

  test('what the plan does not have is not found', async () => {
    for (const path of [
      '9-99',
      'nothing',
      '1-8/indicators/nothing/entries',
      `rounds/${crypto.randomUUID()}`,
      'rounds/1',
    ]) {
      expect((await see(`/${town}/plan/${path}`)).status).toBe(404);
    }
    expect((await see(`/${town}/plan/compare?indicator=nothing`)).status).toBe(404);
  });
});

describe('the overview', () => {
  test('shows what the filters of its address let through, and how to take each away', async () => {
    const { html, text } = await see('/nara-city/plan?pillar=1&stage=planning');
    expect(text).toContain('全43施策のうち、4施策が当てはまります。');
    expect(text).toContain('(1)-15 小児慢性特定疾病医療費助成申請の一部オンライン化');
    expect(text).not.toContain('(1)-8 オンライン');
    expect(html).toContain('href="/nara-city/plan?stage=planning#results"');
    expect(html).toContain('href="/nara-city/plan?pillar=1#results"');
    expect(html).toContain('<option value="planning" selected');
  });

  test('says that nothing matches, and leads back', async () => {
    const { html, text } = await see('/nara-city/plan?q=%3Cscript%3E');
    expect(text).toContain('当てはまる施策がありません');
    expect(text).toContain('ことば：<script>');
    expect(html).not.toContain('<script>');
    expect(html).toContain('href="/nara-city/plan#measures"');
  });

  test('ignores what it cannot read', async () => {
    const { status, text } = await see('/nara-city/plan?year=abc&stage=9&pillar=');
    expect(status).toBe(200);
    expect(text).toContain('全43施策を、柱ごとにまとめています。');
  });

  test.each(['en', 'ja-x-easy', 'vi'])('is there in %s', async (locale) => {
    const { html, status } = await see('/nara-city/plan', {
      cookie: `yakuba_preferences=${locale}.standard.0`,
    });
    expect(status).toBe(200);
    expect(html).toContain(`<html lang="${locale}"`);
    expect(html.includes('<h1><span lang="ja"')).toBe(locale !== 'ja-x-easy');
  });

  test('is the same for everybody and may be kept', async () => {
    const { headers } = await see('/nara-city/plan');
    expect(headers.get('cache-control')).toContain('public');
    expect(headers.get('set-cookie')).toBeNull();
  });
});

describe('a counted figure', () => {
  const ENTRIES = '/nara-city/plan/1-8/indicators/online-certificate-applications/entries';
  beforeAll(async () => {
    const context = townOf('nara-city');
    for (let number = 1; number <= 60; number += 1) {
      await happened(
        app.kernel,
        { ...context, mayJournal: null },
        {
          type: 'case.submitted',
          subject: `case/${number}`,
          data: { procedure: 'residence-certificate', channel: number > 55 ? 'counter' : 'online' },
        },
      );
    }
  });

  test('stands on the sheet as counted', async () => {
    const { text } = await see('/nara-city/plan/1-8');
    expect(text).toContain('2026年度の実績（途中） 数えた値 55 件/月 今月 55件・今年度 55件');
  });

  test('leads down to its entries a page at a time: all of them, and nothing else', async () => {
    const first = await see(`${ENTRIES}?year=2026`);
    expect(first.text).toContain('50件を表示（全55件、新しい順）');
    expect(faultsOf(first.html)).toEqual([]);
    const next = /href="([^"]+)" rel="next"/.exec(first.html)?.[1]?.replaceAll('&amp;', '&');
    const second = await see(next ?? '');
    expect(second.text).toContain('5件を表示（全55件、新しい順）');
    expect(second.html).not.toContain('rel="next"');
    const idsOf = (html: string) => [...html.matchAll(/<code>([^<]+)<\/code>/g)].map(([, id]) => id);
    expect(new Set([...idsOf(first.html), ...idsOf(second.html)]).size).toBe(55);
    expect(first.html).not.toContain('case/1');
  });

  test('spreads over the months, the running one marked, on the first page only', async () => {
    const { text, html } = await see(ENTRIES);
    expect(text).toContain('月ごとの件数 月 件数 2026年11月 今月 55');
    const next = /href="([^"]+)" rel="next"/.exec(html)?.[1]?.replaceAll('&amp;', '&');
    expect((await see(next ?? '')).text).not.toContain('月ごとの件数');
  });

  test('says in words how it is counted', async () => {
    const { text } = await see(ENTRIES);
    expect(text).toContain(
      '「申請の受付」（case.submitted）の記録、手続が「住民票の写しの交付請求」、申請の方法が「オンライン」',
    );
    expect(text).toContain('年度の合計を、数え始めてからの月の数で割った1か月の平均');
  });

  test('of a year without entries has none, and what the address cannot mean is left out', async () => {
    expect((await see(`${ENTRIES}?year=2020`)).text).toContain('当てはまる記録はまだありません');
    const odd = await see(`${ENTRIES}?year=x&after=-1&side=up`);
    expect(odd.status).toBe(200);
    expect(odd.text).toContain('50件を表示（全55件、新しい順）');
  });

  test('that is typed has no such page', async () => {
    expect((await see('/nara-city/plan/1-4/indicators/phone-bookings/entries')).status).toBe(404);
  });

  test('of a ratio shows both sides', async () => {
    const { measures } = await service.readPlan(townOf('imari'));
    const ratio = measures
      .flatMap(({ number, indicators }) => indicators.map((indicator) => ({ number, indicator })))
      .find(({ indicator }) => indicator.count?.denominator);
    if (!ratio) throw new Error('Imari counts no ratio');
    const { text } = await see(`/imari/plan/${ratio.number}/indicators/${ratio.indicator.id}/entries`);
    expect(text).toContain('分子を分母で割った割合（%）');
    expect(text).toContain('当てはまる記録はまだありません');
  });
});

test('the history says by which role and section a version was made, and no name', async () => {
  const clerk = clerkOf(app.kernel, 'nara-city', 'civic-affairs');
  const office = planOffice(app.kernel, 'nara-city');
  const round = crypto.randomUUID();
  await service.openRound(office, {
    id: round,
    fiscalYear: fiscalYear(2025),
    dueOn: Temporal.PlainDate.from('2026-12-18'),
  });
  const draft = await reportDraft(service, clerk, '1-8', {
    year: fiscalYear(2025),
    text: '案内を増やした。',
  });
  await service.submitReport(clerk, { round, ...draft, evidence: [] });
  const { text, html } = await see('/nara-city/plan/1-8');
  expect(text).toContain('担当者（市民課） 実績を報告');
  expect(text).toContain('システム 計画書から登録');
  expect(html).not.toContain('clerk-civic-affairs');
  const sheet = await app.request('/nara-city/api/v1/plan/measures/1-8');
  expect(await sheet.json()).toMatchObject({
    history: [
      { by: { role: 'clerk', title: '担当者', unit: 'civic-affairs', unitName: '市民課' } },
      { by: { role: 'system/plan.start', title: null, unit: null, unitName: null } },
    ],
  });
});

describe('the comparison', () => {
  test('offers what some plan has, shared ones first', async () => {
    const { text } = await see('/nara-city/plan/compare');
    expect(text.indexOf('マイナンバーカードの保有・交付率')).toBeLessThan(
      text.indexOf('1つの団体だけにある指標'),
    );
  });

  test('sets the towns side by side, with each one’s own definition', async () => {
    const { html, text } = await see('/imari/plan/compare?indicator=card-holding-rate');
    for (const town of ['奈良市', '橿原市', '葛\u{E0100}城市', '伊万里市']) expect(text).toContain(town);
    expect(html).toContain('href="/nara-city/plan/3-1"');
    expect(html.match(/data-own/g)).toHaveLength(1);
    expect(text).toContain('数え方は計画書に書かれていません。');
    expect(faultsOf(html)).toEqual([]);
  });

  test('does not put different units on one scale', async () => {
    const { text } = await see('/nara-city/plan/compare?indicator=open-datasets');
    expect(text.match(/同じ目盛りです/g)?.length).toBeGreaterThan(1);
    expect(text).toContain('単位が違います：');
  });
});

test('the rule on its page is the one of the catalogue', async () => {
  const { attainment } = await service.ratingRule();
  const { text } = await see('/nara-city/plan/ratings');
  expect(text).toContain(`${attainment.ahead}%以上`);
  expect(text).toContain(`${attainment.onCourse}%未満`);
});

test('a published review is a page of its own and stands on the overview', async () => {
  const office = planOffice(app.kernel, 'katsuragi');
  const judges = headquarters(app.kernel, 'katsuragi');
  const id = crypto.randomUUID();
  await service.openRound(office, {
    id,
    fiscalYear: fiscalYear(2025),
    dueOn: Temporal.PlainDate.from('2026-12-18'),
  });
  expect((await see(`/katsuragi/plan/rounds/${id}`)).status).toBe(404);
  await service.closeReports(office, id);
  const { rows } = await service.round(judges, id);
  for (const { measure } of rows) {
    await service.judge(judges, id, measure.number, { rating: 'onCourse', comment: '<b>進んでいる</b>' });
  }
  await service.publish(office, id);

  const { html, text, status } = await see(`/katsuragi/plan/rounds/${id}`);
  expect(status).toBe(200);
  expect(text).toContain('2026年11月20日（金）に公表したときの計画です。');
  expect(text).toContain('推進本部のコメント： <b>進んでいる</b>');
  expect(text).toContain((await service.snapshot(townOf('katsuragi'), id)).hash);
  expect(faultsOf(html)).toEqual([]);
  expect((await see('/katsuragi/plan')).html).toContain(`href="/katsuragi/plan/rounds/${id}"`);
  expect((await see(`/katsuragi/plan/${rows[0]?.measure.number}`)).text).toContain(
    '推進本部の評価（2025年度）',
  );
  expect((await see(`/imari/plan/rounds/${id}`)).status).toBe(404);
});
