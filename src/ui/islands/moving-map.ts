import {
  AttributionControl,
  GeolocateControl,
  type LayerSpecification,
  Map as MovingMap,
  NavigationControl,
  ScaleControl,
  type SourceSpecification,
  setWorkerUrl,
} from 'maplibre-gl';
import workerAddress from 'maplibre-gl/dist/maplibre-gl-worker.mjs?url';
import type { MapWords } from '../map-words.js';
import { drawCount, drawPin } from './map-marks.js';

/** A register whose rows are drawn. */
export interface MapLayer {
  id: string;
  isShown: boolean;
  letter: string;
  colour: string;
  /** Its points are seen from this zoom on. */
  from?: number;
}

/** As the server describes what lies under the layers. */
export type Ground = BaseTiles | TownOutline;

interface BaseTiles {
  kind: 'raster' | 'vector';
  url: string;
  attribution: string;
  maxZoom: number;
  layers: string[];
}

/** Where there are no tiles. */
interface TownOutline {
  kind: 'outline';
  areas: [number, number][][][];
  attribution: string;
}

export interface MovingMapConfig {
  base: string;
  view: { zoom: number; lat: number; lon: number };
  baseMap: Ground | null;
  layers: readonly MapLayer[];
  words: MapWords;
}

const FINEST_TILE = 18;
/** How much colour an area has, as in the picture of the server: what lies under it is read. */
export const FILL = 0.1;
const MOST_ZOOM = 20;

setWorkerUrl(workerAddress);

/** A map that moves, with the layers on its ground and the controls that every map of ours has. */
export function createMovingMap(place: HTMLElement, config: MovingMapConfig): MovingMap {
  const { view, words, baseMap } = config;
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
      'AttributionControl.ToggleAttribution': attributionOf(config),
    },
    style: {
      version: 8,
      sources: sourcesOf(config),
      layers: [
        { id: 'ground', type: 'background', paint: { 'background-color': '#f1f1f4' } },
        ...baseLayers(config),
        ...partsOf(config.layers),
      ],
    },
  });
  map.touchZoomRotate.disableRotation();
  map.addControl(new NavigationControl({ showCompass: false }), 'top-right');
  map.addControl(new GeolocateControl({ positionOptions: { enableHighAccuracy: true } }), 'top-right');
  map.addControl(new ScaleControl({ maxWidth: 120 }), 'bottom-left');
  if (baseMap?.attribution) {
    const isLong = baseMap.kind === 'outline';
    const customAttribution = escaped(attributionOf(config));
    map.addControl(new AttributionControl({ customAttribution, ...(!isLong && { compact: false }) }));
    // On a phone it would hide the ground that it is about: its button shows it.
    if (isLong) place.querySelector('.maplibregl-compact-show')?.classList.remove('maplibregl-compact-show');
  }
  map.setMissingStyleImageResolver((id) => {
    const [kind, letter = '', colour = '', count = ''] = id.split(' ');
    const image = kind === 'pin' ? drawPin(letter, colour) : drawCount(letter, colour, count);
    map.addImage(id, image, { pixelRatio: 2 });
  });
  return map;
}

const attributionOf = ({ words, baseMap }: MovingMapConfig): string =>
  words.attribution.replace('{text}', baseMap?.attribution ?? '');

const escaped = (text: string): string => {
  const node = document.createElement('span');
  node.textContent = text;
  return node.innerHTML;
};

function sourcesOf({ base, baseMap, layers }: MovingMapConfig): Record<string, SourceSpecification> {
  const sources: Record<string, SourceSpecification> = {};
  const whole = (address: string) =>
    address.startsWith('/') ? `${window.location.origin}${address}` : address;
  if (baseMap?.kind === 'outline')
    sources.base = {
      type: 'geojson',
      data: {
        type: 'Feature',
        properties: {},
        geometry: { type: 'MultiPolygon', coordinates: baseMap.areas },
      },
    };
  else if (baseMap) {
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
function baseLayers({ baseMap }: MovingMapConfig): LayerSpecification[] {
  if (!baseMap) return [];
  // As in the picture of the server.
  if (baseMap.kind === 'outline')
    return [
      { id: 'base area', type: 'fill', source: 'base', paint: { 'fill-color': '#ffffff' } },
      {
        id: 'base line',
        type: 'line',
        source: 'base',
        paint: { 'line-color': '#767676', 'line-width': 1.5 },
      },
    ];
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

/** What is drawn of a layer, the lowest first: no area hides a line, and neither hides a point of any layer. */
export const PARTS = ['area', 'line', 'name', 'pin', 'count'] as const;

const partsOf = (layers: readonly MapLayer[]): LayerSpecification[] =>
  PARTS.flatMap((part) => layers.map((layer) => partOf(layer, part)));

function partOf(
  { id, letter, colour, isShown, from }: MapLayer,
  part: (typeof PARTS)[number],
): LayerSpecification {
  const shared = { id: `${id} ${part}`, source: `layer ${id}`, 'source-layer': id } as const;
  const visibility = isShown ? 'visible' : 'none';
  const near = from === undefined ? {} : { minzoom: from };
  switch (part) {
    case 'area':
      return {
        ...shared,
        type: 'fill',
        filter: ['==', ['geometry-type'], 'Polygon'],
        layout: { visibility },
        paint: { 'fill-color': colour, 'fill-opacity': FILL },
      };
    case 'line':
      return {
        ...shared,
        type: 'line',
        filter: ['!=', ['geometry-type'], 'Point'],
        layout: { visibility },
        paint: { 'line-color': colour, 'line-width': 2.5 },
      };
    // Names make way for pins and for each other; what has no room comes nearer by.
    case 'name':
      return {
        ...shared,
        'source-layer': 'names',
        type: 'symbol',
        layout: {
          visibility,
          'text-field': ['get', 'name'],
          'text-font': ['sans-serif'],
          'text-size': 12,
          'text-padding': 1,
        },
        paint: { 'text-color': '#1a1a1a', 'text-halo-color': '#ffffff', 'text-halo-width': 1.5 },
      };
    case 'pin':
      return {
        ...shared,
        ...near,
        type: 'symbol',
        filter: ['all', ['==', ['geometry-type'], 'Point'], ['!', ['has', 'count']]],
        layout: { visibility, 'icon-image': `pin ${letter} ${colour}`, 'icon-allow-overlap': true },
      };
    case 'count':
      return {
        ...shared,
        ...near,
        type: 'symbol',
        filter: ['has', 'count'],
        layout: {
          visibility,
          'icon-image': ['concat', `count ${letter} ${colour} `, ['to-string', ['get', 'count']]],
          'icon-allow-overlap': true,
        },
      };
  }
}
