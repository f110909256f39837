/*
 * The map that moves in a form: a press makes the place, by keyboard (Enter) or button the cross in its middle does. What
 * stands in the controls is shown, whoever wrote it there.
 */
import { Marker, type Map as MovingMap } from 'maplibre-gl';
import { smallButton } from './map-draw.js';
import { legendOf, type NamedLayer } from './map-legend.js';
import { stopOf } from './map-stop.js';
import { createMovingMap, type Ground, type MovingMapConfig } from './moving-map.js';

type Words = MovingMapConfig['words'] & Record<'here' | 'hint' | 'taken' | 'find' | 'none' | 'which', string>;

export interface PointMapConfig {
  base: string;
  /** Part of the world that is shown first: west, south, east, north; or the view that the form came back with. */
  box: [number, number, number, number];
  at: string | null;
  /** Controls: `{name}.words`, `{name}.lat`, `{name}.lon`. */
  name: string;
  css: string;
  words: Words;
}

interface Named {
  label: string;
  at: string;
}

const NEAR = 17;
/** So much nearer after a press from afar, as the picture of the server goes: the next one can be exact. */
const CLOSER = 2;
const THIS = '#b00020';

const made = <Name extends keyof HTMLElementTagNameMap>(name: Name, className: string) => {
  const element = document.createElement(name);
  element.className = className;
  return element;
};

/** Throws where no map can be made; the form is then as it was. */
export async function showPointing(host: HTMLElement, config: PointMapConfig): Promise<void> {
  const { base, box, name, words } = config;
  const [answer] = await Promise.all([fetch(`${base}/map/base.json`), styled(config.css)]);
  const { baseMap, layers } = (await answer.json()) as { baseMap: Ground | null; layers: NamedLayer[] };
  const place = made('div', 'map-canvas');
  host.append(place);
  const map = mapIn(place, { base, baseMap, layers, words, view: { zoom: 0, lat: 0, lon: 0 } });
  host.dataset.moves = '';
  place.append(made('div', 'map-cross'));

  const said = document.createElement('p');
  said.setAttribute('role', 'status');
  said.textContent = words.hint;
  const found = made('div', 'button-row');
  found.setAttribute('role', 'group');
  found.setAttribute('aria-label', words.which);
  const buttons = made('div', 'button-row');
  buttons.append(
    smallButton(words.here, () => point(map.getCenter())),
    smallButton(words.find, () => void find(true)),
  );
  place.before(said);
  place.after(legendOf(map, layers), buttons, found);

  const control = (part: string) => host.querySelector<HTMLInputElement>(`[name="${name}.${part}"]`);
  const marker = new Marker({
    element: stopOf({ letter: '★', colour: THIS, label: words['draw.point'], href: '' }),
  });

  function typed(): [number, number] | null {
    const [lat, lon] = ['lat', 'lon'].map((part) => control(part)?.value.normalize('NFKC').trim() ?? '');
    if (!lat || !lon) return null;
    const [north, east] = [Number(lat), Number(lon)];
    return Math.abs(north) <= 85 && Math.abs(east) <= 180 ? [east, north] : null;
  }

  /** What stands in the controls. */
  function show() {
    const at = typed();
    if (at) marker.setLngLat(at).addTo(map);
    else marker.remove();
    return at;
  }

  function point({ lng, lat }: { lng: number; lat: number }) {
    for (const [part, degrees] of [
      ['lat', lat],
      ['lon', lng],
    ] as const) {
      const box = control(part);
      if (box) box.value = degrees.toFixed(6);
    }
    show();
    const zoom = map.getZoom();
    if (zoom < NEAR) map.easeTo({ center: [lng, lat], zoom: Math.min(NEAR, zoom + CLOSER) });
    said.textContent = words.taken.replace('{lat}', lat.toFixed(6)).replace('{lon}', lng.toFixed(6));
  }

  const look = (at: string) => {
    const [zoom = 0, lat = 0, lon = 0] = at.split('/').map(Number);
    map.jumpTo({ zoom, center: [lon, lat] });
  };

  /** `isAsked`: who pressed the button hears also that nothing was found. */
  async function find(isAsked: boolean) {
    const q = control('words')?.value ?? '';
    const all = await namedBy(base, q).catch(() => null);
    found.replaceChildren();
    if (all === null) said.textContent = words.moveFailed;
    else if (all.length > 1) found.append(...all.map(({ label, at }) => smallButton(label, () => look(at))));
    else if (all[0]) look(all[0].at);
    if (isAsked && all)
      said.textContent = all.length === 0 ? words.none : all.length > 1 ? words.which : words.hint;
  }

  const at = show();
  if (at) map.jumpTo({ zoom: NEAR, center: at });
  else if (config.at !== null) look(config.at);
  else {
    map.fitBounds(box, { animate: false });
    if (control('words')?.value.trim()) await find(false);
  }
  map.on('click', ({ lngLat }) => point(lngLat));
  place.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || event.target !== map.getCanvas()) return;
    event.preventDefault();
    point(map.getCenter());
  });
  host.closest('form')?.addEventListener('change', (event) => {
    // A form that was emptied has another place as well; what is written elsewhere in it does not move the map.
    const isOurs = event.target === host.closest('form') || host.contains(event.target as Node);
    const there = isOurs && show();
    if (there) map.jumpTo({ zoom: Math.max(NEAR, map.getZoom()), center: there });
  });
}

async function namedBy(base: string, words: string): Promise<Named[]> {
  const answer = await fetch(`${base}/map/named.json?${new URLSearchParams({ q: words })}`);
  return ((await answer.json()) as { found: Named[] }).found;
}

/** Of a map that nobody may ask for, a page loads nothing. */
const styled = (address: string): Promise<void> =>
  new Promise((resolve, reject) => {
    if (document.querySelector(`link[href="${address}"]`)) {
      resolve();
      return;
    }
    const link = document.createElement('link');
    link.rel = 'stylesheet';
    link.href = address;
    link.addEventListener('load', () => resolve());
    link.addEventListener('error', () => reject(new Error('no style of the map')));
    document.head.append(link);
  });

function mapIn(place: HTMLElement, config: MovingMapConfig): MovingMap {
  try {
    return createMovingMap(place, config);
  } catch (error) {
    place.remove();
    throw error;
  }
}
