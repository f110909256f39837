import { sql } from 'kysely';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Context, systemContext } from '#kernel/context.js';
import { translatorFor } from '#kernel/i18n/translate.js';
import { readEntries } from '#kernel/journal/journal.js';
import { endOfRetention } from '#kernel/values/retention.js';
import { signInAs, type Who } from '#modules/identity/fixtures.js';
import { pageText } from '#testing/page-text.js';
import { type TestApp, testApp } from '#testing/test-app.js';
import { TEST_NOW } from '#testing/test-kernel.js';
import { applyFor, contextAt, fillIn, SAMPLE_ANSWERS } from './fixtures.js';
import { eraseExpired } from './service/retention.js';

let app: TestApp;
const services = () => app.modules.procedure.services;
const SAMPLE = SAMPLE_ANSWERS['disaster-certificate'] ?? {};

/** Twenty things that must not be found anywhere, each put in by another way. */
const PLANTED = {
  name: '極秘　権左衛門',
  kana: 'ゴクヒ　ゴンザエモン',
  street: '秘匿町九丁目9-87',
  building: '隠れ家マンション1307',
  phone: '0742-98-7654',
  member: '極秘　花代',
  damage: '雨漏り箇所は秘密の屋根裏',
  visit: '木曜の深夜だけ',
  wish: '暗号名ハヤブサ',
  correction: '訂正依頼の内緒話',
  question: '内密の質問文です',
  answer: '職員からの密書',
  note: '庁内秘メモ風林火山',
  handOver: '引継密約書',
  draftName: '下書　秘子',
  draftPlace: '草稿町二丁目2-22',
  fileName: '極秘写真の名前',
  camera: 'SecretLens 9000',
  apiKey: '秘密の会計ソフト',
  receipt: 'R-極秘-4711',
} as const;

const as = async (who: Who) => {
  const municipality = app.kernel.municipalities.bySlug('nara-city');
  if (!municipality) throw new Error('no municipality');
  const { actor, headers } = await signInAs(app.kernel, 'nara-city', who);
  return { context: contextAt(municipality, actor, TEST_NOW), headers };
};
const address = (street: string) => ({
  postalCode: '630-8580',
  prefecture: '奈良県',
  town: '奈良市',
  street,
});

let resident: Awaited<ReturnType<typeof as>>;
let head: Awaited<ReturnType<typeof as>>;
let caseId = '';

const open = async (id: string) => {
  await services().work.statePurpose(head.context, id, 'review');
  const found = await services().work.open(head.context, id);
  if (found.kind !== 'open') throw new Error('closed');
  return found.data;
};
const step = async (act: (context: Context, revision: number) => Promise<unknown>) =>
  act(head.context, (await open(caseId)).case.revision);

beforeAll(async () => {
  app = await testApp();
  resident = await as('resident');
  head = await as({ name: '課長', grants: [{ role: 'section-head', unit: null }] });
  const { apply, messages, work } = services();
  const answers = {
    ...SAMPLE,
    applicant: {
      name: PLANTED.name,
      kana: PLANTED.kana,
      address: { ...address(PLANTED.street), building: PLANTED.building },
      phone: PLANTED.phone,
    },
    members: [{ name: PLANTED.member, age: 33 }],
    state: `${PLANTED.damage}。${PLANTED.wish}`,
    visitDays: PLANTED.visit,
  };
  caseId = await applyFor(services(), resident.context, 'disaster-certificate', answers);
  await fillIn({ apply }, resident.context, 'disaster-certificate', {
    ...SAMPLE,
    applicant: {
      name: PLANTED.draftName,
      kana: 'シタガキ',
      address: address(PLANTED.draftPlace),
      phone: '0742-11-2222',
    },
  });
  const photo = await sharp({ create: { width: 20, height: 20, channels: 3, background: '#123' } })
    .jpeg()
    .withExif({ IFD0: { Make: PLANTED.camera } })
    .toBuffer();
  const upload = { name: `${PLANTED.fileName}.jpg`, bytes: new Uint8Array(photo) };
  const rules = { contents: ['image'], maxBytes: 1e6 } as const;
  await app.kernel.files.receive(resident.context, upload, rules, `case/${caseId}`);
  await messages.writeToOffice(resident.context, caseId, PLANTED.question);
  await step((context, revision) => work.take(context, caseId, revision));
  await messages.write(head.context, caseId, 'toApplicant', PLANTED.answer);
  await messages.write(head.context, caseId, 'note', `${PLANTED.note}${PLANTED.handOver}${PLANTED.receipt}`);
  const correction = {
    fields: ['state'],
    message: PLANTED.correction,
    dueOn: Temporal.PlainDate.from('2026-12-10'),
  };
  await step((context, revision) => work.requestCorrection(context, caseId, revision, correction));
  await app.request('/nara-city/my/api-keys', {
    method: 'POST',
    body: new URLSearchParams({ label: PLANTED.apiKey, days: '30' }),
    headers: resident.headers,
  });
});
afterAll(() => app.stop());

