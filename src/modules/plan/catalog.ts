import { z } from 'zod';
import {
  BrokenDefinitions,
  type DefinitionFault,
  definitionFiles,
  readDefinition,
  readDefinitions,
} from '#kernel/definitions/read.js';
import type { Countable } from './countable.js';
import { Measure, Plan, type PlanDocuments } from './definition.js';
import { planProblems } from './plan-problems.js';
import { RatingRule } from './ratings.js';

export const CommonIndicators = z.array(
  z.strictObject({
    id: z.string(),
    name: z.string(),
    unit: z.string(),
    direction: z.enum(['up', 'down']).default('up'),
  }),
);
export type CommonIndicators = z.infer<typeof CommonIndicators>;

/** The kinds of indicator that several plans share, in the order in which they are offered for comparison. */
export const readCommonIndicators = async (root: string): Promise<CommonIndicators> =>
  (await readDefinition(root, 'common/plan/indicators.yaml', CommonIndicators)).value;

/** Settings of the yearly review: catalog/common/plan/review.yaml. */
export const ReviewSettings = z.strictObject({
  reminders: z
    .array(z.number().int())
    .min(1)
    .refine(
      (days) => days.every((day, place) => place === 0 || day > (days[place - 1] ?? day)),
      'days ascend',
    )
    .describe('Days relative to the due day on which a missing report is asked for again'),
});
export type ReviewSettings = z.infer<typeof ReviewSettings>;

export const readReviewSettings = async (root: string): Promise<ReviewSettings> =>
  (await readDefinition(root, 'common/plan/review.yaml', ReviewSettings)).value;

export const readRatingRule = async (root: string): Promise<RatingRule> =>
  (await readDefinition(root, 'common/plan/rating.yaml', RatingRule)).value;

/**
 * The plan that a municipality starts from: catalog/{city}/plan/plan.yaml and plan/measures/*.yaml.
 * Null when the folder holds none. Throws BrokenDefinitions with file, line and what was expected.
 */
export async function readPlan(
  root: string,
  city: string,
  countable: Countable,
): Promise<PlanDocuments | null> {
  if ((await definitionFiles(root, `${city}/plan`)).length === 0) return null;
  const common = await readCommonIndicators(root);
  const plan = await readDefinition(root, `${city}/plan/plan.yaml`, Plan);
  const measures = await readDefinitions(root, `${city}/plan/measures`, Measure);
  const documents = { plan: plan.value, measures: measures.map(({ value }) => value) };
  const problems = planProblems(documents, {
    commonIndicators: new Set(common.map(({ id }) => id)),
    countable,
  });
  if (problems.length > 0) {
    throw new BrokenDefinitions(
      problems.flatMap(({ document, path, message }): DefinitionFault[] => {
        const ofMeasure = measures.filter(({ value }) => value.number === document);
        const keys = path
          .split(/[.[\]]+/)
          .filter(Boolean)
          .map((key) => (/^\d{1,3}$/.test(key) ? Number(key) : key));
        return (ofMeasure.length > 0 ? ofMeasure : [plan]).map((source) => source.fault(keys, message));
      }),
    );
  }
  return documents;
}
