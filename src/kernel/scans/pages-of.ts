import * as mupdf from 'mupdf';
import sharp from 'sharp';
import { UnfitFile } from '../files/rules.js';
import type { Grey } from './scan.js';

export const MOST_PAGES = 100;
const DPI = 200;
/** A4 at 400 dpi; larger pages are made smaller. */
const MOST_PIXELS = 16_000_000;
const MOST_SENT_PIXELS = 100_000_000;

/** Each page as grey pixels, one at a time. Throws UnfitFile. */
export async function* pagesOf(bytes: Uint8Array): AsyncGenerator<Grey> {
  if (bytes.length === 0) throw new UnfitFile('empty');
  const isPdf = Buffer.from(bytes.subarray(0, 1024)).includes('%PDF-');
  yield* isPdf ? pdfPages(bytes) : pictures(bytes);
}

function* pdfPages(bytes: Uint8Array): Generator<Grey> {
  let document: mupdf.Document;
  try {
    document = mupdf.Document.openDocument(bytes, 'application/pdf');
  } catch (cause) {
    throw new UnfitFile('broken', { cause });
  }
  try {
    if (document.needsPassword()) throw new UnfitFile('encrypted');
    const count = document.countPages();
    if (count === 0) throw new UnfitFile('broken');
    if (count > MOST_PAGES) throw new UnfitFile('tooManyPages');
    for (let index = 0; index < count; index += 1) yield pdfPage(document, index);
  } finally {
    document.destroy();
  }
}

function pdfPage(document: mupdf.Document, index: number): Grey {
  try {
    const page = document.loadPage(index);
    const [left, top, right, bottom] = page.getBounds();
    const scale = Math.min(DPI / 72, Math.sqrt(MOST_PIXELS / ((right - left) * (bottom - top))));
    const pixmap = page.toPixmap(mupdf.Matrix.scale(scale, scale), mupdf.ColorSpace.DeviceGray, false, true);
    const [width, height, stride] = [pixmap.getWidth(), pixmap.getHeight(), pixmap.getStride()];
    const pixels = pixmap.getPixels();
    const data = new Uint8Array(width * height);
    for (let y = 0; y < height; y += 1) data.set(pixels.subarray(y * stride, y * stride + width), y * width);
    pixmap.destroy();
    page.destroy();
    return { width, height, data };
  } catch (cause) {
    throw new UnfitFile('broken', { cause });
  }
}

/** JPEG, PNG, or TIFF with several pages. */
async function* pictures(bytes: Uint8Array): AsyncGenerator<Grey> {
  try {
    const options = { limitInputPixels: MOST_SENT_PIXELS, failOn: 'error' } as const;
    const { pages = 1, format } = await sharp(bytes, options).metadata();
    if (!['jpeg', 'png', 'tiff', 'webp'].includes(format)) throw new UnfitFile('wrongContent');
    if (pages > MOST_PAGES) throw new UnfitFile('tooManyPages');
    for (let page = 0; page < pages; page += 1) {
      const side = Math.round(Math.sqrt(MOST_PIXELS) * 1.2);
      const { data, info } = await sharp(bytes, { ...options, page })
        .autoOrient()
        .flatten({ background: '#fff' })
        .resize({ width: side, height: side, fit: 'inside', withoutEnlargement: true })
        .greyscale()
        .raw()
        .toBuffer({ resolveWithObject: true });
      yield { width: info.width, height: info.height, data: firstOf(data, info.channels) };
    }
  } catch (error) {
    if (error instanceof UnfitFile) throw error;
    const isHuge = error instanceof Error && /pixel limit/i.test(error.message);
    const isOther = error instanceof Error && /unsupported image format/i.test(error.message);
    throw new UnfitFile(isHuge ? 'tooManyPixels' : isOther ? 'wrongContent' : 'broken', { cause: error });
  }
}

const firstOf = (data: Uint8Array, channels: number): Uint8Array =>
  channels === 1 ? data : data.filter((_, index) => index % channels === 0);
