import type { RouteDefinition } from '#kernel/http/route.js';
import type { Kernel } from '#kernel/kernel.js';
import type { RecordsServices } from '../services.js';
import { documentRoutes } from './documents.js';
import { registerRoutes } from './register.js';

export const recordsRoutes = (kernel: Kernel, services: RecordsServices): RouteDefinition[] => [
  ...registerRoutes(kernel, services),
  ...documentRoutes(kernel, services),
];
