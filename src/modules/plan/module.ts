import type { Kernel } from '#kernel/kernel.js';
import type { Module } from '#kernel/module.js';
import { planApiRoutes } from './routes/api.js';
import { exchangeRoutes } from './routes/exchange.js';
import { indicatorRoutes } from './routes/indicators.js';
import { measureRoutes } from './routes/measures.js';
import { publicPlanRoutes } from './routes/public.js';
import { reviewRoutes } from './routes/review.js';
import { loadPlans } from './service/loading.js';
import { createPlanService, type PlanService } from './service.js';

export interface PlanModule extends Module {
  api: PlanService;
}

/** The plan of the municipality: its measures, their indicators, the yearly review. */
export function createPlanModule(kernel: Kernel): PlanModule {
  const service = createPlanService(kernel);
  return {
    name: 'plan',
    api: service,
    migrations: new URL('./migrations/', import.meta.url),
    actions: {
      'plan.load': 'Load a plan from the catalogue into a municipality that has none',
      'plan.follow': 'See the reviews of the plan and how they get on',
      'plan.remind': 'Remind sections of reports that have not come',
      'plan.edit': 'Change the plan: texts, indicators, targets; add and close measures',
      'plan.report': 'Report the results of the measures of one’s own section',
      'plan.review': 'Open yearly reviews, close the reports, send them back, publish',
      'plan.judge': 'Judge measures for the headquarters',
      'plan.import': 'Take in a plan sheet',
    },
    entries: {
      'plan.loaded': 'The plan was loaded from the catalogue',
      'plan.measureAdded': 'A measure was added',
      'plan.measureChanged': 'A measure was changed',
      'plan.measureClosed': 'A measure ended',
      'plan.resultReported': 'A section reported the results of a measure',
      'plan.imported': 'Measures were taken in from a sheet',
      'plan.roundOpened': 'A yearly review began',
      'plan.reportReturned': 'A report was sent back to its section',
      'plan.judgingBegan': 'The reports of a review were closed',
      'plan.roundReopened': 'The reports of a review were opened again',
      'plan.judged': 'The headquarters judged a measure',
      'plan.published': 'A review was published and the plan frozen as of that day',
      'plan.reminded': 'A section was reminded of a report; the notice is sent from this entry',
    },
    // The public pages stand last: /plan/:measure takes every name below /plan that is not taken before.
    routes: [
      ...planApiRoutes(service),
      ...reviewRoutes(service),
      ...measureRoutes(service),
      ...indicatorRoutes(service),
      ...exchangeRoutes(kernel, service),
      ...publicPlanRoutes(service),
    ],
    navigation: [
      { area: 'staff', label: 'review.nav.plan', path: '/staff/plan', permission: 'plan.follow' },
      { area: 'staff', label: 'review.nav.tasks', path: '/staff/plan/tasks', permission: 'plan.report' },
      { area: 'staff', label: 'review.exchange.nav', path: '/staff/plan/import', permission: 'plan.import' },
    ],
    jobs: [
      {
        name: 'plan.remind',
        schedule: '30 8 * * *',
        run: async (context) => {
          await service.remind(context);
        },
      },
    ],
    start: (contexts) => loadPlans(kernel, contexts),
  };
}
