import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sampleAnswers } from '#forms/sample-answers.js';
import { systemContext } from '#kernel/context.js';
import { readEntries } from '#kernel/journal/journal.js';
import { formatReference, type ReferenceNumber } from '#kernel/values/reference-number.js';
import { signInAs, type Who } from '#modules/identity/fixtures.js';
import { pageText } from '#testing/page-text.js';
import { type TestApp, testApp } from '#testing/test-app.js';
import { TEST_NOW } from '#testing/test-kernel.js';
import { applyFor, contextAt, SAMPLE_ANSWERS } from '../fixtures.js';

let app: TestApp;
const CITY = '/nara-city';
const services = () => app.modules.procedure.services;
const as = async (who: Who) => {
  const municipality = app.kernel.municipalities.bySlug('nara-city');
  if (!municipality) throw new Error('no municipality');
  const { actor, headers } = await signInAs(app.kernel, 'nara-city', who);
  return { context: contextAt(municipality, actor, TEST_NOW), headers };
};
type Somebody = Awaited<ReturnType<typeof as>>;
const inUnit = (name: string, role: string, unit: string) => as({ name, grants: [{ role, unit }] });

let resident: Somebody;
let neighbour: Somebody;
let clerk: Somebody;
const submitted = (procedure: string, who = resident) =>
  applyFor(services(), who.context, procedure, SAMPLE_ANSWERS[procedure] ?? {});
const numberOf = async (id: string, who = resident): Promise<ReferenceNumber> =>
  (await services().my.caseOf(who.context, id)).case.number;
const get = async (path: string, who = clerk) =>
  (await app.request(`${CITY}${path}`, { headers: who.headers })).text();
const post = (path: string, fields: Record<string, string>, who = clerk) =>
  app.request(`${CITY}${path}`, { method: 'POST', body: new URLSearchParams(fields), headers: who.headers });
const journal = (id: string) =>
  app.kernel.database.transaction(clerk.context.municipality.code, async (tx) => {
    const { entries } = await readEntries(tx, { subject: `case/${id}` }, { limit: 100 });
    return entries.map(({ type, data, purpose }) => ({ type, data, purpose }));
  });

beforeAll(async () => {
  app = await testApp();
  resident = await as('resident');
  neighbour = await as('resident-little-japanese');
  clerk = await inUnit('審査 一', 'clerk', 'civic-affairs');
});
afterAll(() => app.stop());

describe('related cases', () => {
  test('are linked by number, seen from both sides, and taken apart again', async () => {
    const one = await submitted('disaster-certificate');
    const other = await submitted('residence-certificate', neighbour);
    const number = formatReference(await numberOf(other, neighbour));
    const path = `/staff/cases/${one}/related`;
    const closed = await post(path, { number });
    expect(closed.status).toBe(409);
    for (const id of [one, other]) await services().work.statePurpose(clerk.context, id, 'review');
    expect((await post(path, { number: number.toLowerCase() })).status).toBe(303);
    expect(pageText(await get(`/staff/cases/${one}`))).toContain(number);
    expect(pageText(await get(`/staff/cases/${other}`))).toContain(formatReference(await numberOf(one)));
    const again = await post(path, { number });
    expect(again.status).toBe(422);
    expect(pageText(await again.text())).toContain('もう結び付いています。');
    // The applicant is not told of what is somebody else's.
    expect(await get(`/my/cases/${one}`, resident)).not.toContain('結び付け');
    expect(await journal(one)).toContainEqual({
      type: 'case.linked',
      purpose: 'review',
      data: { procedure: 'disaster-certificate', unit: 'civic-affairs', other },
    });
    expect((await post(`${path}/${other}/delete`, {})).status).toBe(303);
    expect((await post(`${path}/${other}/delete`, {})).status).toBe(404);
    expect(pageText(await get(`/staff/cases/${other}`))).not.toContain(formatReference(await numberOf(one)));
  });

  test('say in words what is wrong with a number, and keep it', async () => {
    const one = await submitted('disaster-certificate');
    const waters = await submitted('water-start');
    await services().work.statePurpose(clerk.context, one, 'review');
    const tried = async (number: string) => {
      const answer = await post(`/staff/cases/${one}/related`, { number });
      expect(answer.status).toBe(422);
      const html = await answer.text();
      expect(html).toContain(`value="${number}"`);
      return pageText(html);
    };
    expect(await tried('')).toContain('受付番号を入力してください。');
    expect(await tried('K7M')).toContain('受付番号が違います。');
    expect(await tried(await numberOf(one))).toContain('この案件の番号です。');
    // A case of another section is as if it were not there.
    expect(await tried(await numberOf(waters))).toContain('見つかりません。');
  });

  test('of the same applicant are shown as far as they may be seen, page by page', async () => {
    const family = await as('business');
    const many: string[] = [];
    for (let index = 0; index < 53; index += 1) many.push(await submitted('water-start', family));
    const [one = ''] = many;
    const both = await as({
      name: '水道 一',
      grants: [{ role: 'clerk', unit: 'waterworks' }],
    });
    await services().work.statePurpose(both.context, one, 'review');
    expect(pageText(await get(`/staff/cases/${one}`, both))).toContain('関連する案件をすべて見る');
    const first = await services().related.page(both.context, one, undefined);
    const second = await services().related.page(both.context, one, first.next ?? '');
    const ids = [...first.sameApplicant, ...second.sameApplicant].map(({ id }) => id);
    expect(first.sameApplicant).toHaveLength(50);
    expect(new Set(ids)).toEqual(new Set(many.slice(1)));
    expect(second.next).toBeNull();
    const elsewhere = await submitted('disaster-certificate');
    const mine = await submitted('water-start');
    await services().work.statePurpose(clerk.context, elsewhere, 'review');
    const seen = await services().related.page(clerk.context, elsewhere, undefined);
    expect(seen.sameApplicant.map(({ id }) => id)).not.toContain(mine);
    await expect(services().related.page(both.context, elsewhere, undefined)).rejects.toMatchObject({
      code: 'notFound',
    });
  });
});

