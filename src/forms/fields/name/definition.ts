import { z } from 'zod';
import { fieldShape, prefillShape, reuseShape } from '../base.js';

/** Name of a person or an organisation, kept as it is written (外字・異体字). */
export const NameField = z.strictObject({
  ...fieldShape,
  ...reuseShape,
  ...prefillShape,
  kind: z.literal('name'),
  of: z.enum(['person', 'organization']).default('person'),
});
export type NameField = z.infer<typeof NameField>;
