import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Clock } from '#kernel/clock.js';
import { anonymousContext, systemContext } from '#kernel/context.js';
import { fiscalYear } from '#kernel/values/fiscal-year.js';
import { uuidv7 } from '#kernel/values/uuid.js';
import { type TestApp, testApp } from '#testing/test-app.js';
import { clerkOf, happened, headquarters, planOffice, reportDraft } from '../fixtures.js';
import type { PlanService } from '../service.js';
import { snapshotHash } from './snapshot.js';

let now = Temporal.Instant.from('2026-05-11T10:00:00+09:00');
const clock: Clock = { now: () => now };
const on = (date: string) => {
  now = Temporal.Instant.from(`${date}T10:00:00+09:00`);
};
const YEAR = fiscalYear(2025);
const DUE = Temporal.PlainDate.from('2026-06-30');
const ROUND = uuidv7(now);

let app: TestApp;
let service: PlanService;
const office = () => planOffice(app.kernel, 'nara-city');
const judges = () => headquarters(app.kernel, 'nara-city');
const clerk = () => clerkOf(app.kernel, 'nara-city', 'civic-affairs');
const visitor = () => anonymousContext(app.kernel, office().municipality);
const entriesOf = async (type: string) =>
  (
    await sql<{ subject: string; data: Record<string, string | number | boolean> }>`
      SELECT subject, data FROM journal_entry WHERE type = ${type} ORDER BY position`.execute(
      app.kernel.database.owner,
    )
  ).rows;
const taskOf = async (number: string) =>
  (await service.round(office(), ROUND)).rows.find(({ measure }) => measure.number === number)?.task;

beforeAll(async () => {
  app = await testApp({ clock });
  service = app.modules.plan.api;
});
afterAll(() => app.stop());

// The tests of this file are one year of one town and build on each other.
describe('a round', () => {
  test('is opened by the plan office only', async () => {
    for (const context of [clerk(), judges()]) {
      await expect(
        service.openRound(context, { id: ROUND, fiscalYear: YEAR, dueOn: DUE }),
      ).rejects.toMatchObject({
        code: 'forbidden',
      });
    }
    await expect(
      service.openRound(visitor(), { id: ROUND, fiscalYear: YEAR, dueOn: DUE }),
    ).rejects.toMatchObject({
      code: 'unauthenticated',
    });
    expect(await entriesOf('plan.roundOpened')).toEqual([]);
  });

  test('is for a year that has begun, with a day that is to come', async () => {
    await expect(
      service.openRound(office(), { id: ROUND, fiscalYear: fiscalYear(2027), dueOn: DUE }),
    ).rejects.toMatchObject({ fields: { fiscalYear: 'review.error.yearNotBegun' } });
    await expect(
      service.openRound(office(), {
        id: ROUND,
        fiscalYear: YEAR,
        dueOn: Temporal.PlainDate.from('2026-05-10'),
      }),
    ).rejects.toMatchObject({ fields: { dueOn: 'review.error.dueOver' } });
  });

  test('asks for every measure that ran in the year; opening is idempotent', async () => {
    await service.openRound(office(), { id: ROUND, fiscalYear: YEAR, dueOn: DUE });
    await service.openRound(office(), { id: ROUND, fiscalYear: YEAR, dueOn: DUE });
    const { summary } = await service.round(office(), ROUND);
    expect(summary).toMatchObject({ total: 33, late: 0, byState: { requested: 33 } });
    expect(await entriesOf('plan.roundOpened')).toMatchObject([{ data: { measures: 33, fiscalYear: 2025 } }]);
  });

  test('a year has one', async () => {
    await expect(
      service.openRound(office(), { id: uuidv7(now), fiscalYear: YEAR, dueOn: DUE }),
    ).rejects.toMatchObject({ code: 'conflict', fields: { fiscalYear: 'review.error.yearTaken' } });
  });

  test('is not seen by another town', async () => {
    await expect(service.round(planOffice(app.kernel, 'imari'), ROUND)).rejects.toMatchObject({
      code: 'notFound',
    });
  });
});

