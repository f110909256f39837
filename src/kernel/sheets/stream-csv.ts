import { pipeline, Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import { CSV_OPTIONS, delimiterOf, isNoticedLate, linesOf } from './read-csv.js';
import { decoded, type Pieces, type TextEncoding } from './text-encoding.js';

/** A quote that is never closed, or one in the middle of a cell. */
export class BrokenCsv extends Error {
  /** From 1; null where nobody can say. */
  readonly line: number | null;
  constructor(cause: CsvError, begun: number) {
    super(cause.message, { cause });
    this.line = isNoticedLate(cause) ? begun : typeof cause.lines === 'number' ? cause.lines : null;
  }
}

/** Rows of a text (RFC 4180, or divided by tabs) as they stand, some at a time. Throws BrokenCsv on the way. */
export async function* streamCsv(pieces: Pieces, encoding: TextEncoding): AsyncGenerator<string[]> {
  const parser = parse({ ...CSV_OPTIONS, delimiter: delimiterOf(await firstLine(pieces, encoding)) });
  // Whoever reads the rows hears of what fails, here as below.
  pipeline(Readable.from(decoded(pieces, encoding)), parser, () => {});
  let begun = 1;
  try {
    for await (const row of parser) {
      begun += linesOf(row as string[]);
      yield row as string[];
    }
  } catch (error) {
    if (error instanceof CsvError) throw new BrokenCsv(error, begun);
    throw error;
  }
}

async function firstLine(pieces: Pieces, encoding: TextEncoding): Promise<string> {
  let head = '';
  for await (const text of decoded(pieces, encoding)) {
    head += text;
    if (/[\r\n]/.test(head)) break;
  }
  return head;
}
