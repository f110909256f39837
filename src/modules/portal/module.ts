import type { OpenApiSource } from '#kernel/http/openapi.js';
import type { Module } from '#kernel/module.js';
import { portalRoutes } from './routes.js';
import { createPortalService, type PortalNeeds } from './service.js';

export const createPortalModule = (needs: PortalNeeds, api: OpenApiSource): Module => ({
  name: 'portal',
  routes: portalRoutes(createPortalService(needs), api),
  navigation: [
    { area: 'citizen', label: 'portal.navProcedures', path: '/procedures', permission: 'public' },
    { area: 'citizen', label: 'portal.navMy', path: '/my', permission: 'public' },
    { area: 'citizen', label: 'portal.navPlan', path: '/plan', permission: 'public' },
    { area: 'citizen', label: 'portal.navVerify', path: '/verify', permission: 'public' },
  ],
});
