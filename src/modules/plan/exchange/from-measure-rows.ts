import { sayingOf } from '#kernel/faults/saying.js';
import { Measure, type Plan, type PlanDocuments } from '../definition.js';
import type { AllRows, Report } from './all-rows.js';
import { readIndicators, reportStrangers } from './from-indicator-rows.js';
import { reportDuplicates } from './from-plan-rows.js';
import { rowsOf } from './rows-of.js';
import type { SheetKey } from './sheets.js';

export interface MeasureSurroundings {
  plan: Plan;
  current: PlanDocuments;
  commonIndicators: ReadonlySet<string>;
}

/** Sheets whose rows belong to a measure. */
const OF_MEASURES = [
  'stageHistory',
  'progress',
  'schedule',
  'indicators',
  'values',
  'indicatorChanges',
  'externalCounts',
] as const satisfies readonly SheetKey[];

export function readMeasures(rows: AllRows, surroundings: MeasureSurroundings, report: Report): Measure[] {
  reportDuplicates(rows.measures, 'measures', 'number', report);
  const numbers = new Set(rows.measures.flatMap(({ values }) => values.number ?? []));
  const known = new Set([...numbers, ...surroundings.current.measures.map(({ number }) => number)]);
  reportUnknownMeasures(rows, numbers, report);
  for (const row of rows.measures) reportReferences(row, { ...surroundings, known }, report);
  reportReversedPhases(rows.schedule, report);
  reportStrangers(rows, numbers, surroundings.commonIndicators, report);
  return rows.measures.flatMap((row) => readMeasure(row, rows, surroundings.commonIndicators, report) ?? []);
}

/**
 * Each id once, with the number of its rows: a slip in one id of the sheet of measures is one mistake. Rows that came
 * from the plan itself (their sheet is not in the file) may belong to measures that are not meant.
 */
function reportUnknownMeasures(rows: AllRows, numbers: ReadonlySet<string>, report: Report): void {
  // Whose id could not be read is reported there; rows may well be its own.
  if (rows.measures.some(({ values }) => values.number === undefined)) return;
  const unknown = OF_MEASURES.flatMap((sheet) =>
    rows[sheet].flatMap(({ values: { measure }, cell }) => {
      const at = cell('measure');
      return measure === undefined || numbers.has(measure) || at === '' ? [] : [{ sheet, at, measure }];
    }),
  );
  for (const [measure, places] of Map.groupBy(unknown, (one) => one.measure)) {
    const [first] = places;
    if (first) report(first.sheet, first.at, 'unknownMeasure', { value: measure, rows: places.length });
  }
}

interface OfMeasure {
  measure?: string;
}

type MeasureRow = AllRows['measures'][number];

function readMeasure(
  row: MeasureRow,
  rows: AllRows,
  commonIndicators: ReadonlySet<string>,
  report: Report,
): Measure | null {
  const { values, cell } = row;
  const { number } = values;
  if (number === undefined) return null;
  const indicators = readIndicators(number, rows, commonIndicators, report);
  const { version: _, ...fields } = values;
  const parsed = Measure.safeParse(
    {
      ...fields,
      stageHistory: rowsOf(rows.stageHistory, number).map(({ values: { fiscalYear, stage, reason } }) => ({
        fiscalYear,
        stage,
        reason,
      })),
      progress: rowsOf(rows.progress, number).map(({ values: { fiscalYear, text } }) => ({
        fiscalYear,
        text,
      })),
      schedule: rowsOf(rows.schedule, number).map(({ values: { kind, from, to, text } }) => ({
        kind,
        from,
        to,
        text,
      })),
      departments: values.departments ?? [],
      indicators,
    },
    { reportInput: true },
  );
  if (parsed.success) return parsed.data;
  // What could not be read is reported where it stands; what is missing for that reason is no second mistake.
  if (
    row.isFaulty ||
    OF_MEASURES.some((sheet) => rowsOf<OfMeasure>(rows[sheet], number).some((one) => one.isFaulty))
  )
    return null;
  for (const issue of parsed.error.issues) {
    const { path } = issue;
    const [first] = path;
    const at =
      typeof first === 'string' && first in values ? cell(first as keyof typeof values) : cell('number');
    report('measures', at, 'definition', {
      document: number,
      path: path.join('.'),
      message: sayingOf(issue),
    });
  }
  return null;
}

function reportReferences(
  { values, cell }: MeasureRow,
  { plan, known }: { plan: Plan; known: ReadonlySet<string> },
  report: Report,
): void {
  if (values.pillar !== undefined && !plan.pillars.some(({ id }) => id === values.pillar)) {
    const choices = plan.pillars.map(({ id }) => id).join('、');
    report('measures', cell('pillar'), 'unknownPillar', { value: values.pillar, choices });
  }
  if (values.stage === 'ended' && values.endReason === undefined && !values.listedOnly) {
    report('measures', cell('endReason'), 'endReasonMissing');
  }
  for (const related of values.related ?? []) {
    if (!known.has(related)) report('measures', cell('related'), 'unknownRelated', { value: related });
  }
}

function reportReversedPhases(schedule: AllRows['schedule'], report: Report): void {
  for (const { values, cell } of schedule) {
    const { from, to } = values;
    if (from !== undefined && to !== undefined && to < from) report('schedule', cell('to'), 'phaseReversed');
  }
}
