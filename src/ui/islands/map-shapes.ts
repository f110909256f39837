/* What is drawn on a map, as GeoJSON (RFC 7946), and how long and wide it is on the ground. */

export type Pair = [number, number];
export type ShapeKind = 'point' | 'line' | 'polygon';
export type Shape =
  | { type: 'Point'; coordinates: Pair }
  | { type: 'LineString'; coordinates: Pair[] }
  | { type: 'MultiLineString' | 'Polygon'; coordinates: Pair[][] }
  | { type: 'MultiPolygon'; coordinates: Pair[][][] };

/** Of the globe, in metres. */
const RADIUS = 6_371_008.8;
const RADIANS = Math.PI / 180;

/** Along the great circle. */
function metresBetween([lon1, lat1]: Pair, [lon2, lat2]: Pair): number {
  const [across, down] = [((lon2 - lon1) * RADIANS) / 2, ((lat2 - lat1) * RADIANS) / 2];
  const half =
    Math.sin(down) ** 2 + Math.cos(lat1 * RADIANS) * Math.cos(lat2 * RADIANS) * Math.sin(across) ** 2;
  return 2 * RADIUS * Math.asin(Math.sqrt(half));
}

export const metresAlong = (pairs: readonly Pair[]): number =>
  pairs.reduce((sum, pair, at) => {
    const before = pairs[at - 1];
    return before ? sum + metresBetween(before, pair) : sum;
  }, 0);

/** Of what the corners enclose (Chamberlain and Duquette, Some Algorithms for Polygons on a Sphere, 2007). */
export function squareMetres(corners: readonly Pair[]): number {
  const sum = corners.reduce((all, [lon, lat], at) => {
    const [nextLon, nextLat] = corners[(at + 1) % corners.length] ?? [lon, lat];
    const height = 2 + Math.sin(lat * RADIANS) + Math.sin(nextLat * RADIANS);
    return all + (nextLon - lon) * RADIANS * height;
  }, 0);
  return Math.abs(sum * RADIUS * RADIUS) / 2;
}

export const lengthText = (metres: number): string =>
  metres < 1000 ? `${Math.round(metres)} m` : `${(metres / 1000).toFixed(2)} km`;

export const areaText = (metres: number): string =>
  metres < 100_000 ? `${Math.round(metres).toLocaleString('en-US')} m²` : `${(metres / 1e6).toFixed(2)} km²`;

/** Six digits after the point are some ten centimetres. */
const round = (degrees: number): number => Math.round(degrees * 1e6) / 1e6;
export const rounded = ([lon, lat]: Pair): Pair => [round(lon), round(lat)];

/** The shape that corners make; null while they are too few. */
export function shapeOf(kind: ShapeKind, corners: readonly Pair[]): Shape | null {
  const [first] = corners;
  if (!first) return null;
  if (kind === 'point') return { type: 'Point', coordinates: first };
  if (kind === 'line') return corners.length > 1 ? { type: 'LineString', coordinates: [...corners] } : null;
  return corners.length > 2 ? { type: 'Polygon', coordinates: [[...corners, first]] } : null;
}

/** The corners of a shape that is made of nothing else; null for one of several parts, or with holes. */
export function cornersOf(shape: Shape): { kind: ShapeKind; corners: Pair[] } | null {
  if (shape.type === 'Point') return { kind: 'point', corners: [shape.coordinates] };
  if (shape.type === 'LineString') return { kind: 'line', corners: shape.coordinates };
  const [ring, ...others] = shape.type === 'Polygon' ? shape.coordinates : [];
  return ring && others.length === 0 ? { kind: 'polygon', corners: ring.slice(0, -1) } : null;
}

const isPair = (value: unknown): value is Pair =>
  Array.isArray(value) && value.length >= 2 && value.slice(0, 2).every(Number.isFinite);

function pairsIn(value: unknown): Pair[] {
  if (isPair(value)) return [value];
  return Array.isArray(value) ? value.flatMap(pairsIn) : [];
}

const TYPES = ['Point', 'LineString', 'MultiLineString', 'Polygon', 'MultiPolygon'];

/** What was typed as GeoJSON, if it is a shape at all. */
export function readShape(text: string): Shape | null {
  try {
    const value = JSON.parse(text) as Shape;
    return TYPES.includes(value.type) && pairsIn(value.coordinates).length > 0 ? value : null;
  } catch {
    return null;
  }
}

/** South-west and north-east end. */
export function endsOf({ coordinates }: Shape): [Pair, Pair] {
  const pairs = pairsIn(coordinates);
  const [lons, lats] = [pairs.map(([lon]) => lon), pairs.map(([, lat]) => lat)];
  const least = (values: number[]) => values.reduce((one, other) => Math.min(one, other));
  const most = (values: number[]) => values.reduce((one, other) => Math.max(one, other));
  return [
    [least(lons), least(lats)],
    [most(lons), most(lats)],
  ];
}
