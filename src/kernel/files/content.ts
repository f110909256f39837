import { createHash } from 'node:crypto';
import type { Vault } from '../crypto/vault.js';
import { AppError } from '../errors.js';

/** A content as it is kept: sealed, with the digest (SHA-256) of what is kept. */
export interface KeptContent {
  id: string;
  content: Uint8Array;
  content_hash: Uint8Array;
}

/** Bound to the file's id: the content of another file does not open under this one. */
export const contentSubject = (id: string): string => `file/${id}`;

/** What was taken in. Throws AppError spoiled when what is kept is something else, also where its digest was changed too. */
export function openContent(vault: Vault, tenant: string, kept: KeptContent): Uint8Array {
  const spoiled = (cause?: unknown) =>
    new AppError('spoiled', `file ${kept.id} is not what was kept`, { cause });
  if (!createHash('sha256').update(kept.content).digest().equals(kept.content_hash)) throw spoiled();
  try {
    return new Uint8Array(vault.open(tenant, contentSubject(kept.id), kept.content));
  } catch (cause) {
    throw spoiled(cause);
  }
}
