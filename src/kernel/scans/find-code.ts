import jsQR from 'jsqr';
import type { Grey, Point } from './scan.js';

export interface FoundCode {
  text: string;
  /** Corners of its modules in the picture: upper left, upper right, lower right, lower left as it was printed. */
  corners: readonly [Point, Point, Point, Point];
  /** Modules of a side. */
  modules: number;
}

interface Part {
  left: number;
  top: number;
  width: number;
  height: number;
}

/** The library is a CommonJS module, whose function stands in another place for types than when it runs. */
const decode = ((jsQR as unknown as { default?: unknown }).default ?? jsQR) as typeof jsQR.default;

/**
 * The code of a page, however the page was put on the glass. Codes stand near a corner, so the corners are looked at
 * first: that is faster, and patterns elsewhere on the page do not mislead.
 */
export function findCode(page: Grey): FoundCode | null {
  for (const part of partsOf(page)) {
    for (const step of [1, 2]) {
      const found = codeIn(page, part, step);
      if (found) return found;
    }
  }
  return null;
}

function* partsOf({ width, height }: Grey): Generator<Part> {
  const side = Math.round(Math.min(width, height) * 0.36);
  const [right, bottom] = [width - side, height - side];
  yield { left: right, top: bottom, width: side, height: side };
  yield { left: 0, top: 0, width: side, height: side };
  yield { left: 0, top: bottom, width: side, height: side };
  yield { left: right, top: 0, width: side, height: side };
  yield { left: 0, top: 0, width, height };
}

/** `step` 2 looks at every second pixel, averaged: noise goes, and modules of a fine scan become readable. */
function codeIn(page: Grey, { left, top, width, height }: Part, step: number): FoundCode | null {
  const [w, h] = [Math.floor(width / step), Math.floor(height / step)];
  const rgba = new Uint8ClampedArray(w * h * 4);
  for (let y = 0; y < h; y += 1) {
    for (let x = 0; x < w; x += 1) {
      const value = step === 1 ? pixel(page, left + x, top + y) : meanOfFour(page, left + x * 2, top + y * 2);
      const at = (y * w + x) * 4;
      rgba[at] = rgba[at + 1] = rgba[at + 2] = value;
      rgba[at + 3] = 255;
    }
  }
  const code = decode(rgba, w, h, { inversionAttempts: 'dontInvert' });
  if (!code || code.data === '') return null;
  const { topLeftCorner, topRightCorner, bottomRightCorner, bottomLeftCorner } = code.location;
  const inPage = ({ x, y }: Point): Point => ({ x: left + x * step, y: top + y * step });
  return {
    text: code.data,
    corners: [
      inPage(topLeftCorner),
      inPage(topRightCorner),
      inPage(bottomRightCorner),
      inPage(bottomLeftCorner),
    ],
    modules: 17 + 4 * code.version,
  };
}

const pixel = ({ data, width }: Grey, x: number, y: number): number => data[y * width + x] ?? 255;

const meanOfFour = (page: Grey, x: number, y: number): number =>
  (pixel(page, x, y) + pixel(page, x + 1, y) + pixel(page, x, y + 1) + pixel(page, x + 1, y + 1)) >> 2;
