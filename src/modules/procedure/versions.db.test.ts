import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type App, createApp } from '#app.js';
import { sampleAnswers } from '#forms/sample-answers.js';
import { tenantOf } from '#kernel/context.js';
import { SHIPPED_CATALOG } from '#kernel/create-kernel.js';
import type { Database } from '#kernel/db/database.js';
import { count } from '#kernel/journal/journal.js';
import type { Kernel } from '#kernel/kernel.js';
import { signInAs } from '#modules/identity/fixtures.js';
import { testDatabase } from '#testing/database.js';
import { TEST_NOW, testKernel } from '#testing/test-kernel.js';
import { isAnonymous } from './definition.js';
import {
  applyFor,
  type CaseStage,
  contextAt,
  fillIn,
  makeCase,
  SAMPLE_ANSWERS,
  typedPage,
} from './fixtures.js';
import type { ProcedureServices } from './services.js';

let database: Database;
let root: string;
const apps: App[] = [];

/** The product as it starts with the catalogue as it is now. */
async function started(): Promise<{ app: App; kernel: Kernel }> {
  const kernel = await testKernel(database, { settings: { CATALOG_DIR: root } });
  const app = createApp(kernel);
  apps.push(app);
  await app.start();
  return { app, kernel };
}
async function actors(kernel: Kernel, slug: string) {
  const municipality = kernel.municipalities.bySlug(slug);
  if (!municipality) throw new Error(`no municipality ${slug}`);
  const [resident, clerk] = [await signInAs(kernel, slug, 'resident'), await signInAs(kernel, slug, 'clerk')];
  return {
    municipality,
    resident: resident.actor,
    clerk: clerk.actor,
    context: contextAt(municipality, resident.actor, TEST_NOW),
  };
}

beforeAll(async () => {
  database = await testDatabase();
  root = await mkdtemp(join(tmpdir(), 'yakuba-versions-'));
  await cp(SHIPPED_CATALOG, root, { recursive: true });
});
afterAll(async () => {
  for (const app of apps) await app.close();
  await database.close();
  await rm(root, { recursive: true });
});

describe('every shipped procedure', () => {
  test('can be filled in and submitted with sample answers, in every municipality that offers it', async () => {
    const { app, kernel } = await started();
    const { services } = app.modules.procedure;
    for (const { slug } of kernel.municipalities.all) {
      const { context } = await actors(kernel, slug);
      const { items } = services.catalogue.find(context, { limit: 200 });
      expect(items.length).toBeGreaterThan(0);
      for (const { id } of items) {
        const procedure = services.catalogue.get(context, id);
        const answers =
          SAMPLE_ANSWERS[id] ?? sampleAnswers(procedure.form, 0, Temporal.PlainDate.from('2026-11-20'));
        const draft = await fillIn(services, context, id, answers);
        const sent = await services.apply.submit(context, draft, 'ja');
        // Of an anonymous survey nothing leads back to the answer.
        if (isAnonymous(procedure)) expect(sent, id).toEqual({ kind: 'anonymous' });
        else if (sent.kind !== 'submitted') expect.fail(`${id}: ${JSON.stringify(sent)}`);
        else expect((await services.my.caseOf(context, sent.caseId)).case.procedure).toBe(id);
      }
    }
  });

  test('reaches every stage through the services', async () => {
    const { app, kernel } = await started();
    const { services } = app.modules.procedure;
    const { municipality, resident, context } = await actors(kernel, 'nara-city');
    const clerk = (
      await signInAs(kernel, 'nara-city', { name: '全課', grants: [{ role: 'section-head', unit: null }] })
    ).actor;
    const at = Temporal.Instant.from('2026-11-02T01:00:00Z');
    const stages: [CaseStage, string][] = [
      ['submitted', 'submitted'],
      ['inReview', 'inReview'],
      ['correctionRequested', 'correctionRequested'],
      ['corrected', 'inReview'],
      ['feeDue', 'approved'],
      ['feePaid', 'approved'],
      ['finished', 'issued'],
      ['refused', 'refused'],
      ['withdrawn', 'withdrawn'],
    ];
    for (const procedure of ['residence-certificate', 'dog-registration']) {
      for (const [stage, state] of stages) {
        const id = await makeCase(services, municipality, {
          procedure,
          stage,
          applicant: resident,
          clerk,
          at,
        });
        expect([procedure, stage, (await services.my.caseOf(context, id ?? '')).case.state]).toEqual([
          procedure,
          stage,
          state,
        ]);
      }
    }
    const moved = await makeCase(services, municipality, {
      procedure: 'moving-out',
      stage: 'finished',
      applicant: resident,
      clerk,
      at,
    });
    expect((await services.my.caseOf(context, moved ?? '')).case.state).toBe('completed');
    for (let index = 0; index < 5; index += 1) {
      await makeCase(services, municipality, {
        procedure: 'moving-out',
        stage: 'finished',
        applicant: resident,
        clerk,
        at,
      });
    }
    expect(await services.catalogue.measuredDays(context, 'moving-out')).toBe(0);
    expect((await services.catalogue.popular(context, 2)).map(({ id }) => id)).toHaveLength(2);
  });
});

