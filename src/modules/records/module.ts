import { type Context, tenantOf } from '#kernel/context.js';
import { invariant } from '#kernel/errors.js';
import type { Kernel } from '#kernel/kernel.js';
import type { Module } from '#kernel/module.js';
import { createRecordsApi, type RecordsApi } from './api.js';
import { type Rules, readRules } from './catalog.js';
import { DECISIONS, DELIVERIES } from './disclosure.js';
import { ENTRIES } from './entries.js';
import { SEAL_KINDS, WAYS } from './issue.js';
import { DIRECTIONS, DISPOSAL_KINDS, GRADES, UNCLASSIFIED } from './model.js';
import { recordsRoutes } from './routes/routes.js';
import type { RecordsNeeds } from './service/deps.js';
import { DECISION_KIND } from './service/disposals.js';
import { verifyDocuments } from './service/verify.js';
import { createServices, type RecordsServices } from './services.js';

export interface RecordsModule extends Module {
  api: RecordsApi;
  services: RecordsServices;
}

export function createRecordsModule(kernel: Kernel, needs: RecordsNeeds): RecordsModule {
  const rules = new Map<string, Rules>();
  const rulesOf = (context: Context): Rules => {
    const found = rules.get(tenantOf(context));
    invariant(found, 'the rules of every municipality were read at the start');
    return found;
  };
  const deps = { kernel, ...needs, rulesOf };
  const services = createServices(deps);
  return {
    name: 'records',
    migrations: new URL('./migrations/', import.meta.url),
    actions: {
      'records.read': 'See the register of a unit and its documents',
      'records.readSecret': 'See documents that are secret (秘)',
      'records.readTopSecret': 'See documents that are top secret (極秘)',
      'records.keep': 'Register documents of a unit, complete and bind them, hand them over',
      'records.propose': 'Extend the retention of binders, propose them for destruction or the archive',
      'records.decideDisposal': 'Confirm what somebody else has proposed for destruction or the archive',
      'records.seal': 'Keep the official seals and use them on documents',
      'records.receiveOwn': 'Read what the municipality sent to oneself',
      'records.disclose': 'Take in requests for disclosure and work on them',
      'records.decideDisclosure': 'Decide what is disclosed',
    },
    entries: ENTRIES,
    knownValues: async (municipality) => {
      const { kinds, classification } = await readRules(kernel.catalogRoot, municipality);
      const small = classification.flatMap(({ middle }) => middle.flatMap((one) => one.small));
      return {
        direction: DIRECTIONS,
        grade: GRADES,
        kind: [...kinds.map(({ id }) => id), ...DISPOSAL_KINDS],
        classification: [UNCLASSIFIED, ...small.map(({ id }) => id)],
        decision: DECISIONS,
        seal: SEAL_KINDS,
        way: [...new Set([...WAYS, ...DELIVERIES])],
        unit: municipality.units.map(({ id }) => id),
      };
    },
    routes: recordsRoutes(kernel, services),
    navigation: [{ area: 'staff', label: 'records.nav', path: '/staff/records', permission: 'records.read' }],
    jobs: [
      { name: 'records.index', schedule: '*/5 * * * *', run: services.indexing.run },
      { name: 'records.disposals', schedule: '* * * * *', run: services.disposals.run },
      { name: 'records.decided', schedule: '* * * * *', run: services.decided.run },
    ],
    putsUp: [DECISION_KIND],
    subscriptions: [
      {
        name: 'records.disposals',
        types: ['decision.decided', 'decision.withdrawn'],
        handle: services.disposals.decided,
      },
      { name: 'records.decided', types: ['decision.decided'], handle: services.decided.note },
      {
        name: 'records.confirmed',
        types: ['decision.confirmedLater'],
        handle: services.decided.noteConfirmed,
      },
    ],
    verify: verifyDocuments(kernel),
    start: async (contexts) => {
      for (const context of contexts)
        rules.set(tenantOf(context), await readRules(kernel.catalogRoot, context.municipality));
    },
    api: createRecordsApi(deps),
    services,
  };
}
