import type { RouteDefinition } from '#kernel/http/route.js';
import type { RegisterServices } from '../services.js';

export const registerRoutes = (_services: RegisterServices): RouteDefinition[] => [];
