import { z } from 'zod';
import { fieldShape } from '../base.js';

/** An answer that follows from others: an age, a sum. Nobody types it. */
export const CalculatedField = z.strictObject({
  ...fieldShape,
  kind: z.literal('calculated'),
  value: z.string().trim().min(1).describe('FEEL over ids of earlier fields, those of this page and `today`'),
  result: z.enum(['number', 'string', 'boolean', 'date']).default('number'),
  unit: fieldShape.help.describe('円, 歳, ㎡ …; after a number'),
});
export type CalculatedField = z.infer<typeof CalculatedField>;
