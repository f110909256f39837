import { z } from 'zod';
import { fieldShape, reuseShape } from '../base.js';

/** Several lines. */
export const LongTextField = z.strictObject({
  ...fieldShape,
  ...reuseShape,
  kind: z.literal('longText'),
  maxLength: z.int().min(1).max(100_000).default(1_000).describe('Characters as a person counts them'),
  rows: z.int().min(2).max(20).default(5),
});
export type LongTextField = z.infer<typeof LongTextField>;
