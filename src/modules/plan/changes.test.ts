import { describe, expect, test } from 'vitest';
import { canonical, measureChanges } from './changes.js';
import { Measure } from './definition.js';

const measure = (over: Record<string, unknown> = {}) =>
  Measure.parse({
    number: '1-1',
    label: '(1)-1',
    title: '施策',
    pillar: '1',
    departments: ['市民課'],
    stage: 'planning',
    indicators: [{ id: 'a', name: '件数', kind: 'value', unit: '件', values: { 2025: { target: 10 } } }],
    ...over,
  });
const indicator = (over: Record<string, unknown>) => ({
  id: 'a',
  name: '件数',
  kind: 'value',
  unit: '件',
  values: { 2025: { target: 10 } },
  ...over,
});

test('the same content is no change, whatever the order of its keys', () => {
  const { title, ...rest } = measure();
  expect(measureChanges(measure(), { title, ...rest })).toEqual([]);
  expect(canonical({ b: 1, a: [{ d: 2, c: undefined }] })).toBe(canonical({ a: [{ d: 2 }], b: 1 }));
  expect(canonical([1, 2])).not.toBe(canonical([2, 1]));
});

describe('a change is said', () => {
  test.each<[string, Record<string, unknown>, Record<string, unknown>]>([
    [
      'of a text',
      { title: '新しい名' },
      { field: 'title', of: null, fiscalYear: null, from: '施策', to: '新しい名' },
    ],
    ['of a text that was not there', { purpose: '目的' }, { field: 'purpose', from: null, to: '目的' }],
    [
      'of a list',
      { departments: ['市民課', '総務課'] },
      { field: 'departments', from: '市民課', to: '市民課\n総務課' },
    ],
    [
      'of a yearly text',
      { progress: [{ fiscalYear: 2025, text: '報告' }] },
      { field: 'progress', fiscalYear: 2025, from: null, to: '報告' },
    ],
    [
      'of the schedule',
      { schedule: [{ kind: 'build', from: 2025, text: '構築' }] },
      { field: 'schedule', from: null, to: '2025– 構築' },
    ],
    [
      'of a target',
      { indicators: [indicator({ values: { 2025: { target: 12 } } })] },
      { field: 'target', of: '件数', fiscalYear: 2025, from: '10', to: '12' },
    ],
    [
      'of a result',
      { indicators: [indicator({ values: { 2025: { target: 10, result: 0 } } })] },
      { field: 'result', of: '件数', fiscalYear: 2025, from: null, to: '0' },
    ],
    [
      'of an indicator’s name',
      { indicators: [indicator({ name: '新しい件数' })] },
      { field: 'indicatorName', of: '新しい件数', from: '件数', to: '新しい件数' },
    ],
    [
      'of an indicator that is gone',
      { indicators: [] },
      { field: 'indicator', of: '件数', from: '件数', to: null },
    ],
  ])('%s', (_, over, change) => {
    expect(measureChanges(measure(), measure(over))).toMatchObject([change]);
  });

  test('of an indicator that is new, in one line', () => {
    const added = measure({ indicators: [indicator({}), indicator({ id: 'b', name: '新しい' })] });
    expect(measureChanges(measure(), added)).toEqual([
      { field: 'indicator', of: '新しい', fiscalYear: null, from: null, to: '新しい' },
    ]);
  });
});
