import { sayingOf } from '#kernel/faults/saying.js';
import {
  CountBinding,
  type ExternalCount,
  type Figure,
  type IndicatorKind,
  type YearValue,
} from '../definition.js';
import type { AllRows, Report } from './all-rows.js';
import type { Placed } from './from-book.js';
import { readNumber, readYesNo } from './read-cell.js';
import { rowsOf } from './rows-of.js';
import type { SheetKey } from './sheets.js';

interface OfIndicator {
  measure?: string;
  indicator?: string;
}

/** Sheets whose rows belong to an indicator. */
const OF_INDICATORS = ['values', 'indicatorChanges', 'externalCounts'] as const satisfies readonly SheetKey[];

/** Indicators of one measure in the form of the definition, still to be parsed with it. */
export function readIndicators(
  measure: string,
  rows: AllRows,
  commonIndicators: ReadonlySet<string>,
  report: Report,
): object[] {
  const own = rowsOf(rows.indicators, measure);
  reportIndicatorDuplicates(own, report);
  const ids = new Set(own.map(({ values }) => values.indicator));
  // With an id that could not be read, a row may be of the indicator that has it.
  for (const sheet of ids.has(undefined) ? [] : OF_INDICATORS) {
    for (const { values, cell } of rowsOf<OfIndicator>(rows[sheet], measure)) {
      const at = cell('indicator');
      if (values.indicator !== undefined && !ids.has(values.indicator) && at !== '') {
        report(sheet, at, 'unknownIndicator', { value: values.indicator, measure });
      }
    }
  }
  return own.map((row) => {
    const { indicator, name, unit, kind, direction, definition, common, targetStands } = row.values;
    reportCommon(row, commonIndicators, report);
    const is = <Row extends OfIndicator>({ values }: Placed<Row>): boolean => values.indicator === indicator;
    return {
      id: indicator,
      name,
      unit,
      kind,
      direction,
      definition,
      common,
      targetStands,
      values: readValues(rowsOf(rows.values, measure).filter(is), kind ?? 'value', report),
      changes: rowsOf(rows.indicatorChanges, measure)
        .filter(is)
        .map(({ values }) => ({
          fiscalYear: values.fiscalYear,
          kind: values.kind,
          from: values.from,
          to: values.to,
          reason: values.reason,
        })),
      count: readCount(row, rowsOf(rows.externalCounts, measure).filter(is), report),
    };
  });
}

type IndicatorRow = AllRows['indicators'][number];
type ValueRow = AllRows['values'][number];

/**
 * Rows that belong nowhere, for a slip in an id: each is judged by itself, so that one wrong cell hides no other. What
 * a figure must be is known where the indicators with its id, or else those of its measure, are of one kind.
 */
export function reportStrangers(
  rows: AllRows,
  measures: ReadonlySet<string>,
  commonIndicators: ReadonlySet<string>,
  report: Report,
): void {
  const isStrange = ({ values: { measure } }: Placed<OfIndicator>): boolean =>
    measure === undefined || !measures.has(measure);
  for (const row of rows.indicators.filter((one) => isStrange(one) && one.cell('measure') !== '')) {
    reportCommon(row, commonIndicators, report);
    readCount(row, [], report);
  }
  const placeOf = ({ measure, indicator }: OfIndicator): string => `${measure} ${indicator}`;
  const home = new Set(rows.indicators.filter((row) => !isStrange(row)).map(({ values }) => placeOf(values)));
  const byId = kindsBy(rows.indicators, 'indicator');
  const byMeasure = kindsBy(rows.indicators, 'measure');
  for (const row of rows.values) {
    const { measure, indicator } = row.values;
    if (row.cell('measure') === '' || home.has(placeOf(row.values))) continue;
    const kinds = byId.get(indicator ?? '') ?? byMeasure.get(measure ?? '');
    const [kind] = kinds ?? [];
    if (kind && kinds?.size === 1) readFigures(row, kind, report);
  }
}

/** Kinds whose figures are written alike count as one. */
function kindsBy(
  indicators: AllRows['indicators'],
  key: 'measure' | 'indicator',
): Map<string, Set<IndicatorKind>> {
  const kinds = new Map<string, Set<IndicatorKind>>();
  for (const { values } of indicators) {
    const { [key]: id, kind } = values;
    if (id === undefined || kind === undefined) continue;
    const found = kinds.get(id) ?? new Set();
    kinds.set(id, found.add(kind === 'rate' || kind === 'cumulative' ? 'value' : kind));
  }
  return kinds;
}

