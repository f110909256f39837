import { describe, expect, test } from 'vitest';
import type { CsvCell } from '#kernel/sheets/write-csv.js';
import { type Condition, type Measure, Panel } from './dashboard.js';
import {
  columnsOfTable,
  type Figures,
  figuresOf,
  MOST_BARS,
  MOST_POINTS,
  type NamedTable,
} from './figures.js';
import { panelOf, typedOfPanel, typedPanel } from './typed-panel.js';

const COMMON = {
  id: '019a9f00-0000-7000-8000-000000000001',
  title: '図',
  note: '',
  from: { dataset: 'd', table: 'csv' },
};
const TABLE: NamedTable = {
  names: ['地区', '日', '人数', '緯度', '経度'],
  rows: [
    ['東', '2025-04-01', 10, 34.6, 135.8],
    ['東', '2025-05-10', '1,200', 34.7, 135.9],
    ['西', '2026-01-01', null, null, 135.9],
    ['', '令和8年', '不明', '北緯34度', 135.9],
  ],
};
const chart = (
  kind: 'bar' | 'line',
  by: string,
  measure: Measure,
  more: { cut?: 'whole' | 'month' | 'year'; where?: Condition[] } = {},
) => Panel.parse({ ...COMMON, kind, by, measure, unit: '', cut: 'whole', where: [], ...more });
const groups = (figures: Figures) =>
  figures.kind === 'groups' ? figures.groups.map(({ label, value }) => [label, value]) : null;
const sum: Measure = { of: 'sum', column: '人数' };
const number = (measure: Measure, where: Condition[] = []) =>
  figuresOf(Panel.parse({ ...COMMON, kind: 'number', measure, unit: '人', where }), TABLE);

describe('what a panel reckons', () => {
  test('counts, adds up and takes the mean of what is a number, and says how many rows are not', () => {
    expect(number({ of: 'count' })).toEqual({ kind: 'number', value: 4, skipped: 0 });
    expect(number(sum)).toEqual({ kind: 'number', value: 1210, skipped: 1 });
    expect(number({ of: 'mean', column: '人数' })).toEqual({ kind: 'number', value: 605, skipped: 1 });
    const none = [{ column: '地区', is: 'equals', value: '西' }] as const;
    expect(number(sum, [...none])).toEqual({ kind: 'number', value: null, skipped: 0 });
  });

  test('adds up tenths as people do', () => {
    const table = { names: ['x'], rows: [[0.1], [0.2]] };
    const panel = Panel.parse({
      ...COMMON,
      kind: 'number',
      measure: { of: 'sum', column: 'x' },
      unit: '',
      where: [],
    });
    expect(figuresOf(panel, table)).toMatchObject({ value: 0.3 });
  });

  test.each([
    ['equals', '東', 2],
    ['differs', '東', 2],
    ['contains', '東', 2],
    ['filled', '', 3],
  ] as const)('keeps to a condition: %s', (is, value, rows) => {
    expect(number({ of: 'count' }, [{ column: '地区', is, value }])).toMatchObject({ value: rows });
  });

  test('compares numbers as numbers and days as days; what is blank is neither more nor less', () => {
    const rowsWith = (column: string, is: 'atLeast' | 'atMost', value: string) =>
      (number({ of: 'count' }, [{ column, is, value }]) as { value: number }).value;
    expect(rowsWith('人数', 'atLeast', '9')).toBe(3);
    expect(rowsWith('人数', 'atMost', '100')).toBe(1);
    expect(rowsWith('日', 'atMost', '2025-12-31')).toBe(2);
  });

  test('draws bars from the largest on and months in their order', () => {
    expect(groups(figuresOf(chart('bar', '地区', { of: 'count' }), TABLE))).toEqual([
      ['東', 2],
      ['', 1],
      ['西', 1],
    ]);
    expect(groups(figuresOf(chart('line', '日', sum, { cut: 'year' }), TABLE))).toEqual([
      ['2025', 1210],
      ['2026', null],
      ['令和8年', null],
    ]);
    expect(groups(figuresOf(chart('bar', '日', { of: 'count' }, { cut: 'month' }), TABLE))?.[0]).toEqual([
      '2025-04',
      1,
    ]);
  });

  test('makes one bar of the many small ones, reckoned from their rows, and tells of the earlier steps of a line', () => {
    const rows: CsvCell[][] = Array.from({ length: MOST_POINTS + 3 }, (_one, at) => [`g${at}`, at]);
    const table = { names: ['g', 'v'], rows };
    const bars = figuresOf(chart('bar', 'g', { of: 'mean', column: 'v' }), table);
    const few = rows.length - MOST_BARS;
    expect(bars).toMatchObject({ rest: { groups: few, rows: few, value: (few - 1) / 2 } });
    const line = figuresOf(chart('line', 'g', { of: 'count' }), table);
    expect(groups(line)?.[0]).toEqual(['g3', 1]);
    expect(line).toMatchObject({ rest: { groups: 3 } });
  });

  test('puts what has a position on the map and counts the rest', () => {
    const map = Panel.parse({ ...COMMON, kind: 'map', lat: '緯度', lon: '経度', label: '地区', where: [] });
    expect(figuresOf(map, TABLE)).toMatchObject({
      total: 2,
      without: 2,
      places: [{ label: '東', lat: 34.6, lon: 135.8 }, {}],
    });
  });
});

