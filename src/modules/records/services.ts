import { createBinders } from './service/binders.js';
import { createDecided } from './service/decided.js';
import type { RecordsDeps } from './service/deps.js';
import { createDesk } from './service/desk.js';
import { createDisclosureCopies } from './service/disclosure-copies.js';
import { createDisclosures } from './service/disclosures.js';
import { createDispatching } from './service/dispatching.js';
import { createDisposals } from './service/disposals.js';
import { createExport } from './service/export.js';
import { createHandOvers } from './service/handing-over.js';
import { createIndexing } from './service/indexing.js';
import { createIssuing } from './service/issuing.js';
import { createLetters } from './service/letters.js';
import { createSealing } from './service/sealing.js';

/** All use cases of the module. */
export function createServices(deps: RecordsDeps) {
  const indexing = createIndexing(deps);
  return {
    indexing,
    desk: createDesk(deps, indexing),
    decided: createDecided(deps, indexing),
    binders: createBinders(deps),
    handOvers: createHandOvers(deps),
    disclosures: createDisclosures(deps),
    disclosureCopies: createDisclosureCopies(deps),
    disposals: createDisposals(deps),
    issuing: createIssuing(deps),
    sealing: createSealing(deps),
    dispatching: createDispatching(deps),
    letters: createLetters(deps),
    packages: createExport(deps),
    rulesOf: deps.rulesOf,
  };
}
export type RecordsServices = ReturnType<typeof createServices>;
