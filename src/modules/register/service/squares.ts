import { type Context, tenantOf } from '#kernel/context.js';
import type { Tx } from '#kernel/db/database.js';
import { notFound } from '#kernel/errors.js';
import type { RegisterField } from '../definition.js';
import { isPublicField } from '../definition-problems.js';
import type { Box } from '../geometry.js';
import { type KeptRegister, ROW_STATES, registerSubject, rowSubject } from '../model.js';
import { runOf, tileBox } from '../squares.js';
import {
  type Cluster,
  changeNumber,
  clustersIn,
  type DrawnRow,
  drawnRow,
  extentOf,
  rowsIn,
} from '../store/squares.js';
import { createRights, type RegisterDeps } from './deps.js';

/** A register whose rows lie somewhere, for a reader who may know where. */
export interface MapLayer {
  kept: KeptRegister;
  /** Everybody sees it; else staff only. */
  isPublic: boolean;
  /** The reader may add rows to it and change them. */
  mayEdit: boolean;
}

export type TileAddress = readonly [z: number, x: number, y: number];

/** What lies in a tile: things one by one, or how many lie where when they are too many. */
export type TileContent =
  | { kind: 'rows'; rows: readonly DrawnRow[] }
  | { kind: 'clusters'; clusters: readonly Cluster[] };

/** Up to here a tile shows things one by one. */
const MOST_DRAWN = 500;
/** On the finest tiles, where squares say nothing any more. */
const MOST_FINEST = 5000;
/** Tiles from here on show things one by one, if at all possible. */
const FINE = 16;
/** Things that lie beside a tile and reach into it, in parts of its side. */
const MARGIN = 1 / 64;

/** What maps need of registers. Public layers show public fields only; those for staff, names and places. */
export function createSquares(deps: Pick<RegisterDeps, 'kernel' | 'keptBy'>) {
  const {
    kernel: { database },
    keptBy,
  } = deps;
  const rights = createRights(deps);

  const toLayer = (context: Context, kept: KeptRegister): MapLayer | null => {
    const { place, notPublic } = kept.register;
    if (!place) return null;
    const mayEdit = rights.mayEdit(context, kept);
    if (notPublic === undefined && place.notPublic === undefined) return { kept, isPublic: true, mayEdit };
    const isSeen = rights.seen(context).some(({ register }) => register.id === kept.register.id);
    return isSeen ? { kept, isPublic: false, mayEdit } : null;
  };
  const layers = (context: Context): MapLayer[] =>
    keptBy(context).flatMap((kept) => toLayer(context, kept) ?? []);

  function layerOf(context: Context, id: string): MapLayer {
    const kept = keptBy(context).find(({ register }) => register.id === id);
    const layer = kept && toLayer(context, kept);
    if (!layer) throw notFound(registerSubject(id));
    return layer;
  }

  /** Values that a layer shows: choices and yes or no, by which things are drawn apart. */
  const isDrawn = (field: RegisterField): boolean =>
    isPublicField(field) && (field.ask.kind === 'choice' || field.ask.kind === 'yesNo');

  function asDrawn({ kept: { register }, isPublic }: MapLayer, row: DrawnRow): DrawnRow {
    const shown = new Set(isPublic ? register.fields.filter(isDrawn).map(({ ask }) => ask.id) : []);
    const name = register.fields.find(({ ask }) => ask.id === register.label);
    return {
      ...row,
      label: !isPublic || (name && isPublicField(name)) ? row.label : '',
      values: Object.fromEntries(Object.entries(row.values).filter(([id]) => shown.has(id))),
    };
  }

  async function contentOf(tx: Tx, layer: MapLayer, [z, x, y]: TileAddress): Promise<TileContent> {
    const { register } = layer.kept;
    const clusters = await clustersIn(tx, register.id, runOf(z, x, y));
    const count = clusters.reduce((sum, one) => sum + one.count, 0);
    const most = z >= FINE ? MOST_FINEST : MOST_DRAWN;
    if (count > most) return { kind: 'clusters', clusters };
    const isOnlyPoints = register.place?.kinds.every((kind) => kind === 'point') ?? false;
    if (count === 0 && isOnlyPoints) return { kind: 'rows', rows: [] };
    const box = tileBox(z, x, y, isOnlyPoints ? 0 : MARGIN);
    const rows = await rowsIn(tx, register.id, box, MOST_FINEST);
    return { kind: 'rows', rows: rows.map((row) => asDrawn(layer, row)) };
  }

  return {
    layers,
    layerOf,

    /** One row where it lies; staff find those that are out of use as well. Throws notFound. */
    drawn: async (context: Context, layer: MapLayer, id: string): Promise<DrawnRow> => {
      const { register } = layer.kept;
      const isSeen = rights.seen(context).some((kept) => kept.register.id === register.id);
      const states = isSeen ? ROW_STATES : (['active'] as const);
      const row = await database.transaction(tenantOf(context), (tx) =>
        drawnRow(tx, register.id, id, states),
      );
      if (!row) throw notFound(rowSubject(register.id, id));
      return asDrawn(layer, row);
    },

    /** What a map of this register is of: another text whenever rows or their definition change. */
    stateOf: async (context: Context, { kept: { register, version } }: MapLayer): Promise<string> => {
      const number = await database.transaction(tenantOf(context), (tx) => changeNumber(tx, register.id));
      return `${version}.${number}`;
    },

    /** The part of the world in which the rows lie; null where there are none. */
    extent: (context: Context, { kept: { register } }: MapLayer): Promise<Box | null> =>
      database.transaction(tenantOf(context), (tx) => extentOf(tx, register.id)),

    /** Tile z, x, y of a web map; z up to 18. */
    tile: (context: Context, layer: MapLayer, tile: TileAddress): Promise<TileContent> =>
      database.transaction(tenantOf(context), (tx) => contentOf(tx, layer, tile)),

    /** The same tiles of several layers, for a picture. */
    tiles: (
      context: Context,
      wanted: readonly MapLayer[],
      tiles: readonly TileAddress[],
    ): Promise<TileContent[][]> =>
      database.transaction(tenantOf(context), async (tx) => {
        const all: TileContent[][] = [];
        for (const layer of wanted) {
          const contents: TileContent[] = [];
          for (const tile of tiles) contents.push(await contentOf(tx, layer, tile));
          all.push(contents);
        }
        return all;
      }),
  };
}
export type SquareService = ReturnType<typeof createSquares>;