describe('a report', () => {
  test('is asked of the section: a clerk sees the measures of the own unit', async () => {
    const rows = await service.myTasks(clerk());
    expect(rows.map(({ measure }) => measure.number)).toEqual(['1-2', '1-7', '1-8', '3-1']);
    expect(await service.myTasks(office())).toHaveLength(33);
  });

  test('comes from that section only', async () => {
    const draft = await reportDraft(service, clerk(), '5-8', { year: YEAR, text: '他課の施策' });
    await expect(
      service.submitReport(clerk(), { round: ROUND, ...draft, evidence: [] }),
    ).rejects.toMatchObject({
      code: 'forbidden',
    });
    expect((await taskOf('5-8'))?.state).toBe('requested');
    expect((await service.readDocument(office(), '5-8')).version).toBe(1);
  });

  test('is the next version of the measure and the submission at once; twice is once', async () => {
    const draft = await reportDraft(service, clerk(), '1-8', {
      year: YEAR,
      text: 'オンライン申請を始めた。',
    });
    const evidence = [{ indicator: 'pre-entries', text: '集計表', link: null }];
    await service.submitReport(clerk(), { round: ROUND, ...draft, evidence });
    await service.submitReport(clerk(), { round: ROUND, ...draft, evidence });
    expect(await taskOf('1-8')).toMatchObject({ state: 'submitted', evidence });
    expect(await entriesOf('plan.resultReported')).toEqual([
      { subject: 'measure/1-8', data: { round: ROUND, fiscalYear: 2025, measure: '1-8', version: 2 } },
    ]);
    expect((await service.history(visitor(), '1-8'))[0]).toMatchObject({
      change: 'reported',
      changes: [{ field: 'progress', fiscalYear: 2025, to: 'オンライン申請を始めた。' }],
    });
  });

  test('from an old version is a conflict and leaves the task as it was', async () => {
    const draft = await reportDraft(service, clerk(), '1-2', { year: YEAR, text: '報告' });
    const { document } = await service.readDocument(office(), '1-2');
    await service.changeMeasure(office(), {
      base: draft.base,
      document: { ...document, outlook: '先に' },
      reason: null,
    });
    await expect(
      service.submitReport(clerk(), { round: ROUND, ...draft, evidence: [] }),
    ).rejects.toMatchObject({
      code: 'conflict',
    });
    expect((await taskOf('1-2'))?.state).toBe('requested');
  });

  test('can be sent back, and comes again', async () => {
    await expect(service.sendBack(clerk(), ROUND, '1-8', '理由')).rejects.toMatchObject({
      code: 'forbidden',
    });
    await service.sendBack(office(), ROUND, '1-8', '根拠を書いてください。');
    await service.sendBack(office(), ROUND, '1-8', '根拠を書いてください。');
    expect(await taskOf('1-8')).toMatchObject({
      state: 'returned',
      returnedReason: '根拠を書いてください。',
    });
    expect(await entriesOf('plan.reportReturned')).toHaveLength(1);
    const draft = await reportDraft(service, clerk(), '1-8', {
      year: YEAR,
      text: '月平均62件の利用があった。',
    });
    await service.submitReport(clerk(), { round: ROUND, ...draft, evidence: [] });
    expect(await taskOf('1-8')).toMatchObject({ state: 'submitted', returnedReason: null });
  });
});

describe('reminders', () => {
  const system = () => systemContext(office().municipality, 'plan.remind', clock);

  test('are the work of their own system actor', async () => {
    await expect(service.remind(office())).rejects.toMatchObject({ code: 'forbidden' });
  });

  test('go out once for each task and day', async () => {
    on('2026-06-22');
    expect(await service.remind(system())).toBe(0);
    on('2026-06-23');
    expect(await service.remind(system())).toBe(32);
    expect(await service.remind(system())).toBe(0);
    expect((await entriesOf('plan.reminded'))[0]?.data).toMatchObject({ day: -7, late: false });
  });

  test('that were missed are made up for by one, and say that the report is late', async () => {
    on('2026-07-08');
    expect(await service.remind(system())).toBe(32);
    expect((await entriesOf('plan.reminded')).at(-1)?.data).toMatchObject({ day: 7, late: true });
    expect((await service.rounds(office()))[0]).toMatchObject({ late: 32 });
  });
});

