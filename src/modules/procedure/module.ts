import { tenantOf } from '#kernel/context.js';
import type { Kernel } from '#kernel/kernel.js';
import type { Module } from '#kernel/module.js';
import { createProcedureApi, type ProcedureApi } from './api.js';
import { readProcedureIds } from './catalog.js';
import { Channel } from './definition.js';
import { procedureRoutes } from './routes/routes.js';
import { createDefinitions, type Definitions } from './service/definitions.js';
import type { ProcedureNeeds } from './service/deps.js';
import { eraseExpired } from './service/retention.js';
import { TEMPLATE_ENTRIES } from './service/templates.js';
import { createServices, type ProcedureServices } from './services.js';
import { deleteDraftsBefore } from './store/drafts.js';
import { ENTRIES } from './timeline.js';

/** A draft that nobody went on with for so long is deleted: personal data is not kept without need. */
const DRAFT_LIFE = Temporal.Duration.from({ hours: 30 * 24 });

export interface ProcedureModule extends Module {
  api: ProcedureApi;
  services: ProcedureServices;
  /** What erasing at the end of retention works with. */
  retention: { kernel: Kernel; definitions: Definitions };
}

export function createProcedureModule(kernel: Kernel, identity: ProcedureNeeds): ProcedureModule {
  const definitions = createDefinitions(kernel);
  const services = createServices({ kernel, identity, definitions });
  return {
    name: 'procedure',
    migrations: new URL('./migrations/', import.meta.url),
    actions: {
      'case.submit': 'Apply for procedures',
      'case.readOwn': 'See one’s own cases',
      'case.read': 'See the cases of a unit',
      'case.work': 'Work on the cases of a unit',
      'case.decide': 'Decide on cases that a section head decides',
      'template.edit': 'Change the templates of documents',
    },
    entries: { ...ENTRIES, ...TEMPLATE_ENTRIES },
    knownValues: async ({ slug, units }) => ({
      procedure: await readProcedureIds(kernel.catalogRoot, slug),
      channel: Channel.options,
      unit: units.map(({ id }) => id),
    }),
    routes: procedureRoutes(kernel, services),
    navigation: [
      { area: 'staff', label: 'staff.case.inbox', path: '/staff', permission: 'case.read' },
      { area: 'staff', label: 'template.list.title', path: '/staff/templates', permission: 'template.edit' },
    ],
    jobs: [
      {
        name: 'procedure.sweep-drafts',
        schedule: '20 3 * * *',
        run: async (context) => {
          const before = context.clock.now().subtract(DRAFT_LIFE);
          await kernel.database.transaction(tenantOf(context), async (tx) => {
            await deleteDraftsBefore(tx, before);
            await kernel.files.sweep(tx, context.clock.now());
          });
        },
      },
      {
        name: 'procedure.erase',
        schedule: '40 3 * * *',
        run: async (context) => {
          await eraseExpired({ kernel, definitions }, context);
        },
      },
    ],
    start: (contexts) => definitions.load(contexts),
    api: createProcedureApi({ kernel, identity, definitions }, services),
    services,
    retention: { kernel, definitions },
  };
}
