import { z } from 'zod';
import { fieldShape, prefillShape } from '../base.js';

/** Telephone number, in Japan or with the country's code (+82 …). */
export const PhoneField = z.strictObject({ ...fieldShape, ...prefillShape, kind: z.literal('phone') });
export type PhoneField = z.infer<typeof PhoneField>;
