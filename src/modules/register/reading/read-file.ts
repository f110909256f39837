import { z } from 'zod';
import { type BookFault, readBook } from '#kernel/sheets/read-book.js';
import { decodeText, readCsv } from '#kernel/sheets/read-csv.js';
import { markedEncoding, type TextEncoding } from '#kernel/sheets/text-encoding.js';
import { openZip, type ZipFault } from '#kernel/sheets/zip.js';
import { type FileFault, MOST_BYTES, MOST_ROWS, type ReadFile } from './table.js';

const UNPACKED = { entries: 200, bytes: 300 * 1024 * 1024 };

/** Finds out what a file is, from its bytes, and reads it. Never throws on what came. */
export async function readFile(content: Uint8Array): Promise<ReadFile> {
  if (content.length === 0) return { ok: false, fault: 'empty' };
  if (content.length > MOST_BYTES) return { ok: false, fault: 'tooLarge' };
  if (content[0] === 0x50 && content[1] === 0x4b) return readZip(content);
  const text = decodeText(content);
  if (text === null) return { ok: false, fault: 'notText' };
  return /^\s*\{/.test(text) ? readGeoJson(text, encodingOf(content)) : readText(content);
}

/** As people are told: in which order the bytes of UTF-16 stand is nobody's concern. */
export const shownEncoding = (encoding: TextEncoding): string => encoding.replace(/[LB]E$/, '');

/** What the characters of a text are; decodeText takes no others. */
export function encodingOf(content: Uint8Array): string {
  const mark = markedEncoding(content);
  if (mark) return shownEncoding(mark);
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(content);
    return 'UTF-8';
  } catch {
    return 'CP932';
  }
}

/** What is right of the last heading that says something is no column, unless something stands in it. */
function tableOf(rows: readonly (readonly string[])[], format: 'csv' | 'excel', encoding: string): ReadFile {
  const at = rows.findIndex((row) => row.some((cell) => cell.trim() !== ''));
  const head = rows[at];
  if (!head) return { ok: false, fault: 'empty' };
  const filled = rows
    .map((cells, index) => ({ line: index + 1, cells }))
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

async function readZip(content: Uint8Array): Promise<ReadFile> {
  const zip = openZip(content, UNPACKED);
  if (!zip.ok) return { ok: false, fault: ZIP_FAULTS[zip.fault] };
  const names = [...zip.files.keys()].filter((name) => !name.includes('__MACOSX'));
  const shape = names.find((name) => /\.shp$/i.test(name));
  if (shape !== undefined) return readShapefile(zip.files, names, shape);
  if (!names.some((name) => name.startsWith('xl/'))) return { ok: false, fault: 'unknown' };
  const book = await readBook(content);
  if (!book.ok) return { ok: false, fault: BOOK_FAULTS[book.fault] ?? 'broken' };
  const sheet = book.book.sheets.find(({ rows }) => rows.length > 1);
  if (!sheet) return { ok: false, fault: 'noRows' };
  const rows = sheet.rows.map((row) =>
    Array.from(row, (cell) => (cell === undefined ? '' : String(cell.value))),
  );
  return tableOf(rows, 'excel', 'Excel');
}

const Features = z.object({
  type: z.literal('FeatureCollection'),
  features: z.array(
    z.object({
      geometry: z.unknown().optional(),
      properties: z.record(z.string(), z.unknown()).nullish(),
    }),
  ),
});

const cellOf = (value: unknown): string =>
  value === null || value === undefined
    ? ''
    : typeof value === 'object'
      ? JSON.stringify(value)
      : String(value);

function readGeoJson(text: string, encoding: string): ReadFile {
  let document: unknown;
  try {
    document = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return { ok: false, fault: 'broken' };
  }
  const parsed = Features.safeParse(document);
  if (!parsed.success) return { ok: false, fault: 'unknown' };
  return featureTable(parsed.data.features, 'geojson', encoding);
}

function featureTable(
  features: z.infer<typeof Features>['features'],
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

/** Without a .cpg file the records are UTF-8 where they can be, else CP932, which Japanese programs write. */
async function readShapefile(
  files: ReadonlyMap<string, Buffer>,
  names: readonly string[],
  shape: string,
): Promise<ReadFile> {
  const beside = (ending: string): Buffer | undefined => {
    const wanted = `${shape.slice(0, -4)}.${ending}`.toLowerCase();
    const name = names.find((one) => one.toLowerCase() === wanted);
    return name === undefined ? undefined : files.get(name);
  };
  const [shp, dbf] = [files.get(shape), beside('dbf')];
  if (!shp || !dbf) return { ok: false, fault: 'broken' };
  const { parseDbf, parseShp } = await import('shpjs');
  try {
    const stated = beside('cpg')?.toString('utf8').trim();
    const encoding = stated || encodingOf(dbf.subarray(dbf.readUInt16LE(8)));
    const label = /932|sjis|shift/i.test(encoding) ? 'shift_jis' : 'utf-8';
    const geometries = parseShp(shp, beside('prj')?.toString('utf8'));
    const records = parseDbf(dbf, label);
    const features = geometries.map((geometry, index) => ({ geometry, properties: records[index] ?? {} }));
    return featureTable(features, 'shapefile', label === 'utf-8' ? 'UTF-8' : 'CP932');
  } catch {
    return { ok: false, fault: 'broken' };
  }
}
