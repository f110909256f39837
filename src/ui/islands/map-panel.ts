/* What a map tells of the thing that was pressed on it. */
import type { MapGeoJSONFeature, MapMouseEvent, Map as MovingMap } from 'maplibre-gl';
import { smallButton } from './map-draw.js';
import { type MapLayer, PARTS } from './moving-map.js';

export interface NamedLayer extends MapLayer {
  title: string;
  /** Address of a row, its id to follow. */
  row: string;
}

export type PanelWords = Record<'details' | 'close', string>;

export async function partOf(address: URL | string, selector: string): Promise<Element | null> {
  const answer = await fetch(address);
  if (!answer.ok) return null;
  return new DOMParser().parseFromString(await answer.text(), 'text/html').querySelector(selector);
}

/** Points first, then lines, then areas, also where the border of an area lies over a line. */
const dimensionOf = ({ geometry: { type } }: MapGeoJSONFeature): number =>
  ['Point', 'LineString', 'Polygon'].indexOf(type.replace('Multi', ''));

/** What stands on the page of the thing that was pressed, beside the map. */
export async function identify(
  map: MovingMap,
  host: HTMLElement,
  config: { layers: readonly NamedLayer[]; words: PanelWords },
  event: MapMouseEvent,
) {
  const near: [[number, number], [number, number]] = [
    [event.point.x - 8, event.point.y - 8],
    [event.point.x + 8, event.point.y + 8],
  ];
  const layers = config.layers.flatMap(({ id }) => PARTS.map((part) => `${id} ${part}`));
  const drawn = map.queryRenderedFeatures(near, { layers });
  const [found] = drawn.toSorted((a, b) => dimensionOf(a) - dimensionOf(b));
  if (!found) return;
  if (found.properties.count !== undefined) {
    map.easeTo({ center: event.lngLat, zoom: map.getZoom() + 2 });
    return;
  }
  const layer = config.layers.find(({ id }) => found.source === `layer ${id}`);
  if (!layer) return;
  const panel = document.createElement('section');
  panel.className = 'map-panel';
  panel.tabIndex = -1;
  const heading = document.createElement('h2');
  heading.textContent = String(found.properties.name || layer.title);
  panel.setAttribute('aria-label', heading.textContent);
  const address = layer.row + String(found.properties.id);
  const link = document.createElement('a');
  link.href = address;
  link.textContent = config.words.details;
  const close = smallButton(config.words.close, () => {
    panel.remove();
    map.getCanvas().focus();
  });
  panel.append(heading, link, close);
  host.querySelector('.map-panel')?.remove();
  host.append(panel);
  panel.focus();
  const facts = await partOf(address, 'main .description-list').catch(() => null);
  if (facts) heading.after(facts);
}
