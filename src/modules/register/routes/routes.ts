import type { RouteDefinition } from '#kernel/http/route.js';
import type { RegisterServices } from '../services.js';
import { approvalRoutes } from './approvals.js';
import { byAreaRoutes } from './by-area.js';
import { definitionRoutes } from './definitions.js';
import { draftRoutes } from './drafts.js';
import { editRoutes } from './edits.js';
import { fileRoutes } from './files.js';
import { importRoutes } from './imports.js';
import { listRoutes } from './lists.js';
import { publicRoutes } from './public.js';
import { retentionRoutes } from './retention.js';
import { rowRoutes } from './rows.js';
import { tieRoutes } from './ties.js';
import { useRoutes } from './uses.js';
import { viewingRoutes } from './viewing.js';

export const registerRoutes = (services: RegisterServices): RouteDefinition[] => [
  ...definitionRoutes(services),
  ...draftRoutes(services),
  ...approvalRoutes(services),
  ...importRoutes(services),
  ...editRoutes(services),
  ...listRoutes(services),
  ...retentionRoutes(services),
  ...tieRoutes(services),
  ...rowRoutes(services),
  ...useRoutes(services),
  ...viewingRoutes(services),
  // Before the pages of single rows, whose addresses are as long.
  ...byAreaRoutes(services),
  ...publicRoutes(services),
  ...fileRoutes(services),
];
