import { inflateRawSync } from 'node:zlib';
import { type Disarmed, UnfitFile } from './rules.js';

/*
 * Office documents stay as they are, so they are taken only where a field says so, and only when nothing in them runs:
 * the entries of the ZIP are read, unfolded with a limit, and looked at by name and content.
 */

const MOST_ENTRIES = 5_000;
const MOST_UNFOLDED = 200 * 1024 * 1024;
/** So many times its folded size may an entry have; a bomb has a thousand times. */
const MOST_RATIO = 200;
const END_SIGNATURE = 0x06054b50;
const ENTRY_SIGNATURE = 0x02014b50;
const LOCAL_SIGNATURE = 0x04034b50;

const PROGRAMS =
  /(^|\/)(vbaProject\.bin|vbaData\.xml|activeX\/|embeddings\/|Basic\/|Scripts\/|macrosheets\/)/i;

const TYPES: Readonly<Record<string, string>> = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  pptx: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  odt: 'application/vnd.oasis.opendocument.text',
  ods: 'application/vnd.oasis.opendocument.spreadsheet',
  odp: 'application/vnd.oasis.opendocument.presentation',
};

export const isOffice = (ending: string): boolean => Object.hasOwn(TYPES, ending);

export function disarmOffice(bytes: Uint8Array, ending: string): Disarmed {
  const mediaType = TYPES[ending];
  if (mediaType === undefined) throw new UnfitFile('wrongContent');
  try {
    const names = entriesOf(Buffer.from(bytes));
    if (names.some((name) => PROGRAMS.test(name))) throw new UnfitFile('hasPrograms');
  } catch (error) {
    if (error instanceof UnfitFile) throw error;
    throw new UnfitFile('broken', { cause: error });
  }
  return { bytes, mediaType, ending };
}

/** Names of all entries; throws when the sizes they declare, or those that they have, are those of a bomb. */
function entriesOf(zip: Buffer): string[] {
  const end = zip.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
  if (end < 0 || zip.readUInt32LE(end) !== END_SIGNATURE) throw new UnfitFile('broken');
  const count = zip.readUInt16LE(end + 10);
  if (count > MOST_ENTRIES) throw new UnfitFile('broken');
  const names: string[] = [];
  let unfolded = 0;
  let at = zip.readUInt32LE(end + 16);
  for (let index = 0; index < count; index += 1) {
    if (zip.readUInt32LE(at) !== ENTRY_SIGNATURE) throw new UnfitFile('broken');
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map((offset) =>
      zip.readUInt16LE(at + offset),
    );
    const name = zip.toString('utf8', at + 46, at + 46 + (nameLength ?? 0));
    if (zip.readUInt16LE(at + 8) & 1) throw new UnfitFile('encrypted');
    unfolded += realSize(zip, at);
    if (unfolded > MOST_UNFOLDED) throw new UnfitFile('broken');
    names.push(name);
    at += 46 + (nameLength ?? 0) + (extraLength ?? 0) + (commentLength ?? 0);
  }
  return names;
}

/** Bytes that an entry really has, whatever it declares. */
function realSize(zip: Buffer, entry: number): number {
  const method = zip.readUInt16LE(entry + 10);
  const folded = zip.readUInt32LE(entry + 20);
  const local = zip.readUInt32LE(entry + 42);
  if (zip.readUInt32LE(local) !== LOCAL_SIGNATURE) throw new UnfitFile('broken');
  const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
  const content = zip.subarray(start, start + folded);
  if (method === 0) return content.length;
  if (method !== 8) throw new UnfitFile('broken');
  // Small entries of zeros fold well without meaning harm.
  const limit = Math.max(1024 * 1024, Math.min(MOST_UNFOLDED, folded * MOST_RATIO));
  return inflateRawSync(content, { maxOutputLength: limit }).length;
}
