import type { FiscalYear } from '#kernel/values/fiscal-year.js';
import type {
  IndicatorView,
  IndicatorYear,
  Judged,
  MeasureView,
  PlanView,
  PublishedJudgement,
} from './model.js';

export interface IndicatorInYear {
  indicator: IndicatorView;
  year: IndicatorYear;
}

export interface MeasureInYear {
  measure: MeasureView;
  stage: MeasureView['stage'];
  /** By the headquarters where a review published its judgement of the year, by the rule elsewhere. */
  rating: MeasureView['rating'];
  byRule: Judged;
  judgement: PublishedJudgement | null;
  /** Indicators that have a target or a result in the year. */
  indicators: readonly IndicatorInYear[];
  /** What was reported at the end of the year. */
  report: string | null;
}

/** Whether the plan speaks of a year: it lies in its period so far, or an indicator has a result for it. */
export function isYearOf({ plan, measures, fiscalYear: current }: PlanView, year: FiscalYear): boolean {
  if (year >= plan.period.from && year <= Math.max(current, plan.period.to ?? current)) return true;
  return measures.some(({ indicators }) =>
    indicators.some(({ years }) => years.some((one) => one.fiscalYear === year && one.result !== null)),
  );
}

/** What the figures of a year say of a measure. */
export const ruledIn = ({ years }: Pick<MeasureView, 'years'>, year: FiscalYear): Judged => {
  const found = years.find(({ fiscalYear }) => fiscalYear === year);
  return found ?? { rating: 'unknown', why: { code: 'noneJudged', params: {} } };
};

/** The measures of a fiscal year as that year alone shows them; those listed later or ended before are left out. */
export function measuresInYear({ measures }: PlanView, year: FiscalYear): MeasureInYear[] {
  return measures.flatMap((measure) => {
    const { yearListed, yearEnded, stageHistory } = measure;
    if ((yearListed !== undefined && yearListed > year) || (yearEnded !== undefined && yearEnded < year))
      return [];
    const indicators = measure.indicators.flatMap((indicator) => {
      const found = indicator.years.find(({ fiscalYear }) => fiscalYear === year);
      return found ? [{ indicator, year: found }] : [];
    });
    const byRule = ruledIn(measure, year);
    const judgement = measure.judgement?.fiscalYear === year ? measure.judgement : null;
    return [
      {
        measure,
        stage: stageHistory.findLast(({ fiscalYear }) => fiscalYear <= year)?.stage ?? measure.stage,
        rating: judgement?.rating ?? byRule.rating,
        byRule,
        judgement,
        indicators,
        report: measure.progress.find(({ fiscalYear }) => fiscalYear === year)?.text ?? null,
      },
    ];
  });
}
