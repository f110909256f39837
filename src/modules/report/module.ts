import { type Context, tenantOf } from '#kernel/context.js';
import type { Kernel } from '#kernel/kernel.js';
import { MAIL_FAULTS } from '#kernel/mail/mail.js';
import type { Module } from '#kernel/module.js';
import type { Municipality } from '#kernel/tenancy/municipality.js';
import { createReportApi, type ReportApi } from './api.js';
import { type ReportRules, readReportRules } from './catalog.js';
import { ENTRIES } from './entries.js';
import { CHANNELS, PHOTO_STAGES, STATES } from './model.js';
import { callRoutes } from './routes/calls.js';
import { deskRoutes } from './routes/desk.js';
import { fieldRoutes } from './routes/field.js';
import { figuresRoutes } from './routes/figures.js';
import { type ActorOfKey, open311Routes } from './routes/open311.js';
import { photoRoutes } from './routes/photos.js';
import { publicRoutes } from './routes/public.js';
import { setAsideRoutes } from './routes/set-aside.js';
import { createServices, type ReportNeeds, type ReportServices } from './services.js';

export interface ReportModule extends Module {
  api: ReportApi;
  services: ReportServices;
  /** What a town takes reports of; null where it takes none. */
  rulesOf(context: Context): ReportRules | null;
}

export function createReportModule(
  kernel: Kernel,
  needs: ReportNeeds & { actorOfKey: ActorOfKey },
): ReportModule {
  const rules = new Map<string, ReportRules | null>();
  const rulesOf = (context: Context): ReportRules | null => rules.get(tenantOf(context)) ?? null;
  const slugs = kernel.municipalities.all.map(({ slug }) => slug);
  const read = (municipality: Municipality) => readReportRules(kernel.catalogRoot, municipality, slugs);
  const deps = { kernel, rulesOf };
  const services = createServices(deps, needs);
  return {
    name: 'report',
    migrations: new URL('./migrations/', import.meta.url),
    actions: {
      'report.send': 'Report damage to a road, a park and the like',
      'report.work': 'Look after what is reported to a unit',
      'report.read': 'See the statistics of reports',
    },
    entries: ENTRIES,
    knownValues: async (municipality) => {
      const found = await read(municipality);
      return {
        kind: found?.kinds.map(({ id }) => id) ?? [],
        before: found?.kinds.map(({ id }) => id) ?? [],
        channel: CHANNELS,
        area: found?.areas.map(({ id }) => id) ?? [],
        crew: found?.crews.map(({ id }) => id) ?? [],
        reason: found?.reasons.map(({ id }) => id) ?? [],
        owner: found?.owners.map(({ id }) => id) ?? [],
        by: ['reporter', 'staff', 'origin'],
        state: STATES,
        stage: PHOTO_STAGES,
        fault: MAIL_FAULTS,
        unit: municipality.units.map(({ id }) => id),
      };
    },
    routes: [
      ...figuresRoutes(deps, services),
      ...publicRoutes(kernel, deps, services),
      // Before the desk: /staff/reports/new is no report.
      ...callRoutes(kernel, deps, services),
      ...deskRoutes(kernel, deps, services),
      ...setAsideRoutes(deps, services),
      ...photoRoutes(services),
      ...fieldRoutes(deps, services),
      ...open311Routes(kernel, deps, services, needs.actorOfKey),
    ],
    navigation: [
      {
        area: 'staff',
        label: 'reportDesk.nav',
        path: '/staff/reports',
        permission: 'report.work',
        isThere: (context) => rulesOf(context) !== null,
      },
      {
        area: 'citizen',
        label: 'reports.title',
        path: '/reports',
        permission: 'public',
        isThere: (context) => rulesOf(context) !== null,
      },
    ],
    jobs: [
      { name: 'report.passOn', schedule: '*/5 * * * *', run: services.handover.sweep },
      { name: 'report.mail', schedule: '* * * * *', run: services.mailing.sweep },
      { name: 'report.sweep', schedule: '20 4 * * *', run: services.desk.sweep },
    ],
    start: async (contexts) => {
      for (const context of contexts) rules.set(tenantOf(context), await read(context.municipality));
    },
    api: createReportApi(deps, services, services.places.source),
    services,
    rulesOf,
  };
}
