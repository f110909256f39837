import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Answers } from '#forms/answers.js';
import { systemContext, tenantOf } from '#kernel/context.js';
import { readEntries } from '#kernel/journal/journal.js';
import { pageText } from '#testing/page-text.js';
import { type TestApp, testApp } from '#testing/test-app.js';
import { SAMPLE_ANSWERS, typedPage } from './fixtures.js';
import { takeIn } from './service/intake.js';
import { sweepDrafts } from './service/left-drafts.js';

let app: TestApp;
const CITY = '/katsuragi';
const SURVEY = `${CITY}/procedures/digital-survey`;
const SAMPLE = (SAMPLE_ANSWERS['digital-survey'] ?? {}) as Answers;
const origin = 'http://localhost:3000';

beforeAll(async () => {
  app = await testApp();
});
afterAll(() => app.stop());

const at = (response: Response): string => response.headers.get('location') ?? '';
const survey = () => {
  const municipality = app.kernel.municipalities.bySlug('katsuragi');
  if (!municipality) throw new Error('no municipality');
  const { clock } = app.kernel;
  const context = {
    municipality,
    actor: { kind: 'anonymous' } as const,
    purpose: null,
    clock,
    mayJournal: null,
  };
  return { context, procedure: app.modules.procedure.services.catalogue.get(context, 'digital-survey') };
};
const pages = () => survey().procedure.form.pages;

/** A sheet of paper that came by post, typed in. */
async function onPaper(sheet: number, answers: Answers) {
  const { context, procedure } = survey();
  const { currentVersion: version, ...written } = procedure;
  const intake = await app.kernel.database.transaction(tenantOf(context), (tx) =>
    takeIn(
      tx,
      context,
      { kernel: app.kernel, registers: app.modules.register.api },
      {
        ...{ key: `paper/sheet-${sheet}`, procedure: written, version, channel: 'paper', applicant: null },
        ...{ person: { name: '' }, answers, locale: 'ja' },
      },
    ),
  );
  expect(intake.kind).toBe('taken');
}

