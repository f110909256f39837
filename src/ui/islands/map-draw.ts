/*
 * Drawing a point, a line or an area on the map. Presses make corners; by keyboard, and for who cannot aim, the cross in
 * the middle of the map does: arrow keys move the map, Enter makes a corner, Backspace takes the last one back. Corners
 * are buttons: drawn elsewhere with the pointer, moved by arrow keys, taken out by Delete.
 */
import { type GeoJSONSource, type MapMouseEvent, Marker, type Map as MovingMap } from 'maplibre-gl';
import type { MapWords } from '../map-words.js';
import {
  areaText,
  cornersOf,
  lengthText,
  metresAlong,
  type Pair,
  rounded,
  type Shape,
  type ShapeKind,
  shapeOf,
  squareMetres,
} from './map-shapes.js';

export interface Drawing {
  /** A press on the map: a corner. */
  take(event: MapMouseEvent): void;
  /** Shows a shape that comes from elsewhere. */
  show(shape: Shape | null): void;
  end(): void;
}

const SOURCE = 'drawn';
/** More corners are drawn without buttons: the map stays quick, and the shape is drawn anew or typed. */
const MOST_HANDLES = 150;
/** An arrow key moves a corner by so many pixels. */
const STEP = 4;
const STEPS: Record<string, Pair> = {
  ArrowLeft: [-STEP, 0],
  ArrowRight: [STEP, 0],
  ArrowUp: [0, -STEP],
  ArrowDown: [0, STEP],
};

export function smallButton(text: string, press: () => void): HTMLButtonElement {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'button';
  button.dataset.variant = 'secondary';
  button.dataset.size = 'small';
  button.textContent = text;
  button.addEventListener('click', press);
  return button;
}

