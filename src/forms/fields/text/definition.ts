import { z } from 'zod';
import { LocalizedText } from '#kernel/i18n/locales.js';
import { fieldShape, reuseShape } from '../base.js';

/** One line of text. */
export const TextField = z.strictObject({
  ...fieldShape,
  ...reuseShape,
  kind: z.literal('text'),
  maxLength: z.int().min(1).max(1_000).default(100).describe('Characters as a person counts them'),
  width: z.enum(['full', '20', '10', '5']).default('full').describe('Usual length in full-width characters'),
  unit: LocalizedText.optional(),
});
export type TextField = z.infer<typeof TextField>;
