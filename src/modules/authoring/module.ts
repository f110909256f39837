import type { Kernel } from '#kernel/kernel.js';
import type { Module } from '#kernel/module.js';
import type { ProcedureApi } from '#modules/procedure/api.js';
import { ENTRIES } from './entries.js';
import { authoringRoutes } from './routes/routes.js';
import type { AuthoringDeps } from './service/deps.js';
import { type AuthoringService, createAuthoringService } from './service.js';

export interface AuthoringModule extends Module {
  service: AuthoringService;
}

/** 手続をつくる: staff write the definitions of procedures, others of the staff approve them. */
export function createAuthoringModule(
  kernel: Kernel,
  { procedure, staffNames }: { procedure: ProcedureApi; staffNames: AuthoringDeps['staffNames'] },
): AuthoringModule {
  const service = createAuthoringService({ kernel, procedure, staffNames });
  return {
    name: 'authoring',
    migrations: new URL('./migrations/', import.meta.url),
    actions: {
      'procedure.author': 'Write definitions of procedures of a unit',
      'procedure.approve': 'Approve definitions of procedures that others wrote, and end procedures',
    },
    entries: ENTRIES,
    routes: authoringRoutes(service),
    navigation: [
      {
        area: 'staff',
        label: 'authoring.list.title',
        path: '/staff/authoring',
        permission: 'procedure.author',
      },
    ],
    service,
  };
}
