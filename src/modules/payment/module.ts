import { today } from '#kernel/clock.js';
import { tenantOf } from '#kernel/context.js';
import type { Kernel } from '#kernel/kernel.js';
import type { Module } from '#kernel/module.js';
import type { DecisionApi } from '#modules/decision/api.js';
import { createPaymentApi, type PaymentApi } from './api.js';
import { ENTRIES } from './entries.js';
import { DIFFERENCE_KINDS, MONEY_WAYS, PROVIDERS, REFUND_WHYS } from './model.js';
import { createProviders } from './providers/providers.js';
import { paymentRoutes } from './routes/routes.js';
import type { PaymentDeps } from './service/deps.js';
import { forget } from './service/forget.js';
import { DECISION_KIND } from './service/refund-decisions.js';
import { createServices, type PaymentServices } from './services.js';

export interface PaymentModule extends Module {
  api: PaymentApi;
  services: PaymentServices;
}

export function createPaymentModule(
  kernel: Kernel,
  identity: PaymentDeps['identity'],
  decision: DecisionApi,
): PaymentModule {
  const providers = createProviders(kernel);
  const services = createServices({ kernel, identity, decision, providers });
  return {
    name: 'payment',
    migrations: new URL('./migrations/', import.meta.url),
    actions: {
      'payment.payOwn': 'Pay what one owes',
      'payment.read': 'See the payments of a unit',
      'payment.take': 'Take money at the desk of a unit, keep its cash book, ask for refunds',
      'payment.refund': 'Decide on refunds that somebody else has asked for',
      'payment.reconcile': 'Compare with the payment providers and settle differences',
    },
    entries: ENTRIES,
    knownValues: async ({ units }) => ({
      way: MONEY_WAYS,
      cashless: ['yes', 'no'],
      provider: [...PROVIDERS, 'counter'],
      why: REFUND_WHYS,
      kind: [...DIFFERENCE_KINDS, 'putIn', 'takenOut'],
      unit: units.map(({ id }) => id),
    }),
    routes: paymentRoutes(kernel, services),
    navigation: [
      { area: 'staff', label: 'paymentDesk.nav', path: '/staff/payments', permission: 'payment.read' },
    ],
    jobs: [
      // Notices that were kept and not acted on, and those that the sandbox sends late.
      {
        name: 'payment.notices',
        schedule: '* * * * *',
        run: async (context) => {
          await services.sandbox.send(context);
          await services.inbox.catchUp(context);
        },
      },
      // Pages and refunds that nobody has told anything of.
      {
        name: 'payment.follow',
        schedule: '*/10 * * * *',
        run: async (context) => {
          await services.follow.followOpen(context);
          await services.refunds.followOpen(context);
        },
      },
      {
        name: 'payment.emptyNotices',
        schedule: '10 4 * * *',
        run: (context) => services.inbox.empty(context),
      },
      {
        name: 'payment.reconcile',
        schedule: '30 5 * * *',
        run: (context) => services.reconcile.run(context, today(context.clock).subtract({ days: 1 })),
      },
    ],
    putsUp: [DECISION_KIND],
    subscriptions: [
      {
        name: 'payment.forget',
        types: ['case.erased'],
        handle: (tx, _context, { subject }) => forget(tx, kernel, subject),
      },
    ],
    start: async (contexts) => {
      for (const context of contexts) {
        if (providers.chosen(context.municipality) === null)
          kernel.log.info({ tenant: tenantOf(context) }, 'no payment provider: nothing can be paid online');
      }
    },
    api: createPaymentApi(kernel, providers, services),
    services,
  };
}
