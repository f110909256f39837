import type { RouteDefinition } from '#kernel/http/route.js';
import type { AuthoringService } from '../service.js';
import { decisionRoutes } from './decisions.js';
import { listRoutes } from './list.js';
import { outlineRoutes } from './outline.js';
import { partRoutes } from './parts.js';

/** Fixed addresses stand before those of one procedure. */
export const authoringRoutes = (service: AuthoringService): RouteDefinition[] => [
  ...listRoutes(service),
  ...outlineRoutes(service),
  ...partRoutes(service),
  ...decisionRoutes(service),
];
