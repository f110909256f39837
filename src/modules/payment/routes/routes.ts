import type { RouteDefinition } from '#kernel/http/route.js';
import type { Kernel } from '#kernel/kernel.js';
import type { PaymentServices } from '../services.js';
import { bookRoutes } from './books.js';
import { myRoutes } from './my.js';
import { noticeRoutes } from './notices.js';
import { reconciliationRoutes } from './reconciliation.js';
import { refundRoutes } from './refunds.js';
import { sandboxRoutes } from './sandbox.js';
import { staffRoutes } from './staff.js';

/** The lists before the single payment: the first pattern that fits an address answers. */
export const paymentRoutes = (kernel: Kernel, services: PaymentServices): RouteDefinition[] => [
  ...myRoutes(kernel, services),
  ...noticeRoutes(services),
  ...sandboxRoutes(services),
  ...bookRoutes(kernel, services),
  ...refundRoutes(kernel, services),
  ...reconciliationRoutes(kernel, services),
  ...staffRoutes(kernel, services),
];
