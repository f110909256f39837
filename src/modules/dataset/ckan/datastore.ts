import { type CsvCell, csvLines } from '#kernel/sheets/write-csv.js';
import type { PublicTable } from '#modules/register/api.js';
import { folded } from '../search/fold.js';
import { columnNames } from '../service/sources.js';
import { flagIn, type Given, idIn, invalid, jsonIn, listIn, numberIn, objectIn, textIn } from './input.js';

/* datastore_search of CKAN over a table in memory. */

export const MOST_ROWS = 32_000;
const ROW = '_id';

interface Column {
  id: string;
  type: 'int' | 'numeric' | 'text';
}

function columnsOf({ headings, rows }: PublicTable): Column[] {
  return columnNames(headings).map((id, at) => {
    const filled = rows.map((row) => row[at] ?? null).filter((cell) => cell !== null && cell !== '');
    const isNumeric = filled.length > 0 && filled.every((cell) => typeof cell === 'number');
    return { id, type: isNumeric ? 'numeric' : 'text' };
  });
}

type Line = readonly CsvCell[];

const KNOWN = new Set([
  ...['id', 'resource_id', 'filters', 'q', 'full_text', 'distinct', 'plain', 'language', 'limit', 'offset'],
  ...['fields', 'sort', 'include_total', 'total_estimation_threshold', 'records_format'],
]);

const tsvLine = (line: Line): string =>
  `${line.map((cell) => String(cell ?? '').replace(/[\t\r\n]+/g, ' ')).join('\t')}\n`;

/** Rows in each of CKAN's formats; as CSV and TSV without a heading, which `fields` has. */
const FORMATS: Record<string, (lines: readonly Line[], names: readonly string[]) => unknown> = {
  objects: (lines, names) =>
    lines.map((line) => Object.fromEntries(names.map((name, at) => [name, line[at] ?? null]))),
  lists: (lines) => lines,
  csv: (lines) => csvLines(lines),
  tsv: (lines) => lines.map(tsvLine).join(''),
};

/** -1, 0, 1; numbers before texts, blank cells last. */
function compare(a: CsvCell, b: CsvCell): number {
  if (a === b) return 0;
  if (a === null) return 1;
  if (b === null) return -1;
  if (typeof a !== typeof b) return typeof a === 'number' ? -1 : 1;
  return a < b ? -1 : 1;
}

/** Lines in which all the words stand, in whatever column. */
function withWords(lines: readonly Line[], words: unknown): readonly Line[] {
  const wanted = folded(String(words ?? ''))
    .split(/\s+/)
    .filter(Boolean);
  if (wanted.length === 0) return lines;
  return lines.filter((line) => {
    const text = folded(
      line
        .slice(1)
        .map((cell) => cell ?? '')
        .join('\n'),
    );
    return wanted.every((word) => text.includes(word));
  });
}

/** `path`: of the action, for the links; the rest as it was asked. */
export function searchTable(table: PublicTable, given: Given, path: string) {
  for (const name of Object.keys(given))
    if (!KNOWN.has(name)) throw invalid(name, `The input field ${name} was not expected.`);
  const format = textIn(given, 'records_format') ?? 'objects';
  const write = Object.hasOwn(FORMATS, format) ? FORMATS[format] : undefined;
  if (!write) throw invalid('records_format', `Value must be one of ${Object.keys(FORMATS).join(', ')}`);
  const stated = columnsOf(table);
  const all: Column[] = [{ id: ROW, type: 'int' }, ...stated];
  const placeOf = (id: string, parameter: string): number => {
    const at = all.findIndex((column) => column.id === id);
    if (at < 0) throw invalid(parameter, `field "${id}" not in table`);
    return at;
  };
  let lines: readonly Line[] = table.rows.map((row, at) => [
    at + 1,
    ...stated.map((_column, index) => row[index] ?? null),
  ]);

  for (const [id, value] of Object.entries(objectIn(given, 'filters'))) {
    const at = placeOf(id, 'filters');
    const values = new Set([value].flat().map((one) => (one === null ? '' : String(one))));
    lines = lines.filter((line) => values.has(String(line[at] ?? '')));
  }
  // A dictionary has words by column.
  const q = Array.isArray(given.q) ? textIn(given, 'q') : given.q;
  const asked = typeof q === 'string' && q.trimStart().startsWith('{') ? jsonIn('q', q) : q;
  if (typeof asked === 'object' && asked !== null) {
    for (const [id, words] of Object.entries(asked)) {
      const at = placeOf(id, 'q');
      const wanted = folded(String(words)).split(/\s+/).filter(Boolean);
      lines = lines.filter((line) => {
        const cell = folded(String(line[at] ?? ''));
        return wanted.every((word) => cell.includes(word));
      });
    }
  } else lines = withWords(lines, asked);
  lines = withWords(lines, given.full_text);

  const sort = listIn(given, 'sort').map((part) => {
    const [, id = part, direction = 'asc'] =
      /^"?(.*?)"?(?:\s+(asc|desc))?(?:\s+nulls\s+(?:first|last))?$/i.exec(part) ?? [];
    return { at: placeOf(id.trim(), 'sort'), isDown: /^desc$/i.test(direction) };
  });
  if (sort.length > 0)
    lines = [...lines].sort((a, b) => {
      for (const { at, isDown } of sort) {
        const difference = compare(a[at] ?? null, b[at] ?? null);
        if (difference !== 0) return isDown ? -difference : difference;
      }
      return 0;
    });

  const chosen = listIn(given, 'fields');
  const places = chosen.length > 0 ? chosen.map((id) => placeOf(id, 'fields')) : all.map((_column, at) => at);
  const shown = (line: Line) => places.map((at) => line[at] ?? null);
  if (flagIn(given, 'distinct', false)) {
    const seen = new Set<string>();
    lines = lines.filter((line) => {
      const key = JSON.stringify(shown(line));
      return !seen.has(key) && seen.add(key);
    });
  }

  const limit = numberIn(given, 'limit', 100, MOST_ROWS);
  const offset = numberIn(given, 'offset', 0, Number.MAX_SAFE_INTEGER);
  const page = lines.slice(offset, offset + limit);
  const fields = places.flatMap((at) => all[at] ?? []);
  const link = (from: number): string => {
    const query = new URLSearchParams();
    for (const [name, value] of Object.entries(given))
      if (name !== 'offset' && value !== undefined)
        query.set(name, typeof value === 'string' ? value : JSON.stringify(value));
    if (from > 0) query.set('offset', String(from));
    return `${path}?${query}`;
  };
  return {
    include_total: flagIn(given, 'include_total', true),
    limit,
    ...(offset > 0 && { offset }),
    records_format: format,
    resource_id: idIn(given, 'resource_id'),
    total_estimation_threshold: null,
    records: write(
      page.map(shown),
      fields.map(({ id }) => id),
    ),
    fields,
    _links: { start: link(0), next: link(offset + limit) },
    ...(flagIn(given, 'include_total', true) && { total: lines.length, total_was_estimated: false }),
  };
}
