import type { Context } from '#kernel/context.js';
import type { Kernel } from '#kernel/kernel.js';
import type { Module } from '#kernel/module.js';
import type { IdentityApi } from '#modules/identity/api.js';
import type { PlaceApi } from '#modules/place/api.js';
import type { ProcedureApi } from '#modules/procedure/api.js';
import { type CounterApi, createCounterApi } from './api.js';
import { TASK_STATES } from './desk.js';
import { ENTRIES, ORIGINS, SERVICES } from './entries.js';
import { COUNTER_CHECKS } from './interview.js';
import { counterRoutes } from './routes/routes.js';
import { createCounters } from './service/counters.js';
import { type CounterServices, createServices } from './services.js';

export interface CounterModule extends Module {
  api: CounterApi;
  services: CounterServices;
}

export function createCounterModule(
  kernel: Kernel,
  procedures: ProcedureApi,
  places: PlaceApi,
  identity: Pick<IdentityApi, 'handOver' | 'newTakeBackCode'>,
): CounterModule {
  const counters = createCounters(kernel, procedures);
  const services = createServices({ kernel, counters, procedures, places, identity });
  const isThere = (context: Context): boolean => counters.find(context) !== null;
  return {
    name: 'counter',
    migrations: new URL('./migrations/', import.meta.url),
    actions: {
      'counter.preEnter': 'Fill in forms for the guided counter on one’s own device',
      'counter.serve': 'Serve people at the guided counter and at the desk of one’s unit',
      'counter.task': 'See and settle what a desk hands to a unit',
    },
    entries: ENTRIES,
    knownValues: async ({ slug, units }) => ({
      event: await counters.events(slug),
      service: SERVICES,
      from: ORIGINS,
      identity: COUNTER_CHECKS,
      state: TASK_STATES,
      unit: units.map(({ id }) => id),
    }),
    routes: counterRoutes(kernel, services),
    navigation: [
      { area: 'citizen', label: 'guide.title', path: '/guide', permission: 'public', isThere },
      { area: 'staff', label: 'counter.nav', path: '/staff/counter', permission: 'counter.serve', isThere },
      {
        area: 'staff',
        label: 'counter.tasks.nav',
        path: '/staff/tasks',
        permission: 'counter.task',
        isThere,
      },
    ],
    jobs: [
      {
        name: 'counter.sweep',
        schedule: '50 3 * * *',
        run: async (context) => {
          await services.interviews.sweep(context);
          await services.desk.sweep(context);
        },
      },
    ],
    start: (contexts) => counters.load(contexts),
    api: createCounterApi(counters),
    services,
  };
}
