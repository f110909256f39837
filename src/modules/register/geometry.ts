import { z } from 'zod';
import type { GeometryKind } from './definition.js';

/* GeoJSON (RFC 7946): longitude before latitude, WGS 84. */

const Position = z.tuple([z.number().min(-180).max(180), z.number().min(-90).max(90)]).rest(z.number());
const Line = z.array(Position).min(2);
const Ring = z.array(Position).min(4);
export const Geometry = z.discriminatedUnion('type', [
  z.object({ type: z.literal('Point'), coordinates: Position }),
  z.object({ type: z.literal('LineString'), coordinates: Line }),
  z.object({ type: z.literal('MultiLineString'), coordinates: z.array(Line).min(1) }),
  z.object({ type: z.literal('Polygon'), coordinates: z.array(Ring).min(1) }),
  z.object({ type: z.literal('MultiPolygon'), coordinates: z.array(z.array(Ring).min(1)).min(1) }),
]);
export type Geometry = z.infer<typeof Geometry>;
type Pair = z.infer<typeof Position>;

/** West, south, east, north. */
export type Box = readonly [number, number, number, number];

const KIND = {
  Point: 'point',
  LineString: 'line',
  MultiLineString: 'line',
  Polygon: 'polygon',
  MultiPolygon: 'polygon',
} as const satisfies Record<Geometry['type'], GeometryKind>;
export const kindOf = ({ type }: Geometry): GeometryKind => KIND[type];

const ringsOf = (geometry: Geometry): Pair[][] =>
  geometry.type === 'Polygon'
    ? geometry.coordinates
    : geometry.type === 'MultiPolygon'
      ? geometry.coordinates.flat()
      : [];

function positionsOf(geometry: Geometry): Pair[] {
  switch (geometry.type) {
    case 'Point':
      return [geometry.coordinates];
    case 'LineString':
      return geometry.coordinates;
    case 'MultiLineString':
    case 'Polygon':
      return geometry.coordinates.flat();
    default:
      return geometry.coordinates.flat(2);
  }
}

export function boxOf(geometry: Geometry): Box {
  const box: [number, number, number, number] = [180, 90, -180, -90];
  for (const [lon, lat] of positionsOf(geometry)) {
    box[0] = Math.min(box[0], lon);
    box[1] = Math.min(box[1], lat);
    box[2] = Math.max(box[2], lon);
    box[3] = Math.max(box[3], lat);
  }
  return box;
}

const touches = (a: Box, b: Box): boolean => a[0] <= b[2] && b[0] <= a[2] && a[1] <= b[3] && b[1] <= a[3];

export const GEOMETRY_FAULTS = [
  'unreadable',
  'swapped',
  'kind',
  'ringOpen',
  'ringCrosses',
  'ringFlat',
] as const;
export type GeometryFault = (typeof GEOMETRY_FAULTS)[number];
/** Told, and taken all the same: a neighbouring town's hall may be where one flees to. */
export const GEOMETRY_HINTS = ['outside'] as const;
export type GeometryHint = (typeof GEOMETRY_HINTS)[number];

export type ReadGeometry =
  | { ok: true; geometry: Geometry; hint: GeometryHint | null }
  | { ok: false; fault: GeometryFault };

/** Japan with its farthest islands. */
const JAPAN: Box = [122, 20, 154, 46];

const TwoNumbers = z.object({ coordinates: z.tuple([z.number(), z.number()]).rest(z.number()) });

const isSwapped = (value: unknown): boolean => {
  const pair = TwoNumbers.safeParse(value);
  if (!pair.success) return false;
  const [lat, lon] = pair.data.coordinates;
  return lon >= JAPAN[0] && lon <= JAPAN[2] && lat >= JAPAN[1] && lat <= JAPAN[3];
};

/** Looks at what claims to be a place: `area` is the municipality's box. */
export function readGeometry(value: unknown, kinds: readonly GeometryKind[], area: Box): ReadGeometry {
  if (isSwapped(value)) return { ok: false, fault: 'swapped' };
  const parsed = Geometry.safeParse(value);
  if (!parsed.success) return { ok: false, fault: 'unreadable' };
  const geometry = parsed.data;
  if (!kinds.includes(kindOf(geometry))) return { ok: false, fault: 'kind' };
  for (const ring of ringsOf(geometry)) {
    const fault = ringFault(ring);
    if (fault) return { ok: false, fault };
  }
  return { ok: true, geometry, hint: touches(boxOf(geometry), area) ? null : 'outside' };
}

function ringFault(ring: readonly Pair[]): GeometryFault | null {
  const [first, last] = [ring[0], ring.at(-1)];
  if (!first || !last || first[0] !== last[0] || first[1] !== last[1]) return 'ringOpen';
  let area = 0;
  for (let at = 0; at + 1 < ring.length; at += 1) {
    const [a, b] = [ring[at], ring[at + 1]];
    if (a && b) area += a[0] * b[1] - b[0] * a[1];
  }
  if (area === 0) return 'ringFlat';
  return crossesItself(ring) ? 'ringCrosses' : null;
}

/** Sides are compared only with those whose span of longitudes overlaps: a coast line has many thousands. */
function crossesItself(ring: readonly Pair[]): boolean {
  const sides = ring
    .slice(0, -1)
    .flatMap((a, at) => {
      const b = ring[at + 1];
      return b ? [{ a, b, at, from: Math.min(a[0], b[0]), to: Math.max(a[0], b[0]) }] : [];
    })
    .sort((one, other) => one.from - other.from);
  const count = sides.length;
  for (let one = 0; one < count; one += 1) {
    const side = sides[one];
    for (let next = one + 1; side && next < count; next += 1) {
      const other = sides[next];
      if (!other || other.from > side.to) break;
      const apart = Math.abs(side.at - other.at);
      if (apart > 1 && apart < count - 1 && cross(side.a, side.b, other.a, other.b)) return true;
    }
  }
  return false;
}

const turn = (a: Pair, b: Pair, c: Pair): number =>
  Math.sign((b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]));
const cross = (a: Pair, b: Pair, c: Pair, d: Pair): boolean =>
  turn(a, b, c) * turn(a, b, d) < 0 && turn(c, d, a) * turn(c, d, b) < 0;

export const pointAt = (lat: number, lon: number): Geometry => ({ type: 'Point', coordinates: [lon, lat] });
