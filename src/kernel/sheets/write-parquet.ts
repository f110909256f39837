import type { CsvCell } from './write-csv.js';

const ISO_DAY = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;
const isDay = (cell: CsvCell): boolean =>
  typeof cell === 'string' && ISO_DAY.test(cell) && new Date(cell).toISOString().startsWith(cell);

/** What every filled cell of a column is: 64-bit whole numbers, other numbers, days, else texts. */
type ColumnType = 'whole' | 'number' | 'day' | 'text';
function typeOf(cells: readonly CsvCell[]): ColumnType {
  const filled = cells.filter((cell) => cell !== null && cell !== '');
  if (filled.length === 0) return 'text';
  if (filled.every((cell) => typeof cell === 'number'))
    return filled.every((cell) => Number.isSafeInteger(cell)) ? 'whole' : 'number';
  return filled.every(isDay) ? 'day' : 'text';
}

const SHAPE = {
  whole: { type: 'INT64' },
  number: { type: 'DOUBLE' },
  day: { type: 'INT32', converted_type: 'DATE' },
  text: { type: 'BYTE_ARRAY', converted_type: 'UTF8' },
} as const;
const VALUE: Record<ColumnType, (cell: string | number) => unknown> = {
  whole: (cell) => BigInt(cell),
  number: Number,
  day: (cell) => new Date(cell),
  text: String,
};

/** Apache Parquet: columns with their types, blank cells as null. Names must differ. */
export async function parquetBytes(
  names: readonly string[],
  rows: readonly (readonly CsvCell[])[],
): Promise<Uint8Array<ArrayBuffer>> {
  const { parquetWriteBuffer } = await import('hyparquet-writer');
  const columns = names.map((name, at) => {
    const cells = rows.map((row) => row[at] ?? null);
    const type = typeOf(cells);
    const value = VALUE[type];
    const data = cells.map((cell) => (cell === null || cell === '' ? null : value(cell)));
    return { data, element: { name, repetition_type: 'OPTIONAL' as const, ...SHAPE[type] } };
  });
  return new Uint8Array(
    parquetWriteBuffer({
      columnData: columns.map(({ element, data }) => ({ name: element.name, data })),
      schema: [{ name: 'root', num_children: columns.length }, ...columns.map(({ element }) => element)],
      createdBy: 'yakuba',
    }),
  );
}
