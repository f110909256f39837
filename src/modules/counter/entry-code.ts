import { createHash } from 'node:crypto';
import type { Parsed } from '#kernel/values/parsed.js';
import {
  groupedCode,
  newReadableCode,
  type ReadableCodeFault,
  type ReadableCodeShape,
  readReadableCode,
} from '#kernel/values/readable-code.js';

/** Eleven random characters (49.7 bits) and a check character; the counter asks for it once. */
export type EntryCode = string & { readonly __brand: 'EntryCode' };

const SHAPE: ReadableCodeShape = { length: 12, group: 4 };

export const newEntryCode = (): EntryCode => newReadableCode(SHAPE) as EntryCode;

/** K7M3-49XR-T0CF */
export const formatEntryCode = (code: EntryCode): string => groupedCode(code, SHAPE);

/** Reads what was typed, or what a scanner read: the address in the QR code. */
export function parseEntryCode(text: string): Parsed<EntryCode, ReadableCodeFault> {
  const [, inAddress] = /[?&]code=([^&#]+)/.exec(text.normalize('NFKC')) ?? [];
  return readReadableCode(inAddress ?? text, SHAPE) as Parsed<EntryCode, ReadableCodeFault>;
}

/** What is kept of it. */
export const entryCodeHash = (tenant: string, code: EntryCode): Buffer =>
  createHash('sha256').update(`${tenant} ${code}`).digest();
