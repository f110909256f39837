import type { GeoJSONSource, MapMouseEvent, Map as MovingMap } from 'maplibre-gl';

/** Of the globe, in metres. */
const RADIUS = 6_371_008.8;
const SOURCE = 'measured';

type Pair = [number, number];

/** Along the great circle. */
function metresBetween([lon1, lat1]: Pair, [lon2, lat2]: Pair): number {
  const radians = Math.PI / 180;
  const [across, down] = [((lon2 - lon1) * radians) / 2, ((lat2 - lat1) * radians) / 2];
  const half =
    Math.sin(down) ** 2 + Math.cos(lat1 * radians) * Math.cos(lat2 * radians) * Math.sin(across) ** 2;
  return 2 * RADIUS * Math.asin(Math.sqrt(half));
}

const lengthText = (metres: number): string =>
  metres < 1000 ? `${Math.round(metres)} m` : `${(metres / 1000).toFixed(2)} km`;

/** A button that turns presses on the map into points of a line, and says how long it is. */
export function measureOn(
  map: MovingMap,
  host: HTMLElement,
  words: Record<'measure' | 'measureHint' | 'distance' | 'stop', string>,
) {
  let points: Pair[] | null = null;
  const bar = document.createElement('div');
  bar.className = 'map-measure';
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'button';
  button.dataset.variant = 'secondary';
  button.dataset.size = 'small';
  button.textContent = words.measure;
  const said = document.createElement('p');
  said.setAttribute('role', 'status');
  bar.append(button, said);
  host.append(bar);

  const draw = () => {
    const data = {
      type: 'Feature',
      properties: {},
      geometry: { type: 'LineString', coordinates: points ?? [] },
    } as const;
    const source = map.getSource<GeoJSONSource>(SOURCE);
    if (source) {
      source.setData({ ...data });
      return;
    }
    map.addSource(SOURCE, { type: 'geojson', data: { ...data } });
    map.addLayer({
      id: SOURCE,
      type: 'line',
      source: SOURCE,
      paint: { 'line-color': '#1a1a1a', 'line-width': 3, 'line-dasharray': [2, 1] },
    });
    map.addLayer({
      id: `${SOURCE} points`,
      type: 'circle',
      source: SOURCE,
      paint: { 'circle-radius': 4, 'circle-color': '#1a1a1a' },
    });
  };
  button.addEventListener('click', () => {
    points = points ? null : [];
    button.textContent = points ? words.stop : words.measure;
    said.textContent = points ? words.measureHint : '';
    draw();
  });

  return {
    /** Whether the press was a point of the line. */
    take({ lngLat }: MapMouseEvent): boolean {
      if (!points) return false;
      points = [...points, [lngLat.lng, lngLat.lat]];
      const metres = points.reduce((sum, point, at) => {
        const before = points?.[at - 1];
        return before ? sum + metresBetween(before, point) : sum;
      }, 0);
      if (points.length > 1) said.textContent = words.distance.replace('{distance}', lengthText(metres));
      draw();
      return true;
    },
  };
}
