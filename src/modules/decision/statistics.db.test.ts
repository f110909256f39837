import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { tenantOf } from '#kernel/context.js';
import { countByFiscalYear } from '#kernel/journal/count-by-year.js';
import { fiscalYear } from '#kernel/values/fiscal-year.js';
import { type Colleague, sampleContent, sampleTerms, seatIn } from '#modules/decision/fixtures.js';
import { pageText } from '#testing/page-text.js';
import { type TestApp, testApp } from '#testing/test-app.js';

const HERE = '/nara-city/staff/decisions/statistics';
let app: TestApp;
let people: Record<'clerk' | 'chief' | 'head' | 'books', Colleague>;

beforeAll(async () => {
  app = await testApp();
  const join = seatIn(app);
  people = {
    clerk: await join('起案 一郎', 'clerk', 'civic-affairs/clerk'),
    chief: await join('係長 二郎', 'clerk', 'civic-affairs/chief'),
    head: await join('課長 三郎', 'section-head', 'civic-affairs/head'),
    books: await join('図書 八子', 'section-head', 'library/head'),
  };
});
afterAll(() => app.stop());

const service = () => app.modules.decision.service;
const year = fiscalYear(2026);
const answerAt = (
  who: Colleague,
  time: string,
  id: string,
  no: number,
  kind: 'approved' | 'objected' = 'approved',
) => service().acting.answer(who.at(time), id, { seen: { round: 1, no }, kind, comment: '' });
const get = async (path: string, who: Colleague) => {
  const answer = await app.request(path, { headers: who.headers });
  expect(answer.status).toBe(200);
  return answer.text();
};
const state = (fields: Record<string, string>, who: Colleague) =>
  app.request(HERE, { method: 'POST', headers: who.headers, body: new URLSearchParams(fields) });

describe('the figures of decisions', () => {
  test('count drafts, waits and sheets from the journal, and the drafts on paper that units state', async () => {
    const { drafting } = service();
    const at = (time: string) => people.clerk.at(time);
    const send = async (body: string, file: boolean, time: string) => {
      const content = { ...sampleContent('件名'), body };
      const id = await drafting.begin(at(time), sampleTerms(), content);
      if (file)
        await drafting.attach(at(time), id, { name: '表.txt', bytes: new TextEncoder().encode('表') });
      expect(await drafting.send(at(time), id, 1)).toBe('done');
      return id;
    };
    // 1,501 letters make two pages, the text file a third; two are asked: six sheets.
    const one = await send('あ'.repeat(1499), true, '2026-11-02T09:00:00+09:00');
    expect(await answerAt(people.chief, '2026-11-03T09:00:00+09:00', one, 0)).toBe('done');
    expect(await answerAt(people.head, '2026-11-06T09:00:00+09:00', one, 1)).toBe('done');
    // One page for two: two sheets. Sent again after it was pulled back, it is one draft.
    const two = await send('伺います。', false, '2026-11-10T09:00:00+09:00');
    expect(await service().acting.pullBack(at('2026-11-10T10:00:00+09:00'), two, 1)).toBe('done');
    expect(await drafting.send(at('2026-11-10T11:00:00+09:00'), two, 1)).toBe('done');
    const second = { round: 2, no: 0 };
    await service().acting.answer(people.chief.at('2026-11-10T11:00:00+09:00'), two, {
      seen: second,
      kind: 'approved',
      comment: '',
    });
    await service().acting.answer(people.head.at('2026-11-12T11:00:00+09:00'), two, {
      seen: { ...second, no: 1 },
      kind: 'approved',
      comment: '',
    });
    await send('まだ決裁されていない。', false, '2026-10-01T09:00:00+09:00');
    for (const [count, status] of [
      ['6', 303],
      ['2', 303],
      ['二', 422],
    ] as const)
      expect((await state({ unit: 'civic-affairs', month: '2026-11', count }, people.clerk)).status).toBe(
        status,
      );
    expect((await state({ unit: 'civic-affairs', month: '2026-10', count: '5' }, people.clerk)).status).toBe(
      303,
    );
    expect((await state({ unit: 'library', month: '2026-11', count: '5' }, people.clerk)).status).toBe(422);
    const november = Temporal.PlainYearMonth.from('2026-11');
    const { figures } = service().statistics;
    const month = await figures(people.clerk.context, { year, month: november, unit: null });
    expect(month.units).toEqual([
      {
        unit: 'civic-affairs',
        name: '市民課',
        electronic: 2,
        paper: 2,
        decided: 2,
        medianHours: 72,
        sheets: 8,
      },
    ]);
    expect(month.sections.using).toBe(1);
    expect(month.seats.map(({ name, count, medianHours }) => [name, count, medianHours])).toEqual([
      ['市民課 課長', 2, 60],
      ['市民課 係長', 2, 12],
    ]);
    expect(month.steps.map(({ as, medianHours }) => [as, medianHours])).toEqual([
      ['decision', 60],
      ['review', 12],
    ]);
    const whole = await figures(people.clerk.context, { year, month: null, unit: null });
    expect(whole.all).toMatchObject({ electronic: 3, paper: 7, decided: 2 });
    const bySection = await app.kernel.database.transaction(tenantOf(people.clerk.context), (tx) =>
      countByFiscalYear(tx, [
        { filter: { type: 'decision.sent' }, distinct: 'unit', within: 'fiscalYear' },
        { filter: { type: 'decision.sent' }, distinct: 'unit', within: 'ever' },
      ]),
    );
    expect(bySection.map((counted) => counted.get(year)?.count)).toEqual([1, 1]);
    const elsewhere = await figures(people.clerk.context, { year, month: null, unit: 'library' });
    expect(elsewhere.units).toEqual([]);
  });

  test('stand on a page that keeps what was typed, and in a file', async () => {
    const page = pageText(await get(`${HERE}?month=2026-11`, people.books));
    expect(page).toContain('50%（4件のうち2件）');
    expect(page).toContain('8枚');
    expect(page).toContain('数え方：ひな形');
    const wrong = await state({ unit: 'civic-affairs', month: '去年', count: '多い' }, people.clerk);
    expect(wrong.status).toBe(422);
    const html = await wrong.text();
    expect(html).toContain('value="去年"');
    expect(pageText(html)).toContain('件数を数字で入力してください');
    const csv = await get(`${HERE}.csv?month=2026-11`, people.books);
    expect(csv.split('\r\n')[1]).toBe('市民課,2,2,50,2,3,8');
    expect(pageText(await get(`${HERE}?year=2024`, people.books))).toContain('この期間の起案はありません。');
  });
});
