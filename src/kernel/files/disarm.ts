import { fileTypeFromBuffer } from 'file-type';
import { disarmImage } from './disarm-image.js';
import { disarmOffice, isOffice } from './disarm-office.js';
import { type Disarmed, type FileContent, type FileRules, type FoundContent, UnfitFile } from './rules.js';

export type DisarmPdf = (bytes: Uint8Array) => Promise<Disarmed>;
export type Disarm = (bytes: Uint8Array, rules: FileRules) => Promise<Disarmed>;

const IMAGES = new Set(['jpg', 'png', 'webp', 'gif', 'tif', 'avif']);

/** In this thread: for tests and commands. The server gives createPdfProcesses(). */
const pdfHere: DisarmPdf = async (bytes) => (await import('./disarm-pdf.js')).disarmPdf(bytes);

/** Makes a copy of what was sent that can do no harm, or throws UnfitFile. */
export async function disarm(
  bytes: Uint8Array,
  { contents, maxBytes, keepPosition = false }: FileRules,
  disarmPdf: DisarmPdf = pdfHere,
): Promise<Disarmed> {
  if (bytes.length === 0) throw new UnfitFile('empty');
  if (bytes.length > maxBytes) throw new UnfitFile('tooLarge');
  const { content, ending } = await contentOf(bytes);
  if (!contents.includes(content))
    throw new UnfitFile('wrongContent', { found: content === 'text' ? textOrNothing(bytes) : content });
  if (content === 'image') return disarmImage(bytes, keepPosition);
  if (content === 'pdf') return disarmPdf(bytes);
  return content === 'office' ? disarmOffice(bytes, ending) : disarmText(bytes);
}

async function contentOf(bytes: Uint8Array): Promise<{ content: FileContent; ending: string }> {
  const type = await fileTypeFromBuffer(bytes);
  if (type === undefined) return { content: 'text', ending: 'txt' };
  if (IMAGES.has(type.ext)) return { content: 'image', ending: type.ext };
  if (type.ext === 'pdf') return { content: 'pdf', ending: 'pdf' };
  if (isOffice(type.ext)) return { content: 'office', ending: type.ext };
  throw new UnfitFile('wrongContent', { found: foreign(type) });
}

const ARCHIVES = new Set(['zip', '7z', 'rar', 'gz', 'tar', 'bz2', 'xz', 'lzh', 'cab']);
const PROGRAMS = new Set(['exe', 'elf', 'macho', 'apk', 'dmg', 'deb', 'rpm', 'msi']);

/** What nobody can hand in, in words that people know; undefined for what they have no word for. */
function foreign({ ext, mime }: { ext: string; mime: string }): FoundContent | undefined {
  // The photos of an iPhone; our picture library has no decoder for them, and an iPhone makes JPEGs of them when a
  // page asks for JPEG and not for every picture.
  if (ext === 'heic' || mime.startsWith('image/hei')) return 'heic';
  if (mime.startsWith('image/')) return 'image';
  if (mime.startsWith('video/') || mime.startsWith('audio/')) return 'video';
  if (ARCHIVES.has(ext)) return 'archive';
  return PROGRAMS.has(ext) ? 'program' : undefined;
}

/** Bytes that no known kind of file begins with: text, or nothing that has a name. */
function textOrNothing(bytes: Uint8Array): 'text' | undefined {
  try {
    disarmText(bytes);
    return 'text';
  } catch {
    return undefined;
  }
}

/** UTF-8 without control characters; what is written in it is read as text only. */
function disarmText(bytes: Uint8Array): Disarmed {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    try {
      text = new TextDecoder('shift_jis', { fatal: true }).decode(bytes);
    } catch (cause) {
      throw new UnfitFile('wrongContent', { cause });
    }
  }
  if (/[^\P{Cc}\t\n\r]/u.test(text)) throw new UnfitFile('wrongContent');
  return { bytes: new TextEncoder().encode(text), mediaType: 'text/plain; charset=utf-8', ending: 'txt' };
}
