import { createApplyService } from './service/apply.js';
import { createCatalogueService } from './service/catalogue.js';
import type { ProcedureDeps } from './service/deps.js';
import { createHandOverService } from './service/hand-over.js';
import { createMyService } from './service/my.js';
import { createTemplateService } from './service/templates.js';
import { createVerifyService } from './service/verify.js';
import { createWorkService } from './service/work.js';

/** All use cases of the module. */
export const createServices = (deps: ProcedureDeps) => ({
  catalogue: createCatalogueService(deps),
  apply: createApplyService(deps),
  my: createMyService(deps),
  work: createWorkService(deps),
  verify: createVerifyService(deps),
  handOver: createHandOverService(deps),
  templates: createTemplateService(deps),
});
export type ProcedureServices = ReturnType<typeof createServices>;
