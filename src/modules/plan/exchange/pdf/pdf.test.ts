import { beforeAll, describe, expect, test } from 'vitest';
import { SHIPPED_CATALOG } from '#kernel/create-kernel.js';
import { createTypesetter } from '#kernel/documents/typesetter.js';
import { translatorFor } from '#kernel/i18n/translate.js';
import { fiscalYear } from '#kernel/values/fiscal-year.js';
import { pdfFonts, pdfPages, pdfText, popplerMissing } from '#testing/read-pdf.js';
import { readRatingRule } from '../../catalog.js';
import type { MeasureView, PlanView } from '../../model.js';
import type { RatingRule } from '../../ratings.js';
import { measuresInYear } from '../../year-view.js';
import { CITIES, planOnPaper } from '../living-catalog.fixture.js';
import { sheetsDocument, wholePlanDocument } from './plan-data.js';
import { slidesDocument } from './slides-data.js';

const t = translatorFor('ja');
const typesetter = createTypesetter();
const LETTERHEAD = { city: '奈良市', accent: '#8a1c3b' };
let rule: RatingRule;
let nara: PlanView;
beforeAll(async () => {
  rule = await readRatingRule(SHIPPED_CATALOG);
  nara = await planOnPaper('nara-city');
});

const typeset = (template: 'plan' | 'slides', data: object, { plan, asOf }: PlanView) =>
  typesetter.renderPdf({
    template: new URL(`../../templates/${template}.typ`, import.meta.url),
    data,
    meta: { title: plan.title, author: '奈良市', date: asOf },
  });
const sheets = (view: PlanView, measures: readonly MeasureView[]) =>
  typeset('plan', sheetsDocument(t, view, measures, LETTERHEAD), view);
const measureOf = (view: PlanView, number: string): MeasureView => {
  const found = view.measures.find((measure) => measure.number === number);
  if (!found) throw new Error(`no measure ${number}`);
  return found;
};
/** The spaces that typesetting puts between kanji and figures are none of the text. */
const squeezed = (text: string) => text.replaceAll(/\s/g, '');

describe.skipIf(popplerMissing)('measure sheets, as read by pdftotext (poppler-utils)', () => {
  test.each(Object.entries(CITIES))(
    '%s: every measure has one page, set in fonts of our own',
    async (city, count) => {
      const view = await planOnPaper(city);
      const start = performance.now();
      const pdf = await sheets(view, view.measures);
      console.info(`${city}: ${count} sheets in ${Math.round(performance.now() - start)} ms`);
      const pages = (await pdfText(pdf)).split('\f').slice(0, -1);
      expect(pages).toHaveLength(count);
      for (const [index, measure] of view.measures.entries()) {
        expect(squeezed(pages[index] ?? '')).toContain(squeezed(measure.label));
        expect(squeezed(pages[index] ?? '')).toContain(squeezed(measure.title));
        for (const indicator of measure.indicators) {
          expect(squeezed(pages[index] ?? '')).toContain(squeezed(indicator.name));
        }
      }
      for (const font of await pdfFonts(pdf)) expect(font).toMatch(/^[A-Z]{6}\+BIZUDP(Gothic|Mincho)-/);
    },
  );

  test('a sheet says what municipalities print: owner, year, stage, contents, figures, schedule', async () => {
    const text = squeezed(await pdfText(await sheets(nara, [measureOf(nara, '1-8')])));
    for (const part of [
      '主管課市民部市民課',
      '計画掲載年度令和3年度（2021）',
      '施策の段階C運用',
      '事業目的及び概要来庁してから',
      '目標値100100',
      '実績値25',
      'スマート窓口申請の運用と項目の修正',
      '令和3年度（2021）広報などが足りず',
      '目標の変更',
    ]) {
      expect(text).toContain(part);
    }
  });

  test('a measure that the source only names says so and shows no empty tables', async () => {
    const listed = nara.measures.find(({ listedOnly }) => listedOnly);
    if (!listed) throw new Error('Nara City has measures that are only listed');
    const text = squeezed(await pdfText(await sheets(nara, [listed])));
    expect(text).toContain('内容は公表されていません');
    expect(text).not.toContain('事業目的');
  });

  test('very long texts run on to more pages; nothing is lost', async () => {
    const purpose = Array.from({ length: 400 }, (_, index) => `第${index}文は長い説明です。`).join('');
    const measure = { ...measureOf(nara, '1-8'), purpose, title: '非常に長い施策名'.repeat(12) };
    const pdf = await sheets(nara, [measure]);
    expect(await pdfPages(pdf)).toBeGreaterThan(1);
    const text = squeezed(await pdfText(pdf));
    expect(text).toContain('第0文は');
    expect(text).toContain('第399文は');
    expect(text).toContain('スマート窓口申請の運用と項目の修正');
  });

  test('markup in the texts of a plan is printed as it is', async () => {
    const state = '#eval("1+1") *強調* $x$ <label> @ref \\ // 注 #sys.version';
    const text = squeezed(await pdfText(await sheets(nara, [{ ...measureOf(nara, '1-8'), state }])));
    expect(text).toContain(squeezed(state));
  });

  test('a counted figure is marked, a typed one is not, one of the running year stands in brackets', async () => {
    const measure = measureOf(nara, '1-8');
    const [indicator] = measure.indicators;
    const [year] = indicator?.years ?? [];
    if (!indicator || !year) throw new Error('1-8 has an indicator with years');
    const counted = {
      ...measure,
      indicators: [
        { ...indicator, years: [{ ...year, result: 64, source: 'counted' as const, running: true }] },
      ],
    };
    const text = squeezed(await pdfText(await sheets(nara, [counted])));
    expect(text).toContain('（◆64）');
    expect(squeezed(await pdfText(await sheets(nara, [measure])))).not.toContain('◆25');
  });
});

