import { type FiscalYear, fiscalYear } from '#kernel/values/fiscal-year.js';
import type { Indicator, Measure, PlanDocuments } from '../definition.js';
import type { RowOf } from './columns.js';
import type { SHEETS, SheetKey } from './sheets.js';

export type Rows = { [Key in SheetKey]: RowOf<(typeof SHEETS)[Key]['columns']>[] };

/** Versions that the documents have now: key of the document ("plan" or the measure's number) → version. */
export type Versions = Readonly<Record<string, number>>;

export interface RowsOptions {
  /** Absent in a file that is not about one state of a living plan. */
  versions?: Versions;
  /** Figures counted from the journal, shown beside the typed ones. */
  counted?: (measure: string, indicator: string, year: FiscalYear) => number | null;
  /** A row for this year for every indicator, to fill in. */
  yearToFill?: FiscalYear;
}

export const emptyRows = (): Rows => ({
  plan: [],
  principles: [],
  revisions: [],
  pillars: [],
  measures: [],
  stageHistory: [],
  progress: [],
  indicators: [],
  values: [],
  indicatorChanges: [],
  schedule: [],
  bodies: [],
  terms: [],
  externalCounts: [],
});

/** Leaves out what is undefined: a blank cell and an absent field are the same. */
function row<Of extends object>(values: { [Key in keyof Of]?: Of[Key] | undefined }): Of {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Of;
}

/** Everything that the documents hold, as rows. */
export function toRows({ plan, measures }: PlanDocuments, options: RowsOptions = {}): Rows {
  const rows = emptyRows();
  rows.plan.push(
    row<Rows['plan'][number]>({
      id: plan.id,
      title: plan.title,
      summary: plan.summary,
      from: plan.period.from,
      to: plan.period.to,
      adoptedOn: plan.adoptedOn,
      sourceTitle: plan.source.title,
      sourcePublisher: plan.source.publisher,
      sourceAsOf: plan.source.asOf,
      background: plan.background,
      reviewCycle: plan.reviewCycle,
      version: options.versions?.plan,
    }),
  );
  rows.principles = plan.principles.map((text) => ({ text }));
  rows.revisions = plan.revisions.map(({ date, summary }) => ({ date, summary }));
  rows.pillars = plan.pillars.map(({ id, label, title, policy }) => ({ id, label, title, policy }));
  rows.bodies = plan.bodies.map(({ id, name, kind, role, members, reportsTo }) =>
    row<Rows['bodies'][number]>({
      id,
      name,
      kind,
      role,
      members: members.length > 0 ? members : undefined,
      reportsTo,
    }),
  );
  rows.terms = plan.terms.map(({ term, reading, meaning }) =>
    row<Rows['terms'][number]>({ term, reading, meaning }),
  );
  for (const measure of measures) addMeasure(rows, measure, options);
  return rows;
}

const orAbsent = (list: readonly string[]): string[] | undefined => (list.length > 0 ? [...list] : undefined);

function addMeasure(rows: Rows, measure: Measure, options: RowsOptions): void {
  const { number } = measure;
  const of = { measure: number, measureTitle: measure.title };
  rows.measures.push(
    row<Rows['measures'][number]>({
      number,
      label: measure.label,
      title: measure.title,
      pillar: measure.pillar,
      departments: orAbsent(measure.departments),
      yearListed: measure.yearListed,
      yearEnded: measure.yearEnded,
      stage: measure.stage,
      endReason: measure.endReason,
      purpose: measure.purpose,
      state: measure.state,
      outlook: measure.outlook,
      tags: orAbsent(measure.tags),
      related: orAbsent(measure.related),
      systems: orAbsent(measure.systems),
      listedOnly: measure.listedOnly ? true : undefined,
      version: options.versions?.[number],
    }),
  );
  for (const { fiscalYear: at, stage, reason } of measure.stageHistory) {
    rows.stageHistory.push(row<Rows['stageHistory'][number]>({ ...of, fiscalYear: at, stage, reason }));
  }
  for (const { fiscalYear: at, text } of measure.progress)
    rows.progress.push({ ...of, fiscalYear: at, text });
  for (const { kind, from, to, text } of measure.schedule) {
    rows.schedule.push(row<Rows['schedule'][number]>({ ...of, kind, from, to, text }));
  }
  for (const indicator of measure.indicators) addIndicator(rows, measure, indicator, options);
}

function addIndicator(rows: Rows, measure: Measure, indicator: Indicator, options: RowsOptions): void {
  const ofMeasure = { measure: measure.number, measureTitle: measure.title };
  const of = { ...ofMeasure, indicator: indicator.id, indicatorName: indicator.name };
  const { external, ...count } = indicator.count ?? { external: [] };
  rows.indicators.push(
    row<Rows['indicators'][number]>({
      ...ofMeasure,
      indicator: indicator.id,
      name: indicator.name,
      unit: indicator.unit,
      kind: indicator.kind,
      direction: indicator.direction,
      definition: indicator.definition,
      common: indicator.common,
      targetStands: indicator.targetStands ? true : undefined,
      count: indicator.count ? count : undefined,
    }),
  );
  for (const year of yearsToShow(indicator, options.yearToFill)) {
    const value = indicator.values[year];
    rows.values.push(
      row<Rows['values'][number]>({
        ...of,
        fiscalYear: year,
        target: value?.target,
        result: value?.result,
        achieved: value?.achieved,
        note: value?.note,
        unit: indicator.unit,
        counted: options.counted?.(measure.number, indicator.id, year) ?? undefined,
      }),
    );
  }
  for (const { fiscalYear: at, kind, from, to, reason } of indicator.changes) {
    rows.indicatorChanges.push(
      row<Rows['indicatorChanges'][number]>({ ...of, fiscalYear: at, kind, from, to, reason }),
    );
  }
  for (const { label, side, values } of external) {
    const years = Object.entries(values);
    // A channel without figures still has its row, to be filled in.
    if (years.length === 0) rows.externalCounts.push({ ...of, label, side });
    for (const [year, counted] of years) {
      rows.externalCounts.push({ ...of, label, side, fiscalYear: fiscalYear(Number(year)), count: counted });
    }
  }
}

function yearsToShow({ values }: Indicator, yearToFill: FiscalYear | undefined): FiscalYear[] {
  const years = new Set(Object.keys(values).map((key) => fiscalYear(Number(key))));
  if (yearToFill !== undefined) years.add(yearToFill);
  return [...years].sort((a, b) => a - b);
}
