import { createFillingService } from './parts/filling.js';
import { createPartService } from './parts/service.js';
import { createRelatedService } from './related/service.js';
import { createReplyService } from './replies/service.js';
import { createApiIntakeService } from './service/api-intake.js';
import { createApplyService } from './service/apply.js';
import { createBulkService } from './service/bulk-files.js';
import { createCatalogueService } from './service/catalogue.js';
import type { ProcedureDeps } from './service/deps.js';
import { createFees } from './service/fees.js';
import { createHandOverService } from './service/hand-over.js';
import { createMessageService } from './service/messages.js';
import { createMyService } from './service/my.js';
import { createOutcome } from './service/outcome.js';
import { createPaperService } from './service/paper.js';
import { createPastAnswers } from './service/past-answers.js';
import { createPublishing } from './service/publishing.js';
import { createResultsService } from './service/results.js';
import { createScanService } from './service/scans.js';
import { createStaffEntryService } from './service/staff-entry.js';
import { createTemplateService } from './service/templates.js';
import { createVerifyService } from './service/verify.js';
import { createWorkService } from './service/work.js';

/** All use cases of the module. */
export function createServices(deps: ProcedureDeps) {
  const apply = createApplyService(deps);
  const fees = createFees(deps);
  const apiIntake = createApiIntakeService(deps, apply);
  return {
    catalogue: createCatalogueService(deps),
    apply,
    apiIntake,
    bulk: createBulkService(deps, apiIntake),
    my: createMyService(deps),
    work: createWorkService(deps),
    fees,
    outcome: createOutcome(deps, fees),
    verify: createVerifyService(deps),
    handOver: createHandOverService(deps),
    messages: createMessageService(deps),
    parts: createPartService(deps),
    filling: createFillingService(deps),
    templates: createTemplateService(deps),
    related: createRelatedService(deps),
    replies: createReplyService(deps),
    results: createResultsService(deps),
    staffEntry: createStaffEntryService(deps, apply),
    publishing: createPublishing(deps.kernel, deps.definitions),
    pastAnswers: createPastAnswers(deps),
    paper: createPaperService(deps, apply),
    scans: createScanService(deps, apply),
  };
}
export type ProcedureServices = ReturnType<typeof createServices>;
