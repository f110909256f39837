import type { ReportDeps } from './service/deps.js';
import { createDesk } from './service/desk.js';
import { createFollowing } from './service/following.js';
import { createHandover } from './service/handover.js';
import { createIntake } from './service/intake.js';
import { createModeration } from './service/moderation.js';
import { createOpen311 } from './service/open311.js';

export function createServices(deps: ReportDeps) {
  const intake = createIntake(deps);
  const handover = createHandover(deps, intake);
  return {
    intake,
    handover,
    following: createFollowing(deps, intake, handover),
    desk: createDesk(deps, handover),
    moderation: createModeration(deps),
    open311: createOpen311(deps),
  };
}
export type ReportServices = ReturnType<typeof createServices>;
