import { type Box, mercator } from '#modules/register/api.js';
import type { Shown } from './service/views.js';
import { frameOf, placeAt, type View, viewIn, wholeOf } from './view.js';

/** The picture is shown as large as it is drawn: where it is pressed is then where it was meant. */
export const POINT_SIZE = [320, 320] as const;
/** A press brings the picture so much nearer, up to where single houses are told apart. */
const CLOSER = 2;
const NEAREST = 18;
const STEP = 1;
/** How near a place is shown that stands in the form already. */
const NEAR = 17;
/** A step to a side, as part of the picture. */
const ASIDE = 0.5;

export interface Place {
  lat: number;
  lon: number;
}

/** A place that was found by its name, and the view in which it lies. */
export interface NamedView {
  label: string;
  view: View;
}

/** The map in a form, once somebody asked for it. */
export interface Pointing {
  view: View;
  /** What stands in the form or was pressed just now. */
  point: Place | null;
  isPressed: boolean;
  /** null: nothing was looked for. */
  found: readonly NamedView[] | null;
  /** Layers of which something lies in the picture. */
  legend: readonly Pick<Shown, 'layer' | 'mark'>[];
  /** Of the outline of the town, where it is drawn. */
  source: string | null;
}

/** What a form says of its map. */
export interface PointingAsked extends Omit<Pointing, 'found' | 'legend' | 'source'> {
  /** Looks for the words of the place: when somebody asks for that, and quietly when the map is opened. */
  finds: 'no' | 'quietly' | 'yes';
  /** Only the map was asked for: nothing is sent yet. */
  isOnly: boolean;
}

const SIDES: Readonly<Record<string, readonly [number, number]>> = {
  north: [0, -ASIDE],
  south: [0, ASIDE],
  west: [-ASIDE, 0],
  east: [ASIDE, 0],
};
const ZOOMS: Readonly<Record<string, number>> = { nearer: STEP, wider: -STEP };

/** So many steps of the picture from its middle. */
function aside(view: View, across: number, down: number): Place {
  const { world } = frameOf(view, ...POINT_SIZE);
  const [x, y] = mercator(view.lon, view.lat);
  return placeAt(x + across / world, y + down / world);
}

/** Six digits after the point, as positions are kept. */
const rounded = ({ lat, lon }: Place): Place => ({
  lat: Math.round(lat * 1e6) / 1e6,
  lon: Math.round(lon * 1e6) / 1e6,
});

function pressedIn(view: View, text: (name: string) => string): Place | null {
  const [x, y] = [text('map.x'), text('map.y')].map((steps) =>
    /^\d{1,4}$/.test(steps) ? Number(steps) : null,
  );
  if (x == null || y == null) return null;
  const [width, height] = POINT_SIZE;
  // Pressed by the keyboard a picture sends 0 and 0: that is the cross in its middle.
  if (x === 0 && y === 0) return rounded(view);
  return rounded(aside(view, Math.min(x, width) - width / 2, Math.min(y, height) - height / 2));
}

/** Null where nobody has asked for the map. `typed`: the place that stands in the form. */
export function readPointing(
  text: (name: string) => string,
  around: Box,
  typed: Place | null,
): PointingAsked | null {
  const at = viewIn(text('map.at'));
  const go = text('map.go');
  const to = viewIn(text('map.to'));
  if (!at && !to && go === '') return null;
  const view = at ?? (typed ? { zoom: NEAR, ...typed } : wholeOf(around, ...POINT_SIZE));
  const asked = { point: typed, isPressed: false, finds: 'no', isOnly: true } as const;
  const point = pressedIn(view, text);
  if (point) {
    const zoom = Math.max(view.zoom, Math.min(NEAREST, view.zoom + CLOSER));
    return { ...asked, view: { ...point, zoom }, point, isPressed: true };
  }
  if (to) return { ...asked, view: to };
  if (go === 'find') return { ...asked, view, finds: 'yes' };
  if (go === 'open') return { ...asked, view, finds: typed ? 'no' : 'quietly' };
  const [across, down] = SIDES[go] ?? [0, 0];
  const zoom = Math.max(0, Math.min(NEAREST, view.zoom + (ZOOMS[go] ?? 0)));
  const moved = aside(view, across * POINT_SIZE[0], down * POINT_SIZE[1]);
  // A press that cannot be read is still no wish to send.
  const isPress = text('map.x') + text('map.y') !== '';
  return { ...asked, view: { ...moved, zoom }, isOnly: go !== '' || isPress };
}
