import type { Kernel } from '#kernel/kernel.js';
import type { Module } from '#kernel/module.js';
import { createRegisterApi, type RegisterApi } from './api.js';
import { readCommonRegisters, readRegisters } from './catalog.js';
import { ENTRIES } from './entries.js';
import { FORMATS } from './reading/table.js';
import { registerRoutes } from './routes/routes.js';
import { createDefinitions } from './service/definitions.js';
import { DISPOSAL_KIND } from './service/disposals.js';
import { DECISION_KIND, type DefiningDeps } from './service/draft-desk.js';
import { createFollowing } from './service/following.js';
import { createKept } from './service/kept.js';
import { createServices, type RegisterServices } from './services.js';

export interface RegisterModule extends Module {
  api: RegisterApi;
  services: RegisterServices;
}

export function createRegisterModule(
  kernel: Kernel,
  needs: Pick<DefiningDeps, 'identity' | 'payment' | 'decision' | 'places' | 'related'>,
): RegisterModule {
  const following = createFollowing();
  const definitions = createDefinitions({ kernel, following });
  const kept = createKept(kernel, definitions);
  const deps = { kernel, ...needs, following, keptBy: kept.of };
  const services = createServices(deps, definitions, kept);
  return {
    name: 'register',
    migrations: new URL('./migrations/', import.meta.url),
    actions: {
      'register.read': 'See the registers that are open to all staff',
      'register.readClosed': 'See what a unit keeps to itself: its closed registers, and sealed fields',
      'register.edit': 'Add, change, retire and restore rows of the registers of a unit',
      'register.import': 'Read files into the registers of a unit, and take imports back',
      'register.define': 'Define registers of a unit in the browser, and change them',
      'register.approve': 'Approve definitions of registers that others wrote',
    },
    entries: ENTRIES,
    knownValues: async (municipality) => {
      const { registers: defined } = await readRegisters(
        kernel.catalogRoot,
        municipality,
        await readCommonRegisters(kernel.catalogRoot),
      );
      return {
        register: defined.map(({ register }) => register.id),
        count: [...new Set(defined.flatMap(({ register }) => register.counts.map(({ id }) => id)))],
        unit: municipality.units.map(({ id }) => id),
        format: FORMATS,
      };
    },
    names: {
      register: (context, id) => kept.of(context).find(({ register }) => register.id === id)?.register.title,
    },
    routes: registerRoutes(services),
    navigation: [
      { area: 'staff', label: 'register.nav', path: '/staff/registers', permission: 'register.read' },
    ],
    jobs: [
      { name: 'register.import', schedule: '* * * * *', run: (context) => services.imports.run(context) },
      {
        name: 'register.retention',
        schedule: '20 5 1 * *',
        run: (context) => services.retention.tell(context),
      },
      { name: 'register.relate', schedule: '*/5 * * * *', run: services.relating.run },
      {
        name: 'register.migrate',
        schedule: '* * * * *',
        run: async (context) => {
          await kept.refresh(context);
          await services.approving.takeDue(context);
          await definitions.run(context, kept.of(context));
        },
      },
    ],
    putsUp: [DECISION_KIND, DISPOSAL_KIND],
    subscriptions: [
      {
        name: 'register.decided',
        types: ['decision.decided', 'decision.withdrawn'],
        handle: services.approving.decided,
      },
      {
        name: 'register.disposalDecided',
        types: ['decision.decided', 'decision.withdrawn'],
        handle: services.disposals.decided,
      },
      {
        name: 'register.unrelate',
        types: ['case.erased'],
        handle: (tx, _context, { subject }) => {
          const [kind = '', id = ''] = subject.split('/');
          return services.relations.forget(tx, { kind, id });
        },
      },
    ],
    start: async (contexts) => {
      const common = await readCommonRegisters(kernel.catalogRoot);
      for (const context of contexts) {
        const defined = await readRegisters(kernel.catalogRoot, context.municipality, common);
        await kept.start(context, defined, common);
      }
    },
    api: createRegisterApi(deps, services),
    services,
  };
}
