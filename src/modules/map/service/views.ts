import type { Context } from '#kernel/context.js';
import { localize } from '#kernel/i18n/locales.js';
import type { Translator } from '#kernel/i18n/translate.js';
import { isTooShort } from '#kernel/search-pairs.js';
import { digitsOf, type FoundTown, foldedAddress, type PlaceApi } from '#modules/place/api.js';
import { boxOf, type DrawnRow, type TileContent, type TownShape } from '#modules/register/api.js';
import type { FoundThing, Layer, LayerSource } from '../layers.js';
import { type Mark, markAt } from '../marks.js';
import { boxView, townView } from '../near.js';
import { FINEST_TILE } from '../tile.js';
import { type Frame, stepsOf, tilesOf, type View } from '../view.js';

/** What of a layer lies in a window. */
export interface Shown {
  layer: Layer;
  mark: Mark;
  rows: readonly DrawnRow[];
  clusters: readonly { count: number; lon: number; lat: number }[];
}

/** A place with its name, and how near it is shown: a whole town is wider than a house. */
export interface Meant extends View {
  label: string;
}

export interface Found {
  /** Names of towns that a postal code stands for. */
  towns: readonly string[];
  /** Towns with their positions. */
  places: readonly FoundTown[];
  /** The one place that was asked for, which the map then shows. */
  meant: Meant | null;
  isTooShort: boolean;
  rows: readonly { layer: Layer; mark: Mark; row: FoundThing }[];
}

/** Results of a search from one layer. */
const MOST_FOUND = 10;
const MOST_TOWNS = 3;

/** A town that was named, or the only thing that was found. */
function meantOf(places: readonly FoundTown[], rows: Found['rows']): Found['meant'] {
  const [town] = places;
  if (town?.isMeant) return { ...townView(town), label: `${town.municipality}${town.town}` };
  const [only, ...others] = rows;
  if (!only?.row.box || others.length > 0 || places.length > 0) return null;
  return { ...boxView(only.row.box), label: only.row.label };
}

const names = new Intl.Collator('ja', { numeric: true });

/** As they are counted: 三条一丁目, 三条二丁目, 三条三丁目. */
const byName = (rows: readonly DrawnRow[]): DrawnRow[] =>
  rows
    .map((row) => ({ row, name: foldedAddress(row.label) }))
    .sort((a, b) => names.compare(a.name, b.name))
    .map(({ row }) => row);

export interface MarkedLayer {
  source: LayerSource;
  layer: Layer;
  mark: Mark;
}

/** What pages and pictures show: all of it what the sources give this reader. */
export function createViews(
  sources: readonly LayerSource[],
  place: PlaceApi,
  outline: (context: Context) => TownShape | null,
) {
  const layers = (context: Context): MarkedLayer[] =>
    sources
      .flatMap((source) => source.layers(context).map((layer) => ({ source, layer })))
      // Those for staff last: the others have the same letters for everybody.
      .sort((a, b) => Number(b.layer.isPublic) - Number(a.layer.isPublic))
      .map((one, index) => ({ ...one, mark: markAt(index) }));

  function isInside(frame: Frame, lon: number, lat: number): boolean {
    const [x, y] = stepsOf(frame, lon, lat);
    return x >= 0 && x <= frame.width && y >= 0 && y <= frame.height;
  }

  /** The box of the row and the window have something in common. */
  function touches(frame: Frame, { geometry }: DrawnRow): boolean {
    const [west, south, east, north] = boxOf(geometry);
    const [left, bottom] = stepsOf(frame, west, south);
    const [right, top] = stepsOf(frame, east, north);
    return left <= frame.width && right >= 0 && top <= frame.height && bottom >= 0;
  }

  function shown(
    t: Translator,
    { layer, mark }: MarkedLayer,
    frame: Frame,
    contents: readonly TileContent[],
  ): Shown {
    const rows = new Map<string, DrawnRow>();
    const clusters: Shown['clusters'][number][] = [];
    for (const content of contents) {
      if (content.kind === 'clusters')
        clusters.push(...content.clusters.filter(({ lon, lat }) => isInside(frame, lon, lat)));
      else
        for (const row of content.rows)
          if (touches(frame, row)) rows.set(row.id, { ...row, label: layer.nameOf(t, row) });
    }
    return { layer, mark, rows: byName([...rows.values()]), clusters };
  }

  return {
    layers,

    /** What things are drawn on; null: nobody knows the outline of the town. */
    outline,

    within: async (
      context: Context,
      t: Translator,
      chosen: readonly MarkedLayer[],
      frame: Frame,
      stepsPerPixel = 1,
    ): Promise<Shown[]> => {
      const tiles = tilesOf(frame, FINEST_TILE, stepsPerPixel);
      const all: Shown[] = [];
      for (const source of sources) {
        const own = chosen.filter((one) => one.source === source);
        const ids = own.map(({ layer }) => layer.id);
        const contents = ids.length === 0 ? [] : await source.tiles(context, ids, tiles);
        all.push(...own.map((one, index) => shown(t, one, frame, contents[index] ?? [])));
      }
      return all;
    },

    /** Looks for words in what everybody may read, and for the towns of a postal code. */
    find: async (context: Context, chosen: readonly MarkedLayer[], words: string): Promise<Found> => {
      const digits = digitsOf(words.normalize('NFKC').replaceAll(/[〒\s]/g, ''));
      const towns = digits === null ? [] : await place.townsOf(context, digits);
      const city = localize(context.municipality.name, 'ja');
      const names = towns.map(({ town }) => (town.startsWith(city) ? town.slice(city.length) : town));
      const texts = digits === null ? [words] : names.slice(0, MOST_TOWNS);
      const asked = texts.filter((text) => text.split(/\s+/).every((word) => !isTooShort(word)));
      const placesOf = new Map<string, FoundTown>();
      for (const text of asked)
        for (const one of await place.findTowns(context, text))
          placesOf.set(`${one.municipality} ${one.town}`, one);
      const places = [...placesOf.values()];
      const rows: Found['rows'][number][] = [];
      for (const text of asked)
        for (const { source, layer, mark } of chosen) {
          const things = await source.find(context, layer.id, text, MOST_FOUND);
          rows.push(...things.map((row) => ({ layer, mark, row })));
        }
      return {
        places,
        meant: meantOf(places, rows),
        towns: towns.map(({ prefecture, town }) => `${prefecture}${town}`),
        isTooShort: digits === null && asked.length === 0,
        rows,
      };
    },
  };
}
export type ViewService = ReturnType<typeof createViews>;
