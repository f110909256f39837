import { type Context, tenantOf } from '#kernel/context.js';
import { BrokenDefinitions, type DefinitionFault } from '#kernel/definitions/read.js';
import { notFound } from '#kernel/errors.js';
import type { Kernel } from '#kernel/kernel.js';
import { type Counter, readCommonCounter, readCounter } from '../catalog.js';
import type { UsedGuide } from '../model.js';

/** What this module needs to know of procedures that the catalogue has. */
type KnownProcedures = (root: string, city: string) => Promise<string[]>;

export interface Counters {
  /** Reads the catalogue. Throws BrokenDefinitions when anything does not fit. */
  load(contexts: readonly Context[]): Promise<void>;
  /** Null where a municipality has no guided counter. */
  find(context: Context): Counter | null;
  /** Throws notFound where there is none. */
  of(context: Context): Counter;
  guide(context: Context, id: string): UsedGuide;
}

export function createCounters(kernel: Kernel, readProcedureIds: KnownProcedures): Counters {
  const counters = new Map<string, Counter>();
  const find = (context: Context): Counter | null => counters.get(tenantOf(context)) ?? null;
  const of = (context: Context): Counter => {
    const counter = find(context);
    if (!counter) throw notFound('guided counter');
    return counter;
  };
  return {
    async load(contexts) {
      const root = kernel.catalogRoot;
      const common = await readCommonCounter(root);
      const shared = await readProcedureIds(root, 'common');
      const faults: DefinitionFault[] = [];
      for (const context of contexts) {
        const { municipality } = context;
        const own = await readProcedureIds(root, municipality.slug);
        try {
          const counter = await readCounter(root, municipality, common, new Set([...shared, ...own]));
          if (counter) counters.set(tenantOf(context), counter);
        } catch (error) {
          if (!(error instanceof BrokenDefinitions)) throw error;
          faults.push(...error.faults);
        }
      }
      if (faults.length > 0) throw new BrokenDefinitions(faults);
    },
    find,
    of,
    guide(context, id) {
      const guide = of(context).guides.get(id);
      if (!guide) throw notFound(`guide ${id}`);
      return guide;
    },
  };
}
