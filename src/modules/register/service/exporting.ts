import { today } from '#kernel/clock.js';
import { type Context, tenantOf } from '#kernel/context.js';
import { AppError, notFound } from '#kernel/errors.js';
import { localize } from '#kernel/i18n/locales.js';
import { translatorFor } from '#kernel/i18n/translate.js';
import { append } from '#kernel/journal/journal.js';
import { MOST_ROWS, streamBook } from '#kernel/sheets/write-book.js';
import { type CsvCell, csvLines, csvText } from '#kernel/sheets/write-csv.js';
import { publicBase } from '#kernel/tenancy/public-base.js';
import type { Register, RegisterField } from '../definition.js';
import { isPublicField } from '../definition-problems.js';
import {
  allColumns,
  cellText,
  type ExportColumn,
  type ExportRow,
  fieldColumns,
  nameCell,
  standardColumns,
  type TownNames,
} from '../export-cells.js';
import { type KeptRegister, type Names, type Row, registerSubject } from '../model.js';
import { shapefilePieces } from '../shapefile/write-shapefile.js';
import { changesOfAll } from '../store/squares.js';
import type { RegisterDeps } from './deps.js';
import type { Listed, ListWish, ReadingService } from './reading.js';
import type { RelatedService } from './related.js';

export const EXPORT_FORMATS = ['csv', 'xlsx', 'geojson', 'shapefile'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

export interface Exported {
  /** Rows are read as they are taken: a million of them do not build up in memory. */
  content: AsyncIterable<string | Uint8Array>;
  type: string;
  name: string;
}

/** Columns and rows of what everybody may take out; numbers as numbers, all else as text. */
export interface PublicTable {
  headings: string[];
  rows: CsvCell[][];
}

/** What is held in memory at once, where a caller needs all of it. */
const MOST_HELD = 200_000;
const PAGE = 1000;
const ja = translatorFor('ja');
/** Excel's own bound for the text of a cell. */
const MOST_TEXT = 32_000;

const TYPES = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  geojson: 'application/geo+json',
  shapefile: 'application/zip',
} as const satisfies Record<ExportFormat, string>;

const ENDINGS = {
  csv: 'csv',
  xlsx: 'xlsx',
  geojson: 'geojson',
  shapefile: 'zip',
} as const satisfies Record<ExportFormat, string>;

export interface ExportWish extends ListWish {
  format: ExportFormat;
  /** Columns of a standard; all fields when absent. */
  standard?: string | undefined;
}

type Page = (wish: ListWish) => Promise<Listed>;

