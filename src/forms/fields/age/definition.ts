import { z } from 'zod';
import { fieldShape, reuseShape } from '../base.js';

/** Full years (満年齢), typed. Where the date of birth is asked, let `calculated` say the age. */
export const AgeField = z.strictObject({
  ...fieldShape,
  ...reuseShape,
  kind: z.literal('age'),
  min: z.int().min(0).max(150).default(0),
  max: z.int().min(0).max(150).default(150),
});
export type AgeField = z.infer<typeof AgeField>;
