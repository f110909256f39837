import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { systemContext } from '#kernel/context.js';
import { append } from '#kernel/journal/journal.js';
import { smallDocument } from '#modules/authoring/fixtures.js';
import { signInAs, type Who } from '#modules/identity/fixtures.js';
import { applyFor, contextAt, SAMPLE_ANSWERS } from '#modules/procedure/fixtures.js';
import { reportAs } from '#modules/report/fixtures.js';
import { statementsOf } from '#testing/count-statements.js';
import { pageText } from '#testing/page-text.js';
import { type TestApp, testApp } from '#testing/test-app.js';
import { TEST_NOW } from '#testing/test-kernel.js';

let app: TestApp;
const CITY = '/nara-city';
const cases = () => app.modules.procedure.services;
const as = async (who: Who) => {
  const municipality = app.kernel.municipalities.bySlug('nara-city');
  if (!municipality) throw new Error('no municipality');
  const { actor, headers } = await signInAs(app.kernel, 'nara-city', who);
  return { context: contextAt(municipality, actor, TEST_NOW), headers };
};
type Somebody = Awaited<ReturnType<typeof as>>;
const inUnit = (name: string, role: string, unit: string) => as({ name, grants: [{ role, unit }] });

const list = async (who: Somebody, query = '') => {
  const path = who.context.actor.kind === 'staff' ? '/staff/notices' : '/my/notices';
  const answer = await app.request(`${CITY}${path}${query}`, { headers: who.headers });
  expect(answer.status).toBe(200);
  return answer.text();
};
const words = async (who: Somebody) => pageText(await list(who));
const post = (path: string, fields: Record<string, string>, who: Somebody) =>
  app.request(`${CITY}${path}`, { method: 'POST', body: new URLSearchParams(fields), headers: who.headers });
const follow = (path: string, who: Somebody) => app.request(`${CITY}${path}`, { headers: who.headers });
const linksIn = (html: string): string[] =>
  [...html.matchAll(/\/(?:my|staff)\/notices\/\d+/g)].map(([path]) => path);

let resident: Somebody;
let neighbour: Somebody;
let clerk: Somebody;
let colleague: Somebody;
let water: Somebody;
const PROCEDURE = 'residence-certificate';
const submitted = () => applyFor(cases(), resident.context, PROCEDURE, SAMPLE_ANSWERS[PROCEDURE] ?? {});
const opened = async (who: Somebody, id: string) => {
  await cases().work.statePurpose(who.context, id, 'review');
  const found = await cases().work.open(who.context, id);
  if (found.kind !== 'open') throw new Error('closed');
  return found.data.case.revision;
};

beforeAll(async () => {
  app = await testApp();
  resident = await as('resident');
  neighbour = await as('resident-little-japanese');
  clerk = await inUnit('審査 一', 'clerk', 'civic-affairs');
  colleague = await inUnit('審査 二', 'clerk', 'civic-affairs');
  water = await inUnit('水道 一', 'clerk', 'waterworks');
});
afterAll(() => app.stop());

