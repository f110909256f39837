import * as mupdf from 'mupdf';
import sharp from 'sharp';
import type { PlacedRect } from './geometry.js';
import { POINT } from './measure.js';

/** A strong scanner of its time: each page of a PDF as a grey picture. */
export function rasterised(pdf: Uint8Array, dpi: number): Buffer[] {
  const document = mupdf.Document.openDocument(pdf, 'application/pdf');
  return Array.from({ length: document.countPages() }, (_, index) => {
    const scale = dpi / 72;
    const pixmap = document
      .loadPage(index)
      .toPixmap(mupdf.Matrix.scale(scale, scale), mupdf.ColorSpace.DeviceGray, false, true);
    return Buffer.from(pixmap.asPNG());
  });
}

/** Ticks of a pen in these boxes of a page, and a scrawl in those. */
export async function written(
  page: Buffer,
  dpi: number,
  { ticks = [], scrawls = [] }: { ticks?: readonly PlacedRect[]; scrawls?: readonly PlacedRect[] },
): Promise<Buffer> {
  const scale = dpi / 72 / POINT;
  const { width = 1, height = 1 } = await sharp(page).metadata();
  const stroke = (points: readonly (readonly [number, number])[]) =>
    `<polyline fill="none" stroke="#333" stroke-width="${0.5 * scale}" points="${points
      .map(([x, y]) => `${x * scale},${y * scale}`)
      .join(' ')}"/>`;
  const lines = [
    ...ticks.map(({ x, y, width: w, height: h }) =>
      stroke([
        [x + w * 0.1, y + h * 0.5],
        [x + w * 0.45, y + h * 0.95],
        [x + w * 1.1, y - h * 0.15],
      ]),
    ),
    ...scrawls.map(({ x, y, width: w, height: h }) =>
      stroke(
        Array.from({ length: 20 }, (_, at) => [x + w * (0.3 + at / 60), y + h * (at % 2 === 0 ? 0.3 : 0.7)]),
      ),
    ),
  ];
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${lines.join('')}</svg>`;
  return sharp(page)
    .composite([{ input: Buffer.from(svg) }])
    .png({ compressionLevel: 1 })
    .toBuffer();
}

const grains = new Map<string, Buffer>();

/** Noise of grey paper; the same each time: a test that fails once fails always. */
async function grainOf(width: number, height: number): Promise<Buffer> {
  const key = `${width}×${height}`;
  const known = grains.get(key);
  if (known) return known;
  const noise = Buffer.alloc(width * height, 0);
  let seed = 4711;
  for (let at = 0; at < noise.length; at += 1) {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    noise[at] = 226 + ((seed >> 16) % 30);
  }
  const grain = await sharp(noise, { raw: { width, height, channels: 1 } })
    .png({ compressionLevel: 1 })
    .toBuffer();
  grains.set(key, grain);
  return grain;
}

/** As it comes out of the glass: turned, grey paper, noise, JPEG. */
export async function scanned(page: Buffer, degrees: number, quality = 60): Promise<Buffer> {
  const { width = 1, height = 1 } = await sharp(page).metadata();
  const grey = await sharp(page)
    .composite([{ input: await grainOf(width, height), blend: 'multiply' }])
    .greyscale()
    .png({ compressionLevel: 1 })
    .toBuffer();
  return sharp(grey).rotate(degrees, { background: '#ddd' }).jpeg({ quality }).toBuffer();
}

/** Pictures as the pages of one PDF, as scanners send them. */
export async function asPdf(pictures: readonly Buffer[], dpi: number): Promise<Uint8Array> {
  const { PDFDocument } = await import('pdf-lib');
  const document = await PDFDocument.create();
  for (const picture of pictures) {
    const image = await document.embedJpg(picture);
    const [width, height] = [(image.width * 72) / dpi, (image.height * 72) / dpi];
    document.addPage([width, height]).drawImage(image, { x: 0, y: 0, width, height });
  }
  return document.save();
}
