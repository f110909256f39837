import type { NewFile } from '../files/files.js';

/** A definition as a file that anybody can open: with what is decided about it, it is kept as it was. */
export const definitionFile = (id: string, yaml: string): NewFile => ({
  name: `${id}.txt`,
  mediaType: 'text/plain',
  bytes: new TextEncoder().encode(yaml),
});
