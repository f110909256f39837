import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Context } from '#kernel/context.js';
import { count, readEntries } from '#kernel/journal/journal.js';
import { formatVerificationCode } from '#kernel/values/verification-code.js';
import { type SignedIn, signInAs, type Who } from '#modules/identity/fixtures.js';
import { pageText } from '#testing/page-text.js';
import { pdfText, popplerMissing } from '#testing/read-pdf.js';
import { type TestApp, testApp } from '#testing/test-app.js';
import { TEST_NOW } from '#testing/test-kernel.js';
import { applyFor, contextAt, EVERY_CHECK, SAMPLE_ANSWERS } from '../fixtures.js';
import type { RevocationReason } from '../model.js';

let app: TestApp;
const services = () => app.modules.procedure.services;
const CITY = '/nara-city';
const PROCEDURE = 'residence-certificate';
const LATER = Temporal.Instant.from(TEST_NOW).add({ minutes: 5 });

const as = async (who: Who): Promise<{ context: Context; session: SignedIn }> => {
  const municipality = app.kernel.municipalities.bySlug('nara-city');
  if (!municipality) throw new Error('no town');
  const session = await signInAs(app.kernel, 'nara-city', who);
  return { context: contextAt(municipality, session.actor, TEST_NOW), session };
};
const open = async (path: string, session: SignedIn) =>
  pageText(await (await app.request(`${CITY}${path}`, { headers: session.headers })).text());
const send = (path: string, session: SignedIn, fields: Record<string, string>) =>
  app.request(`${CITY}${path}`, {
    method: 'POST',
    headers: session.headers,
    body: new URLSearchParams(fields),
  });

/** A case whose document was issued with two copies, paid, and revoked. */
async function revoked(reason: RevocationReason = 'wrongContent', delivery = 'myPage') {
  const [resident, clerk] = [await as('resident'), await as('clerk')];
  const answers = { ...SAMPLE_ANSWERS[PROCEDURE], delivery };
  const id = await applyFor(services(), resident.context, PROCEDURE, answers);
  const { work, my } = services();
  await work.statePurpose(clerk.context, id, 'review');
  await work.take(clerk.context, id, 1);
  await work.approve(clerk.context, id, 2, { checks: EVERY_CHECK });
  await work.confirmFee(clerk.context, id, 3, { way: 'cash', note: null });
  await work.issue(clerk.context, id, 4);
  const first = (await my.caseOf(resident.context, id)).certificate;
  await work.revoke(clerk.context, id, 5, { reason, words: '使いみちが違っていました' });
  if (!first) throw new Error('it was issued');
  return { id, resident, clerk, first };
}
const inTown = <Result>(
  { municipality }: Context,
  run: Parameters<typeof app.kernel.database.transaction<Result>>[1],
) => app.kernel.database.transaction(municipality.code, run);

beforeAll(async () => {
  app = await testApp();
});
afterAll(() => app.stop());

