import { CsvError, parse } from 'csv-parse/sync';
import { DECODER_LABELS, markedEncoding, type TextEncoding } from './text-encoding.js';

/** Rows as they stand in the file; a row of nothing but empty cells is there, too, so that numbers stay true. */
export interface CsvTable {
  rows: readonly (readonly string[])[];
}

export const CSV_FAULTS = ['empty', 'tooLarge', 'tooManyRows', 'notText', 'broken'] as const;
/** Why a file is not read. */
export type CsvFault = (typeof CSV_FAULTS)[number];

export type ReadCsv =
  | ({ ok: true } & CsvTable)
  /** `line`: where it is broken, from 1. */
  | { ok: false; fault: CsvFault; line?: number };

export interface CsvBounds {
  bytes: number;
  rows: number;
}

/** A cell longer than this belongs to a quote that was never closed. */
export const MOST_RECORD = 256 * 1024;

export const CSV_OPTIONS = { relax_column_count: true, max_record_size: MOST_RECORD } as const;

/** Lines of the file that a row takes, as an editor counts them: cells may hold line ends of any kind. */
export const linesOf = (cells: readonly string[]): number =>
  cells.reduce((sum, cell) => sum + (cell.match(/\r\n|\r|\n/g)?.length ?? 0), 1);

/** A quote that is never closed is noticed where the file ends, or much later: what is wrong is where its row begins. */
export const isNoticedLate = ({ code }: CsvError): boolean =>
  code === 'CSV_QUOTE_NOT_CLOSED' || code === 'CSV_MAX_RECORD_SIZE';

const linesOfAll = (rows: readonly (readonly string[])[]): number =>
  rows.reduce((sum, row) => sum + linesOf(row), 0);

/** Of a text, from its first line: what Excel calls "Unicode text" has tabs. */
export function delimiterOf(text: string): ',' | '\t' {
  const [head = ''] = text.split(/\r?\n|\r/, 1);
  return head.includes('\t') && !head.includes(',') ? '\t' : ',';
}

/**
 * The text of a file from a spreadsheet program: UTF-8 with or without its mark, UTF-16 with it, else CP932, which is
 * what Excel in Japanese writes. Null when it is none of them.
 */
export function decodeText(content: Uint8Array): string | null {
  const mark = markedEncoding(content);
  if (!mark?.startsWith('UTF-16') && content.includes(0)) return null;
  // A file that says what it is is no other.
  if (mark) return decode(content, mark);
  return decode(content, 'UTF-8') ?? decode(content, 'CP932');
}

function decode(content: Uint8Array, encoding: TextEncoding): string | null {
  try {
    return new TextDecoder(DECODER_LABELS[encoding], { fatal: true }).decode(content);
  } catch {
    return null;
  }
}

/** Reads CSV (RFC 4180), or what Excel calls "Unicode text", whose cells are divided by tabs. */
export function readCsv(content: Uint8Array, bounds: CsvBounds): ReadCsv {
  if (content.length > bounds.bytes) return { ok: false, fault: 'tooLarge' };
  const text = decodeText(content);
  if (text === null) return { ok: false, fault: 'notText' };
  if (text.trim() === '') return { ok: false, fault: 'empty' };
  const rowsTo = (to: number): string[][] =>
    to === 0 ? [] : parse(text, { ...CSV_OPTIONS, delimiter: delimiterOf(text), to });
  try {
    // One more than may be, to notice it.
    const rows = rowsTo(bounds.rows + 1);
    return rows.length > bounds.rows ? { ok: false, fault: 'tooManyRows' } : { ok: true, rows };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    if (isNoticedLate(error))
      return { ok: false, fault: 'broken', line: linesOfAll(rowsTo(Number(error.records))) + 1 };
    return { ok: false, fault: 'broken', ...(typeof error.lines === 'number' && { line: error.lines }) };
  }
}
