import type { Box } from './geometry.js';

/*
 * Where a thing lies, as one number with an ordinary index: the smallest square of a quadtree over the globe that
 * holds it. Squares below a square are one run of numbers (the least set bit tells the size), so a window of a map is
 * a few runs and the squares above them. No operator of PostGIS is leakproof, hence behind row-level security none of
 * its indexes would be used (docs/decisions/0020).
 */

/** Halvings of the globe: squares of about a metre; the numbers stay exact in JavaScript. */
const LEVELS = 25;
const MOST_RUNS = 16;

export interface Cover {
  runs: readonly { from: number; to: number }[];
  /** Squares that hold one of the runs: what is too large for a small square lies there. */
  above: readonly number[];
}

const inSteps = (degrees: number, from: number, span: number): number =>
  Math.min(2 ** LEVELS - 1, Math.max(0, Math.floor(((degrees - from) / span) * 2 ** LEVELS)));
const stepX = (lon: number): number => inSteps(lon, -180, 360);
const stepY = (lat: number): number => inSteps(lat, -90, 180);

/** The square of this size around a position; level 0 is the globe. */
function cellAt(x: number, y: number, level: number): number {
  let prefix = 0;
  for (let bit = LEVELS - 1; bit >= LEVELS - level; bit -= 1)
    prefix = prefix * 4 + (Math.floor(y / 2 ** bit) % 2) * 2 + (Math.floor(x / 2 ** bit) % 2);
  const size = 4 ** (LEVELS - level);
  return prefix * size * 2 + size;
}

/** The level of the smallest square that holds both corners. */
function commonLevel([west, south, east, north]: Box): number {
  for (let level = LEVELS; level > 0; level -= 1) {
    const step = 2 ** (LEVELS - level);
    const same = (a: number, b: number) => Math.floor(a / step) === Math.floor(b / step);
    if (same(stepX(west), stepX(east)) && same(stepY(south), stepY(north))) return level;
  }
  return 0;
}

/** The smallest square that holds a box. */
export const cellOf = (box: Box): number => cellAt(stepX(box[0]), stepY(box[1]), commonLevel(box));

/** Squares in which everything lies that touches the box; some lie beside it, so the box is compared as well. */
export function coverOf(box: Box): Cover {
  const [west, south, east, north] = box;
  // The finest size of which few squares cover the box.
  let level = LEVELS;
  const count = (at: number): number => {
    const step = 2 ** (LEVELS - at);
    const across = Math.floor(stepX(east) / step) - Math.floor(stepX(west) / step) + 1;
    return across * (Math.floor(stepY(north) / step) - Math.floor(stepY(south) / step) + 1);
  };
  while (level > 0 && count(level) > MOST_RUNS) level -= 1;
  const step = 2 ** (LEVELS - level);
  const runs: { from: number; to: number }[] = [];
  const above = new Set<number>();
  for (let x = Math.floor(stepX(west) / step); x <= Math.floor(stepX(east) / step); x += 1)
    for (let y = Math.floor(stepY(south) / step); y <= Math.floor(stepY(north) / step); y += 1) {
      const middle = cellAt(x * step, y * step, level);
      const half = 4 ** (LEVELS - level) - 1;
      runs.push({ from: middle - half, to: middle + half });
      for (let upper = level - 1; upper >= 0; upper -= 1) above.add(cellAt(x * step, y * step, upper));
    }
  return { runs, above: [...above] };
}
