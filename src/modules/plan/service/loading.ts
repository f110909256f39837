import { actorRef, type Context, tenantOf } from '#kernel/context.js';
import { BrokenDefinitions, type DefinitionFault } from '#kernel/definitions/read.js';
import { append } from '#kernel/journal/journal.js';
import type { Kernel } from '#kernel/kernel.js';
import { readPlan } from '../catalog.js';
import type { PlanDocuments } from '../definition.js';
import type { CountableIn } from '../service.js';
import { addFirstVersions, PLAN_KEY, readRevision } from '../store.js';
import { actingAs } from './acting-as.js';

/** SQLSTATE unique_violation. */
const UNIQUE_VIOLATION = '23505';

/**
 * Gives each municipality that has no plan yet the one of the catalogue. A plan that lives is never touched: it
 * is changed by people, and a changed catalogue would undo their work. Throws BrokenDefinitions with the faults of all
 * of them before anything is written.
 */
export async function loadPlans(
  kernel: Kernel,
  countableIn: CountableIn,
  contexts: readonly Context[],
): Promise<void> {
  const toLoad: { context: Context; documents: PlanDocuments }[] = [];
  const faults: DefinitionFault[] = [];
  for (const context of contexts) {
    kernel.access.require(context, 'plan.load', null);
    if ((await kernel.database.transaction(tenantOf(context), readRevision)) > 0) continue;
    const countable = await countableIn(context.municipality);
    try {
      const documents = await readPlan(kernel.catalogRoot, context.municipality.slug, countable);
      if (documents) toLoad.push({ context, documents });
    } catch (error) {
      if (!(error instanceof BrokenDefinitions)) throw error;
      faults.push(...error.faults);
    }
  }
  if (faults.length > 0) throw new BrokenDefinitions(faults);
  for (const { context, documents } of toLoad) await loadPlan(kernel, context, documents);
}

async function loadPlan(kernel: Kernel, context: Context, { plan, measures }: PlanDocuments): Promise<void> {
  const common = {
    plan: plan.id,
    change: 'loaded',
    reason: null,
    changedAt: context.clock.now(),
    changedBy: actorRef(context.actor),
    changedAs: actingAs(context, (acting) => kernel.access.can(acting, 'plan.load', null)),
  } as const;
  try {
    await kernel.database.transaction(tenantOf(context), async (tx) => {
      await addFirstVersions(tx, [
        { ...common, key: PLAN_KEY, kind: 'plan', document: plan },
        ...measures.map((document) => ({
          ...common,
          key: document.number,
          kind: 'measure' as const,
          document,
        })),
      ]);
      await append(tx, context, {
        type: 'plan.loaded',
        subject: `plan/${plan.id}`,
        data: { plan: plan.id, measures: measures.length },
      });
    });
  } catch (error) {
    // Another process that started at the same time has loaded it.
    if ((error as { code?: string }).code !== UNIQUE_VIOLATION) throw error;
  }
}
