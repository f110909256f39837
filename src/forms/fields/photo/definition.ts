import { z } from 'zod';
import { fieldShape } from '../base.js';

/** Pictures, taken with the phone or chosen from it. */
export const PhotoField = z.strictObject({
  ...fieldShape,
  kind: z.literal('photo'),
  maxFiles: z.int().min(1).max(20).default(1),
  maxMegabytes: z.int().min(1).max(50).default(15).describe('For each picture'),
  keepPosition: z
    .boolean()
    .default(false)
    .describe('Where it was taken may be kept; everything else is stripped'),
  camera: z
    .enum(['document', 'person', 'place'])
    .default('document')
    .describe('What is photographed: decides which camera of a phone opens'),
});
export type PhotoField = z.infer<typeof PhotoField>;
