import type { Kernel } from '#kernel/kernel.js';
import { createLivingPlans } from './service/living-plans.js';
import { createReading } from './service/reading.js';

/** The use cases of the plan. Reading is public; whoever changes something is asked for the right to. */
export function createPlanService(kernel: Kernel) {
  const livingPlans = createLivingPlans(kernel);
  return {
    ...createReading(kernel, livingPlans),
  };
}
export type PlanService = ReturnType<typeof createPlanService>;
