import { today } from '#kernel/clock.js';
import { type Context, tenantOf } from '#kernel/context.js';
import type { Tx } from '#kernel/db/database.js';
import { countByFiscalYear } from '#kernel/journal/count-by-year.js';
import { onJournalled } from '#kernel/journal/journal.js';
import type { Kernel } from '#kernel/kernel.js';
import { assemblePlan, countKey } from '../assemble.js';
import { readRatingRule } from '../catalog.js';
import { type Counts, questionsOf } from '../counting.js';
import type { Measure } from '../definition.js';
import type { PlanView } from '../model.js';
import type { RatingRule } from '../ratings.js';
import { readPublishedJudgements } from '../review/store.js';
import { readCurrentPlan, readRevision, type StoredPlan } from '../store.js';

/** The current documents and the plan made of them, of one municipality. */
export interface LivingPlan {
  stored: StoredPlan;
  view: PlanView;
}

interface Kept {
  revision: number;
  stored: StoredPlan | null;
  /** Entry types that its indicators count. */
  counted: ReadonlySet<string>;
  living: LivingPlan | null;
  /** Until when it is trusted without asking the database. */
  fresh: Temporal.Instant;
  day: string;
}

/** Bounds how long another process may show what this one does not know was changed. */
const FRESH_SECONDS = 5;
const LONG_AGO = Temporal.Instant.fromEpochMilliseconds(0);

/**
 * The plans as last read, one for each municipality: pages, files and the API read these. A journal entry of the
 * plan, or of a type that it counts, drops the municipality's at once in this process; other processes follow
 * within seconds. Documents are read anew only when their revision has grown.
 */
export function createLivingPlans(kernel: Kernel) {
  const kept = new Map<string, Kept>();
  const loading = new Map<string, Promise<Kept>>();
  let rule: Promise<RatingRule> | undefined;
  let isListening = false;

  const listen = () => {
    if (isListening) return;
    isListening = true;
    onJournalled((tenant, type) => {
      const known = kept.get(tenant);
      if (known && !type.startsWith('plan.') && !known.counted.has(type)) return;
      // What is being read now may have missed the entry: it is used, but not kept.
      loading.delete(tenant);
      if (known) known.fresh = LONG_AGO;
    });
  };

  const ruleOf = () => {
    rule ??= readRatingRule(kernel.catalogRoot);
    return rule;
  };

  /** Reads inside the caller's transaction what the plan is at this moment; documents only when they have moved on. */
  const load = async (tx: Tx, context: Context, known?: Kept): Promise<Kept> => {
    const asOf = today(context.clock);
    const revision = await readRevision(tx);
    const stored = known && known.revision === revision ? known.stored : await readCurrentPlan(tx);
    const base = {
      revision,
      stored,
      fresh: context.clock.now().add({ seconds: FRESH_SECONDS }),
      day: asOf.toString(),
    };
    if (!stored) return { ...base, counted: new Set(), living: null };
    const bindings = boundIndicators(stored.measures.map(({ document }) => document));
    const questions = bindings.flatMap(({ questions: asked }) => asked);
    const answers = await countByFiscalYear(tx, questions);
    const counts = new Map<string, Counts[]>();
    let place = 0;
    for (const { key, questions: asked } of bindings) {
      counts.set(key, answers.slice(place, place + asked.length));
      place += asked.length;
    }
    const judgements = await readPublishedJudgements(tx);
    const view = assemblePlan({ ...stored, counts, judgements, rule: await ruleOf(), asOf });
    return {
      ...base,
      counted: new Set(questions.flatMap(({ filter }) => filter.type ?? [])),
      living: { stored, view },
    };
  };

  return {
    /** The rule by which figures are judged. */
    rule: ruleOf,
    /** Past every cache, inside the caller's transaction: what the caller has just written is in it. */
    readNow: async (tx: Tx, context: Context): Promise<LivingPlan | null> => (await load(tx, context)).living,
    /** Null when the municipality has no plan. */
    async read(context: Context): Promise<LivingPlan | null> {
      listen();
      const tenant = tenantOf(context);
      const known = kept.get(tenant);
      const now = context.clock.now();
      if (
        known &&
        Temporal.Instant.compare(now, known.fresh) < 0 &&
        known.day === today(context.clock).toString()
      ) {
        return known.living;
      }
      const running = loading.get(tenant);
      if (running) return (await running).living;
      const next = kernel.database.transaction(tenant, (tx) => load(tx, context, known));
      loading.set(tenant, next);
      try {
        const loaded = await next;
        if (loading.get(tenant) === next) kept.set(tenant, loaded);
        return loaded.living;
      } finally {
        if (loading.get(tenant) === next) loading.delete(tenant);
      }
    },
  };
}

export type LivingPlans = ReturnType<typeof createLivingPlans>;

const boundIndicators = (measures: readonly Measure[]) =>
  measures.flatMap((measure) =>
    measure.indicators.flatMap(({ id, count }) =>
      count ? [{ key: countKey(measure.number, id), questions: questionsOf(count) }] : [],
    ),
  );