describe('notices', () => {
  test('tell the applicant and whoever works on the case, and nobody else', async () => {
    const id = await submitted();
    const { work, messages } = cases();
    await messages.writeToOffice(resident.context, id, '秘密の相談です。');
    await app.settle();
    // Nobody has it yet: the whole section is told.
    for (const one of [clerk, colleague])
      expect(await words(one)).toContain('「住民票の写しの交付請求」の申請者からメッセージが届きました');
    expect(await words(water)).toContain('お知らせはまだありません');
    const revision = await opened(clerk, id);
    await work.take(clerk.context, id, revision);
    await messages.writeToOffice(resident.context, id, 'もう一つ。');
    await messages.write(clerk.context, id, 'toApplicant', 'お答えします。');
    await work.requestCorrection(clerk.context, id, revision + 1, {
      fields: ['copies'],
      message: '通数',
      dueOn: Temporal.PlainDate.from('2026-12-04'),
    });
    await app.settle();
    const count = async (who: Somebody) => linksIn(await list(who)).length;
    // Who takes a case is not told that they did.
    expect(await count(clerk)).toBe(2);
    expect(await count(colleague)).toBe(1);
    const mine = await words(resident);
    expect(mine).toContain('「住民票の写しの交付請求」の内容を直してください');
    expect(mine).toContain('窓口からメッセージが届きました');
    expect(mine).not.toContain('相談');
    expect(await count(neighbour)).toBe(0);
    await app.settle();
    expect(await count(clerk)).toBe(2);
  });

  test('are read by following them or all at once, and the header says how many are not', async () => {
    const html = await list(resident);
    expect(html).toMatch(/お知らせ<span class="nav-count">2<\/span>/);
    const [newest = '', older = ''] = linksIn(html);
    const other = newest.replace(/\d+$/, '999999');
    expect((await follow(other, resident)).status).toBe(404);
    // What is told to one is nothing to another.
    expect((await follow(newest, neighbour)).status).toBe(404);
    expect((await follow(newest.replace('/my/', '/staff/'), clerk)).status).toBe(404);
    const led = await follow(older, resident);
    expect(led.headers.get('location')).toMatch(/\/nara-city\/my\/cases\/[0-9a-f-]{36}\/messages$/);
    expect(await list(resident)).toMatch(/お知らせ<span class="nav-count">1<\/span>/);
    const upTo = /name="upTo" value="(\d+)"/.exec(html)?.[1] ?? '';
    expect((await post('/my/notices/read', { upTo }, resident)).status).toBe(303);
    expect(await list(resident)).not.toContain('nav-count');
    expect((await post('/my/notices/read', { upTo: 'all' }, resident)).status).toBe(422);
    expect((await post('/staff/notices/read', { upTo }, resident)).status).toBe(403);
    expect(await list(clerk)).toMatch(/お知らせ<span class="nav-count">2<\/span>/);
  });

  test('tell the section that looks after a report of damage, and again when its reporter reopens it', async () => {
    const roads = await inUnit('道路 一', 'report-worker', 'road-maintenance');
    const parks = await inUnit('公園 一', 'report-worker', 'parks');
    const reporter = { ...resident.context, actor: { kind: 'visitor', id: 'passer-by' } } as const;
    const { services } = app.modules.report;
    const { id, secret } = await reportAs(services, reporter);
    await app.settle();
    expect(await words(roads)).toContain('新しい通報が届きました：道路の穴・損傷');
    expect(await words(parks)).toContain('お知らせはまだありません');
    const [link = ''] = linksIn(await list(roads));
    const led = await follow(link, roads);
    expect(led.headers.get('location')).toMatch(new RegExp(`/nara-city/staff/reports/${id}$`));
    await services.desk.act(roads.context, id, 1, 'close', { reason: 'fixed', reply: '' });
    await services.following.reopen(reporter, secret, 'まだです');
    await app.settle();
    const told = await words(roads);
    expect(told).toContain('通報した人が、まだ直っていないと知らせています：道路の穴・損傷');
    expect(told).not.toContain('まだです');
  });

  test('tell a section of what is handed over to it, and a colleague of what is given to them', async () => {
    const id = await submitted();
    await cases().work.assign(clerk.context, id, 1, staffId(colleague), 'review');
    await app.settle();
    expect(await words(colleague)).toContain('「住民票の写しの交付請求」の案件の担当になりました');
    const revision = await opened(colleague, id);
    await cases().work.handOver(colleague.context, id, revision, {
      unit: 'waterworks',
      note: 'お願いします',
    });
    await app.settle();
    const there = await list(water);
    expect(pageText(there)).toContain('「住民票の写しの交付請求」の案件がこの課に来ました');
    const [path = ''] = linksIn(there);
    expect((await follow(path, water)).headers.get('location')).toBe(`${CITY}/staff/cases/${id}`);
  });

  test('tell the sections of a measure that a report is due, once for each reminder', async () => {
    const { municipality, clock } = clerk.context;
    const system = systemContext(municipality, 'plan.remind', clock);
    const remind = (measure: string, day: number, late: boolean) =>
      app.kernel.database.transaction(municipality.code, (tx) =>
        append(tx, system, {
          type: 'plan.reminded',
          subject: `measure/${measure}`,
          data: { round: 'r2026', fiscalYear: 2026, measure, day, late },
        }),
      );
    const units = await app.kernel.database.transaction(municipality.code, (tx) =>
      app.modules.plan.api.reportingUnits(tx, clerk.context, '1-8'),
    );
    expect(units.length).toBeGreaterThan(0);
    const reporter = await as({
      name: '施策の担当',
      grants: units.map((unit) => ({ role: 'clerk', unit })),
    });
    const planOffice = await as({ name: '計画の担当', grants: [{ role: 'plan-office', unit: null }] });
    await remind('1-8', -7, false);
    await remind('1-8', 7, true);
    await remind('9-99', 0, false);
    await app.settle();
    const told = await list(reporter);
    expect(linksIn(told)).toHaveLength(2);
    expect(pageText(told)).toContain('施策1-8の進捗報告の期限が近づいています');
    expect(pageText(told)).toContain('施策1-8の進捗報告が期限を過ぎています');
    const [path = ''] = linksIn(told);
    const led = await follow(path, reporter);
    expect(led.headers.get('location')).toBe(`${CITY}/staff/plan/tasks`);
    // What happened before stands below, though it was told later.
    const earlier = contextAt(municipality, clerk.context.actor, '2026-04-02T09:00:00+09:00');
    await app.kernel.database.transaction(municipality.code, (tx) =>
      append(tx, systemContext(municipality, 'plan.remind', earlier.clock), {
        type: 'plan.reminded',
        subject: 'measure/1-8',
        data: { round: 'r2025', fiscalYear: 2025, measure: '1-8', day: 0, late: false },
      }),
    );
    await app.settle();
    const again = linksIn(await list(reporter));
    expect(again.slice(0, 2)).toEqual(linksIn(told));
    expect(again).toHaveLength(3);
    // A measure of sections that are not in the list of units is the plan office's.
    expect(await words(planOffice)).toContain('施策9-99の進捗報告は今日が期限です');
    expect(await words(water)).not.toContain('施策');
  });

  test('go with the case when it is erased', async () => {
    const { municipality, clock } = clerk.context;
    const before = await list(water);
    expect(linksIn(before).length).toBe(1);
    const [path = ''] = linksIn(before);
    const led = (await follow(path, water)).headers.get('location') ?? '';
    const id = led.split('/').at(-1) ?? '';
    await app.kernel.database.transaction(municipality.code, (tx) =>
      append(tx, systemContext(municipality, 'procedure.erase', clock), {
        type: 'case.erased',
        subject: `case/${id}`,
        data: { procedure: PROCEDURE, unit: 'waterworks', years: 5, files: 0 },
      }),
    );
    await app.settle();
    expect(await words(water)).toContain('お知らせはまだありません');
  });

  test('go on page by page, and the count costs a statement only where one is at work', async () => {
    const id = await submitted();
    for (let index = 0; index < 33; index += 1)
      await cases().messages.writeToOffice(resident.context, id, `その${index}`);
    await app.settle();
    const first = await list(colleague);
    const before = /\?before=(\d+)/.exec(first)?.[1] ?? '';
    const rest = await list(colleague, `?before=${before}`);
    const all = [...linksIn(first), ...linksIn(rest)];
    expect(linksIn(first)).toHaveLength(30);
    expect(new Set(all).size).toBe(all.length);
    expect(all.length).toBeGreaterThan(33);
    expect(rest).not.toContain('?before=');
    const fresh = await inUnit('審査 三', 'clerk', 'civic-affairs');
    const page = (path: string) => statementsOf(async () => (await follow(path, fresh)).arrayBuffer());
    await page('/accessibility');
    expect(await page('/accessibility')).toHaveLength(0);
    const atWork = await page('/staff/replies');
    expect(atWork.filter((text) => text.includes('notice_item'))).toHaveLength(1);
    const again = await page('/staff/replies');
    expect(again.filter((text) => text.includes('notice_item'))).toHaveLength(0);
  });

  test('that are more than a year old are swept', async () => {
    const job = app.jobs.find(({ name }) => name === 'notice.sweep');
    const later = contextAt(clerk.context.municipality, clerk.context.actor, '2028-01-20T04:00:00+09:00');
    await job?.run(clerk.context);
    expect(linksIn(await list(colleague))).toHaveLength(30);
    await job?.run(later);
    expect(linksIn(await list(colleague))).toHaveLength(0);
  });
});

