import { PDFDocument } from 'pdf-lib';

/** A4 in points. */
const SIZE = { width: 595.28, height: 841.89 } as const;

/** Pages of a sheet, laid straight, as one file. */
export async function pagesAsPdf(images: readonly Uint8Array[]): Promise<Uint8Array> {
  const document = await PDFDocument.create();
  for (const image of images) {
    const picture = await document.embedJpg(image);
    document.addPage([SIZE.width, SIZE.height]).drawImage(picture, { x: 0, y: 0, ...SIZE });
  }
  return document.save();
}
