import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { asPdf } from '#forms/paper/fixtures.js';
import { type Context, systemContext } from '#kernel/context.js';
import { type SignedIn, signInAs } from '#modules/identity/fixtures.js';
import { pageText } from '#testing/page-text.js';
import { type TestApp, testApp } from '#testing/test-app.js';
import { DPI, deskOf, scansOf } from './fixtures/paper.js';
import { contextAt, fillIn, SAMPLE_ANSWERS, typedPage } from './fixtures.js';
import { paperForm } from './paper.js';
import { sweepDrafts } from './service/left-drafts.js';
import { allCases } from './store/cases.js';
import type { PaperTables } from './tables-paper.js';

let app: TestApp;
let clerk: SignedIn;
let resident: SignedIn;
const CITY = '/nara-city';
const PROCEDURE = 'residence-certificate';
const SAMPLE = SAMPLE_ANSWERS[PROCEDURE] ?? {};

beforeAll(async () => {
  app = await testApp();
  clerk = await signInAs(app.kernel, 'nara-city', {
    name: '市民課',
    grants: [{ role: 'clerk', unit: 'civic-affairs' }],
  });
  resident = await signInAs(app.kernel, 'nara-city', 'resident');
});
afterAll(() => app.stop());

const city = (slug = 'nara-city') => {
  const found = app.kernel.municipalities.bySlug(slug);
  if (!found) throw new Error(`no municipality ${slug}`);
  return found;
};
const services = () => app.modules.procedure.services;
const contextOf = ({ actor }: SignedIn): Context => contextAt(city(), actor, app.kernel.clock.now());
const { get, post, upload } = {
  get: (path: string, as = clerk) => deskOf(app, CITY).get(path, as),
  post: (path: string, body: FormData | URLSearchParams, as = clerk) =>
    deskOf(app, CITY).post(path, body, as),
  upload: async (pdf: Uint8Array) =>
    (await deskOf(app, CITY).upload(await asPdf(await scansOf(pdf, {}, [181, -1]), DPI), clerk)).scans[0] ??
    '',
};
const fillOut = () => fillIn(services(), contextOf(resident), PROCEDURE, SAMPLE);
const draftAt = (draft: string): string => `${CITY}/procedures/${PROCEDURE}/apply/${draft}`;

async function print(draft: string): Promise<Uint8Array> {
  const printed = await post(`${draftAt(draft)}/form.pdf`, new URLSearchParams(), resident);
  expect(printed.headers.get('content-type')).toBe('application/pdf');
  return new Uint8Array(await printed.arrayBuffer());
}

/** What the clerk sends who finds nothing to correct. */
const unchanged = (): FormData => {
  const procedure = services().catalogue.get(contextOf(clerk), PROCEDURE);
  const fields = paperForm(procedure, { isFilled: true }).pages.flatMap((page) => page.fields);
  const sent = typedPage(fields, { ...SAMPLE, paperDeclaration: true });
  sent.delete('_asked');
  return sent;
};
const scanAt = (scan: string): string => `${CITY}/staff/scans/${scan}`;
const countOfCases = () =>
  app.kernel.database.transaction(
    city().code,
    async (tx) => (await allCases(tx).select('id').execute()).length,
  );

