import { setImmediate } from 'node:timers/promises';
import type { StoredFile } from '#kernel/files/files.js';
import { openZip } from '#kernel/sheets/zip.js';
import { MOST_INDEXED } from '../search-terms.js';

/** What unfolds from an office file before it was taken in (kernel/files) is bounded; this is read again under a bound. */
const BOUNDS = { entries: 5_000, bytes: 200 * 1024 * 1024 } as const;

/** Where office formats keep what people wrote. */
const TEXT_PARTS =
  /^(word\/(document|header\d*|footer\d*|footnotes|endnotes|comments)\.xml|xl\/sharedStrings\.xml|xl\/worksheets\/[^/]+\.xml|ppt\/slides\/[^/]+\.xml|ppt\/notesSlides\/[^/]+\.xml|content\.xml)$/;

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** The words between the tags; where a paragraph, a cell or a line ends, a line ends. */
const wordsOfXml = (xml: string): string =>
  xml
    .replace(/<\/(w:p|a:p|text:p|text:h|si|row)>|<(w:br|w:tab|text:line-break)\b[^>]*>/g, '\n')
    .replace(/<(f|rPh)\b[^>]*>[^<]*(<t\b[^>]*>[^<]*<\/t>)?<\/\1>/g, '')
    .replace(/<v>[^<]*<\/v>/g, ' ')
    .replace(/<[^>]*>/g, '')
    .replace(/&(amp|lt|gt|quot|apos);/g, (_, name: string) => ENTITIES[name] ?? '')
    .replace(/&#x([0-9a-f]{1,6});/gi, (_, code: string) => codePoint(Number.parseInt(code, 16)))
    .replace(/&#(\d{1,7});/g, (_, code: string) => codePoint(Number(code)));

const codePoint = (code: number): string => (code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '');

function textOfOffice(bytes: Uint8Array): string {
  const zip = openZip(bytes, BOUNDS);
  if (!zip.ok) return '';
  return [...zip.files]
    .filter(([name]) => TEXT_PARTS.test(name))
    .map(([, content]) => wordsOfXml(content.toString('utf8')))
    .join('\n');
}

/** Page by page, letting others in between. */
async function textOfPdf(bytes: Uint8Array): Promise<string> {
  const { Document } = await import('mupdf');
  const document = Document.openDocument(bytes, 'application/pdf');
  try {
    const pages: string[] = [];
    let length = 0;
    for (let number = 0; number < document.countPages() && length < MOST_INDEXED; number += 1) {
      const page = document.loadPage(number);
      const structured = page.toStructuredText('');
      const text = structured.asText();
      structured.destroy();
      page.destroy();
      pages.push(text);
      length += text.length;
      await setImmediate();
    }
    return pages.join('\n');
  } finally {
    document.destroy();
  }
}

/**
 * What can be read in a file that was taken in. Pictures hold none: nobody has read them. A file that cannot be read is
 * kept all the same, and found by its subject.
 */
export async function textOfFile({
  mediaType,
  bytes,
}: Pick<StoredFile, 'mediaType'> & { bytes: Uint8Array }): Promise<string> {
  if (mediaType.startsWith('text/')) return new TextDecoder().decode(bytes);
  if (mediaType.startsWith('image/')) return '';
  try {
    return mediaType === 'application/pdf' ? await textOfPdf(bytes) : textOfOffice(bytes);
  } catch {
    return '';
  }
}
