import type { Shape, ShapePosition } from 'shpjs';
import type { LonLat } from '../outlines.js';
import { turned } from '../shapefile/shapes.js';
import { encodingOf } from './encoding.js';

interface Layer {
  features: { geometry: unknown; properties: Record<string, unknown> }[];
  encoding: string;
}

/** All shapefiles of a zip, one behind the other: points, lines and areas are files of their own. Null where one is broken. */
export async function readShapefiles(
  files: ReadonlyMap<string, Buffer>,
  names: readonly string[],
  shapes: readonly string[],
): Promise<Layer | null> {
  const shpjs = await import('shpjs');
  try {
    const layers = shapes.map((shape) => readShapefile(shpjs, files, names, shape));
    return {
      features: layers.flatMap(({ features }) => features),
      encoding: [...new Set(layers.map(({ encoding }) => encoding))].join('・'),
    };
  } catch {
    return null;
  }
}

/** Without a .cpg file the records are UTF-8 where they can be, else CP932, which Japanese programs write. */
function readShapefile(
  { parseDbf, parseShp }: typeof import('shpjs'),
  files: ReadonlyMap<string, Buffer>,
  names: readonly string[],
  shape: string,
): Layer {
  const beside = (ending: string): Buffer | undefined => {
    const wanted = `${shape.slice(0, -4)}.${ending}`.toLowerCase();
    const name = names.find((one) => one.toLowerCase() === wanted);
    return name === undefined ? undefined : files.get(name);
  };
  const [shp, dbf] = [files.get(shape), beside('dbf')];
  if (!shp || !dbf) throw new Error(`${shape} has no table`);
  const stated = beside('cpg')?.toString('utf8').trim();
  const encoding = stated || encodingOf(dbf.subarray(dbf.readUInt16LE(8)));
  const label = /932|sjis|shift/i.test(encoding) ? 'shift_jis' : 'utf-8';
  const geometries = parseShp(shp, beside('prj')?.toString('utf8'));
  const records = parseDbf(dbf, label);
  return {
    features: geometries.map((geometry, index) => ({
      geometry: geometry && asGeoJson(geometry),
      properties: records[index] ?? {},
    })),
    encoding: label === 'utf-8' ? 'UTF-8' : 'CP932',
  };
}

/** Angles went through radians: what is beyond a tenth of a millimetre is noise. */
const rounded = ([lon, lat, ...heights]: ShapePosition): ShapePosition => [
  roundedDegrees(lon),
  roundedDegrees(lat),
  ...heights,
];
const roundedDegrees = (degrees: number): number => Math.round(degrees * 1e9) / 1e9;

/** Outlines go round against the clock in GeoJSON (RFC 7946), with it in shapefiles. */
const rewound = (area: ShapePosition[][]): (readonly LonLat[])[] =>
  area.map((ring, at) => turned(ring.map(rounded), at > 0));

function asGeoJson({ type, coordinates }: Shape): unknown {
  switch (type) {
    case 'Point':
      return { type, coordinates: rounded(coordinates) };
    case 'Polygon':
      return { type, coordinates: rewound(coordinates) };
    case 'MultiPolygon':
      return { type, coordinates: coordinates.map(rewound) };
    case 'MultiLineString':
      return { type, coordinates: coordinates.map((line) => line.map(rounded)) };
    default:
      return { type, coordinates: coordinates.map(rounded) };
  }
}
