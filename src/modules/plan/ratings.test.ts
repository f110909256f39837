import { describe, expect, test } from 'vitest';
import { fiscalYear } from '#kernel/values/fiscal-year.js';
import { Indicator } from './definition.js';
import type { Judged, Rating, WhyCode } from './model.js';
import { judgeIndicator, judgeMeasure, judgeYear, type RatingRule } from './ratings.js';

const rule: RatingRule = {
  attainment: { ahead: 110, onCourse: 90 },
  milestone: { yes: 'onCourse', partly: 'behind', no: 'behind' },
  runningYear: { amounts: 'proRata', averagesAndRates: 'asTheyAre', states: 'whenReached' },
  measure: { behind: 'any', ahead: 'all' },
};
const YEAR = fiscalYear(2026);
const indicator = (over: Record<string, unknown>) =>
  Indicator.parse({ id: 'a', name: '指標', kind: 'value', ...over });
const year = (over: Record<string, unknown>) => ({
  fiscalYear: YEAR,
  target: 100 as number | boolean | string | null,
  result: null as number | boolean | string | null,
  achieved: null as 'yes' | 'partly' | 'no' | null,
  months: 12,
  ...over,
});

describe('a year that is over', () => {
  test.each<[string, Record<string, unknown>, Record<string, unknown>, Rating, WhyCode]>([
    ['at 110 % is ahead', {}, { result: 110 }, 'ahead', 'attainment'],
    ['just below is on course', {}, { result: 109.9 }, 'onCourse', 'attainment'],
    ['at 90 % is on course', {}, { result: 90 }, 'onCourse', 'attainment'],
    ['just below is behind', {}, { result: 89.9 }, 'behind', 'attainment'],
    [
      'less is better: below the target is ahead',
      { direction: 'down' },
      { result: 80 },
      'ahead',
      'attainment',
    ],
    ['less is better: far above is behind', { direction: 'down' }, { result: 200 }, 'behind', 'attainment'],
    [
      'less is better: nought of some is ahead',
      { direction: 'down' },
      { result: 0 },
      'ahead',
      'noneHappened',
    ],
    [
      'less is better: nought of nought is kept',
      { direction: 'down' },
      { target: 0, result: 0 },
      'onCourse',
      'zeroKept',
    ],
    [
      'less is better: one of nought is missed',
      { direction: 'down' },
      { target: 0, result: 1 },
      'behind',
      'zeroMissed',
    ],
    [
      'a target of nought is met by anything where more is better',
      {},
      { target: 0, result: 4 },
      'onCourse',
      'zeroKept',
    ],
    ['without a target is not judged', {}, { target: null, result: 5 }, 'unknown', 'noTarget'],
    ['without a result is not judged', {}, {}, 'unknown', 'noResult'],
    [
      'a rate is judged like an amount',
      { kind: 'rate' },
      { target: 50, result: 49.12 },
      'onCourse',
      'attainment',
    ],
    [
      'a step that was taken is on course',
      { kind: 'milestone' },
      { target: '運用', result: '始めた', achieved: 'yes' },
      'onCourse',
      'achieved',
    ],
    [
      'a step in part is behind',
      { kind: 'milestone' },
      { target: '運用', result: '一部', achieved: 'partly' },
      'behind',
      'partlyAchieved',
    ],
    [
      'a step not taken is behind',
      { kind: 'milestone' },
      { target: '運用', achieved: 'no' },
      'behind',
      'notAchieved',
    ],
    [
      'a step whose result says the target was taken',
      { kind: 'milestone' },
      { target: '運用', result: '運用' },
      'onCourse',
      'achieved',
    ],
    [
      'a step in other words needs a statement',
      { kind: 'milestone' },
      { target: '運用', result: '構築' },
      'unknown',
      'noResult',
    ],
    [
      'a step in part without a target is not judged',
      { kind: 'milestone' },
      { target: null, result: '運用', achieved: 'partly' },
      'unknown',
      'noTarget',
    ],
    [
      'a step that was taken after the year of its target',
      { kind: 'milestone' },
      { target: null, result: '運用', achieved: 'yes' },
      'onCourse',
      'achieved',
    ],
    [
      'yes where yes was the target',
      { kind: 'yesNo' },
      { target: true, result: true },
      'onCourse',
      'achieved',
    ],
    [
      'no where yes was the target',
      { kind: 'yesNo' },
      { target: true, result: false },
      'behind',
      'notAchieved',
    ],
  ])('%s', (_, of, values, rating, code) => {
    const judged = judgeYear(rule, indicator(of), year(values));
    expect([judged.rating, judged.why.code]).toEqual([rating, code]);
  });

  test('says by how much', () => {
    expect(judgeYear(rule, indicator({}), year({ result: 75 })).why.params).toMatchObject({
      year: 2026,
      target: 100,
      result: 75,
      percent: 75,
    });
  });
});

