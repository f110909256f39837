import type { PlanDocuments } from '../definition.js';
import { type KnownNames, planProblems } from '../plan-problems.js';
import type { AllRows, Report } from './all-rows.js';
import type { Placed, PlacedRows } from './from-book.js';
import { readMeasures } from './from-measure-rows.js';
import { readPlanRows } from './from-plan-rows.js';
import type { Problem } from './problems.js';
import { SHEETS, type SheetKey } from './sheets.js';
import { emptyRows, toRows, type Versions } from './to-rows.js';

export interface Proposal {
  /** The plan, and the measures that the file is about. */
  documents: PlanDocuments;
  /** Versions that the file says it was written from. */
  versions: Versions;
}

const notInTheFile = <Row extends object>(values: Row): Placed<Row> => ({
  values,
  isFaulty: false,
  cell: () => '',
});

/**
 * From rows to documents. A measure that the file does not name is not part of the result. With any problem the
 * documents are not to be used. `unread` is what was wrong with single cells: the rest is judged all the same, so
 * that a person sees everything at once, and nothing that only follows from what could not be read.
 */
export function fromRows(
  placed: PlacedRows,
  current: PlanDocuments,
  known: KnownNames,
  unread: readonly Problem[] = [],
): { proposal: Proposal; problems: Problem[] } {
  const problems = [...unread];
  const report: Report = (sheet, cell, code, params = {}) =>
    problems.push({ sheet: SHEETS[sheet].name, cell: cell || null, code, params });

  const standing = toRows(current);
  const rows = Object.fromEntries(
    (Object.keys(emptyRows()) as SheetKey[]).map((key) => [
      key,
      placed[key] ?? standing[key].map(notInTheFile),
    ]),
  ) as unknown as AllRows;

  const plan = readPlanRows(rows, report) ?? current.plan;
  if (plan.id !== current.plan.id) {
    report('plan', rows.plan[0]?.cell('id') ?? null, 'otherPlan', {
      value: plan.id,
      expected: current.plan.id,
    });
  }
  const measures = readMeasures(rows, { plan, current, commonIndicators: known.commonIndicators }, report);
  if (problems.length === 0) reportDefinition({ plan, measures }, current, known, rows, report);
  return {
    proposal: { documents: { plan, measures }, versions: versionsOf(rows) },
    problems: problems.sort((a, b) => placeOf(a) - placeOf(b)),
  };
}

const SHEET_NAMES: readonly string[] = Object.values(SHEETS).map(({ name }) => name);
const MOST_ROWS = 10_000_000;

/** In the order in which a person goes through the file. */
const placeOf = ({ sheet, cell }: Problem): number =>
  SHEET_NAMES.indexOf(sheet) * MOST_ROWS + Number(/\d+$/.exec(cell ?? '')?.[0] ?? 0);

function versionsOf({ plan, measures }: AllRows): Versions {
  const versions: Record<string, number> = {};
  for (const { values } of plan) if (values.version !== undefined) versions.plan = values.version;
  for (const { values } of measures) {
    if (values.number !== undefined && values.version !== undefined) versions[values.number] = values.version;
  }
  return versions;
}

/** The plan's own cross-check over everything, should it know of something that the sheets do not. */
function reportDefinition(
  proposed: PlanDocuments,
  current: PlanDocuments,
  known: KnownNames,
  rows: AllRows,
  report: Report,
): void {
  const named = new Set(proposed.measures.map(({ number }) => number));
  const kept = current.measures.filter(({ number }) => !named.has(number));
  const whole = { plan: proposed.plan, measures: [...proposed.measures, ...kept] };
  for (const { document, path, message } of planProblems(whole, known, current.measures)) {
    const counted = countRow(proposed, rows, document, path);
    if (counted) {
      report('indicators', counted.cell('count'), 'definition', { document, path, message });
      continue;
    }
    const row = rows.measures.find(({ values }) => values.number === document);
    report('measures', row?.cell('number') ?? null, 'definition', { document, path, message });
  }
}

/** The row of the indicator whose count the path lies in. */
function countRow({ measures }: PlanDocuments, { indicators }: AllRows, document: string, path: string) {
  const place = /^indicators\[(\d+)\]\.count\b/.exec(path)?.[1];
  const measure = measures.find(({ number }) => number === document);
  const id = place === undefined ? undefined : measure?.indicators[Number(place)]?.id;
  if (id === undefined) return undefined;
  return indicators.find(({ values }) => values.measure === document && values.indicator === id);
}
