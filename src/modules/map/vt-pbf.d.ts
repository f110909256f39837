declare module 'vt-pbf' {
  import type { LegacyTile } from 'geojson-vt';
  /** Tiles of geojson-vt, by name of their layer, as one vector tile. */
  export function fromGeojsonVt(
    layers: Record<string, LegacyTile>,
    options: { version: 2; extent: number },
  ): Uint8Array;
}
