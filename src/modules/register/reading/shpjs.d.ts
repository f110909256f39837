declare module 'shpjs' {
  export type ShapePosition = [number, number, ...number[]];
  export type Shape =
    | { type: 'Point'; coordinates: ShapePosition }
    | { type: 'MultiPoint' | 'LineString'; coordinates: ShapePosition[] }
    | { type: 'MultiLineString' | 'Polygon'; coordinates: ShapePosition[][] }
    | { type: 'MultiPolygon'; coordinates: ShapePosition[][][] };
  /** Geometries of a .shp file, null for null shapes; `prj`: text of the .prj file. */
  export function parseShp(shp: Uint8Array, prj?: string): (Shape | null)[];
  /** Records of a .dbf file; `encoding`: text of the .cpg file. */
  export function parseDbf(dbf: Uint8Array, encoding?: string): Record<string, unknown>[];
}
