import {
  groupedCode,
  isReadableCode,
  newReadableCode,
  type ReadableCodeShape,
} from '#kernel/values/readable-code.js';

/** Fifteen random characters (67.8 bits) and a check character. */
const SHEET_ID: ReadableCodeShape = { length: 16, group: 4 };
export const newSheetId = (): string => newReadableCode(SHEET_ID);
/** K7M3-49XR-… */
export const sheetIdText = (sheet: string): string => groupedCode(sheet, SHEET_ID);

/** Raised when sheets are read in another way; sheets of an older format say so. */
const FORMAT = 'YAKUBA1';

/** What the code on each page of a sheet says. */
export interface SheetCode {
  tenant: string;
  procedure: string;
  version: string;
  /** From 1. */
  page: number;
  pages: number;
  sheet: string;
  /** Digest of the positions that it was printed with. */
  layout: string;
}

/*
 * Capitals, digits and a few marks only: a QR code of these is a third smaller than one of any text
 * (ISO/IEC 18004, alphanumeric mode), and larger modules are read from poorer scans.
 */
const CODE = new RegExp(
  [
    FORMAT,
    '(?<tenant>[0-9]{6})',
    '(?<procedure>[A-Z0-9-]{1,60})',
    '(?<version>[0-9.]{1,20})',
    '(?<page>[0-9]{1,3})-(?<pages>[0-9]{1,3})',
    '(?<sheet>[0-9A-Z]{16})',
    '(?<layout>[0-9A-F]{8})',
  ]
    .join('/')
    .replace(/^/, '^')
    .replace(/$/, '$'),
);

export const sheetCode = ({ tenant, procedure, version, page, pages, sheet, layout }: SheetCode): string =>
  [FORMAT, tenant, procedure.toUpperCase(), version, `${page}-${pages}`, sheet, layout].join('/');

/** Null for any other code. */
export function readSheetCode(text: string): SheetCode | null {
  const { tenant, procedure, version, page, pages, sheet, layout } = CODE.exec(text)?.groups ?? {};
  if (!tenant || !procedure || !version || !sheet || !layout) return null;
  if (!isReadableCode(sheet, SHEET_ID)) return null;
  return {
    tenant,
    procedure: procedure.toLowerCase(),
    version,
    page: Number(page),
    pages: Number(pages),
    sheet,
    layout,
  };
}
