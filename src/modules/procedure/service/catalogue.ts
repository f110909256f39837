import { today } from '#kernel/clock.js';
import { type Context, tenantOf } from '#kernel/context.js';
import { notFound } from '#kernel/errors.js';
import { type Fee, LIFE_EVENTS, type LifeEvent, type Procedure } from '../definition.js';
import { waysToPay } from '../fee.js';
import { search } from '../search.js';
import { medianProcessingDays, mostSubmitted } from '../store/cases.js';
import type { ProcedureDeps } from './deps.js';

export interface FoundProcedures {
  items: Procedure[];
  /** Id to continue after; null on the last page. */
  next: string | null;
  total: number;
}

/** The procedures of one occasion in life, of which the first are shown. */
export interface EventGroup {
  event: LifeEvent;
  total: number;
  items: Procedure[];
}

/** A section and how many procedures it receives. */
export interface SectionCount {
  id: string;
  name: string;
  count: number;
}

/** Fewer decisions than this say nothing about how long it takes. */
const ENOUGH_DECISIONS = 5;
const MEDIAN_OVER = Temporal.Duration.from({ years: 1 });
const POPULAR_OVER = Temporal.Duration.from({ hours: 90 * 24 });

export type CatalogueService = ReturnType<typeof createCatalogueService>;

/** What a municipality offers: for everybody, without signing in. */
export function createCatalogueService({ kernel, payments, definitions }: ProcedureDeps) {
  const offered = (context: Context): Procedure[] =>
    definitions.offered(context).map(({ procedure }) => procedure);

  return {
    /** Procedures that answer a search text, belong to a life event, go to a section; all when nothing is given. */
    find(
      context: Context,
      {
        text,
        event,
        unit,
        after,
        limit,
      }: {
        text?: string | undefined;
        event?: LifeEvent | undefined;
        unit?: string | undefined;
        after?: string | undefined;
        limit: number;
      },
    ): FoundProcedures {
      const suiting = offered(context).filter(
        (one) =>
          (event === undefined || one.lifeEvents.includes(event)) &&
          (unit === undefined || one.unit === unit),
      );
      const names = new Map(context.municipality.units.map(({ id, name }) => [id, name]));
      const found = text?.trim() ? search(suiting, text, ({ unit: id }) => names.get(id) ?? '') : suiting;
      const start = after === undefined ? 0 : found.findIndex(({ id }) => id === after) + 1;
      const items = found.slice(start, start + limit);
      const last = items.at(-1);
      return { items, next: start + limit < found.length && last ? last.id : null, total: found.length };
    },

    /** Every life event with its first procedures: those that are mainly about it stand before the others. */
    overview(context: Context, shown: number): EventGroup[] {
      const all = offered(context);
      return LIFE_EVENTS.flatMap((event) => {
        const mainly = all.filter(({ lifeEvents: [first] }) => first === event);
        const also = all.filter(
          ({ lifeEvents: [first, ...more] }) => first !== event && more.includes(event),
        );
        const items = [...mainly, ...also];
        return items.length === 0 ? [] : [{ event, total: items.length, items: items.slice(0, shown) }];
      });
    },

    /** Sections that receive procedures, in the order of the municipality. */
    sections(context: Context): SectionCount[] {
      const counts = new Map<string, number>();
      for (const { unit } of offered(context)) counts.set(unit, (counts.get(unit) ?? 0) + 1);
      return context.municipality.units.flatMap(({ id, name }) => {
        const count = counts.get(id);
        return count === undefined ? [] : [{ id, name, count }];
      });
    },

    get(context: Context, id: string): Procedure & { currentVersion: string } {
      const current = definitions.current(context, id);
      if (!current) throw notFound(`procedure ${id}`);
      return { ...current.procedure, currentVersion: current.version };
    },

    /** Ways in which its fee can be paid here. */
    waysToPay: (context: Context, { fee }: Procedure): Fee['payment'] =>
      fee ? waysToPay(fee, payments.isOnline(context)) : [],

    /** Median of business days in which it was decided over the last year; null while there were too few. */
    measuredDays: (context: Context, id: string): Promise<number | null> =>
      kernel.database.transaction(tenantOf(context), (tx) =>
        medianProcessingDays(tx, id, today(context.clock).subtract(MEDIAN_OVER), ENOUGH_DECISIONS),
      ),

    /** Life events that have at least one procedure here, in their fixed order. */
    lifeEvents(context: Context): LifeEvent[] {
      const used = new Set(offered(context).flatMap(({ lifeEvents }) => lifeEvents));
      return LIFE_EVENTS.filter((event) => used.has(event));
    },

    /** The most used of the last three months, filled up in the order of the catalogue. */
    async popular(context: Context, limit: number): Promise<Procedure[]> {
      const since = context.clock.now().subtract(POPULAR_OVER);
      const counted = await kernel.database.transaction(tenantOf(context), (tx) =>
        mostSubmitted(tx, since, limit),
      );
      const all = offered(context);
      const used = counted.flatMap(({ procedure }) => all.find(({ id }) => id === procedure) ?? []);
      return [...used, ...all.filter((one) => !used.includes(one))].slice(0, limit);
    },
  };
}
