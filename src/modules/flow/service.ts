import { today, ZONE } from '#kernel/clock.js';
import { type Context, tenantOf } from '#kernel/context.js';
import { notFound } from '#kernel/errors.js';
import type { Locale } from '#kernel/i18n/locales.js';
import { type Flow, flowOf } from '#kernel/journal/flow.js';
import type { Kernel } from '#kernel/kernel.js';
import type { FlowKind } from '#kernel/module.js';
import type { Period } from './model.js';

export const READ = 'flow.read';

export interface FlowAsked {
  kind: string;
  /** Of the kind's attribute; null for all values. */
  value: string | null;
  period: Period;
  /** The period to compare with; null for none. */
  before: Period | null;
}

export interface FlowFound {
  kind: FlowKind;
  now: Flow;
  before: Flow | null;
}

/** `kinds`: what the modules say can be drawn, known once all are made. */
export function createFlowService(kernel: Kernel, kinds: () => readonly FlowKind[]) {
  const kindOf = (id: string): FlowKind => {
    const kind = kinds().find((one) => one.id === id);
    if (!kind) throw notFound(`flow ${id}`);
    return kind;
  };
  return {
    kinds,
    /** What there is to choose from within a kind; empty where it is not told apart. */
    options: (context: Context, id: string, locale: Locale) => kindOf(id).by?.options(context, locale) ?? [],

    /** A year up to today. */
    usualPeriod({ clock }: Context): Period {
      const to = today(clock);
      return { from: to.subtract({ years: 1 }).add({ days: 1 }), to };
    },

    /**
     * The real path of work, as the journal has it, of the actor's own sections. Throws forbidden, and notFound for a
     * kind that nobody draws.
     */
    async read(context: Context, { kind: id, value, period, before }: FlowAsked): Promise<FlowFound> {
      kernel.access.requireAnywhere(context, READ);
      const kind = kindOf(id);
      const units = kernel.access.unitsFor(context, READ);
      const where = {
        ...(units === null ? {} : { unit: [...units] }),
        ...(kind.by && value !== null ? { [kind.by.attribute]: value } : {}),
      };
      const within = ({ from, to }: Period) => ({
        begins: kind.begins,
        steps: Object.keys(kind.steps),
        ...(kind.repeating && { repeating: kind.repeating }),
        ...(kind.returning && { returning: kind.returning }),
        where,
        from: from.toZonedDateTime(ZONE).toInstant(),
        to: to.add({ days: 1 }).toZonedDateTime(ZONE).toInstant(),
      });
      return kernel.database.transaction(tenantOf(context), async (tx) => ({
        kind,
        now: inOrder(kind, await flowOf(tx, within(period))),
        before: before && inOrder(kind, await flowOf(tx, within(before))),
      }));
    },
  };
}
/** As the kind names its steps, which is the order in which people think of them. */
function inOrder(kind: FlowKind, flow: Flow): Flow {
  const places = new Map(Object.keys(kind.steps).map((type, place) => [type, place]));
  const place = (type: string | null) => (type === null ? places.size : (places.get(type) ?? places.size));
  return {
    ...flow,
    steps: flow.steps.toSorted((a, b) => place(a.type) - place(b.type)),
    ways: flow.ways.toSorted((a, b) => place(a.from) - place(b.from) || place(a.to) - place(b.to)),
  };
}

export type FlowService = ReturnType<typeof createFlowService>;
