import { answerOf } from '../processes.js';
import type { OfficeText } from './office/blocks.js';

export interface PagePicture {
  image: Uint8Array;
  /** Of the page, in points: the shape of the picture. */
  width: number;
  height: number;
  /** How many pages the document has. */
  of: number;
  /** What can be read on it, line by line. */
  lines: readonly PageLine[];
}

/** A line of text, where it stands on the page in points from the left upper corner. */
export interface PageLine {
  text: string;
  left: number;
  top: number;
  height: number;
}

/** A place on a page in thousandths of its width and height, from the left upper corner; a point has no extent. */
export interface PagePlace {
  left: number;
  top: number;
  width: number;
  height: number;
}

/** What stands beside a place on a page, as readers of PDF show it. */
export interface PageMark extends PagePlace {
  /** From 1. */
  page: number;
  number: number;
  author: string;
  words: string;
  at: Temporal.Instant;
}

/** `screen`: PNG for looking at it beside something else; `keep`: JPEG with the dots that scanners are set to for text. */
export type PageUse = 'screen' | 'keep';

export interface PdfPages {
  /** Some pages as pictures; `first` counts from 1. */
  draw(pdf: Uint8Array, most: number, first?: number, use?: PageUse): Promise<PagePicture[]>;
  /** A copy with the marks as annotations; the file itself stays as it is. */
  mark(pdf: Uint8Array, marks: readonly PageMark[]): Promise<Uint8Array>;
  /** One file of several that the typesetter made. */
  join(parts: readonly Uint8Array[]): Promise<Uint8Array>;
  /** A Word or Excel file as it can be set on pages; rejects for what cannot be read. */
  office(bytes: Uint8Array, mediaType: string): Promise<OfficeText>;
}

/** What crosses to the process; a moment crosses as its milliseconds. */
export type PageOrder =
  | { task: 'draw'; pdf: Uint8Array; most: number; first: number; use: PageUse }
  | { task: 'mark'; pdf: Uint8Array; marks: readonly (Omit<PageMark, 'at'> & { at: number })[] }
  | { task: 'join'; parts: readonly Uint8Array[] }
  | { task: 'office'; bytes: Uint8Array; mediaType: string };

const LIMITS = { milliseconds: 20_000, megabytes: 256 } as const;
const crossing = (marks: readonly PageMark[]) =>
  marks.map((mark) => ({ ...mark, at: mark.at.epochMilliseconds }));

/** In a process of its own: the reader of PDFs has forty megabytes, and the server answers meanwhile. */
export const createPageProcess = (program: URL = new URL('./page-worker.js', import.meta.url)): PdfPages => ({
  draw: (pdf, most, first = 1, use = 'screen') =>
    answerOf(program, { task: 'draw', pdf, most, first, use } satisfies PageOrder, LIMITS),
  mark: (pdf, marks) =>
    answerOf(program, { task: 'mark', pdf, marks: crossing(marks) } satisfies PageOrder, LIMITS),
  join: (parts) => answerOf(program, { task: 'join', parts } satisfies PageOrder, LIMITS),
  office: (bytes, mediaType) =>
    answerOf(program, { task: 'office', bytes, mediaType } satisfies PageOrder, LIMITS),
});

/** In this thread: for tests and commands. */
export const pagesHere: PdfPages = {
  draw: async (pdf, most, first = 1, use = 'screen') =>
    (await import('./draw-pages.js')).drawPages(pdf, most, first, use),
  mark: async (pdf, marks) => (await import('./mark-pages.js')).markPages(pdf, crossing(marks)),
  join: async (parts) => (await import('./join-pdfs.js')).joinPdfs(parts),
  office: async (bytes, mediaType) => (await import('./office/read-office.js')).readOffice(bytes, mediaType),
};
