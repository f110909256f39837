import { z } from 'zod';

/** A file that was received and disarmed (kernel/files); the answer holds what names it. */
export const StoredFile = z.strictObject({
  file: z.uuid(),
  name: z.string().min(1).max(255),
  mediaType: z.string().min(1).max(100),
  size: z.int().min(0),
});
export type StoredFile = z.infer<typeof StoredFile>;

/** Kinds of content that a field takes, found out from the bytes and never from the name. */
export const FILE_CONTENTS = ['image', 'pdf', 'office', 'text'] as const;
export type FileContent = (typeof FILE_CONTENTS)[number];

/** Part of a file field under which new files are sent. */
export const UPLOAD = 'upload';
