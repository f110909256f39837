import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Context, tenantOf } from '#kernel/context.js';
import { AppError } from '#kernel/errors.js';
import { translatorFor } from '#kernel/i18n/translate.js';
import { applyFor } from '#modules/procedure/fixtures.js';
import { type TestApp, testApp } from '#testing/test-app.js';
import { contextOf, smallDocument } from './fixtures.js';

const t = translatorFor('ja');
let app: TestApp;
let clerk: Context;
let head: Context;
let colleague: Context;
let citizen: Context;
const service = () => app.modules.authoring.service;
const catalogue = () => app.modules.procedure.services.catalogue;

beforeAll(async () => {
  app = await testApp();
  const inUnit = (name: string, role: string, unit: string) =>
    contextOf(app.kernel, 'nara-city', { name, grants: [{ role, unit }] });
  clerk = await inUnit('担当者', 'clerk', 'civic-affairs');
  head = await inUnit('課長', 'section-head', 'civic-affairs');
  colleague = await inUnit('ほかの課', 'section-head', 'policy');
  citizen = await contextOf(app.kernel, 'nara-city', 'resident');
});
afterAll(() => app?.stop());

const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error: unknown) => (error instanceof AppError ? error.code : String(error)),
  );
const revisionOf = async (id: string) => (await service().open(clerk, id)).draft.revision;

async function begun(id: string) {
  expect(
    await service().begin(clerk, { kind: 'file', document: smallDocument(id), unit: 'civic-affairs' }),
  ).toEqual({ kind: 'begun', id });
}
async function published(id: string, from = '2026-11-20') {
  await service().previewed(clerk, id, await revisionOf(id));
  await service().ask(clerk, id, await revisionOf(id), 'オンラインで受け付ける');
  await service().approve(head, id, await revisionOf(id));
  return service().publish(clerk, id, await revisionOf(id), Temporal.PlainDate.from(from));
}
const rename = (title: string) => [{ kind: 'set' as const, values: { title } }];

describe('a draft', () => {
  test('is not found by other sections and by citizens', async () => {
    await begun('hidden-dog');
    expect(await codeOf(service().open(colleague, 'hidden-dog'))).toBe('notFound');
    expect(await codeOf(service().open(citizen, 'hidden-dog'))).toBe('notFound');
    expect(await codeOf(service().edit(colleague, 'hidden-dog', 1, rename('ほかの課')))).toBe('notFound');
    expect((await service().list(colleague, {})).lines.map(({ id }) => id)).not.toContain('hidden-dog');
    expect(
      catalogue()
        .find(citizen, { limit: 200 })
        .items.map(({ id }) => id),
    ).not.toContain('hidden-dog');
  });

  test('that somebody saved meanwhile is not overwritten', async () => {
    await begun('contended-dog');
    const seen = await revisionOf('contended-dog');
    expect(await service().edit(clerk, 'contended-dog', seen, rename('一人目'))).toMatchObject({
      kind: 'saved',
    });
    const second = await service().edit(head, 'contended-dog', seen, rename('二人目'));
    expect(second).toMatchObject({ kind: 'conflict', draft: { document: { title: '一人目' } } });
    expect((await service().open(clerk, 'contended-dog')).draft.document.title).toBe('一人目');
  });

  test('of two that save at once one is told', async () => {
    await begun('hasty-dog');
    const seen = await revisionOf('hasty-dog');
    const saved = await Promise.all(
      ['一', '二', '三'].map((title) => service().edit(clerk, 'hasty-dog', seen, rename(title))),
    );
    expect(saved.map(({ kind }) => kind).sort()).toEqual(['conflict', 'conflict', 'saved']);
    expect(await revisionOf('hasty-dog')).toBe(seen + 1);
  });

  test('is not approved by those who wrote it, nor published without approval, nor asked for with problems', async () => {
    await begun('own-dog');
    expect(await service().edit(head, 'own-dog', 1, rename('課長も書いた'))).toMatchObject({ kind: 'saved' });
    await service().previewed(clerk, 'own-dog', 2);
    await service().ask(clerk, 'own-dog', 2, '理由');
    expect(await codeOf(service().approve(head, 'own-dog', 2))).toBe('forbidden');
    expect(await codeOf(service().approve(clerk, 'own-dog', 2))).toBe('forbidden');
    expect(await codeOf(service().publish(clerk, 'own-dog', 2, Temporal.PlainDate.from('2026-11-20')))).toBe(
      'notAllowedNow',
    );
    expect(await codeOf(service().edit(clerk, 'own-dog', 2, rename('承認待ちに変える')))).toBe(
      'notAllowedNow',
    );
    await service().pullBack(clerk, 'own-dog', 2);
    await service().edit(clerk, 'own-dog', 2, [{ kind: 'removePage', page: 'dog', cascade: true }]);
    // The fee and the certificate need what the page asks: it stays.
    expect((await service().open(clerk, 'own-dog')).draft.document.form.pages).toHaveLength(1);
    await service().edit(clerk, 'own-dog', 2, [{ kind: 'set', values: { lifeEvents: undefined } }]);
    await service().previewed(clerk, 'own-dog', 3);
    expect(await codeOf(service().ask(clerk, 'own-dog', 3, '理由'))).toBe('notAllowedNow');
  });
});

