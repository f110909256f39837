import type { Context } from '#kernel/context.js';
import type { Tx } from '#kernel/db/database.js';
import { AppError, notFound } from '#kernel/errors.js';
import { append } from '#kernel/journal/journal.js';
import { type Dashboard, dashboardSubject } from '../dashboard.js';
import { findDashboard } from '../store/dashboards.js';
import type { DatasetDeps } from './deps.js';

/** A dashboard for staff who may edit it; what they may not see is not there. */
export async function dashboardFor(
  { kernel }: DatasetDeps,
  tx: Tx,
  context: Context,
  id: string,
  options: { lock?: boolean } = {},
): Promise<Dashboard> {
  const found = await findDashboard(tx, { id }, options);
  if (!found || !kernel.access.can(context, 'dataset.edit', found.unit)) throw notFound(dashboardSubject(id));
  return found;
}

/** The dashboard, locked, as whoever acts saw it. */
export async function dashboardInTurn(
  deps: DatasetDeps,
  tx: Tx,
  context: Context,
  id: string,
  seen: number,
): Promise<Dashboard> {
  const found = await dashboardFor(deps, tx, context, id, { lock: true });
  if (found.revision !== seen)
    throw new AppError('conflict', `dashboard ${id} is of revision ${found.revision}`);
  return found;
}

export const journalDashboard = (
  tx: Tx,
  context: Context,
  type: `dataset.dashboard${string}`,
  { id, name, unit }: Dashboard,
  data: Record<string, string | number> = {},
) => append(tx, context, { type, subject: dashboardSubject(id), data: { dashboard: name, unit, ...data } });
