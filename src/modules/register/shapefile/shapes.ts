import type { GeometryKind } from '../definition.js';
import { areasOf, type Box, boxOf, type Geometry } from '../geometry.js';
import type { LonLat } from '../outlines.js';

/* .shp and .shx: ESRI Shapefile Technical Description, July 1998. Lengths are in words of 16 bits. */

const TYPES = { point: 1, line: 3, polygon: 5 } as const satisfies Record<GeometryKind, number>;
const FILE_CODE = 9994;
const VERSION = 1000;
const HEAD = 100;
export const RECORD_HEAD = 8;

const words = (bytes: number): number => bytes / 2;

function areaOf(ring: readonly LonLat[]): number {
  let area = 0;
  for (let at = 0; at + 1 < ring.length; at += 1) {
    const [a, b] = [ring[at], ring[at + 1]];
    if (a && b) area += a[0] * b[1] - b[0] * a[1];
  }
  return area;
}

/** A ring that goes round with the clock, or against it. */
export const turned = (ring: readonly LonLat[], isWithClock: boolean): readonly LonLat[] =>
  areaOf(ring) > 0 === isWithClock ? ring.toReversed() : ring;

function partsOf(geometry: Geometry): readonly (readonly LonLat[])[] {
  if (geometry.type === 'LineString') return [geometry.coordinates];
  if (geometry.type === 'MultiLineString') return geometry.coordinates;
  // Outlines go round with the clock and holes against it; in GeoJSON it may be either way.
  return areasOf(geometry).flatMap((area) => area.map((ring, at) => turned(ring, at === 0)));
}

function partsContent(kind: GeometryKind, geometry: Geometry): Buffer {
  const parts = partsOf(geometry);
  const count = parts.reduce((sum, part) => sum + part.length, 0);
  const content = Buffer.alloc(44 + 4 * parts.length + 16 * count);
  content.writeInt32LE(TYPES[kind], 0);
  for (const [at, one] of boxOf(geometry).entries()) content.writeDoubleLE(one, 4 + 8 * at);
  content.writeInt32LE(parts.length, 36);
  content.writeInt32LE(count, 40);
  let first = 0;
  let place = 44 + 4 * parts.length;
  for (const [at, part] of parts.entries()) {
    content.writeInt32LE(first, 44 + 4 * at);
    first += part.length;
    for (const [lon, lat] of part) {
      content.writeDoubleLE(lon, place);
      content.writeDoubleLE(lat, place + 8);
      place += 16;
    }
  }
  return content;
}

function contentOf(kind: GeometryKind, geometry: Geometry | null): Buffer {
  // A null shape: the record has no place.
  if (!geometry) return Buffer.alloc(4);
  if (geometry.type !== 'Point') return partsContent(kind, geometry);
  const content = Buffer.alloc(20);
  content.writeInt32LE(TYPES.point, 0);
  content.writeDoubleLE(geometry.coordinates[0], 4);
  content.writeDoubleLE(geometry.coordinates[1], 12);
  return content;
}

/** One record of a .shp file, its head included; `number` from 1. */
export function shapeRecord(kind: GeometryKind, number: number, geometry: Geometry | null): Buffer {
  const content = contentOf(kind, geometry);
  const head = Buffer.alloc(RECORD_HEAD);
  head.writeInt32BE(number, 0);
  head.writeInt32BE(words(content.length), 4);
  return Buffer.concat([head, content]);
}

/** `bytes`: of all records together. */
export function shapeHead(kind: GeometryKind, bytes: number, box: Box | null): Buffer {
  const head = Buffer.alloc(HEAD);
  head.writeInt32BE(FILE_CODE, 0);
  head.writeInt32BE(words(HEAD + bytes), 24);
  head.writeInt32LE(VERSION, 28);
  head.writeInt32LE(TYPES[kind], 32);
  for (const [at, one] of (box ?? []).entries()) head.writeDoubleLE(one, 36 + 8 * at);
  return head;
}

/** The records of the .shx file for those of some pieces of a .shp file. */
export function* indexRecords(pieces: Iterable<Buffer>): Generator<Buffer> {
  let place = HEAD;
  for (const piece of pieces)
    for (let at = 0; at < piece.length; ) {
      const length = piece.readInt32BE(at + 4);
      const record = Buffer.alloc(RECORD_HEAD);
      record.writeInt32BE(words(place), 0);
      record.writeInt32BE(length, 4);
      yield record;
      at += RECORD_HEAD + 2 * length;
      place += RECORD_HEAD + 2 * length;
    }
}