describe.skipIf(popplerMissing)('the whole plan, as read by pdftotext (poppler-utils)', () => {
  test.each(Object.keys(CITIES))('%s: cover, contents, pillars, sheets, glossary', async (city) => {
    const view = await planOnPaper(city);
    const start = performance.now();
    const pdf = await typeset('plan', wholePlanDocument(t, view, LETTERHEAD), view);
    console.info(`${city}: the whole plan in ${Math.round(performance.now() - start)} ms`);
    const pages = (await pdfText(pdf)).split('\f').map(squeezed);
    expect(pages[0]).toContain(squeezed(view.plan.title));
    expect(pages[1]).toContain('目次');
    const all = pages.join('');
    for (const pillar of view.plan.pillars) expect(all).toContain(squeezed(pillar.title));
    // A long term is broken in its column, with the meaning beside it in between.
    for (const { term } of view.plan.terms) expect(all).toContain(squeezed(term).slice(0, 8));
    expect(all).toContain(`${view.measures.length}施策のうち`);
  });
});

describe('the year on slides', () => {
  test('speaks of that year alone', () => {
    const year = measuresInYear(nara, fiscalYear(2021));
    const found = (number: string) => year.find(({ measure }) => measure.number === number);
    expect(found('1-2')).toMatchObject({ rating: 'ahead' });
    expect(found('1-8')).toMatchObject({ rating: 'behind' });
    // Listed in 2022, so not a measure of 2021.
    expect(found('1-15')).toBeUndefined();
    expect(measuresInYear(nara, fiscalYear(2022)).map(({ measure }) => measure.number)).toContain('1-15');
  });

  test('says in words and figures how it went', () => {
    const data = slidesDocument(t, nara, { year: fiscalYear(2021), rule, letterhead: LETTERHEAD });
    const rated = measuresInYear(nara, fiscalYear(2021)).filter(({ stage }) => stage !== 'ended');
    const ahead = rated.filter(({ rating }) => rating === 'ahead').length;
    expect(data.sentence).toMatch(/^令和3年度は\d+施策が計画に載り/);
    expect(data.sentence).toContain(`目標を上回ったものが${ahead}`);
    expect(data.ahead.rows).toHaveLength(Math.min(4, ahead));
    expect(data.pillars.flatMap(({ ratings }) => ratings).reduce((sum, count) => sum + count, 0)).toBe(
      rated.length,
    );
    expect(data.isRunning).toBe(false);
    const none = slidesDocument(t, nara, { year: fiscalYear(2026), rule, letterhead: LETTERHEAD });
    expect(none).toMatchObject({ isRunning: true, ahead: { rows: [], more: null } });
    expect(none.ahead.sentence).toBe('目標を上回った施策はありません。');
  });

  test('shows what the headquarters judged of that year before what the rule says', () => {
    const judged = (year: number): PlanView => ({
      ...nara,
      measures: nara.measures.map((measure) =>
        measure.number === '1-8'
          ? {
              ...measure,
              judgement: {
                fiscalYear: fiscalYear(year),
                rating: 'ahead',
                comment: null,
                publishedOn: nara.asOf,
              },
            }
          : measure,
      ),
    });
    const ratingOf = (view: PlanView) => {
      const data = slidesDocument(t, view, { year: fiscalYear(2021), rule, letterhead: LETTERHEAD });
      return data.pillars.flatMap(({ pages }) => pages.flat()).find(({ label }) => label === '(1)-8')?.rating
        .kind;
    };
    expect([ratingOf(nara), ratingOf(judged(2021)), ratingOf(judged(2022))]).toEqual([
      'behind',
      'ahead',
      'behind',
    ]);
  });

  test.skipIf(popplerMissing).each(Object.keys(CITIES))(
    '%s: a slide is one page, a pillar has its slide (poppler-utils)',
    async (city) => {
      const view = await planOnPaper(city);
      const data = slidesDocument(t, view, { year: fiscalYear(2021), rule, letterhead: LETTERHEAD });
      const pdf = await typeset('slides', data, view);
      const pillarSlides = data.pillars.reduce((sum, { pages }) => sum + Math.max(1, pages.length), 0);
      expect(await pdfPages(pdf)).toBe(1 + 3 + pillarSlides + Math.max(1, data.countedPages.length) + 1);
      const text = squeezed(await pdfText(pdf));
      for (const pillar of view.plan.pillars) expect(text).toContain(squeezed(pillar.title));
    },
  );
});
