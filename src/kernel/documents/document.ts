import { readFile } from 'node:fs/promises';

export interface PdfDocument {
  /** A .typ file beside the code, or its text. It imports "/base.typ" and reads `data` and `meta`. */
  template: URL | string;
  /** Plain data, as JSON.stringify writes it. It reaches the template as a file, never as source. */
  data: object;
  /** Pictures by name, found by the template as file-image(name): letters, digits, dots and hyphens. */
  files?: Record<string, Uint8Array | string>;
  meta: { title: string; author: string; date: Temporal.PlainDate };
  /**
   * What to do with a character that the document fonts cannot print. `refuse` (for what certifies
   * something): invalidInput that names the characters. `mark`: 〓, as Japanese printers do.
   */
  missingGlyph?: 'refuse' | 'mark';
}

/** A document as the compiler takes it, in this process or another: texts and bytes only. */
export interface PlainDocument {
  title: string;
  template: string;
  /** JSON. */
  data: string;
  /** JSON; the date as ISO 8601 writes it. */
  meta: string;
  files: Record<string, Uint8Array | string>;
  missingGlyph: 'refuse' | 'mark';
}

export async function toPlain(document: PdfDocument): Promise<PlainDocument> {
  const { template, data, files = {}, meta, missingGlyph = 'refuse' } = document;
  return {
    title: meta.title,
    template: typeof template === 'string' ? template : await readFile(template, 'utf8'),
    data: JSON.stringify(data),
    meta: JSON.stringify({ title: meta.title, author: meta.author, date: meta.date.toString() }),
    files,
    missingGlyph,
  };
}
