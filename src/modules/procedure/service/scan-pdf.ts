/** A4 in points. */
const SIZE = { width: 595.28, height: 841.89 } as const;

/** Pages of a sheet, laid straight, and the papers that came with it, as one file. All are JPEG. */
export async function handedInAsPdf(
  pages: readonly Uint8Array[],
  attached: readonly Uint8Array[],
): Promise<Uint8Array> {
  const { PDFDocument } = await import('pdf-lib');
  const document = await PDFDocument.create();
  for (const image of pages) {
    const picture = await document.embedJpg(image);
    document.addPage([SIZE.width, SIZE.height]).drawImage(picture, { x: 0, y: 0, ...SIZE });
  }
  for (const image of attached) {
    const picture = await document.embedJpg(image);
    const isWide = picture.width > picture.height;
    const [width, height] = isWide ? [SIZE.height, SIZE.width] : [SIZE.width, SIZE.height];
    const fitted = picture.scaleToFit(width, height);
    document.addPage([width, height]).drawImage(picture, { x: 0, y: height - fitted.height, ...fitted });
  }
  return document.save();
}
