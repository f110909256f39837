import type { FoundTown } from '#modules/place/api.js';
import { type Box, boxOf, type Geometry } from './geometry.js';
import { DEGREE_METRES } from './outlines.js';

/** A place near which rows are looked for, and how far around it. */
export interface NearPlace {
  label: string;
  lat: number;
  lon: number;
  metres: number;
}

/** Ways of the compass, from the north clockwise. */
export const WAYS = ['n', 'ne', 'e', 'se', 's', 'sw', 'w', 'nw'] as const;
export interface Away {
  metres: number;
  way: (typeof WAYS)[number];
}

/** Around a town without numbers, and around one with the number of a block. */
const AROUND_TOWN = 1000;
const AROUND_BLOCK = 400;
/** Beyond that nothing is near any more. */
export const FARTHEST = 8000;

export const placeOfTown = ({ municipality, town, lat, lon }: FoundTown): NearPlace => ({
  label: municipality + town,
  lat,
  lon,
  metres: /[\d〇一二三四五六七八九十]+(丁目|番|$)/.test(town) ? AROUND_BLOCK : AROUND_TOWN,
});

export const boxAround = ({ lat, lon, metres }: NearPlace): Box => {
  const [up, aside] = [metres / DEGREE_METRES, metres / (DEGREE_METRES * Math.cos((lat * Math.PI) / 180))];
  return [lon - aside, lat - up, lon + aside, lat + up];
};

/** From a place to the middle of a thing; on ways so short the world is flat. */
export function awayFrom({ lat, lon }: NearPlace, geometry: Geometry): Away {
  const [west, south, east, north] = boxOf(geometry);
  const up = ((south + north) / 2 - lat) * DEGREE_METRES;
  const aside = ((west + east) / 2 - lon) * DEGREE_METRES * Math.cos((lat * Math.PI) / 180);
  const eighth = Math.round((Math.atan2(aside, up) / (2 * Math.PI)) * 8);
  return { metres: Math.hypot(up, aside), way: WAYS[(eighth + 8) % 8] ?? 'n' };
}
