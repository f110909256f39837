import { z } from 'zod';
import { LocalizedText } from '#kernel/i18n/locales.js';
import { fieldShape, reuseShape } from '../base.js';

/** はい or いいえ; nothing is chosen beforehand. */
export const YesNoField = z.strictObject({
  ...fieldShape,
  ...reuseShape,
  kind: z.literal('yesNo'),
  yes: LocalizedText.optional().describe('Words in place of はい'),
  no: LocalizedText.optional().describe('Words in place of いいえ'),
});
export type YesNoField = z.infer<typeof YesNoField>;
