import type { Context } from '#kernel/context.js';
import type { Locale } from '#kernel/i18n/locales.js';
import { officeDay } from './model.js';
import type { HomeData } from './views/home.js';

/** What the portal shows of other modules. */
export interface PortalNeeds {
  lifeEvents(context: Context, locale: Locale): Promise<HomeData['lifeEvents']>;
  popularProcedures(context: Context, locale: Locale): Promise<HomeData['popular']>;
  planSummary(context: Context): Promise<HomeData['plan']>;
}

export interface PortalService {
  home(context: Context, locale: Locale): Promise<HomeData>;
}

export const createPortalService = (needs: PortalNeeds): PortalService => ({
  home: async (context, locale) => ({
    office: officeDay(context.clock),
    lifeEvents: await needs.lifeEvents(context, locale),
    popular: await needs.popularProcedures(context, locale),
    plan: await needs.planSummary(context),
  }),
});
