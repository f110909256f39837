import { z } from 'zod';
import { fieldShape, Option, reuseShape } from '../base.js';

/** One of several answers: radio buttons, or a list to open when there are many. */
export const ChoiceField = z.strictObject({
  ...fieldShape,
  ...reuseShape,
  kind: z.literal('choice'),
  options: z.array(Option).max(1_000),
});
export type ChoiceField = z.infer<typeof ChoiceField>;
