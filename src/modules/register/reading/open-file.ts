import type { SpooledFile } from '#kernel/files/spooled-file.js';
import { linesOf } from '#kernel/sheets/read-csv.js';
import { BrokenCsv, streamCsv } from '#kernel/sheets/stream-csv.js';
import { findEncoding, type Pieces } from '#kernel/sheets/text-encoding.js';
import { shownEncoding } from './encoding.js';
import { readFile } from './read-file.js';
import {
  type FileProblem,
  type FileRow,
  type Format,
  MOST_BYTES,
  MOST_STREAMED,
  type Sheets,
} from './table.js';

/** A file whose rows come some at a time. */
export interface OpenFile {
  format: Format;
  encoding: string;
  headings: readonly string[];
  sheets?: Sheets;
  /** Throws UnreadableFile where the file ends to be one. */
  rows: AsyncIterable<FileRow> | Iterable<FileRow>;
}

export class UnreadableFile extends Error {
  readonly problem: FileProblem;
  constructor(problem: FileProblem) {
    super(problem.fault);
    this.problem = problem;
  }
}

type Source = Pick<SpooledFile, 'size' | 'read'>;

/**
 * Finds out what a file is and begins to read it: text row by row, what else there is as a whole, of a workbook the sheet
 * that is named. Throws UnreadableFile.
 */
export async function openFile(file: Source, sheet = ''): Promise<OpenFile> {
  if (file.size === 0) throw new UnreadableFile({ fault: 'empty' });
  const head = await headOf(file);
  // Lists in JSON are no tables, and would be a CSV with odd quotes.
  if (/^\s*\[\s*[[{"]/.test(head)) throw new UnreadableFile({ fault: 'unknown' });
  // Books, shapefiles and GeoJSON: what no row of can be read before the end.
  if (!/^(PK|\s*\{)/.test(head)) return openRows(() => file.read());
  if (file.size > MOST_BYTES) throw new UnreadableFile({ fault: 'wholeTooLarge' });
  const read = await readFile(Buffer.concat(await Array.fromAsync(file.read())), sheet);
  if (!read.ok) throw new UnreadableFile(read);
  return read.table;
}

/** The first characters, without the marks of an encoding. */
async function headOf(file: Source): Promise<string> {
  for await (const piece of file.read())
    return Buffer.from(piece.subarray(0, 200))
      .toString('latin1')
      .replace(/^(\xef\xbb\xbf|\xff\xfe|\xfe\xff)|\0/g, '');
  return '';
}

async function openRows(pieces: Pieces): Promise<OpenFile> {
  const found = await findEncoding(pieces);
  if (!found.ok) throw new UnreadableFile({ fault: 'notText', ...(found.broken && { text: found.broken }) });
  const { encoding } = found;
  const lines = numbered(streamCsv(pieces, encoding));
  const { value: head } = await told(lines.next());
  if (!head) throw new UnreadableFile({ fault: 'empty' });
  const last = head.cells.findLastIndex((heading) => heading.trim() !== '');
  return {
    format: 'csv',
    encoding: shownEncoding(encoding),
    // What is right of the last heading that says something is no column.
    headings: head.cells.slice(0, last + 1).map((one) => one.trim()),
    rows: counted(lines),
  };
}

/** Rows in which something stands, each with the line of the file on which it begins. */
async function* numbered(rows: AsyncIterable<string[]>): AsyncGenerator<FileRow, undefined> {
  let line = 1;
  for await (const cells of rows) {
    if (cells.some((cell) => cell.trim() !== '')) yield { line, cells };
    line += linesOf(cells);
  }
}

async function* counted(rows: AsyncGenerator<FileRow, undefined>): AsyncGenerator<FileRow> {
  let count = 0;
  for (;;) {
    const { value } = await told(rows.next());
    if (!value) break;
    count += 1;
    if (count > MOST_STREAMED) throw new UnreadableFile({ fault: 'tooManyRows' });
    yield value;
  }
  if (count === 0) throw new UnreadableFile({ fault: 'noRows' });
}

const told = <Result>(reading: Promise<Result>): Promise<Result> =>
  reading.catch((error: unknown) => {
    if (!(error instanceof BrokenCsv)) throw error;
    throw new UnreadableFile({ fault: 'broken', ...(error.line !== null && { line: error.line }) });
  });
