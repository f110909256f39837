import { tenantOf } from '#kernel/context.js';
import type { Kernel } from '#kernel/kernel.js';
import type { Module } from '#kernel/module.js';
import type { DecisionApi } from '#modules/decision/api.js';
import type { PaymentApi } from '#modules/payment/api.js';
import type { PlaceApi } from '#modules/place/api.js';
import type { CountedFor } from '#modules/plan/api.js';
import { createProcedureApi, type ProcedureApi } from './api.js';
import { readProcedureIds } from './catalog.js';
import { Channel } from './definition.js';
import { caseFlow } from './flows.js';
import { REPLY_ENTRIES } from './replies/service.js';
import { procedureRoutes } from './routes/routes.js';
import { BULK_ENTRIES } from './service/bulk-entries.js';
import { createDefinitions, type Definitions } from './service/definitions.js';
import type { ProcedureDeps } from './service/deps.js';
import { LEFT_ENTRIES, sweepDrafts } from './service/left-drafts.js';
import { journalOffered, OFFERING_ENTRIES } from './service/offering.js';
import { DECISION_KIND } from './service/outcome.js';
import { eraseExpired } from './service/retention.js';
import { STAFF_ENTRY_ENTRIES } from './service/staff-entry.js';
import { TEMPLATE_ENTRIES } from './service/templates.js';
import { createServices, type ProcedureServices } from './services.js';
import { indexNames } from './store/name-index.js';
import { ENTRIES, PAPER_ENTRIES } from './timeline.js';

/** Names that are indexed in one transaction: cases that came in before there was an index. */
const NAMES_A_ROUND = 500;

/** Rows of each file that one run of the job takes in; the next run goes on. */
const BULK_PER_RUN = 20_000;

export interface ProcedureModule extends Module {
  api: ProcedureApi;
  services: ProcedureServices;
  /** What erasing at the end of retention works with. */
  retention: { kernel: Kernel; definitions: Definitions };
}

export function createProcedureModule(
  kernel: Kernel,
  identity: ProcedureDeps['identity'],
  payments: PaymentApi,
  places: PlaceApi,
  countedFor: CountedFor,
  decision: DecisionApi,
  registers: ProcedureDeps['registers'],
): ProcedureModule {
  const definitions = createDefinitions(kernel);
  const deps = { kernel, identity, definitions, payments, places, countedFor, decision, registers };
  const services = createServices(deps);
  const api = createProcedureApi(deps, services);
  return {
    name: 'procedure',
    migrations: new URL('./migrations/', import.meta.url),
    actions: {
      'case.submit': 'Apply for procedures',
      'case.readOwn': 'See one’s own cases',
      'case.completePart': 'Complete a part of somebody’s case that one is asked for',
      'case.read': 'See the cases of a unit',
      'case.work': 'Work on the cases of a unit',
      'case.enter': 'Write applications for people who call or come to the counter',
      'case.bulk': 'Hand in files with many applications',
      'case.decide': 'Decide on cases that a section head decides',
      'paper.scan': 'Scan paper forms and read them',
      'template.edit': 'Change the templates of documents',
      'reply.edit': 'Keep the reply templates of a section',
    },
    entries: {
      ...ENTRIES,
      ...PAPER_ENTRIES,
      ...TEMPLATE_ENTRIES,
      ...REPLY_ENTRIES,
      ...BULK_ENTRIES,
      ...LEFT_ENTRIES,
      ...OFFERING_ENTRIES,
      ...STAFF_ENTRY_ENTRIES,
    },
    knownValues: async ({ slug, code, units }) => ({
      procedure: [
        ...new Set([...(await readProcedureIds(kernel.catalogRoot, slug)), ...definitions.ids(code)]),
      ],
      channel: Channel.options,
      unit: units.map(({ id }) => id),
    }),
    names: {
      procedure: (context, id) => api.proceduresOf(context).find((one) => one.id === id)?.title,
    },
    routes: procedureRoutes(kernel, services),
    navigation: [
      { area: 'staff', label: 'staff.case.inbox', path: '/staff', permission: 'case.read' },
      { area: 'staff', label: 'staffEntry.title', path: '/staff/entries', permission: 'case.enter' },
      { area: 'staff', label: 'bulk.title', path: '/staff/bulk', permission: 'case.bulk' },
      { area: 'staff', label: 'reply.title', path: '/staff/replies', permission: 'reply.edit' },
      { area: 'staff', label: 'scan.title', path: '/staff/scans', permission: 'paper.scan' },
      { area: 'staff', label: 'template.list.title', path: '/staff/templates', permission: 'template.edit' },
    ],
    jobs: [
      {
        name: 'procedure.sweep-drafts',
        schedule: '20 3 * * *',
        run: (context) => sweepDrafts({ kernel, definitions }, context),
      },
      {
        name: 'procedure.offered',
        schedule: '*/10 * * * *',
        run: (context) => journalOffered({ kernel, definitions }, context),
      },
      {
        name: 'procedure.expire-parts',
        schedule: '10 * * * *',
        run: (context) => services.parts.expire(context),
      },
      {
        name: 'procedure.index-names',
        schedule: '*/10 * * * *',
        run: async (context) => {
          const round = () =>
            kernel.database.transaction(tenantOf(context), (tx) =>
              indexNames(tx, kernel.vault, NAMES_A_ROUND),
            );
          while ((await round()) === NAMES_A_ROUND);
        },
      },
      {
        name: 'procedure.bulk',
        schedule: '* * * * *',
        run: (context) => services.bulk.run(context, BULK_PER_RUN),
      },
      {
        name: 'procedure.sweep-bulk',
        schedule: '50 3 * * *',
        run: services.bulk.sweep,
      },
      {
        name: 'procedure.erase',
        schedule: '40 3 * * *',
        run: async (context) => {
          await eraseExpired({ kernel, definitions }, context);
        },
      },
    ],
    putsUp: [DECISION_KIND],
    subscriptions: [
      {
        name: 'procedure.fees',
        types: ['payment.paid'],
        handle: (tx, context, entry) => services.fees.paid(tx, context, entry),
      },
      {
        name: 'procedure.decided',
        types: ['decision.decided', 'decision.withdrawn'],
        handle: services.outcome.decided,
      },
    ],
    start: (contexts) => definitions.load(contexts),
    flows: [caseFlow(api)],
    api,
    services,
    retention: { kernel, definitions },
  };
}
