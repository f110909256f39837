import type { Clock } from '#kernel/clock.js';
import type { RouteDefinition } from '#kernel/http/route.js';
import { seenPicture } from '#kernel/http/seen-picture.js';
import type { VisitService } from '../service/visits.js';

export const visitRoutes = (clock: Clock, visits: VisitService): RouteDefinition[] => [
  seenPicture(clock, { path: '/map/seen.gif', journal: ['map.visited'], count: visits.count }),
];
