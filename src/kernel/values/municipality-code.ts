import { z } from 'zod';

/*
 * 全国地方公共団体コード (JIS X 0401/0402): prefecture 2 digits, municipality 3 digits, check digit (検査数字).
 * Check digit: weights 6,5,4,3,2 over the five digits; 11 minus the remainder of the sum by 11, of which the
 * last digit counts. Example: 29201 (奈良市) → 8, 29000 (奈良県) → 9.
 */
const WEIGHTS = [6, 5, 4, 3, 2] as const;

export function checkDigit(fiveDigits: string): string {
  const sum = WEIGHTS.reduce((total, weight, index) => total + weight * Number(fiveDigits[index]), 0);
  // The rule has a case of its own for sums below 11 (01100, 札幌市, sums up to 9): 11 minus the sum, the same.
  return String((11 - (sum % 11)) % 10);
}

export const MunicipalityCode = z
  .string()
  .regex(/^\d{6}$/, { error: 'six digits, the last one the check digit', abort: true })
  .refine((code) => checkDigit(code.slice(0, 5)) === code[5], 'the check digit does not fit')
  .brand<'MunicipalityCode'>()
  .describe('Six-digit code of a municipality or prefecture, with check digit');
export type MunicipalityCode = z.infer<typeof MunicipalityCode>;

export const isPrefecture = (code: MunicipalityCode): boolean => code.slice(2, 5) === '000';
