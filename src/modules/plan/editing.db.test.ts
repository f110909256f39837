import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestApp, testApp } from '#testing/test-app.js';
import { Measure } from './definition.js';
import { clerkOf, currentYear, headquarters, planOffice } from './fixtures.js';
import { createPlanService, type PlanService } from './service.js';

let app: TestApp;
let service: PlanService;
const office = (slug = 'nara-city') => planOffice(app.kernel, slug);
const entriesOf = async (type: string) =>
  (
    await sql<{ subject: string; data: Record<string, unknown> }>`
      SELECT subject, data FROM journal_entry WHERE type = ${type} ORDER BY position`.execute(
      app.kernel.database.owner,
    )
  ).rows;
const versionsOf = async (key: string) =>
  (
    await sql<{
      n: number;
    }>`SELECT count(*) AS n FROM plan_document WHERE key = ${key} AND tenant = '292010'`.execute(
      app.kernel.database.owner,
    )
  ).rows[0]?.n;

beforeAll(async () => {
  app = await testApp();
  service = app.modules.plan.api;
});
afterAll(() => app.stop());

describe('changing a measure', () => {
  test('writes a version and one entry, and the history says what changed', async () => {
    const { document, version } = await service.readDocument(office(), '1-5');
    const saved = await service.changeMeasure(office(), {
      base: version,
      document: { ...document, outlook: 'アプリで写真を送れるようにする。' },
      reason: '見直し',
    });
    expect(saved).toEqual({ number: '1-5', version: 2, changed: true });
    const [newest, first] = await service.history(office(), '1-5');
    expect(newest).toMatchObject({
      version: 2,
      change: 'edited',
      by: { role: 'plan-office', title: '計画担当', unit: null, unitName: null },
      reason: '見直し',
      changes: [
        { field: 'outlook', of: null, from: document.outlook, to: 'アプリで写真を送れるようにする。' },
      ],
    });
    expect(first).toMatchObject({
      version: 1,
      change: 'loaded',
      by: { role: 'system/plan.start', title: null },
      changes: [],
    });
    expect(await entriesOf('plan.measureChanged')).toEqual([
      { subject: 'measure/1-5', data: { plan: 'nara-city-ict', measure: '1-5', version: 2 } },
    ]);
    expect((await service.readMeasure(office(), '1-5')).outlook).toBe('アプリで写真を送れるようにする。');
  });

  test('is idempotent: the same form twice is one version and one entry', async () => {
    const { document, version } = await service.readDocument(office(), '1-3');
    const indicator = document.indicators[0];
    if (!indicator) throw new Error('1-3 has indicators');
    const edited = {
      ...document,
      stage: 'planning' as const,
      indicators: [{ ...indicator, name: '新しい名' }, ...document.indicators.slice(1)],
    };
    const before = (await entriesOf('plan.measureChanged')).length;
    await service.changeMeasure(office(), { base: version, document: edited, reason: '見直し' });
    const again = await service.changeMeasure(office(), {
      base: version,
      document: edited,
      reason: '見直し',
    });
    expect(again).toEqual({ number: '1-3', version: 2, changed: false });
    expect(await entriesOf('plan.measureChanged')).toHaveLength(before + 1);
  });

  test('refuses a version that is no longer the newest, and writes nothing', async () => {
    const { document, version } = await service.readDocument(office(), '1-7');
    await service.changeMeasure(office(), {
      base: version,
      document: { ...document, state: '先に直した。' },
      reason: null,
    });
    const late = service.changeMeasure(office(), {
      base: version,
      document: { ...document, state: '後から。' },
      reason: null,
    });
    await expect(late).rejects.toMatchObject({ code: 'conflict' });
    expect(await versionsOf('1-7')).toBe(2);
    expect((await service.readDocument(office(), '1-7')).document.state).toBe('先に直した。');
  });

  test('lets one of two at the same time through', async () => {
    const { document, version } = await service.readDocument(office(), '2-3');
    const results = await Promise.allSettled(
      ['一', '二', '三'].map((text) =>
        service.changeMeasure(office(), {
          base: version,
          document: { ...document, state: text },
          reason: null,
        }),
      ),
    );
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await versionsOf('2-3')).toBe(2);
  });

  test('records by itself that a target was moved, a question reworded, an indicator added or ended', async () => {
    const { document, version } = await service.readDocument(office(), '5-20');
    const [sheets, minutes] = document.indicators;
    if (!sheets || !minutes) throw new Error('5-20 has two indicators');
    await service.changeMeasure(office(), {
      base: version,
      document: {
        ...document,
        indicators: [
          {
            ...sheets,
            name: 'AI-OCRの処理枚数',
            values: { ...sheets.values, 2022: { ...sheets.values[2022], target: 8000 } },
          },
          { ...minutes, id: 'kpi-3', name: '新しい指標', values: {}, changes: [] },
        ],
      },
      reason: '実情に合わせた',
    });
    const { document: saved } = await service.readDocument(office(), '5-20');
    const changesOf = (id: string) =>
      saved.indicators
        .find((one) => one.id === id)
        ?.changes.map(({ kind, reason, fiscalYear }) => [kind, reason, fiscalYear]);
    expect(changesOf(sheets.id)).toEqual([
      ['reworded', '実情に合わせた', 2026],
      ['retargeted', '実情に合わせた', 2026],
    ]);
    expect(changesOf('kpi-3')).toEqual([['added', '実情に合わせた', 2026]]);
    expect(changesOf(minutes.id)?.at(-1)).toEqual(['ended', '実情に合わせた', 2026]);
    expect(saved.indicators).toHaveLength(3);
  });

  test('refuses what does not fit the plan and names the place', async () => {
    const { document, version } = await service.readDocument(office(), '4-1');
    const wrong = service.changeMeasure(office(), {
      base: version,
      document: { ...document, pillar: '9', related: ['7-7'] },
      reason: null,
    });
    await expect(wrong).rejects.toMatchObject({
      code: 'invalidInput',
      fields: { '4-1 pillar': expect.any(String), '4-1 related[0]': expect.any(String) },
    });
    expect(await versionsOf('4-1')).toBe(1);
  });

  test('a count of what nobody writes is refused by name; one that stands already is not judged again', async () => {
    const { document, version } = await service.readDocument(office('kashihara'), '4-1');
    const wrong = document.indicators.map((indicator) =>
      indicator.count
        ? { ...indicator, count: { ...indicator.count, numerator: { entry: 'case.submited', where: {} } } }
        : indicator,
    );
    const place = wrong.findIndex(({ count }) => count !== undefined);
    const save = (plan: PlanService) =>
      plan.changeMeasure(office('kashihara'), {
        base: version,
        document: { ...document, indicators: wrong },
        reason: null,
      });
    await expect(save(service)).rejects.toMatchObject({
      code: 'invalidInput',
      fields: {
        [`4-1 indicators[${place}].count.numerator.entry`]: expect.stringContaining('case.submited'),
      },
    });
    const kept = { ...document, outlook: '数え方はそのまま' };
    const withoutProcedures = createPlanService(
      app.kernel,
      async () => ({}),
      () => undefined,
    );
    await withoutProcedures.changeMeasure(office('kashihara'), {
      base: version,
      document: kept,
      reason: null,
    });
    await withoutProcedures.changeMeasure(office('kashihara'), { base: version + 1, document, reason: null });
  });
});

