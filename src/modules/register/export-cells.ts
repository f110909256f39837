import { isQuestion } from '#forms/fields/field.js';
import { fieldType } from '#forms/fields/registry.js';
import { rowOf } from '#forms/table/example.js';
import { localize } from '#kernel/i18n/locales.js';
import { translatorFor } from '#kernel/i18n/translate.js';
import type { CsvCell } from '#kernel/sheets/write-csv.js';
import { headingsOf, isSource, type Register, type RegisterField, type Source } from './definition.js';
import { listCell } from './list-cell.js';
import { columnsOf } from './mapping.js';
import type { Names, Row } from './model.js';
import { filesIn } from './row-files.js';
import { filterKind } from './slots.js';

/** A row with what the rows are called that it names, and where everybody gets its files. */
export type ExportRow = Pick<Row, 'id' | 'values' | 'geometry'> & {
  names: Names;
  /** null: not everybody does. */
  fileAt(field: RegisterField, file: string): string | null;
};

export interface ExportColumn {
  heading: string;
  cell(row: ExportRow): CsvCell;
}

/** With a name that file formats take which know no headings. */
export interface FieldColumn extends ExportColumn {
  id: string;
}

/** What columns say of the municipality itself. */
export interface TownNames {
  code: string;
  prefecture: string;
  municipality: string;
}

const ja = translatorFor('ja');

/** A value as a file has it: days as ISO 8601, choices and yes/no in words, numbers as numbers, lists as they are read, what is published of files by address. */
export function cellText(
  field: RegisterField,
  { values, fileAt }: Pick<ExportRow, 'values' | 'fileAt'>,
): CsvCell {
  const { ask } = field;
  const value = values[ask.id];
  const files = filesIn(field, values);
  if (files.length > 0) return files.map(({ file, name }) => fileAt(field, file) ?? name).join(' ');
  if (!isQuestion(ask) || value === null || value === undefined) return null;
  if (typeof value === 'number') return value;
  if (filterKind(ask) === 'date') return String(value);
  const stored = fieldType(ask).stored(ask).safeParse(value);
  if (!stored.success) return String(value);
  return ask.kind === 'people' && Array.isArray(stored.data)
    ? listCell(ask, stored.data)
    : fieldType(ask).display(stored.data, ask, ja);
}

/** A field of several cells as a file has it that is read in: a column for each, under the headings of imports. */
function partColumns(register: Register, { ask }: RegisterField): FieldColumn[] {
  if (!isQuestion(ask)) return [];
  const columns = columnsOf(register).filter(({ field }) => field.id === ask.id);
  if (columns.length < 2) return [];
  return columns.map((column, index) => ({
    id: `${ask.id}_${index + 1}`,
    heading: column.heading,
    cell: ({ values }) => {
      const stored = fieldType(ask).stored(ask).safeParse(values[ask.id]);
      return (stored.success && rowOf([column], values)[0]) || null;
    },
  }));
}

const position = (geometry: Row['geometry'], at: 0 | 1): CsvCell =>
  geometry?.type === 'Point' ? geometry.coordinates[at] : null;

function sourceCell(source: Source, town: TownNames, geometry: Row['geometry']): CsvCell {
  switch (source) {
    case '$lat':
      return position(geometry, 1);
    case '$lon':
      return position(geometry, 0);
    case '$code':
      return town.code;
    case '$prefecture':
      return town.prefecture;
    case '$municipality':
      return town.municipality;
    case '$full-name':
      return `${town.prefecture}${town.municipality}`;
    default:
      return null;
  }
}

/** The columns of a standard, in its order; what may not be seen is blank. */
export function standardColumns(
  register: Register,
  standard: string,
  town: TownNames,
  sees: (field: RegisterField) => boolean,
): ExportColumn[] | null {
  const found = register.standards.find(({ id }) => id === standard);
  if (!found) return null;
  return headingsOf(found).map((heading) => {
    const source = found.columns[heading] ?? '$blank';
    const field = register.fields.find(({ ask }) => ask.id === source);
    return {
      heading,
      cell: (row) => {
        if (isSource(source)) return sourceCell(source, town, row.geometry);
        return field && sees(field) ? cellText(field, row) : null;
      },
    };
  });
}

/** What the row is called that a relation names; null where there is none, or nobody may know. */
export const nameCell = (
  { ask, relation }: RegisterField,
  { values, names }: Pick<ExportRow, 'values' | 'names'>,
): string | null =>
  (relation !== undefined && names.get(ask.id)?.get(String(values[ask.id] ?? ''))?.label) || null;

/** Every field that may be seen, under its label; beside a key the name, where wanted. */
export const fieldColumns = (
  register: Register,
  sees: (field: RegisterField) => boolean,
  { isNamed = false } = {},
): FieldColumn[] =>
  register.fields
    .filter((field) => isQuestion(field.ask) && sees(field))
    .flatMap((field) => {
      const parts = partColumns(register, field);
      if (parts.length > 0) return parts;
      const { id } = field.ask;
      const heading = isQuestion(field.ask) ? localize(field.ask.label, 'ja') : id;
      const own = { id, heading, cell: (row: ExportRow) => cellText(field, row) };
      if (!isNamed || field.relation === undefined) return [own];
      const beside = ja('registerList.nameColumn', { label: heading });
      return [own, { id: `${id}_name`, heading: beside, cell: (row: ExportRow) => nameCell(field, row) }];
    });

/** The same, and the position of points. */
export const allColumns = (
  register: Register,
  sees: (field: RegisterField) => boolean,
  how: { isNamed?: boolean } = {},
): ExportColumn[] => [
  ...fieldColumns(register, sees, how),
  ...(register.place?.kinds.includes('point')
    ? [
        { heading: '緯度', cell: ({ geometry }: Pick<Row, 'geometry'>) => position(geometry, 1) },
        { heading: '経度', cell: ({ geometry }: Pick<Row, 'geometry'>) => position(geometry, 0) },
      ]
    : []),
];
