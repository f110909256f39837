import { type Context, tenantOf } from '#kernel/context.js';
import { invariant } from '#kernel/errors.js';
import type { Kernel } from '#kernel/kernel.js';
import type { Module } from '#kernel/module.js';
import { createRegisterApi, type RegisterApi } from './api.js';
import { readCommonRegisters, readRegisters } from './catalog.js';
import { ENTRIES } from './entries.js';
import type { KeptRegister } from './model.js';
import { FORMATS } from './reading/table.js';
import { registerRoutes } from './routes/routes.js';
import type { RegisterNeeds } from './service/deps.js';
import { createServices, type RegisterServices } from './services.js';

export interface RegisterModule extends Module {
  api: RegisterApi;
  services: RegisterServices;
}

export function createRegisterModule(kernel: Kernel, identity: RegisterNeeds): RegisterModule {
  const registers = new Map<string, readonly KeptRegister[]>();
  const keptBy = (context: Context): readonly KeptRegister[] => {
    const found = registers.get(tenantOf(context));
    invariant(found, 'the registers of every municipality were read at the start');
    return found;
  };
  const deps = { kernel, identity, keptBy };
  const services = createServices(deps);
  return {
    name: 'register',
    migrations: new URL('./migrations/', import.meta.url),
    actions: {
      'register.read': 'See the registers of a unit, and those that are open to all staff',
      'register.edit': 'Add, change, retire and restore rows of the registers of a unit',
      'register.import': 'Read files into the registers of a unit, and take imports back',
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
    routes: registerRoutes(services),
    navigation: [
      { area: 'staff', label: 'register.nav', path: '/staff/registers', permission: 'register.read' },
    ],
    jobs: [
      { name: 'register.import', schedule: '* * * * *', run: (context) => services.imports.run(context) },
      {
        name: 'register.migrate',
        schedule: '*/5 * * * *',
        run: (context) => services.definitions.run(context, keptBy(context)),
      },
    ],
    start: async (contexts) => {
      const common = await readCommonRegisters(kernel.catalogRoot);
      for (const context of contexts) {
        const defined = await readRegisters(kernel.catalogRoot, context.municipality, common);
        registers.set(tenantOf(context), await services.definitions.adopt(context, defined));
      }
    },
    api: createRegisterApi(deps, services),
    services,
  };
}
