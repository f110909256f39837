import { z } from 'zod';
import { FiscalYear, fiscalYear } from '#kernel/values/fiscal-year.js';
import { Stage } from '../../definition.js';
import {
  type IndicatorView,
  type IndicatorYear,
  type MeasureView,
  type PlanView,
  RATINGS,
  type Rating,
} from '../../model.js';
import { ruledIn } from '../../year-view.js';

/*
 * Which measures the overview shows. The address holds the filter, so every selection can be linked and printed.
 */

/** As the address has it. What does not fit the plan is dropped when it is read. */
export const OverviewQuery = z.object({
  pillar: z.string().optional(),
  department: z.string().optional(),
  stage: z.string().optional(),
  rating: z.string().optional(),
  listed: z.string().optional(),
  year: z.string().optional(),
  counted: z.string().optional(),
  q: z.string().optional(),
});
export type OverviewQuery = z.infer<typeof OverviewQuery>;

export interface MeasureFilter {
  pillar?: string | undefined;
  department?: string | undefined;
  stage?: Stage | undefined;
  /** Of running measures: what has ended is not rated any more. */
  rating?: Rating | undefined;
  /** Fiscal year in which the plan first listed the measure. */
  listed?: FiscalYear | undefined;
  /** Fiscal year whose figures are shown; measures without any are left out. */
  year?: FiscalYear | undefined;
  /** Only measures of which a figure is counted from the journal. */
  counted?: true | undefined;
  /** Words that must all occur. */
  q?: string | undefined;
}

export interface FilterOptions {
  pillars: PlanView['plan']['pillars'];
  departments: string[];
  stages: Stage[];
  ratings: Rating[];
  listed: FiscalYear[];
  years: FiscalYear[];
  hasCounted: boolean;
}

const sorted = <Value extends number>(values: Iterable<Value>): Value[] =>
  [...new Set(values)].sort((a, b) => b - a);

/** What the plan has to choose from. */
export function filterOptions({ plan, measures }: PlanView): FilterOptions {
  const indicators = measures.flatMap((measure) => measure.indicators);
  return {
    pillars: plan.pillars,
    departments: [...new Set(measures.flatMap(({ departments }) => departments))].sort((a, b) =>
      a.localeCompare(b, 'ja'),
    ),
    stages: Stage.options.filter((stage) => measures.some((measure) => measure.stage === stage)),
    ratings: RATINGS.filter((rating) =>
      measures.some((measure) => measure.stage !== 'ended' && measure.rating === rating),
    ),
    listed: sorted(measures.flatMap(({ yearListed }) => yearListed ?? [])),
    years: sorted(indicators.flatMap(({ years }) => years.map((year) => year.fiscalYear))),
    hasCounted: indicators.some(({ isCounted }) => isCounted),
  };
}

const yearIn = (text: string | undefined, years: readonly FiscalYear[]): FiscalYear | undefined => {
  const parsed = FiscalYear.safeParse(Number(text));
  return parsed.success && years.includes(parsed.data) ? fiscalYear(parsed.data) : undefined;
};

export function readFilter(query: OverviewQuery, options: FilterOptions): MeasureFilter {
  const q = query.q?.trim().slice(0, 100);
  return {
    pillar: options.pillars.find(({ id }) => id === query.pillar)?.id,
    department: options.departments.find((department) => department === query.department),
    stage: Stage.options.find((stage) => stage === query.stage),
    rating: RATINGS.find((rating) => rating === query.rating),
    listed: yearIn(query.listed, options.listed),
    year: yearIn(query.year, options.years),
    counted: query.counted === 'yes' ? true : undefined,
    q: q === '' ? undefined : q,
  };
}

export const isFiltered = (filter: MeasureFilter): boolean =>
  Object.values(filter).some((value) => value !== undefined);

/** Query of an address with this filter: "?stage=operation", or "" without any. */
export function filterQuery(filter: MeasureFilter): string {
  const pairs = Object.entries(filter).flatMap(([name, value]): [string, string][] =>
    value === undefined ? [] : [[name, value === true ? 'yes' : String(value)]],
  );
  return pairs.length === 0 ? '' : `?${new URLSearchParams(pairs)}`;
}

/** Full-width and half-width letters, capitals and small ones, and the two kana are the same to a searcher. */
const comparable = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[ァ-ヶ]/g, (kana) => String.fromCharCode(kana.charCodeAt(0) - 0x60));

const textOf = (measure: MeasureView): string =>
  comparable(
    [
      measure.label,
      measure.number,
      measure.title,
      ...measure.departments,
      measure.purpose,
      measure.state,
      measure.outlook,
      ...measure.tags,
      ...measure.indicators.map(({ name }) => name),
    ].join('\n'),
  );

export function filterMeasures(measures: readonly MeasureView[], filter: MeasureFilter): MeasureView[] {
  const words = comparable(filter.q ?? '')
    .split(/\s+/)
    .filter(Boolean);
  return measures.filter(
    (measure) =>
      (filter.pillar === undefined || measure.pillar.id === filter.pillar) &&
      (filter.department === undefined || measure.departments.includes(filter.department)) &&
      (filter.stage === undefined || measure.stage === filter.stage) &&
      (filter.listed === undefined || measure.yearListed === filter.listed) &&
      (filter.counted === undefined || measure.indicators.some(({ isCounted }) => isCounted)) &&
      (filter.year === undefined || measure.indicators.some((indicator) => yearOf(indicator, filter.year))) &&
      (filter.rating === undefined ||
        (measure.stage !== 'ended' && ratingIn(measure, filter.year) === filter.rating)) &&
      (words.length === 0 || containsAll(textOf(measure), words)),
  );
}

const containsAll = (text: string, words: readonly string[]): boolean =>
  words.every((word) => text.includes(word));

const yearOf = ({ years }: IndicatorView, year: FiscalYear | undefined): IndicatorYear | undefined =>
  years.find((one) => one.fiscalYear === year);

export interface MainFigure {
  indicator: IndicatorView;
  /** The year that is shown; null when the indicator has no result. */
  at: IndicatorYear | null;
}

/**
 * What one line can say of a measure: a counted indicator before a typed one, figures before words, results before
 * promises; otherwise the plan's own order. With a year, the figures of that year only.
 */
export function mainFigure({ indicators }: MeasureView, year?: FiscalYear): MainFigure | null {
  const ranked = indicators
    .filter((indicator) => year === undefined || yearOf(indicator, year))
    .map((indicator) => ({
      indicator,
      at: year === undefined ? indicator.latest : (yearOf(indicator, year) ?? null),
    }))
    .map((figure) => ({ figure, rank: rankOf(figure) }))
    .sort((a, b) => b.rank - a.rank);
  return ranked[0]?.figure ?? null;
}

function rankOf({ indicator, at }: MainFigure): number {
  const hasResult = at !== null && at.result !== null;
  const isFigure = typeof (at?.result ?? at?.target ?? indicator.aim?.target) === 'number';
  return (hasResult ? 4 : 0) + (hasResult && at.source === 'counted' ? 2 : 0) + (isFigure ? 1 : 0);
}

/** By the rule: of the newest years, or of one year. */
export const ratingIn = (measure: MeasureView, year?: FiscalYear): Rating =>
  year === undefined ? measure.rating : ruledIn(measure, year).rating;
