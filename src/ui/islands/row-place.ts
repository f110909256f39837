/*
 * Where one thing lies, on a map that moves, in place of the picture that the server drew. Where no map can be made the
 * picture stays.
 */
import { endsOf, type Shape } from './map-shapes.js';
import { createMovingMap, type Ground, type MovingMapConfig } from './moving-map.js';

interface PlaceConfig extends Omit<MovingMapConfig, 'baseMap' | 'view'> {
  shape: Shape;
}

const NEAR = 17;
const COLOUR = '#b00020';

class RowPlace extends HTMLElement {
  connectedCallback() {
    const text = this.dataset.config;
    if (text === undefined || this.querySelector('.map-canvas')) return;
    const place = document.createElement('div');
    place.className = 'map-canvas';
    void start(this, place, JSON.parse(text) as PlaceConfig).catch(() => place.remove());
  }
}

async function start(host: HTMLElement, place: HTMLElement, config: PlaceConfig) {
  const answer = await fetch(`${config.base}/map/base.json`);
  const { baseMap } = (await answer.json()) as { baseMap: Ground | null };
  host.append(place);
  const view = { zoom: 0, lat: 0, lon: 0 };
  const map = createMovingMap(place, { ...config, baseMap, view });
  host.dataset.moves = '';
  map.fitBounds(endsOf(config.shape), { animate: false, padding: 40, maxZoom: NEAR });
  map.once('style.load', () => {
    const source = 'this row';
    map.addSource(source, {
      type: 'geojson',
      data: { type: 'Feature', properties: {}, geometry: config.shape },
    });
    map.addLayer({
      id: 'this area',
      type: 'fill',
      source,
      filter: ['==', ['geometry-type'], 'Polygon'],
      paint: { 'fill-color': COLOUR, 'fill-opacity': 0.2 },
    });
    map.addLayer({
      id: 'this line',
      type: 'line',
      source,
      filter: ['!=', ['geometry-type'], 'Point'],
      paint: { 'line-color': COLOUR, 'line-width': 4 },
    });
    map.addLayer({
      id: 'this point',
      type: 'circle',
      source,
      filter: ['==', ['geometry-type'], 'Point'],
      paint: {
        'circle-color': COLOUR,
        'circle-radius': 10,
        'circle-stroke-color': '#ffffff',
        'circle-stroke-width': 3,
      },
    });
  });
}

customElements.define('row-place', RowPlace);
