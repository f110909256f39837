import { z } from 'zod';
import type { FiscalYear } from '#kernel/values/fiscal-year.js';
import type { Figure, Indicator } from './definition.js';
import type { IndicatorView, Judged, MeasureYear, Rating, RatingWhy } from './model.js';

const Percent = z.number().positive().max(1000);

/** The rule by which figures become ratings: catalog/common/plan/rating.yaml. */
export const RatingRule = z
  .strictObject({
    attainment: z
      .strictObject({
        ahead: Percent.describe('From this attainment on (per cent) a result is ahead'),
        onCourse: Percent.describe(
          'From this attainment on (per cent) a result is on course; below it is behind',
        ),
      })
      .refine(({ ahead, onCourse }) => ahead > onCourse, 'ahead begins above onCourse'),
    milestone: z
      .strictObject({
        yes: z.enum(['ahead', 'onCourse']),
        partly: z.enum(['onCourse', 'behind']),
        no: z.enum(['behind']),
      })
      .describe('Rating of a step that was taken, partly taken or not taken; also of yes-or-no indicators'),
    runningYear: z
      .strictObject({
        amounts: z.enum(['proRata', 'whenReached']),
        averagesAndRates: z.enum(['asTheyAre', 'whenReached']),
        states: z.enum(['whenReached']),
      })
      .describe('How a fiscal year is judged that is not over'),
    measure: z
      .strictObject({ behind: z.enum(['any', 'majority']), ahead: z.enum(['all', 'any']) })
      .describe('How the ratings of the indicators make that of the measure'),
  })
  .describe('How results are judged');
export type RatingRule = z.infer<typeof RatingRule>;

/** One indicator in one fiscal year, ready to be judged. */
export interface YearToJudge {
  fiscalYear: FiscalYear;
  target: Figure | null;
  result: Figure | null;
  achieved: 'yes' | 'partly' | 'no' | null;
  /** Months of the year that have begun: 12 once it is over, 0 before it begins. */
  months: number;
  /** The count waits for the number of a channel outside the system. */
  lacksExternal?: boolean;
}

const unjudged = (code: 'noTarget' | 'noResult' | 'notYet' | 'externalMissing', year: number): Judged => ({
  rating: 'unknown',
  why: { code, params: { year } },
});

/** A step that is stated as taken, or whose result says what the target said. */
export function achievedOf(
  kind: Indicator['kind'],
  { target, result, achieved }: Pick<YearToJudge, 'target' | 'result' | 'achieved'>,
): 'yes' | 'partly' | 'no' | null {
  if (kind !== 'milestone' && kind !== 'yesNo') return null;
  if (achieved) return achieved;
  if (target === null || result === null) return null;
  if (kind === 'yesNo') return target === result ? 'yes' : 'no';
  return target === result ? 'yes' : null;
}

const WHY_ACHIEVED = { yes: 'achieved', partly: 'partlyAchieved', no: 'notAchieved' } as const;

/**
 * Per cent of the target; null when the target is nought and no share of it exists, infinite when nothing happened of
 * what should happen little.
 */
export function attainmentOf(direction: 'up' | 'down', target: number, result: number): number | null {
  if (target === 0) return null;
  if (direction === 'up') return (result / target) * 100;
  return result === 0 ? Number.POSITIVE_INFINITY : (target / result) * 100;
}

/** An amount per month, day or time ("件/月") is an average: it does not grow with the year. */
const growsWithinTheYear = ({ kind, unit, count }: Indicator): boolean =>
  kind === 'value' && !unit?.includes('/') && (count === undefined || count.period === 'fiscalYear');

