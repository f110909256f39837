import { expect, test } from 'vitest';
import { assembleIndicator } from './assemble.js';
import { Indicator } from './definition.js';
import type { RatingRule } from './ratings.js';

const rule: RatingRule = {
  attainment: { ahead: 110, onCourse: 90 },
  milestone: { yes: 'onCourse', partly: 'behind', no: 'behind' },
  runningYear: { amounts: 'proRata', averagesAndRates: 'asTheyAre', states: 'whenReached' },
  measure: { behind: 'any', ahead: 'all' },
};
const asOf = Temporal.PlainDate.from('2026-11-20');

const targets = (values: Record<number, object>) =>
  assembleIndicator(
    Indicator.parse({ id: 'a', name: '件数', kind: 'value', unit: '件', targetStands: true, values }),
    [],
    { rule, asOf },
  ).years.map(({ fiscalYear, target, targetStands, rating }) => [fiscalYear, target, targetStands, rating]);

test('a standing target holds until there is another, and a later one changes no year that is over', () => {
  const before = { 2022: { target: 50, result: 55 }, 2025: { result: 40 } };
  expect(targets(before)).toEqual([
    [2022, 50, false, 'ahead'],
    [2025, 50, true, 'behind'],
  ]);
  expect(targets({ ...before, 2026: { target: 70 } })).toEqual([
    [2022, 50, false, 'ahead'],
    [2025, 50, true, 'behind'],
    [2026, 70, false, 'unknown'],
  ]);
});
