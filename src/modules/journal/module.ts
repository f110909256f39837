import type { Kernel } from '#kernel/kernel.js';
import type { Module } from '#kernel/module.js';
import { journalRoutes } from './routes.js';
import { createJournalService, READ } from './service.js';

/** Seals the journal and shows it to staff. `types`: what the modules write, known once all are made. */
export function createJournalModule(kernel: Kernel, types: () => readonly string[]): Module {
  const service = createJournalService(kernel);
  return {
    name: 'journal',
    actions: { [READ]: 'Read the journal and check its seals' },
    routes: journalRoutes(service, types),
    navigation: [{ area: 'staff', label: 'staff.journal.title', path: '/staff/journal', permission: READ }],
    jobs: [{ name: 'journal.seal', schedule: '*/5 * * * *', run: service.seal }],
  };
}
