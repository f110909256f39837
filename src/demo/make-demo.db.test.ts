import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { systemContext } from '#kernel/context.js';
import { signInAs } from '#modules/identity/fixtures.js';
import type { ProcedureTables } from '#modules/procedure/tables.js';
import { pageText } from '#testing/page-text.js';
import { type TestApp, testApp } from '#testing/test-app.js';
import { makeDemo } from './make-demo.js';

let app: TestApp;
beforeAll(async () => {
  app = await testApp();
  await makeDemo(app.kernel, app.modules);
});
afterAll(() => app.stop());

const page = async (path: string, cookie?: string): Promise<string> =>
  pageText(await (await app.request(path, cookie ? { headers: { cookie } } : {})).text());
const counted = async (): Promise<{ total: number; byMonth: { month: string; count: number }[] }> =>
  (
    await app.request(
      '/nara-city/api/v1/plan/measures/1-8/indicators/online-certificate-applications/entries',
    )
  ).json();

describe('the demo town on its first start', () => {
  test('has weeks of applications behind the counted figure of its plan', async () => {
    const { total, byMonth } = await counted();
    expect(total).toBeGreaterThan(15);
    expect(byMonth.map(({ month }) => month)).toEqual(['2026-10', '2026-11']);
  });

  test('is applied to at the counter and on paper too, so that the online share says something', async () => {
    const { byChannel } = await (
      await app.request('/nara-city/api/v1/procedures/residence-certificate/statistics')
    ).json();
    const of = Object.fromEntries(
      byChannel.map(({ channel, count }: { channel: string; count: number }) => [channel, count]),
    );
    expect(of.online).toBeGreaterThan(of.counter + of.paper);
    expect(Math.min(of.counter, of.paper)).toBeGreaterThan(0);
  });

  test('has answered the survey of Katsuragi, on the web and on paper, and nobody is named', async () => {
    const statistics = '/katsuragi/api/v1/procedures/digital-survey/statistics';
    const { answers, byChannel } = await (await app.request(statistics)).json();
    expect(byChannel).toEqual([
      { channel: 'online', count: 48 },
      { channel: 'paper', count: 16 },
    ]);
    const published = answers.filter(({ answered }: { answered: number | null }) => answered !== null);
    expect(published.length).toBeGreaterThan(8);
    expect(await page('/katsuragi/procedures/digital-survey/statistics')).toContain('64人が回答');
  });

  test('has cases in every state that its cases come to, and one that is late', async () => {
    const clerk = await signInAs(app.kernel, 'nara-city', 'clerk');
    const town = app.kernel.municipalities.bySlug('nara-city');
    const found = await app.kernel.database.transaction(town?.code ?? '', async (tx) => ({
      states: await tx
        .tables<ProcedureTables>()
        .selectFrom('procedure_case')
        .select('state')
        .distinct()
        .execute(),
    }));
    expect(found.states.map(({ state }) => state).sort()).toEqual([
      'approved',
      'completed',
      'correctionRequested',
      'inReview',
      'issued',
      'refused',
      'revoked',
      'submitted',
      'withdrawn',
    ]);
    expect(await page('/nara-city/staff', clerk.cookie)).toMatch(/期限超過 [1-9]/);
  });

  test('has work in the inbox and a review that is open', async () => {
    const clerk = await signInAs(app.kernel, 'nara-city', 'clerk');
    expect(await page('/nara-city/staff', clerk.cookie)).toMatch(/住民票の写しの交付請求/);
    const office = await signInAs(app.kernel, 'nara-city', 'plan-office');
    expect(await page('/nara-city/staff/plan', office.cookie)).toContain('2025年度');
  });

  test('has had families at its desk, and a draft in the editor', async () => {
    const clerk = await signInAs(app.kernel, 'nara-city', 'clerk');
    expect(await page('/nara-city/staff/counter/visits', clerk.cookie)).toMatch(/11月/);
    expect(await page('/nara-city/staff/tasks', clerk.cookie)).toContain('世帯主変更届');
    expect(await page('/nara-city/staff/authoring', clerk.cookie)).toMatch(/住民票の写しの交付請求/);
  });

  test('shows its data in a page of charts, which the plan counts', async () => {
    const shown = await page('/nara-city/data/dashboards/city-in-figures');
    for (const words of [
      '指定緊急避難場所',
      '想定収容人数の合計',
      '洪水のときに使えるか',
      '実績が分かっている指標',
    ])
      expect(shown).toContain(words);
    expect(shown).not.toContain('描けません');
    const projects = '/nara-city/api/v1/plan/measures/2-3/indicators/projects/entries';
    expect(await (await app.request(projects)).json()).toMatchObject({ total: 1 });
  });

  test('leaves the people of the town where the town has posted them since', async () => {
    const municipality = app.kernel.municipalities.bySlug('nara-city');
    if (!municipality) throw new Error('nara-city');
    const context = systemContext(municipality, 'demo', app.kernel.clock);
    const { organization, identity } = app.modules;
    const [clerk] = await app.kernel.database.transaction(municipality.code, (tx) =>
      identity.api.staffCalled(tx, ['佐藤 健']),
    );
    const staff = clerk?.id ?? '';
    const from = Temporal.PlainDate.from('2026-11-20');
    await organization.service.postKnown(context, {
      staff,
      unit: 'library',
      post: 'chief',
      kind: 'regular',
      from,
      to: null,
    });
    await makeDemo(app.kernel, app.modules);
    const today = await app.kernel.database.transaction(municipality.code, (tx) =>
      organization.api.organizationOn(tx, context, from),
    );
    expect(today.postings.get('library')?.some((posting) => posting.staff === staff)).toBe(true);
  });

  test('knows some postal codes, and leaves a list alone that was loaded meanwhile', async () => {
    const municipality = app.kernel.municipalities.bySlug('katsuragi');
    if (!municipality) throw new Error('katsuragi');
    const { place } = app.modules;
    const context = systemContext(municipality, 'cli', app.kernel.clock);
    const towns = async (code: string) => (await place.api.townsOf(context, code)).map(({ town }) => town);
    expect(await towns('639-2123')).toEqual(['葛城市忍海', '葛城市南新町']);
    const line = '29211,"63902","6390274","x","x","x","奈良県","葛城市","今在家",0,0,0,0,0,0';
    await place.api.loadAddresses(context, new TextEncoder().encode(line));
    await makeDemo(app.kernel, app.modules);
    expect([await towns('639-2123'), await towns('639-0274')]).toEqual([[], ['葛城市今在家']]);
  });

  test('is made once', async () => {
    const before = await counted();
    await makeDemo(app.kernel, app.modules);
    expect(await counted()).toEqual(before);
  });
});
