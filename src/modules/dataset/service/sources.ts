import { type Context, tenantOf } from '#kernel/context.js';
import { AppError, notFound } from '#kernel/errors.js';
import { localize } from '#kernel/i18n/locales.js';
import { translatorFor } from '#kernel/i18n/translate.js';
import { FORMULA_START, writeBook } from '#kernel/sheets/write-book.js';
import { type CsvCell, csvText } from '#kernel/sheets/write-csv.js';
import { parquetBytes } from '#kernel/sheets/write-parquet.js';
import { publicBase } from '#kernel/tenancy/public-base.js';
import { planCsv } from '#modules/plan/api.js';
import { type FileTable, type PublicTable, readFile } from '#modules/register/api.js';
import {
  type Dataset,
  fileHolder,
  isLive,
  isResourceFormat,
  MAIN,
  type Part,
  partsOf,
  RESOURCE_FORMATS,
  type Resource,
  type ResourceFormat,
  resource,
  type Version,
} from '../model.js';
import { findVersion, newestOf } from '../store/versions.js';
import type { DatasetDeps } from './deps.js';

export interface Content {
  bytes: Uint8Array | string;
  mediaType: string;
  name: string;
}

/** Excel's own bound for the text of a cell, and where its programs get slow. */
const MOST_TEXT = 32_000;
const MOST_XLSX_ROWS = 20_000;
const ja = translatorFor('ja');

const TABLE_FORMATS = ['csv', 'xlsx', 'json', 'parquet', 'ttl'] as const;
const PLAN_MOST = 20_000;

/** A cell that is a plain number is one for programs; 010 and +81 are texts. */
export const typedCell = (cell: string): CsvCell =>
  cell === '' ? null : /^-?(0|[1-9]\d{0,14})(\.\d+)?$/.test(cell) ? Number(cell) : cell;

/** Headings as names of members: blank ones and twins get a number. */
export function columnNames(headings: readonly string[]): string[] {
  const seen = new Map<string, number>();
  return headings.map((heading, at) => {
    const name = heading.replace(/^\uFEFF/, '').trim() || `column_${at + 1}`;
    const times = (seen.get(name) ?? 0) + 1;
    seen.set(name, times);
    return times === 1 ? name : `${name}_${times}`;
  });
}

/** A column is of numbers when all of it is: the code 292010 beside 011002 stays a text. */
function tableOfFile({ headings, rows }: Pick<FileTable, 'headings' | 'rows'>): PublicTable {
  const isText = headings.map((_heading, at) =>
    rows.some(({ cells }) => typeof typedCell(cells[at] ?? '') === 'string'),
  );
  return {
    headings: [...headings],
    rows: rows.map(({ cells }) =>
      headings.map((_heading, at) => (isText[at] ? cells[at] || null : typedCell(cells[at] ?? ''))),
    ),
  };
}

/** What a version is called where it is saved. */
export const versionName = ({ name }: Dataset, version: Version): string =>
  `${name}_v${version.version}${/\.[A-Za-z0-9]{1,8}$/.exec(version.name)?.[0] ?? ''}`;

export function recordsOf({ headings, rows }: PublicTable): Record<string, CsvCell>[] {
  const names = columnNames(headings);
  return rows.map((row) => Object.fromEntries(names.map((name, at) => [name, row[at] ?? null])));
}