export function judgeYear(rule: RatingRule, indicator: Indicator, year: YearToJudge): Judged {
  const { fiscalYear, target, result, months } = year;
  const { kind, direction } = indicator;
  const running = months < 12;
  if (months <= 0) return unjudged('notYet', fiscalYear);

  if (kind === 'milestone' || kind === 'yesNo') {
    // A step that was taken late was taken, though its target stands in an earlier year.
    const isTaken = kind === 'milestone' && year.achieved === 'yes';
    if (target === null && !isTaken) return unjudged('noTarget', fiscalYear);
    const achieved = achievedOf(kind, year);
    if (achieved === null) return unjudged(running ? 'notYet' : 'noResult', fiscalYear);
    if (running && achieved !== 'yes') return unjudged('notYet', fiscalYear);
    return {
      rating: rule.milestone[achieved],
      why: { code: WHY_ACHIEVED[achieved], params: { year: fiscalYear } },
    };
  }

  if (typeof target !== 'number') return unjudged('noTarget', fiscalYear);
  if (typeof result !== 'number' && year.lacksExternal) return unjudged('externalMissing', fiscalYear);
  if (typeof result !== 'number') return unjudged(running ? 'notYet' : 'noResult', fiscalYear);
  const grows = growsWithinTheYear(indicator);
  const proRata = running && grows && rule.runningYear.amounts === 'proRata';
  const attainment = attainmentOf(direction, proRata ? (target * months) / 12 : target, result);
  const judged = judgeAttainment(rule, attainment, {
    direction,
    fiscalYear,
    target,
    result,
    months,
    proRata,
  });
  const waits =
    kind === 'cumulative' ||
    (grows && rule.runningYear.amounts === 'whenReached') ||
    (!grows && rule.runningYear.averagesAndRates === 'whenReached');
  if (running && waits && judged.rating === 'behind') return unjudged('notYet', fiscalYear);
  return judged;
}

interface JudgedFigures {
  direction: 'up' | 'down';
  fiscalYear: FiscalYear;
  target: number;
  result: number;
  months: number;
  proRata: boolean;
}

function judgeAttainment(
  { attainment: thresholds }: RatingRule,
  attainment: number | null,
  { direction, fiscalYear, target, result, months, proRata }: JudgedFigures,
): Judged {
  if (attainment === null) {
    const kept = direction === 'up' ? result >= 0 : result <= 0;
    return {
      rating: kept ? 'onCourse' : 'behind',
      why: { code: kept ? 'zeroKept' : 'zeroMissed', params: { year: fiscalYear, result } },
    };
  }
  if (!Number.isFinite(attainment)) {
    return { rating: 'ahead', why: { code: 'noneHappened', params: { year: fiscalYear, target } } };
  }
  const rating: Rating =
    attainment >= thresholds.ahead ? 'ahead' : attainment >= thresholds.onCourse ? 'onCourse' : 'behind';
  return {
    rating,
    why: {
      code: proRata ? 'attainmentSoFar' : 'attainment',
      params: {
        year: fiscalYear,
        target,
        result,
        months,
        percent: Math.round(attainment),
      },
    },
  };
}

/** The newest year that could be judged speaks for the indicator. Years ascend. */
export function judgeIndicator<Year extends Judged & { fiscalYear: FiscalYear }>(
  years: readonly Year[],
): Judged & { ratedYear: FiscalYear | null } {
  const judged = years.findLast(({ rating }) => rating !== 'unknown');
  if (judged) return { rating: judged.rating, why: judged.why, ratedYear: judged.fiscalYear };
  const newest = years.at(-1);
  const why: RatingWhy = newest?.why ?? { code: 'noValues', params: {} };
  return { rating: 'unknown', why, ratedYear: null };
}

export function judgeMeasure(rule: RatingRule, indicators: readonly Judged[]): Judged {
  const judged = indicators.filter(({ rating }) => rating !== 'unknown');
  const behind = judged.filter(({ rating }) => rating === 'behind').length;
  const ahead = judged.filter(({ rating }) => rating === 'ahead').length;
  const params = { judged: judged.length, behind, ahead };
  if (judged.length === 0) return { rating: 'unknown', why: { code: 'noneJudged', params } };
  if (rule.measure.behind === 'any' ? behind > 0 : behind * 2 > judged.length) {
    return { rating: 'behind', why: { code: 'someBehind', params } };
  }
  if (rule.measure.ahead === 'any' ? ahead > 0 : ahead === judged.length) {
    return { rating: 'ahead', why: { code: 'allAhead', params } };
  }
  return { rating: 'onCourse', why: { code: 'noneBehind', params } };
}

/** Each year by what its own figures say, whatever later years brought. */
export const judgeMeasureYears = (
  rule: RatingRule,
  indicators: readonly Pick<IndicatorView, 'years'>[],
): MeasureYear[] =>
  [...new Set(indicators.flatMap(({ years }) => years.map(({ fiscalYear }) => fiscalYear)))]
    .sort((a, b) => a - b)
    .map((fiscalYear) => ({
      fiscalYear,
      ...judgeMeasure(
        rule,
        indicators.flatMap(({ years }) => years.find((year) => year.fiscalYear === fiscalYear) ?? []),
      ),
    }));
