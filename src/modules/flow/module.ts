import type { Kernel } from '#kernel/kernel.js';
import type { FlowKind, Module } from '#kernel/module.js';
import { flowRoutes } from './routes.js';
import { createFlowService, READ } from './service.js';

/** Draws how work really goes, from the journal. */
export function createFlowModule(kernel: Kernel, kinds: () => readonly FlowKind[]): Module {
  return {
    name: 'flow',
    actions: { [READ]: 'See how the work of a unit really goes' },
    routes: flowRoutes(createFlowService(kernel, kinds)),
    navigation: [{ area: 'staff', label: 'flow.title', path: '/staff/flows', permission: READ }],
  };
}
