import { z } from 'zod';
import type { GeometryKind } from './definition.js';
import { type Area, isIn, isNear, type LonLat, OUTLINE_FAULTS, outlineFault } from './outlines.js';

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

export const areasOf = (geometry: Geometry): Pair[][][] =>
  geometry.type === 'Polygon'
    ? [geometry.coordinates]
    : geometry.type === 'MultiPolygon'
      ? geometry.coordinates
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
  'abroad',
  'kind',
  'ringOpen',
  'ringFlat',
  ...OUTLINE_FAULTS,
] as const;
export type GeometryFault = (typeof GEOMETRY_FAULTS)[number];
/** Told, and taken all the same: a neighbouring town's hall may be where one flees to. */
export const GEOMETRY_HINTS = ['outside'] as const;
export type GeometryHint = (typeof GEOMETRY_HINTS)[number];

export type ReadGeometry =
  | { ok: true; geometry: Geometry; hint: GeometryHint | null }
  /** `at`: near where, where that is not all of it. */
  | { ok: false; fault: GeometryFault; at?: LonLat };

/** Japan with its farthest islands. */
const JAPAN: Box = [122, 20, 154, 46];

export interface Boundary {
  areas: readonly Area[];
  /** How far its line may be off. */
  metres: number;
}

/** The outline of a municipality as its files have it. */
export interface TownShape extends Boundary {
  /** Whose data it is made from; said wherever it is drawn. */
  source: string;
}

/** All places of the municipality, as far as they are known. */
export interface Town {
  box: Box;
  /** Its own outline, where the installation has it. */
  boundary: Boundary | null;
}

const isJapanese = ([lon, lat]: LonLat): boolean =>
  lon >= JAPAN[0] && lon <= JAPAN[2] && lat >= JAPAN[1] && lat <= JAPAN[3];

/** MultiPolygon: parts, rings, positions. */
const DEEPEST = 4;

/** Whether something in there has its latitude first, at whatever depth: beyond 90 there is no other way to read it. */
function isSwapped(coordinates: unknown, depth = 1): boolean {
  if (!Array.isArray(coordinates)) return false;
  const [lat, lon] = coordinates;
  if (typeof lat === 'number' && typeof lon === 'number') return isJapanese([lon, lat]);
  return depth < DEEPEST && coordinates.some((one) => isSwapped(one, depth + 1));
}

const coordinatesIn = (value: unknown): unknown =>
  typeof value === 'object' && value !== null && 'coordinates' in value ? value.coordinates : undefined;

const isWithin = (position: LonLat, { areas, metres }: Boundary): boolean =>
  areas.some((area) => isIn(position, area)) || areas.some((area) => isNear(position, area, metres));

const isOutside = (geometry: Geometry, { box, boundary }: Town): boolean =>
  boundary
    ? !positionsOf(geometry).some((position) => isWithin(position, boundary))
    : !touches(boxOf(geometry), box);

/**
 * Looks at what claims to be a place. What does not lie in Japan is refused, (0, 0) first of all; what lies in Japan and
 * outside of the town is taken and pointed out.
 */
export function readGeometry(value: unknown, kinds: readonly GeometryKind[], town: Town): ReadGeometry {
  if (isSwapped(coordinatesIn(value))) return { ok: false, fault: 'swapped' };
  const parsed = Geometry.safeParse(value);
  if (!parsed.success) return { ok: false, fault: 'unreadable' };
  const geometry = rounded(parsed.data);
  if (!kinds.includes(kindOf(geometry))) return { ok: false, fault: 'kind' };
  if (!positionsOf(geometry).every(isJapanese)) return { ok: false, fault: 'abroad' };
  const areas = areasOf(geometry);
  if (areas.flat().some(isOpen)) return { ok: false, fault: 'ringOpen' };
  const fault = outlineFault(areas);
  if (fault) return { ok: false, ...fault };
  if (areas.flat().some(isFlat)) return { ok: false, fault: 'ringFlat' };
  return { ok: true, geometry, hint: isOutside(geometry, town) ? 'outside' : null };
}

/** Beyond a tenth of a millimetre is noise, which other formats lose: a file that went out comes back as the same. */
const roundedPosition = ([lon, lat, ...heights]: Pair): Pair => [
  Math.round(lon * 1e9) / 1e9,
  Math.round(lat * 1e9) / 1e9,
  ...heights,
];
const roundedLine = (line: Pair[]): Pair[] => line.map(roundedPosition);

function rounded(geometry: Geometry): Geometry {
  switch (geometry.type) {
    case 'Point':
      return { type: geometry.type, coordinates: roundedPosition(geometry.coordinates) };
    case 'LineString':
      return { type: geometry.type, coordinates: roundedLine(geometry.coordinates) };
    case 'MultiLineString':
    case 'Polygon':
      return { type: geometry.type, coordinates: geometry.coordinates.map(roundedLine) };
    default:
      return { type: geometry.type, coordinates: geometry.coordinates.map((area) => area.map(roundedLine)) };
  }
}

const isOpen = (ring: readonly Pair[]): boolean => {
  const [first, last] = [ring[0], ring.at(-1)];
  return !first || !last || first[0] !== last[0] || first[1] !== last[1];
};

function isFlat(ring: readonly Pair[]): boolean {
  let area = 0;
  for (let at = 0; at + 1 < ring.length; at += 1) {
    const [a, b] = [ring[at], ring[at + 1]];
    if (a && b) area += a[0] * b[1] - b[0] * a[1];
  }
  return area === 0;
}

export const pointAt = (lat: number, lon: number): Geometry => ({ type: 'Point', coordinates: [lon, lat] });