describe('notices of definitions', () => {
  test('ask those who approve, and tell who asked what became of it', async () => {
    const head = await inUnit('課長 一', 'section-head', 'civic-affairs');
    const late = await inUnit('課長 二', 'section-head', 'civic-affairs');
    const { service } = app.modules.authoring;
    const id = 'noticed-dog';
    const document = smallDocument(id);
    await service.begin(clerk.context, { kind: 'file', document, unit: 'civic-affairs' });
    await service.previewed(clerk.context, id, 1);
    await service.ask(clerk.context, id, 1, 'オンラインで受け付ける');
    await app.settle();
    expect(await words(head)).toMatch(/手続「.+」の承認を頼まれました/);
    expect(await words(water)).not.toContain('承認');
    const [asked = ''] = linksIn(await list(head));
    expect((await follow(asked, head)).headers.get('location')).toBe(`${CITY}/staff/authoring/${id}`);
    // Another head, who does not look, need not look any more once it came back; what was told stays there.
    await service.pullBack(clerk.context, id, 1);
    await app.settle();
    await service.previewed(clerk.context, id, 1);
    await service.ask(clerk.context, id, 1, 'もう一度見てください');
    await app.settle();
    expect(await list(late)).toMatch(/お知らせ<span class="nav-count">1<\/span>/);
    await service.sendBack(head.context, id, 1, 'もう一度');
    await app.settle();
    expect(await words(clerk)).toMatch(/手続「.+」が差し戻されました/);
    expect(await list(late)).not.toContain('nav-count');
    expect(await words(late)).toMatch(/手続「.+」の承認を頼まれました/);
    expect(await words(colleague)).not.toContain('差し戻されました');
  });
});

const staffId = ({ context }: Somebody): string => {
  if (context.actor.kind !== 'staff') throw new Error('not staff');
  return context.actor.id;
};
