import type { Translator } from '#kernel/i18n/translate.js';
import { stageText } from '#ui/components/plan-tags.js';
import { Stage } from '../../definition.js';
import { type MeasureView, type PlanView, RATINGS } from '../../model.js';
import { sheetData } from './sheet-data.js';
import { longYearText, ratingText, wordsOf } from './words.js';

/** Of which municipality, and in what colour. */
export interface Letterhead {
  city: string;
  accent: string;
}

const common = (t: Translator, { plan, asOf }: PlanView, { city, accent }: Letterhead) => ({
  words: wordsOf(t),
  city,
  accent,
  planTitle: plan.title,
  asOf: t('review.exchange.pdf.asOf', { date: t.date(asOf) }),
});

/** One sheet, or several, without the rest of the plan. */
export const sheetsDocument = (
  t: Translator,
  plan: PlanView,
  measures: readonly MeasureView[],
  letterhead: Letterhead,
) => ({
  ...common(t, plan, letterhead),
  sheets: measures.map((measure) => sheetData(t, measure, plan.fiscalYear)),
  whole: null,
});

export interface Counts {
  total: number;
  /** In the order A, B, C, Z. */
  stages: number[];
  /** In the order of RATINGS, of the measures that have not ended. */
  ratings: number[];
}

export function countMeasures(measures: readonly MeasureView[]): Counts {
  const running = measures.filter(({ stage }) => stage !== 'ended');
  return {
    total: measures.length,
    stages: Stage.options.map((stage) => measures.filter((one) => one.stage === stage).length),
    ratings: RATINGS.map((rating) => running.filter((one) => one.rating === rating).length),
  };
}

export function countSentence(t: Translator, measures: readonly MeasureView[]): string {
  const { total, ratings } = countMeasures(measures);
  const ended = measures.filter(({ stage }) => stage === 'ended').length;
  const [ahead = 0, onCourse = 0, behind = 0, unknown = 0] = ratings;
  return t('review.exchange.pdf.pillarSentence', {
    total,
    running: total - ended,
    ended,
    ahead,
    onCourse,
    behind,
    unknown,
  });
}

/** Cover, contents, the plan itself, every pillar with its sheets, glossary. */
export function wholePlanDocument(t: Translator, view: PlanView, letterhead: Letterhead) {
  const { plan, measures } = view;
  const { source, period } = plan;
  const part = (label: 'summary' | 'background' | 'reviewCycle', text: string | undefined) =>
    text === undefined ? [] : [{ label: t(`review.exchange.pdf.${label}`), text }];
  const isoDate = (date: string) => t.date(Temporal.PlainDate.from(date));
  return {
    ...common(t, view, letterhead),
    sheets: [],
    whole: {
      title: plan.title,
      city: letterhead.city,
      period:
        period.to === undefined
          ? t('review.exchange.pdf.openPeriod', { from: longYearText(period.from) })
          : t('review.exchange.pdf.period', { from: longYearText(period.from), to: longYearText(period.to) }),
      source:
        source.asOf === undefined
          ? t('review.exchange.pdf.source', { title: source.title, publisher: source.publisher })
          : t('review.exchange.pdf.sourceAsOf', {
              title: source.title,
              publisher: source.publisher,
              date: isoDate(source.asOf),
            }),
      parts: [
        ...part('summary', plan.summary),
        ...part('background', plan.background),
        ...part('reviewCycle', plan.reviewCycle),
      ],
      principlesTitle: t('review.exchange.pdf.principles'),
      principles: plan.principles,
      revisions: plan.revisions.map(({ date, summary }) => ({ date: isoDate(date), summary })),
      bodies: plan.bodies.map(({ name, role, members }) => ({
        name,
        role,
        members: members.join('、') || null,
      })),
      stageHeads: Stage.options.map((stage) => stageText(t, stage)),
      ratingHeads: RATINGS.map((rating) => ratingText(t, rating)),
      sentence: countSentence(t, measures),
      ...countMeasures(measures),
      pillars: plan.pillars.map((pillar) => {
        const own = measures.filter((measure) => measure.pillar.id === pillar.id);
        return {
          label: pillar.label,
          title: pillar.title,
          policy: pillar.policy,
          sentence: countSentence(t, own),
          ...countMeasures(own),
          sheets: own.map((measure) => sheetData(t, measure, view.fiscalYear)),
        };
      }),
      terms: plan.terms.map(({ term, reading, meaning }) => ({ term, reading: reading ?? null, meaning })),
    },
  };
}
