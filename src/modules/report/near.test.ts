import { expect, test } from 'vitest';
import { metresToGeometry, type NearRow, nearestRow } from './near.js';

const HERE = { lat: 34.68, lon: 135.82 };
/** Some 111 metres to the north. */
const NORTH = 34.681;

test('how far a road, a park or a lamp is', () => {
  expect(metresToGeometry(HERE, { type: 'Point', coordinates: [135.82, NORTH] })).toBeCloseTo(111.2, 0);
  const road = [
    [135.81, NORTH],
    [135.83, NORTH],
  ] as [number, number][];
  // Its ends are a kilometre away, its middle is not.
  expect(metresToGeometry(HERE, { type: 'LineString', coordinates: road })).toBeCloseTo(111.2, 0);
  const ring = (south: number, north: number) =>
    [
      [135.819, south],
      [135.821, south],
      [135.821, north],
      [135.819, north],
      [135.819, south],
    ] as [number, number][];
  const park = { type: 'Polygon', coordinates: [ring(34.679, 34.681)] } as const;
  expect(metresToGeometry(HERE, { ...park, coordinates: [...park.coordinates] })).toBe(0);
  // A hole in it is not the park.
  const hollow = [ring(34.679, 34.681), ring(34.6795, 34.6805)];
  expect(metresToGeometry(HERE, { type: 'Polygon', coordinates: hollow })).toBeCloseTo(55.6, 0);
  expect(metresToGeometry(HERE, { type: 'MultiPolygon', coordinates: [[ring(34.681, 34.682)]] })).toBeCloseTo(
    111.2,
    0,
  );
});

test('the nearest counts, unless it is too far', () => {
  const row = (id: string, lat: number): NearRow => ({
    id,
    register: 'roads',
    key: id,
    label: id,
    state: 'active',
    version: 1,
    definition: 1,
    values: {},
    geometry: { type: 'Point', coordinates: [135.82, lat] },
    createdAt: Temporal.Instant.fromEpochMilliseconds(0),
    updatedAt: Temporal.Instant.fromEpochMilliseconds(0),
    disposedAt: null,
  });
  const rows = [row('far', 34.685), row('near', 34.6802), { ...row('nowhere', 34.68), geometry: null }];
  expect(nearestRow(HERE, rows, 30)?.row.id).toBe('near');
  expect(nearestRow(HERE, rows, 10)).toBeUndefined();
  expect(nearestRow(HERE, [], 10)).toBeUndefined();
});
