import type { Translator } from '#kernel/i18n/translate.js';
import { eraFiscalYearText } from '#kernel/values/era.js';
import type { FiscalYear } from '#kernel/values/fiscal-year.js';
import { stageText } from '#ui/components/plan-tags.js';
import { Stage } from '../../definition.js';
import { type PlanView, RATINGS } from '../../model.js';
import type { RatingRule } from '../../ratings.js';
import { type IndicatorInYear, type MeasureInYear, measuresInYear } from '../../year-view.js';
import type { Letterhead } from './plan-data.js';
import { figureText, ratingText } from './words.js';

/** Rows that stand on one slide in readable size. */
const HIGHLIGHTS = 4;
const ROWS = 10;
const COUNTED_ROWS = 8;

/** The yearly review as slides: how the year went, in words and figures. */
export function slidesDocument(
  t: Translator,
  view: PlanView,
  { year, rule, letterhead }: { year: FiscalYear; rule: RatingRule; letterhead: Letterhead },
) {
  const measures = measuresInYear(view, year);
  const { plan, asOf } = view;
  const running = measures.filter(({ stage }) => stage !== 'ended');
  const word = (
    key: 'ahead' | 'behind' | 'counted' | 'overall' | 'rule' | 'measures' | 'figure' | 'report',
  ) => t(`review.exchange.slides.${key}`);
  const counted = measures.flatMap((one) =>
    one.indicators.filter((each) => each.year.source === 'counted').map((each) => countedRow(t, one, each)),
  );
  return {
    ...letterhead,
    planTitle: plan.title,
    title: t('review.exchange.slides.title', { year: eraFiscalYearText(year) }),
    asOf: t('review.exchange.pdf.asOf', { date: t.date(asOf) }),
    isRunning: year >= view.fiscalYear,
    runningNote: t('review.exchange.slides.runningNote', { date: t.date(asOf) }),
    words: {
      ahead: word('ahead'),
      behind: word('behind'),
      counted: word('counted'),
      overall: word('overall'),
      rule: word('rule'),
      measures: word('measures'),
      figure: word('figure'),
      report: word('report'),
      stage: t('review.exchange.pdf.stage'),
      rating: t('review.exchange.pdf.rating'),
      none: t('review.exchange.pdf.none'),
      target: t('review.exchange.pdf.target'),
      result: t('review.exchange.pdf.result'),
    },
    sentence: overallSentence(t, year, measures),
    ratingHeads: RATINGS.map((rating) => ratingText(t, rating)),
    stageHeads: Stage.options.map((stage) => stageText(t, stage)),
    pillars: plan.pillars.map((pillar) => {
      const own = measures.filter(({ measure }) => measure.pillar.id === pillar.id);
      return {
        label: pillar.label,
        title: pillar.title,
        total: own.length,
        ratings: RATINGS.map(
          (rating) => own.filter((one) => one.stage !== 'ended' && one.rating === rating).length,
        ),
        stages: Stage.options.map((stage) => own.filter((one) => one.stage === stage).length),
        sentence: pillarSentence(t, own),
        pages: pages(own, ROWS).map((page) => page.map((one) => measureRow(t, one))),
      };
    }),
    ahead: highlights(t, running, 'ahead'),
    behind: highlights(t, running, 'behind'),
    countedPages: pages(counted, COUNTED_ROWS),
    countedSentence: t('review.exchange.slides.countedSentence', { count: counted.length }),
    ruleLines: ruleLines(t, rule),
    source: t('review.exchange.pdf.source', { title: plan.source.title, publisher: plan.source.publisher }),
  };
}

function pages<Row>(rows: readonly Row[], size: number): Row[][] {
  return Array.from({ length: Math.ceil(rows.length / size) }, (_, index) =>
    rows.slice(index * size, (index + 1) * size),
  );
}

