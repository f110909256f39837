import type { Geometry } from './geometry.js';

/** jsonb gives the members of an object back in an order of its own. */
export const sorted = (_name: string, value: unknown): unknown =>
  value !== null && typeof value === 'object' && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
    : value;

const POINT_ORDER = (a: readonly number[], b: readonly number[]): number =>
  (a[0] ?? 0) - (b[0] ?? 0) || (a[1] ?? 0) - (b[1] ?? 0);

/** The same for a ring wherever it begins and whichever way it goes: formats have rules of their own for that. */
function ringText(ring: readonly (readonly number[])[]): string {
  const points = ring.slice(0, -1);
  const first = points.reduce(
    (best, point, at) => (POINT_ORDER(point, points[best] ?? point) < 0 ? at : best),
    0,
  );
  const [start, ...rest] = [...points.slice(first), ...points.slice(0, first)];
  const onward = JSON.stringify([start, ...rest]);
  const back = JSON.stringify([start, ...rest.reverse()]);
  return onward < back ? onward : back;
}

/** The same for places that are alike: one area and several areas of which there is one are. */
export function placeText(geometry: Geometry | null): string {
  if (geometry?.type !== 'Polygon' && geometry?.type !== 'MultiPolygon')
    return JSON.stringify(geometry, sorted);
  const areas = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
  return JSON.stringify(
    areas.map(([outer = [], ...holes]) => [ringText(outer), ...holes.map(ringText).sort()]).sort(),
  );
}
