import { z } from 'zod';

/*
 * 全国地方公共団体コード (JIS X 0401/0402): prefecture 2 digits, municipality 3 digits, check digit.
 * Check digit after the notice of 1970: weights 6,5,4,3,2 over the five digits; 11 minus the remainder
 * of the sum by 11, of which the last digit counts. Example: 29201 (奈良市) → 8, 29000 (奈良県) → 9.
 */
const WEIGHTS = [6, 5, 4, 3, 2] as const;

export function checkDigit(fiveDigits: string): string {
  const sum = WEIGHTS.reduce((total, weight, index) => total + weight * Number(fiveDigits[index]), 0);
  // Sums below 11 (01001 and the like) subtract from 11 just the same.
  return String((11 - (sum % 11)) % 10);
}

export const MunicipalityCode = z
  .string()
  .regex(/^\d{6}$/, 'six digits, the last one the check digit')
  .refine((code) => checkDigit(code.slice(0, 5)) === code[5], 'the check digit does not fit')
  .brand<'MunicipalityCode'>()
  .describe('Six-digit code of a municipality or prefecture, with check digit');
export type MunicipalityCode = z.infer<typeof MunicipalityCode>;

export const isPrefecture = (code: MunicipalityCode): boolean => code.slice(2, 5) === '000';
