import type { Kernel } from '#kernel/kernel.js';
import type { Module } from '#kernel/module.js';
import { DASHBOARD_DECISION } from './dashboard.js';
import { ENTRIES } from './entries.js';
import { DECISION_KIND, FREQUENCY_IDS, isLate, SOURCE_KINDS } from './model.js';
import { ckanRoutes } from './routes/ckan.js';
import { dashboardDeskRoutes } from './routes/dashboard-desk.js';
import { dashboardPanelRoutes } from './routes/dashboard-panels.js';
import { dashboardRoutes } from './routes/dashboards.js';
import { fileRoutes } from './routes/files.js';
import { harvestRoutes } from './routes/harvests.js';
import { publicRoutes } from './routes/public.js';
import { requestRoutes } from './routes/requests.js';
import { staffRoutes } from './routes/staff.js';
import type { DatasetNeeds } from './service/deps.js';
import { HARVEST_JOB } from './service/harvesting.js';
import { createServices, type DatasetServices } from './services.js';

export interface DatasetModule extends Module {
  services: DatasetServices;
  api: Pick<DatasetServices['reminding'], 'titleOf'> & {
    dashboardTitleOf: DatasetServices['dashboardSteps']['titleOf'];
  };
}

const STAFF = '/staff/datasets';

export function createDatasetModule(kernel: Kernel, needs: DatasetNeeds): DatasetModule {
  const services = createServices({ kernel, needs });
  const { dashboardSteps, editing, publishing, harvesting, reminding } = services;
  return {
    name: 'dataset',
    migrations: new URL('./migrations/', import.meta.url),
    actions: {
      'dataset.edit': 'Make and check the datasets of a unit, and hand in their files',
      'dataset.publish': 'Publish the datasets of a unit and take them back',
      'dataset.moderate': 'Read what data people ask for, show it and answer it',
    },
    entries: ENTRIES,
    knownValues: async () => ({
      source: SOURCE_KINDS,
      frequency: FREQUENCY_IDS,
      standard: ['yes', 'no'],
      places: ['yes', 'no'],
      again: ['yes', 'no'],
      of: ['colleague', 'decision', 'nobody'],
      what: ['added', 'changed', 'gone'],
      whole: ['yes', 'no'],
      state: ['listed', 'answered', 'hidden', 'active', 'stopped'],
    }),
    routes: [
      ...ckanRoutes(kernel, services.actions),
      // Before /staff/datasets/:id, which would take its name.
      ...requestRoutes(services),
      ...harvestRoutes(services),
      ...staffRoutes(services),
      ...fileRoutes(services),
      ...dashboardDeskRoutes(services),
      ...dashboardPanelRoutes(services),
      // Before /data/:name, which would take its name.
      ...dashboardRoutes(kernel.clock, services),
      ...publicRoutes(kernel, services),
    ],
    navigation: [
      { area: 'citizen', label: 'data.nav', path: '/data', permission: 'public' },
      {
        area: 'staff',
        label: 'dataset.nav',
        path: STAFF,
        permission: 'dataset.edit',
        // Counting costs two statements: only on the pages of the section itself.
        count: async (context, path) =>
          path.startsWith(STAFF)
            ? editing.waiting(context, (dataset) => isLate(dataset, context.clock.now()))
            : undefined,
      },
    ],
    jobs: [
      { name: 'dataset.release', schedule: '*/2 * * * *', run: (context) => publishing.release(context) },
      { name: 'dataset.remind', schedule: '20 8 * * *', run: (context) => reminding.remind(context) },
      { name: HARVEST_JOB, schedule: '40 2 * * *', run: (context) => harvesting.run(context) },
      { name: 'dataset.keep', schedule: '7 * * * *', run: (context) => publishing.keep(context) },
    ],
    putsUp: [DECISION_KIND, DASHBOARD_DECISION],
    subscriptions: [
      {
        name: 'dataset.decided',
        types: ['decision.decided', 'decision.withdrawn'],
        handle: publishing.decided,
      },
      {
        name: 'dataset.dashboardDecided',
        types: ['decision.decided', 'decision.withdrawn'],
        handle: dashboardSteps.decided,
      },
    ],
    services,
    api: { ...services.reminding, dashboardTitleOf: dashboardSteps.titleOf },
  };
}
