import { type FiscalYear, fiscalYear } from '#kernel/values/fiscal-year.js';
import { targetFor } from './assemble.js';
import type { IndicatorView, MeasureView } from './model.js';
import { hasEnded } from './recorded-changes.js';

/** What a complete sheet would have and this one has not; in words by `measure.missing.<code>`. */
export interface Missing {
  code:
    | 'department'
    | 'purpose'
    | 'state'
    | 'outlook'
    | 'schedule'
    | 'indicator'
    | 'definition'
    | 'unit'
    | 'target'
    | 'result'
    | 'progress'
    | 'endReason';
  /** `of` names the indicator, `year` the fiscal year; empty where the text needs neither. */
  params: { of: string; year: number | '' };
}

/**
 * The completeness list of a measure in a fiscal year: what the office would ask its section for. A measure that
 * has ended owes only the reason; one that the source merely lists owes nothing.
 */
export function missingIn(measure: MeasureView, current: FiscalYear): Missing[] {
  if (measure.listedOnly) return [];
  const list: Missing[] = [];
  const missing = (code: Missing['code'], of = '', year: number | '' = '') =>
    list.push({ code, params: { of, year } });
  if (measure.stage === 'ended') {
    if (!measure.endReason) missing('endReason');
    return list;
  }
  const last = fiscalYear(current - 1);
  const wasThere = (measure.yearListed ?? last) <= last;
  if (measure.departments.length === 0) missing('department');
  if (!measure.purpose) missing('purpose');
  if (!measure.state) missing('state');
  if (!measure.outlook) missing('outlook');
  if (!measure.schedule.some(({ to }) => to === undefined || to >= current)) missing('schedule');
  const running = measure.indicators.filter(({ changes }) => !hasEnded(changes));
  if (running.length === 0) missing('indicator');
  for (const indicator of running) {
    const numeric = indicator.kind !== 'milestone' && indicator.kind !== 'yesNo';
    if (numeric && !indicator.definition) missing('definition', indicator.name);
    if (numeric && !indicator.unit) missing('unit', indicator.name);
    if (targetFor(indicator, current) === null) missing('target', indicator.name, current);
    if (wasThere && targetFor(indicator, last) !== null && resultOf(indicator, last) === null) {
      missing('result', indicator.name, last);
    }
  }
  if (wasThere && !measure.progress.some((report) => report.fiscalYear === last))
    missing('progress', '', last);
  return list;
}

const resultOf = ({ years }: IndicatorView, year: FiscalYear) =>
  years.find((one) => one.fiscalYear === year)?.result ?? null;
