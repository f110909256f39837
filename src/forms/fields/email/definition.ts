import { z } from 'zod';
import { fieldShape, prefillShape, reuseShape } from '../base.js';

/** E-mail address. */
export const EmailField = z.strictObject({
  ...fieldShape,
  ...prefillShape,
  ...reuseShape,
  kind: z.literal('email'),
});
export type EmailField = z.infer<typeof EmailField>;
