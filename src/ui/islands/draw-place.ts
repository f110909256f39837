/*
 * The map in the form of a row: what is drawn on it stands in the controls below, and what is typed there is drawn. Without
 * script, or without a map, the controls are all that is needed.
 */
import type { Map as MovingMap } from 'maplibre-gl';
import { drawOn } from './map-draw.js';
import { endsOf, readShape, type Shape, type ShapeKind } from './map-shapes.js';
import { createMovingMap, type Ground, type MovingMapConfig } from './moving-map.js';

interface PlaceConfig extends Omit<MovingMapConfig, 'baseMap' | 'view'> {
  kinds: readonly ShapeKind[];
  /** Part of the world that is shown where nothing is drawn yet, or the view that the reader came from. */
  area: [number, number, number, number];
  at: string | null;
}

const NEAR = 18;

class DrawPlace extends HTMLElement {
  connectedCallback() {
    const text = this.dataset.config;
    if (text === undefined || this.querySelector('.map-canvas')) return;
    const config = JSON.parse(text) as PlaceConfig;
    const place = document.createElement('div');
    place.className = 'map-canvas';
    this.prepend(place);
    void this.start(place, config).catch(() => {
      const said = document.createElement('p');
      said.setAttribute('role', 'status');
      said.textContent = config.words.failed;
      place.replaceWith(said);
    });
  }

  private control(name: string): HTMLInputElement | HTMLTextAreaElement | null {
    return this.querySelector(`[name="place.${name}"]`);
  }

  private async start(place: HTMLElement, config: PlaceConfig) {
    const answer = await fetch(`${config.base}/map/base.json`);
    const { baseMap } = (await answer.json()) as { baseMap: Ground | null };
    const [zoom = 0, lat = 0, lon = 0] = config.at?.split('/').map(Number) ?? [];
    const map = createMovingMap(place, { ...config, baseMap, view: { zoom, lat, lon } });
    const typed = this.typed();
    if (typed) look(map, typed);
    else if (config.at === null) map.fitBounds(config.area, { animate: false });
    map.once('style.load', () => {
      const tools = document.createElement('div');
      place.after(tools);
      const drawing = drawOn(map, tools, config.kinds, config.words, (shape) => this.fill(shape));
      drawing.show(this.typed());
      map.on('click', (event) => drawing.take(event));
      this.addEventListener('change', () => {
        const shape = this.typed();
        drawing.show(shape);
        if (shape) look(map, shape);
      });
    });
  }

  /** What stands in the controls, as far as it is a place. */
  private typed(): Shape | null {
    const [lat, lon] = ['lat', 'lon'].map((name) => this.control(name)?.value.normalize('NFKC').trim() ?? '');
    if (!lat || !lon) return readShape(this.control('geojson')?.value ?? '');
    const [north, east] = [Number(lat), Number(lon)];
    const isThere = Math.abs(north) <= 90 && Math.abs(east) <= 180;
    return isThere ? { type: 'Point', coordinates: [east, north] } : null;
  }

  private fill(shape: Shape | null) {
    const point = shape?.type === 'Point' ? shape.coordinates : null;
    const texts = {
      lat: point ? String(point[1]) : '',
      lon: point ? String(point[0]) : '',
      geojson: shape && !point ? JSON.stringify(shape) : '',
    };
    for (const [name, text] of Object.entries(texts)) {
      const control = this.control(name);
      if (control) control.value = text;
    }
  }
}

function look(map: MovingMap, shape: Shape) {
  map.fitBounds(endsOf(shape), { animate: false, padding: 40, maxZoom: NEAR });
}

customElements.define('draw-place', DrawPlace);
