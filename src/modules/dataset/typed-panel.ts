import type { FormBody } from '#kernel/http/route.js';
import type { MessageKey } from '#kernel/i18n/catalogues.js';
import {
  type Condition,
  CUTS,
  MEASURES,
  type Measure,
  MOST_CONDITIONS,
  Panel,
  type PanelKind,
  TESTS,
  unknownColumns,
} from './dashboard.js';
import type { TableColumns } from './figures.js';
import { many, text } from './typed-about.js';

/** A panel as it is typed into its form, and what is wrong with it. */
export interface TypedPanel {
  title: string;
  titleEn: string;
  note: string;
  noteEn: string;
  of: string;
  column: string;
  unit: string;
  by: string;
  cut: string;
  columns: string[];
  lat: string;
  lon: string;
  label: string;
  where: { column: string; is: string; value: string }[];
}
export interface PanelFault {
  key: Extract<MessageKey, `dashboard.${string}`>;
  /** Named in the words. */
  column: string;
}
/** By the control that is meant. */
export type PanelFaults = Readonly<Record<string, PanelFault>>;

export const typedPanel = (body: FormBody): TypedPanel => ({
  title: text(body, 'title'),
  titleEn: text(body, 'titleEn'),
  note: text(body, 'note'),
  noteEn: text(body, 'noteEn'),
  of: text(body, 'of'),
  column: text(body, 'column'),
  unit: text(body, 'unit'),
  by: text(body, 'by'),
  cut: text(body, 'cut'),
  columns: many(body, 'columns'),
  lat: text(body, 'lat'),
  lon: text(body, 'lon'),
  label: text(body, 'label'),
  where: Array.from({ length: MOST_CONDITIONS }, (_one, at) => ({
    column: text(body, `where${at + 1}`),
    is: text(body, `is${at + 1}`),
    value: text(body, `value${at + 1}`),
  })),
});

const BLANK = typedPanel({});

/** A new panel begins with what the names of columns let guess. */
export const newPanel = (names: readonly string[]): TypedPanel => ({
  ...BLANK,
  of: 'count',
  columns: names.slice(0, 4),
  lat: names.find((name) => /^(緯度|latitude|lat)$/i.test(name)) ?? '',
  lon: names.find((name) => /^(経度|longitude|lon|lng)$/i.test(name)) ?? '',
  label: names.find((name) => /名称|名前|name/i.test(name)) ?? '',
});

export const typedOfPanel = (panel: Panel): TypedPanel => ({
  ...BLANK,
  ...('measure' in panel && {
    unit: panel.unit,
    of: panel.measure.of,
    column: panel.measure.of === 'count' ? '' : panel.measure.column,
  }),
  ...('by' in panel && { by: panel.by, cut: panel.cut }),
  ...(panel.kind === 'table' && { columns: panel.columns }),
  ...(panel.kind === 'map' && { lat: panel.lat, lon: panel.lon, label: panel.label }),
  title: panel.title,
  titleEn: panel.titleEn,
  note: panel.note,
  noteEn: panel.noteEn,
  where: BLANK.where.map((blank, at) => panel.where[at] ?? blank),
});

function measureOf({ of, column }: TypedPanel): { of: Measure['of']; column?: string } {
  const kind = MEASURES.find((one) => one === of) ?? 'count';
  return kind === 'count' ? { of: kind } : { of: kind, column };
}

const conditionsOf = (typed: TypedPanel): Condition[] =>
  typed.where.flatMap(({ column, is, value }) =>
    column === '' ? [] : [{ column, is: TESTS.find((one) => one === is) ?? 'equals', value }],
  );

const fault = (key: PanelFault['key'], column = ''): PanelFault => ({ key, column });

/** Controls of a kind that must hold a column. */
const NEEDED: Record<PanelKind, readonly ('by' | 'lat' | 'lon' | 'label')[]> = {
  number: [],
  bar: ['by'],
  line: ['by'],
  table: [],
  map: ['lat', 'lon', 'label'],
};

function missing(typed: TypedPanel, kind: PanelKind): Record<string, PanelFault> {
  const found: Record<string, PanelFault> = {};
  if (typed.title === '') found.title = fault('dashboard.panelTitleMissing');
  if (typed.title.length > 100) found.title = fault('dashboard.panelTitleLong');
  if (typed.titleEn.length > 100) found.titleEn = fault('dashboard.panelTitleLong');
  if (typed.note.length > 300) found.note = fault('dashboard.noteLong');
  if (typed.noteEn.length > 300) found.noteEn = fault('dashboard.noteLong');
  if (typed.unit.length > 20) found.unit = fault('dashboard.measureUnitLong');
  for (const control of NEEDED[kind])
    if (typed[control] === '') found[control] = fault('dashboard.columnMissing');
  if (kind === 'table' && typed.columns.length === 0) found.columns = fault('dashboard.columnMissing');
  if (kind === 'table' && typed.columns.length > 12) found.columns = fault('dashboard.columnsMany');
  if (kind !== 'table' && kind !== 'map' && measureOf(typed).column === '')
    found.column = fault('dashboard.columnMissing');
  typed.where.forEach(({ column, is, value }, at) => {
    if (column !== '' && is !== 'filled' && value === '')
      found[`value${at + 1}`] = fault('dashboard.valueMissing');
    if (column === '' && value !== '') found[`where${at + 1}`] = fault('dashboard.columnMissing');
    if (value.length > 200) found[`value${at + 1}`] = fault('dashboard.valueLong');
  });
  return found;
}

/** The panel that was typed, checked against the columns of its table. */
export function panelOf(
  typed: TypedPanel,
  {
    id,
    kind,
    from,
    names,
    numeric,
    ordered,
  }: TableColumns & { id: string; kind: PanelKind; from: Panel['from'] },
): { ok: true; panel: Panel } | { ok: false; faults: PanelFaults } {
  const faults = missing(typed, kind);
  if (Object.keys(faults).length > 0) return { ok: false, faults };
  const { title, titleEn, note, noteEn } = typed;
  const common = { id, from, title, titleEn, note, noteEn, where: conditionsOf(typed) };
  const reckoned = { measure: measureOf(typed), unit: typed.unit };
  const cut = CUTS.find((one) => one === typed.cut) ?? 'whole';
  const shape = {
    number: { ...common, ...reckoned, kind },
    bar: { ...common, ...reckoned, kind, by: typed.by, cut },
    line: { ...common, ...reckoned, kind, by: typed.by, cut },
    table: { ...common, kind, columns: typed.columns },
    map: { ...common, kind, lat: typed.lat, lon: typed.lon, label: typed.label },
  }[kind];
  const panel = Panel.parse(shape);
  const unknown = unknownColumns(panel, names);
  const unfit: PanelFaults = {
    ...('measure' in panel &&
      panel.measure.of !== 'count' &&
      !numeric.includes(panel.measure.column) && {
        column: fault('dashboard.columnNotNumeric', panel.measure.column),
      }),
    ...(panel.kind === 'line' &&
      !ordered.includes(panel.by) && { by: fault('dashboard.columnNotOrdered', panel.by) }),
    ...Object.fromEntries(
      unknown.map(({ control, column }) => [control, fault('dashboard.columnUnknown', column)]),
    ),
  };
  return Object.keys(unfit).length === 0 ? { ok: true, panel } : { ok: false, faults: unfit };
}
