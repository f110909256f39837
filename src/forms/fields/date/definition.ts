import { z } from 'zod';
import { PlainDateText } from '#kernel/values/plain-date.js';
import { fieldShape, prefillShape, reuseShape } from '../base.js';

/** A day, typed as year, month and day; with `eras` also by 令和, 平成 …. */
export const DateField = z.strictObject({
  ...fieldShape,
  ...reuseShape,
  ...prefillShape,
  kind: z.literal('date'),
  eras: z.boolean().default(true),
  range: z.enum(['any', 'past', 'future']).default('any').describe('past and future both include today'),
  min: PlainDateText.optional(),
  max: PlainDateText.optional(),
});
export type DateField = z.infer<typeof DateField>;
