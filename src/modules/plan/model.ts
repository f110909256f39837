import type { FiscalYear } from '#kernel/values/fiscal-year.js';
import type { Figure, Indicator, Measure, Pillar, Plan } from './definition.js';

/*
 * What pages, files and the API read: the documents with counted figures put in and everything judged.
 * Plain data, made anew whenever a document or a count changes; nobody writes into it.
 */

export const RATINGS = ['ahead', 'onCourse', 'behind', 'unknown'] as const;
/** Ahead of the target, on course, behind it, or not to be judged. By the rule in catalog/common/plan/rating.yaml. */
export type Rating = (typeof RATINGS)[number];

/** Why a rating is what it is; in words by the message `measure.why.<code>`. */
export type WhyCode =
  | 'noValues'
  | 'noTarget'
  | 'noResult'
  | 'notYet'
  | 'externalMissing'
  | 'attainment'
  | 'attainmentSoFar'
  | 'zeroKept'
  | 'zeroMissed'
  | 'noneHappened'
  | 'achieved'
  | 'partlyAchieved'
  | 'notAchieved'
  | 'allAhead'
  | 'noneBehind'
  | 'someBehind'
  | 'noneJudged';
export interface RatingWhy {
  code: WhyCode;
  params: Record<string, string | number>;
}

export interface Judged {
  rating: Rating;
  why: RatingWhy;
}

export interface IndicatorYear extends Judged {
  fiscalYear: FiscalYear;
  target: Figure | null;
  /** The target was set for an earlier year and still holds. */
  targetStands: boolean;
  result: Figure | null;
  /** Of the result; "typed" also where there is none. */
  source: 'typed' | 'counted';
  /** Of milestones and yes-or-no: whether the step was taken. */
  achieved: 'yes' | 'partly' | 'no' | null;
  note: string | null;
  /** The year is not over: the result is the one so far. */
  running: boolean;
}

export interface IndicatorView extends Omit<Indicator, 'values'>, Judged {
  /** Ascending; every year that has a target or a result. */
  years: readonly IndicatorYear[];
  /** The year that the rating speaks of. */
  ratedYear: FiscalYear | null;
  /** The newest year with a result: the big figure of a page. */
  latest: IndicatorYear | null;
  /** The target to aim at now: that of this fiscal year, else the next one, else the last one. */
  aim: IndicatorYear | null;
  isCounted: boolean;
}

/** What the headquarters said of a measure in the last published review. */
export interface PublishedJudgement {
  fiscalYear: FiscalYear;
  rating: Rating;
  comment: string | null;
  publishedOn: Temporal.PlainDate;
}

/** A measure in one fiscal year, by the rule. */
export interface MeasureYear extends Judged {
  fiscalYear: FiscalYear;
}

export interface MeasureView extends Omit<Measure, 'pillar' | 'indicators'>, Judged {
  pillar: Pillar;
  indicators: readonly IndicatorView[];
  /** Ascending; every year for which an indicator has a target or a result. */
  years: readonly MeasureYear[];
  judgement: PublishedJudgement | null;
  /** Version of the document; a save names it. */
  version: number;
  changedAt: Temporal.Instant;
}

export interface PlanView {
  plan: Plan;
  version: number;
  measures: readonly MeasureView[];
  /** The day as of which running years are judged. */
  asOf: Temporal.PlainDate;
  fiscalYear: FiscalYear;
}

/** One place in a measure that a new version changed; in words by `measure.field.<field>`. */
export interface FieldChange {
  field: FieldCode;
  /** Name of the indicator, of the phase and the like, where the field belongs to one. */
  of: string | null;
  fiscalYear: FiscalYear | null;
  from: string | null;
  to: string | null;
}

export type FieldCode =
  | Exclude<keyof Measure, 'indicators' | 'number' | 'stageHistory'>
  | 'indicator'
  | 'indicatorName'
  | 'unit'
  | 'kind'
  | 'direction'
  | 'definition'
  | 'common'
  | 'count'
  | 'targetStands'
  | 'changes'
  | 'stageReason'
  | 'target'
  | 'result'
  | 'achieved'
  | 'note';

export const CHANGES = ['loaded', 'added', 'edited', 'reported', 'imported', 'closed'] as const;
/** What made a version. */
export type Change = (typeof CHANGES)[number];

/** As what somebody changed something: a role, and the unit it is held in; null for the whole municipality. */
export interface ChangedAs {
  role: string;
  unit: string | null;
}

/** The same in words. Work of the system has no title. */
export interface Changer extends ChangedAs {
  title: string | null;
  unitName: string | null;
}

export interface MeasureVersion {
  version: number;
  changedAt: Temporal.Instant;
  change: Change;
  /** Never a person; null for versions from before it was kept. */
  by: Changer | null;
  reason: string | null;
  /** Against the version before; empty for the first one. */
  changes: readonly FieldChange[];
}

/** One of the indicators that several plans share, as one municipality has it. */
export interface ComparedIndicator {
  city: { slug: string; name: string; kind: string };
  measure: { number: string; label: string; title: string; stage: Measure['stage'] };
  indicator: IndicatorView;
}

export interface Comparison {
  id: string;
  name: string;
  unit: string;
  direction: 'up' | 'down';
  /** In the order of the municipalities, the prefecture first. */
  entries: readonly ComparedIndicator[];
}

/** What the journal has of one side of a count by now: a page shows it beside the figure that is made of it. */
export interface CountSoFar {
  month: number;
  /** Of the fiscal year, with the running month in it. */
  year: number;
}

/** Of a ratio both sides. */
export interface CountsSoFar {
  numerator: CountSoFar;
  denominator: CountSoFar | null;
}

/** Entries behind a counted figure: enough to find each one in the journal, nothing about persons. */
export interface EntriesBehind {
  entries: readonly { id: string; at: Temporal.Instant; type: string }[];
  total: number;
  /** The whole of them by month, oldest first; months without entries are absent. */
  byMonth: readonly { month: Temporal.PlainDate; count: number }[];
  /** To continue after; null on the last page. */
  next: number | null;
}
