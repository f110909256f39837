import { today, ZONE } from '#kernel/clock.js';
import { type Context, tenantOf } from '#kernel/context.js';
import {
  type FiscalYear,
  fiscalYear,
  fiscalYearEnd,
  fiscalYearOf,
  fiscalYearStart,
} from '#kernel/values/fiscal-year.js';
import type { CountedBy, CountedFor } from '#modules/plan/api.js';
import { ENTRIES } from '../entries.js';
import {
  type FigureFilter,
  type Figures,
  figuresOf,
  firstReceived,
  GROUPS,
  type Group,
} from '../store/figures.js';
import { type ReportDeps, rulesHere } from './deps.js';

export interface ReportStatistics {
  year: FiscalYear;
  /** Years in which reports came in, the newest first. */
  years: readonly FiscalYear[];
  all: Figures;
  groups: Record<Group, readonly (Figures & { key: string | null })[]>;
  indicators: readonly CountedBy[];
}

const READ = 'report.read';
const NOTHING: Figures = {
  count: 0,
  open: 0,
  closed: 0,
  reopened: 0,
  daysToLook: null,
  looked: 0,
  daysToClose: null,
};
const atMidnight = (date: Temporal.PlainDate): Temporal.Instant => date.toZonedDateTime(ZONE).toInstant();

/** Figures of the reports that came in within a fiscal year, as they stand now. */
export function createStatistics(deps: ReportDeps, countedFor: CountedFor) {
  const { access, database } = deps.kernel;

  async function figures(
    context: Context,
    wanted: number | undefined,
    { units, without }: Pick<FigureFilter, 'units' | 'without'>,
  ): Promise<ReportStatistics> {
    const thisYear = fiscalYearOf(today(context.clock));
    const indicators = await countedFor(context, { types: Object.keys(ENTRIES), attributes: {} });
    return database.transaction(tenantOf(context), async (tx) => {
      const began = await firstReceived(tx);
      const first = began ? fiscalYearOf(began.toZonedDateTimeISO(ZONE).toPlainDate()) : thisYear;
      const years = Array.from({ length: Math.max(1, thisYear - first + 1) }, (_, index) =>
        fiscalYear(thisYear - index),
      );
      const year = years.find((one) => one === wanted) ?? thisYear;
      const filter = {
        units,
        without,
        from: atMidnight(fiscalYearStart(year)),
        to: atMidnight(fiscalYearEnd(year)),
      };
      const [all = NOTHING] = await figuresOf(tx, filter, null);
      const groups = { kind: [], area: [], channel: [], month: [] } as Record<
        Group,
        (Figures & { key: string | null })[]
      >;
      for (const group of GROUPS) groups[group] = await figuresOf(tx, filter, group);
      return { year, years, all, groups, indicators };
    });
  }

  return {
    /** Of the whole town, for everybody: numbers only. What told of nothing, as floods of advertising do, is left out. */
    ofTown: async (context: Context, year: number | undefined) => {
      const { reasons } = rulesHere(deps, context);
      const without = reasons.filter(({ isNoReport }) => isNoReport).map(({ id }) => id);
      return figures(context, year, { units: null, without });
    },

    /** Of the sections whose reports the actor may know of. */
    ofSections: async (context: Context, year: number | undefined) => {
      rulesHere(deps, context);
      access.requireAnywhere(context, READ);
      return figures(context, year, { units: access.unitsFor(context, READ), without: [] });
    },
  };
}
