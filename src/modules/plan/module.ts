import type { Kernel } from '#kernel/kernel.js';
import type { Module } from '#kernel/module.js';
import { planApiRoutes } from './routes/api.js';
import { exchangeRoutes } from './routes/exchange.js';
import { indicatorRoutes } from './routes/indicators.js';
import { measureRoutes } from './routes/measures.js';
import { publicPlanRoutes } from './routes/public.js';
import { reviewRoutes } from './routes/review.js';
import { loadPlans } from './service/loading.js';
import { type CountableIn, createPlanService, type NameOf, type PlanService } from './service.js';

export interface PlanModule extends Module {
  api: PlanService;
}

/**
 * The plan of the municipality: its measures, their indicators, the yearly review. `countableIn` is asked from `start` on,
 * `nameOf` for what counted entries hold by id.
 */
export function createPlanModule(kernel: Kernel, countableIn: CountableIn, nameOf: NameOf): PlanModule {
  const service = createPlanService(kernel, countableIn, nameOf);
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
      'plan.loaded': { means: 'The plan was loaded from the catalogue', data: ['plan', 'measures'] },
      'plan.measureAdded': { means: 'A measure was added', data: ['plan', 'measure', 'version', 'import'] },
      'plan.measureChanged': {
        means: 'A measure was changed',
        data: ['plan', 'measure', 'version', 'import'],
      },
      'plan.measureClosed': { means: 'A measure ended', data: ['plan', 'measure', 'version'] },
      'plan.resultReported': {
        means: 'A section reported the results of a measure',
        data: ['round', 'fiscalYear', 'measure', 'version'],
      },
      'plan.imported': {
        means: 'Measures were taken in from a sheet',
        data: ['plan', 'measures', 'planChanged', 'import'],
      },
      'plan.roundOpened': {
        means: 'A yearly review began',
        data: ['round', 'fiscalYear', 'dueOn', 'measures'],
      },
      'plan.reportReturned': {
        means: 'A report was sent back to its section',
        data: ['round', 'fiscalYear', 'measure'],
      },
      'plan.judgingBegan': { means: 'The reports of a review were closed', data: ['round', 'fiscalYear'] },
      'plan.roundReopened': {
        means: 'The reports of a review were opened again',
        data: ['round', 'fiscalYear'],
      },
      'plan.judged': {
        means: 'The headquarters judged a measure',
        data: ['round', 'fiscalYear', 'measure', 'rating'],
      },
      'plan.published': {
        means: 'A review was published and the plan frozen as of that day',
        data: ['round', 'fiscalYear', 'measures', 'sha256'],
      },
      'plan.reminded': {
        means: 'A section was reminded of a report; the notice is sent from this entry',
        data: ['round', 'fiscalYear', 'measure', 'day', 'late'],
      },
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
    start: async (contexts) => {
      await service.readRules();
      await loadPlans(kernel, countableIn, contexts);
    },
  };
}
