import { z } from 'zod';
import { jsonBreak } from '#kernel/faults/json-break.js';
import { type BookFault, readBook } from '#kernel/sheets/read-book.js';
import { decodeText, linesOf, readCsv } from '#kernel/sheets/read-csv.js';
import { findEncoding } from '#kernel/sheets/text-encoding.js';
import { openZip, type ZipFault } from '#kernel/sheets/zip.js';
import { encodingOf } from './encoding.js';
import { readShapefiles } from './read-shapefile.js';
import { type FileFault, MOST_BYTES, MOST_ROWS, type ReadFile } from './table.js';

const UNPACKED = { entries: 200, bytes: 300 * 1024 * 1024 };

/** Finds out what a file is, from its bytes, and reads it: of a workbook the sheet of that name, else the first with rows. */
export async function readFile(content: Uint8Array, sheet = ''): Promise<ReadFile> {
  if (content.length === 0) return { ok: false, fault: 'empty' };
  if (content.length > MOST_BYTES) return { ok: false, fault: 'tooLarge' };
  if (content[0] === 0x50 && content[1] === 0x4b) return readZip(content, sheet);
  const text = decodeText(content);
  if (text === null) return notText(content);
  return /^\s*\{/.test(text) ? readGeoJson(text, encodingOf(content)) : readText(content);
}

async function notText(content: Uint8Array): Promise<ReadFile> {
  const found = await findEncoding(async function* () {
    yield content;
  });
  return { ok: false, fault: 'notText', ...(!found.ok && found.broken && { text: found.broken }) };
}

/** What is right of the last heading that says something is no column, unless something stands in it. */
function tableOf(rows: readonly (readonly string[])[], format: 'csv' | 'excel', encoding: string): ReadFile {
  const at = rows.findIndex((row) => row.some((cell) => cell.trim() !== ''));
  const head = rows[at];
  if (!head) return { ok: false, fault: 'empty' };
  let next = 1;
  const filled = rows
    .map((cells) => {
      const line = next;
      next += format === 'csv' ? linesOf(cells) : 1;
      return { line, cells };
    })
    .slice(at + 1)
    .filter(({ cells }) => cells.some((cell) => cell.trim() !== ''));
  if (filled.length === 0) return { ok: false, fault: 'noRows' };
  if (filled.length > MOST_ROWS) return { ok: false, fault: 'tooManyRows' };
  const last = head.findLastIndex((heading) => heading.trim() !== '');
  return {
    ok: true,
    table: { format, encoding, headings: head.slice(0, last + 1).map((one) => one.trim()), rows: filled },
  };
}

export function readText(content: Uint8Array): ReadFile {
  const read = readCsv(content, { bytes: MOST_BYTES, rows: MOST_ROWS + 1 });
  if (!read.ok) return { ok: false, fault: read.fault, ...(read.line !== undefined && { line: read.line }) };
  return tableOf(read.rows, 'csv', encodingOf(content));
}

const ZIP_FAULTS = {
  broken: 'broken',
  encrypted: 'broken',
  tooManyEntries: 'unpackedTooLarge',
  tooLarge: 'unpackedTooLarge',
} as const satisfies Record<ZipFault, FileFault>;

/** Of a workbook; what else may be wrong with one makes it broken. */
const BOOK_FAULTS: Partial<Record<BookFault, FileFault>> = {
  empty: 'empty',
  tooManyRows: 'tooManyRows',
  unpackedTooLarge: 'unpackedTooLarge',
};

/** What programs write beside a shape: its table, index, projection, characters, description; and what we do. */
const OF_SHAPEFILE =
  /(^|\/)(fields\.csv|readme\.txt)$|\.(shp|shx|dbf|prj|qpj|cpg|sbn|sbx|qix|fix|fbn|fbx|ain|aih|atx|ixs|mxs|shp\.xml)$/i;

async function readZip(content: Uint8Array, wanted: string): Promise<ReadFile> {
  const zip = openZip(content, UNPACKED);
  if (!zip.ok) return { ok: false, fault: ZIP_FAULTS[zip.fault] };
  const names = [...zip.files.keys()].filter((name) => !name.includes('__MACOSX'));
  const shapes = names.filter((name) => /\.shp$/i.test(name));
  if (shapes.length > 0) {
    const read = await readShapefiles(zip.files, names, shapes);
    if (!read) return { ok: false, fault: 'broken' };
    const table = featureTable(read.features, 'shapefile', read.encoding);
    const beside = names.filter((name) => !name.endsWith('/') && !OF_SHAPEFILE.test(name));
    return table.ok && beside.length > 0 ? { ok: true, table: { ...table.table, beside } } : table;
  }
  if (!names.some((name) => name.startsWith('xl/'))) return { ok: false, fault: 'noShapes' };
  const book = await readBook(content);
  if (!book.ok) return { ok: false, fault: BOOK_FAULTS[book.fault] ?? 'broken' };
  const sheets = book.book.sheets.filter(({ rows }) => rows.length > 1);
  if (sheets.length === 0) return { ok: false, fault: 'noRows' };
  const sheet = wanted === '' ? sheets[0] : sheets.find(({ name }) => plainName(name) === plainName(wanted));
  if (!sheet) return { ok: false, fault: 'noSheet', sheets: sheets.map(({ name }) => name) };
  const rows = sheet.rows.map((row) =>
    Array.from(row, (cell) => (cell === undefined ? '' : String(cell.value))),
  );
  const read = tableOf(rows, 'excel', 'Excel');
  if (!read.ok || sheets.length === 1) return read;
  const left = sheets.filter((one) => one !== sheet).map(({ name }) => name);
  return { ok: true, table: { ...read.table, sheets: { taken: sheet.name, left } } };
}

const plainName = (name: string): string => name.normalize('NFKC').trim().toLowerCase();

const Feature = z.object({
  geometry: z.unknown().optional(),
  properties: z.record(z.string(), z.unknown()).nullish(),
});
type Feature = z.infer<typeof Feature>;
const Features = z.object({ type: z.literal('FeatureCollection'), features: z.array(Feature) });

/** Days of a dBASE table come as moments of the day in local time, blank numbers as none. */
const cellOf = (value: unknown): string =>
  value === null || value === undefined || Number.isNaN(value)
    ? ''
    : value instanceof Date
      ? dayOf(value)
      : typeof value === 'object'
        ? JSON.stringify(value)
        : String(value);

const dayOf = (value: Date): string =>
  Number.isNaN(value.getTime())
    ? ''
    : new Temporal.PlainDate(value.getFullYear(), value.getMonth() + 1, value.getDate()).toString();

function readGeoJson(text: string, encoding: string): ReadFile {
  let document: unknown;
  const plain = text.replace(/^\uFEFF/, '');
  try {
    document = JSON.parse(plain);
  } catch {
    return { ok: false, fault: 'broken', line: plain.slice(0, jsonBreak(plain)).split('\n').length };
  }
  const parsed = Features.safeParse(document);
  if (!parsed.success) return { ok: false, fault: 'unknown' };
  return featureTable(parsed.data.features, 'geojson', encoding);
}

function featureTable(
  features: readonly Feature[],
  format: 'geojson' | 'shapefile',
  encoding: string,
): ReadFile {
  if (features.length === 0) return { ok: false, fault: 'noRows' };
  if (features.length > MOST_ROWS) return { ok: false, fault: 'tooManyRows' };
  const headings = [...new Set(features.flatMap(({ properties }) => Object.keys(properties ?? {})))];
  const rows = features.map(({ geometry, properties }, index) => ({
    line: index + 1,
    cells: headings.map((heading) => cellOf(properties?.[heading])),
    geometry: geometry ?? null,
  }));
  return { ok: true, table: { format, encoding, headings, rows } };
}
