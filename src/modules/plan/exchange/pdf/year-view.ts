import type { FiscalYear } from '#kernel/values/fiscal-year.js';
import type { IndicatorView, IndicatorYear, MeasureView, PlanView } from '../../model.js';
import { judgeMeasure, type RatingRule } from '../../ratings.js';

export interface IndicatorInYear {
  indicator: IndicatorView;
  year: IndicatorYear;
}

export interface MeasureInYear {
  measure: MeasureView;
  stage: MeasureView['stage'];
  rating: MeasureView['rating'];
  /** Indicators that have a target or a result in the year. */
  indicators: readonly IndicatorInYear[];
  /** What was reported at the end of the year. */
  report: string | null;
}

/** Years about which something can be said: those with a result, newest first. */
export function yearsOfPlan({ measures }: PlanView): FiscalYear[] {
  const years = new Set<FiscalYear>();
  for (const { indicators } of measures) {
    for (const { fiscalYear, result } of indicators.flatMap((indicator) => indicator.years)) {
      if (result !== null) years.add(fiscalYear);
    }
  }
  return [...years].sort((a, b) => b - a);
}

/** The measures of a fiscal year as that year alone shows them; those listed later or ended before are left out. */
export function measuresInYear({ measures }: PlanView, year: FiscalYear, rule: RatingRule): MeasureInYear[] {
  return measures.flatMap((measure) => {
    const { yearListed, yearEnded, stageHistory } = measure;
    if ((yearListed !== undefined && yearListed > year) || (yearEnded !== undefined && yearEnded < year)) return [];
    const indicators = measure.indicators.flatMap((indicator) => {
      const found = indicator.years.find(({ fiscalYear }) => fiscalYear === year);
      return found ? [{ indicator, year: found }] : [];
    });
    return [
      {
        measure,
        stage: stageHistory.findLast(({ fiscalYear }) => fiscalYear <= year)?.stage ?? measure.stage,
        rating: judgeMeasure(
          rule,
          indicators.map((one) => one.year),
        ).rating,
        indicators,
        report: measure.progress.find(({ fiscalYear }) => fiscalYear === year)?.text ?? null,
      },
    ];
  });
}
