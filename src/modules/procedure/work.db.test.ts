import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Context } from '#kernel/context.js';
import { readEntries } from '#kernel/journal/journal.js';
import { formatVerificationCode } from '#kernel/values/verification-code.js';
import { signInAs, type Who } from '#modules/identity/fixtures.js';
import { pageText } from '#testing/page-text.js';
import { pdfText, popplerMissing } from '#testing/read-pdf.js';
import { type TestApp, testApp } from '#testing/test-app.js';
import { TEST_NOW } from '#testing/test-kernel.js';
import { applyFor, contextAt, EVERY_CHECK, SAMPLE_ANSWERS, typedPage } from './fixtures.js';
import { copyCase } from './store/many-cases.fixture.js';

let app: TestApp;
const services = () => app.modules.procedure.services;
const CITY = 'nara-city';
const PROCEDURE = 'residence-certificate';
const SAMPLE = SAMPLE_ANSWERS[PROCEDURE] ?? {};

const as = async (
  who: Who,
  { slug = CITY, at = TEST_NOW }: { slug?: string; at?: string } = {},
): Promise<Context> => {
  const municipality = app.kernel.municipalities.bySlug(slug);
  if (!municipality) throw new Error(`no municipality ${slug}`);
  const { actor } = await signInAs(app.kernel, slug, who);
  return contextAt(municipality, actor, at);
};
const stateOf = async (context: Context, id: string) => (await services().my.caseOf(context, id)).case;
const journalOf = (context: Context, id: string) =>
  app.kernel.database.transaction(context.municipality.code, async (tx) => {
    const { entries } = await readEntries(tx, { subject: `case/${id}` }, { limit: 100 });
    return entries.reverse();
  });
/** A case that a clerk has opened for review and taken. */
async function taken(answers = SAMPLE) {
  const [resident, clerk] = [await as('resident'), await as('clerk')];
  const id = await applyFor(services(), resident, PROCEDURE, answers);
  await services().work.statePurpose(clerk, id, 'review');
  await services().work.take(clerk, id, 1);
  return { id, resident, clerk, revision: 2 };
}

beforeAll(async () => {
  app = await testApp();
});
afterAll(() => app.stop());

