import { z } from 'zod';
import { LocalizedText } from '#kernel/i18n/locales.js';
import { ConditionText, FieldId } from '../base.js';

/** Text between questions; it has no answer. */
export const StatementField = z.strictObject({
  id: FieldId,
  kind: z.literal('statement'),
  text: LocalizedText.describe('Paragraphs divided by an empty line'),
  tone: z.enum(['plain', 'info', 'warning']).default('plain'),
  title: LocalizedText.optional().describe('Needed by the tones info and warning'),
  show: ConditionText.optional(),
});
export type StatementField = z.infer<typeof StatementField>;