describe('rows of registers', () => {
  const rowsOf = (id: string, who: Somebody) =>
    app.kernel.database.transaction(who.context.municipality.code, async (tx) => {
      const { rows } = await app.modules.register.api.tiedTo(tx, who.context, { kind: 'case', id });
      return rows.map(({ label, isByHand }) => [label, isByHand]);
    });

  test('are tied to a case that is open, and named by the cases of before', async () => {
    const keeper = await inUnit('保育 一', 'clerk', 'nursery');
    for (const [code, name] of [
      ['N1', '大宮保育園'],
      ['N2', '朱雀保育園'],
    ])
      await app.modules.register.api.create(keeper.context, 'nurseries', { values: { code, name } });
    const offered = app.modules.procedure.api.offered(resident.context);
    const nursery = offered.find(({ procedure }) => procedure.id === 'nursery-application');
    if (!nursery) throw new Error('no applications for nurseries');
    const answers = sampleAnswers(nursery.procedure.form, 0, Temporal.PlainDate.from('2026-11-20'));
    const wishes = [{ nursery: '大宮保育園', visited: true }];
    const id = await applyFor(services(), resident.context, 'nursery-application', { ...answers, wishes });
    expect(await rowsOf(id, keeper)).toEqual([['大宮保育園', false]]);

    const path = `/staff/registers/ties/case/${id}`;
    const items = (await app.modules.register.api.list(keeper.context, 'nurseries', {})).items;
    const row = { register: 'nurseries', id: items.find(({ key }) => key === 'N2')?.id ?? '' };
    expect((await post(path, { ...row, does: 'tie' }, keeper)).status).toBe(409);
    await services().work.statePurpose(keeper.context, id, 'review');
    expect(pageText(await get(`${path}?find=rows&register=nurseries&q=N2`, keeper))).toContain('朱雀保育園');
    expect((await post(path, { ...row, id: 'x', does: 'tie' }, keeper)).status).toBe(422);
    expect((await post(path, { ...row, does: 'tie' }, keeper)).status).toBe(303);
    expect(pageText(await get(`/staff/cases/${id}`, keeper))).toMatch(/関係する台帳の行.*朱雀保育園/s);
    const { entries } = await app.kernel.database.transaction('292010', (tx) =>
      readEntries(tx, { type: 'register.tied' }, { limit: 5 }),
    );
    expect(entries.map(({ data, purpose }) => [data.thing, purpose])).toEqual([[`case/${id}`, 'review']]);

    // As if the case was there before its procedure said what it is about.
    await sql`DELETE FROM register_related WHERE by_hand IS NULL`.execute(app.kernel.database.owner);
    const { municipality, clock } = keeper.context;
    const system = systemContext(municipality, 'test', clock);
    await app.modules.register.services.relating.run(system);
    expect(await rowsOf(id, keeper)).toEqual([
      ['大宮保育園', false],
      ['朱雀保育園', true],
    ]);
  });
});
