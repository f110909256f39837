import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Context } from '#kernel/context.js';
import { count, readEntries } from '#kernel/journal/journal.js';
import { signInAs, type Who } from '#modules/identity/fixtures.js';
import { type TestApp, testApp } from '#testing/test-app.js';
import { TEST_NOW } from '#testing/test-kernel.js';
import { applyFor, contextAt, fillIn, SAMPLE_ANSWERS, typedPage } from './fixtures.js';

let app: TestApp;
const services = () => app.modules.procedure.services;
const CITY = 'nara-city';
const PROCEDURE = 'residence-certificate';
const SAMPLE = SAMPLE_ANSWERS[PROCEDURE] ?? {};

const as = async (who: Who, slug = CITY, at: string = TEST_NOW): Promise<Context> => {
  const municipality = app.kernel.municipalities.bySlug(slug);
  if (!municipality) throw new Error(`no municipality ${slug}`);
  const { actor } = await signInAs(app.kernel, slug, who);
  return contextAt(municipality, actor, at);
};
const inTown = <Result>(
  context: Context,
  work: Parameters<typeof app.kernel.database.transaction<Result>>[1],
) => app.kernel.database.transaction(context.municipality.code, work);

beforeAll(async () => {
  app = await testApp();
});
afterAll(() => app.stop());

describe('submitting', () => {
  test('makes a case with number, due date and fee, and one journal entry', async () => {
    const resident = await as('resident');
    const id = await applyFor(services(), resident, PROCEDURE, SAMPLE);
    const mine = await services().my.caseOf(resident, id);
    expect(mine.case).toMatchObject({
      state: 'submitted',
      fee: 600,
      delivery: 'myPage',
      unit: 'civic-affairs',
      version: '2.1',
    });
    expect(mine.case.number).toMatch(/^[0-9CFHJKMPRTVWXY]{9}$/);
    // Friday 20 November; Monday is a holiday (勤労感謝の日), so two business days later is Wednesday.
    expect(mine.case.dueOn.toString()).toBe('2026-11-25');
    expect(mine.case.content.asked.map(({ field, answer }) => [field, answer])).toContainEqual([
      'scope',
      '本人だけ',
    ]);
    const { entries } = await inTown(resident, (tx) =>
      readEntries(tx, { subject: `case/${id}` }, { limit: 10 }),
    );
    expect(entries).toHaveLength(1);
    expect(entries[0]).toMatchObject({
      type: 'case.submitted',
      data: { procedure: PROCEDURE, version: '2.1', channel: 'online', unit: 'civic-affairs' },
    });
  });

  test('is idempotent: two submissions of one draft at the same time make one case and one entry', async () => {
    const resident = await as('resident');
    const draft = await fillIn(services(), resident, PROCEDURE, SAMPLE);
    const before = await inTown(resident, (tx) => count(tx, { type: 'case.submitted' }));
    const both = await Promise.all([
      services().apply.submit(resident, draft, 'ja'),
      services().apply.submit(resident, draft, 'ja'),
    ]);
    const later = await services().apply.submit(resident, draft, 'ja');
    const ids = [...both, later].map((one) => (one.kind === 'submitted' ? one.caseId : null));
    expect(new Set(ids).size).toBe(1);
    expect(ids[0]).not.toBeNull();
    expect([...both, later].filter((one) => one.kind === 'submitted' && one.isNew)).toHaveLength(1);
    expect(await inTown(resident, (tx) => count(tx, { type: 'case.submitted' }))).toBe(before + 1);
  });

  test('fifty at the same time all get through, each with its own number', async () => {
    const resident = await as('resident');
    const drafts: string[] = [];
    for (let index = 0; index < 50; index += 1)
      drafts.push(await fillIn(services(), resident, PROCEDURE, SAMPLE));
    const submitted = await Promise.all(
      drafts.map((draft) => services().apply.submit(resident, draft, 'ja')),
    );
    expect(new Set(submitted.map((one) => (one.kind === 'submitted' ? one.caseId : null))).size).toBe(50);
  });

  test('keeps the draft and says which page is open when something is missing', async () => {
    const resident = await as('resident');
    const { draftId, pageId } = await services().apply.start(resident, PROCEDURE);
    expect(await services().apply.submit(resident, draftId, 'ja')).toEqual({ kind: 'open', pageId });
    expect((await services().apply.openDraft(resident, draftId)).draft.id).toBe(draftId);
  });

  test('takes the draft in one statement and puts in all that comes of it in another', async () => {
    const resident = await as('resident');
    const draft = await fillIn(services(), resident, PROCEDURE, SAMPLE);
    const statements: string[] = [];
    const { owner } = app.kernel.database;
    const executor = owner.getExecutor();
    const provider = Object.getPrototypeOf(executor) as {
      executeQuery(query: { sql: string }): Promise<unknown>;
    };
    const original = provider.executeQuery;
    provider.executeQuery = function (query) {
      statements.push(query.sql);
      return original.call(this, query);
    };
    try {
      await services().apply.submit(resident, draft, 'ja');
    } finally {
      provider.executeQuery = original;
    }
    expect(statements.map((text) => text.trim().split(/\s+/, 2).join(' '))).toEqual([
      'delete from',
      'WITH put_in',
    ]);
  });
});

