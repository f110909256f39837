import { type Context, tenantOf } from '#kernel/context.js';
import { AppError, notFound } from '#kernel/errors.js';
import { localize } from '#kernel/i18n/locales.js';
import { append } from '#kernel/journal/journal.js';
import { writeBook } from '#kernel/sheets/write-book.js';
import { type CsvCell, csvText } from '#kernel/sheets/write-csv.js';
import type { RegisterField } from '../definition.js';
import { allColumns, cellText, type ExportColumn, standardColumns, type TownNames } from '../export-cells.js';
import { type KeptRegister, type Row, registerSubject } from '../model.js';
import { isPublicField, type RegisterDeps } from './deps.js';
import type { Listed, ListWish, ReadingService } from './reading.js';

export const EXPORT_FORMATS = ['csv', 'xlsx', 'geojson'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

export interface Exported {
  content: Uint8Array | string;
  type: string;
  name: string;
}

/** Columns and rows of what everybody may take out; numbers as numbers, all else as text. */
export interface PublicTable {
  headings: string[];
  rows: CsvCell[][];
}

/** What is held in memory at once; Excel programs get slow far before. */
const MOST = { csv: 200_000, geojson: 200_000, xlsx: 20_000 } as const satisfies Record<ExportFormat, number>;
const PAGE = 1000;
/** Excel's own bound for the text of a cell. */
const MOST_TEXT = 32_000;

const TYPES = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  geojson: 'application/geo+json',
} as const satisfies Record<ExportFormat, string>;

export interface ExportWish extends ListWish {
  format: ExportFormat;
  /** Columns of a standard; all fields when absent. */
  standard?: string | undefined;
}

/** Registers as files: for staff with what they see, for everybody with what is public. */
export function createExporting({ kernel }: Pick<RegisterDeps, 'kernel'>, reading: ReadingService) {
  const { database, municipalities } = kernel;

  const townOf = ({ municipality }: Context): TownNames => {
    const prefecture = municipality.prefecture && municipalities.bySlug(municipality.prefecture);
    return {
      code: municipality.code,
      prefecture: prefecture ? localize(prefecture.name, 'ja') : '',
      municipality: localize(municipality.name, 'ja'),
    };
  };

  async function rowsOf(
    page: (wish: ListWish) => Promise<Listed>,
    wish: ListWish,
    most: number,
  ): Promise<Row[]> {
    const rows: Row[] = [];
    let after: ListWish['after'];
    do {
      const { items, next } = await page({ ...wish, after, limit: PAGE });
      rows.push(...items);
      after = next ?? undefined;
      // Never a file that silently ends early.
      if (rows.length > most) throw new AppError('tooLarge', `more than ${most} rows to export`);
    } while (after);
    return rows;
  }

  function columnsFor(
    context: Context,
    { register }: KeptRegister,
    standard: string | undefined,
    sees: (field: RegisterField) => boolean,
  ): ExportColumn[] {
    const columns =
      standard === undefined
        ? allColumns(register, sees)
        : standardColumns(register, standard, townOf(context), sees);
    if (!columns) throw notFound(`standard ${standard}`);
    return columns;
  }

  function fileOf(
    context: Context,
    kept: KeptRegister,
    { format, standard }: ExportWish,
    sees: (field: RegisterField) => boolean,
    rows: readonly Row[],
  ): Exported {
    const { register } = kept;
    const columns = columnsFor(context, kept, standard, sees);
    const name = `${context.municipality.code}_${register.id.replaceAll('-', '_')}.${format}`;
    return { content: contentOf(format, register, columns, sees, rows), type: TYPES[format], name };
  }

  return {
    /** For staff; journalled. */
    staff: async (context: Context, id: string, wish: ExportWish): Promise<Exported> => {
      const kept = reading.rights.keptAs(context, id);
      const rows = await rowsOf((page) => reading.list(context, id, page), wish, MOST[wish.format]);
      await database.transaction(tenantOf(context), (tx) =>
        append(tx, context, {
          type: 'register.exported',
          subject: registerSubject(id),
          data: { register: id, unit: kept.unit, format: wish.format },
        }),
      );
      return fileOf(context, kept, wish, (field) => reading.rights.sees(context, kept, field), rows);
    },

    open: async (context: Context, id: string, wish: ExportWish): Promise<Exported> => {
      const kept = reading.rights.keptAsPublic(context, id);
      const rows = await rowsOf((page) => reading.publicList(context, id, page), wish, MOST[wish.format]);
      return fileOf(context, kept, wish, isPublicField, rows);
    },

    /** As `open`; `most` rows from the beginning where so many are enough. */
    openTable: async (
      context: Context,
      id: string,
      { standard, most }: { standard?: string | undefined; most?: number },
    ): Promise<PublicTable> => {
      const kept = reading.rights.keptAsPublic(context, id);
      const columns = columnsFor(context, kept, standard, isPublicField);
      const rows =
        most === undefined
          ? await rowsOf((page) => reading.publicList(context, id, page), {}, MOST.csv)
          : (await reading.publicList(context, id, { limit: most })).items;
      return {
        headings: columns.map(({ heading }) => heading),
        rows: rows.map((row) => columns.map(({ cell }) => cell(row))),
      };
    },
  };
}
function contentOf(
  format: ExportFormat,
  register: KeptRegister['register'],
  columns: readonly ExportColumn[],
  sees: (field: RegisterField) => boolean,
  rows: readonly Row[],
): Uint8Array | string {
  const cells = (row: Row) => columns.map(({ cell }) => cell(row));
  if (format === 'csv') return csvText([columns.map(({ heading }) => heading), ...rows.map(cells)]);
  if (format === 'xlsx')
    return writeBook([
      {
        name: localize(register.title, 'ja')
          .replace(/[\\/?*[\]:]/g, ' ')
          .slice(0, 31),
        columns: columns.map(({ heading }) => ({ heading, width: 20, look: 'text' as const })),
        rows: rows.map((row) =>
          cells(row).map((cell) => (typeof cell === 'string' ? cell.slice(0, MOST_TEXT) : cell)),
        ),
      },
    ]);
  const fields = register.fields.filter(sees);
  return JSON.stringify({
    type: 'FeatureCollection',
    features: rows.map(({ id, values, geometry }) => ({
      type: 'Feature',
      id,
      geometry,
      properties: Object.fromEntries(
        fields.map((field) => [field.ask.id, cellText(field, values[field.ask.id])]),
      ),
    })),
  });
}
