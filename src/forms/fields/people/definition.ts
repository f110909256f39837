import { z } from 'zod';
import { LocalizedText } from '#kernel/i18n/locales.js';
import { fieldShape, proposeShape } from '../base.js';
import { MemberField } from '../member.js';

/** A list of which each entry has the same fields: the household, children, dogs. No fixed end. */
export const PeopleField = z.strictObject({
  ...fieldShape,
  ...proposeShape,
  kind: z.literal('people'),
  itemLabel: LocalizedText.describe('What one entry is: 世帯員, お子さん'),
  fields: z.array(MemberField).min(1).max(30),
  min: z.int().min(0).max(500).default(1),
  max: z.int().min(1).max(500).optional().describe('Without one the list ends where its answers are 5,000'),
});
export type PeopleField = z.infer<typeof PeopleField>;
