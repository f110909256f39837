/*
 * The map that moves, in place of the picture that the server drew. What it shows, and all words, come by an attribute;
 * the address and the list under the map follow it, so that what is copied or printed is what is seen.
 */
import { Marker, type Map as MovingMap } from 'maplibre-gl';
import { identify, type NamedLayer, type PanelWords, partOf } from './map-panel.js';
import type { ShapeKind } from './map-shapes.js';
import { type Tools, toolsOn } from './map-tools.js';
import { createMovingMap, type MovingMapConfig, PARTS } from './moving-map.js';

interface MapConfig extends MovingMapConfig {
  layers: readonly NamedLayer[];
  /** Registers that this reader may add to, and what may be drawn for them. */
  adding: Record<string, readonly ShapeKind[]>;
  /** The place that was searched for. */
  meant: { lat: number; lon: number; label: string } | null;
  words: MovingMapConfig['words'] & PanelWords & Record<'measure' | 'stop' | 'draw', string>;
}

/** The list is asked for when the map has rested so long. */
const REST_MS = 600;

class TownMap extends HTMLElement {
  connectedCallback() {
    const text = this.dataset.config;
    if (text === undefined || this.querySelector('.map-canvas')) return;
    const config = JSON.parse(text) as MapConfig;
    const place = document.createElement('div');
    place.className = 'map-canvas';
    this.prepend(place);
    try {
      start(this, place, config);
      this.dataset.moves = '';
    } catch {
      place.remove();
      const said = document.createElement('p');
      said.setAttribute('role', 'status');
      said.textContent = config.words.failed;
      this.prepend(said);
    }
  }
}

function start(host: HTMLElement, place: HTMLElement, config: MapConfig) {
  const map = createMovingMap(place, config);
  let tools: Tools | undefined;
  map.once('style.load', () => {
    tools = toolsOn(map, host, config);
  });
  if (config.meant) markMeant(map, config.meant);
  map.on('click', (event) => {
    if (!tools?.take(event)) void identify(map, host, config, event);
  });
  map.on('moveend', () => follow(map));
  for (const box of layerBoxes()) box.addEventListener('change', () => showChosen(map, config));
}

function markMeant(map: MovingMap, { lat, lon, label }: NonNullable<MapConfig['meant']>) {
  const element = document.createElement('div');
  element.className = 'map-meant';
  element.setAttribute('role', 'img');
  element.setAttribute('aria-label', label);
  element.title = label;
  new Marker({ element }).setLngLat([lon, lat]).addTo(map);
}

const layerBoxes = (): HTMLInputElement[] => [
  ...document.querySelectorAll<HTMLInputElement>('.map-layers input[type="checkbox"]'),
];

function showChosen(map: MovingMap, { layers }: MapConfig) {
  const chosen = new Set(layerBoxes().flatMap(({ name, checked }) => (checked ? [name] : [])));
  for (const { id } of layers)
    for (const part of PARTS)
      map.setLayoutProperty(`${id} ${part}`, 'visibility', chosen.has(`layer.${id}`) ? 'visible' : 'none');
  follow(map);
}

let resting: ReturnType<typeof setTimeout> | undefined;

/** The address says what the map shows, also in the forms; the list follows when the map rests. */
function follow(map: MovingMap) {
  const { lng, lat } = map.getCenter();
  const at = `${Number(map.getZoom().toFixed(2))}/${lat.toFixed(5)}/${lng.toFixed(5)}`;
  const address = new URL(window.location.href);
  for (const name of [...address.searchParams.keys()])
    if (name.startsWith('layer.')) address.searchParams.delete(name);
  const boxes = layerBoxes();
  const chosen = boxes.flatMap(({ name, checked }) => (checked ? [name] : []));
  const names = chosen.length === boxes.length ? [] : chosen.length === 0 ? ['layer.none'] : chosen;
  for (const name of names) address.searchParams.set(name, 'on');
  address.searchParams.set('at', at);
  window.history.replaceState(null, '', address);
  for (const input of document.querySelectorAll<HTMLInputElement>('input[name="at"]')) input.value = at;
  for (const form of document.querySelectorAll<HTMLFormElement>('.map-search, .map-print'))
    keepLayers(form, names);
  clearTimeout(resting);
  resting = setTimeout(() => void renewList(address), REST_MS);
}

function keepLayers(form: HTMLFormElement, names: readonly string[]) {
  for (const input of form.querySelectorAll('input[type="hidden"][name^="layer."]')) input.remove();
  for (const name of names) {
    const input = document.createElement('input');
    input.type = 'hidden';
    input.name = name;
    input.value = 'on';
    form.append(input);
  }
}

async function renewList(address: URL) {
  const next = await partOf(address, '#map-list').catch(() => null);
  if (next && address.href === window.location.href) document.querySelector('#map-list')?.replaceWith(next);
}

customElements.define('town-map', TownMap);
