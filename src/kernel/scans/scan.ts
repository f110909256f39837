/** A printed sheet that is known again on a scan, in millimetres: black squares near its corners and one QR code. */
export interface SheetShape {
  width: number;
  height: number;
  /** Side of the squares. */
  mark: number;
  /** Upper left corners of the squares. */
  marks: readonly { x: number; y: number }[];
  /** The code with its quiet zone of four modules. */
  code: { x: number; y: number; size: number };
}

/** One page of a scan. */
export interface ScannedPage {
  /** What its code says; null where none was found. */
  code: string | null;
  /** How it was laid straight: by its squares, only by its code where squares are missing, or not at all. */
  laidBy: 'marks' | 'code' | 'nothing';
  /** JPEG, grey. Laid straight it is the whole sheet at SCALE pixels a millimetre. */
  image: Uint8Array;
}

/** Pixels of a millimetre on a page that was laid straight (203 dpi). */
export const SCALE = 8;

/** Reads scans: PDF, or pictures with one or several pages. */
export interface Scans {
  /** Throws UnfitFile for what cannot be read. */
  read(bytes: Uint8Array, shape: SheetShape): Promise<ScannedPage[]>;
}

/** Grey pixels, row by row. */
export interface Grey {
  width: number;
  height: number;
  data: Uint8Array;
}

export interface Point {
  x: number;
  y: number;
}
