import { createActing } from './service/acting.js';
import { createCirculation } from './service/circulation.js';
import { createDelegating } from './service/delegating.js';
import { createDesk, type DecisionDeps } from './service/deps.js';
import { createDrafting } from './service/drafting.js';
import { createErasing } from './service/erasing.js';
import { createMarking } from './service/marking.js';
import { createPapers } from './service/paper.js';
import { createReading } from './service/reading.js';
import { createRelated } from './service/related.js';
import { createReminding } from './service/reminding.js';
import { createSending } from './service/sending.js';
import { createStatistics } from './service/statistics.js';
import { createWorklists } from './service/worklists.js';

/** All use cases of the module. */
export function createDecisionService(deps: DecisionDeps) {
  const desk = createDesk(deps);
  const sending = createSending(desk);
  const related = createRelated(deps, desk);
  return {
    reading: createReading(deps, desk, { sending, related }),
    worklists: createWorklists(deps, desk),
    drafting: createDrafting(deps, desk, { sending, related }),
    acting: createActing(deps, desk, sending),
    delegating: createDelegating(deps, desk),
    circulation: createCirculation(deps, desk),
    marking: createMarking(deps, desk),
    reminding: createReminding(deps, desk),
    papers: createPapers(deps, desk),
    statistics: createStatistics(deps, desk),
    related,
    erase: createErasing(deps, desk),
    kindsOf: desk.kindsOf,
  };
}
export type DecisionService = ReturnType<typeof createDecisionService>;
