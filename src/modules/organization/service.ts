import { createAbsences } from './service/absences.js';
import { createGround, type OrganizationDeps } from './service/deps.js';
import { createPosting } from './service/posting.js';
import { createReading } from './service/reading.js';
import { createUnits } from './service/units.js';

/** All use cases of the module. */
export const createOrganizationService = (deps: OrganizationDeps) => ({
  ...createGround(deps),
  ...createReading(deps),
  ...createPosting(deps),
  ...createAbsences(deps),
  units: createUnits(deps),
});
export type OrganizationService = ReturnType<typeof createOrganizationService>;
