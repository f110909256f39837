import { z } from 'zod';
import { fieldShape } from '../base.js';

/** A place: where it is on the map, or in words where nobody can say that. */
export const PositionField = z.strictObject({
  ...fieldShape,
  kind: z.literal('position'),
  mapOnly: z.boolean().default(false).describe('Words alone are not enough'),
});
export type PositionField = z.infer<typeof PositionField>;
