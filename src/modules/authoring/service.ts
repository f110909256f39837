import { createDeciding } from './service/deciding.js';
import type { AuthoringDeps } from './service/deps.js';
import { createLooking } from './service/looking.js';
import { createPreviewing } from './service/previewing.js';
import { createReading } from './service/reading.js';
import { createWriting } from './service/writing.js';

/** All use cases of the module. */
export const createAuthoringService = (deps: AuthoringDeps) => {
  const reading = createReading(deps);
  return {
    ...reading,
    ...createLooking(deps, reading),
    ...createWriting(deps),
    ...createDeciding(deps),
    ...createPreviewing(deps),
    library: deps.procedure.publishing.library,
  };
};
export type AuthoringService = ReturnType<typeof createAuthoringService>;
