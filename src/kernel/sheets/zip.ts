import { Readable } from 'node:stream';
import { crc32, createDeflateRaw, deflateRawSync, inflateRawSync } from 'node:zlib';
import { invariant } from '../errors.js';

/*
 * The small part of ZIP (PKWARE APPNOTE 6.3) that an Excel file needs: written with fixed dates, so that equal
 * content is an equal file; opened under a bound, so that a small file cannot become a large one.
 */

const LOCAL = 0x04034b50;
const CENTRAL = 0x02014b50;
const END = 0x06054b50;
/** Data descriptor. */
const SIZES = 0x08074b50;
/** Flag: sizes and check sum stand behind the file. */
const SIZES_BEHIND = 0x0008;
const MOST_BYTES = 0xffffffff;
const END_LENGTH = 22;
const DEFLATE = 8;
const UTF8_NAMES = 0x0800;
/** 1 January 1980, the first day that ZIP knows. */
const DATE = 0x0021;

/** What local and central header share: needed version to length of the extra field. */
function headerOf(
  nameLength: number,
  flags: number,
  { crc, packed, size }: { crc: number; packed: number; size: number },
): Buffer {
  const common = Buffer.alloc(26);
  common.writeUInt16LE(20, 0);
  common.writeUInt16LE(UTF8_NAMES | flags, 2);
  common.writeUInt16LE(DEFLATE, 4);
  common.writeUInt16LE(0, 6);
  common.writeUInt16LE(DATE, 8);
  common.writeUInt32LE(crc, 10);
  common.writeUInt32LE(packed, 14);
  common.writeUInt32LE(size, 18);
  common.writeUInt16LE(nameLength, 22);
  return common;
}

function centralOf(common: Buffer, name: Buffer, offset: number): Buffer {
  const tail = Buffer.alloc(14);
  tail.writeUInt32LE(offset, 10);
  return Buffer.concat([uint32(CENTRAL), Buffer.from([20, 0]), common, tail, name]);
}

function endOf(centrals: readonly Buffer[], offset: number): Buffer {
  const directory = Buffer.concat(centrals);
  const end = Buffer.alloc(END_LENGTH);
  end.writeUInt32LE(END, 0);
  end.writeUInt16LE(centrals.length, 8);
  end.writeUInt16LE(centrals.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([directory, end]);
}

export function writeZip(files: Readonly<Record<string, string | Uint8Array>>): Uint8Array {
  const locals: Buffer[] = [];
  const centrals: Buffer[] = [];
  let offset = 0;
  for (const [name, file] of Object.entries(files)) {
    const nameBytes = Buffer.from(name, 'utf8');
    const content = typeof file === 'string' ? Buffer.from(file, 'utf8') : Buffer.from(file);
    const packed = deflateRawSync(content);
    const sizes = { crc: crc32(content), packed: packed.length, size: content.length };
    const common = headerOf(nameBytes.length, 0, sizes);
    const local = Buffer.concat([uint32(LOCAL), common, nameBytes, packed]);
    centrals.push(centralOf(common, nameBytes, offset));
    locals.push(local);
    offset += local.length;
  }
  return new Uint8Array(Buffer.concat([...locals, endOf(centrals, offset)]));
}

/** What stands in a file, some at a time; texts are UTF-8. */
export type Contents = Iterable<string | Uint8Array> | AsyncIterable<string | Uint8Array>;

/** The same, piece by piece: sizes stand behind each file, so that none of it is held. Throws beyond 4 GB. */
export async function* streamZip(files: Readonly<Record<string, Contents>>): AsyncGenerator<Uint8Array> {
  const centrals: Buffer[] = [];
  let offset = 0;
  for (const [name, contents] of Object.entries(files)) {
    const nameBytes = Buffer.from(name, 'utf8');
    const sizes = { crc: 0, packed: 0, size: 0 };
    const start = offset;
    const local = Buffer.concat([uint32(LOCAL), headerOf(nameBytes.length, SIZES_BEHIND, sizes), nameBytes]);
    yield local;
    async function* counted() {
      for await (const piece of contents) {
        const bytes = typeof piece === 'string' ? Buffer.from(piece, 'utf8') : piece;
        sizes.crc = crc32(bytes, sizes.crc);
        sizes.size += bytes.length;
        yield bytes;
      }
    }
    for await (const packed of Readable.from(counted()).compose(createDeflateRaw())) {
      sizes.packed += packed.length;
      yield packed;
    }
    invariant(Math.max(sizes.size, start + sizes.packed) <= MOST_BYTES, 'a ZIP without ZIP64 holds 4 GB');
    const behind = [SIZES, sizes.crc, sizes.packed, sizes.size].map(uint32);
    yield Buffer.concat(behind);
    centrals.push(centralOf(headerOf(nameBytes.length, SIZES_BEHIND, sizes), nameBytes, start));
    offset = start + local.length + sizes.packed + 16;
  }
  yield endOf(centrals, offset);
}

const uint32 = (value: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
};

export interface ZipBounds {
  entries: number;
  /** Of all entries together, unpacked. */
  bytes: number;
}

export type ZipFault = 'broken' | 'encrypted' | 'tooManyEntries' | 'tooLarge';
export type ZipContents = { ok: true; files: ReadonlyMap<string, Buffer> } | { ok: false; fault: ZipFault };

/**
 * Unpacks everything, and stops at the bound by what really comes out: sizes that the file states of itself
 * are not believed.
 */
export function openZip(content: Uint8Array, bounds: ZipBounds): ZipContents {
  try {
    return unpack(Buffer.from(content.buffer, content.byteOffset, content.byteLength), bounds);
  } catch (error) {
    const code = (error as { code?: string }).code;
    return { ok: false, fault: code === 'ERR_BUFFER_TOO_LARGE' ? 'tooLarge' : 'broken' };
  }
}

function unpack(zip: Buffer, bounds: ZipBounds): ZipContents {
  const end = zip.lastIndexOf(uint32(END));
  if (end < 0) return { ok: false, fault: 'broken' };
  const count = zip.readUInt16LE(end + 10);
  if (count > bounds.entries) return { ok: false, fault: 'tooManyEntries' };
  const files = new Map<string, Buffer>();
  let place = zip.readUInt32LE(end + 16);
  let left = bounds.bytes;
  for (let index = 0; index < count; index += 1) {
    if (zip.readUInt32LE(place) !== CENTRAL) return { ok: false, fault: 'broken' };
    if (zip.readUInt16LE(place + 8) & 1) return { ok: false, fault: 'encrypted' };
    const method = zip.readUInt16LE(place + 10);
    const packedLength = zip.readUInt32LE(place + 20);
    const nameLength = zip.readUInt16LE(place + 28);
    const start = zip.readUInt32LE(place + 42);
    const name = zip.toString('utf8', place + 46, place + 46 + nameLength);
    if (zip.readUInt32LE(start) !== LOCAL) return { ok: false, fault: 'broken' };
    const data = start + 30 + zip.readUInt16LE(start + 26) + zip.readUInt16LE(start + 28);
    const packed = zip.subarray(data, data + packedLength);
    if (left <= 0 || (method === 0 && packed.length > left)) return { ok: false, fault: 'tooLarge' };
    const file = method === DEFLATE ? inflateRawSync(packed, { maxOutputLength: left }) : packed;
    left -= file.length;
    files.set(name, file);
    place += 46 + nameLength + zip.readUInt16LE(place + 30) + zip.readUInt16LE(place + 32);
  }
  return { ok: true, files };
}
