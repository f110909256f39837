import { boxOf, type Geometry, mercator } from '#modules/register/api.js';

/** Of the letters of names on the map, in steps of a screen. */
export const LETTER = 11;
const ASCII = /[\u0020-\u007e]/;

/** How wide a text is drawn, roughly: Latin letters are half as wide as others. */
export const widthOf = (text: string): number =>
  [...text].reduce((sum, one) => sum + (ASCII.test(one) ? LETTER / 2 : LETTER), 0);

/** A name may go beyond its area on both sides, not by more than that. */
const WITHIN = 0.7;

/** Whether an area is large enough to bear its name, on a world that is so many steps of a screen wide. */
export function bearsName(geometry: Geometry, name: string, world: number): boolean {
  const [west, south, east, north] = boxOf(geometry);
  const [left, bottom] = mercator(west, south);
  const [right, top] = mercator(east, north);
  return (right - left) * world >= WITHIN * widthOf(name) && (bottom - top) * world >= LETTER;
}

const ringsOf = (geometry: Geometry) => {
  switch (geometry.type) {
    case 'Polygon':
      return geometry.coordinates;
    case 'MultiPolygon':
      return geometry.coordinates.flat();
    default:
      return [];
  }
};

/** The middle of a thing; of an area a place within it, halfway up where it is widest. */
export function middleOf(geometry: Geometry): [number, number] {
  const [west, south, east, north] = boxOf(geometry);
  const lat = (south + north) / 2;
  const crossed = ringsOf(geometry)
    .flatMap((ring) =>
      ring.slice(1).flatMap(([lon, up], index) => {
        const [from = lon, down = up] = ring[index] ?? [];
        return up > lat === down > lat ? [] : [from + ((lat - down) / (up - down)) * (lon - from)];
      }),
    )
    .sort((a, b) => a - b);
  let widest: [number, number] = [west, east];
  let width = 0;
  for (let at = 0; at + 1 < crossed.length; at += 2) {
    const [left = 0, right = 0] = [crossed[at], crossed[at + 1]];
    if (right - left > width) {
      widest = [left, right];
      width = right - left;
    }
  }
  return [(widest[0] + widest[1]) / 2, lat];
}
