import type { Kernel } from '#kernel/kernel.js';
import type { Module } from '#kernel/module.js';
import { createIdentityModule, type IdentityModule } from '#modules/identity/module.js';
import { createJournalModule } from '#modules/journal/module.js';
import { createPlanModule, type PlanModule } from '#modules/plan/module.js';
import { createPortalModule } from '#modules/portal/module.js';
import { createProcedureModule, type ProcedureModule } from '#modules/procedure/module.js';

export interface Modules {
  /** In the order of their needs: a module after those it calls. */
  all: readonly Module[];
  identity: IdentityModule;
  plan: PlanModule;
  procedure: ProcedureModule;
}

/** The one place that knows all modules. */
export function createModules(kernel: Kernel): Modules {
  const identity = createIdentityModule(kernel);
  const journal = createJournalModule(kernel, () => all.flatMap(({ entries }) => Object.keys(entries ?? {})));
  const plan = createPlanModule(kernel);
  const procedure = createProcedureModule(kernel, identity.api);
  const all: Module[] = [journal, identity, plan, procedure];
  const portal = createPortalModule(
    {
      lifeEvents: procedure.api.lifeEvents,
      popularProcedures: procedure.api.popularProcedures,
      plan: plan.api,
    },
    () => all.flatMap(({ routes }) => routes ?? []),
  );
  all.push(portal);
  return { all, identity, plan, procedure };
}
