import { z } from 'zod';
import { fieldShape, prefillShape, reuseShape } from '../base.js';

/** Telephone number, in Japan or with the country's code (+82 …). */
export const PhoneField = z.strictObject({
  ...fieldShape,
  ...prefillShape,
  ...reuseShape,
  kind: z.literal('phone'),
});
export type PhoneField = z.infer<typeof PhoneField>;
