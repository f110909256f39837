import { type PdfDocument, toPlain } from './document.js';

export interface Typesetter {
  /** PDF/A-2b with embedded fonts; the same document gives the same bytes. */
  renderPdf(document: PdfDocument): Promise<Uint8Array>;
}

/** Typst in this process, which waits while it works: for tests and commands. Opened at the first document and kept. */
export function createTypesetter(): Typesetter {
  // The compiler is some hundred megabytes: a process that typesets nothing does not load it.
  const open = async () => (await import('./typst.js')).openTypst();
  let opening: ReturnType<typeof open> | undefined;
  return {
    async renderPdf(document) {
      opening ??= open();
      const typeset = await opening;
      return typeset(await toPlain(document));
    },
  };
}
