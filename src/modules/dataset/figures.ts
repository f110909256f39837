import type { CsvCell } from '#kernel/sheets/write-csv.js';
import type { Condition, Cut, Measure, Panel } from './dashboard.js';

/* What a panel says, reckoned from the rows of its table. Pure. */

export interface Group {
  /** Empty: the rows that say nothing there. */
  label: string;
  value: number | null;
  rows: number;
}
export interface Place {
  label: string;
  lat: number;
  lon: number;
}
export type Figures =
  | { kind: 'number'; value: number | null; skipped: number }
  | {
      kind: 'groups';
      groups: Group[];
      /** Groups that are too many to be drawn, reckoned as one; null: none. */
      rest: (Group & { groups: number }) | null;
      /** Rows whose cell is no number, of those that say something there. */
      skipped: number;
    }
  | { kind: 'rows'; headings: string[]; rows: CsvCell[][]; total: number }
  | { kind: 'places'; places: Place[]; total: number; without: number };

/** A chart of more is no chart; the rest of bars is one bar, of a line its oldest points are left to the table. */
export const MOST_BARS = 20;
export const MOST_POINTS = 120;
export const MOST_ROWS = 50;
export const MOST_PLACES = 500;

export interface NamedTable {
  names: readonly string[];
  rows: readonly (readonly CsvCell[])[];
}
type Line = readonly CsvCell[];

const textOf = (cell: CsvCell | undefined): string =>
  cell === null || cell === undefined ? '' : String(cell).trim();
/** A number as people write it in tables too: 1,200. */
function numberOf(cell: CsvCell | undefined): number | null {
  const text = textOf(cell).replace(/(?<=\d),(?=\d{3})/g, '');
  const value = text === '' ? Number.NaN : Number(text);
  return Number.isFinite(value) ? value : null;
}

export interface TableColumns {
  names: readonly string[];
  /** Those of whose filled cells at least half are numbers: of others no sum is made. */
  numeric: readonly string[];
  /** Those of whose filled cells nearly all are numbers, days, times or years: along others no line is drawn. */
  ordered: readonly string[];
}
const HALF = 0.5;
/** A line of totals below a short table, or one cell that says 不明, makes no words of the others. */
const NEARLY_ALL = 0.8;

/** Whole cells, after NFKC and without spaces. */
const IN_ORDER = [
  // 1,200 · -3.5 · 75歳以上 · 0〜4歳 · 第3回 · 4月
  /^第?[-+]?\d{1,3}(,?\d{3})*(\.\d+)?([~〜-]\d+)?(歳(代|以上|未満)?|年目|回|期|四半期|月|日|時|分|週)$/,
  /^[-+]?\d{1,3}(,?\d{3})*(\.\d+)?$/,
  // 2025年 · 令和元年度 · R8年4月1日
  /^(明治|大正|昭和|平成|令和|[MTSHR])?(\d{1,4}|元)年度?(第?\d四半期|\d{1,2}月(\d{1,2}日)?(現在|末)?|末)?$/i,
  // 2025-04 · 2025/4/1 · 2025-04-01T09:00 · R8.4.1
  /^(\d{4}|(明治|大正|昭和|平成|令和|[MTSHR])(\d{1,2}|元))([-/.]\d{1,2}){1,2}(T?\d{1,2}:\d{2}.*)?$/i,
  /^(明治|大正|昭和|平成|令和|[MTSHR])(\d{1,2}|元)$/i,
  /^\d{4}-?Q[1-4]$/i,
  /^\d{1,2}:\d{2}$/,
];
const isInOrder = (cell: CsvCell): boolean => {
  const text = textOf(cell).normalize('NFKC').replace(/\s/g, '');
  return IN_ORDER.some((form) => form.test(text));
};

export function columnsOfTable({ names, rows }: NamedTable): TableColumns {
  const most = (test: (cell: CsvCell) => boolean, share: number) =>
    names.filter((_name, at) => {
      const filled = rows.flatMap((row) => (textOf(row[at]) === '' ? [] : (row[at] ?? [])));
      return filled.length > 0 && filled.filter(test).length >= share * filled.length;
    });
  return {
    names,
    numeric: most((cell) => numberOf(cell) !== null, HALF),
    ordered: most(isInOrder, NEARLY_ALL),
  };
}

function meets({ is, value }: Condition, cell: CsvCell | undefined): boolean {
  const text = textOf(cell);
  const folded = (words: string) => words.normalize('NFKC').toLowerCase();
  switch (is) {
    case 'filled':
      return text !== '';
    case 'equals':
      return folded(text) === folded(value);
    case 'differs':
      return folded(text) !== folded(value);
    case 'contains':
      return folded(text).includes(folded(value));
    default: {
      if (text === '') return false;
      const [left, right] = [numberOf(cell), numberOf(value)];
      // Days of ISO 8601 are in order as texts are.
      const order = left !== null && right !== null ? left - right : text < value ? -1 : text > value ? 1 : 0;
      return is === 'atLeast' ? order >= 0 : order <= 0;
    }
  }
}

