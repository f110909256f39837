import type { RouteDefinition } from '#kernel/http/route.js';
import type { Kernel } from '#kernel/kernel.js';
import type { CounterServices } from '../services.js';
import { clerkRoutes } from './clerk.js';
import { deskRoutes } from './desk.js';
import { guideRoutes } from './guide.js';
import { preEntryRoutes } from './pre-entry.js';
import { receptionRoutes } from './reception.js';
import { taskRoutes } from './tasks.js';

export const counterRoutes = (kernel: Kernel, services: CounterServices): RouteDefinition[] => [
  ...guideRoutes(kernel, services.guides),
  ...preEntryRoutes(services),
  ...receptionRoutes(services),
  ...clerkRoutes(services),
  ...deskRoutes(services),
  ...taskRoutes(services),
];
