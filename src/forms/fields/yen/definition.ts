import { z } from 'zod';
import { Yen } from '#kernel/values/yen.js';
import { fieldShape, reuseShape } from '../base.js';

/** An amount of money in whole yen. */
export const YenField = z.strictObject({
  ...fieldShape,
  ...reuseShape,
  kind: z.literal('yen'),
  min: Yen.optional(),
  max: Yen.optional(),
});
export type YenField = z.infer<typeof YenField>;
