import { describe, expect, test } from 'vitest';
import { fiscalYear } from '#kernel/values/fiscal-year.js';
import { Indicator, Measure } from '../definition.js';
import { indicatorFields, readIndicator } from './indicator-form.js';
import { measureFields, readMeasure } from './measure-form.js';
import { readReport, reportFields } from './report-form.js';
import { parseFigure, parseNumber } from './typed.js';

const YEAR = fiscalYear(2026);
const measure = Measure.parse({
  number: '1-1',
  label: '(1)-1',
  title: '施策',
  pillar: '1',
  departments: ['市民部 市民課', '総務課'],
  yearListed: 2020,
  stage: 'operation',
  stageHistory: [{ fiscalYear: 2020, stage: 'planning', reason: '理由' }],
  purpose: '目的',
  progress: [{ fiscalYear: 2021, text: '一行目\n二行目' }],
  tags: ['重点'],
  related: ['1-2'],
  systems: ['A1'],
  schedule: [
    { kind: 'build', from: 2020, to: 2021, text: '構築' },
    { kind: 'operate', from: 2022, text: '運用' },
  ],
  indicators: [
    {
      id: 'a',
      name: '件数',
      unit: '件',
      kind: 'value',
      common: 'x',
      targetStands: true,
      values: { 2021: { target: 10, result: 0, note: '注記' }, 2030: { target: 12.5 } },
      changes: [{ fiscalYear: 2021, kind: 'added' }],
    },
    { id: 'b', name: '実施', kind: 'yesNo', values: { 2026: { target: true, result: false } } },
    {
      id: 'c',
      name: '段階',
      kind: 'milestone',
      values: { 2026: { target: '構築', result: '一部', achieved: 'partly' } },
    },
  ],
});
const plan = { current: YEAR, numbers: new Set(['1-1', '1-2']), pillars: new Set(['1']) };

describe('numbers as people type them', () => {
  test.each([
    ['1200', 1200],
    ['1,200', 1200],
    ['１，２００件', 1200],
    ['49.12%', 49.12],
    ['４９．１２', 49.12],
    ['-3', -3],
    ['0', 0],
    ['約100', null],
    ['1.2.3', null],
    ['六', null],
    ['100から200', null],
  ])('%s is %s', (text, value) => {
    expect(parseNumber(text)).toBe(value);
  });
  test('an empty field is no figure', () => {
    expect(parseFigure('value', ' ')).toEqual({ ok: true, value: null });
    expect(parseFigure('yesNo', 'no')).toEqual({ ok: true, value: false });
    expect(parseFigure('value', 'x')).toEqual({ ok: false, fault: 'notNumber' });
  });
});

describe('a form that is sent as it was shown changes nothing', () => {
  test('of a measure', () => {
    expect(readMeasure(measure, measureFields(measure, YEAR), plan)).toEqual({
      ok: true,
      value: { document: measure, reason: null },
    });
  });
  test.each(measure.indicators.map((one) => [one.name, one] as const))(
    'of the indicator %s',
    (_, indicator) => {
      expect(
        readIndicator(indicator, indicatorFields(indicator), { current: YEAR, takenIds: new Set() }),
      ).toEqual({
        ok: true,
        value: { indicator, reason: null },
      });
    },
  );
  test('of a report, once the year has its text', () => {
    const typed = { ...reportFields(measure, YEAR, []), progress: '報告' };
    expect(readReport(measure, YEAR, typed)).toEqual({
      ok: true,
      value: {
        document: { ...measure, progress: [...measure.progress, { fiscalYear: YEAR, text: '報告' }] },
        evidence: [],
      },
    });
  });
});

describe('what is wrong stands beside its field', () => {
  test('of a measure', () => {
    const typed = {
      ...measureFields(measure, YEAR),
      title: '',
      pillar: '9',
      yearListed: '20',
      related: '1-2\n7-7',
      systems: 'Z9',
      stage: 'planning',
      'schedule.0.to': '2019',
      'schedule.2.text': '年のない行',
    };
    expect(readMeasure(measure, typed, plan)).toEqual({
      ok: false,
      faults: {
        title: 'required',
        pillar: 'required',
        yearListed: 'notYear',
        related: 'unknownMeasure',
        systems: 'notSlug',
        reason: 'reason',
        'schedule.0.to': 'yearOrder',
        'schedule.2.from': 'required',
      },
    });
    const untyped = readMeasure(null, { systems: 'x', purpose: 'あ'.repeat(5000) }, plan);
    // As on the page: the summary leads from one field down to the next.
    expect(untyped.ok ? [] : Object.keys(untyped.faults)).toEqual([
      'number',
      'label',
      'title',
      'pillar',
      'purpose',
      'systems',
    ]);
  });

  test('of an indicator: a published target is not moved without a reason', () => {
    const [indicator] = measure.indicators;
    if (!indicator) throw new Error('the measure has indicators');
    const around = { current: YEAR, takenIds: new Set<string>() };
    const typed = { ...indicatorFields(indicator), 'target.2021': '8' };
    expect(readIndicator(indicator, typed, around)).toEqual({ ok: false, faults: { reason: 'reason' } });
    expect(readIndicator(indicator, { ...typed, reason: '実情' }, around)).toMatchObject({ ok: true });
    expect(readIndicator(indicator, { ...typed, 'result.2021': 'たくさん' }, around)).toMatchObject({
      faults: { 'result.2021': 'notNumber' },
    });
  });

  test('a new indicator gets an id of its own', () => {
    const typed = { ...indicatorFields(null), name: '新しい', kind: 'rate', 'target.2026': '50' };
    const read = readIndicator(null, typed, { current: YEAR, takenIds: new Set(['kpi-1', 'kpi-2']) });
    expect(read).toMatchObject({
      ok: true,
      value: { indicator: { id: 'kpi-3', values: { 2026: { target: 50 } } } },
    });
  });
});

test('a counted indicator is not asked for its result; other channels are', () => {
  const counted = Indicator.parse({
    id: 'n',
    name: '申請',
    unit: '件',
    kind: 'value',
    count: {
      numerator: { entry: 'case.submitted' },
      period: 'fiscalYear',
      external: [{ label: '電話', side: 'numerator', values: { 2025: 3 } }],
    },
  });
  const typed = { progress: '報告', 'external.n.0': '１２件' };
  const read = readReport({ ...measure, indicators: [counted], schedule: [] }, YEAR, typed);
  expect(read.ok && read.value.document.indicators[0]?.count?.external[0]?.values).toEqual({
    2025: 3,
    2026: 12,
  });
});

test('a result beside a count is typed where the form asks for it, and stays where it does not', () => {
  const counted = Indicator.parse({
    id: 'n',
    name: '件数',
    kind: 'value',
    values: { 2026: { target: 10, result: 4 } },
    count: { numerator: { entry: 'case.submitted' }, period: 'fiscalYear' },
  });
  const resultAfter = (more: Record<string, string>) => {
    const typed = { progress: '報告', ...more };
    const read = readReport({ ...measure, indicators: [counted], schedule: [] }, YEAR, typed);
    return read.ok && read.value.document.indicators[0]?.values[2026];
  };
  expect(resultAfter({})).toEqual({ target: 10, result: 4 });
  expect(resultAfter({ 'result.n': '７' })).toEqual({ target: 10, result: 7 });
  expect(resultAfter({ 'result.n': '' })).toEqual({ target: 10 });
  expect(
    readReport({ ...measure, indicators: [counted] }, YEAR, { progress: '報告', 'result.n': '多め' }),
  ).toEqual({
    ok: false,
    faults: { 'result.n': 'notNumber' },
  });
});
