import type { RouteDefinition } from '#kernel/http/route.js';
import type { Kernel } from '#kernel/kernel.js';
import type { RecordsServices } from '../services.js';
import { binderRoutes } from './binders.js';
import { disclosureRoutes } from './disclosures.js';
import { dispatchRoutes } from './dispatch.js';
import { disposalRoutes } from './disposals.js';
import { documentRoutes } from './documents.js';
import { draftRoutes } from './drafts.js';
import { handOverRoutes } from './hand-overs.js';
import { issueRoutes } from './issues.js';
import { letterRoutes } from './letters.js';
import { redactionRoutes } from './redaction.js';
import { registerRoutes } from './register.js';
import { sealRoutes } from './seals.js';

export const recordsRoutes = (kernel: Kernel, services: RecordsServices): RouteDefinition[] => [
  ...binderRoutes(kernel, services),
  ...disclosureRoutes(kernel, services),
  ...disposalRoutes(kernel, services),
  ...draftRoutes(services),
  ...registerRoutes(kernel, services),
  ...documentRoutes(kernel, services),
  ...handOverRoutes(services),
  ...redactionRoutes(services),
  ...issueRoutes(services),
  ...sealRoutes(kernel, services),
  ...dispatchRoutes(services),
  ...letterRoutes(kernel, services),
];