describe('answer once', () => {
  test('what was answered before is shown where the same is asked, to whoever agreed, and is an answer only when sent', async () => {
    const resident = await as('resident', CITY, '2026-11-24T10:00:00+09:00');
    const disaster = 'disaster-certificate';
    const answers = { ...SAMPLE_ANSWERS[disaster], relation: 'tenant' };
    await applyFor(services(), resident, disaster, answers);
    const relationIn = async (options?: { withEarlier: boolean }) => {
      const { draftId, pageId } = await services().apply.start(resident, disaster, options);
      const { raw, journey: way } = await services().apply.page(resident, draftId, pageId);
      expect(way.relevant).not.toHaveProperty('relation');
      return raw.relation;
    };
    expect(await relationIn()).toBeUndefined();
    expect(await relationIn({ withEarlier: true })).toEqual({ '': ['tenant'] });
  });
});

describe('a draft', () => {
  test('does not exist for anybody else, nor in another town', async () => {
    const resident = await as('resident');
    const draft = await fillIn(services(), resident, PROCEDURE, SAMPLE);
    for (const other of [
      await as('resident-little-japanese'),
      await as('business'),
      await as('resident', 'imari'),
    ]) {
      await expect(services().apply.openDraft(other, draft)).rejects.toMatchObject({ code: 'notFound' });
      await expect(services().apply.page(other, draft, 'person')).rejects.toMatchObject({ code: 'notFound' });
      await expect(services().apply.submit(other, draft, 'ja')).rejects.toMatchObject({ code: 'notFound' });
    }
    await expect(services().apply.openDraft(await as('clerk'), draft)).rejects.toMatchObject({
      code: 'notFound',
    });
    expect(await services().apply.submit(resident, draft, 'ja')).toMatchObject({
      kind: 'submitted',
      isNew: true,
    });
  });

  test('keeps what is right of a page and gives back what is wrong as typed', async () => {
    const resident = await as('resident');
    const { draftId } = await services().apply.start(resident, PROCEDURE);
    const { page } = await services().apply.page(resident, draftId, 'person');
    const sent = typedPage(page.page.fields, { ...SAMPLE });
    sent.set('kana', 'Hanako');
    const saved = await services().apply.savePage(resident, draftId, 'person', sent);
    if (saved.kind !== 'again') throw new Error('a name in Latin letters is no reading');
    expect(saved.reading.raw.kana).toEqual({ '': ['Hanako'] });
    expect(saved.reading.errors).toHaveProperty('kana');
    const opened = await services().apply.openDraft(resident, draftId);
    expect(opened.draft.content.answers).toMatchObject({ name: SAMPLE.name });
    expect(opened.journey.current?.id).toBe('person');
  });

  test('is for those whom the procedure is for, and surely enough', async () => {
    await expect(services().apply.start(await as('business'), PROCEDURE)).rejects.toMatchObject({
      code: 'forbidden',
    });
    const resident = await as('resident');
    if (resident.actor.kind !== 'resident') throw new Error('a resident');
    const unsure: Context = { ...resident, actor: { ...resident.actor, assurance: 'low' } };
    await expect(services().apply.start(unsure, PROCEDURE)).rejects.toMatchObject({ code: 'forbidden' });
  });
});

test('nothing that a person wrote can be read in the database', async () => {
  const resident = await as('resident');
  const answers = {
    ...SAMPLE,
    name: '秘密　太郎左衛門',
    phone: '0742-99-8877',
    email: 'secret.person@example.jp',
  };
  await applyFor(services(), resident, PROCEDURE, answers);
  await fillIn(services(), resident, PROCEDURE, answers);
  for (const table of ['procedure_case', 'procedure_draft', 'journal_entry']) {
    const { rows } = await sql<{
      line: string;
    }>`SELECT ${sql.ref(`${table}`)}::text AS line FROM ${sql.table(table)}`.execute(
      app.kernel.database.owner,
    );
    const bytes = rows
      .map(({ line }) =>
        line.replace(/\\\\x([0-9a-f]+)/g, (_, hex: string) => Buffer.from(hex, 'hex').toString('utf8')),
      )
      .join('\n');
    expect(rows.length).toBeGreaterThan(0);
    if (table !== 'journal_entry') expect(rows[0]?.line).toMatch(/\\\\x01[0-9a-f]{80}/);
    expect(bytes).not.toMatch(/秘密|太郎左衛門|99-8877|secret\.person/);
  }
});

describe('a draft that its author throws away', () => {
  const discard = (headers: Record<string, string>, id: string) =>
    app.request(`/${CITY}/procedures/${PROCEDURE}/drafts/${id}/discard`, { method: 'POST', headers });

  test('is gone, and of it only the page is known on which it was left', async () => {
    const { actor, headers } = await signInAs(app.kernel, CITY, 'resident');
    const other = await signInAs(app.kernel, CITY, 'resident-little-japanese');
    const municipality = app.kernel.municipalities.bySlug(CITY);
    if (!municipality) throw new Error(CITY);
    const resident = contextAt(municipality, actor, TEST_NOW);
    const { draftId, pageId } = await services().apply.start(resident, PROCEDURE);
    const list = async () => (await app.request(`/${CITY}/my`, { headers })).text();
    expect(await list()).toContain(`/drafts/${draftId}/discard`);

    expect((await discard(other.headers, draftId)).status).toBe(404);
    expect(await list()).toContain(draftId);
    const answer = await discard(headers, draftId);
    expect([answer.status, answer.headers.get('location')]).toEqual([303, `/${CITY}/my`]);
    expect(await list()).not.toContain(draftId);
    const { entries } = await inTown(resident, (tx) =>
      readEntries(tx, { subject: `draft/${draftId}` }, { limit: 10 }),
    );
    expect(entries.map(({ type, data }) => [type, data.page])).toEqual([['application.left', pageId]]);
    expect((await discard(headers, draftId)).status).toBe(404);
  });
});
