import type { Parsed } from '#kernel/values/parsed.js';
import {
  groupedCode,
  newReadableCode,
  type ReadableCodeFault,
  type ReadableCodeShape,
  readReadableCode,
} from '#kernel/values/readable-code.js';

/** With the reference number it hands a document over at a counter or kiosk: six characters, one of them a check. */
export type PickUpCode = string & { readonly __brand: 'PickUpCode' };

const SHAPE: ReadableCodeShape = { length: 6, group: 3 };

/** Some 6,000,000 codes; after so many wrong ones only the counter hands the document over. */
export const MAX_FAILURES = 5;

export const newPickUpCode = (): PickUpCode => newReadableCode(SHAPE) as PickUpCode;
export const formatPickUpCode = (code: PickUpCode): string => groupedCode(code, SHAPE);
export const parsePickUpCode = (text: string): Parsed<PickUpCode, ReadableCodeFault> =>
  readReadableCode(text, SHAPE) as Parsed<PickUpCode, ReadableCodeFault>;
