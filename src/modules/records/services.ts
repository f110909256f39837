import { createBinders } from './service/binders.js';
import { createDecided } from './service/decided.js';
import type { RecordsDeps } from './service/deps.js';
import { createDesk } from './service/desk.js';
import { createDisclosures } from './service/disclosures.js';
import { createDisposals } from './service/disposals.js';
import { createExport } from './service/export.js';
import { createIndexing } from './service/indexing.js';

/** All use cases of the module. */
export function createServices(deps: RecordsDeps) {
  const indexing = createIndexing(deps);
  return {
    indexing,
    desk: createDesk(deps, indexing),
    decided: createDecided(deps, indexing),
    binders: createBinders(deps),
    disclosures: createDisclosures(deps),
    disposals: createDisposals(deps),
    packages: createExport(deps),
    rulesOf: deps.rulesOf,
  };
}
export type RecordsServices = ReturnType<typeof createServices>;
