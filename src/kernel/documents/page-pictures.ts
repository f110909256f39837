import { answerOf } from '../threads.js';

export interface PagePicture {
  /** PNG. */
  png: Uint8Array;
  /** How many pages the document has. */
  of: number;
}

/** The first pages of a PDF of ours as pictures, for looking at it beside something else. */
export type PagePictures = (pdf: Uint8Array, most: number) => Promise<PagePicture[]>;

const LIMITS = { milliseconds: 20_000, megabytes: 256 } as const;

/** In a thread of its own: the reader of PDFs has forty megabytes, and the server answers meanwhile. */
export const createPictureThread =
  (program: URL = new URL('./picture-worker.js', import.meta.url)): PagePictures =>
  (pdf, most) =>
    answerOf(program, { pdf, most }, LIMITS);

/** In this thread: for tests and commands. */
export const picturesHere: PagePictures = async (pdf, most) =>
  (await import('./draw-pages.js')).drawPages(pdf, most);