function reckon(
  measure: Measure,
  rows: readonly Line[],
  at: number,
): { value: number | null; skipped: number } {
  if (measure.of === 'count') return { value: rows.length, skipped: 0 };
  const filled = rows.filter((row) => textOf(row[at]) !== '');
  const numbers = filled.flatMap((row) => numberOf(row[at]) ?? []);
  const sum = numbers.reduce((all, one) => all + one, 0);
  // Tenths added up are not to show what computers make of them.
  const value = Number((measure.of === 'sum' ? sum : sum / numbers.length).toPrecision(12));
  return { value: numbers.length === 0 ? null : value, skipped: filled.length - numbers.length };
}

const CUT_TO: Record<Cut, number> = { whole: Number.POSITIVE_INFINITY, month: 7, year: 4 };
const ISO_DAY = /^\d{4}(-\d{2}){0,2}/;
const labelOf = (cell: CsvCell | undefined, cut: Cut): string => {
  const text = textOf(cell);
  return cut !== 'whole' && ISO_DAY.test(text) ? text.slice(0, CUT_TO[cut]) : text;
};

function groupsOf(
  { by, cut, measure, kind }: Extract<Panel, { kind: 'bar' | 'line' }>,
  names: readonly string[],
  rows: readonly Line[],
): Figures {
  const [byAt, at] = [names.indexOf(by), measure.of === 'count' ? -1 : names.indexOf(measure.column)];
  const sets = new Map<string, Line[]>();
  for (const row of rows) {
    const label = labelOf(row[byAt], cut);
    const known = sets.get(label);
    if (known) known.push(row);
    else sets.set(label, [row]);
  }
  const groups = [...sets].map(([label, lines]): Group & { lines: Line[] } => ({
    label,
    lines,
    rows: lines.length,
    value: reckon(measure, lines, at).value,
  }));
  const order = new Intl.Collator('ja', { numeric: true });
  const steps = (a: Group, b: Group) => order.compare(a.label, b.label);
  const size = (a: Group, b: Group) =>
    (b.value ?? Number.NEGATIVE_INFINITY) - (a.value ?? Number.NEGATIVE_INFINITY) || steps(a, b);
  // Months and years are read in their order, drawn as bars or not.
  groups.sort(kind === 'line' || cut !== 'whole' ? steps : size);
  const isLine = kind === 'line';
  const most = isLine ? MOST_POINTS : MOST_BARS;
  const from = isLine ? Math.max(0, groups.length - most) : 0;
  const shown = groups.slice(from, from + most);
  const others = [...groups.slice(0, from), ...groups.slice(from + most)];
  const lines = others.flatMap((group) => group.lines);
  return {
    kind: 'groups',
    groups: shown.map(({ label, value, rows: count }) => ({ label, value, rows: count })),
    rest:
      others.length === 0
        ? null
        : {
            label: '',
            groups: others.length,
            rows: lines.length,
            value: reckon(measure, lines, at).value,
          },
    skipped: reckon(measure, rows, at).skipped,
  };
}

/** The columns that the panel names must be there (`unknownColumns`). */
export function figuresOf(panel: Panel, { names, rows: all }: NamedTable): Figures {
  const rows = all.filter((row) =>
    panel.where.every((condition) => meets(condition, row[names.indexOf(condition.column)])),
  );
  switch (panel.kind) {
    case 'number': {
      const { measure } = panel;
      const at = measure.of === 'count' ? -1 : names.indexOf(measure.column);
      return { kind: 'number', ...reckon(measure, rows, at) };
    }
    case 'table': {
      const places = panel.columns.map((column) => names.indexOf(column));
      const shown = rows.slice(0, MOST_ROWS).map((row) => places.map((at) => row[at] ?? null));
      return { kind: 'rows', headings: [...panel.columns], rows: shown, total: rows.length };
    }
    case 'map': {
      const [lat, lon, label] = [panel.lat, panel.lon, panel.label].map((column) => names.indexOf(column));
      const places = rows.flatMap((row): Place[] => {
        const [y, x] = [numberOf(row[lat ?? -1]), numberOf(row[lon ?? -1])];
        if (y === null || x === null || Math.abs(y) > 85 || Math.abs(x) > 180) return [];
        return [{ label: textOf(row[label ?? -1]), lat: y, lon: x }];
      });
      return {
        kind: 'places',
        places: places.slice(0, MOST_PLACES),
        total: places.length,
        without: rows.length - places.length,
      };
    }
    default:
      return groupsOf(panel, names, rows);
  }
}
