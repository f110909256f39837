import { beforeAll, describe, expect, test } from 'vitest';
import type { Locale } from '#kernel/i18n/locales.js';
import { translatorFor } from '#kernel/i18n/translate.js';
import { fiscalYear } from '#kernel/values/fiscal-year.js';
import { pageText } from '#testing/page-text.js';
import type { PageContext } from '#ui/page.js';
import { CITIES, planOnPaper } from '../../exchange/living-catalog.fixture.js';
import type { CountsSoFar, FieldChange, MeasureVersion, MeasureView, PlanView } from '../../model.js';
import { changeWords } from '../change-words.js';
import { filterOptions, type MeasureFilter } from './filter.js';
import { MeasureFilterForm } from './filter-form.js';
import { MeasurePage, type MeasurePageProps } from './measure-page.js';
import { OverviewPage } from './overview-page.js';

const pageIn = (locale: Locale = 'ja'): PageContext => ({
  t: translatorFor(locale),
  notIn: null,
  city: {
    slug: 'nara-city',
    name: '奈良市',
    kind: 'city',
    accent: '#8a1c3b',
    office: { address: '奈良市二条大路南一丁目1番1号', phone: '0742-34-1111', hours: '平日' },
  },
  base: '/nara-city',
  path: '/plan',
  query: new URLSearchParams(),
  viewer: null,
  textSize: 'standard',
  furigana: false,
  now: Temporal.Instant.from('2026-11-20T01:00:00Z'),
  emergency: null,
  navigation: { citizen: [], staff: [], viewer: [] },
  flash: null,
  asset: (name) => `/assets/${name}`,
});

const overview = (plan: PlanView, locale?: Locale) =>
  String(<OverviewPage page={pageIn(locale)} plan={plan} filter={{}} rounds={[]} />);

const version = (change: MeasureVersion['change'], changes: FieldChange[] = []): MeasureVersion => ({
  version: 1,
  changedAt: Temporal.Instant.from('2026-11-20T01:00:00Z'),
  change,
  by: null,
  reason: null,
  changes,
});
const sheet = (
  plan: PlanView,
  measure: MeasureView,
  locale?: Locale,
  missing: MeasurePageProps['missing'] = [],
) =>
  String(
    <MeasurePage
      page={pageIn(locale)}
      plan={plan}
      measure={measure}
      history={[version('loaded')]}
      missing={missing}
      counts={new Map()}
    />,
  );

let plan: PlanView;
beforeAll(async () => {
  plan = await planOnPaper('nara-city');
});
const measure = (number: string): MeasureView => {
  const one = plan.measures.find((candidate) => candidate.number === number);
  if (!one) throw new Error(`no measure ${number}`);
  return one;
};

describe('the overview', () => {
  test('says in a sentence how the plan stands', () => {
    expect(pageText(overview(plan))).toContain('43施策のうち33施策が進行中で、10施策は終了しました。');
    expect(pageText(overview(plan, 'en'))).toContain('Of 43 measures, 33 are running and 10 have ended.');
  });

  test.each(Object.keys(CITIES))('of %s lists every measure once, with its title', async (city) => {
    const its = await planOnPaper(city);
    const html = overview(its);
    const text = pageText(html);
    for (const { number, title } of its.measures) {
      expect(text).toContain(title);
      expect(html.split(`href="/nara-city/plan/${number}"`)).toHaveLength(2);
    }
  });

  test('folds the measures of each pillar away, and offers the filter before them', () => {
    const html = overview(plan);
    const folds = [...html.matchAll(/<details class="details" data-list="">(.*?)<\/details>/gs)].map(
      ([, fold]) => [...(fold ?? '').matchAll(/href="\/nara-city\/plan\/\d-\d+"/g)].length,
    );
    // The rarer filters, the running measures of five pillars, the ended ones.
    expect(folds).toEqual([0, 12, 2, 2, 2, 15, 10]);
    expect(html.indexOf('id="filter-q"')).toBeLessThan(html.indexOf('id="pillar-1"'));
  });

  test('shows the rarer filters where one of them is in force', () => {
    const options = filterOptions(plan);
    const shown = (filter: MeasureFilter) =>
      String(<MeasureFilterForm page={pageIn()} filter={filter} options={options} />).includes(' open');
    expect(shown({ pillar: '1' })).toBe(true);
    expect(shown({ counted: true })).toBe(true);
    expect(shown({ stage: 'operation' })).toBe(false);
  });

  test('keeps ended measures under their own heading', () => {
    const ended = overview(plan).split('id="ended"')[1] ?? '';
    expect(ended.match(/href="\/nara-city\/plan\/\d-\d+"/g)).toHaveLength(10);
  });

  test('marks the words of the plan as Japanese where the page is not', () => {
    expect(overview(plan, 'en')).toContain(`<h1><span lang="ja">`);
    expect(overview(plan)).not.toContain('lang="ja">');
    expect(overview(plan, 'en')).toContain('<option value="1" lang="ja">(1) ');
    const [{ id, name } = { id: '', name: '' }] = measure('1-8').indicators;
    const english = sheet(plan, measure('1-8'), 'en', [{ code: 'unit', params: { of: name, year: '' } }]);
    expect(english).toMatch(new RegExp(`<li>[^<]*<span lang="ja">${name}</span>`));
    for (const around of [
      '<figcaption class="chart-title"><span lang="ja">',
      `<title id="chart-${id}-title" lang="ja">`,
    ])
      expect(english).toContain(`${around}${name}`);
    expect(english).toMatch(new RegExp(`<caption[^>]*>[^<]*<span lang="ja">${name}</span>`));
    expect(english).toMatch(/<a href="[^"]*\/plan\/1-7" lang="ja">/);
  });
});