describe('a document that was revoked for wrong content', () => {
  test('is issued again from the same case: corrected, with a number and a code of its own, without another fee', async () => {
    const { id, resident, clerk, first } = await revoked();
    const page = `/staff/cases/${id}`;
    expect(await open(page, clerk.session)).toContain('訂正して再交付する');
    expect(await open(`${page}/reissue`, clerk.session)).toContain('訂正する項目');
    const form = await open(`${page}/reissue?chosen=1&fields=purpose`, clerk.session);
    expect(form).toContain('訂正の理由');
    expect(form).not.toContain('電話番号');

    const typed = { revision: '6', fields: 'purpose', purpose: 'pension' };
    const without = await send(`${page}/reissue`, clerk.session, typed);
    expect(without.status).toBe(422);
    expect(/<input(?=[^>]*value="pension")[^>]* checked=/.test(await without.text())).toBe(true);
    const whole = { ...typed, reissueReason: '使いみちを年金に直しました' };
    const done = await send(`${page}/reissue`, clerk.session, whole);
    expect(done.headers.get('location')).toBe(`${CITY}${page}`);
    expect((await send(`${page}/reissue`, clerk.session, whole)).status).toBe(409);

    const mine = await services().my.caseOf(resident.context, id);
    const { certificate } = mine;
    expect(mine.case).toMatchObject({ state: 'issued', phase: 'closed', fee: 600, feeReceipt: '2026-1' });
    expect(mine.case.content.answers.purpose).toBe('pension');
    expect(certificate?.revokedAt).toBeNull();
    expect(certificate?.verificationCode).not.toBe(first.verificationCode);
    expect(certificate?.number).toEqual({
      fiscalYear: first.number?.fiscalYear,
      number: (first.number?.number ?? 0) + 1,
    });
    expect(mine.reissue).toMatchObject({ reason: '使いみちを年金に直しました' });
    expect(mine.reissue?.before.map(({ field }) => field)).toEqual(['purpose']);
    expect(mine.payment?.state ?? 'paid').toBe('paid');

    const own = await open(`/my/cases/${id}`, resident.session);
    expect(own).toContain('使いみちを年金に直しました');
    expect(own).toContain('に取り消した書類に代わるものです');
    expect(own).toContain('訂正した書類を再交付しました');
    const old = await open(`/verify/${first.verificationCode}`, resident.session);
    expect(old).toContain('訂正した新しい書類が交付されています');
    expect(old).not.toContain(
      formatVerificationCode(certificate?.verificationCode ?? first.verificationCode),
    );
    const fresh = await open(`/verify/${certificate?.verificationCode}`, resident.session);
    expect(fresh).not.toContain('訂正した新しい書類が交付されています');

    const { entries } = await inTown(resident.context, (tx) =>
      readEntries(tx, { subject: `case/${id}` }, { limit: 50 }),
    );
    const types = entries.map(({ type }) => type);
    expect(types.filter((type) => type === 'case.issued')).toHaveLength(1);
    expect(types.filter((type) => type === 'case.feeConfirmed')).toHaveLength(1);
    expect(entries.find(({ type }) => type === 'certificate.reissued')?.data).toMatchObject({
      procedure: PROCEDURE,
      certificate: certificate?.id,
      replaces: first.id,
    });
    expect(JSON.stringify(entries)).not.toContain('使いみち');
  });

  test.skipIf(popplerMissing)('says what is right now', async () => {
    const { id, resident, clerk } = await revoked();
    const whole = { revision: '6', fields: 'copies', copies: '1', reissueReason: '部数の誤り' };
    expect((await send(`/staff/cases/${id}/reissue`, clerk.session, whole)).status).toBe(303);
    const { file } = await services().my.download(resident.context, id);
    const { certificate } = await services().my.caseOf(resident.context, id);
    expect(await pdfText(file)).toContain(
      formatVerificationCode(certificate?.verificationCode ?? ('' as never)),
    );
    const { case: subject } = await services().my.caseOf(resident.context, id);
    expect(subject.fee).toBe(600);
  });

  test('can be revoked and issued again once more, and the kiosk knows the newest only', async () => {
    const { id, resident, clerk, first } = await revoked('wrongContent', 'counter');
    const again = (revision: string) =>
      send(`/staff/cases/${id}/reissue`, clerk.session, {
        revision,
        fields: '',
        reissueReason: '様式の誤り',
      });
    expect((await again('6')).status).toBe(303);
    await services().work.revoke(clerk.context, id, 7, { reason: 'wrongContent', words: 'もう一度' });
    expect((await again('8')).status).toBe(303);
    const mine = await services().my.caseOf(resident.context, id);
    expect(mine.certificate?.number?.number).toBe((first.number?.number ?? 0) + 2);
    const ready = await services().handOver.atKiosk(
      { ...resident.context, clock: { now: () => LATER } },
      { number: mine.case.number, code: mine.pickUpCode ?? '' },
    );
    expect(ready.kind).not.toBe('fault');
  });

  test('is not issued again where the facts changed, nor from a page of before', async () => {
    const { id, clerk } = await revoked('factsChanged');
    const before = await inTown(clerk.context, (tx) => count(tx, { type: 'certificate.reissued' }));
    expect(await open(`/staff/cases/${id}`, clerk.session)).not.toContain('訂正して再交付する');
    const whole = { fields: '', reissueReason: '理由' };
    for (const revision of ['5', '6'])
      expect((await send(`/staff/cases/${id}/reissue`, clerk.session, { ...whole, revision })).status).toBe(
        409,
      );
    expect(await inTown(clerk.context, (tx) => count(tx, { type: 'certificate.reissued' }))).toBe(before);
  });
});
