import { createAbsences } from './service/absences.js';
import { createGround, type OrganizationDeps } from './service/deps.js';
import { createLivingUnits } from './service/living-units.js';
import { createPosting } from './service/posting.js';
import { createReading } from './service/reading.js';
import { createUnits } from './service/units.js';

/** All use cases of the module. */
export function createOrganizationService(deps: OrganizationDeps) {
  const living = createLivingUnits(deps);
  return {
    ...createGround(deps),
    ...createReading(deps),
    ...createPosting(deps),
    ...createAbsences(deps),
    units: createUnits(deps, living),
    living,
  };
}
export type OrganizationService = ReturnType<typeof createOrganizationService>;
