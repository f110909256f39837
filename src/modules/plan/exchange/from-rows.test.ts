import { beforeAll, expect, test } from 'vitest';
import { SHIPPED_CATALOG } from '#kernel/create-kernel.js';
import { readBook } from '#kernel/sheets/read-book.js';
import { FiscalYear } from '#kernel/values/fiscal-year.js';
import { readCommonIndicators, readPlan } from '../catalog.js';
import { COUNTABLE } from '../countable.fixture.js';
import { Measure, type PlanDocuments } from '../definition.js';
import { fromBook } from './from-book.js';
import { fromRows } from './from-rows.js';
import { type Rows, toRows } from './to-rows.js';
import { toWorkbook } from './to-workbook.js';

let documents: PlanDocuments;
let common: ReadonlySet<string>;
beforeAll(async () => {
  const read = await readPlan(SHIPPED_CATALOG, 'nara-city', COUNTABLE);
  if (!read) throw new Error('Nara City has a plan');
  documents = read;
  common = new Set((await readCommonIndicators(SHIPPED_CATALOG)).map(({ id }) => id));
});

async function readBack(content: Uint8Array, current = documents) {
  const book = await readBook(content);
  if (!book.ok) throw new Error(book.fault);
  const { rows, problems } = fromBook(book.book);
  return fromRows(rows, current, { commonIndicators: common, countable: COUNTABLE }, problems);
}

/** What is reported when the rows of the plan are changed before they are written. */
async function problemsAfter(change: (rows: Rows) => void) {
  const rows = toRows(documents);
  change(rows);
  const { problems } = await readBack(toWorkbook(rows, { title: '計画', facts: [] }));
  return problems.map(({ sheet, cell, code, params }) => ({
    at: `${sheet} ${cell}`,
    code,
    value: params.value,
  }));
}

const rowOf = <Row extends object>(rows: Row[], where: Partial<Row>): Row => {
  const found = rows.find((row) =>
    Object.entries(where).every(([key, value]) =>
      Object.entries(row).some(([k, v]) => k === key && v === value),
    ),
  );
  if (!found) throw new Error(`no row ${JSON.stringify(where)}`);
  return found;
};
const year = (value: number) => FiscalYear.parse(value);

