import { setImmediate } from 'node:timers/promises';
import type { Answers } from '#forms/answers.js';
import { type HeadProblem, type TableReader, tableReader } from '#forms/table/read-rows.js';
import { readBook } from '#kernel/sheets/read-book.js';
import { readCsv } from '#kernel/sheets/read-csv.js';
import { BULK_BOUNDS, type BulkFault, keptProblem, type RowOutcome, sheetRow } from '../bulk.js';
import type { Procedure } from '../definition.js';
import type { BulkContent } from '../store/bulk.js';

/** Rows that are judged before other requests get their turn. */
const AT_A_TIME = 50;

export type ReadTable =
  | { kind: 'unreadable'; fault: BulkFault; line?: number }
  | { kind: 'head'; problems: readonly HeadProblem[] }
  | { kind: 'read'; content: BulkContent; reader: TableReader };

const isZip = (bytes: Uint8Array): boolean => bytes[0] === 0x50 && bytes[1] === 0x4b;

type Cells = readonly (readonly string[])[];
type FoundCells = { ok: true; rows: Cells } | { ok: false; fault: BulkFault; line?: number };

async function cellsIn(bytes: Uint8Array): Promise<FoundCells> {
  if (!isZip(bytes)) return readCsv(bytes, BULK_BOUNDS);
  const read = await readBook(bytes);
  if (!read.ok) return { ok: false, fault: read.fault };
  const rows = read.book.sheets[0]?.rows ?? [];
  return { ok: true, rows: rows.map((row) => Array.from(row, (cell) => (cell ? String(cell.value) : ''))) };
}

/** The rows of a file from a spreadsheet program, or why there are none. */
export async function readTable(procedure: Pick<Procedure, 'form'>, bytes: Uint8Array): Promise<ReadTable> {
  const found = await cellsIn(bytes);
  if (!found.ok) return { kind: 'unreadable', fault: found.fault, ...(found.line && { line: found.line }) };
  const [headings = [], ...body] = found.rows;
  const head = tableReader(procedure.form, headings);
  if (!head.ok) return { kind: 'head', problems: head.problems };
  const { reader } = head;
  const rows = body
    .map((cells, index) => ({ row: sheetRow(index), cells }))
    .filter(({ cells }) => !reader.isBlank(cells));
  if (rows.length === 0) return { kind: 'unreadable', fault: 'noRows' };
  return { kind: 'read', content: { headings, rows }, reader };
}

/** The answers of a row, or what is wrong with it. */
export function judgeRow(
  { form }: Pick<Procedure, 'form'>,
  reader: TableReader,
  { row, cells }: BulkContent['rows'][number],
  facts: { today: Temporal.PlainDate },
): { answers: Answers; outcome: RowOutcome | null } {
  const { answers, problems } = reader.read(cells, facts);
  if (problems.length === 0) return { answers, outcome: null };
  const fields = form.pages.flatMap((page) => page.fields);
  const kept = problems.map(({ field, column, error }) =>
    keptProblem(
      column === null ? null : (reader.headings[column] ?? null),
      fields.find(({ id }) => id === field),
      error,
      column === null ? null : (reader.columns[column] ?? null),
    ),
  );
  return { answers, outcome: { row, number: null, problems: kept } };
}

/** Every row that does not hold. Thousands of them are judged in small lots, so that nobody else waits. */
export async function judgeRows(
  procedure: Procedure,
  reader: TableReader,
  { rows }: BulkContent,
  facts: { today: Temporal.PlainDate },
): Promise<RowOutcome[]> {
  const wrong: RowOutcome[] = [];
  for (const [index, row] of rows.entries()) {
    if (index % AT_A_TIME === AT_A_TIME - 1) await setImmediate();
    const { outcome } = judgeRow(procedure, reader, row, facts);
    if (outcome) wrong.push(outcome);
  }
  return wrong;
}
