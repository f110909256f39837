import type { Access } from '#kernel/access/access.js';
import type { Context } from '#kernel/context.js';
import type { StaffTab } from '../views/staff-frame.js';

/** The lists of payments that this member of staff may open. */
export const tabsFor = (access: Access, context: Context): StaffTab[] => [
  'list',
  ...(access.canAnywhere(context, 'payment.take') ? (['books'] as const) : []),
  'refunds',
  ...(access.canAnywhere(context, 'payment.reconcile') ? (['reconciliation'] as const) : []),
];