test.each<[string, (rows: Rows) => void, { code: string; at: RegExp; value?: string }]>([
  [
    'a pillar that is not there',
    async ({ measures }) => {
      rowOf(measures, { number: '1-8' }).pillar = '9';
    },
    { code: 'unknownPillar', at: /^施策 D\d+$/, value: '9' },
  ],
  [
    'a measure twice',
    ({ measures }) => {
      rowOf(measures, { number: '1-8' }).number = '1-7';
    },
    { code: 'duplicate', at: /^施策 A\d+$/, value: '1-7' },
  ],
  [
    'a measure that ended without a reason',
    ({ measures }) => {
      const row = rowOf(measures, { number: '1-8' });
      row.stage = 'ended';
    },
    { code: 'endReasonMissing', at: /^施策 I\d+$/ },
  ],
  [
    'a related measure that is not there',
    ({ measures }) => {
      rowOf(measures, { number: '1-8' }).related = ['1-88'];
    },
    { code: 'unknownRelated', at: /^施策 N\d+$/, value: '1-88' },
  ],
  [
    'a row of an unknown measure',
    ({ progress }) => {
      progress.push({ measure: '1-88', fiscalYear: year(2021), text: '報告' });
    },
    { code: 'unknownMeasure', at: /^年度末の報告 A\d+$/, value: '1-88' },
  ],
  [
    'a phase that ends before it begins',
    ({ schedule }) => {
      schedule.push({ measure: '1-8', kind: 'plan', from: year(2023), to: year(2022), text: '計画' });
    },
    { code: 'phaseReversed', at: /^スケジュール E\d+$/ },
  ],
  [
    'an indicator twice',
    ({ indicators }) => {
      rowOf(indicators, { indicator: 'online-certificate-applications' }).indicator = 'pre-entries';
    },
    { code: 'duplicate', at: /^指標 C\d+$/, value: 'pre-entries' },
  ],
  [
    'a shared indicator that is not there',
    ({ indicators }) => {
      rowOf(indicators, { indicator: 'pre-entries' }).common = 'no-such';
    },
    { code: 'unknownCommon', at: /^指標 I\d+$/, value: 'no-such' },
  ],
  [
    'values of an unknown indicator',
    ({ values }) => {
      values.push({ measure: '1-8', indicator: 'no-such', fiscalYear: year(2021), target: 1 });
    },
    { code: 'unknownIndicator', at: /^目標と実績 C\d+$/, value: 'no-such' },
  ],
  [
    'a year twice',
    ({ values }) => {
      values.push({ measure: '1-8', indicator: 'pre-entries', fiscalYear: year(2021), target: 1 });
    },
    { code: 'duplicate', at: /^目標と実績 E\d+$/, value: '2021' },
  ],
  [
    'words where a number belongs',
    ({ values }) => {
      rowOf(values, { indicator: 'pre-entries', fiscalYear: year(2021) }).target = '百件';
    },
    { code: 'figureNumber', at: /^目標と実績 F\d+$/, value: '百件' },
  ],
  [
    'an achievement of a figure',
    ({ values }) => {
      rowOf(values, { indicator: 'pre-entries', fiscalYear: year(2021) }).achieved = 'yes';
    },
    { code: 'achievedOnlyMilestone', at: /^目標と実績 H\d+$/ },
  ],
  [
    'counts of an indicator that is not counted',
    ({ externalCounts }) => {
      externalCounts.push({
        measure: '1-4',
        indicator: 'phone-bookings',
        label: '窓口',
        side: 'numerator',
        fiscalYear: year(2021),
        count: 3,
      });
    },
    { code: 'countMissing', at: /^システム外の件数 E\d+$/ },
  ],
  [
    'a setting that is no count',
    ({ indicators }) => {
      rowOf(indicators, { indicator: 'pre-entries' }).count = { period: 'sometimes' };
    },
    { code: 'notJson', at: /^指標 K\d+$/ },
  ],
  [
    'a superior body that is not there',
    ({ bodies }) => {
      rowOf(bodies, { id: 'cio' }).reportsTo = 'nobody';
    },
    { code: 'unknownBody', at: /^体制 F\d+$/, value: 'nobody' },
  ],
  [
    'a plan without pillars',
    (rows) => {
      rows.pillars = [];
    },
    { code: 'noRows', at: /^柱 null$/ },
  ],
])('%s is named with its cell', async (_, change, { code, at, value }) => {
  const problems = await problemsAfter(change);
  const found = problems.find((problem) => problem.code === code && at.test(problem.at));
  expect(found, JSON.stringify(problems)).toBeDefined();
  if (value !== undefined) expect(found?.value).toBe(value);
});

test('everything that a measure can hold goes out and comes back', async () => {
  const [first] = documents.measures;
  if (!first) throw new Error('Nara City has measures');
  const full = Measure.parse({
    ...first,
    number: '1-99',
    label: '=(1)-99',
    title: '+全部入り',
    departments: ['市民部 市民課', '@総務部'],
    stage: 'ended',
    yearEnded: 2024,
    endReason: '-役目を終えた',
    stageHistory: [
      { fiscalYear: 2022, stage: 'planning' },
      { fiscalYear: 2024, stage: 'ended', reason: '理由\n二行目' },
    ],
    progress: [{ fiscalYear: 2023, text: '葛󠄀城・辻󠄀 𠮷田 <b>&amp;</b>' }],
    indicators: [
      {
        id: 'rate',
        name: '割合',
        unit: '%',
        kind: 'rate',
        direction: 'down',
        targetStands: true,
        values: { 2022: { target: 0, result: 12.34, note: '=SUM(A1)' }, 2023: { result: 0 } },
        count: {
          numerator: {
            entry: 'case.submitted',
            where: { channel: ['online', 'counter'] },
            distinct: 'actor',
          },
          denominator: { entry: 'case.submitted' },
          period: 'fiscalYear',
          external: [
            { label: '紙', side: 'denominator', values: { 2022: 120, 2023: 80.5 } },
            { label: '電話', side: 'denominator', values: {} },
            { label: '紙', side: 'numerator', values: { 2022: 1 } },
          ],
        },
      },
      {
        id: 'step',
        name: '到達点',
        kind: 'milestone',
        values: { 2022: { target: '2', result: '-済', achieved: 'partly' } },
      },
      { id: 'done', name: '実施', kind: 'yesNo', values: { 2022: { target: true, result: false } } },
      {
        id: 'bare',
        name: '値なし',
        kind: 'cumulative',
        changes: [{ fiscalYear: 2022, kind: 'reworded', from: '前', to: '後', reason: '理由' }],
      },
    ],
    schedule: [
      { kind: 'operate', from: 2022, text: '続ける' },
      { kind: 'plan', from: 2021, to: 2021, text: '考える' },
    ],
    tags: ['重点'],
    related: ['1-8'],
    systems: ['A2', 'C1'],
    listedOnly: true,
  });
  const whole = { plan: documents.plan, measures: [...documents.measures, full] };
  const { proposal, problems } = await readBack(
    toWorkbook(toRows(whole), { title: '計画', facts: [] }),
    whole,
  );
  expect(problems).toEqual([]);
  expect(proposal.documents.measures.at(-1)).toEqual(full);
});

