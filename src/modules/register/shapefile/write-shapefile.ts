import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { translatorFor } from '#kernel/i18n/translate.js';
import { type CsvCell, csvText } from '#kernel/sheets/write-csv.js';
import { type Contents, streamZip } from '#kernel/sheets/zip.js';
import type { GeometryKind } from '../definition.js';
import { type Box, boxOf, type Geometry, kindOf } from '../geometry.js';
import {
  columnOf,
  noNeed,
  RECORDS_END,
  type RecordColumn,
  recordOf,
  recordsHead,
  shortNames,
  widen,
} from './records.js';
import { indexRecords, shapeHead, shapeRecord } from './shapes.js';

export interface ShapeRow {
  geometry: Geometry | null;
  cells: readonly CsvCell[];
}
export interface Shapefile {
  /** Of the files in it, without an ending. */
  stem: string;
  /** What columns are called in full; ids become the short names. */
  columns: readonly { id: string; heading: string }[];
  /** Each has a file of its own; rows without a place stand in the first. */
  kinds: readonly GeometryKind[];
  pages: AsyncIterable<readonly ShapeRow[]>;
  day: Temporal.PlainDate;
}

/** GeoJSON is in WGS 84 (RFC 7946); JGD2011 is the same within centimetres. */
const PRJ =
  'GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984",SPHEROID["WGS_1984",6378137.0,298.257223563]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]]';
const ja = translatorFor('ja');

/** Rows of one kind, packed: heads of the files need what only the last row tells. */
interface Layer {
  kind: GeometryKind;
  count: number;
  box: Box | null;
  shapes: Buffer[];
  cells: Buffer[];
}

const widest = (a: Box | null, b: Box): Box =>
  a ? [Math.min(a[0], b[0]), Math.min(a[1], b[1]), Math.max(a[2], b[2]), Math.max(a[3], b[3])] : b;

function addTo(layer: Layer, rows: readonly ShapeRow[]): void {
  if (rows.length === 0) return;
  const shapes = rows.map(({ geometry }) => {
    layer.count += 1;
    if (geometry) layer.box = widest(layer.box, boxOf(geometry));
    return shapeRecord(layer.kind, layer.count, geometry);
  });
  layer.shapes.push(Buffer.concat(shapes));
  layer.cells.push(deflateRawSync(JSON.stringify(rows.map(({ cells }) => cells))));
}

function* recordsOf({ cells, count }: Layer, columns: readonly RecordColumn[], day: Temporal.PlainDate) {
  yield recordsHead(columns, count, day);
  for (const packed of cells) {
    const rows: CsvCell[][] = JSON.parse(inflateRawSync(packed).toString('utf8'));
    yield Buffer.concat(rows.map((row) => recordOf(columns, row)));
  }
  yield RECORDS_END;
}

const sizeOf = (pieces: readonly Buffer[]): number => pieces.reduce((sum, { length }) => sum + length, 0);

const filesOf = (layer: Layer, stem: string, columns: readonly RecordColumn[], day: Temporal.PlainDate) => {
  const { kind, box, shapes, count } = layer;
  return {
    [`${stem}.shp`]: [shapeHead(kind, sizeOf(shapes), box), ...shapes],
    [`${stem}.shx`]: [shapeHead(kind, count * 8, box), ...indexRecords(shapes)],
    [`${stem}.dbf`]: recordsOf(layer, columns, day),
    [`${stem}.prj`]: [PRJ],
    [`${stem}.cpg`]: ['UTF-8'],
  };
};

/** A zip of one shapefile for each kind of place, with what its short names stand for and what did not fit. */
export async function* shapefilePieces({
  stem,
  columns,
  kinds,
  pages,
  day,
}: Shapefile): AsyncGenerator<Uint8Array> {
  const needs = shortNames(columns.map(({ id }) => id)).map(noNeed);
  const layers = kinds.map((kind): Layer => ({ kind, count: 0, box: null, shapes: [], cells: [] }));
  for await (const rows of pages) {
    for (const { cells } of rows) for (const [at, need] of needs.entries()) widen(need, cells[at] ?? null);
    for (const [at, layer] of layers.entries())
      addTo(
        layer,
        rows.filter(({ geometry }) => (geometry ? kindOf(geometry) === layer.kind : at === 0)),
      );
  }
  const filled = layers.filter(({ count }) => count > 0);
  const fields = columns.map(({ id, heading }, at) => [
    needs[at]?.name ?? '',
    heading,
    id,
    needs[at]?.cut ?? 0,
  ]);
  const contents: Record<string, Contents> = {};
  for (const layer of filled.length > 0 ? filled : layers.slice(0, 1))
    Object.assign(
      contents,
      filesOf(layer, kinds.length > 1 ? `${stem}_${layer.kind}` : stem, needs.map(columnOf), day),
    );
  contents['fields.csv'] = [
    csvText([(['name', 'heading', 'field', 'cut'] as const).map((one) => ja(`shapefile.${one}`)), ...fields]),
  ];
  contents['readme.txt'] = [ja('shapefile.readme')];
  yield* streamZip(contents);
}
