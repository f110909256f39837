declare module 'shpjs' {
  /** Geometries of a .shp file; `prj`: text of the .prj file. */
  export function parseShp(shp: Uint8Array, prj?: string): unknown[];
  /** Records of a .dbf file; `encoding`: text of the .cpg file. */
  export function parseDbf(dbf: Uint8Array, encoding?: string): Record<string, unknown>[];
}
