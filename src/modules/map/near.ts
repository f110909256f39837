import { type FoundTown, foldedAddress } from '#modules/place/api.js';
import type { Box } from '#modules/register/api.js';
import { type View, wholeOf } from './view.js';

/** How near a thing that was searched for is shown at most. */
const NEAR = 17;
/** So much of the smallest map is seen of an area, in steps of a screen. */
const SEEN = [280, 240] as const;

/** As wide as a town is: 登大路町 whole, of 三条大路南一丁目 less, 1-2 nearly as near as a house. */
export function townView({ town, lat, lon }: FoundTown): View {
  const numbers = foldedAddress(town).match(/\d+/g)?.length ?? 0;
  return { lat, lon, zoom: Math.min(NEAR, 15 + numbers) };
}

/** The whole of an area or line, and no nearer to a point than streets. */
export function boxView(box: Box): View {
  const whole = wholeOf(box, ...SEEN);
  return { ...whole, zoom: Math.min(NEAR, whole.zoom) };
}