function reportCommon(
  { values: { common }, cell }: IndicatorRow,
  known: ReadonlySet<string>,
  report: Report,
): void {
  if (common !== undefined && !known.has(common))
    report('indicators', cell('common'), 'unknownCommon', { value: common });
}

function reportIndicatorDuplicates(own: AllRows['indicators'], report: Report): void {
  const seen = new Set<string>();
  for (const { values, cell } of own) {
    if (values.indicator === undefined) continue;
    if (seen.has(values.indicator))
      report('indicators', cell('indicator'), 'duplicate', { value: values.indicator });
    seen.add(values.indicator);
  }
}

/** A row with only its year says nothing and is left out: files for departments have such rows to be filled in. */
function readValues(rows: AllRows['values'], kind: IndicatorKind, report: Report): Record<string, YearValue> {
  const values: Record<string, YearValue> = {};
  for (const row of rows) {
    const { fiscalYear } = row.values;
    const value = readFigures(row, kind, report);
    if (fiscalYear === undefined || Object.keys(value).length === 0) continue;
    if (values[fiscalYear])
      report('values', row.cell('fiscalYear'), 'duplicate', { value: String(fiscalYear) });
    values[fiscalYear] = value;
  }
  return values;
}

function readFigures({ values, cell }: ValueRow, kind: IndicatorKind, report: Report): YearValue {
  const { achieved, note } = values;
  if (achieved !== undefined && kind !== 'milestone')
    report('values', cell('achieved'), 'achievedOnlyMilestone');
  const target = readFigure(values.target, kind, cell('target'), report);
  const result = readFigure(values.result, kind, cell('result'), report);
  return {
    ...(target === undefined ? {} : { target }),
    ...(result === undefined ? {} : { result }),
    ...(achieved === undefined ? {} : { achieved }),
    ...(note === undefined ? {} : { note }),
  };
}

function readFigure(
  figure: Figure | undefined,
  kind: IndicatorKind,
  cell: string,
  report: Report,
): Figure | undefined {
  if (figure === undefined) return undefined;
  switch (kind) {
    case 'milestone':
      return String(figure);
    case 'yesNo': {
      const done = readYesNo(figure);
      if (done === null) report('values', cell, 'figureYesNo', { value: String(figure) });
      return done ?? undefined;
    }
    case 'value':
    case 'rate':
    case 'cumulative': {
      const number = readNumber({ value: figure, isPercent: false });
      if (number === null) report('values', cell, 'figureNumber', { value: String(figure) });
      return number ?? undefined;
    }
  }
}

function readCount(
  { values, cell }: IndicatorRow,
  externalRows: AllRows['externalCounts'],
  report: Report,
): CountBinding | undefined {
  const { count, kind } = values;
  if (count === undefined) {
    for (const row of externalRows) report('externalCounts', row.cell('label'), 'countMissing');
    return undefined;
  }
  const external = readExternal(externalRows);
  const binding = CountBinding.safeParse(typeof count === 'object' ? { ...count, external } : count, {
    reportInput: true,
  });
  if (!binding.success) {
    const [issue] = binding.error.issues;
    report('indicators', cell('count'), 'notJson', {
      place: issue?.path.join('.') || 'none',
      value: issue ? sayingOf(issue) : '',
    });
    return undefined;
  }
  if (kind === 'milestone' || kind === 'yesNo' || (binding.data.denominator && kind !== 'rate')) {
    report('indicators', cell('count'), 'countKind');
  }
  return binding.data;
}

/** Rows of one channel and side make one count, in the order in which channels first appear. */
function readExternal(rows: AllRows['externalCounts']): ExternalCount[] {
  const channels = new Map<string, ExternalCount>();
  for (const { values } of rows) {
    const { label, side, fiscalYear, count } = values;
    if (label === undefined || side === undefined) continue;
    const key = `${side} ${label}`;
    const channel = channels.get(key) ?? { label, side, values: {} };
    channels.set(key, channel);
    if (fiscalYear !== undefined && count !== undefined) channel.values[fiscalYear] = count;
  }
  return [...channels.values()];
}
