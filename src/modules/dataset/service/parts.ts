import { actorRef, type Context } from '#kernel/context.js';
import type { Tx } from '#kernel/db/database.js';
import { AppError, notFound } from '#kernel/errors.js';
import {
  type Dataset,
  datasetSubject,
  filesKept,
  isLive,
  isNameTaken,
  isPartGone,
  MOST_REASON,
  type Part,
  partsOf,
  type Version,
} from '../model.js';
import { saveDataset } from '../store/datasets.js';
import { findVersion, newestOf, recallVersion } from '../store/versions.js';
import { type DatasetDeps, datasetFor, inTenant, journal, requireStep } from './deps.js';

/** The files of which a dataset of files consists: what they are called, which are taken away, and single versions of them. */
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

  /** A version that is out, for whoever may take it back. */
  async function versionOut(tx: Tx, context: Context, dataset: Dataset, number: number): Promise<Version> {
    deps.kernel.access.require(context, 'dataset.publish', dataset.unit);
    const version = await findVersion(tx, dataset.id, number);
    if (!version?.releasedAt || version.recalled || isPartGone(dataset, version))
      throw notFound(`version ${number} of ${datasetSubject(dataset.id)} that is out`);
    return version;
  }

  /**
   * Whether nothing that was out before would take its place: then only the whole dataset can be withdrawn. Live content is
   * made anew whatever is kept of it.
   */
  async function isLast(tx: Tx, dataset: Dataset, { version, part }: Version): Promise<boolean> {
    if (dataset.state !== 'published' || isLive(dataset)) return false;
    if ((await newestOf(tx, dataset.id, part))?.version !== version) return false;
    return !(await newestOf(tx, dataset.id, part, { except: version }))?.releasedAt;
  }

  return {
    partOf,

    /** A version that may be taken back, before a form for that is shown. */
    openToRecall: (context: Context, id: string, number: number) =>
      inTenant(deps, context, async (tx) => {
        const dataset = await datasetFor(deps, tx, context, id);
        const version = await versionOut(tx, context, dataset, number);
        return { dataset, version, isLast: await isLast(tx, dataset, version) };
      }),

    /** Takes one version back from the public; staff keep it, with who did so and why. What was out before is out again. */
    recall: (context: Context, id: string, number: number, reason: string): Promise<void> =>
      inTenant(deps, context, async (tx) => {
        const dataset = await datasetFor(deps, tx, context, id, { lock: true });
        const version = await versionOut(tx, context, dataset, number);
        if (reason === '' || reason.length > MOST_REASON)
          throw new AppError('invalidInput', `no reason to take version ${number} of ${id} back`);
        if (await isLast(tx, dataset, version))
          throw new AppError('notAllowedNow', `version ${number} is all that is out of dataset ${id}`);
        const at = context.clock.now();
        await recallVersion(tx, id, { version: number, by: actorRef(context.actor), reason, at });
        await saveDataset(tx, id, at, { contentAt: at });
        await journal(tx, context, 'dataset.versionRecalled', dataset, {
          version: number,
          file: version.part,
        });
      }),

    /** Its name and what stands in it. Whoever comes second is told (conflict). */
    describe: (context: Context, id: string, seen: number, { key, name, description }: Part): Promise<void> =>
      inTenant(deps, context, async (tx) => {
        const dataset = await inTurn(tx, context, id, seen);
        partOf(dataset, key);
        if (isNameTaken(partsOf(dataset), name, key))
          throw new AppError('conflict', `dataset ${id} has another file called so`);
        const described = { key, name, description };
        await save(
          tx,
          context,
          dataset,
          filesKept(dataset).map((part) => (part.key === key ? described : part)),
        );
      }),

    /** Takes a file away with its versions: nobody fetches them any more, the journal keeps their digests. */
    remove: (context: Context, id: string, seen: number, key: string): Promise<void> =>
      inTenant(deps, context, async (tx) => {
        const dataset = await inTurn(tx, context, id, seen);
        partOf(dataset, key);
        const left = filesKept(dataset).filter((part) => part.key !== key);
        if (left.length === 0) throw new AppError('notAllowedNow', `dataset ${id} has no other file`);
        await save(tx, context, dataset, left);
      }),
  };
}
