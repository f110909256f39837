import { z } from 'zod';
import { LocalizedText } from '#kernel/i18n/locales.js';
import { fieldShape } from '../base.js';

/** A box to tick. It is never ticked beforehand and never filled in from earlier answers. */
export const ConsentField = z.strictObject({
  ...fieldShape,
  kind: z.literal('consent'),
  text: LocalizedText.optional().describe('What is agreed to, in full; paragraphs divided by an empty line'),
});
export type ConsentField = z.infer<typeof ConsentField>;
