import { z } from 'zod';
import { LocalizedText } from '#kernel/i18n/locales.js';
import { ConditionText, FieldId } from './fields/base.js';
import { Field } from './fields/field.js';

/** A rule over several answers: the end is not before the beginning. */
export const PageCheck = z.strictObject({
  require: ConditionText.describe(
    'Must be true when it can be decided; may look at this page and earlier ones',
  ),
  message: LocalizedText.describe('What is wrong and how to mend it'),
  field: FieldId.describe('Field of this page at which the message stands'),
});
export type PageCheck = z.infer<typeof PageCheck>;

export const PageId = z
  .string()
  .max(60)
  .regex(/^[a-z][a-z0-9-]*$/, 'lower-case letters, digits and hyphens: it is part of the address');

export const FormPageDefinition = z.strictObject({
  id: PageId,
  title: LocalizedText.optional().describe('Needed unless the page asks a single question'),
  show: ConditionText.optional().describe('Asked only when this is true; may look at earlier pages'),
  fields: z.array(Field).max(100),
  checks: z.array(PageCheck).max(50).default([]),
});
export type FormPageDefinition = z.infer<typeof FormPageDefinition>;

/**
 * What is asked of a person, page by page. The order of the pages is the order of asking; which of them a person
 * sees follows from their answers (journey.ts), never from links between pages.
 */
export const FormDefinition = z.strictObject({
  purpose: LocalizedText.optional().describe('What the answers are used for, unless a field says otherwise'),
  legalBasis: LocalizedText.optional().describe('Law and article, unless a field says otherwise'),
  pages: z.array(FormPageDefinition).min(1).max(500),
});
export type FormDefinition = z.infer<typeof FormDefinition>;