/** Every row of every table, as text and as the bytes that its columns hold. */
async function dump(): Promise<string> {
  const { rows: tables } = await sql<{ name: string }>`
    SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables
    WHERE schemaname NOT IN ('pg_catalog', 'information_schema')`.execute(app.kernel.database.owner);
  const texts: string[] = [];
  for (const { name } of tables) {
    const { rows } = await sql<{ line: string }>`SELECT t::text AS line FROM ${sql.raw(name)} t`.execute(
      app.kernel.database.owner,
    );
    texts.push(...rows.map(({ line }) => line));
  }
  return texts.join('\n');
}

const unhexed = (text: string): string =>
  text.replace(/\\+x([0-9a-f]{8,})/g, (_, hex: string) => Buffer.from(hex, 'hex').toString('latin1'));

/** As it might lie in bytes read as Latin: UTF-8, UTF-16, base64 of it. */
const disguises = (words: string): string[] => {
  const utf8 = Buffer.from(words, 'utf8');
  return [
    words,
    utf8.toString('latin1'),
    Buffer.from(words, 'utf16le').toString('latin1'),
    utf8.toString('base64').replace(/=+$/, '').slice(0, -2),
    utf8.toString('hex'),
  ];
};

describe('what people wrote', () => {
  test('twenty planted names, numbers and addresses are in no table', async () => {
    const text = await dump();
    expect(text).toContain(caseId);
    const haystack = `${text}\n${unhexed(text)}`;
    for (const words of Object.values(PLANTED)) {
      for (const disguise of disguises(words)) {
        expect(haystack.includes(disguise), words).toBe(false);
      }
    }
  });

  test('the applicant sees the look of a minute ago, with section, time and purpose', async () => {
    await open(caseId);
    const page = await app.request(`/nara-city/my/cases/${caseId}`, { headers: resident.headers });
    const words = pageText(await page.text());
    expect(words).toMatch(/課長|審査/);
    const { looks } = await services().my.caseOf(resident.context, caseId);
    expect(looks[0]).toMatchObject({ role: 'section-head', purpose: 'review', caseId });
  });
});

describe('retention', () => {
  test('begins with the fiscal year after closing', () => {
    const keptUntil = (day: string, years: number) =>
      endOfRetention(years, Temporal.PlainDate.from(day))
        .toZonedDateTimeISO('Asia/Tokyo')
        .toPlainDate()
        .toString();
    // Closed in the fiscal year 2020, kept for five: gone on 1 April 2026, not on the day before.
    expect(keptUntil('2026-04-01', 5)).toBe('2021-04-01');
    expect(keptUntil('2026-03-31', 5)).toBe('2020-04-01');
  });

  test('erases on time, leaves what is counted, and proves it', async () => {
    const { my, results, work } = services();
    const municipality = app.kernel.municipalities.bySlug('nara-city');
    if (!municipality) throw new Error('no municipality');
    await my.withdraw(resident.context, caseId);
    const later = (at: string) =>
      systemContext(municipality, 'procedure.erase', { now: () => Temporal.Instant.from(at) });
    const deps = app.modules.procedure.retention;
    expect(await eraseExpired(deps, later('2037-03-31T03:00:00+09:00'))).toBe(0);
    expect((await my.caseOf(resident.context, caseId)).case.applicantName).not.toBe('');
    expect(await eraseExpired(deps, later('2037-04-01T03:00:00+09:00'))).toBe(1);
    expect(await eraseExpired(deps, later('2037-04-02T03:00:00+09:00'))).toBe(0);

    await expect(my.caseOf(resident.context, caseId)).rejects.toMatchObject({ code: 'notFound' });
    await expect(work.open(head.context, caseId)).rejects.toMatchObject({ code: 'notFound' });
    const { rows } = await sql<{ personal: number; files: number; messages: number; corrections: number }>`
      SELECT length(content) + length(applicant_name) AS personal,
        (SELECT count(*) FROM file WHERE holder = ${`case/${caseId}`}) AS files,
        (SELECT count(*) FROM procedure_message WHERE case_id = ${caseId}::uuid) AS messages,
        (SELECT count(*) FROM procedure_correction WHERE case_id = ${caseId}::uuid) AS corrections
      FROM procedure_case WHERE id = ${caseId}::uuid`.execute(app.kernel.database.owner);
    expect(rows).toEqual([{ personal: 0, files: 0, messages: 0, corrections: 0 }]);
    const { entries } = await app.kernel.database.transaction(municipality.code, (tx) =>
      readEntries(tx, { type: 'case.erased' }, { limit: 5 }),
    );
    expect(entries).toMatchObject([{ subject: `case/${caseId}`, data: { years: 10, files: 1 } }]);
    const { figures } = await results.of(resident.context, 'disaster-certificate', translatorFor('ja'));
    expect(figures.byChannel).toEqual([{ channel: 'online', count: 1 }]);
  });
});
