import type { CsvCell } from '#kernel/sheets/write-csv.js';

/*
 * What is wrong with a table, for its owner, in the terms of the national guide for open data: characters, headings,
 * empty columns and rows, days, positions, columns of the standard formats. Pure; words are the views' matter.
 */

/** `error`: it cannot go out so; `warning`: it should be mended; `note`: good to know. */
export type Severity = 'error' | 'warning' | 'note';

export const FINDINGS = {
  noRows: 'error',
  livePeople: 'error',
  peoplePlaces: 'error',
  blankHeading: 'error',
  twinHeading: 'error',
  swappedShape: 'error',
  encoding: 'warning',
  lostCharacters: 'warning',
  oneColumn: 'warning',
  namesPeople: 'warning',
  lineInHeading: 'warning',
  emptyColumn: 'warning',
  emptyRows: 'warning',
  raggedRows: 'warning',
  shortRows: 'warning',
  twinRows: 'warning',
  badDay: 'warning',
  swappedPosition: 'error',
  badPosition: 'warning',
  farPosition: 'warning',
  halfPosition: 'warning',
  brokenShape: 'warning',
  abroadShape: 'warning',
  farShape: 'warning',
  missingStandardColumn: 'warning',
  otherSheets: 'warning',
  strayFiles: 'warning',
  extraColumn: 'note',
  wholeStandard: 'note',
  noStandard: 'note',
} as const satisfies Record<string, Severity>;
export type FindingKind = keyof typeof FINDINGS;

export interface Finding {
  kind: FindingKind;
  /** Name of the file, where a dataset has several. */
  file?: string;
  /** Heading of the column, or names of several. */
  column?: string;
  /** Line of the file, from 1; the heading is the first. */
  line?: number;
  count?: number;
  /** What stands there, shortened; the name of a standard. */
  example?: string;
}

export interface StandardColumns {
  /** "AED設置箇所・推奨データセット（旧）" */
  name: string;
  set: string;
  headings: readonly string[];
}

export interface Judged {
  headings: readonly string[];
  rows: readonly (readonly CsvCell[])[];
  /** In which line of the file each row stands, where empty ones were left out. */
  lines?: readonly number[];
  /** Null where it is no CSV, or the product writes it itself. */
  encoding: string | null;
  /** West, south, east and north end of the municipality. */
  area: readonly [number, number, number, number] | null;
}

/** Below the heading, unless it is known better. */
const lineOf = ({ lines }: Pick<Judged, 'lines'>, at: number): number => lines?.[at] ?? at + 2;

const MOST_EXAMPLE = 40;
const short = (cell: CsvCell): string => [...String(cell ?? '')].slice(0, MOST_EXAMPLE).join('');
const isBlank = (cell: CsvCell | undefined): boolean => cell === null || cell === undefined || cell === '';
const plain = (heading: string): string =>
  heading
    .normalize('NFKC')
    .replace(/[\s_・‐―ー-]/g, '')
    .toLowerCase();

function ofHeadings({ headings }: Judged): Finding[] {
  const seen = new Set<string>();
  return headings.flatMap((heading, at): Finding[] => {
    if (heading.trim() === '') return [{ kind: 'blankHeading', count: at + 1 }];
    const found: Finding[] = /[\r\n]/.test(heading)
      ? [{ kind: 'lineInHeading', column: short(heading) }]
      : [];
    if (seen.has(heading)) found.push({ kind: 'twinHeading', column: heading });
    seen.add(heading);
    return found;
  });
}

/** Characters that were lost before the file came here, and columns that were never told apart. */
function ofText(table: Judged): Finding[] {
  const { headings, rows } = table;
  const found: Finding[] = [];
  const [only = ''] = headings;
  if (headings.length === 1 && /[;\t|]/.test(only)) found.push({ kind: 'oneColumn', example: short(only) });
  const lost = [headings, ...rows].findIndex((row) =>
    row.some((cell) => String(cell ?? '').includes('\uFFFD')),
  );
  if (lost >= 0) found.push({ kind: 'lostCharacters', line: lost === 0 ? 1 : lineOf(table, lost - 1) });
  return found;
}

function ofRows(table: Judged): Finding[] {
  const { headings, rows, encoding } = table;
  if (rows.length === 0) return [{ kind: 'noRows' }];
  const found: Finding[] = [];
  const empty = rows.filter((row) => row.every(isBlank)).length;
  if (empty > 0) found.push({ kind: 'emptyRows', count: empty });
  const ragged = rows.findIndex((row) => row.slice(headings.length).some((cell) => !isBlank(cell)));
  if (ragged >= 0) found.push({ kind: 'raggedRows', line: lineOf(table, ragged) });
  // Books leave out empty cells at the end of a row; in CSV a comma is missing.
  const lacking =
    encoding === null ? [] : rows.flatMap((row, at) => (row.length < headings.length ? [at] : []));
  const [shortest] = lacking;
  if (shortest !== undefined)
    found.push({ kind: 'shortRows', line: lineOf(table, shortest), count: lacking.length });
  const seen = new Map<string, number>();
  let twins = 0;
  let line: number | undefined;
  rows.forEach((row, at) => {
    const text = JSON.stringify(row);
    if (seen.has(text)) {
      twins += 1;
      line ??= lineOf(table, at);
    }
    seen.set(text, at);
  });
  if (line !== undefined) found.push({ kind: 'twinRows', count: twins, line });
  const blank = headings.filter((_heading, at) => rows.every((row) => isBlank(row[at])));
  if (blank.length > 0) found.push({ kind: 'emptyColumn', column: blank.join('、') });
  return found;
}

