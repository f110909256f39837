import type { Map as MovingMap } from 'maplibre-gl';
import type { MapLayer } from './moving-map.js';

/** A layer that says what its letter means. */
export interface NamedLayer extends MapLayer {
  title: string;
  /** Of the title, where it is not the page's. */
  lang?: string;
}

const SVG = 'http://www.w3.org/2000/svg';

/** As the server draws it beside its pictures. */
function signOf({ letter, colour }: NamedLayer): SVGElement {
  const sign = document.createElementNS(SVG, 'svg');
  sign.setAttribute('class', 'map-mark');
  const parts = { viewBox: '0 0 24 24', width: '24', height: '24', 'aria-hidden': 'true' };
  for (const [name, value] of Object.entries(parts)) sign.setAttribute(name, value);
  const circle = document.createElementNS(SVG, 'circle');
  for (const [name, value] of Object.entries({ cx: '12', cy: '12', r: '11', fill: colour }))
    circle.setAttribute(name, value);
  const text = document.createElementNS(SVG, 'text');
  const place = { x: '12', y: '16.5', 'font-size': '13', 'font-weight': '700', 'text-anchor': 'middle' };
  for (const [name, value] of Object.entries({ ...place, fill: '#ffffff' })) text.setAttribute(name, value);
  text.textContent = letter;
  sign.append(circle, text);
  return sign;
}

function lineOf(layer: NamedLayer): HTMLLIElement {
  const line = document.createElement('li');
  const title = document.createElement('span');
  title.textContent = layer.title;
  if (layer.lang !== undefined) title.lang = layer.lang;
  line.append(signOf(layer), title);
  return line;
}

/** What the letters on a map mean, as far as they are seen on it now. */
export function legendOf(map: MovingMap, layers: readonly NamedLayer[]): HTMLUListElement {
  const list = document.createElement('ul');
  list.className = 'map-legend';
  map.on('idle', () => {
    const seen = new Set(map.queryRenderedFeatures().map(({ source }) => source));
    list.replaceChildren(...layers.filter(({ id }) => seen.has(`layer ${id}`)).map(lineOf));
  });
  return list;
}
