import type { Context } from '#kernel/context.js';
import type { Tx } from '#kernel/db/database.js';
import type { LocalizedText } from '#kernel/i18n/locales.js';
import type { Kernel } from '#kernel/kernel.js';
import type { Municipality } from '#kernel/tenancy/municipality.js';
import {
  type CommonIndicators,
  type ReviewSettings,
  readCommonIndicators,
  readReviewSettings,
} from './catalog.js';
import type { Countable } from './countable.js';
import { unitsOf } from './departments.js';
import type { KnownNames } from './plan-problems.js';
import { createReviewReading } from './review/reading.js';
import { createRounds } from './review/rounds.js';
import { createTasks } from './review/tasks.js';
import { createEditing } from './service/editing.js';
import { createLivingPlans } from './service/living-plans.js';
import { createReading } from './service/reading.js';
import { readDepartments } from './store.js';

/** The names that counts may use in a municipality, from all modules. */
export type CountableIn = (municipality: Municipality) => Promise<Countable>;

/** What that is called which an attribute of an entry holds by its id. */
export type NameOf = (attribute: string, context: Context, id: string) => LocalizedText | undefined;

/** The use cases of the plan. Reading is public; whoever changes something is asked for the right to. */
export function createPlanService(kernel: Kernel, countableIn: CountableIn, nameOf: NameOf) {
  const livingPlans = createLivingPlans(kernel);
  let common: Promise<CommonIndicators> | undefined;
  const commonIndicators = () => {
    common ??= readCommonIndicators(kernel.catalogRoot);
    return common;
  };
  const knownNames = async ({ municipality }: Context): Promise<KnownNames> => ({
    commonIndicators: new Set((await commonIndicators()).map(({ id }) => id)),
    countable: await countableIn(municipality),
  });
  let settings: Promise<ReviewSettings> | undefined;
  const reviewSettings = () => {
    settings ??= readReviewSettings(kernel.catalogRoot);
    return settings;
  };
  return {
    ...createReading(kernel, livingPlans, commonIndicators),
    ...createEditing(kernel, livingPlans, knownNames),
    ...createReviewReading(kernel, livingPlans),
    ...createRounds(kernel, livingPlans),
    ...createTasks(kernel, livingPlans, reviewSettings),
    /** What the actor may do with the plan as a whole: for buttons; every use case asks again. */
    abilities: (context: Context) => ({
      edit: kernel.access.canAnywhere(context, 'plan.edit'),
      review: kernel.access.canAnywhere(context, 'plan.review'),
      judge: kernel.access.canAnywhere(context, 'plan.judge'),
      report: kernel.access.canAnywhere(context, 'plan.report'),
    }),
    /** Sections that report on a measure, or on any (null), as far as the list of units has them. */
    async reportingUnits(tx: Tx, { municipality }: Context, measure: string | null): Promise<string[]> {
      return unitsOf(await readDepartments(tx, measure), municipality.units);
    },
    nameOf,
    /** Kinds of indicator that several plans share. */
    commonIndicators,
    /** Reads what all plans go by; throws BrokenDefinitions. For the start: a page that is asked for is too late for it. */
    readRules: async (): Promise<void> => {
      await Promise.all([commonIndicators(), reviewSettings(), livingPlans.rule()]);
    },
    /** Names from outside the plan that its documents may use. */
    knownNames,
    /** The rule by which figures are judged: for the page that states it. */
    ratingRule: livingPlans.rule,
  };
}
export type PlanService = ReturnType<typeof createPlanService>;
export type Abilities = ReturnType<PlanService['abilities']>;