const IS_DAY = /(年月日|日付|開始日|終了日|期限|登録日|指定日)$/;
const PART_OF_DAY = /^\d{4}(-(0[1-9]|1[0-2]))?$/;
const ISO_DAY = /^\d{4}-\d{2}-\d{2}$/;
/** Days as the guide asks for them: 2026-04-01, or only a month or year. */
function isDay(cell: CsvCell): boolean {
  const text = String(cell);
  if (PART_OF_DAY.test(text)) return true;
  if (!ISO_DAY.test(text)) return false;
  const [year = 0, month = 0, day = 0] = text.split('-').map(Number);
  return month >= 1 && month <= 12 && day >= 1 && day <= new Date(Date.UTC(year, month, 0)).getUTCDate();
}

function ofDays(table: Judged): Finding[] {
  const { headings, rows } = table;
  return headings.flatMap((heading, at): Finding[] => {
    if (!IS_DAY.test(heading.trim())) return [];
    const wrong = rows.flatMap((row, index) => {
      const cell = row[at] ?? null;
      return isBlank(cell) || isDay(cell) ? [] : [{ line: lineOf(table, index), cell }];
    });
    const [first] = wrong;
    return first
      ? [
          {
            kind: 'badDay',
            column: heading,
            line: first.line,
            count: wrong.length,
            example: short(first.cell),
          },
        ]
      : [];
  });
}

type PositionFault = 'swappedPosition' | 'badPosition' | 'farPosition' | 'halfPosition';

function positionFault(lat: CsvCell, lon: CsvCell, area: Judged['area']): PositionFault | null {
  if (isBlank(lat) && isBlank(lon)) return null;
  if (isBlank(lat) || isBlank(lon)) return 'halfPosition';
  const [y, x] = [Number(lat), Number(lon)];
  if (!Number.isFinite(y) || !Number.isFinite(x)) return 'badPosition';
  // Japan lies between 20 and 46 degrees north and 122 and 154 degrees east.
  if (y > 100 && x < 60) return 'swappedPosition';
  if (y < 20 || y > 46 || x < 122 || x > 154) return 'badPosition';
  if (!area) return null;
  const [west, south, east, north] = area;
  return x < west || x > east || y < south || y > north ? 'farPosition' : null;
}

function ofPositions(table: Judged): Finding[] {
  const { headings, rows, area } = table;
  const lat = headings.findIndex((heading) => /^(緯度|latitude|lat)$/i.test(heading.trim()));
  const lon = headings.findIndex((heading) => /^(経度|longitude|lon|lng)$/i.test(heading.trim()));
  if (lat < 0 || lon < 0) return [];
  const found = new Map<PositionFault, Finding>();
  rows.forEach((row, at) => {
    const fault = positionFault(row[lat] ?? null, row[lon] ?? null, area);
    if (!fault) return;
    const known = found.get(fault);
    if (known) known.count = (known.count ?? 1) + 1;
    else
      found.set(fault, {
        kind: fault,
        line: lineOf(table, at),
        count: 1,
        example: `${short(row[lat] ?? null)}, ${short(row[lon] ?? null)}`,
      });
  });
  return [...found.values()];
}

/** The standard that the headings come nearest to: half of its columns must be there. */
export function nearestStandard(
  headings: readonly string[],
  standards: readonly StandardColumns[],
): { standard: StandardColumns; missing: string[]; extra: string[] } | null {
  const own = new Set(headings.map(plain));
  const judged = standards.map((standard) => {
    const missing = standard.headings.filter((heading) => !own.has(plain(heading)));
    const theirs = new Set(standard.headings.map(plain));
    const extra = headings.filter((heading) => heading.trim() !== '' && !theirs.has(plain(heading)));
    return { standard, missing, extra, share: 1 - missing.length / standard.headings.length };
  });
  const best = judged
    .filter(({ share }) => share >= 0.5)
    .sort((a, b) => b.share - a.share || a.extra.length - b.extra.length)[0];
  return best ? { standard: best.standard, missing: best.missing, extra: best.extra } : null;
}

function ofStandards({ headings }: Judged, standards: readonly StandardColumns[]): Finding[] {
  const nearest = nearestStandard(headings, standards);
  if (!nearest) return [{ kind: 'noStandard' }];
  const example = nearest.standard.name;
  const list = (names: readonly string[]) => names.join('、');
  return [
    ...(nearest.missing.length > 0
      ? [{ kind: 'missingStandardColumn' as const, example, column: list(nearest.missing) }]
      : [{ kind: 'wholeStandard' as const, example }]),
    ...(nearest.extra.length > 0
      ? [{ kind: 'extraColumn' as const, example, column: list(nearest.extra) }]
      : []),
  ];
}

export function judgeQuality(table: Judged, standards: readonly StandardColumns[]): Finding[] {
  const { encoding } = table;
  return [
    ...(encoding === 'CP932' || encoding === 'UTF-16'
      ? [{ kind: 'encoding' as const, example: encoding }]
      : []),
    ...ofText(table),
    ...ofHeadings(table),
    ...ofRows(table),
    ...ofDays(table),
    ...ofPositions(table),
    ...ofStandards(table, standards),
  ];
}

export const isHindering = ({ kind }: Finding): boolean => FINDINGS[kind] === 'error';
