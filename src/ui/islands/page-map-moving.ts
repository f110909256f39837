/*
 * A map that moves on a page about something else: layers whose things tell of themselves when they are pressed, a few
 * things each of which is a link, or one thing in its surroundings.
 */
import { Marker, type Map as MovingMap } from 'maplibre-gl';
import { identify, type NamedLayer, type PanelWords } from './map-panel.js';
import type { Shape } from './map-shapes.js';
import { type Stop, stopOf } from './map-stop.js';
import { createMovingMap, FILL, type Ground, type MovingMapConfig } from './moving-map.js';

export interface PageMapConfig extends Omit<MovingMapConfig, 'baseMap' | 'view'> {
  layers: readonly NamedLayer[];
  marks: readonly (Stop & { lat: number; lon: number })[];
  /** What the page is about, above all else. */
  shape?: Shape;
  /** Part of the world that is shown first: west, south, east, north. */
  box: [number, number, number, number];
  words: MovingMapConfig['words'] & PanelWords;
}

const NEAR = 17;
const THIS = '#b00020';

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
    new Marker({ element: stopOf(mark) }).setLngLat([mark.lon, mark.lat]).addTo(map);
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
