import sharp from 'sharp';
import { findCode } from './find-code.js';
import { placeOf } from './find-marks.js';
import { pagesOf } from './pages-of.js';
import type { Mapping } from './plane.js';
import { type Grey, SCALE, type ScannedPage, type SheetShape } from './scan.js';

const QUALITY = 75;
/** Of a page without code: enough to read it by. */
const LONGEST_SIDE = 2000;

/** Every page of a scan: its code, and its picture laid straight. Throws UnfitFile. */
export async function readScan(bytes: Uint8Array, shape: SheetShape): Promise<ScannedPage[]> {
  const pages: ScannedPage[] = [];
  for await (const page of pagesOf(bytes)) pages.push(await readPage(page, shape));
  return pages;
}

async function readPage(page: Grey, shape: SheetShape): Promise<ScannedPage> {
  const code = findCode(page);
  if (!code) return { code: null, laidBy: 'nothing', image: await jpegOf(page, true) };
  const { map, laidBy } = placeOf(page, code, shape);
  return { code: code.text, laidBy, image: await jpegOf(straight(page, map, shape), false) };
}

async function jpegOf({ width, height, data }: Grey, isReduced: boolean): Promise<Uint8Array> {
  const drawn = sharp(data, { raw: { width, height, channels: 1 } });
  const sized = isReduced
    ? drawn.resize({ width: LONGEST_SIDE, height: LONGEST_SIDE, fit: 'inside', withoutEnlargement: true })
    : drawn;
  return new Uint8Array(await sized.jpeg({ quality: QUALITY }).toBuffer());
}

/** The sheet as if it had been put on the glass exactly, each pixel from the four around its place. */
function straight(page: Grey, map: Mapping, shape: SheetShape): Grey {
  const [width, height] = [Math.round(shape.width * SCALE), Math.round(shape.height * SCALE)];
  const data = new Uint8Array(width * height).fill(255);
  const { width: w, height: h, data: source } = page;
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const from = map({ x: (x + 0.5) / SCALE, y: (y + 0.5) / SCALE });
      const [left, top] = [Math.floor(from.x - 0.5), Math.floor(from.y - 0.5)];
      if (left < 0 || top < 0 || left >= w - 1 || top >= h - 1) continue;
      const [dx, dy] = [from.x - 0.5 - left, from.y - 0.5 - top];
      const at = top * w + left;
      const upper = (source[at] ?? 255) * (1 - dx) + (source[at + 1] ?? 255) * dx;
      const lower = (source[at + w] ?? 255) * (1 - dx) + (source[at + w + 1] ?? 255) * dx;
      data[y * width + x] = upper * (1 - dy) + lower * dy;
    }
  }
  return { width, height, data };
}