describe('a form that was printed with answers', () => {
  test('comes back with the answers that the server has, as the case of whoever printed it', async () => {
    const draft = await fillOut();
    expect(pageText(await (await get(`${draftAt(draft)}/check`, resident)).text())).toContain('印刷して出す');
    const scan = await upload(await print(draft));
    const html = await (await get(scanAt(scan))).text();
    for (const words of ['value="奈良　花子"', 'value="ナラ　ハナコ"', 'value="1988"'])
      expect(html).toContain(words);
    expect(pageText(html)).toContain('申請する人が入力して印刷した用紙です');

    const before = await countOfCases();
    const done = await post(scanAt(scan), unchanged());
    expect(done.status, pageText(await done.clone().text())).toBe(303);
    expect(await countOfCases()).toBe(before + 1);
    const caseId = done.headers.get('location')?.split('/').at(-1);
    expect((await get(`${CITY}/my/cases/${caseId}`, resident)).status).toBe(200);
    // Sent once more it leads there.
    const again = await post(
      `${draftAt(draft)}/check`,
      new URLSearchParams({ _declaration: 'true' }),
      resident,
    );
    expect(again.headers.get('location')).toContain(`/my/cases/${caseId}`);
    expect(await countOfCases()).toBe(before + 1);
  });

  test('printed and sent twice it is one case', async () => {
    const draft = await fillOut();
    const [first, second] = [await print(draft), await print(draft)];
    expect((await post(scanAt(await upload(first)), unchanged())).status).toBe(303);
    const before = await countOfCases();
    const scan = await upload(second);
    expect(pageText(await (await get(scanAt(scan))).text())).toContain('として受け付けています');
    const copy = unchanged();
    copy.append('_copy', 'true');
    const refused = await post(scanAt(scan), copy);
    expect(refused.status).toBe(422);
    expect(pageText(await refused.text())).toContain('もう受け付けています');
    expect(await countOfCases()).toBe(before);
  });

  test('sent online after all, it is that case and no other', async () => {
    const draft = await fillOut();
    const pdf = await print(draft);
    await services().apply.submit(contextOf(resident), draft, 'ja');
    const before = await countOfCases();
    const scan = await upload(pdf);
    expect(pageText(await (await get(scanAt(scan))).text())).toContain('オンラインでも送られています');
    expect((await post(scanAt(scan), unchanged())).status).toBe(422);
    expect(await countOfCases()).toBe(before);
  });

  test('is for whoever wrote the draft only', async () => {
    const stranger = await signInAs(app.kernel, 'nara-city', 'business');
    const path = `${draftAt(await fillOut())}/form.pdf`;
    expect((await post(path, new URLSearchParams(), stranger)).status).toBe(404);
  });

  test('is not made of what is only half written', async () => {
    const { draftId } = await services().apply.start(contextOf(resident), PROCEDURE);
    expect((await post(`${draftAt(draftId)}/form.pdf`, new URLSearchParams(), resident)).status).toBe(409);
  });
});

describe('somebody who is not signed in', () => {
  const SURVEY = '/katsuragi/procedures/digital-survey';
  const origin = 'http://localhost:3000';

  test('gets both forms, the empty and the filled, where the procedure asks nobody who they are', async () => {
    const empty = await app.request(`${SURVEY}/form.pdf`);
    expect(empty.headers.get('content-type')).toBe('application/pdf');
    const begun = await app.request(`${SURVEY}/apply`, { method: 'POST', headers: { origin } });
    const cookie = (begun.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
    const { pages } = services().catalogue.get(
      contextAt(city('katsuragi'), { kind: 'anonymous' }, app.kernel.clock.now()),
      'digital-survey',
    ).form;
    let path = begun.headers.get('location') ?? '';
    while (!path.endsWith('/check')) {
      const page = pages.find(({ id }) => id === path.split('/').at(-1));
      const body = typedPage(page?.fields ?? [], SAMPLE_ANSWERS['digital-survey'] ?? {});
      const next = await app.request(path, { method: 'POST', body, headers: { cookie, origin } });
      path = next.headers.get('location') ?? '';
    }
    const filled = await app.request(path.replace('/check', '/form.pdf'), {
      method: 'POST',
      headers: { cookie, origin },
    });
    expect(filled.headers.get('content-type')).toBe('application/pdf');
    const stranger = await app.request(path.replace('/check', '/form.pdf'), {
      method: 'POST',
      headers: { origin },
    });
    expect([303, 401, 404]).toContain(stranger.status);
  });
});

describe('what nobody comes back for', () => {
  const rowsOf = (table: keyof PaperTables) =>
    app.kernel.database.transaction(city().code, async (tx) => {
      const rows = await tx.tables<PaperTables>().selectFrom(table).select('tenant').execute();
      return rows.length;
    });
  const sweepAfter = (days: number) =>
    sweepDrafts(
      app.modules.procedure.retention,
      systemContext(city(), 'procedure.sweep-drafts', {
        now: () => app.kernel.clock.now().add({ hours: 24 * days }),
      }),
    );

  test('goes: scans after a quarter of a year, printed answers after half a year; where fields stand is kept', async () => {
    const scan = await upload(await print(await fillOut()));
    await app.request(`${CITY}/procedures/${PROCEDURE}/form.pdf`);
    const layouts = await rowsOf('procedure_paper_layout');
    await sweepAfter(89);
    expect((await get(scanAt(scan))).status).toBe(200);
    expect(await rowsOf('procedure_scan_page')).toBeGreaterThan(0);
    await sweepAfter(91);
    expect((await get(scanAt(scan))).status).toBe(404);
    expect(await rowsOf('procedure_scan_page')).toBe(0);
    expect(await rowsOf('procedure_scan_batch')).toBe(0);
    expect(await rowsOf('procedure_sheet')).toBeGreaterThan(0);
    await sweepAfter(181);
    expect(await rowsOf('procedure_sheet')).toBe(0);
    expect(layouts).toBeGreaterThan(0);
    expect(await rowsOf('procedure_paper_layout')).toBe(layouts);
  });
});
