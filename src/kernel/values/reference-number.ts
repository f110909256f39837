import { z } from 'zod';
import type { Parsed } from './parsed.js';
import {
  groupedCode,
  isReadableCode,
  newReadableCode,
  type ReadableCodeFault,
  type ReadableCodeShape,
  readReadableCode,
} from './readable-code.js';

/** Eight random characters and a check character: 7.8 × 10¹⁰ numbers. */
const SHAPE: ReadableCodeShape = { length: 9, group: 3 };

/**
 * The number of a case (受付番号) as stored, without hyphens. It is random, so it says nothing about how many cases
 * there are; it is no secret either: who knows it has proved nothing. Unique by the table's constraint, so a
 * writer draws again on a clash.
 */
export const ReferenceNumber = z
  .string()
  .refine((text) => isReadableCode(text, SHAPE), 'not a reference number')
  .brand<'ReferenceNumber'>()
  .describe('Reference number: nine characters without hyphens, the last one the check character');
export type ReferenceNumber = z.infer<typeof ReferenceNumber>;

export const newReferenceNumber = (): ReferenceNumber => newReadableCode(SHAPE) as ReferenceNumber;

/** K7M-349-XRT */
export const formatReference = (reference: ReferenceNumber): string => groupedCode(reference, SHAPE);

/** Reads what a person typed or a colleague wrote down: k7m349xrt, Ｋ７Ｍ－３４９－ＸＲＴ, K7M 349 XRT. */
export const parseReference = (text: string): Parsed<ReferenceNumber, ReadableCodeFault> =>
  readReadableCode(text, SHAPE) as Parsed<ReferenceNumber, ReadableCodeFault>;
