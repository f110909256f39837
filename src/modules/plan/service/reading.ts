import { today } from '#kernel/clock.js';
import { anonymousContext, type Context, tenantOf } from '#kernel/context.js';
import { notFound } from '#kernel/errors.js';
import { localize } from '#kernel/i18n/locales.js';
import { countByFiscalYear } from '#kernel/journal/count-by-year.js';
import { count, countByMonth, type EntryFilter, readEntries } from '#kernel/journal/journal.js';
import type { Kernel } from '#kernel/kernel.js';
import { type FiscalYear, fiscalYearEnd, fiscalYearOf, fiscalYearStart } from '#kernel/values/fiscal-year.js';
import type { CommonIndicators } from '../catalog.js';
import { measureChanges } from '../changes.js';
import { type CountedBy, indicatorsCounting, type WrittenEntries } from '../counted-by.js';
import { countsSoFarOf, filterOf, soFarQuestions, startOfDay } from '../counting.js';
import type {
  ChangedAs,
  Changer,
  Comparison,
  CountsSoFar,
  EntriesBehind,
  MeasureVersion,
  MeasureView,
  PlanView,
} from '../model.js';
import { readVersions } from '../store.js';
import type { LivingPlans } from './living-plans.js';

export interface EntriesBehindAsked {
  fiscalYear?: FiscalYear | undefined;
  /** Of a ratio; the numerator when absent. */
  side?: 'numerator' | 'denominator' | undefined;
  after?: number | undefined;
  limit: number;
}