describe('judging and publishing', () => {
  test('begins when the reports are closed', async () => {
    await expect(
      service.judge(judges(), ROUND, '1-8', { rating: 'ahead', comment: null }),
    ).rejects.toMatchObject({
      code: 'notAllowedNow',
    });
    await expect(service.closeReports(judges(), ROUND)).rejects.toMatchObject({ code: 'forbidden' });
    await service.closeReports(office(), ROUND);
    await service.closeReports(office(), ROUND);
    expect(await entriesOf('plan.judgingBegan')).toHaveLength(1);
    const draft = await reportDraft(service, clerk(), '1-7', { year: YEAR, text: '遅れた報告' });
    await expect(
      service.submitReport(clerk(), { round: ROUND, ...draft, evidence: [] }),
    ).rejects.toMatchObject({
      code: 'notAllowedNow',
    });
  });

  test('is the headquarters’ alone, and not published before every measure is judged', async () => {
    await expect(
      service.judge(office(), ROUND, '1-8', { rating: 'ahead', comment: null }),
    ).rejects.toMatchObject({
      code: 'forbidden',
    });
    await service.judge(judges(), ROUND, '1-8', { rating: 'ahead', comment: 'よく使われている。' });
    await service.judge(judges(), ROUND, '1-8', { rating: 'ahead', comment: 'よく使われている。' });
    expect(await entriesOf('plan.judged')).toHaveLength(1);
    await expect(service.publish(office(), ROUND)).rejects.toMatchObject({ code: 'notAllowedNow' });
    expect(await service.publishedReviews(visitor())).toEqual([]);
    expect((await service.readMeasure(visitor(), '1-8')).judgement).toBeNull();
  });

  test('freezes the plan of that day, with counted figures and judgements', async () => {
    on('2026-08-03');
    await happened(app.kernel, clerk(), {
      type: 'case.submitted',
      subject: 'case/1',
      data: { procedure: 'residence-certificate', channel: 'online' },
    });
    const { rows } = await service.round(judges(), ROUND);
    for (const { measure } of rows) {
      if (measure.number === '1-8') continue;
      await service.judge(judges(), ROUND, measure.number, { rating: 'unknown', comment: null });
    }
    // What was judged without a report does not count as reported.
    const reported = async () => (await service.round(judges(), ROUND)).summary;
    expect(await reported()).toMatchObject({ total: 33, reported: 1, byState: { judged: 33 } });
    // Nor does what was sent back and never came again.
    await service.sendBack(judges(), ROUND, '1-8', '数え方を書いてください。');
    await service.judge(judges(), ROUND, '1-8', { rating: 'ahead', comment: 'よく使われている。' });
    expect(await reported()).toMatchObject({ reported: 0, byState: { judged: 33 } });
    await expect(service.publish(judges(), ROUND)).rejects.toMatchObject({ code: 'forbidden' });
    await service.publish(office(), ROUND);
    await service.publish(office(), ROUND);
    const snapshot = await service.snapshot(visitor(), ROUND);
    const measure = snapshot.plan.measures.find(({ number }) => number === '1-8');
    expect(measure).toMatchObject({
      judgement: { rating: 'ahead', comment: 'よく使われている。', fiscalYear: 2025 },
      version: 3,
    });
    const counted = measure?.indicators.find(({ id }) => id === 'online-certificate-applications');
    expect(counted?.years.find(({ fiscalYear: year }) => year === 2026)).toMatchObject({
      result: 1,
      source: 'counted',
    });
    expect(snapshot.plan.asOf.toString()).toBe('2026-08-03');
    expect(snapshot.unreported).toHaveLength(33);
    expect(await entriesOf('plan.published')).toMatchObject([
      { data: { sha256: snapshot.hash, measures: 33 } },
    ]);
    expect((await service.readMeasure(visitor(), '1-8')).judgement).toMatchObject({ rating: 'ahead' });
  });

  test('the snapshot stays what it was while the plan goes on, and fits its hash', async () => {
    const { document, version } = await service.readDocument(office(), '1-8');
    await service.changeMeasure(office(), {
      base: version,
      document: { ...document, title: '新しい名' },
      reason: '改称',
    });
    const snapshot = await service.snapshotOf(visitor(), 2025);
    expect(snapshot.plan.measures.find(({ number }) => number === '1-8')?.title).toBe(document.title);
    const { rows } = await sql<{ content: unknown; hash: Uint8Array }>`
      SELECT content, hash FROM plan_snapshot`.execute(app.kernel.database.owner);
    expect(snapshotHash(rows[0]?.content).toString('hex')).toBe(
      Buffer.from(rows[0]?.hash ?? []).toString('hex'),
    );
    await expect(
      sql`UPDATE plan_snapshot SET content = '{}'`.execute(app.kernel.database.owner),
    ).rejects.toThrow(/append-only/);
    await expect(service.snapshot(visitor(), 'no-such-round')).rejects.toMatchObject({ code: 'notFound' });
  });

  test('a published round is over', async () => {
    await expect(service.reopen(office(), ROUND)).rejects.toMatchObject({ code: 'notAllowedNow' });
    await expect(
      service.judge(judges(), ROUND, '1-8', { rating: 'behind', comment: null }),
    ).rejects.toMatchObject({
      code: 'notAllowedNow',
    });
    expect(await service.myTasks(clerk())).toEqual([]);
  });
});