describe('what is typed for a panel', () => {
  test.each([
    [['指標', '1-7', '令和５年４月に始めた事業の数', '2 施設の利用'], []],
    [['1-7', '1-8', '2-1'], []],
    [['0742-34-1111', '0742-34-4715'], []],
    [['2024年', '2025年', '2026年', '2027年', '合計'], ['列']],
    [['令和元年度', 'R2', '平成31年4月', '', null], ['列']],
    [['2025-04-01', '2025/5/1', '2025-06'], ['列']],
    [['0〜4歳', '5〜9歳', '85歳以上'], ['列']],
    [['１月', '２月', '第3回'], ['列']],
    [[1200, '1,300', '-4.5'], ['列']],
    [[], []],
  ])('a column of %j is in order: %j', (cells, ordered) => {
    const table = { names: ['列'], rows: cells.map((cell) => [cell]) };
    expect(columnsOfTable(table).ordered).toEqual(ordered);
  });

  test('of words among which one number stands is refused as a sum and as a line, in words', () => {
    const columns = columnsOfTable({
      names: ['指標名', '値'],
      rows: [
        ['1 回収', 1],
        ['2', 2],
        ['参加者', 3],
        ['利用者', '不明'],
      ],
    });
    expect(columns).toMatchObject({ numeric: ['値'], ordered: [] });
    const typed = typedPanel({ title: '線', by: '指標名', of: 'sum', column: '指標名' });
    expect(panelOf(typed, { id: COMMON.id, kind: 'line', from: COMMON.from, ...columns })).toEqual({
      ok: false,
      faults: {
        by: { key: 'dashboard.columnNotOrdered', column: '指標名' },
        column: { key: 'dashboard.columnNotNumeric', column: '指標名' },
      },
    });
  });

  const asked = { id: COMMON.id, kind: 'bar', from: COMMON.from, ...columnsOfTable(TABLE) } as const;

  test('becomes the panel and comes back as it was', () => {
    const typed = typedPanel({
      title: '地区ごと',
      by: '地区',
      of: 'sum',
      column: '人数',
      unit: '人',
      where1: '日',
      is1: 'atLeast',
      value1: '2025-01-01',
    });
    const made = panelOf(typed, asked);
    if (!made.ok) throw new Error(JSON.stringify(made.faults));
    expect(made.panel).toMatchObject({ measure: { of: 'sum', column: '人数' }, where: [{ column: '日' }] });
    expect(panelOf(typedOfPanel(made.panel), asked)).toEqual(made);
  });

  test('is told by the control that is wrong', () => {
    const wrong = typedPanel({ of: 'mean', where1: '日', is1: 'equals', value2: 'x' });
    const made = panelOf(wrong, asked);
    expect(made.ok ? [] : Object.keys(made.faults).sort()).toEqual([
      'by',
      'column',
      'title',
      'value1',
      'where2',
    ]);
    const unknown = panelOf(typedPanel({ title: 'x', by: '町名' }), asked);
    expect(unknown).toMatchObject({ faults: { by: { key: 'dashboard.columnUnknown', column: '町名' } } });
    // No sum of words, no line along words.
    const words = { title: 'x', by: '地区', of: 'sum', column: '地区' };
    const line = panelOf(typedPanel(words), { ...asked, kind: 'line' });
    expect(line).toMatchObject({
      faults: {
        column: { key: 'dashboard.columnNotNumeric', column: '地区' },
        by: { key: 'dashboard.columnNotOrdered', column: '地区' },
      },
    });
    expect(panelOf(typedPanel({ ...words, by: '日', column: '人数' }), { ...asked, kind: 'line' }).ok).toBe(
      true,
    );
  });
});
