import { z } from 'zod';
import { fieldShape, prefillShape, reuseShape } from '../base.js';

/** Reading of a name; stored in full-width katakana. */
export const KanaField = z.strictObject({
  ...fieldShape,
  ...prefillShape,
  ...reuseShape,
  kind: z.literal('kana'),
});
export type KanaField = z.infer<typeof KanaField>;
