import { type FiscalYear, fiscalYear } from '#kernel/values/fiscal-year.js';
import { Indicator, IndicatorKind, type YearValue } from '../definition.js';
import {
  type FormResult,
  figureField,
  formResult,
  parseFigure,
  type Reader,
  reader,
  type Typed,
} from './typed.js';

/** How far ahead targets can be typed. */
const YEARS_AHEAD = 5;

/** Fiscal years that the table of figures shows. */
export const figureYears = (indicator: Indicator | null, current: FiscalYear): FiscalYear[] => {
  const written = Object.keys(indicator?.values ?? {}).map(Number);
  const coming = Array.from({ length: YEARS_AHEAD + 2 }, (_, index) => current - 1 + index);
  return [...new Set([...written, ...coming])].sort((a, b) => a - b).map((year) => fiscalYear(year));
};

export function indicatorFields(indicator: Indicator | null): Typed {
  if (!indicator) return { kind: 'value', direction: 'up' };
  return {
    name: indicator.name,
    unit: indicator.unit ?? '',
    kind: indicator.kind,
    direction: indicator.direction,
    definition: indicator.definition ?? '',
    common: indicator.common ?? '',
    targetStands: indicator.targetStands ? 'on' : '',
    ...Object.fromEntries(
      Object.entries(indicator.values).flatMap(([year, { target, result, achieved, note }]) => [
        [`target.${year}`, figureField(target)],
        [`result.${year}`, figureField(result)],
        [`achieved.${year}`, achieved ?? ''],
        [`note.${year}`, note ?? ''],
      ]),
    ),
  };
}

export interface IndicatorEdit {
  indicator: Indicator;
  reason: string | null;
}

/** Reads the form. What a published target or its wording becomes needs a reason: it enters the indicator's record. */
export function readIndicator(
  before: Indicator | null,
  typed: Typed,
  { current, takenIds }: { current: FiscalYear; takenIds: ReadonlySet<string> },
): FormResult<IndicatorEdit> {
  const read = reader(typed);
  const name = read.required('name');
  const kind = IndicatorKind.safeParse(read.text('kind')).data ?? before?.kind ?? 'value';
  const optional = {
    unit: read.optional('unit'),
    definition: read.optional('definition'),
    common: read.optional('common'),
  };
  const values: Record<string, YearValue> = {};
  for (const year of figureYears(before, current)) {
    const value = readYear(read, kind, year);
    if (Object.keys(value).length > 0) values[year] = value;
  }
  const reason = read.optional('reason') ?? null;
  const moved = Object.entries(before?.values ?? {}).some(
    ([year, { target }]) => target !== undefined && values[year]?.target !== target,
  );
  if (before && reason === null && (moved || before.name !== name || before.kind !== kind))
    read.fault('reason', 'reason');
  if (Object.keys(read.faults).length > 0) return { ok: false, faults: read.faults };
  const indicator = {
    id: before?.id ?? freeId(takenIds),
    name,
    kind,
    direction: read.text('direction') === 'down' ? 'down' : 'up',
    ...Object.fromEntries(Object.entries(optional).filter(([, value]) => value !== undefined)),
    targetStands: read.text('targetStands') !== '',
    values,
    changes: before?.changes ?? [],
    ...(before?.count ? { count: before.count } : {}),
  };
  return formResult(read, { indicator: Indicator.parse(indicator), reason });
}

function readYear(read: Reader, kind: IndicatorKind, year: FiscalYear): YearValue {
  const figure = (side: 'target' | 'result') => {
    const name = `${side}.${year}`;
    const parsed = parseFigure(kind, read.text(name));
    if (!parsed.ok) read.fault(name, parsed.fault);
    return parsed.ok && parsed.value !== null ? { [side]: parsed.value } : {};
  };
  const achieved = (['yes', 'partly', 'no'] as const).find((one) => one === read.text(`achieved.${year}`));
  const note = read.optional(`note.${year}`);
  return {
    ...figure('target'),
    ...figure('result'),
    ...(kind === 'milestone' && achieved ? { achieved } : {}),
    ...(note === undefined ? {} : { note }),
  };
}

/** Ids are for programs and never change; people see the name. */
function freeId(taken: ReadonlySet<string>): string {
  for (let number = taken.size + 1; ; number += 1) {
    if (!taken.has(`kpi-${number}`)) return `kpi-${number}`;
  }
}
