import type { Point } from './scan.js';

/** From millimetres of the sheet to pixels of the picture. */
export type Mapping = (point: Point) => Point;

/** Turning, moving and scaling that fits these pairs best (least squares). */
export function similarity(pairs: readonly (readonly [Point, Point])[]): { map: Mapping; scale: number } {
  const mean = (points: readonly Point[]): Point => ({
    x: points.reduce((sum, { x }) => sum + x, 0) / points.length,
    y: points.reduce((sum, { y }) => sum + y, 0) / points.length,
  });
  const from = mean(pairs.map(([point]) => point));
  const to = mean(pairs.map(([, point]) => point));
  let [cosine, sine, size] = [0, 0, 0];
  for (const [p, q] of pairs) {
    const [px, py, qx, qy] = [p.x - from.x, p.y - from.y, q.x - to.x, q.y - to.y];
    cosine += px * qx + py * qy;
    sine += px * qy - py * qx;
    size += px * px + py * py;
  }
  const [a, b] = [cosine / size, sine / size];
  return {
    scale: Math.hypot(a, b),
    map: ({ x, y }) => ({
      x: to.x + a * (x - from.x) - b * (y - from.y),
      y: to.y + b * (x - from.x) + a * (y - from.y),
    }),
  };
}

/** The projection of a flat sheet that takes these four points to those (eight linear equations). */
export function projection(pairs: readonly (readonly [Point, Point])[]): Mapping | null {
  const rows = pairs.slice(0, 4).flatMap(([{ x, y }, to]) => [
    [x, y, 1, 0, 0, 0, -x * to.x, -y * to.x, to.x],
    [0, 0, 0, x, y, 1, -x * to.y, -y * to.y, to.y],
  ]);
  const solved = solve(rows);
  if (!solved) return null;
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = solved;
  return ({ x, y }) => {
    const w = g * x + h * y + 1;
    return { x: (a * x + b * y + c) / w, y: (d * x + e * y + f) / w };
  };
}

/** Gauss's elimination with pivots; null where the points lie in a line. */
function solve(rows: number[][]): number[] | null {
  const size = rows.length;
  const at = (row: number, column: number): number => rows[row]?.[column] ?? 0;
  for (let column = 0; column < size; column += 1) {
    let pivot = column;
    for (let row = column + 1; row < size; row += 1)
      if (Math.abs(at(row, column)) > Math.abs(at(pivot, column))) pivot = row;
    const [upper, lower] = [rows[column], rows[pivot]];
    if (!upper || !lower || Math.abs(at(pivot, column)) < 1e-9) return null;
    [rows[column], rows[pivot]] = [lower, upper];
    for (let row = 0; row < size; row += 1) {
      if (row === column) continue;
      const factor = at(row, column) / at(column, column);
      if (factor === 0) continue;
      rows[row] = (rows[row] ?? []).map((value, index) => value - factor * at(column, index));
    }
  }
  return rows.map((row, index) => (row[size] ?? 0) / (row[index] ?? 1));
}
