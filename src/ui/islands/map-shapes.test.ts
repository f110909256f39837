import { expect, test } from 'vitest';
import {
  areaText,
  cornersOf,
  endsOf,
  lengthText,
  metresAlong,
  type Pair,
  readShape,
  shapeOf,
  squareMetres,
} from './map-shapes.js';

/** A degree of latitude is 111.2 km on this globe. */
const SQUARE: Pair[] = [
  [135, 34],
  [136, 34],
  [136, 35],
  [135, 35],
];

test('lengths and areas are those of the ground', () => {
  const [first, , , last] = SQUARE as [Pair, Pair, Pair, Pair];
  expect(metresAlong([first, last])).toBeCloseTo(111_195, -1);
  expect(metresAlong([first])).toBe(0);
  // R² · Δλ · (sin 35° − sin 34°), whichever way round.
  const exact = 6_371_008.8 ** 2 * (Math.PI / 180) * (Math.sin(0.6108652382) - Math.sin(0.5934119457));
  expect(Math.abs(squareMetres(SQUARE) / exact - 1)).toBeLessThan(1e-6);
  expect(squareMetres([...SQUARE].reverse())).toBeCloseTo(squareMetres(SQUARE), 0);
  expect([lengthText(999.4), lengthText(1500)]).toEqual(['999 m', '1.50 km']);
  expect([areaText(12_345.6), areaText(250_000)]).toEqual(['12,346 m²', '0.25 km²']);
});

test('corners make a shape, and a shape of nothing else gives them back', () => {
  const [first, second] = SQUARE as [Pair, Pair, Pair, Pair];
  expect(shapeOf('line', [first])).toBeNull();
  expect(shapeOf('polygon', [first, second])).toBeNull();
  const area = shapeOf('polygon', SQUARE);
  expect(area).toEqual({ type: 'Polygon', coordinates: [[...SQUARE, first]] });
  expect(area && cornersOf(area)).toEqual({ kind: 'polygon', corners: SQUARE });
  expect(cornersOf({ type: 'MultiPolygon', coordinates: [[[...SQUARE, first]]] })).toBeNull();
  expect(cornersOf({ type: 'Polygon', coordinates: [SQUARE, SQUARE] })).toBeNull();
});

test('what was typed is a shape or none', () => {
  const line = readShape('{"type":"LineString","coordinates":[[135,34],[136,35]]}');
  expect(line && endsOf(line)).toEqual([
    [135, 34],
    [136, 35],
  ]);
  for (const text of ['', 'x', 'null', '{}', '{"type":"Point","coordinates":["a","b"]}', '{"type":"Circle"}'])
    expect(readShape(text)).toBeNull();
});
