import { createCounterService } from './service/counter.js';
import type { PaymentDeps } from './service/deps.js';
import { createDeskService } from './service/desk.js';
import { createFollowService } from './service/follow.js';
import { createInboxService } from './service/inbox.js';
import { createMyService } from './service/my.js';
import { createReconcileService } from './service/reconcile.js';
import { createRefundService } from './service/refunds.js';
import { createSandboxSite } from './service/sandbox-site.js';

/** All use cases of the module. */
export function createServices(deps: PaymentDeps) {
  const follow = createFollowService(deps);
  const refunds = createRefundService(deps);
  const counter = createCounterService(deps);
  const inbox = createInboxService(deps, follow, refunds);
  return {
    follow,
    refunds,
    counter,
    inbox,
    my: createMyService(deps, follow),
    desk: createDeskService(deps, counter, follow),
    reconcile: createReconcileService(deps, refunds),
    sandbox: createSandboxSite(deps.kernel, inbox),
  };
}
export type PaymentServices = ReturnType<typeof createServices>;
