import { createActions } from './ckan/actions.js';
import { createCatalogs } from './service/catalog.js';
import { createDashboardSteps } from './service/dashboard-steps.js';
import { createDashboards } from './service/dashboards.js';
import type { DatasetDeps } from './service/deps.js';
import { createEditing } from './service/editing.js';
import { createHarvesting } from './service/harvesting.js';
import { createJudging } from './service/judging.js';
import { createParts } from './service/parts.js';
import { createPublishing } from './service/publishing.js';
import { createReminding } from './service/reminding.js';
import { createRequests } from './service/requests.js';
import { createSources } from './service/sources.js';

export function createServices(deps: DatasetDeps) {
  const sources = createSources(deps);
  const catalogs = createCatalogs(deps, sources);
  const judging = createJudging(deps, sources);
  const dashboards = createDashboards(deps, catalogs, sources);
  return {
    sources,
    catalogs,
    judging,
    editing: createEditing(deps, sources, judging),
    publishing: createPublishing(deps, sources, judging),
    parts: createParts(deps),
    requests: createRequests(deps),
    reminding: createReminding(deps),
    harvesting: createHarvesting(deps),
    dashboards,
    dashboardSteps: createDashboardSteps(deps, dashboards),
    actions: createActions(catalogs, sources),
  };
}
export type DatasetServices = ReturnType<typeof createServices>;
