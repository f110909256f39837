/*
 * Squares of web maps (Web Mercator, x eastwards, y southwards) as numbers whose squares below are one run: square
 * (z, x, y) of a map holds, on each finer level, the numbers from n·4^d to (n + 1)·4^d. How many rows lie in each
 * square is kept, so that a map of a million things is drawn without looking at them (docs/decisions/0021).
 */

/** Levels on which counts are kept: 2^level squares across the globe; the finest is some 125 metres in Japan. */
export const COUNTED_LEVELS = [8, 10, 12, 14, 16, 18] as const;
const FINEST = 18;

/** Sums are of ten millionths of a degree: whole numbers, exact however often rows move. */
export const SCALE = 1e7;

/** Where Web Mercator ends. */
const MOST_LAT = 85.0511287798066;

const within = (value: number, most: number): number => Math.min(most, Math.max(0, Math.floor(value)));

/** Position on the square map of the globe, each from 0 to 1. */
export function mercator(lon: number, lat: number): [number, number] {
  const radians = (Math.min(MOST_LAT, Math.max(-MOST_LAT, lat)) * Math.PI) / 180;
  const y = (1 - Math.log(Math.tan(radians) + 1 / Math.cos(radians)) / Math.PI) / 2;
  return [(lon + 180) / 360, y];
}

/** Number of a square among those of its level. */
export function squareNumber(level: number, x: number, y: number): number {
  let number = 0;
  for (let bit = level - 1; bit >= 0; bit -= 1)
    number = number * 4 + (Math.floor(y / 2 ** bit) % 2) * 2 + (Math.floor(x / 2 ** bit) % 2);
  return number;
}

/** The square of the finest level that holds a position. */
export function finestSquare(lon: number, lat: number): number {
  const [x, y] = mercator(lon, lat);
  const most = 2 ** FINEST - 1;
  return squareNumber(FINEST, within(x * 2 ** FINEST, most), within(y * 2 ** FINEST, most));
}

/** The square of a coarser level around one of the finest. */
export const squareAbove = (finest: number, level: number): number =>
  Math.floor(finest / 4 ** (FINEST - level));

/** Eight or sixteen squares along each side of a tile, where levels are as fine as that. */
export function runOf(z: number, x: number, y: number): { level: number; from: number; to: number } {
  const level = COUNTED_LEVELS.find((one) => one >= z + 3) ?? FINEST;
  const size = 4 ** (level - z);
  const number = squareNumber(z, x, y);
  return { level, from: number * size, to: (number + 1) * size - 1 };
}

/** West, south, east and north of a tile, with a margin in parts of its side. */
export function tileBox(z: number, x: number, y: number, margin = 0): [number, number, number, number] {
  const lon = (at: number) => Math.min(180, Math.max(-180, (at / 2 ** z) * 360 - 180));
  const lat = (at: number) => (Math.atan(Math.sinh(Math.PI * (1 - (2 * at) / 2 ** z))) * 180) / Math.PI;
  return [lon(x - margin), lat(y + 1 + margin), lon(x + 1 + margin), lat(y - margin)];
}