describe('a published procedure', () => {
  test('is offered at once, and its cases keep their version when the next one comes', async () => {
    await begun('offered-dog');
    expect(await published('offered-dog')).toBe('1.0');
    expect(catalogue().get(citizen, 'offered-dog').currentVersion).toBe('1.0');
    expect(await codeOf(service().open(clerk, 'offered-dog'))).toBe('notFound');
    const { services } = app.modules.procedure;
    const old = await applyFor(services, citizen, 'offered-dog', { injected: true, tag: 'A1', copies: 2 });

    await service().beginRevision(clerk, 'offered-dog');
    const seen = await revisionOf('offered-dog');
    await service().edit(clerk, 'offered-dog', seen, [
      { kind: 'setCondition', place: { kind: 'field', field: 'tag' }, source: undefined },
      {
        kind: 'changeField',
        id: 'copies',
        field: { id: 'copies', kind: 'number', label: '枚数', min: 1, max: 1, sensitivity: 'ordinary' },
      },
    ]);
    const comparison = await service().compare(clerk, t, 'offered-dog', { kind: 'draft' });
    const words = comparison.places.flatMap(({ title, changes }) =>
      changes.map((change) => `${title}：${change}`),
    );
    expect(words).toEqual([
      '質問「注射済票の番号」：いつも聞くようになりました（前の条件：「予防注射を受けましたか」が「はい」）',
      '質問「枚数」：「質問の文」が変わりました：鑑札の枚数 → 枚数',
      '質問「枚数」：「最大」が変わりました：5 → 1',
      '質問「枚数」：「単位」がなくなりました：枚',
    ]);

    // On past applications: two copies are refused now. The look is journalled, and whose it was stays unknown.
    const tried = await service().tryOnPast(clerk, t, 'offered-dog');
    expect(tried).toHaveLength(1);
    expect(tried[0]?.trial.refused.join()).toContain('枚数');
    expect(JSON.stringify(tried)).not.toContain('花子');
    const { rows } = await sql<{ purpose: string }>`
      SELECT purpose FROM journal_entry WHERE type = 'case.viewed' AND subject = ${`case/${old}`}`.execute(
      app.kernel.database.owner,
    );
    expect(rows).toEqual([{ purpose: 'definition' }]);

    expect(await published('offered-dog', '2026-12-01')).toBe('2.0');
    expect(catalogue().get(citizen, 'offered-dog').currentVersion).toBe('1.0');
    expect((await services.my.caseOf(citizen, old)).case).toMatchObject({ version: '1.0', fee: 600 });
    const { lines } = await service().versions(clerk, 'offered-dog');
    expect(lines.map(({ version, isCurrent }) => [version, isCurrent])).toEqual([
      ['2.0', false],
      ['1.0', true],
    ]);
  });

  test('of the catalogue goes on as a version of its own; the end of a procedure needs who may approve', async () => {
    const id = 'moving-out';
    const [offered] = catalogue().get(citizen, id).currentVersion.split('.');
    const next = `${Number(offered) + 1}.0`;
    await service().beginRevision(clerk, id);
    const seen = await revisionOf(id);
    await service().edit(clerk, id, seen, rename('転出届（新）'));
    expect(await published(id)).toBe(next);
    expect(catalogue().get(citizen, id)).toMatchObject({ currentVersion: next, title: '転出届（新）' });
    const day = Temporal.PlainDate.from('2026-11-30');
    expect(await codeOf(service().end(clerk, id, day))).toBe('notFound');
    await service().end(head, id, day);
    expect((await service().list(clerk, {})).lines.find((line) => line.id === id)?.until?.toString()).toBe(
      '2026-11-30',
    );
    await service().end(head, id, null);
    expect((await service().list(clerk, {})).lines.find((line) => line.id === id)?.until).toBeNull();
  });

  test('is published once by two that press at once', async () => {
    await begun('twice-dog');
    await service().previewed(clerk, 'twice-dog', 1);
    await service().ask(clerk, 'twice-dog', 1, '理由');
    await service().approve(head, 'twice-dog', 1);
    const day = Temporal.PlainDate.from('2026-11-20');
    const results = await Promise.all(
      [1, 2].map(() => codeOf(service().publish(clerk, 'twice-dog', 1, day))),
    );
    expect(results.sort()).toEqual(['done', 'notFound']);
    const { lines } = await service().versions(clerk, 'twice-dog');
    expect(lines).toHaveLength(1);
  });
});

describe('a definition of others', () => {
  test('is taken over, and what was seen of its original is remembered', async () => {
    const [shared] = service()
      .originals(clerk)
      .filter(({ id }) => id === 'dog-registration');
    expect(shared?.ref).toBe('common/dog-registration');
    expect(
      await service().begin(clerk, {
        kind: 'original',
        id: 'our-dog',
        ref: 'common/dog-registration',
        unit: 'civic-affairs',
      }),
    ).toMatchObject({ kind: 'begun' });
    const { origin } = await service().open(clerk, 'our-dog');
    expect(origin).toMatchObject({ hasChanged: false, origin: { original: 'common/dog-registration' } });
    // As if the original had moved on since.
    await app.kernel.database.transaction(tenantOf(clerk), (tx) =>
      sql`UPDATE authoring_origin SET version = '0' WHERE procedure = 'our-dog'`.execute(tx.tables()),
    );
    expect((await service().open(clerk, 'our-dog')).origin?.hasChanged).toBe(true);
    await service().originalSeen(clerk, 'our-dog');
    expect((await service().open(clerk, 'our-dog')).origin?.hasChanged).toBe(false);
  });
});
