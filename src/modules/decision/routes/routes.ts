import type { RouteDefinition } from '#kernel/http/route.js';
import type { DecisionService } from '../service.js';
import { actingRoutes } from './acting.js';
import { delegationRoutes } from './delegations.js';
import { draftingRoutes } from './drafting.js';
import { listRoutes } from './lists.js';
import { markRoutes } from './marks.js';
import { statisticsRoutes } from './statistics.js';

export const decisionRoutes = (service: DecisionService): RouteDefinition[] => [
  ...listRoutes(service),
  ...delegationRoutes(service),
  ...statisticsRoutes(service),
  ...draftingRoutes(service),
  ...markRoutes(service),
  ...actingRoutes(service),
];
