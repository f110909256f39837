import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cellOf, coverOf } from './cells.js';
import { convert } from './convert.js';
import { Register } from './definition.js';
import { registerProblems } from './definition-problems.js';
import { type Box, readGeometry } from './geometry.js';
import { suggestMapping } from './mapping.js';
import { slotsFor } from './slots.js';

const field = (ask: Record<string, unknown>, more: Record<string, unknown> = {}) => ({
  ask: { sensitivity: 'ordinary', label: String(ask.id), kind: 'text', ...ask },
  ...more,
});
const lamp = (fields: unknown[], more: Record<string, unknown> = {}): Register =>
  Register.parse({
    id: 'lamps',
    title: '街路灯',
    key: ['number'],
    label: 'number',
    place: { kinds: ['point', 'polygon'] },
    retention: { years: null, basis: '道路台帳' },
    fields: [field({ id: 'number' }, { filter: true }), ...fields],
    ...more,
  });

const NARA: Box = [135.7, 34.5, 136.1, 34.8];
const square = (west: number, south: number, size: number) => [
  [west, south],
  [west + size, south],
  [west + size, south + size],
  [west, south + size],
  [west, south],
];

describe('squares', () => {
  test('whatever touches a window lies in what covers the window', () => {
    const boxes = fc
      .tuple(
        fc.double({ min: 122, max: 153, noNaN: true }),
        fc.double({ min: 20, max: 45, noNaN: true }),
        fc.double({ min: 0, max: 0.5, noNaN: true }),
        fc.double({ min: 0, max: 0.5, noNaN: true }),
      )
      .map(([west, south, width, height]): Box => [west, south, west + width, south + height]);
    fc.assert(
      fc.property(
        boxes,
        fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true })),
        (window, [x, y]) => {
          const lon = window[0] + (window[2] - window[0]) * x;
          const lat = window[1] + (window[3] - window[1]) * y;
          const { runs, above } = coverOf(window);
          const isFound = (cell: number) =>
            runs.some(({ from, to }) => cell >= from && cell <= to) || above.includes(cell);
          expect(isFound(cellOf([lon, lat, lon, lat]))).toBe(true);
          expect(isFound(cellOf([lon - 0.3, lat, lon, lat + 0.3]))).toBe(true);
        },
      ),
    );
  });

  test('numbers are exact, and a window of a town is few runs', () => {
    expect(Number.isSafeInteger(cellOf([135.8, 34.6, 135.8, 34.6]))).toBe(true);
    expect(coverOf(NARA).runs.length).toBeLessThanOrEqual(16);
    const far = cellOf([141.3, 43, 141.3, 43]);
    expect(coverOf(NARA).runs.some(({ from, to }) => far >= from && far <= to)).toBe(false);
  });
});

describe('places', () => {
  const read = (value: unknown) => readGeometry(value, ['point', 'polygon'], NARA);
  test.each([
    ['latitude first', { type: 'Point', coordinates: [34.68, 135.8] }, 'swapped'],
    ['text for a number', { type: 'Point', coordinates: ['135', 34] }, 'unreadable'],
    ['no such place', { type: 'Point', coordinates: [135, 95] }, 'unreadable'],
    [
      'a line where there are none',
      {
        type: 'LineString',
        coordinates: [
          [135, 34],
          [135.1, 34],
        ],
      },
      'kind',
    ],
    ['an open ring', { type: 'Polygon', coordinates: [square(135.8, 34.6, 0.1).slice(0, 4)] }, 'ringOpen'],
    [
      'a ring that crosses itself',
      {
        type: 'Polygon',
        coordinates: [
          [
            [135.8, 34.6],
            [135.9, 34.75],
            [135.9, 34.6],
            [135.8, 34.7],
            [135.8, 34.6],
          ],
        ],
      },
      'ringCrosses',
    ],
    [
      'a ring without area',
      {
        type: 'Polygon',
        coordinates: [
          [
            [135.8, 34.6],
            [135.9, 34.6],
            [135.8, 34.6],
            [135.8, 34.6],
          ],
        ],
      },
      'ringFlat',
    ],
  ])('%s is refused', (_name, value, fault) => {
    expect(read(value)).toEqual({ ok: false, fault });
  });

  test('one outside of the town is taken and pointed out', () => {
    expect(read({ type: 'Point', coordinates: [138.3, 34.8] })).toMatchObject({ ok: true, hint: 'outside' });
    expect(read({ type: 'Polygon', coordinates: [square(135.8, 34.6, 0.1)] })).toMatchObject({
      ok: true,
      hint: null,
    });
  });
});

describe('a definition', () => {
  test('that names what is not there says where, what and what was expected', () => {
    const broken = lamp([field({ id: 'owner', sensitivity: 'personal' })], {
      label: 'name',
      key: ['nummer'],
      headings: { 高さ: 'height' },
    });
    const said = registerProblems(broken);
    expect(said.map(({ path }) => path.join('.'))).toEqual(
      expect.arrayContaining(['label', 'key.0', 'fields.1', 'headings.高さ']),
    );
    expect(said.map(({ message }) => message).join('\n')).toContain('expected one of number, owner');
  });

  test('may not filter by what is sealed, or by more than there is room for', () => {
    const sealed = lamp([
      field({ id: 'owner', sensitivity: 'personal' }, { notPublic: '氏名', filter: true }),
    ]);
    expect(registerProblems(sealed).map(({ path }) => path.join('.'))).toContain('fields.1.filter');
    const many = lamp(Array.from({ length: 8 }, (_, at) => field({ id: `f${at}` }, { filter: true })));
    expect(
      registerProblems(many)
        .map(({ message }) => message)
        .join(),
    ).toContain('f7');
  });

  test('that changes keeps the columns of fields that stay, renamed ones too', () => {
    const before = lamp([field({ id: 'kind' }, { filter: true }), field({ id: 'pole' }, { filter: true })]);
    const slots = slotsFor(before, {});
    expect(slots).toEqual({ number: 't1', kind: 't2', pole: 't3' });
    const after = lamp([
      field({ id: 'post' }, { filter: true, was: 'pole' }),
      field({ id: 'lamp' }, { filter: true }),
    ]);
    expect(slotsFor(after, slots)).toEqual({ number: 't1', post: 't3', lamp: 't2' });
  });

  test('that changes takes values along: renamed, read anew, and lost ones are named', () => {
    const before = lamp([field({ id: 'height' }), field({ id: 'pole' }), field({ id: 'gone' })]);
    const after = lamp([
      field({ id: 'height', kind: 'number', optional: true, decimals: 1 }),
      field({ id: 'post', optional: true }, { was: 'pole' }),
    ]);
    const today = Temporal.PlainDate.from('2026-11-20');
    expect(convert(before, after, { number: '1', height: '４.５', pole: 'P-1', gone: 'x' }, today)).toEqual({
      values: { number: '1', height: 4.5, post: 'P-1' },
      lost: [{ field: 'gone', to: null, value: 'x' }],
    });
    expect(convert(before, after, { number: '1', height: '高い' }, today).lost).toEqual([
      { field: 'height', to: 'height', value: '高い' },
    ]);
  });

  test('knows its columns by many spellings, each once', () => {
    const register = lamp([field({ id: 'code' })], {
      standards: [
        { id: 'old', title: '旧', columns: { '都道府県コ―ド': '$code', 番号: 'number', コード: 'code' } },
      ],
    });
    expect(
      suggestMapping(register, ['都道府県コード', '番号', 'コ―ド', '緯度', '経度', '備考', '番号']),
    ).toEqual(['', 'number', 'code', '$lat', '$lon', '', '']);
  });
});
