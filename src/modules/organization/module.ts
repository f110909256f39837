import { type Actor, tenantOf } from '#kernel/context.js';
import type { Kernel } from '#kernel/kernel.js';
import type { Module } from '#kernel/module.js';
import type { Municipality } from '#kernel/tenancy/municipality.js';
import { createOrganizationApi, type OrganizationApi } from './api.js';
import { type OrganizationSettings, readSettings } from './definition.js';
import { ENTRIES } from './entries.js';
import { POSTING_KINDS } from './model.js';
import { organizationRoutes } from './routes/routes.js';
import type { OrganizationDeps } from './service/deps.js';
import { createOrganizationService, type OrganizationService } from './service.js';

export interface OrganizationModule extends Module {
  api: OrganizationApi;
  service: OrganizationService;
  /** Sees to it that the municipality's units are those of the organisation: before requests and jobs. */
  keepUnitsFresh(municipality: Municipality, actor: Actor): Promise<void>;
}

/** 職員・所属マスタ: who holds which post in which unit, from which day to which. */
export function createOrganizationModule(
  kernel: Kernel,
  identity: OrganizationDeps['identity'],
): OrganizationModule {
  const settings = new Map<string, OrganizationSettings>();
  const service = createOrganizationService({ kernel, identity, settings });
  return {
    name: 'organization',
    migrations: new URL('./migrations/', import.meta.url),
    actions: {
      'organization.load': 'Take the units of the municipality’s definition into the organisation',
      'organization.read': 'See units and who is posted where; record one’s own absences',
      'organization.absences': 'Record the absences of the staff of a unit',
      'organization.manage': 'Open and close units, post staff',
    },
    entries: ENTRIES,
    names: { unit: ({ municipality }, id) => municipality.units.find((unit) => unit.id === id)?.name },
    knownValues: async ({ units }) => ({ unit: units.map(({ id }) => id), kind: POSTING_KINDS }),
    routes: organizationRoutes(service),
    navigation: [
      {
        area: 'staff',
        label: 'organization.title',
        path: '/staff/organization',
        permission: 'organization.read',
      },
      {
        area: 'staff',
        label: 'organization.absences.nav',
        path: '/staff/absences',
        permission: 'organization.read',
      },
    ],
    start: async (contexts) => {
      for (const context of contexts)
        settings.set(tenantOf(context), await readSettings(kernel.catalogRoot, context.municipality));
      for (const context of contexts) await service.units.load(context);
    },
    api: createOrganizationApi(service),
    service,
    keepUnitsFresh: service.living.keepFresh,
  };
}
