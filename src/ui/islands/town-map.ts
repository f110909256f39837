/*
 * The map that moves, in place of the picture that the server drew. What it shows, and all words, come by an attribute;
 * the address and the list under the map follow it, so that what is copied or printed is what is seen.
 */
import {
  AttributionControl,
  GeolocateControl,
  type LayerSpecification,
  type MapMouseEvent,
  Map as MovingMap,
  NavigationControl,
  ScaleControl,
  type SourceSpecification,
  setWorkerUrl,
} from 'maplibre-gl';
import workerAddress from 'maplibre-gl/dist/maplibre-gl-worker.mjs?url';
import { drawCount, drawPin } from './map-marks.js';
import { measureOn } from './map-measure.js';

interface Layer {
  id: string;
  title: string;
  /** Address of a row, its id to follow. */
  row: string;
  isShown: boolean;
  letter: string;
  colour: string;
}

interface MapConfig {
  base: string;
  view: { zoom: number; lat: number; lon: number };
  baseMap: { kind: 'raster' | 'vector'; url: string; maxZoom: number; layers: string[] } | null;
  layers: Layer[];
  words: Record<
    | 'zoomIn'
    | 'zoomOut'
    | 'position'
    | 'noPosition'
    | 'measure'
    | 'measureHint'
    | 'distance'
    | 'stop'
    | 'details'
    | 'close'
    | 'failed'
    | 'twoFingers'
    | 'wheel'
    | 'wheelOnMac'
    | 'map'
    | 'attribution',
    string
  >;
}

const FINEST_TILE = 18;
const MOST_ZOOM = 20;
/** The list is asked for when the map has rested so long. */
const REST_MS = 600;
const PARTS = ['area', 'line', 'pin', 'count'] as const;

setWorkerUrl(workerAddress);

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
  const { view, words } = config;
  const map = new MovingMap({
    container: place,
    center: [view.lon, view.lat],
    zoom: view.zoom,
    maxZoom: MOST_ZOOM,
    dragRotate: false,
    pitchWithRotate: false,
    attributionControl: false,
    // Who scrolls the page with a finger or wheel is not caught by the map.
    cooperativeGestures: true,
    locale: {
      'Map.Title': words.map,
      'CooperativeGesturesHandler.WindowsHelpText': words.wheel,
      'CooperativeGesturesHandler.MacHelpText': words.wheelOnMac,
      'CooperativeGesturesHandler.MobileHelpText': words.twoFingers,
      'NavigationControl.ZoomIn': words.zoomIn,
      'NavigationControl.ZoomOut': words.zoomOut,
      'GeolocateControl.FindMyLocation': words.position,
      'GeolocateControl.LocationNotAvailable': words.noPosition,
    },
    style: {
      version: 8,
      sources: sourcesOf(config),
      layers: [
        { id: 'ground', type: 'background', paint: { 'background-color': '#f1f1f4' } },
        ...baseLayers(config),
        ...config.layers.flatMap(layersOf),
      ],
    },
  });
  map.touchZoomRotate.disableRotation();
  map.addControl(new NavigationControl({ showCompass: false }), 'top-right');
  map.addControl(new GeolocateControl({ positionOptions: { enableHighAccuracy: true } }), 'top-right');
  map.addControl(new ScaleControl({ maxWidth: 120 }), 'bottom-left');
  if (words.attribution !== '')
    map.addControl(new AttributionControl({ customAttribution: escaped(words.attribution), compact: false }));
  map.setMissingStyleImageResolver((id) => {
    const [kind, letter = '', colour = '', count = ''] = id.split(' ');
    const image = kind === 'pin' ? drawPin(letter, colour) : drawCount(letter, colour, count);
    map.addImage(id, image, { pixelRatio: 2 });
  });
  const measure = measureOn(map, host, words);
  map.on('click', (event) => {
    if (!measure.take(event)) void identify(map, host, config, event);
  });
  map.on('moveend', () => follow(map));
  for (const box of layerBoxes()) box.addEventListener('change', () => showChosen(map, config));
}

const escaped = (text: string): string => {
  const node = document.createElement('span');
  node.textContent = text;
  return node.innerHTML;
};

