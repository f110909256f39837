import { z } from 'zod';
import { fieldShape, proposeShape, reuseShape } from '../base.js';

export const PERSON_PARTS = ['birthDate', 'sex', 'address', 'phone'] as const;

/** Somebody by name and reading, and what else is asked of them. */
export const PersonField = z.strictObject({
  ...fieldShape,
  ...reuseShape,
  ...proposeShape,
  kind: z.literal('person'),
  ask: z.array(z.enum(PERSON_PARTS)).default(['birthDate']).describe('Besides name and reading'),
  prefill: z.literal('identity').optional().describe('Filled from the identity of whoever is signed in'),
});
export type PersonField = z.infer<typeof PersonField>;