/** What a dataset consists of, and its content as it is now. */
export function createSources({ kernel, needs }: DatasetDeps) {
  const { register, plan } = needs;

  const keptOf = (context: Context, id: string) =>
    register.published(context).find((kept) => kept.register.id === id);

  const tables = (dataset: Dataset, title: string): Resource[] =>
    TABLE_FORMATS.map((format) => resource(dataset.id, format, title, format, { isTable: format === 'csv' }));

  /** The forms in which one of the files that were handed in is fetched. */
  function formsOf(
    { id }: Dataset,
    { key, name, description }: Part,
    version: Version | undefined,
  ): Resource[] {
    if (!version) return [];
    const form = (format: ResourceFormat, title: string, isTable = false) =>
      resource(id, key === MAIN ? format : `${key}-${format}`, title, format, {
        isTable,
        ...(key !== MAIN && { part: key }),
        ...(description && { description }),
      });
    return [
      ...(version.rows === null ? [] : TABLE_FORMATS.map((format) => form(format, name, format === 'csv'))),
      ...(version.format === 'geojson' ? [form('geojson', version.name)] : []),
      ...(version.format === 'shapefile' ? [form('zip', version.name)] : []),
    ];
  }

  /** Its files now; none while there is no content, or when the register is published no more. */
  function resourcesOf(
    context: Context,
    dataset: Dataset,
    versions: ReadonlyMap<string, Version> | undefined,
  ): Resource[] {
    const { source, about, id } = dataset;
    if (source.kind === 'register') {
      const kept = keptOf(context, source.register);
      if (!kept) return [];
      const { place, standards } = kept.register;
      return [
        ...tables(dataset, about.title),
        ...(place && place.notPublic === undefined
          ? [
              resource(id, 'geojson', about.title, 'geojson', { isTable: false }),
              resource(id, 'shapefile', about.title, 'shapefile', { isTable: false }),
            ]
          : []),
        ...standards.map((standard) =>
          resource(id, `csv-${standard.id}`, localize(standard.title, 'ja'), 'csv', {
            isTable: true,
            standard: standard.id,
          }),
        ),
      ];
    }
    if (source.kind === 'plan' || source.kind === 'figures') return tables(dataset, about.title);
    if (source.kind === 'harvest')
      return source.files.map(({ key, name, format, url }) =>
        resource(id, key, name, isResourceFormat(format) ? format : 'other', {
          isTable: false,
          address: url,
        }),
      );
    return partsOf(dataset).flatMap((part) => formsOf(dataset, part, versions?.get(part.key)));
  }

  /** The file that was handed in, or kept of a live source, as it is. */
  async function fileOf(
    context: Context,
    dataset: Dataset,
    number: number,
  ): Promise<{ version: Version; bytes: Uint8Array }> {
    return kernel.database.transaction(tenantOf(context), async (tx) => {
      const version = await findVersion(tx, dataset.id, number);
      const kept = version && (await kernel.files.read(tx, fileHolder(dataset.id), version.file));
      if (!version || !kept) throw notFound(`version ${number} of dataset ${dataset.id}`);
      return { version, bytes: kept.bytes };
    });
  }

  /** One of its files as it was handed in last; null: never. */
  async function newest(context: Context, dataset: Dataset, part = MAIN) {
    const found = await kernel.database.transaction(tenantOf(context), (tx) =>
      newestOf(tx, dataset.id, part),
    );
    return found ? fileOf(context, dataset, found.version) : null;
  }

  async function uploadedTable(
    context: Context,
    dataset: Dataset,
    part: string | undefined,
  ): Promise<PublicTable> {
    const file = await newest(context, dataset, part);
    const read = file && (await readFile(file.bytes));
    if (!read?.ok) throw notFound(`table of dataset ${dataset.id}`);
    return tableOfFile(read.table);
  }

  /** The figures of the plan's indicators by fiscal year, and where each comes from. */
  async function figuresTable(context: Context): Promise<PublicTable> {
    const { measures } = await plan.readPlan(context);
    const value = (figure: unknown): CsvCell =>
      typeof figure === 'number' ? figure : typeof figure === 'string' ? figure : null;
    return {
      headings: [
        '施策番号',
        '施策名',
        '指標ID',
        '指標名',
        '単位',
        '年度',
        '目標値',
        '実績値',
        '実績値の出所',
      ],
      rows: measures.flatMap(({ number, title, indicators }) =>
        indicators.flatMap(({ id, name, unit, years }) =>
          years.map(({ fiscalYear, target, result, source }) => [
            number,
            title,
            id,
            name,
            unit ?? null,
            fiscalYear,
            value(target),
            value(result),
            result === null ? null : ja(`ui.chart.${source}`),
          ]),
        ),
      ),
    };
  }

  async function planTable(context: Context): Promise<PublicTable> {
    const read = await readFile(
      new TextEncoder().encode(planCsv(ja, await plan.readPlan(context), context.municipality)),
    );
    if (!read.ok) throw notFound('the plan as a table');
    const { headings, rows } = read.table;
    return {
      headings: [...headings],
      rows: rows
        .slice(0, PLAN_MOST)
        .map(({ cells }) => headings.map((_one, at) => typedCell(cells[at] ?? ''))),
    };
  }

  /** Rows of a dataset as everybody may read them; `most` from the beginning where so many are enough. */
  async function tableOf(
    context: Context,
    dataset: Dataset,
    {
      standard,
      part,
      most,
    }: { standard?: string | undefined; part?: string | undefined; most?: number } = {},
  ): Promise<PublicTable> {
    const { source } = dataset;
    if (source.kind === 'register')
      return register.publicTable(context, source.register, {
        standard,
        ...(most !== undefined && { most }),
      });
    if (source.kind === 'harvest') throw notFound(`table of dataset ${dataset.id}`);
    const table = await (source.kind === 'plan'
      ? planTable(context)
      : source.kind === 'figures'
        ? figuresTable(context)
        : uploadedTable(context, dataset, part));
    return most === undefined ? table : { ...table, rows: table.rows.slice(0, most) };
  }

  async function written(
    context: Context,
    dataset: Dataset,
    { format, key }: Pick<Resource, 'format' | 'key'>,
    table: PublicTable,
  ): Promise<Uint8Array | string> {
    if (format === 'ttl') {
      const { turtleRows } = await import('../dcat/rows.js');
      const address = `${publicBase(kernel, context)}/data/${dataset.name}/${key}/download`;
      return turtleRows(address, columnNames(table.headings), table.rows);
    }
    if (format === 'json') return JSON.stringify(recordsOf(table));
    if (format === 'parquet') return parquetBytes(columnNames(table.headings), table.rows);
    if (format === 'csv') return csvText([table.headings, ...table.rows]);
    if (table.rows.length > MOST_XLSX_ROWS)
      throw new AppError('tooLarge', `more than ${MOST_XLSX_ROWS} rows for a workbook`);
    return writeBook([
      {
        name: dataset.about.title.replace(/[\\/?*[\]:]/g, ' ').slice(0, 31) || 'data',
        columns: table.headings.map((heading) => ({ heading, width: 20, look: 'text' as const })),
        rows: table.rows.map((row) =>
          row.map((cell) => (typeof cell === 'string' ? cell.slice(0, MOST_TEXT) : cell)),
        ),
      },
    ]);
  }

  /**
   * A version for everybody. A table in which a program could find formulas is written anew as its download is, and a
   * workbook always: its other sheets, notes and macros were judged by nobody. All else is as it was handed in.
   */
  async function harmless(
    context: Context,
    dataset: Dataset,
    version: Version,
    bytes: Uint8Array,
  ): Promise<Content> {
    const asItWas = { bytes, mediaType: version.mediaType, name: versionName(dataset, version) };
    if (isLive(dataset) || (version.format !== 'csv' && version.format !== 'excel')) return asItWas;
    const read = await readFile(bytes);
    if (!read.ok) throw notFound(`version ${version.version} of dataset ${dataset.id} as a table`);
    const table = tableOfFile(read.table);
    const isRisky = [table.headings, ...table.rows].some((row) =>
      row.some((cell) => typeof cell === 'string' && FORMULA_START.test(cell)),
    );
    // Cells without a heading are in no download, and nobody judged them.
    const isRagged = read.table.rows.some(({ cells }) => cells.length > read.table.headings.length);
    if (version.format === 'csv' && !isRisky && !isRagged) return asItWas;
    const format = version.format === 'csv' ? 'csv' : 'xlsx';
    const { mediaType, ending } = RESOURCE_FORMATS[format];
    return {
      bytes: await written(context, dataset, { format, key: format }, table),
      mediaType,
      name: `${dataset.name}_v${version.version}.${ending}`,
    };
  }

  return {
    resourcesOf,
    fileOf,
    harmless,
    newest,
    tableOf,
    /** Registers that can become datasets. */
    registers: register.published,
    keptOf,
    hasPlan: async (context: Context): Promise<boolean> => (await plan.findPlan(context)) !== null,

    /** One file of a dataset, made now. */
    async contentOf(context: Context, dataset: Dataset, one: Resource): Promise<Content> {
      if (one.address !== undefined)
        throw notFound(`file ${one.key} of dataset ${dataset.id}, which lies elsewhere`);
      const { mediaType, ending } = RESOURCE_FORMATS[one.format];
      const stem = `${context.municipality.code}_${dataset.name.replaceAll('-', '_')}`;
      const which = one.standard ?? one.part?.replaceAll('-', '_');
      const name = `${stem}${which === undefined ? '' : `_${which}`}.${ending}`;
      const { source } = dataset;
      if ((one.format === 'geojson' || one.format === 'shapefile') && source.kind === 'register') {
        const bytes = await register.publicFile(context, source.register, { format: one.format });
        return { bytes, mediaType, name };
      }
      if (one.format === 'geojson' || one.format === 'zip') {
        const file = await newest(context, dataset, one.part);
        if (!file) throw notFound(`file ${one.key} of dataset ${dataset.id}`);
        return { bytes: file.bytes, mediaType, name };
      }
      const table = await tableOf(context, dataset, one);
      return { bytes: await written(context, dataset, one, table), mediaType, name };
    },

    /** When a live source last changed; null where that is only seen from its content. */
    changedAt: (context: Context, { source }: Dataset): Promise<Temporal.Instant | null> =>
      source.kind === 'register' ? register.changedAt(context, source.register) : Promise.resolve(null),
  };
}
export type Sources = ReturnType<typeof createSources>;
