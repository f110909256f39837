import { today, ZONE } from '#kernel/clock.js';
import { type Context, tenantOf } from '#kernel/context.js';
import type { Tx } from '#kernel/db/database.js';
import { countGroups, spreadBy } from '#kernel/journal/groups.js';
import { append, type EntryFilter, readEntries } from '#kernel/journal/journal.js';
import { type FiscalYear, fiscalMonths, fiscalYearStart } from '#kernel/values/fiscal-year.js';
import { unitTree } from '#modules/organization/api.js';
import type { PaperRule } from '../definition.js';
import { sheetsOf } from '../model/paper.js';
import { seatName } from '../model/seats.js';
import { type DecisionDeps, type Desk, type Ground, seatTitle } from './deps.js';

export interface Period {
  year: FiscalYear;
  /** Null: the whole fiscal year. */
  month: Temporal.PlainYearMonth | null;
  /** Null: every unit. */
  unit: string | null;
}
export interface UnitFigures {
  unit: string;
  name: string;
  /** Drafts that were sent on a route here. */
  electronic: number;
  /** As somebody of the unit has stated them. */
  paper: number;
  decided: number;
  /** From being sent to the decision, of half of them at most; null without decisions. */
  medianHours: number | null;
  sheets: number;
}
export interface Wait {
  name: string;
  count: number;
  medianHours: number;
  mostHours: number;
}
export interface DecisionFigures {
  units: UnitFigures[];
  all: Omit<UnitFigures, 'unit' | 'name'>;
  /** Sections that have put something up here, of all sections. */
  sections: { using: number; of: number };
  /** By kind of step, and by the seats at which drafts wait longest. */
  steps: (Omit<Wait, 'name'> & { as: string })[];
  seats: Wait[];
  rule: PaperRule;
}

const ANSWERS = ['decision.approved', 'decision.objected', 'decision.returned'] as const;
const MOST_SEATS = 10;
const MOST_PAPER = 20_000;