describe('adding and ending measures', () => {
  const document = () =>
    Measure.parse({
      number: '5-22',
      label: '(5)-22',
      title: '新しい施策',
      pillar: '5',
      departments: ['総合政策部 情報政策課'],
      yearListed: 2026,
      stage: 'concept',
    });

  test('a number is given once', async () => {
    expect(await service.addMeasure(office(), { document: document(), reason: null })).toMatchObject({
      version: 1,
      changed: true,
    });
    expect(await service.addMeasure(office(), { document: document(), reason: null })).toMatchObject({
      changed: false,
    });
    await expect(
      service.addMeasure(office(), { document: { ...document(), title: '別の施策' }, reason: null }),
    ).rejects.toMatchObject({ code: 'conflict' });
    expect(await entriesOf('plan.measureAdded')).toHaveLength(1);
    expect((await service.readPlan(office())).measures).toHaveLength(44);
  });

  test('an ended measure stays, with year, reason and history', async () => {
    const { version } = await service.readDocument(office(), '5-22');
    const ending = {
      number: '5-22',
      base: version,
      reason: '目的を達した',
      fiscalYear: currentYear(office()),
    };
    await service.closeMeasure(office(), ending);
    await service.closeMeasure(office(), ending);
    const measure = await service.readMeasure(office(), '5-22');
    expect(measure).toMatchObject({ stage: 'ended', yearEnded: 2026, endReason: '目的を達した' });
    expect(measure.stageHistory).toEqual([{ fiscalYear: 2026, stage: 'ended', reason: '目的を達した' }]);
    expect(await entriesOf('plan.measureClosed')).toHaveLength(1);
  });
});

describe('taking in a file', () => {
  test('previews what would change and writes only that, all or nothing', async () => {
    const { measures } = await service.readDocuments(office('kashihara'));
    const drafts = measures.map(({ document, version }) => ({
      base: version,
      document: document.number === '3-1' ? { ...document, state: '新しい状況' } : document,
    }));
    const preview = await service.previewMeasures(office('kashihara'), drafts);
    expect(preview.problems).toEqual([]);
    expect(preview.measures.filter(({ changes }) => changes.length > 0)).toMatchObject([
      { number: '3-1', isNew: false, isBehind: false, changes: [{ field: 'state' }] },
    ]);
    const written = await service.importMeasures(office('kashihara'), { drafts, reason: null });
    expect(written.filter(({ changed }) => changed).map(({ number }) => number)).toEqual(['3-1']);
    expect((await service.history(office('kashihara'), '3-1'))[0]).toMatchObject({ change: 'imported' });
    expect(await entriesOf('plan.imported')).toMatchObject([{ data: { measures: 1 } }]);

    const stale = drafts.map((draft) => ({
      ...draft,
      document: { ...draft.document, outlook: '古い版から' },
    }));
    await expect(
      service.importMeasures(office('kashihara'), { drafts: stale, reason: null }),
    ).rejects.toMatchObject({
      code: 'conflict',
    });
    expect((await service.readDocument(office('kashihara'), '1-1')).version).toBe(1);
  });
});

test.each([
  ['a clerk', () => clerkOf(app.kernel, 'nara-city', 'civic-affairs')],
  ['the headquarters', () => headquarters(app.kernel, 'nara-city')],
])('%s may not edit the plan', async (_, who) => {
  const { document, version } = await service.readDocument(office(), '1-2');
  const reason = null;
  await expect(service.changeMeasure(who(), { base: version, document, reason })).rejects.toMatchObject({
    code: 'forbidden',
  });
  await expect(service.addMeasure(who(), { document, reason })).rejects.toMatchObject({ code: 'forbidden' });
  await expect(service.importMeasures(who(), { drafts: [], reason })).rejects.toMatchObject({
    code: 'forbidden',
  });
  await expect(
    service.closeMeasure(who(), {
      number: '1-2',
      base: version,
      reason: 'x',
      fiscalYear: currentYear(office()),
    }),
  ).rejects.toMatchObject({ code: 'forbidden' });
});
