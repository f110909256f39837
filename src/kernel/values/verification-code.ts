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

/** Nineteen random characters (19 · log₂ 23 = 85.9 bits) and a check character. */
const SHAPE: ReadableCodeShape = { length: 20, group: 4 };

/**
 * The number printed on a certificate (検証番号), by which anybody who holds the paper can see that it is genuine.
 * Unlike a reference number it is the only key to that page, hence too long to be guessed.
 */
export const VerificationCode = z
  .string()
  .refine((text) => isReadableCode(text, SHAPE), 'not a verification code')
  .brand<'VerificationCode'>()
  .describe('Verification code: twenty characters without hyphens, the last one the check character');
export type VerificationCode = z.infer<typeof VerificationCode>;

export const newVerificationCode = (): VerificationCode => newReadableCode(SHAPE) as VerificationCode;

/** 4K7M-0X3T-... in five groups of four */
export const formatVerificationCode = (code: VerificationCode): string => groupedCode(code, SHAPE);

/** Reads the code however it was typed. */
export const parseVerificationCode = (text: string): Parsed<VerificationCode, ReadableCodeFault> =>
  readReadableCode(text, SHAPE) as Parsed<VerificationCode, ReadableCodeFault>;
