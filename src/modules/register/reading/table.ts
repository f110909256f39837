import type { BrokenText } from '#kernel/sheets/text-encoding.js';

export const FORMATS = ['csv', 'excel', 'geojson', 'shapefile'] as const;
export type Format = (typeof FORMATS)[number];

/** One row of a file as it stands there. */
export interface FileRow {
  /** Line of the text on which it begins, row of the sheet, or number of the feature, from 1. */
  line: number;
  cells: readonly string[];
  /** GeoJSON geometry as the file has it, unchecked. */
  geometry?: unknown;
}

/** A file as a table. */
export interface FileTable {
  format: Format;
  /** What its characters were found to be: UTF-8, UTF-8 (BOM), UTF-16, CP932. */
  encoding: string;
  headings: readonly string[];
  rows: readonly FileRow[];
  sheets?: Sheets;
  /** Files of a zip that are part of no shapefile. */
  beside?: readonly string[];
}

/** Of a workbook with several sheets that have rows: which was taken, and which were not. */
export interface Sheets {
  taken: string;
  left: readonly string[];
}

export const FILE_FAULTS = [
  'empty',
  'tooLarge',
  'wholeTooLarge',
  'unpackedTooLarge',
  'tooManyRows',
  'notText',
  'broken',
  'unknown',
  'noShapes',
  'noRows',
  'noSheet',
] as const;
export type FileFault = (typeof FILE_FAULTS)[number];
export type ReadFile = { ok: true; table: FileTable } | ({ ok: false } & FileProblem);

/** Why a file is not taken, and where where that is known. */
export interface FileProblem {
  fault: FileFault;
  line?: number;
  text?: BrokenText;
  /** Names of the sheets that there are, where one was named that is none. */
  sheets?: readonly string[];
}

export const MEGABYTE = 1024 * 1024;
/** Of a text, which is read row by row. */
export const MOST_STREAMED = 1_000_000;
/** Of what is read as a whole. */
export const MOST_ROWS = 200_000;
export const MOST_BYTES = 100 * MEGABYTE;
