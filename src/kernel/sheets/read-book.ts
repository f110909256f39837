import type { WorkBook, WorkSheet } from '@e965/xlsx';
import { openZip } from './zip.js';

/** One filled cell, as stored and not as shown. */
export interface ReadCell {
  value: string | number | boolean;
  /** The value is what a formula gave when the file was saved. */
  isFormula: boolean;
  /** #N/A and the like. */
  isError: boolean;
  /** Shown as per cent: 0.9 stands for 90 %. */
  isPercent: boolean;
}

export interface ReadSheet {
  name: string;
  /** Rows and columns from nought; what is not filled is undefined. */
  rows: readonly (readonly (ReadCell | undefined)[])[];
}

export interface Book {
  sheets: readonly ReadSheet[];
  /** Days are counted from 1904, as old Macintosh files do. */
  from1904: boolean;
}

export const BOOK_FAULTS = [
  'empty',
  'tooLarge',
  'notAWorkbook',
  'oldExcel',
  'text',
  'pdf',
  'openDocument',
  'binaryWorkbook',
  'macros',
  'encrypted',
  'broken',
  'unpackedTooLarge',
  'tooManyRows',
] as const;
/** Why a file is not read; in words by `exchange.file.<fault>`. */
export type BookFault = (typeof BOOK_FAULTS)[number];

export type ReadBook = { ok: true; book: Book } | { ok: false; fault: BookFault; sheet?: string };

export const MAX_FILE_BYTES = 20 * 1024 * 1024;
const UNPACKED = { entries: 500, bytes: 48 * 1024 * 1024 };
/** A plan of a thousand measures with ten indicators over ten years has fewer, and so has a list of applications. */
export const MAX_ROWS = 20_000;
const MAX_COLUMNS = 500;

const startsWith = (content: Uint8Array, signature: readonly number[]): boolean =>
  signature.every((byte, index) => content[index] === byte);

const ZIP = [0x50, 0x4b];
/** Compound file: Excel 97–2003, and newer files that are locked with a password. */
const COMPOUND = [0xd0, 0xcf, 0x11, 0xe0];
const PDF = [0x25, 0x50, 0x44, 0x46];

function otherKind(content: Uint8Array): BookFault {
  if (startsWith(content, COMPOUND)) {
    return Buffer.from(content.subarray(0, 1024 * 1024)).includes(Buffer.from('EncryptedPackage', 'utf16le'))
      ? 'encrypted'
      : 'oldExcel';
  }
  if (startsWith(content, PDF)) return 'pdf';
  return content.subarray(0, 4096).includes(0) ? 'notAWorkbook' : 'text';
}

/** Why this is no .xlsx file that is read; null for one that is. */
export function bookFault(content: Uint8Array): BookFault | null {
  if (content.length === 0) return 'empty';
  if (content.length > MAX_FILE_BYTES) return 'tooLarge';
  if (!startsWith(content, ZIP)) return otherKind(content);
  const zip = openZip(content, UNPACKED);
  if (!zip.ok) {
    if (zip.fault === 'encrypted') return 'encrypted';
    return zip.fault === 'broken' ? 'broken' : 'unpackedTooLarge';
  }
  if (zip.files.has('content.xml')) return 'openDocument';
  if (zip.files.has('xl/workbook.bin')) return 'binaryWorkbook';
  if (!zip.files.has('xl/workbook.xml')) return 'notAWorkbook';
  return [...zip.files.keys()].some((name) => name.endsWith('vbaProject.bin')) ? 'macros' : null;
}

/** Reads an .xlsx file, or names what else it is. Never executes, links or evaluates anything in it. */
export async function readBook(content: Uint8Array): Promise<ReadBook> {
  const fault = bookFault(content);
  return fault ? { ok: false, fault } : parse(content);
}

async function parse(content: Uint8Array): Promise<ReadBook> {
  const { read } = await import('@e965/xlsx');
  let workbook: WorkBook;
  try {
    workbook = read(content, {
      type: 'array',
      dense: true,
      cellFormula: true,
      cellHTML: false,
      cellNF: true,
      cellText: false,
      sheetRows: MAX_ROWS + 2,
    });
  } catch {
    return { ok: false, fault: 'broken' };
  }
  const sheets: ReadSheet[] = [];
  for (const name of workbook.SheetNames) {
    const sheet = workbook.Sheets[name];
    const rows = sheet ? filledRows(sheet) : [];
    if (rows.length > MAX_ROWS + 1) return { ok: false, fault: 'tooManyRows', sheet: name };
    sheets.push({ name, rows });
  }
  return { ok: true, book: { sheets, from1904: workbook.Workbook?.WBProps?.date1904 === true } };
}

function filledRows(sheet: WorkSheet): (ReadCell | undefined)[][] {
  const rows = (sheet['!data'] ?? []).map((cells) =>
    Array.from({ length: Math.min(cells?.length ?? 0, MAX_COLUMNS) }, (_, index): ReadCell | undefined => {
      const cell = cells?.[index];
      if (!cell || cell.v === undefined || cell.v === null || cell.t === 'z') return undefined;
      if (cell.v === '') return undefined;
      return {
        value: cell.v instanceof Date ? cell.v.toISOString() : cell.v,
        isFormula: cell.f !== undefined,
        isError: cell.t === 'e',
        isPercent: typeof cell.z === 'string' && cell.z.includes('%'),
      };
    }),
  );
  const last = rows.findLastIndex((row) => row.some((cell) => cell !== undefined));
  return rows.slice(0, last + 1);
}
