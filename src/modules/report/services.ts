import type { PointingService } from '#modules/map/api.js';
import type { CountedFor } from '#modules/plan/api.js';
import type { ReportDeps } from './service/deps.js';
import { createDesk } from './service/desk.js';
import { createFollowing } from './service/following.js';
import { createHandover } from './service/handover.js';
import { createIntake } from './service/intake.js';
import { createMailing } from './service/mailing.js';
import { createModeration } from './service/moderation.js';
import { createOpen311 } from './service/open311.js';
import { createOwnerLookup, type Registers } from './service/owner.js';
import { createOwnerSide } from './service/owner-side.js';
import { createPlaces } from './service/places.js';
import { createSetAside } from './service/set-aside.js';
import { createSlips } from './service/slips.js';
import { createStatistics } from './service/statistics.js';

export interface ReportNeeds {
  countedFor: CountedFor;
  registers: Registers;
  /** The map in a form; of a module that shows reports, and so comes after this one. */
  pointing(): PointingService;
}

export function createServices(deps: ReportDeps, { countedFor, registers, pointing }: ReportNeeds) {
  const owners = createOwnerLookup(deps, registers);
  const intake = createIntake(deps, owners);
  const handover = createHandover(deps, intake);
  const ownerSides = createOwnerSide(deps);
  const desk = createDesk(deps, handover, owners);
  return {
    intake,
    handover,
    following: createFollowing(deps, intake, handover, ownerSides),
    desk,
    mailing: createMailing(deps),
    moderation: createModeration(deps),
    open311: createOpen311(deps, ownerSides),
    owners,
    places: createPlaces(deps),
    pointing,
    setAside: createSetAside(deps, desk),
    slips: createSlips(deps, intake, handover),
    statistics: createStatistics(deps, countedFor),
  };
}
export type ReportServices = ReturnType<typeof createServices>;
