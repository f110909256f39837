import type { RouteDefinition } from '#kernel/http/route.js';
import type { AuthoringService } from '../service.js';
import { decisionRoutes } from './decisions.js';
import { exchangeRoutes } from './exchange.js';
import { listRoutes } from './list.js';
import { lookRoutes } from './looks.js';
import { outlineRoutes } from './outline.js';
import { partRoutes } from './parts.js';
import { versionRoutes } from './versions.js';

/** Fixed addresses stand before those of one procedure. */
export const authoringRoutes = (service: AuthoringService): RouteDefinition[] => [
  ...listRoutes(service),
  ...exchangeRoutes(service),
  ...outlineRoutes(service),
  ...partRoutes(service),
  ...decisionRoutes(service),
  ...versionRoutes(service),
  ...lookRoutes(service),
];
