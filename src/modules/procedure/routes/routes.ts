import { createRateLimit } from '#kernel/http/rate-limit.js';
import type { RouteDefinition } from '#kernel/http/route.js';
import type { Kernel } from '#kernel/kernel.js';
import { partAskingRoutes } from '../parts/routes/asking.js';
import { partFillingRoutes } from '../parts/routes/filling.js';
import { reissueRoutes } from '../reissue/routes.js';
import { relatedRoutes } from '../related/routes.js';
import { replyRoutes } from '../replies/routes.js';
import type { ProcedureServices } from '../services.js';
import { procedureApiRoutes } from './api.js';
import { apiBulkRoutes } from './api-bulk.js';
import { apiCaseRoutes } from './api-cases.js';
import { applyRoutes } from './apply.js';
import { bulkRoutes } from './bulk.js';
import { catalogueRoutes } from './catalogue.js';
import { handOverRoutes } from './hand-over.js';
import { inboxRoutes } from './inbox.js';
import { kioskRoutes } from './kiosk.js';
import { messageRoutes } from './messages.js';
import { myRoutes } from './my.js';
import { paperRoutes } from './paper.js';
import { scanRoutes } from './scans.js';
import { staffRoutes } from './staff.js';
import { staffEntryRoutes } from './staff-entry.js';
import { staffStepRoutes } from './staff-steps.js';
import { statisticsRoutes } from './statistics.js';
import { templateRoutes } from './templates.js';
import { verifyRoutes } from './verify.js';

/** Applications a minute from one address of people without account or key, in the browser and by API together. */
const WITHOUT_ACCOUNT_PER_MINUTE = 30;

export function procedureRoutes(kernel: Kernel, services: ProcedureServices): RouteDefinition[] {
  const mayAnswer = createRateLimit(WITHOUT_ACCOUNT_PER_MINUTE, kernel.clock);
  return [
    ...procedureApiRoutes(services),
    ...apiCaseRoutes(kernel, services, mayAnswer),
    ...catalogueRoutes(services),
    // Before the pages of a draft, whose address would take that of its form.
    ...paperRoutes(kernel, services),
    ...applyRoutes(services, mayAnswer),
    ...myRoutes(kernel, services),
    ...verifyRoutes(kernel, services),
    ...kioskRoutes(kernel, services),
    ...handOverRoutes(services),
    ...messageRoutes(services),
    ...partFillingRoutes(kernel, services),
    ...partAskingRoutes(kernel, services),
    ...templateRoutes(services),
    ...relatedRoutes(services),
    ...replyRoutes(services),
    ...statisticsRoutes(services),
    ...inboxRoutes(kernel, services),
    ...staffRoutes(services),
    ...staffStepRoutes(services),
    ...reissueRoutes(services),
    ...staffEntryRoutes(services),
    ...bulkRoutes(services),
    ...apiBulkRoutes(kernel, services),
    ...scanRoutes(services),
  ];
}