function sourcesOf({ base, baseMap, layers }: MapConfig): Record<string, SourceSpecification> {
  const sources: Record<string, SourceSpecification> = {};
  const whole = (address: string) =>
    address.startsWith('/') ? `${window.location.origin}${address}` : address;
  if (baseMap) {
    const tiles = [whole(baseMap.url)];
    sources.base =
      baseMap.kind === 'raster'
        ? { type: 'raster', tiles, tileSize: 256, maxzoom: baseMap.maxZoom }
        : { type: 'vector', tiles, maxzoom: baseMap.maxZoom };
  }
  for (const { id } of layers)
    sources[`layer ${id}`] = {
      type: 'vector',
      tiles: [whole(`${base}/tiles/${id}/{z}/{x}/{y}.mvt`)],
      maxzoom: FINEST_TILE,
    };
  return sources;
}

/** Tiles of any schema: areas pale, lines thin, in the order in which the file names its layers. */
function baseLayers({ baseMap }: MapConfig): LayerSpecification[] {
  if (!baseMap) return [];
  if (baseMap.kind === 'raster') return [{ id: 'base', type: 'raster', source: 'base' }];
  return baseMap.layers.flatMap((name): LayerSpecification[] => [
    {
      id: `base ${name} area`,
      type: 'fill',
      source: 'base',
      'source-layer': name,
      filter: ['==', ['geometry-type'], 'Polygon'],
      paint: { 'fill-color': name.includes('water') ? '#cfe3f5' : '#e4e6e0', 'fill-opacity': 0.6 },
    },
    {
      id: `base ${name} line`,
      type: 'line',
      source: 'base',
      'source-layer': name,
      filter: ['==', ['geometry-type'], 'LineString'],
      paint: { 'line-color': name.includes('water') ? '#9cc4e6' : '#b3b3b3', 'line-width': 1 },
    },
  ]);
}

function layersOf({ id, letter, colour, isShown }: Layer): LayerSpecification[] {
  const shared = { source: `layer ${id}`, 'source-layer': id } as const;
  const visibility = isShown ? 'visible' : 'none';
  return [
    {
      ...shared,
      id: `${id} area`,
      type: 'fill',
      filter: ['==', ['geometry-type'], 'Polygon'],
      layout: { visibility },
      paint: { 'fill-color': colour, 'fill-opacity': 0.2 },
    },
    {
      ...shared,
      id: `${id} line`,
      type: 'line',
      filter: ['!=', ['geometry-type'], 'Point'],
      layout: { visibility },
      paint: { 'line-color': colour, 'line-width': 2.5 },
    },
    {
      ...shared,
      id: `${id} pin`,
      type: 'symbol',
      filter: ['all', ['==', ['geometry-type'], 'Point'], ['!', ['has', 'count']]],
      layout: { visibility, 'icon-image': `pin ${letter} ${colour}`, 'icon-allow-overlap': true },
    },
    {
      ...shared,
      id: `${id} count`,
      type: 'symbol',
      filter: ['has', 'count'],
      layout: {
        visibility,
        'icon-image': ['concat', `count ${letter} ${colour} `, ['to-string', ['get', 'count']]],
        'icon-allow-overlap': true,
      },
    },
  ];
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

async function partOf(address: URL | string, selector: string): Promise<Element | null> {
  const answer = await fetch(address);
  if (!answer.ok) return null;
  return new DOMParser().parseFromString(await answer.text(), 'text/html').querySelector(selector);
}

async function renewList(address: URL) {
  const next = await partOf(address, '#map-list').catch(() => null);
  if (next && address.href === window.location.href) document.querySelector('#map-list')?.replaceWith(next);
}

/** What stands on the page of the thing that was pressed, beside the map. */
async function identify(map: MovingMap, host: HTMLElement, config: MapConfig, event: MapMouseEvent) {
  const near: [[number, number], [number, number]] = [
    [event.point.x - 8, event.point.y - 8],
    [event.point.x + 8, event.point.y + 8],
  ];
  const layers = config.layers.flatMap(({ id }) => PARTS.map((part) => `${id} ${part}`));
  const [found] = map.queryRenderedFeatures(near, { layers });
  if (!found) return;
  if (found.properties.count !== undefined) {
    map.easeTo({ center: event.lngLat, zoom: map.getZoom() + 2 });
    return;
  }
  const layer = config.layers.find(({ id }) => id === found.sourceLayer);
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
  const close = document.createElement('button');
  close.type = 'button';
  close.className = 'button';
  close.dataset.variant = 'secondary';
  close.dataset.size = 'small';
  close.textContent = config.words.close;
  close.addEventListener('click', () => {
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

customElements.define('town-map', TownMap);
