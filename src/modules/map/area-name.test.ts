import { expect, test } from 'vitest';
import type { Geometry } from '#modules/register/api.js';
import { bearsName, middleOf } from './area-name.js';
import { frameOf } from './view.js';
import { namedAreas } from './views/named-areas.js';

const areaOf = (...corners: readonly [number, number][]): Geometry => ({
  type: 'Polygon',
  coordinates: [[...corners, corners[0] ?? [0, 0]]],
});
const square = (west: number, south: number, side: number): Geometry =>
  areaOf([west, south], [west + side, south], [west + side, south + side], [west, south + side]);

test('the middle of an area lies in it, also in one that is bent around something', () => {
  expect(middleOf(square(135, 34, 1))).toEqual([135.5, 34.5]);
  // The letter U: its arms stand at both sides of the middle of its box, the right one is wider.
  const u = areaOf([0, 0], [10, 0], [10, 10], [6, 10], [6, 2], [1, 2], [1, 10], [0, 10]);
  expect(middleOf(u)).toEqual([8, 5]);
  expect(
    middleOf({
      type: 'LineString',
      coordinates: [
        [0, 0],
        [2, 4],
      ],
    }),
  ).toEqual([1, 2]);
});

test('an area bears its name where it is nearly as wide as that', () => {
  const area = square(135, 34, 0.01);
  const world = (zoom: number) => 512 * 2 ** zoom;
  expect(bearsName(area, '佐保小学校区', world(12))).toBe(true);
  expect(bearsName(area, '佐保小学校区', world(10))).toBe(false);
});

test('no name lies over a pin or another name; the larger area comes first', () => {
  const look = { frame: frameOf({ zoom: 12, lat: 34, lon: 135 }, 600, 400), step: 1 };
  const large = { label: '大きな区域', geometry: square(134.98, 33.98, 0.04) };
  const apart = { label: '離れた区域', geometry: square(134.94, 34.02, 0.02) };
  const crossing = { label: '重なる区域', geometry: square(135, 33.995, 0.01) };
  const names = (
    rows: readonly { label: string; geometry: Geometry }[],
    ...rounds: { lon: number; lat: number }[]
  ) => namedAreas(look, rows, rounds).map(({ label }) => label);
  expect(names([apart, large])).toEqual(['大きな区域', '離れた区域']);
  expect(names([crossing, large])).toEqual(['重なる区域']);
  expect(names([apart], { lon: 134.96, lat: 34.03 })).toEqual([]);
});
