import { createHash } from 'node:crypto';

export const SALT_BYTES = 16;

export const sha256 = (bytes: Uint8Array): Buffer => createHash('sha256').update(bytes).digest();

/**
 * What the journal keeps of a version: SHA-256 over the salt and the SHA-256 of each file, in order. Without the salt,
 * which goes with the contents, the digest says nothing of them; with it anybody can check a file that was given out.
 */
export function contentDigest(salt: Uint8Array, fileHashes: readonly Uint8Array[]): Buffer {
  const hash = createHash('sha256').update(salt);
  for (const one of fileHashes) hash.update(one);
  return hash.digest();
}
