import type { RegisterApi } from '#modules/register/api.js';
import { metresBetween, type Point } from './model.js';

export type NearRow = Awaited<ReturnType<RegisterApi['publicList']>>['items'][number];
type Geometry = NonNullable<NearRow['geometry']>;
type Pair = readonly [number, number, ...number[]];

/** From the point to the nearest of a part of a line: flat enough over some hundred metres. */
function metresToPart(point: Point, [fromLon, fromLat]: Pair, [toLon, toLat]: Pair): number {
  const squeeze = Math.cos((point.lat * Math.PI) / 180);
  const [x, y] = [(point.lon - fromLon) * squeeze, point.lat - fromLat];
  const [dx, dy] = [(toLon - fromLon) * squeeze, toLat - fromLat];
  const length = dx * dx + dy * dy;
  const along = length === 0 ? 0 : Math.min(1, Math.max(0, (x * dx + y * dy) / length));
  return metresBetween(point, {
    lat: fromLat + (toLat - fromLat) * along,
    lon: fromLon + (toLon - fromLon) * along,
  });
}

const metresToLine = (point: Point, line: readonly Pair[]): number =>
  line.slice(1).reduce((least, to, index) => {
    const from = line[index];
    return from ? Math.min(least, metresToPart(point, from, to)) : least;
  }, Number.POSITIVE_INFINITY);

/** Even-odd rule over the outline and its holes. */
const isInside = ({ lat, lon }: Point, rings: readonly (readonly Pair[])[]): boolean =>
  rings.reduce((inside, ring) => {
    const crossings = ring.slice(1).filter(([toLon, toLat], index) => {
      const [fromLon, fromLat] = ring[index] ?? [toLon, toLat];
      return (
        fromLat > lat !== toLat > lat &&
        lon < fromLon + ((lat - fromLat) / (toLat - fromLat)) * (toLon - fromLon)
      );
    });
    return crossings.length % 2 === 1 ? !inside : inside;
  }, false);

/** 0 inside of an area. */
export function metresToGeometry(point: Point, geometry: Geometry): number {
  switch (geometry.type) {
    case 'Point': {
      const [lon, lat] = geometry.coordinates;
      return metresBetween(point, { lat, lon });
    }
    case 'LineString':
      return metresToLine(point, geometry.coordinates);
    case 'MultiLineString':
      return Math.min(...geometry.coordinates.map((line) => metresToLine(point, line)));
    case 'Polygon':
      return isInside(point, geometry.coordinates)
        ? 0
        : Math.min(...geometry.coordinates.map((ring) => metresToLine(point, ring)));
    case 'MultiPolygon':
      return Math.min(
        ...geometry.coordinates.map((coordinates) =>
          metresToGeometry(point, { type: 'Polygon', coordinates }),
        ),
      );
  }
}

/** The row that is nearest, no farther than so many metres. */
export function nearestRow(
  point: Point,
  rows: readonly NearRow[],
  metres: number,
): { row: NearRow; metres: number } | undefined {
  const [nearest] = rows
    .flatMap((row) => (row.geometry ? [{ row, metres: metresToGeometry(point, row.geometry) }] : []))
    .sort((a, b) => a.metres - b.metres);
  return nearest && nearest.metres <= metres ? nearest : undefined;
}