/** Use cases that read. The plan is public: none of them asks who is reading. */
export function createReading(
  kernel: Kernel,
  livingPlans: LivingPlans,
  commonIndicators: () => Promise<CommonIndicators>,
) {
  const findPlan = async (context: Context): Promise<PlanView | null> =>
    (await livingPlans.read(context))?.view ?? null;

  const readPlan = async (context: Context): Promise<PlanView> => {
    const plan = await findPlan(context);
    if (!plan) throw notFound(`plan of ${context.municipality.slug}`);
    return plan;
  };

  const readMeasure = async (context: Context, number: string): Promise<MeasureView> => {
    const { measures } = await readPlan(context);
    const measure =
      measures.find((one) => one.number === number) ?? measures.find((one) => one.label === number);
    if (!measure) throw notFound(`measure ${number}`);
    return measure;
  };

  /** All municipalities' plans that there are, in a fixed order: prefectures first, then by code. */
  const readAllPlans = async ({ clock }: Context): Promise<{ context: Context; plan: PlanView }[]> => {
    const order = [...kernel.municipalities.all].sort(
      (a, b) =>
        Number(b.kind === 'prefecture') - Number(a.kind === 'prefecture') || a.code.localeCompare(b.code),
    );
    const plans: { context: Context; plan: PlanView }[] = [];
    for (const municipality of order) {
      const context = anonymousContext({ clock }, municipality);
      const plan = await findPlan(context);
      if (plan) plans.push({ context, plan });
    }
    return plans;
  };

  const comparisonOf = (
    { id, name, unit, direction }: CommonIndicators[number],
    plans: Awaited<ReturnType<typeof readAllPlans>>,
    locale: Parameters<typeof localize>[1],
  ): Comparison => ({
    id,
    name,
    unit,
    direction,
    entries: plans.flatMap(({ context: { municipality }, plan }) =>
      plan.measures.flatMap(({ number, label, title, stage, indicators }) =>
        indicators
          .filter((indicator) => indicator.common === id)
          .map((indicator) => ({
            city: {
              slug: municipality.slug,
              name: localize(municipality.name, locale),
              kind: municipality.kind,
            },
            measure: { number, label, title, stage },
            indicator,
          })),
      ),
    ),
  });

  const changerOf = ({ municipality }: Context, { role, unit }: ChangedAs): Changer => ({
    role,
    title: role.startsWith('system/') ? null : kernel.access.titleOf(role),
    unit,
    unitName: municipality.units.find(({ id }) => id === unit)?.name ?? null,
  });

  return {
    /** The plan as it stands, counted and judged. Null for a municipality without one. */
    findPlan,
    /** Throws notFound for a municipality without a plan. */
    readPlan,
    /** By number (1-8) or printed label ((1)-8). Throws notFound. */
    readMeasure,

    /** Indicators to which such entries count; none where there is no plan. */
    countedBy: async (context: Context, written: WrittenEntries): Promise<CountedBy[]> =>
      indicatorsCounting((await findPlan(context))?.measures ?? [], written),

    /** Versions of a measure, newest first, each with what it changed. Throws notFound. */
    async history(context: Context, number: string): Promise<MeasureVersion[]> {
      const { number: key } = await readMeasure(context, number);
      const rows = await kernel.database.transaction(tenantOf(context), (tx) => readVersions(tx, key));
      return rows.map(({ document, ...row }, index) => {
        const before = rows[index + 1];
        return {
          version: row.version,
          changedAt: row.changedAt,
          change: row.change,
          by: row.changedAs && changerOf(context, row.changedAs),
          reason: row.reason,
          changes: before ? measureChanges(before.document, document) : [],
        };
      });
    },

    /** One shared indicator over all plans of the installation. Throws notFound for an unknown one. */
    async compare(
      context: Context,
      id: string,
      locale: Parameters<typeof localize>[1] = 'ja',
    ): Promise<Comparison> {
      const known = (await commonIndicators()).find((one) => one.id === id);
      if (!known) throw notFound(`common indicator ${id}`);
      return comparisonOf(known, await readAllPlans(context), locale);
    },

    /** Shared indicators that some plan has, with their entries, in the order of the catalogue. */
    async comparisons(
      context: Context,
      locale: Parameters<typeof localize>[1] = 'ja',
    ): Promise<Comparison[]> {
      const plans = await readAllPlans(context);
      return (await commonIndicators())
        .map((one) => comparisonOf(one, plans, locale))
        .filter(({ entries }) => entries.length > 0);
    },

    /** What the running month and fiscal year have brought to each counted indicator of a measure, by its id. */
    async countsSoFar(
      context: Context,
      { indicators }: MeasureView,
    ): Promise<ReadonlyMap<string, CountsSoFar>> {
      const on = today(context.clock);
      const asked = indicators.flatMap(({ id, count: binding }) =>
        binding ? [{ id, questions: soFarQuestions(binding, on) }] : [],
      );
      if (asked.length === 0) return new Map();
      const answers = await kernel.database.transaction(tenantOf(context), (tx) =>
        countByFiscalYear(
          tx,
          asked.flatMap(({ questions }) => questions),
        ),
      );
      const counts = answers.map((byYear) => byYear.get(fiscalYearOf(on))?.count ?? 0);
      let place = 0;
      return new Map(
        asked.map(({ id, questions }) => {
          const own = counts.slice(place, place + questions.length);
          place += questions.length;
          return [id, countsSoFarOf(own)];
        }),
      );
    },

    /** Newest entries behind a counted figure, a page at a time. Throws notFound for one that is typed. */
    async entriesBehind(
      context: Context,
      number: string,
      indicatorId: string,
      { fiscalYear: year, side = 'numerator', after, limit }: EntriesBehindAsked,
    ): Promise<EntriesBehind> {
      const measure = await readMeasure(context, number);
      const binding = measure.indicators.find(({ id }) => id === indicatorId)?.count;
      const counted = binding?.[side];
      if (!counted) throw notFound(`count of ${number} ${indicatorId}`);
      // A state at the end of a year stands on the entries of all years before it.
      const since = year === undefined || binding.period === 'cumulative' ? undefined : fiscalYearStart(year);
      const filter: EntryFilter = {
        ...filterOf(binding, counted, since),
        ...(year === undefined ? {} : { to: startOfDay(fiscalYearEnd(year)) }),
      };
      return kernel.database.transaction(tenantOf(context), async (tx) => {
        const page = await readEntries(tx, filter, { after, limit });
        return {
          entries: page.entries.map(({ id, at, type }) => ({ id, at, type })),
          total: await count(tx, filter),
          byMonth: await countByMonth(tx, filter, counted.distinct ?? 'entry'),
          next: page.next,
        };
      });
    },
  };
}
