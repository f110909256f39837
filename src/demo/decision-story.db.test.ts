import { afterAll, beforeAll, expect, test } from 'vitest';
import { systemContext } from '#kernel/context.js';
import { fiscalYear } from '#kernel/values/fiscal-year.js';
import { readPersonas } from '#modules/identity/definition.js';
import { type TestApp, testApp } from '#testing/test-app.js';
import { decideDrafts } from './decision-story.js';

let app: TestApp;
beforeAll(async () => {
  app = await testApp();
});
afterAll(() => app.stop());

test('the demo town has drafts in every state: to decide, to confirm, circulating, with figures', async () => {
  const municipality = app.kernel.municipalities.bySlug('nara-city');
  if (!municipality) throw new Error('nara-city');
  const system = systemContext(municipality, 'demo', app.kernel.clock);
  const actors = await app.modules.identity.api.seedDemo(system);
  if (!actors) throw new Error('the demo has people');
  const { cities } = await readPersonas(app.kernel);
  const from = Temporal.PlainDate.from('2026-04-01');
  for (const [who, { postings }] of Object.entries(cities['nara-city']?.staff ?? {}))
    for (const posting of postings) {
      const staff = actors[who as 'clerk'].id;
      await app.modules.organization.service.postKnown(system, { ...posting, staff, from, to: null });
    }
  await decideDrafts(app.kernel, app.modules, municipality, actors);
  // Once is enough.
  await decideDrafts(app.kernel, app.modules, municipality, actors);
  const as = (who: 'clerk' | 'section-head' | 'plan-office') => ({ ...system, actor: actors[who] });
  const { worklists, statistics } = app.modules.decision.service;
  const titles = async (who: Parameters<typeof as>[0], queue: 'toDecide' | 'circulating' | 'toConfirm') =>
    (await worklists.work(as(who), queue, null)).lines.map(({ draft }) => draft.content.title);
  expect(await titles('section-head', 'toDecide')).toContain('転入の手続のご案内（チラシ）の改訂について');
  expect(await titles('section-head', 'toConfirm')).toContain('証明書発行機の緊急修理について');
  expect(await titles('plan-office', 'toDecide')).toContain('通訳タブレットの利用契約の更新について');
  expect(await titles('plan-office', 'circulating')).toContain('窓口の混雑予測カレンダーの公開について');
  const { lines } = await worklists.mine(as('clerk'), undefined);
  expect(new Set(lines.map(({ draft }) => draft.state)).size).toBe(5);
  const period = { year: fiscalYear(2026), month: null, unit: null };
  const { all, seats, sections } = await statistics.figures(as('plan-office'), period);
  expect(all.decided).toBeGreaterThan(3);
  expect(all.sheets).toBeGreaterThan(all.decided);
  expect(seats.length).toBeGreaterThan(1);
  expect(sections.using).toBe(2);
});
