import type { Kernel } from '#kernel/kernel.js';
import type { Module } from '#kernel/module.js';
import { createJournalModule } from '#modules/journal/module.js';
import { createIdentityModule, type IdentityModule } from '#modules/identity/module.js';

export interface Modules {
  /** In the order of their needs: a module after those it calls. */
  all: readonly Module[];
  identity: IdentityModule;
}

/** The one place that knows all modules. */
export function createModules(kernel: Kernel): Modules {
  const identity = createIdentityModule(kernel);
  const journal = createJournalModule(kernel);
  return { all: [journal, identity], identity };
}
