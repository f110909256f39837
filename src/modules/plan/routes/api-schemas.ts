import { z } from 'zod';
import { Body, Indicator, IndicatorKind, Pillar, Plan, SchedulePhase, Stage } from '../definition.js';
import { CHANGES, RATINGS } from '../model.js';

/*
 * What the API answers. The schemas are the contract and the text of openapi.json.
 */

const Figure = z.union([z.number(), z.boolean(), z.string()]);
const Year = z.number().int().describe('Fiscal year (April to March), named by its first calendar year');
const Rating = z.enum(RATINGS).describe('By the rule in catalog/common/plan/rating.yaml');
const Why = z.object({
  code: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
});

export const ApiValue = z.object({
  fiscalYear: Year,
  target: Figure.nullable(),
  targetStands: z.boolean().describe('The target was set for an earlier year and still holds'),
  result: Figure.nullable(),
  source: z.enum(['typed', 'counted']).describe('Where the result comes from; counted: from the journal'),
  achieved: z.enum(['yes', 'partly', 'no']).nullable().describe('Of milestones and yes-or-no indicators'),
  note: z.string().nullable(),
  running: z.boolean().describe('The year is not over: the result is the one so far'),
  rating: Rating,
});

export const ApiIndicator = z.object({
  id: z.string(),
  name: z.string(),
  unit: z.string().nullable(),
  kind: IndicatorKind,
  direction: z.enum(['up', 'down']),
  definition: z.string().nullable(),
  common: z.string().nullable().describe('The kind of indicator that several plans share'),
  counted: z.boolean(),
  rating: Rating,
  values: z.array(ApiValue),
});

export const ApiMeasure = z.object({
  number: z.string(),
  label: z.string(),
  name: z.string(),
  department: z.string().nullable().describe('Lead section'),
  departments: z.array(z.string()),
  stage: Stage,
  pillar: Pillar.pick({ id: true, label: true, title: true }),
  yearListed: Year.nullable(),
  rating: Rating,
  indicators: z.array(ApiIndicator),
});

export const ApiMeasures = z.object({
  items: z.array(ApiMeasure),
  next: z.string().nullable().describe('Address of the next page'),
  total: z.number().int(),
});

export const ApiMeasureSheet = ApiMeasure.extend({
  yearEnded: Year.nullable(),
  endReason: z.string().nullable(),
  stageHistory: z.array(z.object({ fiscalYear: Year, stage: Stage, reason: z.string().nullable() })),
  purpose: z.string().nullable(),
  state: z.string().nullable(),
  outlook: z.string().nullable(),
  progress: z.array(z.object({ fiscalYear: Year, text: z.string() })),
  schedule: z.array(SchedulePhase),
  tags: z.array(z.string()),
  related: z.array(z.string()),
  systems: z.array(z.string()),
  listedOnly: z.boolean(),
  why: Why.describe('Why the measure has its rating'),
  indicatorChanges: z.array(
    z.object({ indicator: z.string(), changes: z.array(Indicator.shape.changes.unwrap().element) }),
  ),
  judgement: z
    .object({ fiscalYear: Year, rating: Rating, comment: z.string().nullable(), publishedOn: z.string() })
    .nullable()
    .describe('Of the headquarters, in the last published review'),
  version: z.number().int(),
  changedAt: z.string(),
  history: z.array(
    z.object({
      version: z.number().int(),
      changedAt: z.string(),
      change: z.enum(CHANGES),
      by: z
        .object({
          role: z.string().describe('Of catalog/common/access.yaml; system/… for work that runs by itself'),
          title: z.string().nullable(),
          unit: z.string().nullable().describe('Id of the section in which the role is held'),
          unitName: z.string().nullable(),
        })
        .nullable()
        .describe('As what somebody changed it, never who; null where it was not kept'),
      reason: z.string().nullable(),
      changes: z.array(
        z.object({
          field: z.string(),
          of: z.string().nullable(),
          fiscalYear: Year.nullable(),
          from: z.string().nullable(),
          to: z.string().nullable(),
        }),
      ),
    }),
  ),
});

export const ApiPlan = z.object({
  id: z.string(),
  title: z.string(),
  summary: z.string(),
  period: z.object({ from: Year, to: Year.nullable() }),
  adoptedOn: z.string().nullable(),
  source: z.object({ title: z.string(), publisher: z.string(), asOf: z.string().nullable() }),
  revisions: Plan.shape.revisions.unwrap(),
  background: z.string().nullable(),
  principles: z.array(z.string()),
  pillars: z.array(Pillar),
  bodies: z.array(Body),
  reviewCycle: z.string().nullable(),
  terms: z.array(z.object({ term: z.string(), reading: z.string().nullable(), meaning: z.string() })),
  measures: z.number().int(),
  version: z.number().int(),
  asOf: z.string(),
});

export const ApiComparison = z.object({
  id: z.string(),
  name: z.string(),
  unit: z.string(),
  direction: z.enum(['up', 'down']),
  entries: z.array(
    z.object({
      city: z.object({ slug: z.string(), name: z.string(), kind: z.string() }),
      measure: z.object({ number: z.string(), label: z.string(), title: z.string(), stage: Stage }),
      indicator: ApiIndicator,
    }),
  ),
});

export const ApiComparisons = z.object({
  items: z.array(z.object({ id: z.string(), name: z.string(), unit: z.string(), cities: z.number().int() })),
  next: z.null(),
  total: z.number().int(),
});

export const ApiEntries = z.object({
  items: z.array(z.object({ id: z.string(), at: z.string(), type: z.string() })),
  next: z.string().nullable(),
  total: z.number().int(),
  byMonth: z
    .array(z.object({ month: z.string().describe('Year and month: 2026-11'), count: z.number().int() }))
    .describe('All of them by month, oldest first; months without entries are absent'),
});

export const ApiReview = z.object({
  fiscalYear: Year,
  publishedAt: z.string(),
  sha256: z.string().describe('Of the frozen content; the journal entry plan.published states the same'),
  items: z.array(ApiMeasure.extend({ judgement: ApiMeasureSheet.shape.judgement })),
  next: z.null(),
  total: z.number().int(),
});
