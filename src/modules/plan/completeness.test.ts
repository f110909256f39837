import { expect, test } from 'vitest';
import { fiscalYear } from '#kernel/values/fiscal-year.js';
import { assembleMeasure } from './assemble.js';
import { missingIn } from './completeness.js';
import { Measure, Plan } from './definition.js';
import type { RatingRule } from './ratings.js';

const YEAR = fiscalYear(2026);
const rule: RatingRule = {
  attainment: { ahead: 110, onCourse: 90 },
  milestone: { yes: 'onCourse', partly: 'behind', no: 'behind' },
  runningYear: { amounts: 'proRata', averagesAndRates: 'asTheyAre', states: 'whenReached' },
  measure: { behind: 'any', ahead: 'all' },
};
const plan = Plan.parse({
  id: 'p',
  title: '計画',
  summary: '要約',
  period: { from: 2020 },
  source: { title: '計画', publisher: '市' },
  pillars: [{ id: '1', label: '1', title: '柱', policy: '方針' }],
});
const at = Temporal.Instant.from('2026-11-20T10:00:00+09:00');

const missing = (over: Record<string, unknown>) => {
  const document = Measure.parse({
    number: '1-1',
    label: '(1)-1',
    title: '施策',
    pillar: '1',
    departments: ['市民課'],
    stage: 'operation',
    purpose: '目的',
    state: '状況',
    outlook: '見通し',
    progress: [{ fiscalYear: 2025, text: '報告' }],
    schedule: [{ kind: 'operate', from: 2024, text: '運用' }],
    indicators: [
      {
        id: 'a',
        name: '件数',
        kind: 'value',
        unit: '件',
        definition: '数え方',
        targetStands: true,
        values: { 2025: { target: 10, result: 9 } },
      },
    ],
    ...over,
  });
  const view = assembleMeasure(
    { document, version: 1, changedAt: at },
    {
      plan: { document: plan, version: 1, changedAt: at },
      counts: new Map(),
      judgements: new Map(),
      rule,
      asOf: Temporal.PlainDate.from('2026-11-20'),
    },
  );
  return missingIn(view, YEAR).map(({ code }) => code);
};
const indicator = (over: Record<string, unknown>) => ({
  indicators: [{ id: 'a', name: '件数', kind: 'value', unit: '件', definition: '数え方', ...over }],
});

test.each<[string, Record<string, unknown>, string[]]>([
  ['a complete sheet lacks nothing', {}, []],
  [
    'every text is asked for',
    { departments: [], purpose: undefined, state: undefined, outlook: undefined },
    ['department', 'purpose', 'state', 'outlook'],
  ],
  [
    'a schedule that is over is none',
    { schedule: [{ kind: 'operate', from: 2020, to: 2025, text: '運用' }] },
    ['schedule'],
  ],
  ['an indicator is asked for', { indicators: [] }, ['indicator']],
  ['the report of last year', { progress: [] }, ['progress']],
  [
    'nothing of the year before it was listed',
    {
      yearListed: 2026,
      progress: [],
      ...indicator({ targetStands: true, values: { 2025: { target: 10 } } }),
    },
    [],
  ],
  [
    'but of its first year, once that is over',
    {
      yearListed: 2025,
      progress: [],
      ...indicator({ targetStands: true, values: { 2025: { target: 10 } } }),
    },
    ['result', 'progress'],
  ],
  ['the target of this year', indicator({ values: { 2025: { target: 10, result: 9 } } }), ['target']],
  [
    'the result of last year',
    indicator({ targetStands: true, values: { 2025: { target: 10 } } }),
    ['result'],
  ],
  ['no result where no target was', indicator({ values: { 2026: { target: 10 } } }), []],
  [
    'how it is counted',
    indicator({ unit: undefined, definition: undefined, values: { 2026: { target: 10 } } }),
    ['definition', 'unit'],
  ],
  [
    'a step needs neither unit nor definition',
    indicator({
      kind: 'milestone',
      unit: undefined,
      definition: undefined,
      values: { 2026: { target: '運用' } },
    }),
    [],
  ],
  [
    'an ended indicator owes nothing',
    indicator({ changes: [{ fiscalYear: 2025, kind: 'ended' }] }),
    ['indicator'],
  ],
  ['an ended measure owes its reason only', { stage: 'ended', departments: [], endReason: '達成' }, []],
  ['and says when that is missing', { stage: 'ended' }, ['endReason']],
  ['one that is only listed owes nothing', { listedOnly: true, departments: [] }, []],
])('%s', (_, over, codes) => {
  expect(missing(over)).toEqual(codes);
});
