import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { actorRef, type Context } from '#kernel/context.js';
import { readEntries } from '#kernel/journal/journal.js';
import { signInAs } from '#modules/identity/fixtures.js';
import { pageText } from '#testing/page-text.js';
import { type TestApp, testApp } from '#testing/test-app.js';
import { TEST_NOW } from '#testing/test-kernel.js';
import { contextAt, fillIn, SAMPLE_ANSWERS } from './fixtures.js';
import { surveyLength } from './survey.js';

let app: TestApp;
const CITY = 'katsuragi';
const PROCEDURE = 'digital-survey';
const SURVEY = `/${CITY}/procedures/${PROCEDURE}`;
const LOCALES = ['ja', 'ja-x-easy', 'en', 'zh-Hans', 'ko', 'vi', 'pt'];
const services = () => app.modules.procedure.services;

beforeAll(async () => {
  app = await testApp();
});
afterAll(() => app.stop());

const resident = async (): Promise<Context> => {
  const municipality = app.kernel.municipalities.bySlug(CITY);
  if (!municipality) throw new Error('no municipality');
  return contextAt(municipality, (await signInAs(app.kernel, CITY, 'resident')).actor, TEST_NOW);
};
const textOf = async (path: string): Promise<string> => pageText(await (await app.request(path)).text());

describe('a survey', () => {
  test('speaks of answers in every language, and says how much it asks before anybody begins', async () => {
    const start = await textOf(SURVEY);
    for (const words of ['13問', '約5分', 'だれの回答かは記録しません', '終わりの日は決まっていません'])
      expect(start).toContain(words);
    for (const locale of LOCALES) {
      const answered = await app.request(SURVEY, { headers: { 'accept-language': locale } });
      const [, main = ''] = (await answered.text()).split('<main');
      const page = pageText(main.split('</main>')[0] ?? '');
      expect(page.length).toBeGreaterThan(100);
      for (const word of ['申請', '申し込', '신청', 'Solicitar', 'Nộp đơn', 'Apply'])
        expect(page, locale).not.toContain(word);
    }
  });

  test('without any answer says so and leads to its questions', async () => {
    const results = await textOf(`${SURVEY}/statistics`);
    expect(results).toContain('まだ回答がありません');
    expect(results).toContain('アンケートに答える');
  });

  test('keeps no trace of who answered, also of somebody who is signed in', async () => {
    const context = await resident();
    const draft = await fillIn(services(), context, PROCEDURE, SAMPLE_ANSWERS[PROCEDURE] ?? {});
    expect(await services().apply.submit(context, draft, 'ja')).toEqual({ kind: 'anonymous' });
    expect(await services().apply.submit(context, draft, 'ja')).toEqual({ kind: 'anonymous' });
    const overview = await services().my.overview(context);
    expect([overview.todo, overview.running, overview.done, overview.drafts].flat()).toEqual([]);
    const { entries } = await app.kernel.database.transaction(context.municipality.code, (tx) =>
      readEntries(tx, { type: 'case.submitted', where: { procedure: PROCEDURE } }, { limit: 10 }),
    );
    expect(entries.map(({ actor }) => actor)).toEqual(['anonymous']);
    expect(JSON.stringify(entries)).not.toContain(actorRef(context.actor));
  });

  test('waits for nobody: there is nothing to decide', async () => {
    const context = await resident();
    expect(surveyLength(services().catalogue.get(context, PROCEDURE))).toEqual({ questions: 13, minutes: 5 });
    const open = await app.kernel.database.transaction(context.municipality.code, async (tx) =>
      tx
        .tables<{ procedure_case: { procedure: string; phase: string } }>()
        .selectFrom('procedure_case')
        .select('phase')
        .where('procedure', '=', PROCEDURE)
        .execute(),
    );
    expect(open).toEqual([{ phase: 'closed' }]);
  });
});

describe('a notification', () => {
  test('is told to the office, not applied for', async () => {
    const start = await textOf('/nara-city/procedures/moving-within');
    expect(start).toContain('オンラインで届け出る');
    expect(start).toContain('届出の方法');
    expect(start).not.toContain('申請');
  });
});
