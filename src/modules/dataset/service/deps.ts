import { type Context, tenantOf } from '#kernel/context.js';
import type { Tx } from '#kernel/db/database.js';
import { AppError, invariant, notFound } from '#kernel/errors.js';
import { append } from '#kernel/journal/journal.js';
import type { Kernel } from '#kernel/kernel.js';
import type { DecisionApi } from '#modules/decision/api.js';
import type { PlanService } from '#modules/plan/api.js';
import type { RegisterApi } from '#modules/register/api.js';
import { type Action, type Dataset, datasetSubject, mayHappen } from '../model.js';
import { findDataset } from '../store/datasets.js';

export interface DatasetNeeds {
  register: Pick<RegisterApi, 'published' | 'all' | 'publicFile' | 'publicTable' | 'changedAt'>;
  plan: Pick<PlanService, 'readPlan' | 'findPlan'>;
  decision: Pick<DecisionApi, 'isRequired' | 'putUp' | 'lastAbout'>;
}

export interface DatasetDeps {
  kernel: Kernel;
  needs: DatasetNeeds;
}

export const staffId = ({ actor }: Context): string => {
  invariant(actor.kind === 'staff', 'only staff hold the rights of this module');
  return actor.id;
};

export const unitName = ({ municipality }: Context, unit: string): string =>
  municipality.units.find(({ id }) => id === unit)?.name ?? unit;

export const inTenant = <Result>(
  { kernel }: DatasetDeps,
  context: Context,
  work: (tx: Tx) => Promise<Result>,
): Promise<Result> => kernel.database.transaction(tenantOf(context), work);

/** A dataset for staff who may edit it; what they may not see is not there. */
export async function datasetFor(
  { kernel }: DatasetDeps,
  tx: Tx,
  context: Context,
  id: string,
  options: { lock?: boolean } = {},
): Promise<Dataset> {
  const found = await findDataset(tx, id, options);
  if (!found || !kernel.access.can(context, 'dataset.edit', found.unit)) throw notFound(datasetSubject(id));
  return found;
}

export function requireStep(dataset: Dataset, action: Action): void {
  if (!mayHappen(dataset, action))
    throw new AppError('notAllowedNow', `dataset ${dataset.id} is ${dataset.state}: no ${action}`);
}

export const journal = (
  tx: Tx,
  context: Context,
  type: `dataset.${string}`,
  { id, name, unit }: Pick<Dataset, 'id' | 'name' | 'unit'>,
  data: Record<string, string | number> = {},
) => append(tx, context, { type, subject: datasetSubject(id), data: { dataset: name, unit, ...data } });
