import type { RouteDefinition } from '#kernel/http/route.js';
import type { Kernel } from '#kernel/kernel.js';
import type { RecordsServices } from '../services.js';
import { binderRoutes } from './binders.js';
import { disclosureRoutes } from './disclosures.js';
import { disposalRoutes } from './disposals.js';
import { documentRoutes } from './documents.js';
import { draftRoutes } from './drafts.js';
import { redactionRoutes } from './redaction.js';
import { registerRoutes } from './register.js';

export const recordsRoutes = (kernel: Kernel, services: RecordsServices): RouteDefinition[] => [
  ...binderRoutes(kernel, services),
  ...disclosureRoutes(kernel, services),
  ...disposalRoutes(kernel, services),
  ...draftRoutes(services),
  ...registerRoutes(kernel, services),
  ...documentRoutes(kernel, services),
  ...redactionRoutes(services),
];
