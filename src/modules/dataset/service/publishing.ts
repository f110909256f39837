import { actorRef, type Context } from '#kernel/context.js';
import type { Tx } from '#kernel/db/database.js';
import { AppError } from '#kernel/errors.js';
import { translatorFor } from '#kernel/i18n/translate.js';
import type { Entry } from '#kernel/journal/entry.js';
import { csvText } from '#kernel/sheets/write-csv.js';
import { type Action, type Dataset, type DatasetState, DECISION_KIND, isLive, partsOf } from '../model.js';
import { findDataset, listDatasets, saveDataset } from '../store/datasets.js';
import { newestOf, releaseVersion } from '../store/versions.js';
import { type DatasetDeps, datasetFor, inTenant, journal, requireStep, staffId } from './deps.js';
import { keepVersion } from './editing.js';
import type { Judging, Report } from './judging.js';
import type { Sources } from './sources.js';

const t = translatorFor('ja');

/** From a draft to the public and back. */
export function createPublishing(deps: DatasetDeps, sources: Sources, judging: Judging) {
  const { kernel, needs } = deps;
  const { access } = kernel;

  /** The dataset in turn for a step: seen by whoever acts, locked, and as their page showed it. */
  async function inTurn(
    tx: Tx,
    context: Context,
    id: string,
    seen: number,
    action: Action,
  ): Promise<Dataset> {
    const dataset = await datasetFor(deps, tx, context, id, { lock: true });
    if (dataset.revision !== seen)
      throw new AppError('conflict', `dataset ${id} is of revision ${dataset.revision}`);
    requireStep(dataset, action);
    return dataset;
  }

  const move = (
    context: Context,
    id: string,
    seen: number,
    {
      action,
      state,
      type,
      right,
    }: {
      action: Action;
      state: DatasetState;
      type: `dataset.${string}`;
      right: 'dataset.edit' | 'dataset.publish';
    },
  ): Promise<void> =>
    inTenant(deps, context, async (tx) => {
      const dataset = await inTurn(tx, context, id, seen, action);
      access.require(context, right, dataset.unit);
      await saveDataset(tx, id, context.clock.now(), { state });
      await journal(tx, context, type, dataset);
    });

  /** What a live source gives now, as a file to keep; null for files that were handed in. */
  async function liveContent(context: Context, dataset: Dataset) {
    if (!isLive(dataset)) return null;
    const table = await sources.tableOf(context, dataset);
    return {
      bytes: new TextEncoder().encode(csvText([table.headings, ...table.rows])),
      name: `${dataset.name}.csv`,
      mediaType: 'text/csv; charset=utf-8',
      format: 'csv',
      rows: table.rows.length,
      by: actorRef(context.actor),
    };
  }
  type Live = Awaited<ReturnType<typeof liveContent>>;

  async function goOut(
    tx: Tx,
    context: Context,
    dataset: Dataset,
    report: Report,
    live: Live,
  ): Promise<void> {
    const now = context.clock.now();
    if (live) await keepVersion(deps, tx, context, dataset, live);
    // What was handed in before and never went out stays with the staff.
    for (const { key } of partsOf(dataset)) {
      const newest = await newestOf(tx, dataset.id, key);
      if (newest) await releaseVersion(tx, dataset.id, newest.version, now);
    }
    await saveDataset(tx, dataset.id, now, { state: 'published', publishedAt: now });
    await journal(tx, context, 'dataset.published', dataset, {
      source: dataset.source.kind,
      system: dataset.source.kind === 'register' ? dataset.source.register : dataset.source.kind,
      standard: report.isStandard ? 'yes' : 'no',
      standardSet: report.standardSet ?? 'none',
      places: report.hasPlaces ? 'yes' : 'no',
      again: dataset.publishedAt === null ? 'no' : 'yes',
    });
  }

  const read = (context: Context, id: string): Promise<Dataset> =>
    inTenant(deps, context, (tx) => datasetFor(deps, tx, context, id));

  return {
    needsDecision: (context: Context): boolean => needs.decision.isRequired(context, DECISION_KIND),

    /** Somebody read the report and found nothing that hinders. */
    async check(context: Context, id: string, seen: number): Promise<void> {
      await judging.requireFit(context, await read(context, id));
      await move(context, id, seen, {
        action: 'check',
        state: 'checked',
        type: 'dataset.checked',
        right: 'dataset.edit',
      });
    },

    sendBack: (context: Context, id: string, seen: number): Promise<void> =>
      inTenant(deps, context, async (tx) => {
        const dataset = await inTurn(tx, context, id, seen, 'sendBack');
        await saveDataset(tx, id, context.clock.now(), { state: 'draft' });
        await journal(tx, context, 'dataset.sentBack', dataset);
      }),

    /** Puts it up where the town's table says so. */
    ask: (context: Context, id: string, seen: number): Promise<void> =>
      inTenant(deps, context, async (tx) => {
        const dataset = await inTurn(tx, context, id, seen, 'ask');
        if (!needs.decision.isRequired(context, DECISION_KIND))
          throw new AppError('notAllowedNow', 'the table of authority asks for no decision on datasets');
        await saveDataset(tx, id, context.clock.now(), { state: 'asked' });
        await journal(tx, context, 'dataset.approvalAsked', dataset);
        await needs.decision.putUp(tx, context, {
          kind: DECISION_KIND,
          subject: { module: 'dataset', id },
          unit: dataset.unit,
          drafter: staffId(context),
          content: {
            title: t('dataset.decision.title', { title: dataset.about.title }),
            body: t('dataset.decision.body', { notes: dataset.about.notes, licence: dataset.about.licence }),
            related: `/${context.municipality.slug}/staff/datasets/${id}`,
          },
        });
      }),

    async publish(context: Context, id: string, seen: number): Promise<void> {
      const before = await read(context, id);
      if (needs.decision.isRequired(context, DECISION_KIND))
        throw new AppError('notAllowedNow', 'datasets go out by decision here');
      const report = await judging.requireFit(context, before);
      const live = await liveContent(context, before);
      await inTenant(deps, context, async (tx) => {
        const dataset = await inTurn(tx, context, id, seen, 'publish');
        access.require(context, 'dataset.publish', dataset.unit);
        await goOut(tx, context, dataset, report, live);
      });
    },

    withdraw: (context: Context, id: string, seen: number): Promise<void> =>
      move(context, id, seen, {
        action: 'withdraw',
        state: 'withdrawn',
        type: 'dataset.withdrawn',
        right: 'dataset.publish',
      }),

    reopen: (context: Context, id: string, seen: number): Promise<void> =>
      move(context, id, seen, {
        action: 'reopen',
        state: 'draft',
        type: 'dataset.sentBack',
        right: 'dataset.edit',
      }),

    /** What the decision came to. What is fit no more since then goes back to being a draft. */
    async decided(tx: Tx, context: Context, entry: Pick<Entry, 'type' | 'data'>): Promise<void> {
      if (entry.data.module !== 'dataset') return;
      const dataset = await findDataset(tx, String(entry.data.subject), { lock: true });
      if (dataset?.state !== 'asked') return;
      if (entry.type === 'decision.withdrawn') {
        await saveDataset(tx, dataset.id, context.clock.now(), { state: 'draft' });
        await journal(tx, context, 'dataset.sentBack', dataset);
        return;
      }
      // Content is read in transactions of their own, which cannot stand in this one: the job lets it out.
      await saveDataset(tx, dataset.id, context.clock.now(), { state: 'decided' });
      await journal(tx, context, 'dataset.decided', dataset);
    },

    /** Lets out what was decided; what is fit no more since then goes back to being a draft. Safe to repeat. */
    async release(context: Context): Promise<void> {
      const decided = await inTenant(deps, context, (tx) => listDatasets(tx, { state: 'decided' }));
      for (const before of decided) {
        const report = await judging.report(context, before);
        const live = await liveContent(context, before);
        await inTenant(deps, context, async (tx) => {
          const dataset = await findDataset(tx, before.id, { lock: true });
          if (dataset?.state !== 'decided') return;
          if (judging.isFit(report)) return goOut(tx, context, dataset, report, live);
          await saveDataset(tx, dataset.id, context.clock.now(), { state: 'draft' });
          await journal(tx, context, 'dataset.sentBack', dataset);
        });
      }
    },

    /** Keeps a version of each live source that has changed since the last one. Safe to repeat. */
    async keep(context: Context): Promise<void> {
      const published = await inTenant(deps, context, (tx) => listDatasets(tx, { state: 'published' }));
      for (const before of published) {
        if (!(await mayHaveChanged(context, before))) continue;
        const live = await liveContent(context, before);
        if (!live) continue;
        await inTenant(deps, context, async (tx) => {
          const dataset = await findDataset(tx, before.id, { lock: true });
          if (dataset?.state === 'published') await keepVersion(deps, tx, context, dataset, live);
        });
      }
    },
  };

  async function mayHaveChanged(context: Context, dataset: Dataset): Promise<boolean> {
    if (!isLive(dataset)) return false;
    if (dataset.contentAt === null) return true;
    const changed = await sources.changedAt(context, dataset);
    // Whether the plan's figures moved is only seen by making them: once a day.
    const since = changed ?? context.clock.now().subtract({ hours: 23 });
    return Temporal.Instant.compare(since, dataset.contentAt) > 0;
  }
}
