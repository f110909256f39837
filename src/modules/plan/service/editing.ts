import { type Context, tenantOf } from '#kernel/context.js';
import { AppError, notFound } from '#kernel/errors.js';
import { append } from '#kernel/journal/journal.js';
import type { Kernel } from '#kernel/kernel.js';
import type { FiscalYear } from '#kernel/values/fiscal-year.js';
import type { Stored } from '../assemble.js';
import { measureChanges } from '../changes.js';
import { Measure } from '../definition.js';
import type { Change, FieldChange } from '../model.js';
import { type KnownNames, planProblems } from '../plan-problems.js';
import { readVersion, type StoredPlan } from '../store.js';
import { actingAs } from './acting-as.js';
import type { LivingPlans } from './living-plans.js';
import { type MeasureDraft, requireSound, type WrittenMeasure, writeMeasure } from './writing.js';

export interface DraftPreview {
  number: string;
  isNew: boolean;
  changes: readonly FieldChange[];
  /** The measure has moved on since the draft's base version: saving it will be refused. */
  isBehind: boolean;
}

/** Use cases of the plan office: add, change, close, take in from a file. */
export function createEditing(
  kernel: Kernel,
  livingPlans: LivingPlans,
  knownNames: (context: Context) => Promise<KnownNames>,
) {
  const documents = async (context: Context): Promise<StoredPlan> => {
    const living = await livingPlans.read(context);
    if (!living) throw notFound(`plan of ${context.municipality.slug}`);
    return living.stored;
  };

  const readDocument = async (context: Context, number: string): Promise<Stored<Measure>> => {
    const found = (await documents(context)).measures.find(({ document }) => document.number === number);
    if (!found) throw notFound(`measure ${number}`);
    return found;
  };

  const sound = async (context: Context, stored: StoredPlan, drafts: readonly Measure[]) =>
    requireSound(
      stored.plan.document,
      stored.measures.map(({ document }) => document),
      drafts,
      await knownNames(context),
    );

  const save = async (
    context: Context,
    draft: MeasureDraft,
    { change, reason, entry }: { change: Change; reason: string | null; entry: string },
  ): Promise<WrittenMeasure> => {
    const stored = await documents(context);
    await sound(context, stored, [draft.document]);
    const plan = stored.plan.document.id;
    const changedAs = actingAs(context, (acting) => kernel.access.canAnywhere(acting, 'plan.edit'));
    return kernel.database.transaction(tenantOf(context), async (tx) => {
      const written = await writeMeasure(tx, context, plan, draft, { change, reason, changedAs });
      if (written.changed) {
        await append(tx, context, {
          type: entry,
          subject: `measure/${written.number}`,
          data: { plan, measure: written.number, version: written.version },
        });
      }
      return written;
    });
  };

  return {
    /** The documents themselves, with their versions: what forms and files start from. */
    readDocuments: documents,

    readDocument,

    /** A measure as an earlier version had it: what a form that was opened then has to be read against. */
    async readDocumentAt(context: Context, number: string, version: number): Promise<Measure> {
      const stored = await documents(context);
      const found = await kernel.database.transaction(tenantOf(context), (tx) =>
        readVersion(tx, stored.plan.document.id, number, version),
      );
      if (!found) throw notFound(`measure ${number} version ${version}`);
      return Measure.parse(found.document);
    },

    /** Throws conflict when the number is taken, invalidInput when the measure does not fit the plan. */
    async addMeasure(context: Context, { document, reason }: { document: Measure; reason: string | null }) {
      kernel.access.requireAnywhere(context, 'plan.edit');
      return save(context, { base: null, document }, { change: 'added', reason, entry: 'plan.measureAdded' });
    },

    /** Throws conflict when somebody else was first; nothing is written then. */
    async changeMeasure(
      context: Context,
      { base, document, reason }: MeasureDraft & { reason: string | null },
    ) {
      kernel.access.requireAnywhere(context, 'plan.edit');
      return save(context, { base, document }, { change: 'edited', reason, entry: 'plan.measureChanged' });
    },

    /** Ends a measure. It stays in the plan with its figures and the reason; a review may still be owed. */
    async closeMeasure(
      context: Context,
      {
        number,
        base,
        reason,
        fiscalYear,
      }: { number: string; base: number; reason: string; fiscalYear: FiscalYear },
    ): Promise<WrittenMeasure> {
      kernel.access.requireAnywhere(context, 'plan.edit');
      const { document: before, version } = await readDocument(context, number);
      if (before.stage === 'ended') {
        const isSame = before.endReason === reason && before.yearEnded === fiscalYear;
        if (isSame) return { number, version, changed: false };
        throw new AppError('notAllowedNow', `measure ${number} has ended already`);
      }
      const document: Measure = { ...before, stage: 'ended', yearEnded: fiscalYear, endReason: reason };
      return save(context, { base, document }, { change: 'closed', reason, entry: 'plan.measureClosed' });
    },

    /** What a file would change, measure by measure, and every place that does not fit the plan. */
    async previewMeasures(context: Context, drafts: readonly MeasureDraft[]) {
      kernel.access.requireAnywhere(context, 'plan.import');
      const stored = await documents(context);
      const known = new Map(stored.measures.map((one) => [one.document.number, one]));
      const merged = new Map(stored.measures.map(({ document }) => [document.number, document]));
      for (const { document } of drafts) merged.set(document.number, document);
      return {
        problems: planProblems(
          { plan: stored.plan.document, measures: [...merged.values()] },
          await knownNames(context),
          stored.measures.map(({ document }) => document),
        ),
        measures: drafts.map(({ base, document }): DraftPreview => {
          const current = known.get(document.number);
          return {
            number: document.number,
            isNew: current === undefined,
            changes: current ? measureChanges(current.document, document) : [],
            isBehind: (current?.version ?? null) !== base,
          };
        }),
      };
    },

    /** Takes in all of a file or nothing of it; measures without news get no new version. */
    async importMeasures(
      context: Context,
      { drafts, reason }: { drafts: readonly MeasureDraft[]; reason: string | null },
    ): Promise<WrittenMeasure[]> {
      kernel.access.requireAnywhere(context, 'plan.import');
      const stored = await documents(context);
      await sound(
        context,
        stored,
        drafts.map(({ document }) => document),
      );
      const plan = stored.plan.document.id;
      const changedAs = actingAs(context, (acting) => kernel.access.canAnywhere(acting, 'plan.import'));
      return kernel.database.transaction(tenantOf(context), async (tx) => {
        const written: WrittenMeasure[] = [];
        // Always in the same order, so that two imports at the same time do not lock each other out.
        for (const draft of [...drafts].sort((a, b) => (a.document.number < b.document.number ? -1 : 1))) {
          written.push(
            await writeMeasure(tx, context, plan, draft, { change: 'imported', reason, changedAs }),
          );
        }
        const changed = written.filter((one) => one.changed);
        for (const { number, version } of changed) {
          await append(tx, context, {
            type: version === 1 ? 'plan.measureAdded' : 'plan.measureChanged',
            subject: `measure/${number}`,
            data: { plan, measure: number, version },
          });
        }
        if (changed.length > 0) {
          await append(tx, context, {
            type: 'plan.imported',
            subject: `plan/${plan}`,
            data: { plan, measures: changed.length },
          });
        }
        return written;
      });
    },
  };
}
