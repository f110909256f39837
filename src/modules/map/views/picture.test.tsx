import { expect, test } from 'vitest';
import { markAt } from '../marks.js';
import { frameOf } from '../view.js';
import { Picture } from './picture.js';

/** A thousandth of a degree is some 93 steps here. */
const frame = frameOf({ zoom: 16, lat: 34.685, lon: 135.805 }, 360, 280);
const at = (label: string, lon: number, lat = 34.685) => ({
  id: label,
  register: 'trees',
  key: label,
  label,
  geometry: { type: 'Point' as const, coordinates: [lon, lat] as [number, number] },
});
const namesIn = (rows: ReturnType<typeof at>[]) => {
  const svg = String(
    <Picture shown={[{ mark: markAt(0), rows, clusters: [] }]} frame={frame} label="x" isNamed />,
  );
  for (const { label } of rows) expect(svg).toContain(`<title>${label}</title>`);
  return [...svg.matchAll(/paint-order="stroke">([^<]*)</g)].map(([, name]) => name);
};

test('names stand where they hide neither a mark nor another name, and are whole', () => {
  expect(namesIn([at('西町体育館', 135.8045), at('中央公園', 135.805)])).toEqual(['中央公園']);
  expect(namesIn([at('西町体育館', 135.8045), at('中央公園', 135.8045, 34.6862)])).toEqual([
    '西町体育館',
    '中央公園',
  ]);
  expect(namesIn([at('端にあるとても長い名前の施設', 135.8065)])).toEqual([]);
});
