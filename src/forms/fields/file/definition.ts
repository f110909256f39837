import { z } from 'zod';
import { fieldShape } from '../base.js';
import { FILE_CONTENTS } from './stored-file.js';

/** Papers that are handed in as files. */
export const FileField = z.strictObject({
  ...fieldShape,
  kind: z.literal('file'),
  accept: z
    .array(z.enum(FILE_CONTENTS))
    .min(1)
    .default(['image', 'pdf'])
    .describe('office only where nothing else will do: such files can hold programs'),
  maxFiles: z.int().min(1).max(20).default(1),
  maxMegabytes: z.int().min(1).max(50).default(10).describe('For each file'),
});
export type FileField = z.infer<typeof FileField>;
