import type { Context } from '#kernel/context.js';
import type { Kernel } from '#kernel/kernel.js';
import {
  type CommonIndicators,
  type ReviewSettings,
  readCommonIndicators,
  readReviewSettings,
} from './catalog.js';
import { createReviewReading } from './review/reading.js';
import { createReview } from './review/service.js';
import { createEditing } from './service/editing.js';
import { createLivingPlans } from './service/living-plans.js';
import { createReading } from './service/reading.js';

/** The use cases of the plan. Reading is public; whoever changes something is asked for the right to. */
export function createPlanService(kernel: Kernel) {
  const livingPlans = createLivingPlans(kernel);
  let common: Promise<CommonIndicators> | undefined;
  const commonIndicators = () => {
    common ??= readCommonIndicators(kernel.catalogRoot);
    return common;
  };
  let settings: Promise<ReviewSettings> | undefined;
  const reviewSettings = () => {
    settings ??= readReviewSettings(kernel.catalogRoot);
    return settings;
  };
  return {
    ...createReading(kernel, livingPlans, commonIndicators),
    ...createEditing(kernel, livingPlans, commonIndicators),
    ...createReviewReading(kernel, livingPlans),
    ...createReview(kernel, livingPlans, reviewSettings),
    /** What the actor may do with the plan as a whole: for buttons; every use case asks again. */
    abilities: (context: Context) => ({
      edit: kernel.access.canAnywhere(context, 'plan.edit'),
      review: kernel.access.canAnywhere(context, 'plan.review'),
      judge: kernel.access.canAnywhere(context, 'plan.judge'),
      report: kernel.access.canAnywhere(context, 'plan.report'),
    }),
    /** Kinds of indicator that several plans share. */
    commonIndicators,
    /** The rule by which figures are judged: for the page that states it. */
    ratingRule: livingPlans.rule,
  };
}
export type PlanService = ReturnType<typeof createPlanService>;
export type Abilities = ReturnType<PlanService['abilities']>;
