import type { FoundCode } from './find-code.js';
import { type Mapping, projection, similarity } from './plane.js';
import type { Grey, Point, SheetShape } from './scan.js';

/** So far from where the code lets expect it a square is looked for, in millimetres. */
const SEARCH = 9;
/** Darker than this share of the paper around is ink. */
const DARK = 0.55;

const QUIET = 4;

/** Where the sheet lies in the picture. */
export function placeOf(
  page: Grey,
  code: FoundCode,
  shape: SheetShape,
): { map: Mapping; laidBy: 'marks' | 'code' } {
  const module = shape.code.size / (code.modules + 2 * QUIET);
  const left = shape.code.x + QUIET * module;
  const top = shape.code.y + QUIET * module;
  const side = code.modules * module;
  const printed: Point[] = [
    { x: left, y: top },
    { x: left + side, y: top },
    { x: left + side, y: top + side },
    { x: left, y: top + side },
  ];
  let known = pairs(printed, code.corners);
  const found = new Map<number, readonly [Point, Point]>();
  // The nearest square first: each one found makes the guess of the next better.
  for (const index of byDistance(shape)) {
    const { map, scale } = similarity(known);
    const centre = centreOf(shape, index);
    const at = squareNear(page, map(centre), scale, shape.mark);
    if (!at) continue;
    found.set(index, [centre, at]);
    known = [...pairs(printed, code.corners), ...found.values()];
  }
  const whole = found.size === 4 ? projection([...found.values()]) : null;
  if (whole) return { map: whole, laidBy: 'marks' };
  return { map: similarity(found.size >= 2 ? [...found.values()] : known).map, laidBy: 'code' };
}

const pairs = (from: readonly Point[], to: readonly Point[]): (readonly [Point, Point])[] =>
  from.flatMap((point, index) => {
    const other = to[index];
    return other ? [[point, other] as const] : [];
  });

const centreOf = ({ marks, mark }: SheetShape, index: number): Point => {
  const { x, y } = marks[index] ?? { x: 0, y: 0 };
  return { x: x + mark / 2, y: y + mark / 2 };
};

function byDistance(shape: SheetShape): number[] {
  const code = { x: shape.code.x + shape.code.size / 2, y: shape.code.y + shape.code.size / 2 };
  const far = (index: number) => {
    const { x, y } = centreOf(shape, index);
    return Math.hypot(x - code.x, y - code.y);
  };
  return shape.marks.map((_, index) => index).sort((a, b) => far(a) - far(b));
}

/** The centre of a filled square of this side near a place; null where there is none. */
function squareNear(page: Grey, near: Point, scale: number, side: number): Point | null {
  const reach = Math.round(SEARCH * scale);
  const left = Math.max(0, Math.round(near.x) - reach);
  const top = Math.max(0, Math.round(near.y) - reach);
  const width = Math.min(page.width, Math.round(near.x) + reach) - left;
  const height = Math.min(page.height, Math.round(near.y) + reach) - top;
  if (width <= 0 || height <= 0) return null;
  const pixel = (x: number, y: number) => page.data[(top + y) * page.width + left + x] ?? 255;
  const limit = paperLevel(pixel, width, height) * DARK;
  const seen = new Uint8Array(width * height);
  const wanted = (side * scale) ** 2;
  let best: { point: Point; distance: number } | null = null;
  for (let start = 0; start < width * height; start += 1) {
    if (seen[start] || pixel(start % width, Math.floor(start / width)) >= limit) continue;
    const blob = spread(start, width, height, seen, (x, y) => pixel(x, y) < limit);
    // A turned square fills down to half of the box around it.
    const isSquare =
      blob.count > 0.6 * wanted && blob.count < 1.6 * wanted && blob.longest < 1.6 * side * scale;
    if (!isSquare) continue;
    const point = { x: left + blob.x, y: top + blob.y };
    const distance = Math.hypot(point.x - near.x, point.y - near.y);
    if (!best || distance < best.distance) best = { point, distance };
  }
  return best?.point ?? null;
}

/** How bright the paper is here: what nine tenths of the pixels do not exceed. */
function paperLevel(pixel: (x: number, y: number) => number, width: number, height: number): number {
  const counts = new Uint32Array(256);
  for (let y = 0; y < height; y += 2)
    for (let x = 0; x < width; x += 2) counts[pixel(x, y)] = (counts[pixel(x, y)] ?? 0) + 1;
  const all = counts.reduce((sum, count) => sum + count, 0);
  let sum = 0;
  for (let level = 0; level < 256; level += 1) {
    sum += counts[level] ?? 0;
    if (sum >= all * 0.9) return level;
  }
  return 255;
}

/** All dark pixels that touch each other. */
function spread(
  start: number,
  width: number,
  height: number,
  seen: Uint8Array,
  isDark: (x: number, y: number) => boolean,
): { count: number; x: number; y: number; longest: number } {
  const waiting = [start];
  seen[start] = 1;
  let [count, sumX, sumY] = [0, 0, 0];
  let [minX, maxX, minY, maxY] = [width, 0, height, 0];
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    const [x, y] = [at % width, Math.floor(at / width)];
    count += 1;
    sumX += x;
    sumY += y;
    [minX, maxX, minY, maxY] = [Math.min(minX, x), Math.max(maxX, x), Math.min(minY, y), Math.max(maxY, y)];
    for (const [nx, ny] of [
      [x + 1, y],
      [x - 1, y],
      [x, y + 1],
      [x, y - 1],
    ] as const) {
      if (nx < 0 || ny < 0 || nx >= width || ny >= height) continue;
      const next = ny * width + nx;
      if (seen[next] || !isDark(nx, ny)) continue;
      seen[next] = 1;
      waiting.push(next);
    }
  }
  return { count, x: sumX / count, y: sumY / count, longest: Math.max(maxX - minX, maxY - minY) + 1 };
}
