import sharp from 'sharp';
import { SCALE } from './scan.js';

interface Rect {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** Less than this share of the brightness of the paper is ink, pencil included. */
const INK = 0.78;
/** Of a box: its printed frame and half a millimetre of error stay outside. */
const FRAME = 0.75;

/** How much of each box is covered with ink, from 0 to 1; boxes in millimetres of a page that was laid straight. */
export async function inkShares(image: Uint8Array, boxes: readonly Rect[]): Promise<number[]> {
  if (boxes.length === 0) return [];
  const { data, info } = await sharp(image).greyscale().raw().toBuffer({ resolveWithObject: true });
  const pixel = (x: number, y: number) => data[(y * info.width + x) * info.channels] ?? 255;
  return boxes.map((box) => {
    const paper = brightest(pixel, box);
    let [ink, all] = [0, 0];
    for (const [x, y] of pixelsOf(box, -FRAME)) {
      all += 1;
      if (pixel(x, y) < paper * INK) ink += 1;
    }
    return all === 0 ? 0 : ink / all;
  });
}

function* pixelsOf({ x, y, width, height }: Rect, margin: number): Generator<readonly [number, number]> {
  const [left, right] = [Math.round((x - margin) * SCALE), Math.round((x + width + margin) * SCALE)];
  const [top, bottom] = [Math.round((y - margin) * SCALE), Math.round((y + height + margin) * SCALE)];
  for (let row = top; row < bottom; row += 1)
    for (let column = left; column < right; column += 1) yield [column, row];
}

/** The paper around a box, whatever the light of the scanner: what nine tenths do not exceed. */
function brightest(pixel: (x: number, y: number) => number, box: Rect): number {
  const values = [...pixelsOf(box, 1)].map(([x, y]) => pixel(x, y)).sort((a, b) => a - b);
  return values[Math.floor(values.length * 0.9)] ?? 255;
}

/** A part of a page that was laid straight, in millimetres, as JPEG. */
export async function partOf(image: Uint8Array, { x, y, width, height }: Rect): Promise<Uint8Array> {
  const { width: w = 1, height: h = 1 } = await sharp(image).metadata();
  const left = Math.min(w - 1, Math.max(0, Math.round(x * SCALE)));
  const top = Math.min(h - 1, Math.max(0, Math.round(y * SCALE)));
  const region = {
    left,
    top,
    width: Math.max(1, Math.min(w - left, Math.round(width * SCALE))),
    height: Math.max(1, Math.min(h - top, Math.round(height * SCALE))),
  };
  return new Uint8Array(await sharp(image).extract(region).jpeg({ quality: 80 }).toBuffer());
}

/** What was written by hand into a part of a page, as a small PNG of black on white; null where there is nothing. */
export async function handwritingIn(image: Uint8Array, rect: Rect): Promise<Uint8Array | null> {
  const [share = 0] = await inkShares(image, [rect]);
  if (share < 0.002) return null;
  const part = await partOf(image, rect);
  return new Uint8Array(
    await sharp(part)
      .greyscale()
      .resize({ width: 600, withoutEnlargement: true })
      .normalise()
      .png({ palette: true, colours: 4 })
      .toBuffer(),
  );
}