describe('a sheet', () => {
  test('shows figure, target, why and every fiscal year of an indicator', () => {
    const text = pageText(sheet(plan, measure('1-8')));
    expect(text).toContain('2021年度の実績 入力値 25 件/月 目標 100件/月（2022年度）');
    expect(text).toContain('2021年度は目標100に対して実績25、達成率25%です。');
    expect(text).toContain('2022年度 100 — — 評価なし');
    expect(text).toContain('理由： 広報等が十分でなく、令和3年度は月平均25件にとどまった');
  });

  test('leads from a counted figure to its entries and from a shared one to the comparison', () => {
    const html = sheet(plan, measure('1-8'));
    expect(html).toContain('href="/nara-city/plan/1-8/indicators/online-certificate-applications/entries"');
    expect(html).toContain('href="/nara-city/plan/1-8/indicators/pre-entries/entries"');
    expect(sheet(plan, measure('1-4'))).not.toContain('indicators/phone-bookings/entries');
    expect(html).toContain('href="/nara-city/plan/compare?indicator=online-applications"');
  });

  test('says steps in words with whether they were taken', () => {
    const text = pageText(sheet(plan, measure('1-3')));
    expect(text).toContain(
      '2020年度（令和2年度） 一部達成 目標：移動図書館と本館のシステム連携を仕上げる 実績：連携を構築し、実証まで進んだ',
    );
  });

  test('says when the plan only names the measure, and why one ended', () => {
    const text = pageText(sheet(plan, measure('1-1')));
    expect(text).toContain('計画書には、一覧に名前だけが載っています');
    expect(text).toContain('この施策は終了しました');
    expect(text).toContain('新たな施策を立ててオンライン化を進めることにしたため。');
  });

  test('leads to the measures before and after it', () => {
    const html = sheet(plan, measure('2-1'));
    expect(html).toContain('href="/nara-city/plan/1-15"');
    expect(html).toContain('href="/nara-city/plan/2-2"');
    expect(sheet(plan, measure('1-1'))).not.toContain('前の施策');
  });

  test('says what a count has had so far, of a ratio both sides', () => {
    const soFar = (counts: CountsSoFar) =>
      pageText(
        String(
          <MeasurePage
            page={pageIn()}
            plan={plan}
            measure={measure('1-8')}
            history={[]}
            missing={[]}
            counts={new Map([['online-certificate-applications', counts]])}
          />,
        ),
      );
    const side = { month: 12, year: 1092 };
    expect(soFar({ numerator: side, denominator: null })).toContain('今月 12件・今年度 1,092件');
    expect(soFar({ numerator: side, denominator: { month: 30, year: 2000 } })).toContain(
      '分子／分母：今月 12／30件・今年度 1,092／2,000件',
    );
  });

  test('runs what is open-ended on to the present year', () => {
    const html = sheet(plan, measure('1-8'));
    expect(pageText(html)).toContain('▼2026');
    expect(html).toContain('<td colspan="8" data-phase="operate">');
  });

  test('writes texts as text', () => {
    const hostile = '<script>alert("1")</script>&amp;';
    const html = sheet(plan, {
      ...measure('1-8'),
      title: hostile,
      purpose: hostile,
      departments: [hostile],
      indicators: measure('1-8').indicators.map((one) => ({
        ...one,
        name: hostile,
        definition: hostile,
        unit: hostile,
      })),
    });
    expect(html).not.toContain('<script>alert');
    expect(pageText(html)).toContain(hostile);
  });
});

describe('a change in words', () => {
  const t = translatorFor('ja');
  const change = (over: Partial<FieldChange>): FieldChange => ({
    field: 'purpose',
    of: null,
    fiscalYear: null,
    from: null,
    to: null,
    ...over,
  });
  test.each<[Partial<FieldChange>, string]>([
    [{ to: '窓口をなくす' }, '目的に「窓口をなくす」を記入'],
    [{ field: 'indicator', of: '利用者数', to: '利用者数' }, '指標「利用者数」を追加'],
    [{ field: 'indicator', of: '利用者数', from: '利用者数' }, '指標「利用者数」を削除'],
    [{ from: '窓口をなくす' }, '目的の「窓口をなくす」を削除'],
    [{ field: 'stage', from: 'planning', to: 'operation' }, '段階を「B 計画」から「C 運用」に変更'],
    [
      { field: 'result', of: '受付件数', fiscalYear: fiscalYear(2022), from: '25', to: '40' },
      '受付件数の2022年度の実績を「25」から「40」に変更',
    ],
    [
      { field: 'result', of: '導入', fiscalYear: fiscalYear(2022), to: 'true' },
      '導入の2022年度の実績に「実施」を記入',
    ],
    [{ field: 'count', of: '受付件数', to: '{"numerator":{}}' }, '受付件数の自動集計を変更'],
    [
      { field: 'changes', of: '受付件数', to: '2026 retargeted 2026: 120件' },
      '受付件数の指標の変更の記録を変更',
    ],
    [{ field: 'state', to: 'あ'.repeat(200) }, `現在の状況に「${'あ'.repeat(80)}…」を記入`],
  ])('%o', (over, words) => {
    expect(changeWords(t, change(over))).toBe(words);
  });
});
