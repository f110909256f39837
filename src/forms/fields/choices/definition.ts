import { z } from 'zod';
import { fieldShape, Option, reuseShape } from '../base.js';

export const ChoicesOption = Option.extend({
  exclusive: z
    .boolean()
    .optional()
    .describe('None of them (どれもない): whoever chooses it chooses nothing else'),
});

/** Any number of several answers: boxes to tick. */
export const ChoicesField = z.strictObject({
  ...fieldShape,
  ...reuseShape,
  kind: z.literal('choices'),
  options: z.array(ChoicesOption).max(200),
  atLeast: z
    .int()
    .min(1)
    .default(1)
    .describe('Holds when anything is chosen at all; none is the affair of `optional`'),
  atMost: z.int().min(1).optional(),
});
export type ChoicesField = z.infer<typeof ChoicesField>;
