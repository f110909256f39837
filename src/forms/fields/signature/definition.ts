import { z } from 'zod';
import { fieldShape } from '../base.js';

/** A signature drawn on the screen, or the name typed where nobody can draw. Never proposed from earlier answers. */
export const SignatureField = z.strictObject({ ...fieldShape, kind: z.literal('signature') });
export type SignatureField = z.infer<typeof SignatureField>;
