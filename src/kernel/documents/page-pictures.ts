import { answerOf } from '../threads.js';

export interface PagePicture {
  /** PNG. */
  png: Uint8Array;
  /** How many pages the document has. */
  of: number;
}

/** The first pages of a PDF of ours as pictures, for looking at it beside something else. */
export type PagePictures = (pdf: Uint8Array, most: number, dpi?: number) => Promise<PagePicture[]>;

/** For a look on a screen. */
const SCREEN_DPI = 96;

const LIMITS = { milliseconds: 20_000, megabytes: 256 } as const;

/** In a thread of its own: the reader of PDFs has forty megabytes, and the server answers meanwhile. */
export const createPictureThread =
  (program: URL = new URL('./picture-worker.js', import.meta.url)): PagePictures =>
  (pdf, most, dpi = SCREEN_DPI) =>
    answerOf(program, { pdf, most, dpi }, LIMITS);

/** In this thread: for tests and commands. */
export const picturesHere: PagePictures = async (pdf, most, dpi = SCREEN_DPI) =>
  (await import('./draw-pages.js')).drawPages(pdf, most, dpi);