test('rows that departments did not fill in say nothing', async () => {
  const rows = toRows(documents, { yearToFill: year(2030) });
  const { proposal, problems } = await readBack(toWorkbook(rows, { title: '計画', facts: [] }));
  expect(problems).toEqual([]);
  expect(proposal.documents.measures).toEqual(documents.measures);
});

/** What stands in the cell of a person who took no care. */
const scrawl = (row: object, key: string, text: string) => Object.assign(row, { [key]: text });

test('cells that cannot be read and rows that do not fit are told together, in the order of the file', async () => {
  const found = await problemsAfter(({ measures, values, schedule }) => {
    rowOf(measures, { number: '1-7' }).pillar = '9';
    scrawl(rowOf(measures, { number: '1-8' }), 'yearListed', 'さいきん');
    schedule.push({ measure: '1-8', kind: 'plan', from: year(2023), to: year(2022), text: '計画' });
    scrawl(rowOf(values, { measure: '1-8', indicator: 'pre-entries' }), 'fiscalYear', '');
  });
  expect(found.map(({ at, code }) => `${at.split(' ')[0]} ${code}`)).toEqual([
    '施策 unknownPillar',
    '施策 notYear',
    '目標と実績 required',
    'スケジュール phaseReversed',
  ]);
});

test('an id with a slip is one mistake, however many rows have the right one', async () => {
  const wrong = await problemsAfter(({ measures }) => {
    rowOf(measures, { number: '1-8' }).number = '1-88';
  });
  expect(wrong).toMatchObject([{ code: 'unknownMeasure', value: '1-8' }]);
  const unreadable = await problemsAfter(({ measures, indicators }) => {
    scrawl(rowOf(measures, { number: '1-8' }), 'number', '（１）の８');
    scrawl(rowOf(indicators, { measure: '1-7' }), 'indicator', '件　数');
  });
  expect(unreadable).toMatchObject([
    { code: 'notId', value: '（１）の８' },
    { code: 'notId', value: '件　数' },
  ]);
});

test('a wrong cell hides no other cell of its row, whatever the row belongs to', async () => {
  const strange = await problemsAfter(({ values }) => {
    const row = rowOf(values, { measure: '1-8', indicator: 'pre-entries' });
    scrawl(row, 'measure', '99');
    scrawl(row, 'result', 'たくさん');
    scrawl(row, 'achieved', 'yes');
  });
  expect(strange.map(({ at, code }) => `${at.replace(/\d+$/, '')} ${code}`).sort()).toEqual([
    '目標と実績 A unknownMeasure',
    '目標と実績 G figureNumber',
    '目標と実績 H achievedOnlyMilestone',
  ]);
  const yearless = await problemsAfter(({ values }) => {
    const row = rowOf(values, { measure: '1-8', indicator: 'pre-entries' });
    scrawl(row, 'indicator', '件　数');
    scrawl(row, 'fiscalYear', 'ことし');
    scrawl(row, 'result', 'たくさん');
  });
  expect(yearless.map(({ code }) => code).sort()).toEqual(['figureNumber', 'notId', 'notYear']);
  const elsewhere = await problemsAfter(({ measures, indicators, schedule }) => {
    const row = rowOf(measures, { number: '1-8' });
    scrawl(row, 'number', '（１）の８');
    row.pillar = '9';
    rowOf(indicators, { indicator: 'pre-entries' }).common = 'no-such';
    const [phase] = schedule.filter(({ measure }) => measure === '1-8');
    if (!phase?.from) throw new Error('1-8 has a schedule');
    phase.to = year(phase.from - 1);
  });
  expect(elsewhere.map(({ code }) => code)).toEqual([
    'notId',
    'unknownPillar',
    'unknownCommon',
    'phaseReversed',
  ]);
});