/** Somebody who is not signed in, with the cookie that their browser keeps. */
async function browser() {
  const begun = await app.request(`${SURVEY}/apply`, { method: 'POST', headers: { origin } });
  const cookie = (begun.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
  const post = (path: string, body: FormData | URLSearchParams) =>
    app.request(path, { method: 'POST', body, headers: { cookie, origin } });
  const get = (path: string) => app.request(path, { headers: { cookie } });
  return { cookie, first: at(begun), post, get };
}

async function answerAll(answers: Record<string, unknown>) {
  const visitor = await browser();
  let path = visitor.first;
  while (!path.endsWith('/check')) {
    const page = pages().find(({ id }) => id === path.split('/').at(-1));
    const next = await visitor.post(path, typedPage(page?.fields ?? [], answers));
    if (next.status !== 303) throw new Error(pageText(await next.text()));
    path = at(next);
  }
  const sent = await visitor.post(path, new URLSearchParams({ _declaration: 'true' }));
  return { ...visitor, caseAt: at(sent) };
}

describe('applying without signing in', () => {
  test('works where the procedure asks nobody to, and ends with thanks where nobody is known', async () => {
    const start = await app.request(`${SURVEY}/apply`);
    expect(start.status).toBe(200);
    const { caseAt, get } = await answerAll(SAMPLE);
    expect(caseAt).toBe(`${SURVEY}/thanks`);
    const thanks = pageText(await (await get(caseAt)).text());
    expect(thanks).toContain('ご協力ありがとうございました');
    expect(thanks).toContain('これまでの回答の集計を見る');
    expect(thanks).not.toContain('申請');
    expect((await app.request(`${CITY}/procedures/council-member/thanks`)).status).toBe(404);
  });

  test('shows the case in the browser that sent it, and nowhere else', async () => {
    const night = '/nara-city/procedures/night-clinic-insurance-check';
    const begun = await app.request(`${night}/apply`, { method: 'POST', headers: { origin } });
    const cookie = (begun.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
    const municipality = app.kernel.municipalities.bySlug('nara-city');
    if (!municipality) throw new Error('no municipality');
    const { form } = app.modules.procedure.services.catalogue.get(
      { ...survey().context, municipality },
      'night-clinic-insurance-check',
    );
    const answers = { way: 'certificate', result: 'valid', age: 'adult', department: 'medicine' };
    const body = typedPage(
      form.pages.flatMap(({ fields }) => fields),
      { ...answers, visitedOn: '2026-11-20' },
    );
    let path = at(begun);
    while (!path.endsWith('/check')) {
      const next = await app.request(path, { method: 'POST', body, headers: { cookie, origin } });
      if (next.status !== 303) throw new Error(pageText(await next.text()));
      path = at(next);
    }
    const declared = new URLSearchParams({ _declaration: 'true' });
    const sent = at(await app.request(path, { method: 'POST', body: declared, headers: { cookie, origin } }));
    expect(sent).toMatch(/\/my\/cases\//);
    // What the definition lets plans count by, and nothing else of the answers.
    const { entries } = await app.kernel.database.transaction(municipality.code, (tx) =>
      readEntries(tx, { type: 'case.submitted', where: { answer: ['certificate'] } }, { limit: 2 }),
    );
    expect(entries.map(({ data }) => Object.keys(data).sort())).toEqual([
      ['answer', 'channel', 'procedure', 'unit', 'version'],
    ]);
    expect((await app.request(sent, { headers: { cookie } })).status).toBe(200);
    const stranger = await browser();
    expect((await stranger.get(sent.replace('/nara-city', CITY))).status).toBe(404);
    expect((await app.request(sent)).status).not.toBe(200);
  });

  test('is refused everywhere else', async () => {
    const { cookie } = await browser();
    for (const headers of [{ origin }, { origin, cookie }] as Record<string, string>[]) {
      const refused = await app.request(`${CITY}/procedures/residence-certificate/apply`, {
        method: 'POST',
        headers,
      });
      expect([303, 401]).toContain(refused.status);
      expect(at(refused)).not.toContain('/apply/');
    }
    expect([303, 401, 403]).toContain((await app.request(`${CITY}/staff`, { headers: { cookie } })).status);
  });

  test('a half-filled form is a file, with which another browser goes on', async () => {
    const { first, post, get } = await browser();
    const fileOf = async (page: string): Promise<string> => {
      const link = /href="([^"]*draft\.json)"/.exec(await (await get(page)).text())?.[1] ?? '';
      return (await get(link)).text();
    };
    // What is on the page at that moment is in the file.
    const typed = typedPage(pages()[0]?.fields ?? [], SAMPLE);
    typed.append('_then', 'file');
    const atFirst = at(await post(first, typed));
    expect(atFirst).toContain(first.slice(first.lastIndexOf('/')));
    const text = await fileOf(atFirst);
    expect(JSON.parse(text)).toMatchObject({ procedure: 'digital-survey', answers: { age: 't40s' } });
    const second = at(await post(first, typedPage(pages()[0]?.fields ?? [], SAMPLE)));

    const upload = (content: string, type = 'application/json') => {
      const body = new FormData();
      body.append('file', new File([content], 'draft.json', { type }));
      return app.request(`${SURVEY}/resume`, { method: 'POST', body, headers: { origin } });
    };
    const resumed = await upload(text);
    expect(at(resumed)).toBe(
      second.replace(/apply\/[0-9a-f-]+/, at(resumed).match(/apply\/[0-9a-f-]+/)?.[0] ?? ''),
    );
    // As a browser sends the form when no file was chosen.
    const none = new FormData();
    none.append('file', new File([], ''));
    const missing = await app.request(`${SURVEY}/resume`, {
      method: 'POST',
      body: none,
      headers: { origin: 'http://localhost:3000' },
    });
    expect(missing.status).toBe(422);
    const [, beside = ''] = /id="file-error"([\s\S]*?)<\/p>/.exec(await missing.text()) ?? [];
    expect(pageText(`<p${beside}</p>`)).toContain('ファイルを選んでください。');
    for (const [content, words] of [
      ['{', 'このファイルは読み取れません'],
      [text.replace('digital-survey', 'dog-registration'), 'ほかの手続のもの'],
    ] as const) {
      const refused = await upload(content);
      expect(refused.status).toBe(422);
      expect(pageText(await refused.text())).toContain(words);
    }
    const odd = JSON.stringify({ ...JSON.parse(text), answers: { age: { deep: [1] }, nothing: 'x' } });
    expect((await upload(odd)).status).toBe(303);
  });
});

describe('results of a survey', () => {
  test('are counted whether on the web or on paper, small cells are not published, and leave as open data', async () => {
    for (let index = 0; index < 5; index += 1) {
      await answerAll(SAMPLE);
      await onPaper(index, { ...SAMPLE, age: 't50s' });
    }
    for (let index = 0; index < 2; index += 1) await answerAll({ ...SAMPLE, age: 'over70' });
    const page = pageText(await (await app.request(`${SURVEY}/statistics`)).text());
    expect(page).toContain('年齢');
    expect(page).toContain('非公表');
    expect(page).toMatch(/オンラインの割合\s*\d+(\.\d)?%/);
    expect(page).toContain('ここ30日の日ごとの件数');
    const csv = await (await app.request(`${SURVEY}/statistics.csv`)).text();
    expect(csv).toMatch(/age,年齢,t40s,40代,[6-9],\d\d\.\d\r\n/);
    expect(csv).toMatch(/age,年齢,over70,70歳以上,非公表,非公表\r\n/);
    // Without it, the sum would tell how many are over 70.
    expect(csv).toMatch(/age,年齢,t50s,50代,非公表,非公表\r\n/);
    expect(csv).toMatch(/card,マイナンバーカードを使った手続,used,利用したことがある,1\d,100\.0\r\n/);
    const json = (await (
      await app.request(`${CITY}/api/v1/procedures/digital-survey/statistics`)
    ).json()) as {
      answers: {
        field: string;
        answered: number | null;
        rows: { value: string; count: number | null; share: number | null }[];
      }[];
      byChannel: { channel: string; count: number }[];
    };
    expect(json.byChannel.find(({ channel }) => channel === 'paper')?.count).toBe(5);
    const devices = json.answers.find(({ field }) => field === 'devices');
    expect(devices?.rows.find(({ value }) => value === 'smartphone')).toEqual({
      value: 'smartphone',
      label: 'スマートフォン',
      count: devices?.answered,
      withheld: null,
      share: 1,
    });
    const ages = json.answers.find(({ field }) => field === 'age')?.rows ?? [];
    // Which of them is the small one nobody is told.
    for (const hidden of ['over70', 't50s'])
      expect(ages.find(({ value }) => value === hidden)).toMatchObject({ count: null, withheld: '非公表' });
    expect(ages.find(({ value }) => value === 't20s')?.count).toBe(0);
  });
});

describe('what nobody goes on with', () => {
  const later = { now: () => app.kernel.clock.now().add({ hours: 24 * 31 }) };

  test('is deleted after thirty days; the page where it was left is counted and names nobody', async () => {
    const municipality = app.kernel.municipalities.bySlug('katsuragi');
    if (!municipality) throw new Error('no municipality');
    const sweep = () =>
      sweepDrafts(
        app.modules.procedure.retention,
        systemContext(municipality, 'procedure.sweep-drafts', later),
      );
    const leftAt = async (id: string | undefined) => {
      const { left } = (await (
        await app.request(`${CITY}/api/v1/procedures/digital-survey/statistics`)
      ).json()) as { left: { page: string; count: number }[] };
      return left.find(({ page }) => page === id)?.count ?? 0;
    };
    const [firstPage, secondPage] = pages().map(({ id }) => id);
    await sweep();
    const before = { first: await leftAt(firstPage), second: await leftAt(secondPage) };

    const begun = await browser();
    const second = at(await begun.post(begun.first, typedPage(pages()[0]?.fields ?? [], SAMPLE)));
    expect(second.endsWith(`/${secondPage}`)).toBe(true);
    await browser();
    await sweep();

    expect((await begun.get(second)).status).toBe(404);
    expect(await leftAt(firstPage)).toBe(before.first + 1);
    expect(await leftAt(secondPage)).toBe(before.second + 1);
    const page = pageText(await (await app.request(`${SURVEY}/statistics`)).text());
    expect(page).toContain('途中でやめたページ');
    const usage = await (await app.request(`${SURVEY}/usage.csv`)).text();
    expect(usage).toMatch(/\r\n\d{4}-\d\d-\d\d,online,\d+\r\n/);
  });
});
