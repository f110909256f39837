import { type Context, tenantOf } from '#kernel/context.js';
import { BrokenDefinitions, type DefinitionFault } from '#kernel/definitions/read.js';
import { notFound } from '#kernel/errors.js';
import type { Kernel } from '#kernel/kernel.js';
import type { ProcedureApi } from '#modules/procedure/api.js';
import { type CommonCounter, type Counter, guideIds, readCommonCounter, readCounter } from '../catalog.js';
import type { UsedGuide } from '../model.js';

export interface Counters {
  /** Reads the catalogue. Throws BrokenDefinitions when anything does not fit. */
  load(contexts: readonly Context[]): Promise<void>;
  /** Ids of the events that a municipality has; may be asked before `load`. */
  events(city: string): Promise<string[]>;
  /** Null where a municipality has no guided counter. */
  find(context: Context): Counter | null;
  /** Throws notFound where there is none. */
  of(context: Context): Counter;
  guide(context: Context, id: string): UsedGuide;
}

export function createCounters(kernel: Kernel, procedures: Pick<ProcedureApi, 'known'>): Counters {
  const root = kernel.catalogRoot;
  let shared: Promise<CommonCounter> | null = null;
  const common = (): Promise<CommonCounter> => {
    shared ??= readCommonCounter(root);
    return shared;
  };
  const counters = new Map<string, Counter>();
  const find = (context: Context): Counter | null => counters.get(tenantOf(context)) ?? null;
  const of = (context: Context): Counter => {
    const counter = find(context);
    if (!counter) throw notFound('guided counter');
    return counter;
  };
  return {
    async load(contexts) {
      const faults: DefinitionFault[] = [];
      for (const context of contexts) {
        const { municipality } = context;
        const known = procedures.known(context);
        try {
          const counter = await readCounter(root, municipality, await common(), known);
          if (counter) counters.set(tenantOf(context), counter);
        } catch (error) {
          if (!(error instanceof BrokenDefinitions)) throw error;
          faults.push(...error.faults);
        }
      }
      if (faults.length > 0) throw new BrokenDefinitions(faults);
    },
    events: async (city) => guideIds(root, city, await common()),
    find,
    of,
    guide(context, id) {
      const guide = of(context).guides.get(id);
      if (!guide) throw notFound(`guide ${id}`);
      return guide;
    },
  };
}