export function drawOn(
  map: MovingMap,
  host: HTMLElement,
  kinds: readonly ShapeKind[],
  words: MapWords,
  changed: (shape: Shape | null) => void,
): Drawing {
  let kind = kinds[0] ?? 'point';
  let corners: Pair[] = [];
  /** A shape of several parts, which is shown as it is until something is drawn in its place. */
  let whole: Shape | null = null;
  let handles: Marker[] = [];

  const bar = document.createElement('div');
  bar.className = 'map-draw';
  const cross = document.createElement('div');
  cross.className = 'map-cross';
  map.getContainer().append(cross);
  const said = document.createElement('p');
  said.setAttribute('role', 'status');
  const choices = kinds.map((one) => {
    const choice = smallButton(words[`draw.${one}`], () => {
      kind = one;
      corners = [];
      whole = null;
      renew();
    });
    return { one, choice };
  });
  if (choices.length > 1) {
    const group = document.createElement('div');
    group.setAttribute('role', 'group');
    group.setAttribute('aria-label', words['draw.kind']);
    group.append(...choices.map(({ choice }) => choice));
    bar.append(group);
  }
  bar.append(
    smallButton(words['draw.centre'], () => add(map.getCenter())),
    smallButton(words['draw.back'], () => take(corners.length - 1)),
    smallButton(words['draw.clear'], clear),
    said,
  );
  host.append(bar);

  const data = () => {
    const shape = whole ?? shapeOf(kind, corners) ?? shapeOf('line', corners) ?? shapeOf('point', corners);
    const features = shape ? [{ type: 'Feature' as const, properties: {}, geometry: shape }] : [];
    return { type: 'FeatureCollection' as const, features };
  };

  function draw() {
    const source = map.getSource<GeoJSONSource>(SOURCE);
    if (source) {
      source.setData(data());
      return;
    }
    map.addSource(SOURCE, { type: 'geojson', data: data() });
    const shared = { source: SOURCE } as const;
    map.addLayer({
      ...shared,
      id: `${SOURCE} area`,
      type: 'fill',
      filter: ['==', ['geometry-type'], 'Polygon'],
      paint: { 'fill-color': '#1a1a1a', 'fill-opacity': 0.15 },
    });
    map.addLayer({
      ...shared,
      id: `${SOURCE} line`,
      type: 'line',
      filter: ['!=', ['geometry-type'], 'Point'],
      paint: { 'line-color': '#1a1a1a', 'line-width': 3, 'line-dasharray': [2, 1] },
    });
  }

  const placed = (className: string, label: string, pair: Pair): [HTMLButtonElement, Marker] => {
    const element = document.createElement('button');
    element.type = 'button';
    element.className = className;
    element.setAttribute('aria-label', label);
    const marker = new Marker({ element }).setLngLat(pair).addTo(map);
    // A press on a button is not a press on the map.
    element.addEventListener('click', (event) => event.stopPropagation());
    handles.push(marker);
    return [element, marker];
  };

  function cornerButton(pair: Pair, at: number) {
    const label = words['draw.corner'].replace('{number}', String(at + 1));
    const [element, marker] = placed('map-corner', label, pair);
    element.dataset.at = String(at);
    marker.setDraggable(true);
    const moveTo = ({ lng, lat }: { lng: number; lat: number }) => {
      corners[at] = rounded([lng, lat]);
      tell();
    };
    marker.on('drag', () => moveTo(marker.getLngLat()));
    marker.on('dragend', () => renew());
    element.addEventListener('keydown', (event) => {
      const step = STEPS[event.key];
      if (!step && event.key !== 'Delete' && event.key !== 'Backspace') return;
      event.preventDefault();
      event.stopPropagation();
      if (step) {
        const { x, y } = map.project(marker.getLngLat());
        const to = map.unproject([x + step[0], y + step[1]]);
        marker.setLngLat(to);
        moveTo(to);
      } else take(at);
    });
  }

  /** Between two corners: pressed, it is a corner itself. */
  function betweenButton(one: Pair, other: Pair, at: number) {
    const middle = rounded([(one[0] + other[0]) / 2, (one[1] + other[1]) / 2]);
    const label = words['draw.between'].replace('{number}', String(at));
    const [element] = placed('map-between', label, middle);
    element.addEventListener('click', () => {
      corners.splice(at, 0, middle);
      renew();
      map.getContainer().querySelector<HTMLElement>(`.map-corner[data-at="${at}"]`)?.focus();
    });
  }

  /** `isOwn`: drawn here, and so told. */
  function renew(isOwn = true) {
    for (const marker of handles) marker.remove();
    handles = [];
    if (!whole && corners.length <= MOST_HANDLES) {
      corners.forEach((pair, at) => {
        const next = corners[at + 1] ?? (kind === 'polygon' && corners.length > 2 ? corners[0] : undefined);
        cornerButton(pair, at);
        if (next) betweenButton(pair, next, at + 1);
      });
    }
    for (const { one, choice } of choices) choice.setAttribute('aria-pressed', String(one === kind));
    tell(isOwn);
  }

  function tell(isOwn = true) {
    draw();
    said.textContent = status();
    if (isOwn) changed(whole ?? shapeOf(kind, corners));
  }

  function status(): string {
    if (whole) return words['draw.parts'];
    if (kind === 'point' || corners.length < 2) return words['draw.hint'];
    const long = (word: string, along: readonly Pair[]) =>
      word.replace('{distance}', lengthText(metresAlong(along)));
    if (kind === 'line' || corners.length < 3) return long(words.distance, corners);
    const area = words.area.replace('{area}', areaText(squareMetres(corners)));
    return `${area}　${long(words.around, [...corners, ...corners.slice(0, 1)])}`;
  }

  function add({ lng, lat }: { lng: number; lat: number }) {
    whole = null;
    const pair = rounded([lng, lat]);
    corners = kind === 'point' ? [pair] : [...corners, pair];
    renew();
  }

  function take(at: number) {
    whole = null;
    corners = corners.filter((_, one) => one !== at);
    renew();
    map.getCanvas().focus({ preventScroll: true });
  }

  function clear() {
    whole = null;
    corners = [];
    renew();
  }

  const onKey = (event: KeyboardEvent) => {
    if (event.target !== map.getCanvas()) return;
    if (event.key === 'Enter') add(map.getCenter());
    else if (event.key === 'Backspace') take(corners.length - 1);
    else return;
    event.preventDefault();
  };
  map.getContainer().addEventListener('keydown', onKey);
  renew(false);

  return {
    take: ({ lngLat }) => add(lngLat),
    show(shape) {
      const simple = shape && cornersOf(shape);
      if (simple && kinds.includes(simple.kind)) {
        kind = simple.kind;
        corners = [...simple.corners];
        whole = null;
      } else {
        corners = [];
        whole = shape;
      }
      renew(false);
    },
    end() {
      corners = [];
      whole = null;
      for (const marker of handles) marker.remove();
      map.getContainer().removeEventListener('keydown', onKey);
      draw();
      cross.remove();
      bar.remove();
    },
  };
}
