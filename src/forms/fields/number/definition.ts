import { z } from 'zod';
import { LocalizedText } from '#kernel/i18n/locales.js';
import { fieldShape, reuseShape } from '../base.js';

/** A number with its unit. */
export const NumberField = z.strictObject({
  ...fieldShape,
  ...reuseShape,
  kind: z.literal('number'),
  min: z.number().optional(),
  max: z.number().optional(),
  decimals: z.int().min(0).max(6).default(0).describe('Digits after the point'),
  unit: LocalizedText.optional().describe('人, ㎡, 回 …'),
});
export type NumberField = z.infer<typeof NumberField>;
