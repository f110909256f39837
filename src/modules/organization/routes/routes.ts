import type { RouteDefinition } from '#kernel/http/route.js';
import type { OrganizationService } from '../service.js';
import { absenceRoutes } from './absences.js';
import { importRoutes } from './import.js';
import { unitRoutes } from './units.js';

export const organizationRoutes = (service: OrganizationService): RouteDefinition[] => [
  ...importRoutes(service),
  ...unitRoutes(service),
  ...absenceRoutes(service),
];
