import type { Context } from '#kernel/context.js';
import type { Locale } from '#kernel/i18n/locales.js';
import type { PlanService } from '#modules/plan/api.js';
import { officeDay, planSentence } from './model.js';
import type { HomeData } from './views/home.js';

/** What the portal shows of other modules. */
export interface PortalNeeds {
  lifeEvents(context: Context, locale: Locale): Promise<HomeData['lifeEvents']>;
  guides(context: Context, locale: Locale): HomeData['guides'];
  popularProcedures(context: Context, locale: Locale): Promise<HomeData['popular']>;
  plan: Pick<PlanService, 'findPlan'>;
}

export interface PortalService {
  home(context: Context, locale: Locale): Promise<HomeData>;
}

export const createPortalService = ({
  lifeEvents,
  guides,
  popularProcedures,
  plan,
}: PortalNeeds): PortalService => ({
  home: async (context, locale) => {
    const found = await plan.findPlan(context);
    return {
      office: officeDay(context.clock),
      lifeEvents: await lifeEvents(context, locale),
      guides: guides(context, locale),
      popular: await popularProcedures(context, locale),
      plan: found && planSentence(found),
    };
  },
});
