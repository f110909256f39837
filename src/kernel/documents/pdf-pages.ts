import { answerOf } from '../processes.js';

export interface PagePicture {
  /** PNG. */
  png: Uint8Array;
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

export interface PdfPages {
  /** Some pages as pictures, for looking at them beside something else; `first` counts from 1. */
  draw(pdf: Uint8Array, most: number, first?: number): Promise<PagePicture[]>;
  /** A copy with the marks as annotations; the file itself stays as it is. */
  mark(pdf: Uint8Array, marks: readonly PageMark[]): Promise<Uint8Array>;
}

/** What crosses to the process; a moment crosses as its milliseconds. */
export type PageOrder =
  | { task: 'draw'; pdf: Uint8Array; most: number; first: number }
  | { task: 'mark'; pdf: Uint8Array; marks: readonly (Omit<PageMark, 'at'> & { at: number })[] };

const LIMITS = { milliseconds: 20_000, megabytes: 256 } as const;
const crossing = (marks: readonly PageMark[]) =>
  marks.map((mark) => ({ ...mark, at: mark.at.epochMilliseconds }));

/** In a process of its own: the reader of PDFs has forty megabytes, and the server answers meanwhile. */
export const createPageProcess = (program: URL = new URL('./page-worker.js', import.meta.url)): PdfPages => ({
  draw: (pdf, most, first = 1) =>
    answerOf(program, { task: 'draw', pdf, most, first } satisfies PageOrder, LIMITS),
  mark: (pdf, marks) =>
    answerOf(program, { task: 'mark', pdf, marks: crossing(marks) } satisfies PageOrder, LIMITS),
});

/** In this thread: for tests and commands. */
export const pagesHere: PdfPages = {
  draw: async (pdf, most, first = 1) => (await import('./draw-pages.js')).drawPages(pdf, most, first),
  mark: async (pdf, marks) => (await import('./mark-pages.js')).markPages(pdf, crossing(marks)),
};