describe('a year that runs', () => {
  test.each<[string, Record<string, unknown>, Record<string, unknown>, Rating, WhyCode]>([
    [
      'an amount is compared with the months begun',
      {},
      { target: 120, result: 80, months: 8 },
      'onCourse',
      'attainmentSoFar',
    ],
    [
      'an amount can be behind already',
      {},
      { target: 120, result: 40, months: 8 },
      'behind',
      'attainmentSoFar',
    ],
    [
      'an average is compared as it is',
      { unit: '件/月' },
      { target: 50, result: 50, months: 2 },
      'onCourse',
      'attainment',
    ],
    [
      'a counted average too',
      { count: { numerator: { entry: 'a.b' }, period: 'month' } },
      { target: 50, result: 20, months: 2 },
      'behind',
      'attainment',
    ],
    [
      'a rate is compared as it is',
      { kind: 'rate' },
      { target: 50, result: 10, months: 2 },
      'behind',
      'attainment',
    ],
    [
      'a state waits until it is reached',
      { kind: 'cumulative' },
      { target: 50, result: 10, months: 2 },
      'unknown',
      'notYet',
    ],
    [
      'a state that is reached counts',
      { kind: 'cumulative' },
      { target: 50, result: 60, months: 2 },
      'ahead',
      'attainment',
    ],
    [
      'a step waits',
      { kind: 'milestone' },
      { target: '運用', achieved: 'no', months: 2 },
      'unknown',
      'notYet',
    ],
    ['nothing yet is no delay', {}, { months: 2 }, 'unknown', 'notYet'],
    ['a year to come is not judged', {}, { result: 5, months: 0 }, 'unknown', 'notYet'],
  ])('%s', (_, of, values, rating, code) => {
    const judged = judgeYear(rule, indicator(of), year(values));
    expect([judged.rating, judged.why.code]).toEqual([rating, code]);
  });
});

const judged = (rating: Rating): Judged => ({ rating, why: { code: 'attainment', params: {} } });

test('the newest year that could be judged speaks for an indicator', () => {
  const years = [
    { ...judged('behind'), fiscalYear: fiscalYear(2021) },
    { ...judged('ahead'), fiscalYear: fiscalYear(2022) },
    { ...judged('unknown'), fiscalYear: fiscalYear(2023) },
  ];
  expect(judgeIndicator(years)).toMatchObject({ rating: 'ahead', ratedYear: 2022 });
  expect(judgeIndicator([])).toMatchObject({ rating: 'unknown', ratedYear: null, why: { code: 'noValues' } });
});

test.each<[Rating[], Rating, WhyCode]>([
  [[], 'unknown', 'noneJudged'],
  [['unknown', 'unknown'], 'unknown', 'noneJudged'],
  [['ahead', 'unknown'], 'ahead', 'allAhead'],
  [['ahead', 'onCourse'], 'onCourse', 'noneBehind'],
  [['ahead', 'ahead', 'behind'], 'behind', 'someBehind'],
])('a measure whose indicators are %j is %s', (ratings, rating, code) => {
  const measure = judgeMeasure(rule, ratings.map(judged));
  expect([measure.rating, measure.why.code]).toEqual([rating, code]);
});

test('the rule is data: by majority, one indicator behind does not make a measure so', () => {
  const byMajority: RatingRule = { ...rule, measure: { behind: 'majority', ahead: 'any' } };
  expect(judgeMeasure(byMajority, [judged('behind'), judged('onCourse'), judged('ahead')]).rating).toBe(
    'ahead',
  );
  expect(judgeMeasure(byMajority, [judged('behind'), judged('behind'), judged('ahead')]).rating).toBe(
    'behind',
  );
});
