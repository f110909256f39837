import type { RouteDefinition } from '#kernel/http/route.js';
import type { Kernel } from '#kernel/kernel.js';
import type { ProcedureServices } from '../module.js';

export const procedureRoutes = (_kernel: Kernel, _services: ProcedureServices): RouteDefinition[] => [];
