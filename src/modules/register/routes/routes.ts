import type { RouteDefinition } from '#kernel/http/route.js';
import type { RegisterServices } from '../services.js';
import { importRoutes } from './imports.js';
import { listRoutes } from './lists.js';
import { publicRoutes } from './public.js';
import { rowRoutes } from './rows.js';

export const registerRoutes = (services: RegisterServices): RouteDefinition[] => [
  ...importRoutes(services),
  ...listRoutes(services),
  ...rowRoutes(services),
  ...publicRoutes(services),
];