/** Registers as files: for staff with what they see, for everybody with what is public. */
export function createExporting(
  { kernel }: Pick<RegisterDeps, 'kernel'>,
  reading: ReadingService,
  related: RelatedService,
) {
  const { database, municipalities } = kernel;

  const townOf = ({ municipality }: Context): TownNames => {
    const prefecture = municipality.prefecture && municipalities.bySlug(municipality.prefecture);
    return {
      code: municipality.code,
      prefecture: prefecture ? localize(prefecture.name, 'ja') : '',
      municipality: localize(municipality.name, 'ja'),
    };
  };

  /** Where everybody gets the files of a row: of rows in use, in fields that are published. */
  function fileAt(context: Context, { register }: KeptRegister, { id, state }: Row): ExportRow['fileAt'] {
    const isOpen = register.notPublic === undefined && state === 'active';
    const address = `${publicBase(kernel, context)}/registers/${register.id}/${id}/files`;
    return (field, file) => (isOpen && isPublicField(field) ? `${address}/${file}` : null);
  }

  async function* told(
    context: Context,
    kept: KeptRegister,
    pages: AsyncIterable<Row[]>,
    namesOf: (rows: readonly Row[]) => Promise<Names>,
  ): AsyncGenerator<ExportRow[]> {
    for await (const rows of pages) {
      const names = await namesOf(rows);
      yield rows.map((row) => ({ ...row, names, fileAt: fileAt(context, kept, row) }));
    }
  }

  /** The first page is there at once: what may not be exported is refused before anything is sent. */
  async function pagesOf(page: Page, wish: ListWish): Promise<AsyncGenerator<Row[]>> {
    const first = await page({ ...wish, after: undefined, limit: PAGE });
    return (async function* () {
      let listed = first;
      yield listed.items;
      while (listed.next) {
        listed = await page({ ...wish, after: listed.next, limit: PAGE });
        yield listed.items;
      }
    })();
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

  /** Never a file that silently ends early. */
  async function notMore(context: Context, { register }: KeptRegister): Promise<void> {
    if ((await reading.publicCount(context, register.id, {}, MOST_HELD)) > MOST_HELD)
      throw new AppError('tooLarge', `more than ${MOST_HELD} rows to export`);
  }

  function fileOf(
    context: Context,
    { register }: KeptRegister,
    format: ExportFormat,
    columns: readonly ExportColumn[],
    fields: readonly RegisterField[],
    pages: AsyncIterable<ExportRow[]>,
    { isNamed = false } = {},
  ): Exported {
    const shapeColumns = fieldColumns(register, (field) => fields.includes(field), { isNamed });
    const stem = `${context.municipality.code}_${register.id.replaceAll('-', '_')}`;
    const content = {
      csv: () => csvPieces(columns, pages),
      xlsx: () => bookPieces(localize(register.title, 'ja'), columns, pages),
      geojson: () => geojsonPieces(fields, pages),
      shapefile: () => shapePieces(context, stem, register, shapeColumns, pages),
    }[format]();
    return { content, type: TYPES[format], name: `${stem}.${ENDINGS[format]}` };
  }

  /** As everybody may have it. */
  async function open(context: Context, id: string, { format, standard, ...wish }: ExportWish) {
    const kept = reading.rights.keptAsPublic(context, id);
    const columns = columnsFor(context, kept, standard, isPublicField);
    if (format === 'shapefile') {
      if (kept.register.place?.notPublic !== undefined) throw notFound(`places of register ${id}`);
      await notMore(context, kept);
    }
    const pages = await pagesOf((page) => reading.publicList(context, id, page), wish);
    const fields = kept.register.fields.filter(isPublicField);
    return fileOf(
      context,
      kept,
      format,
      columns,
      fields,
      told(context, kept, pages, async () => NO_NAMES),
    );
  }

  return {
    /** Another text whenever what everybody may take out may have changed; rows of other registers are named in it. */
    stateOf: async (context: Context, id: string): Promise<string> => {
      const { version } = reading.rights.keptAsPublic(context, id);
      return `${version}.${await database.transaction(tenantOf(context), changesOfAll)}`;
    },

    /** For staff; journalled. Rows that are named are told by name as well. */
    staff: async (
      context: Context,
      id: string,
      { format, standard, ...wish }: ExportWish,
    ): Promise<Exported> => {
      const kept = reading.rights.keptAs(context, id);
      const sees = (field: RegisterField) => reading.rights.sees(context, kept, field);
      const columns =
        standard === undefined
          ? allColumns(kept.register, sees, { isNamed: true })
          : columnsFor(context, kept, standard, sees);
      if (format === 'xlsx' && !wish.text && (await reading.count(context, id, wish, MOST_ROWS)) > MOST_ROWS)
        throw new AppError('tooLarge', `more than ${MOST_ROWS} rows for a sheet`, {
          userMessage: ja('registerList.sheetFull', { most: MOST_ROWS }),
        });
      if (
        format === 'shapefile' &&
        !wish.text &&
        (await reading.count(context, id, wish, MOST_HELD)) > MOST_HELD
      )
        throw new AppError('tooLarge', `more than ${MOST_HELD} rows for a shapefile`, {
          userMessage: ja('shapefile.full', { most: MOST_HELD }),
        });
      const pages = await pagesOf((page) => reading.list(context, id, page), wish);
      await database.transaction(tenantOf(context), (tx) =>
        append(tx, context, {
          type: 'register.exported',
          subject: registerSubject(id),
          data: { register: id, unit: kept.unit, format },
        }),
      );
      const named = told(context, kept, pages, (rows) => related.names(context, id, rows));
      return fileOf(context, kept, format, columns, kept.register.fields.filter(sees), named, {
        isNamed: true,
      });
    },

    open,

    /** As `open`, all of it at once. */
    openWhole: async (context: Context, id: string, wish: ExportWish): Promise<Uint8Array> => {
      const kept = reading.rights.keptAsPublic(context, id);
      await notMore(context, kept);
      const { content } = await open(context, id, wish);
      return new Uint8Array(
        Buffer.concat(await Array.fromAsync(content, (piece) => Buffer.from(piece as string))),
      );
    },

    /** As `open`; `most` rows from the beginning where so many are enough. */
    openTable: async (
      context: Context,
      id: string,
      { standard, most }: { standard?: string | undefined; most?: number },
    ): Promise<PublicTable> => {
      const kept = reading.rights.keptAsPublic(context, id);
      const columns = columnsFor(context, kept, standard, isPublicField);
      const page: Page = (wish) => reading.publicList(context, id, wish);
      if (most === undefined) await notMore(context, kept);
      const rows =
        most === undefined
          ? (await Array.fromAsync(await pagesOf(page, {}))).flat()
          : (await page({ limit: most })).items;
      return {
        headings: columns.map(({ heading }) => heading),
        rows: rows.map((row) => {
          const told = { ...row, names: NO_NAMES, fileAt: fileAt(context, kept, row) };
          return columns.map(({ cell }) => cell(told));
        }),
      };
    },
  };
}

const NO_NAMES: Names = new Map();

async function* csvPieces(columns: readonly ExportColumn[], pages: AsyncIterable<ExportRow[]>) {
  yield csvText([columns.map(({ heading }) => heading)]);
  for await (const rows of pages) yield csvLines(rows.map((row) => columns.map(({ cell }) => cell(row))));
}

function bookPieces(title: string, columns: readonly ExportColumn[], pages: AsyncIterable<ExportRow[]>) {
  async function* cells() {
    for await (const rows of pages)
      yield rows.map((row) =>
        columns.map(({ cell }) => {
          const value = cell(row);
          return typeof value === 'string' ? value.slice(0, MOST_TEXT) : value;
        }),
      );
  }
  return streamBook(
    {
      name: title.replace(/[\\/?*[\]:]/g, ' ').slice(0, 31),
      columns: columns.map(({ heading }) => ({ heading, width: 20, look: 'text' as const })),
    },
    cells(),
  );
}

function shapePieces(
  { clock }: Context,
  stem: string,
  register: Register,
  columns: ReturnType<typeof fieldColumns>,
  pages: AsyncIterable<ExportRow[]>,
) {
  if (!register.place) throw notFound(`places of register ${register.id}`);
  async function* rows() {
    for await (const page of pages)
      yield page.map((row) => ({ geometry: row.geometry, cells: columns.map(({ cell }) => cell(row)) }));
  }
  return shapefilePieces({ stem, columns, kinds: register.place.kinds, pages: rows(), day: today(clock) });
}

async function* geojsonPieces(fields: readonly RegisterField[], pages: AsyncIterable<ExportRow[]>) {
  let before = '{"type":"FeatureCollection","features":[';
  for await (const rows of pages)
    for (const { id, values, geometry, names, fileAt } of rows) {
      const properties = Object.fromEntries(
        fields.flatMap((field) => {
          const name = nameCell(field, { values, names });
          const own = [field.ask.id, cellText(field, { values, fileAt })];
          return name === null ? [own] : [own, [`${field.ask.id}_name`, name]];
        }),
      );
      yield `${before}${JSON.stringify({ type: 'Feature', id, geometry, properties })}`;
      before = ',';
    }
  yield before === ',' ? ']}' : `${before}]}`;
}
