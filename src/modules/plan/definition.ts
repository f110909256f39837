import { z } from 'zod';
import { FiscalYear } from '#kernel/values/fiscal-year.js';

/*
 * What a town writes about its plan. One YAML document for the plan, one for each measure.
 * Texts are in the office's own words; figures are those of the published plan.
 */

const Text = z.string().trim().min(1);
const Slug = z
  .string()
  .regex(/^[a-z0-9]+(?:[.-][a-z0-9]+)*$/, 'use lower-case letters, digits, dots and hyphens');

/** A key that may be a number in YAML (`2021:`) and is a string in JavaScript. */
const byFiscalYear = <Value extends z.ZodType>(value: Value) =>
  z.record(z.string().regex(/^(19|20)\d\d$/, 'a fiscal year such as 2021'), value);

/** A concept · B planning · C procurement or operation · Z ended; printed as those letters. */
export const Stage = z.enum(['concept', 'planning', 'operation', 'ended']);
export type Stage = z.infer<typeof Stage>;

export const IndicatorKind = z
  .enum(['value', 'rate', 'cumulative', 'milestone', 'yesNo'])
  .describe(
    'value: an amount within the year; rate: per cent (90 means 90 %); cumulative: the state at year end; milestone: a stated step; yesNo: done or not',
  );
export type IndicatorKind = z.infer<typeof IndicatorKind>;

/** Number for value, rate and cumulative; true/false for yesNo; words for milestone. */
export const Figure = z.union([z.number(), z.boolean(), Text]);
export type Figure = z.infer<typeof Figure>;

export const YearValue = z.strictObject({
  target: Figure.optional().describe('What the plan promises for this fiscal year'),
  result: Figure.optional().describe('What was reached, as typed from the source'),
  achieved: z
    .enum(['yes', 'partly', 'no'])
    .optional()
    .describe('For milestones only: the judgement that words cannot give'),
  note: Text.optional().describe('Condition or remark printed beside the figure'),
});
export type YearValue = z.infer<typeof YearValue>;

export const IndicatorChange = z.strictObject({
  fiscalYear: FiscalYear,
  kind: z.enum(['added', 'reworded', 'retargeted', 'ended']),
  from: Text.optional(),
  to: Text.optional(),
  reason: Text.optional(),
});
export type IndicatorChange = z.infer<typeof IndicatorChange>;

/** Which journal entries make a count. */
export const JournalCount = z.strictObject({
  entry: Text.describe('Journal entry type, such as case.submitted'),
  where: z
    .record(z.string(), z.union([z.string(), z.array(z.string()).min(1)]))
    .default({})
    .describe('Attributes of the entry that must equal the value, or one of the values'),
  less: Text.optional().describe(
    'Journal entry type with the same attributes, each of which takes one away again: what was counted has ended',
  ),
  distinct: Text.optional().describe(
    'Count each case (subject), each person (actor) or each value of an attribute of the entry (such as unit) once',
  ),
});
export type JournalCount = z.infer<typeof JournalCount>;

/**
 * Counts from channels that the system does not see, typed by the owner each year. A year without that number has no
 * counted figure: what is known would pass for the whole.
 */
export const ExternalCount = z.strictObject({
  label: Text,
  side: z.enum(['numerator', 'denominator']),
  values: byFiscalYear(z.number().nonnegative()),
});
export type ExternalCount = z.infer<typeof ExternalCount>;

export const CountBinding = z.strictObject({
  numerator: JournalCount,
  denominator: JournalCount.optional().describe('With it the figure is a percentage'),
  period: z
    .enum(['fiscalYear', 'month', 'openDay', 'cumulative'])
    .describe(
      'fiscalYear: sum of the year; month: average of the months of the year in which it was counted; openDay: average of the days of the year on which the office was open since counting began; cumulative: sum since the beginning',
    ),
  from: z
    .string()
    .regex(/^(19|20)\d\d-(0[1-9]|1[0-2])$/, 'a year and month such as 2026-09')
    .optional()
    .describe(
      'Month in which the service began: nothing is counted before it, and from it on no entry means nought. Absent: the month of the first entry',
    ),
  external: z.array(ExternalCount).default([]),
});
export type CountBinding = z.infer<typeof CountBinding>;

