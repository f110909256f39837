import type { Kernel } from '#kernel/kernel.js';
import type { IdentityApi } from '#modules/identity/api.js';
import type { PlaceApi } from '#modules/place/api.js';
import type { ProcedureApi } from '#modules/procedure/api.js';
import type { Counters } from './service/counters.js';
import { createDeskService } from './service/desk.js';
import { createGuideService } from './service/guide.js';
import { createInterviewService } from './service/interview.js';
import { createInterviewForms } from './service/interview-forms.js';
import { createPaperService } from './service/papers.js';
import { createReceptionService } from './service/reception.js';
import { createTaskService } from './service/tasks.js';
import { createVisits } from './service/visits.js';

export interface CounterDeps {
  kernel: Kernel;
  counters: Counters;
  procedures: ProcedureApi;
  places: Pick<PlaceApi, 'townsOf'>;
  identity: Pick<IdentityApi, 'handOver' | 'newTakeBackCode'>;
}

/** All use cases of the module. */
export function createServices(deps: CounterDeps) {
  const { kernel, counters, procedures, places, identity } = deps;
  const guides = createGuideService(kernel, counters, procedures);
  const visits = createVisits(deps);
  const parts = { kernel, procedures, places, guides, visits, forms: createInterviewForms(deps) };
  const interviews = createInterviewService(parts);
  return {
    handOver: identity.handOver,
    newTakeBackCode: identity.newTakeBackCode,
    guides,
    interviews,
    reception: createReceptionService(parts, interviews),
    papers: createPaperService(parts, interviews, guides),
    desk: createDeskService(deps, visits, interviews),
    tasks: createTaskService(deps, visits),
  };
}
export type CounterServices = ReturnType<typeof createServices>;
