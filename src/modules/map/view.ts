import type { FormBody } from '#kernel/http/route.js';
import { type Box, mercator } from '#modules/register/api.js';
import type { Layer } from './layers.js';

/** Which part of the world a map shows, as its address says it: at=zoom/latitude/longitude. */
export interface View {
  zoom: number;
  lat: number;
  lon: number;
}

export const MOST_ZOOM = 20;
/** Steps of a web map: a tile is so wide. */
export const TILE_SIDE = 512;

const AT = /^(\d{1,2}(?:\.\d{1,3})?)\/(-?\d{1,2}(?:\.\d{1,7})?)\/(-?\d{1,3}(?:\.\d{1,7})?)$/;

/** The municipality as a whole, in a picture of this size. */
export function wholeOf([west, south, east, north]: Box, width: number, height: number): View {
  const [left, bottom] = mercator(west, south);
  const [right, top] = mercator(east, north);
  const zoom = Math.log2(Math.min(width / (right - left), height / (bottom - top)) / TILE_SIDE);
  return {
    zoom: Math.max(0, Math.min(MOST_ZOOM, Math.floor(zoom * 10) / 10)),
    ...placeAt((left + right) / 2, (top + bottom) / 2),
  };
}

/** Longitude and latitude of a position on the square map of the globe. */
export const placeAt = (x: number, y: number): { lon: number; lat: number } => ({
  lon: Math.min(180, Math.max(-180, x * 360 - 180)),
  lat: (Math.atan(Math.sinh(Math.PI * (1 - 2 * y))) * 180) / Math.PI,
});

/** Null: the address names no place. */
export function viewIn(text: string): View | null {
  const [, zoom, lat, lon] = AT.exec(text) ?? [];
  if (zoom === undefined || lat === undefined || lon === undefined) return null;
  const view = { zoom: Number(zoom), lat: Number(lat), lon: Number(lon) };
  const isThere = view.zoom <= MOST_ZOOM && Math.abs(view.lat) <= 85 && Math.abs(view.lon) <= 180;
  return isThere ? view : null;
}

export const readView = (text: string | undefined, whole: View): View => viewIn(text ?? '') ?? whole;

export const viewText = ({ zoom, lat, lon }: View): string =>
  `${Number(zoom.toFixed(2))}/${lat.toFixed(5)}/${lon.toFixed(5)}`;

const LAYER = 'layer.';
export const layerControl = (id: string): string => `${LAYER}${id}`;

const NONE = layerControl('none');

/** The layers that an address names; all of them when it says nothing of layers. */
export function chosenLayers(layers: readonly Layer[], query: FormBody): Layer[] {
  if (!Object.keys(query).some((name) => name.startsWith(LAYER))) return [...layers];
  return layers.filter(({ id }) => Object.hasOwn(query, layerControl(id)));
}

/** Layers that an address names and that are not here (any more). */
export const unknownLayers = (layers: readonly Layer[], query: FormBody): string[] =>
  Object.keys(query)
    .filter((name) => name.startsWith(LAYER) && name !== NONE)
    .map((name) => name.slice(LAYER.length))
    .filter((named) => layers.every(({ id }) => id !== named));

/** What an address says so that these layers are chosen again. */
export const layerControls = (chosen: readonly string[], all: number): string[] =>
  chosen.length === all ? [] : chosen.length === 0 ? [NONE] : chosen.map(layerControl);

/** A window on the map: so many steps wide and high, of a world that is `world` steps wide. */
export interface Frame {
  /** Middle, on the square map of the globe. */
  x: number;
  y: number;
  world: number;
  width: number;
  height: number;
}

/** Looks for a window on a screen; on paper everything is as much larger as its steps are finer. */
export interface Look {
  frame: Frame;
  /** Steps for one of a screen. */
  step: number;
}

export function frameOf({ zoom, lat, lon }: View, width: number, height: number): Frame {
  const [x, y] = mercator(lon, lat);
  return { x, y, world: TILE_SIDE * 2 ** zoom, width, height };
}

/** Around the equator, in metres. */
const EARTH = 40_075_016.686;

/** A window of paper in tenths of millimetres, in which lengths at its middle are 1/scale of what they are. */
export function paperFrame({ lat, lon }: View, scale: number, widthMm: number, heightMm: number): Frame {
  const [x, y] = mercator(lon, lat);
  const metres = EARTH * Math.cos((lat * Math.PI) / 180);
  return { x, y, world: (metres / scale) * 10_000, width: widthMm * 10, height: heightMm * 10 };
}

/** Where a place lies in a window, from its upper left corner. */
export function stepsOf({ x, y, world, width, height }: Frame, lon: number, lat: number): [number, number] {
  const [east, south] = mercator(lon, lat);
  return [(east - x) * world + width / 2, (south - y) * world + height / 2];
}

/** Tiles of a web map that touch a window; `stepsPerPixel`: of the window, for one step of a screen. */
export function tilesOf(frame: Frame, finest: number, stepsPerPixel = 1): [number, number, number][] {
  const zoom = Math.round(Math.log2(frame.world / TILE_SIDE / stepsPerPixel));
  const z = Math.max(0, Math.min(finest, zoom));
  const most = 2 ** z - 1;
  const at = (value: number) => Math.max(0, Math.min(most, Math.floor(value * 2 ** z)));
  const [across, down] = [frame.width / 2 / frame.world, frame.height / 2 / frame.world];
  const tiles: [number, number, number][] = [];
  for (let x = at(frame.x - across); x <= at(frame.x + across); x += 1)
    for (let y = at(frame.y - down); y <= at(frame.y + down); y += 1) tiles.push([z, x, y]);
  return tiles;
}