describe('a case', () => {
  test('goes from submission to the issued document, and the journal tells it', async () => {
    const { id, resident, clerk } = await taken();
    const { work, my } = services();
    await work.approve(clerk, id, 2, { checks: EVERY_CHECK });
    expect(await stateOf(resident, id)).toMatchObject({ state: 'approved', phase: 'waiting' });
    await expect(work.issue(clerk, id, 3)).rejects.toMatchObject({ code: 'notAllowedNow' });
    await work.confirmFee(clerk, id, 3, { way: 'cash', note: null });
    expect(await stateOf(resident, id)).toMatchObject({
      state: 'approved',
      phase: 'working',
      feeReceipt: '2026-1',
    });
    await work.issue(clerk, id, 4);
    const issued = await my.caseOf(resident, id);
    expect(issued.case).toMatchObject({ state: 'issued', phase: 'closed' });
    const { file } = await my.download(resident, id);
    expect(Buffer.from(file.subarray(0, 5)).toString()).toBe('%PDF-');
    const entries = await journalOf(resident, id);
    expect(entries.map(({ type }) => type)).toEqual([
      'case.submitted',
      'case.viewed',
      'case.assigned',
      'case.checked',
      'case.approved',
      'case.feeConfirmed',
      'case.issued',
      'certificate.downloaded',
    ]);
    expect(entries.find(({ type }) => type === 'case.issued')).toMatchObject({
      purpose: 'review',
      data: { procedure: PROCEDURE, channel: 'online', delivery: 'myPage', unit: 'civic-affairs' },
    });
    expect(issued.looks).toMatchObject([{ role: 'clerk', unit: 'civic-affairs', purpose: 'review' }]);
  });

  test.skipIf(popplerMissing)(
    'its document certifies in words, with the code that anybody can check',
    async () => {
      const { id, resident, clerk } = await taken();
      const { work, my, verify } = services();
      await work.approve(clerk, id, 2, { checks: EVERY_CHECK });
      await work.confirmFee(clerk, id, 3, { way: 'terminal', note: 'R-1' });
      const wordsOf = async (pdf: Uint8Array) => (await pdfText(pdf)).replace(/\s/g, '');
      expect(await wordsOf(await work.preview(clerk, id))).toContain(
        '検証番号とQRコードは、交付のときに付きます。',
      );
      await work.issue(clerk, id, 4);
      const text = await wordsOf((await my.download(resident, id)).file);
      const { certificate } = await my.caseOf(resident, id);
      if (!certificate) throw new Error('an issued case has a certificate');
      expect(text).toContain('この写しは、住民票の原本と相違ないことを証明する。');
      expect(text).toContain('奈良市長');
      expect(text).toContain('令和8年11月20日');
      expect(text).toMatch(/令和8年度第\d+号/);
      expect(text).toContain('奈良花子');
      expect(text).toContain(formatVerificationCode(certificate.verificationCode));
      expect(text).not.toContain('交付のときに付きます');
      const anybody: Context = { ...resident, actor: { kind: 'anonymous' } };
      expect(
        await verify.verify(anybody, formatVerificationCode(certificate.verificationCode).toLowerCase()),
      ).toMatchObject({
        kind: 'found',
        status: 'valid',
      });
      await work.revoke(clerk, id, 5, { reason: 'factsChanged', words: '転出により' });
      expect(await verify.verify(anybody, certificate.verificationCode)).toMatchObject({
        kind: 'found',
        status: 'revoked',
      });
      await expect(my.download(resident, id)).rejects.toMatchObject({ code: 'notFound' });
      const other = { ...anybody, municipality: (await as('resident', { slug: 'imari' })).municipality };
      expect(await verify.verify(other, certificate.verificationCode)).toEqual({ kind: 'unknown' });
    },
  );

  test('is opened with a purpose first, and every look is journalled', async () => {
    const [resident, clerk, head] = [await as('resident'), await as('clerk'), await as('section-head')];
    const id = await applyFor(services(), resident, PROCEDURE, SAMPLE);
    const { work } = services();
    const closed = await work.open(clerk, id);
    expect(closed.kind).toBe('closed');
    expect(JSON.stringify(closed)).not.toMatch(/花子|0742/);
    await expect(work.take(clerk, id, 1)).rejects.toMatchObject({ code: 'notAllowedNow' });
    await expect(work.preview(clerk, id)).rejects.toMatchObject({ code: 'notAllowedNow' });
    await work.statePurpose(clerk, id, 'inquiry');
    expect(await work.open(clerk, id)).toMatchObject({ kind: 'open', data: { purpose: 'inquiry' } });
    // For a colleague, and on another day, it is to be stated again.
    expect((await work.open(head, id)).kind).toBe('closed');
    const tomorrow = {
      ...clerk,
      clock: contextAt(clerk.municipality, clerk.actor, '2026-11-21T09:00:00+09:00').clock,
    };
    expect((await work.open(tomorrow, id)).kind).toBe('closed');
    const looks = (await journalOf(resident, id)).filter(({ type }) => type === 'case.viewed');
    expect(looks).toHaveLength(2);
    expect(looks.every(({ purpose }) => purpose === 'inquiry')).toBe(true);
  });

  test('is seen and worked on by its own unit only', async () => {
    const resident = await as('resident');
    const id = await applyFor(services(), resident, PROCEDURE, SAMPLE);
    const { work } = services();
    const elsewhere = await as({ name: '税の担当', grants: [{ role: 'clerk', unit: 'information-policy' }] });
    const above = await as({ name: '部の担当', grants: [{ role: 'clerk', unit: 'civic' }] });
    const otherTown = await as('clerk', { slug: 'imari' });
    for (const stranger of [elsewhere, otherTown]) {
      await expect(work.open(stranger, id)).rejects.toMatchObject({ code: 'notFound' });
      await expect(work.statePurpose(stranger, id, 'review')).rejects.toMatchObject({ code: 'notFound' });
      await expect(work.approve(stranger, id, 1, { checks: EVERY_CHECK })).rejects.toMatchObject({
        code: 'notFound',
      });
      const { items } = await work.inbox(stranger, { view: 'open' });
      expect(items.map((item) => item.id)).not.toContain(id);
    }
    expect((await work.open(above, id)).kind).toBe('closed');
    await expect(work.inbox(resident, { view: 'open' })).rejects.toMatchObject({ code: 'forbidden' });
    for (const other of [await as('resident-little-japanese'), await as('resident', { slug: 'imari' })]) {
      await expect(services().my.caseOf(other, id)).rejects.toMatchObject({ code: 'notFound' });
      await expect(services().my.withdraw(other, id)).rejects.toMatchObject({ code: 'notFound' });
      await expect(services().my.download(other, id)).rejects.toMatchObject({ code: 'notFound' });
    }
    expect(await journalOf(resident, id)).toHaveLength(1);
  });

  test('two members of staff at the same step: one does it, the other is told', async () => {
    const { id, clerk } = await taken();
    const head = await as('section-head');
    await services().work.statePurpose(head, id, 'review');
    const both = await Promise.allSettled([
      services().work.approve(clerk, id, 2, { checks: EVERY_CHECK }),
      services().work.refuse(head, id, 2, '理由'),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const lost = both.find((one) => one.status === 'rejected');
    expect(lost?.reason).toMatchObject({ code: 'conflict' });
  });

  test('is withdrawn by the applicant as long as it is not decided', async () => {
    const { id, resident, clerk } = await taken();
    await services().my.withdraw(resident, id);
    expect(await stateOf(resident, id)).toMatchObject({ state: 'withdrawn', phase: 'closed' });
    await expect(services().work.approve(clerk, id, 3, { checks: EVERY_CHECK })).rejects.toMatchObject({
      code: 'notAllowedNow',
    });
    await expect(services().my.withdraw(resident, id)).rejects.toMatchObject({ code: 'notAllowedNow' });
  });
});

describe('a correction', () => {
  const DUE = Temporal.PlainDate.from('2026-12-04');

  test('is of the named fields only, stops the clock and marks what changed', async () => {
    const { id, resident, clerk } = await taken();
    const { work, my } = services();
    await expect(
      work.requestCorrection(clerk, id, 2, { fields: ['nonsense'], message: 'x', dueOn: DUE }),
    ).rejects.toMatchObject({ code: 'invalidInput' });
    await work.requestCorrection(clerk, id, 2, {
      fields: ['copies'],
      message: '通数を確かめてください。',
      dueOn: DUE,
    });
    expect(await stateOf(resident, id)).toMatchObject({ state: 'correctionRequested', phase: 'waiting' });

    const later = contextAt(resident.municipality, resident.actor, '2026-11-27T10:00:00+09:00');
    const page = await my.correctionPage(later, id);
    expect(page.fields.map((field) => field.id)).toEqual(['copies']);
    const wrong = typedPage(page.fields, { copies: 3 });
    wrong.set('copies', 'たくさん');
    expect((await my.correct(later, id, wrong)).kind).toBe('again');
    const sent = typedPage(page.fields, { copies: 3 });
    sent.set('name', '別の人');
    expect((await my.correct(later, id, sent)).kind).toBe('corrected');

    const corrected = await my.caseOf(later, id);
    expect(corrected.case).toMatchObject({ state: 'inReview', fee: 900 });
    expect(corrected.case.content.answers).toMatchObject({ copies: 3, name: SAMPLE.name });
    // It stood from Friday the 20th to Friday the 27th: four business days, one holiday between.
    expect(corrected.case.stoppedDays).toBe(4);
    expect(corrected.case.dueOn.toString()).toBe('2026-12-01');
    expect(corrected.corrections[0]?.before.map(({ field, answer }) => [field, answer])).toEqual([
      ['copies', '2通'],
    ]);
    await expect(my.correct(later, id, sent)).rejects.toMatchObject({ code: 'notAllowedNow' });
  });

  test('asks for what the changed answer brings up', async () => {
    const { id, resident, clerk } = await taken();
    const { work, my } = services();
    await work.requestCorrection(clerk, id, 2, { fields: ['delivery'], message: '受け取り方法', dueOn: DUE });
    const page = await my.correctionPage(resident, id);
    expect(page.fields.map((field) => field.id)).toEqual(['delivery']);
    const first = await my.correct(resident, id, typedPage(page.fields, { delivery: 'post' }));
    if (first.kind !== 'again') throw new Error('an address is needed');
    expect(first.page.fields.map((field) => field.id)).toEqual(['delivery', 'address']);
    const address = {
      postalCode: '630-8580',
      prefecture: '奈良県',
      town: '奈良市二条大路南',
      street: '一丁目1-1',
    };
    const second = await my.correct(
      resident,
      id,
      typedPage(first.page.fields, { delivery: 'post', address }),
    );
    expect(second.kind).toBe('corrected');
    expect(await stateOf(resident, id)).toMatchObject({ delivery: 'post', state: 'inReview' });
  });
});

describe('the inbox', () => {
  test('shows by due date, counts, filters, and goes on page by page', async () => {
    const resident = await as('resident', { slug: 'imari' });
    const clerk = await as('clerk', { slug: 'imari' });
    const ids: string[] = [];
    for (let index = 0; index < 55; index += 1)
      ids.push(await applyFor(services(), resident, PROCEDURE, SAMPLE));
    const { work } = services();
    const first = await work.inbox(clerk, { view: 'open' });
    expect(first.items).toHaveLength(50);
    expect(first.counts).toEqual({ today: 0, overdue: 0, waiting: 0, open: 55 });
    const second = await work.inbox(clerk, { view: 'open', after: first.next ?? '' });
    expect(new Set([...first.items, ...second.items].map(({ id }) => id))).toEqual(new Set(ids));
    expect(second.next).toBeNull();
    const onTheDay = contextAt(clerk.municipality, clerk.actor, '2026-11-25T09:00:00+09:00');
    expect((await work.inbox(onTheDay, { view: 'today' })).counts).toMatchObject({ today: 55, overdue: 0 });
    const afterwards = contextAt(clerk.municipality, clerk.actor, '2026-11-26T09:00:00+09:00');
    expect((await work.inbox(afterwards, { view: 'overdue' })).counts).toMatchObject({
      today: 0,
      overdue: 55,
    });
    const [one] = first.items;
    const byNumber = await work.inbox(clerk, { view: 'open', number: one?.number });
    expect(byNumber.items.map(({ id }) => id)).toEqual([one?.id]);
    expect((await work.inbox(clerk, { view: 'open', who: 'me' })).items).toEqual([]);
    expect((await work.inbox(clerk, { view: 'open', after: 'nonsense_x' })).items).toHaveLength(50);
  });

  test('counts exactly up to a thousand and then says that there are more', async () => {
    const resident = await as('resident', { slug: 'katsuragi' });
    const clerk = await as('clerk', { slug: 'katsuragi' });
    const id = await applyFor(services(), resident, PROCEDURE, SAMPLE);
    const copies = (from: number, to: number) =>
      app.kernel.database.transaction(clerk.municipality.code, (tx) =>
        copyCase(tx, id, { from, to, dueOn: Temporal.PlainDate.from('2030-01-01') }),
      );
    await copies(1, 999);
    const { headers } = await signInAs(app.kernel, 'katsuragi', 'clerk');
    const inbox = async () =>
      pageText(await (await app.request('/katsuragi/staff?view=today', { headers })).text());
    expect((await services().work.inbox(clerk, { view: 'today' })).counts).toMatchObject({
      open: 1000,
      today: 0,
    });
    expect(await inbox()).toContain('すべての進行中 1,000 ');
    await copies(1000, 1100);
    expect((await services().work.inbox(clerk, { view: 'today' })).counts).toMatchObject({ open: 1001 });
    expect(await inbox()).toContain('すべての進行中 1,000件超');
  });
});