const countOf = (measures: readonly MeasureInYear[]) => {
  const running = measures.filter(({ stage }) => stage !== 'ended');
  const [ahead = 0, onCourse = 0, behind = 0, unknown = 0] = RATINGS.map(
    (rating) => running.filter((one) => one.rating === rating).length,
  );
  return {
    total: measures.length,
    running: running.length,
    judged: ahead + onCourse + behind,
    ahead,
    onCourse,
    behind,
    unknown,
  };
};

const overallSentence = (t: Translator, year: FiscalYear, measures: readonly MeasureInYear[]): string =>
  t('review.exchange.slides.overallSentence', { year: eraFiscalYearText(year), ...countOf(measures) });

const pillarSentence = (t: Translator, measures: readonly MeasureInYear[]): string =>
  t('review.exchange.slides.pillarSentence', countOf(measures));

/** The indicator that speaks for the measure: one with the measure's own rating, else the first with a result. */
const mainIndicator = ({ indicators, rating }: MeasureInYear): IndicatorInYear | undefined =>
  indicators.find(({ year }) => year.rating === rating && rating !== 'unknown') ??
  indicators.find(({ year }) => year.result !== null) ??
  indicators[0];

const withUnit = (
  t: Translator,
  { indicator }: IndicatorInYear,
  figure: IndicatorInYear['year']['result'],
): string | null => {
  const text = figureText(t, figure);
  return text !== null && typeof figure === 'number' && indicator.unit ? `${text} ${indicator.unit}` : text;
};

const isCounted = ({ year }: IndicatorInYear): boolean => year.source === 'counted' && year.result !== null;

/** Steps are sentences: in a row only whether they were taken, the sentences themselves where there is room. */
const isStep = (main: IndicatorInYear | undefined): boolean => main?.indicator.kind === 'milestone';

function measureRow(t: Translator, one: MeasureInYear) {
  const main = mainIndicator(one);
  const achieved = main?.year.achieved;
  return {
    label: one.measure.label,
    title: one.measure.title,
    stage: stageText(t, one.stage),
    rating: ratingText(t, one.rating),
    indicator: main?.indicator.name ?? null,
    isStep: isStep(main),
    step: achieved ? t(`review.exchange.pdf.achieved.${achieved}`) : null,
    target: main ? withUnit(t, main, main.year.target) : null,
    result: main ? withUnit(t, main, main.year.result) : null,
    isCounted: main ? isCounted(main) : false,
  };
}

/** Farthest from the target first; steps, which have no distance, after figures. */
function highlights(t: Translator, measures: readonly MeasureInYear[], rating: 'ahead' | 'behind') {
  const found = measures
    .filter((one) => one.rating === rating)
    .map((one) => ({ one, percent: Number(mainIndicator(one)?.year.why.params.percent ?? 100) }))
    .sort((a, b) => (rating === 'ahead' ? b.percent - a.percent : a.percent - b.percent));
  return {
    rows: found.slice(0, HIGHLIGHTS).map(({ one }) => ({ ...measureRow(t, one), report: one.report })),
    more:
      found.length > HIGHLIGHTS
        ? t('review.exchange.slides.more', { count: found.length - HIGHLIGHTS })
        : null,
    sentence: t(`review.exchange.slides.${rating}Sentence`, { count: found.length }),
  };
}

const countedRow = (t: Translator, { measure }: MeasureInYear, one: IndicatorInYear) => ({
  label: measure.label,
  title: measure.title,
  indicator: one.indicator.name,
  target: withUnit(t, one, one.year.target),
  result: withUnit(t, one, one.year.result),
  rating: ratingText(t, one.year.rating),
});

const ruleLines = (t: Translator, { attainment }: RatingRule): string[] => [
  t('review.exchange.slides.ruleAhead', { ahead: attainment.ahead }),
  t('review.exchange.slides.ruleOnCourse', { ahead: attainment.ahead, onCourse: attainment.onCourse }),
  t('review.exchange.slides.ruleBehind', { onCourse: attainment.onCourse }),
  t('review.exchange.slides.ruleSteps'),
  t('review.exchange.slides.ruleMeasure'),
  t('review.exchange.slides.ruleJudged'),
  t('review.exchange.slides.ruleSource'),
];