describe('a definition that changes', () => {
  const FILE = 'common/procedures/residence-certificate.yaml';
  const rewrite = async (change: (text: string) => string) => {
    const before = await readFile(join(root, FILE), 'utf8');
    await writeFile(join(root, FILE), change(before));
    return before;
  };

  test('without a new version is kept beside the old one, told to its author and journalled once', async () => {
    const first = await started();
    const { context } = await actors(first.kernel, 'nara-city');
    const sample = SAMPLE_ANSWERS['residence-certificate'] ?? {};
    const oldCase = await applyFor(
      first.app.modules.procedure.services,
      context,
      'residence-certificate',
      sample,
    );
    const before = await rewrite((text) => text.replace('copies * 300', 'copies * 400'));
    const caseOf = async (services: ProcedureServices, id: string) => {
      const { version, fee } = (await services.my.caseOf(context, id)).case;
      return { version, fee };
    };
    for (const start of [1, 2]) {
      const { services } = (await started()).app.modules.procedure;
      const newCase = await applyFor(services, context, 'residence-certificate', sample);
      expect(await caseOf(services, newCase), `start ${start}`).toEqual({ version: '2.1-1', fee: 800 });
      expect(await caseOf(services, oldCase)).toEqual({ version: '2.1', fee: 600 });
    }
    const entries = await database.transaction(tenantOf(context), (tx) =>
      count(tx, { type: 'procedure.keptBeside', subject: 'procedure/residence-certificate' }),
    );
    expect(entries).toBe(1);
    await rewrite(() => before);
    const { services } = (await started()).app.modules.procedure;
    const again = await applyFor(services, context, 'residence-certificate', sample);
    expect(await caseOf(services, again)).toEqual({ version: '2.1', fee: 600 });
  });

  test('leaves cases and drafts on the version that they were made with', async () => {
    const first = await started();
    const { context, municipality, clerk } = await actors(first.kernel, 'nara-city');
    const sample = SAMPLE_ANSWERS['residence-certificate'] ?? {};
    const old = first.app.modules.procedure.services;
    const oldCase = await applyFor(old, context, 'residence-certificate', sample);
    const oldDraft = await fillIn(old, context, 'residence-certificate', sample);

    await rewrite((text) =>
      text
        .replace('version: 2', 'version: 3')
        .replace('copies * 300', 'copies * 400')
        .replace('ja: 必要な通数', 'ja: 通数（改訂）'),
    );
    const { services } = (await started()).app.modules.procedure;
    const kept = await services.my.caseOf(context, oldCase);
    expect(kept.case).toMatchObject({ version: '2.1', fee: 600 });
    expect(kept.case.content.asked.map(({ question }) => question)).toContain('必要な通数');

    // A correction of an old case asks the old questions by the old rules.
    const worker = contextAt(municipality, clerk, TEST_NOW);
    await services.work.statePurpose(worker, oldCase, 'review');
    await services.work.take(worker, oldCase, 1);
    const dueOn = Temporal.PlainDate.from('2026-12-04');
    await services.work.requestCorrection(worker, oldCase, 2, { fields: ['copies'], message: '通数', dueOn });
    const { fields } = await services.my.correctionPage(context, oldCase);
    expect((await services.my.correct(context, oldCase, typedPage(fields, { copies: 1 }))).kind).toBe(
      'corrected',
    );
    expect((await services.my.caseOf(context, oldCase)).case).toMatchObject({ version: '2.1', fee: 300 });

    const submitted = await services.apply.submit(context, oldDraft, 'ja');
    if (submitted.kind !== 'submitted') throw new Error('the draft was complete');
    expect((await services.my.caseOf(context, submitted.caseId)).case).toMatchObject({
      version: '2.1',
      fee: 600,
    });
    const fresh = await applyFor(services, context, 'residence-certificate', sample);
    expect((await services.my.caseOf(context, fresh)).case).toMatchObject({ version: '3.1', fee: 800 });
  });
});
