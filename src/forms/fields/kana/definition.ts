import { z } from 'zod';
import { fieldShape, prefillShape } from '../base.js';

/** Reading of a name; stored in full-width katakana. */
export const KanaField = z.strictObject({ ...fieldShape, ...prefillShape, kind: z.literal('kana') });
export type KanaField = z.infer<typeof KanaField>;
