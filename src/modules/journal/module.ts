import { tenantOf } from '#kernel/context.js';
import { sealNext } from '#kernel/journal/seal.js';
import type { Kernel } from '#kernel/kernel.js';
import type { Module } from '#kernel/module.js';

/** Seals the journal; its screens for staff. The journal itself is the kernel's. */
export function createJournalModule(kernel: Kernel): Module {
  return {
    name: 'journal',
    actions: { 'journal.read': 'Read the journal and check its seals' },
    jobs: [
      {
        name: 'journal.seal',
        schedule: '*/5 * * * *',
        run: async (context) => {
          while (
            await kernel.database.transaction(tenantOf(context), (tx) => sealNext(tx, kernel.clock))
          );
        },
      },
    ],
  };
}