export const Indicator = z.strictObject({
  id: Slug.describe('Unique within the measure; never changes'),
  name: Text,
  unit: Text.optional().describe('件, 人, %, 件/月 …; none for milestones'),
  kind: IndicatorKind,
  direction: z.enum(['up', 'down']).default('up').describe('Which way is better'),
  definition: Text.optional().describe('How the figure is obtained'),
  common: Slug.optional().describe(
    'Key in catalog/common/plan/indicators.yaml: the same kind of indicator in other plans',
  ),
  targetStands: z
    .boolean()
    .default(false)
    .describe('A target holds for the years after it, too ("from 2022 on"), until there is another'),
  values: byFiscalYear(YearValue).default({}),
  changes: z.array(IndicatorChange).default([]),
  count: CountBinding.optional().describe('Where the figure is counted from; absent: typed'),
});
export type Indicator = z.infer<typeof Indicator>;

export const SchedulePhase = z
  .strictObject({
    kind: z.enum(['plan', 'build', 'operate']).describe('計画 / 検討・設計・開発 / 実施・運用'),
    from: FiscalYear,
    to: FiscalYear.optional().describe('Last fiscal year; absent: open-ended'),
    text: Text,
  })
  .refine((phase) => phase.to === undefined || phase.to >= phase.from, {
    message: 'the phase ends before it begins',
    path: ['to'],
  });
export type SchedulePhase = z.infer<typeof SchedulePhase>;

export const Measure = z.strictObject({
  number: Slug.describe('Its address and key: 1-8, 3.1.1, gyo-4'),
  label: Text.describe('The number as the plan prints it: (1)-8, 行－④'),
  title: Text,
  pillar: Slug,
  departments: z.array(Text).describe('Owning sections, the lead first'),
  yearListed: FiscalYear.optional().describe('Fiscal year in which the plan first listed it'),
  yearEnded: FiscalYear.optional(),
  stage: Stage,
  stageHistory: z
    .array(
      z.strictObject({
        fiscalYear: FiscalYear,
        stage: Stage,
        reason: Text.optional(),
      }),
    )
    .default([]),
  endReason: Text.optional().describe('Why it ended; required when ended'),
  purpose: Text.optional(),
  state: Text.optional().describe('What has been done so far'),
  outlook: Text.optional(),
  progress: z
    .array(z.strictObject({ fiscalYear: FiscalYear, text: Text }))
    .default([])
    .describe('What was reported at the end of a fiscal year'),
  indicators: z.array(Indicator).default([]),
  schedule: z.array(SchedulePhase).default([]),
  tags: z.array(Text).default([]).describe('Cross-cutting marks: 新型コロナ対応, 重点取組事項 …'),
  related: z.array(Slug).default([]).describe('Numbers of related measures of the same plan'),
  systems: z
    .array(z.string().regex(/^[ABC]\d+$/))
    .default([])
    .describe('Ids of the systems that carry it out, as in docs/systems.md'),
  listedOnly: z
    .boolean()
    .default(false)
    .describe('The source names the measure but publishes no sheet for it'),
});
export type Measure = z.infer<typeof Measure>;

export const Pillar = z.strictObject({ id: Slug, label: Text, title: Text, policy: Text });
export type Pillar = z.infer<typeof Pillar>;

export const Body = z.strictObject({
  id: Slug,
  name: Text,
  kind: z.enum(['headquarters', 'subcommittee', 'office', 'officer', 'adviser', 'department', 'partner']),
  role: Text,
  members: z.array(Text).default([]),
  reportsTo: Slug.optional(),
});
export type Body = z.infer<typeof Body>;

export const Plan = z.strictObject({
  id: Slug,
  title: Text,
  summary: Text,
  period: z.strictObject({ from: FiscalYear, to: FiscalYear.optional() }),
  adoptedOn: z.iso.date().optional(),
  source: z.strictObject({
    title: Text,
    publisher: Text,
    asOf: z.iso.date().optional().describe('Date of the edition that was taken over'),
  }),
  revisions: z.array(z.strictObject({ date: z.iso.date(), summary: Text })).default([]),
  background: Text.optional(),
  principles: z.array(Text).default([]),
  pillars: z.array(Pillar).min(1),
  bodies: z.array(Body).default([]),
  reviewCycle: Text.optional().describe('How and when the plan is reviewed'),
  terms: z.array(z.strictObject({ term: Text, reading: Text.optional(), meaning: Text })).default([]),
});
export type Plan = z.infer<typeof Plan>;

export interface PlanDocuments {
  plan: Plan;
  measures: Measure[];
}

export interface DefinitionProblem {
  /** Number of the measure, or the plan's id. */
  document: string;
  /** Where inside the document, such as indicators[0].values.2022.target. */
  path: string;
  /** What is wrong and what was expected. */
  message: string;
}
