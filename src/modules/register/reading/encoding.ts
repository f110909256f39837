import { markedEncoding, type TextEncoding } from '#kernel/sheets/text-encoding.js';

/** As people are told: in which order the bytes of UTF-16 stand is nobody's concern. */
export const shownEncoding = (encoding: TextEncoding): string => encoding.replace(/[LB]E$/, '');

/** What the characters of a text are; decodeText takes no others. */
export function encodingOf(content: Uint8Array): string {
  const mark = markedEncoding(content);
  if (mark) return shownEncoding(mark);
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(content);
    return 'UTF-8';
  } catch {
    return 'CP932';
  }
}
