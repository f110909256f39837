import { PDFDocument } from 'pdf-lib';

/**
 * One file of the pages of several. What the first says of itself (that it is PDF/A, its colours, title and day) holds
 * for all: they come from the same typesetter.
 */
export async function joinPdfs(parts: readonly Uint8Array[]): Promise<Uint8Array> {
  const [first, ...others] = parts;
  if (!first) throw new Error('nothing to join');
  if (others.length === 0) return first;
  const joined = await PDFDocument.load(first, { updateMetadata: false });
  for (const other of others) {
    const part = await PDFDocument.load(other, { updateMetadata: false });
    for (const page of await joined.copyPages(part, part.getPageIndices())) joined.addPage(page);
  }
  return joined.save({ useObjectStreams: false, addDefaultPage: false, updateFieldAppearances: false });
}
