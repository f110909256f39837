import { z } from 'zod';
import { fieldShape, prefillShape } from '../base.js';

/** E-mail address. */
export const EmailField = z.strictObject({ ...fieldShape, ...prefillShape, kind: z.literal('email') });
export type EmailField = z.infer<typeof EmailField>;
