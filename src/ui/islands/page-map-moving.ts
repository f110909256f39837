/*
 * A map that moves on a page about something else: layers whose things tell of themselves when they are pressed, a few
 * things each of which is a link, or one thing in its surroundings.
 */
import { Marker, type Map as MovingMap } from 'maplibre-gl';
import { identify, type NamedLayer, type PanelWords } from './map-panel.js';
import type { Shape } from './map-shapes.js';
import { createMovingMap, FILL, type Ground, type MovingMapConfig } from './moving-map.js';

export interface PageMapConfig extends Omit<MovingMapConfig, 'baseMap' | 'view'> {
  layers: readonly NamedLayer[];
  marks: readonly { lat: number; lon: number; letter: string; colour: string; label: string; href: string }[];
  /** What the page is about, above all else. */
  shape?: Shape;
  /** Part of the world that is shown first: west, south, east, north. */
  box: [number, number, number, number];
  words: MovingMapConfig['words'] & PanelWords;
}

const NEAR = 17;
const THIS = '#b00020';
const SVG = 'http://www.w3.org/2000/svg';

/** Throws where no map can be made; the page is then as it was. */
export async function showMoving(host: HTMLElement, config: PageMapConfig): Promise<void> {
  const answer = await fetch(`${config.base}/map/base.json`);
  const { baseMap } = (await answer.json()) as { baseMap: Ground | null };
  const place = document.createElement('div');
  place.className = 'map-canvas';
  host.prepend(place);
  const map = mapIn(place, { ...config, baseMap, view: { zoom: 0, lat: 0, lon: 0 } });
  host.dataset.moves = '';
  map.fitBounds(config.box, { animate: false, padding: 32, maxZoom: NEAR });
  for (const mark of config.marks)
    new Marker({ element: linkOf(mark) }).setLngLat([mark.lon, mark.lat]).addTo(map);
  const { shape } = config;
  if (shape) map.once('style.load', () => drawThis(map, shape));
  map.on('click', (event) => void identify(map, host, config, event));
}

function mapIn(place: HTMLElement, config: MovingMapConfig): MovingMap {
  try {
    return createMovingMap(place, config);
  } catch (error) {
    place.remove();
    throw error;
  }
}

function drawThis(map: MovingMap, geometry: Shape) {
  const source = 'this';
  map.addSource(source, { type: 'geojson', data: { type: 'Feature', properties: {}, geometry } });
  map.addLayer({
    id: 'this area',
    type: 'fill',
    source,
    filter: ['==', ['geometry-type'], 'Polygon'],
    paint: { 'fill-color': THIS, 'fill-opacity': FILL },
  });
  map.addLayer({
    id: 'this line',
    type: 'line',
    source,
    filter: ['!=', ['geometry-type'], 'Point'],
    paint: { 'line-color': THIS, 'line-width': 4 },
  });
  map.addLayer({
    id: 'this point',
    type: 'circle',
    source,
    filter: ['==', ['geometry-type'], 'Point'],
    paint: {
      'circle-color': THIS,
      'circle-radius': 10,
      'circle-stroke-color': '#ffffff',
      'circle-stroke-width': 3,
    },
  });
}

/** As the picture draws it; the policy of the page allows no style, an SVG has its own colours. */
function linkOf({ letter, colour, label, href }: PageMapConfig['marks'][number]): HTMLElement {
  const link = document.createElement(href === '' ? 'span' : 'a');
  if (link instanceof HTMLAnchorElement) link.href = href;
  else link.setAttribute('role', 'img');
  link.className = 'map-stop';
  link.setAttribute('aria-label', label);
  link.title = label;
  const sign = document.createElementNS(SVG, 'svg');
  sign.setAttribute('viewBox', '0 0 32 32');
  const circle = document.createElementNS(SVG, 'circle');
  for (const [name, value] of Object.entries({
    cx: '16',
    cy: '16',
    r: '14',
    fill: colour,
    stroke: '#ffffff',
  }))
    circle.setAttribute(name, value);
  const text = document.createElementNS(SVG, 'text');
  for (const [name, value] of Object.entries({ x: '16', y: '21', 'text-anchor': 'middle', fill: '#ffffff' }))
    text.setAttribute(name, value);
  text.textContent = letter;
  sign.append(circle, text);
  link.append(sign);
  return link;
}
