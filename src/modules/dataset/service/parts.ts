import type { Context } from '#kernel/context.js';
import type { Tx } from '#kernel/db/database.js';
import { AppError, notFound } from '#kernel/errors.js';
import { type Dataset, datasetSubject, MAIN, type Part, partsOf } from '../model.js';
import { saveDataset } from '../store/datasets.js';
import { type DatasetDeps, datasetFor, inTenant, journal, requireStep } from './deps.js';

/** The files of which a dataset of files consists: what they are called, and which are taken away. */
export function createParts(deps: DatasetDeps) {
  async function inTurn(tx: Tx, context: Context, id: string, seen: number): Promise<Dataset> {
    const dataset = await datasetFor(deps, tx, context, id, { lock: true });
    if (dataset.revision !== seen)
      throw new AppError('conflict', `dataset ${id} is of revision ${dataset.revision}`);
    requireStep(dataset, 'edit');
    if (dataset.state === 'published') deps.kernel.access.require(context, 'dataset.publish', dataset.unit);
    return dataset;
  }

  async function save(tx: Tx, context: Context, dataset: Dataset, parts: readonly Part[]): Promise<void> {
    await saveDataset(tx, dataset.id, context.clock.now(), {
      parts,
      // Who checked it checked what it was.
      ...(dataset.state === 'checked' && { state: 'draft' as const }),
    });
    await journal(tx, context, 'dataset.changed', dataset);
  }

  const partOf = (dataset: Dataset, key: string): Part => {
    const found = partsOf(dataset).find((part) => part.key === key);
    if (!found) throw notFound(`file ${key} of ${datasetSubject(dataset.id)}`);
    return found;
  };

  return {
    partOf,

    /** Its name and what stands in it. Whoever comes second is told (conflict). */
    describe: (context: Context, id: string, seen: number, { key, name, description }: Part): Promise<void> =>
      inTenant(deps, context, async (tx) => {
        const dataset = await inTurn(tx, context, id, seen);
        const before = partOf(dataset, key);
        const parts = partsOf(dataset).map((part) => (part === before ? { key, name, description } : part));
        await save(tx, context, dataset, parts);
      }),

    /** Takes a file away with its versions: nobody fetches them any more, the journal keeps their digests. */
    remove: (context: Context, id: string, seen: number, key: string): Promise<void> =>
      inTenant(deps, context, async (tx) => {
        const dataset = await inTurn(tx, context, id, seen);
        const gone = partOf(dataset, key);
        if (key === MAIN) throw new AppError('notAllowedNow', `dataset ${id} keeps its first file`);
        await save(
          tx,
          context,
          dataset,
          dataset.parts.filter(({ key: one }) => one !== gone.key),
        );
      }),
  };
}
