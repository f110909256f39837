import { openZip } from '../../sheets/zip.js';
import type { OfficeText } from './blocks.js';

const OPEN_XML = 'application/vnd.openxmlformats-officedocument';
export const WORD = `${OPEN_XML}.wordprocessingml.document`;
export const EXCEL = `${OPEN_XML}.spreadsheetml.sheet`;

/** What unfolds from a Word file was bounded when it was taken in (kernel/files); this is read again under a bound. */
const BOUNDS = { entries: 5_000, bytes: 200 * 1024 * 1024 } as const;

/** True where the last section of a Word file, mostly its only one, lies across the page. */
function isLandscape(bytes: Uint8Array): boolean {
  const zip = openZip(bytes, BOUNDS);
  if (!zip.ok) throw new Error('no Word file');
  const sizes = zip.files
    .get('word/document.xml')
    ?.toString('utf8')
    .match(/<w:pgSz\b[^>]*>/g);
  return sizes?.at(-1)?.includes('w:orient="landscape"') ?? false;
}

/** Word and Excel files as they can be set on pages. Throws for what is neither, or cannot be read. */
export async function readOffice(bytes: Uint8Array, mediaType: string): Promise<OfficeText> {
  if (mediaType === WORD)
    return (await import('./read-docx.js')).readDocx(bytes, { landscape: isLandscape(bytes) });
  if (mediaType === EXCEL) return (await import('./read-xlsx.js')).readXlsx(bytes);
  throw new Error(`${mediaType} is not read`);
}
