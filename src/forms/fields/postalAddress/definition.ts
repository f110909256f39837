import { z } from 'zod';
import { fieldShape, prefillShape, reuseShape } from '../base.js';

/** An address in Japan, each part typed by hand. */
export const PostalAddressField = z.strictObject({
  ...fieldShape,
  ...reuseShape,
  ...prefillShape,
  kind: z.literal('postalAddress'),
});
export type PostalAddressField = z.infer<typeof PostalAddressField>;