/** Counts from the journal; nothing in them tells of a person. */
export function createStatistics({ kernel }: DecisionDeps, desk: Desk) {
  const { access, database } = kernel;

  const startOf = (day: Temporal.PlainDate) => day.toZonedDateTime(ZONE).toInstant();
  const spanOf = ({ year, month }: Period): { from: Temporal.Instant; to: Temporal.Instant } => {
    const first = month ? month.toPlainDate({ day: 1 }) : fiscalYearStart(year);
    return { from: startOf(first), to: startOf(first.add(month ? { months: 1 } : { years: 1 })) };
  };

  /** The last number stated for each unit and month; months of the period only. */
  async function paperBy(tx: Tx, { year, month, unit }: Period): Promise<Map<string, number>> {
    const where: Record<string, string> = unit === null ? {} : { unit };
    const { entries } = await readEntries(
      tx,
      { type: 'decision.paperCounted', where },
      { limit: MOST_PAPER },
    );
    const months = new Set((month ? [month] : fiscalMonths(year)).map(String));
    const stated = new Map<string, { unit: string; count: number }>();
    for (const { data } of entries) {
      const key = `${data.unit} ${data.month}`;
      if (months.has(String(data.month)) && !stated.has(key))
        stated.set(key, { unit: String(data.unit), count: Number(data.count) });
    }
    const sums = new Map<string, number>();
    for (const { unit: of, count } of stated.values()) sums.set(of, (sums.get(of) ?? 0) + count);
    return sums;
  }

  const sectionsOf = ({ organization }: Ground): Set<string> => {
    const above = new Set([...organization.units.values()].map(({ parent }) => parent));
    return new Set([...organization.units.keys()].filter((unit) => !above.has(unit)));
  };

  return {
    async figures(context: Context, period: Period): Promise<DecisionFigures> {
      access.requireAnywhere(context, 'decision.take');
      const rule = desk.paperRule(context);
      const where: Record<string, string> = period.unit === null ? {} : { unit: period.unit };
      const filter = (type: NonNullable<EntryFilter['type']>): EntryFilter => ({
        ...spanOf(period),
        where,
        type,
      });
      return database.transaction(tenantOf(context), async (tx) => {
        const ground = await desk.groundOn(tx, context);
        const sent = await countGroups(tx, filter('decision.sent'), ['unit']);
        const decided = await countGroups(tx, filter('decision.decided'), ['unit', 'pages', 'receivers']);
        const hours = await spreadBy(tx, filter('decision.decided'), { of: 'hours', by: 'unit' });
        const [every] = await spreadBy(tx, filter('decision.decided'), { of: 'hours', by: null });
        const steps = await spreadBy(tx, filter(ANSWERS), { of: 'hours', by: 'as' });
        const seats = await spreadBy(tx, filter(ANSWERS), { of: 'hours', by: 'seat' });
        const paper = await paperBy(tx, period);
        const ids = [...new Set([...sent.flatMap(({ values }) => values[0] ?? []), ...paper.keys()])];
        const units = ids.map((unit): UnitFigures => {
          const own = decided.filter(({ values }) => values[0] === unit);
          return {
            unit,
            name: ground.organization.everyUnit.get(unit)?.name ?? unit,
            electronic: sent.find(({ values }) => values[0] === unit)?.subjects ?? 0,
            paper: paper.get(unit) ?? 0,
            decided: own.reduce((sum, { entries }) => sum + entries, 0),
            medianHours: hours.find(({ value }) => value === unit)?.median ?? null,
            sheets: own.reduce(
              (sum, { values: [, pages, receivers], entries }) =>
                sum + entries * sheetsOf(rule, Number(pages ?? 0), Number(receivers ?? 0)),
              0,
            ),
          };
        });
        const sections = sectionsOf(ground);
        for (const { electronic, unit } of units) if (electronic > 0) sections.add(unit);
        return {
          units: units.toSorted((a, b) => b.electronic + b.paper - a.electronic - a.paper),
          all: {
            electronic: sum(units, 'electronic'),
            paper: sum(units, 'paper'),
            decided: sum(units, 'decided'),
            medianHours: every?.median ?? null,
            sheets: sum(units, 'sheets'),
          },
          sections: { using: units.filter(({ electronic }) => electronic > 0).length, of: sections.size },
          steps: steps.map(({ value, count, median, most }) => ({
            as: value,
            count,
            medianHours: median,
            mostHours: most,
          })),
          seats: seats
            .toSorted((a, b) => b.median - a.median || b.count - a.count)
            .slice(0, MOST_SEATS)
            .map(({ value, count, median, most }) => {
              const [unit = '', post = ''] = value.split('/');
              const name = seatName(seatTitle(ground, { unit, post }));
              return { name, count, medianHours: median, mostHours: most };
            }),
          rule,
        };
      });
    },

    /** Units of which this person may state the drafts on paper, and all units to choose from. */
    async units(
      context: Context,
    ): Promise<{ all: { id: string; name: string }[]; own: { id: string; name: string }[] }> {
      const ground = await database.transaction(tenantOf(context), (tx) => desk.groundOn(tx, context));
      const all = unitTree(ground.organization).map(({ unit: { id, name } }) => ({ id, name }));
      return { all, own: all.filter(({ id }) => access.can(context, 'decision.draft', id)) };
    },

    /** How many drafts a unit has put up on paper in a month: stated again, the last word holds. */
    async countPaper(
      context: Context,
      { unit, month, count }: { unit: string; month: Temporal.PlainYearMonth; count: number },
    ): Promise<void> {
      access.require(context, 'decision.draft', unit);
      await database.transaction(tenantOf(context), async (tx) => {
        await append(tx, context, {
          type: 'decision.paperCounted',
          subject: `unit/${unit}`,
          data: { unit, month: month.toString(), count },
        });
      });
    },

    thisMonth: (context: Context): Temporal.PlainYearMonth => today(context.clock).toPlainYearMonth(),
  };
}

const sum = (units: readonly UnitFigures[], field: 'electronic' | 'paper' | 'decided' | 'sheets'): number =>
  units.reduce((total, unit) => total + unit[field], 0);
