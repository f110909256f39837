import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import PostalMime from 'postal-mime';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Clock } from '#kernel/clock.js';
import { readEntries } from '#kernel/journal/journal.js';
import { formatReference } from '#kernel/values/reference-number.js';
import { type Colleague, seatIn } from '#modules/decision/fixtures.js';
import { type SignedIn, signInAs } from '#modules/identity/fixtures.js';
import { applyFor, SAMPLE_ANSWERS } from '#modules/procedure/fixtures.js';
import { pageText } from '#testing/page-text.js';
import { pdfText, popplerMissing } from '#testing/read-pdf.js';
import { type TestApp, testApp } from '#testing/test-app.js';
import { TEST_NOW } from '#testing/test-kernel.js';
import { registerAs } from './fixtures.js';

const CITY = '/nara-city';
const RECORDS = `${CITY}/staff/records`;
const PDFSIG = '/usr/bin/pdfsig';
const folder = mkdtempSync(join(tmpdir(), 'yakuba-issues-'));
let now = Temporal.Instant.from(TEST_NOW);
const clock: Clock = { now: () => now };
let app: TestApp;
let clerk: Colleague;
let head: Colleague;
let other: Colleague;
let resident: SignedIn;

async function people(of: TestApp) {
  const named = seatIn(of);
  return {
    clerk: await named('起案 一郎', 'clerk', 'civic-affairs/clerk'),
    head: await named('課長 三郎', 'section-head', 'civic-affairs/head'),
    other: await named('図書 八子', 'section-head', 'library/head'),
  };
}
beforeAll(async () => {
  app = await testApp({ clock, settings: { KEYS_DIR: join(folder, 'keys') } });
  ({ clerk, head, other } = await people(app));
  resident = await signInAs(app.kernel, 'nara-city', 'resident');
});
afterAll(async () => {
  await app.stop();
  rmSync(folder, { recursive: true });
});

const services = () => app.modules.records.services;
const get = (path: string, who: SignedIn = clerk, of = app) => of.request(path, { headers: who.headers });
const post = (path: string, body: Record<string, string>, who: SignedIn = clerk, of = app) =>
  of.request(path, { method: 'POST', headers: who.headers, body: new URLSearchParams(body) });
const textOf = async (response: Response, status = 200) => {
  expect(response.status).toBe(status);
  return pageText(await response.text());
};
const idIn = (response: Response): string => {
  expect(response.status).toBe(303);
  return new URL(response.headers.get('location') ?? '', 'http://localhost').pathname.split('/').at(-1) ?? '';
};
const entriesOf = (id: string, of = app) =>
  of.kernel.database.transaction(clerk.context.municipality?.code ?? '', async (tx) => {
    const { entries } = await readEntries(tx, { subject: `document/${id}` }, { limit: 50 });
    return entries.toReversed();
  });
const aroundOf = async (id: string, of = app) => {
  const { desk, issuing } = of.modules.records.services;
  return issuing.around(clerk.context, (await desk.open(clerk.context, id)).document);
};
const revisionOf = async (id: string, of = app) => String((await aroundOf(id, of)).issue?.revision);

/** Something that the section drafted. */
const origin = async (subject: string, of = app) =>
  (await registerAs(of.modules.records.api, of.kernel, clerk.context, { direction: 'drafted', subject })).id;
const letter = (changes: Record<string, string> = {}) => ({
  key: crypto.randomUUID(),
  kind: 'notice',
  issuedOn: '2026-11-20',
  addressee: '奈良 花子',
  honorific: '様',
  sender: 'head',
  subject: '道路の工事について（通知）',
  body: '次のとおり工事を行います。\nご協力をお願いします。',
  notes: '1 期間　12月1日から',
  seal: 'electronic',
  way: 'post',
  address: '〒630-8580 奈良市二条大路南一丁目1-1',
  ...changes,
});
const prepared = async (changes: Record<string, string> = {}, of = app): Promise<string> =>
  idIn(
    await post(`${RECORDS}/documents/${await origin('工事の伺い', of)}/issue`, letter(changes), clerk, of),
  );
const pdfOf = async (id: string): Promise<Uint8Array> => {
  const { versions } = await services().desk.open(clerk.context, id);
  const file = versions[0]?.content?.files[0]?.file ?? '';
  return (await services().desk.file(clerk.context, id, versions[0]?.version ?? 0, file)).bytes;
};
const squeezed = async (pdf: Uint8Array) => (await pdfText(pdf)).replace(/\s/g, '');

describe('an outgoing document', () => {
  test('gets its number and waits for its seal; whoever keeps the seals uses one; then it goes by post', async () => {
    const id = await prepared();
    const { document } = await services().desk.open(clerk.context, id);
    expect(document).toMatchObject({ direction: 'drafted', correspondent: '奈良 花子', symbol: '奈市' });
    expect(await textOf(await get(`${RECORDS}/documents/${id}`))).toContain('公印待ち');
    expect(await textOf(await get(`${RECORDS}/seals`, head))).toContain('道路の工事について');
    // A clerk keeps no seals; a head of another section does not find it.
    expect((await post(`${RECORDS}/documents/${id}/seal`, { revision: '1' })).status).toBe(403);
    expect((await post(`${RECORDS}/documents/${id}/seal`, { revision: '1' }, other)).status).toBe(404);
    // Nothing is sent before.
    expect((await post(`${RECORDS}/documents/${id}/dispatch`, {})).status).toBe(409);
    await post(`${RECORDS}/documents/${id}/seal`, { revision: '1' }, head);
    expect((await aroundOf(id)).issue).toMatchObject({ state: 'ready', sealedBy: `staff/${head.id}` });
    // Whoever comes second is told, and no second version is made.
    await post(`${RECORDS}/documents/${id}/seal`, { revision: '1' }, head);
    expect((await services().desk.open(clerk.context, id)).versions).toHaveLength(1);
    const pdf = await pdfOf(id);
    if (existsSync(PDFSIG)) {
      writeFileSync(join(folder, 'letter.pdf'), pdf);
      const said = execFileSync(PDFSIG, [join(folder, 'letter.pdf')], { encoding: 'utf8' });
      expect(said).toContain('Signature is Valid');
    }
    expect(await textOf(await get(`${RECORDS}/dispatch`))).toContain('道路の工事について');
    const sheet = await get(`${RECORDS}/documents/${id}/address-sheet.pdf`);
    const list = await get(`${RECORDS}/dispatch/posting-list.pdf`);
    if (!popplerMissing) {
      const text = await squeezed(pdf);
      for (const words of ['奈良花子様', '道路の工事について（通知）', '記', '以上', document.symbol])
        expect(text).toContain(words);
      expect(await squeezed(new Uint8Array(await sheet.arrayBuffer()))).toContain('〒630-8580');
      expect(await squeezed(new Uint8Array(await list.arrayBuffer()))).toContain('道路の工事について');
    }
    await post(`${RECORDS}/documents/${id}/dispatch`, {});
    expect(await textOf(await get(`${RECORDS}/documents/${id}`))).toContain('発送済み');
    const uses = await textOf(await get(`${RECORDS}/seals/uses`, head));
    for (const words of ['課長 三郎', '起案 一郎', '道路の工事について']) expect(uses).toContain(words);
    const types = (await entriesOf(id)).map(({ type }) => type);
    expect(types.filter((type) => !/viewed|downloaded/.test(type))).toEqual([
      'document.registered',
      'document.issued',
      'document.versionAdded',
      'document.sealed',
      'document.dispatched',
    ]);
    expect(JSON.stringify((await entriesOf(id)).map(({ data }) => data))).not.toMatch(/花子|工事|二条/);
  });

  test('keeps what was typed when something is missing, and is one document when it is sent twice', async () => {
    const from = await origin('二度押した伺い');
    const missing = await post(
      `${RECORDS}/documents/${from}/issue`,
      letter({ addressee: '', address: '', way: 'post' }),
    );
    const html = await missing.text();
    expect(missing.status).toBe(422);
    expect(pageText(html)).toContain('宛先を入力してください');
    expect(pageText(html)).toContain('宛先の住所を入力してください');
    expect(html).toContain('ご協力をお願いします');
    const typed = letter();
    const first = idIn(await post(`${RECORDS}/documents/${from}/issue`, typed));
    expect(idIn(await post(`${RECORDS}/documents/${from}/issue`, typed))).toBe(first);
    expect((await aroundOf(from)).issued).toHaveLength(1);
    const unknown = letter({ way: 'my', caseNumber: 'K7M-349-XRT' });
    expect(await textOf(await post(`${RECORDS}/documents/${from}/issue`, unknown), 422)).toContain(
      'マイページのある人が見つかりません',
    );
    const unprintable = letter({ body: '読めない字\u{2ffff}' });
    expect((await post(`${RECORDS}/documents/${from}/issue`, unprintable)).status).toBe(422);
    // Neither took a number.
    expect((await aroundOf(from)).issued).toHaveLength(1);
  });

  test('carries the picture of a seal with number and code, by which anybody can check it', async () => {
    const picture = await sharp({ create: { width: 60, height: 60, channels: 3, background: '#c00' } })
      .png()
      .toBuffer();
    const form = (title: string) => {
      const sent = new FormData();
      sent.append('title', title);
      sent.append('unit', 'civic-affairs');
      sent.append('picture.upload', new File([new Uint8Array(picture)], '印.png', { type: 'image/png' }));
      return sent;
    };
    const add = (title: string, who: SignedIn) =>
      app.request(`${RECORDS}/seals`, { method: 'POST', headers: who.headers, body: form(title) });
    expect((await add('奈良市長之印', clerk)).status).toBe(403);
    expect((await add('', head)).status).toBe(422);
    expect((await add('奈良市長之印', head)).status).toBe(303);
    const [seal] = (await services().sealing.waiting(head.context)).seals;
    const id = await prepared({ seal: `picture:${seal?.id}` });
    await post(`${RECORDS}/documents/${id}/seal`, { revision: '1' }, head);
    const { issue } = await aroundOf(id);
    expect(issue).toMatchObject({ state: 'ready', seal: 'picture', sealId: seal?.id });
    const code = issue?.code ?? '';
    expect(await textOf(await app.request(`${CITY}/verify-letter/${code}`))).toContain(
      '市役所が出した文書です',
    );
    const wrong = await app.request(`${CITY}/verify-letter?code=4K7M-0X3T`);
    expect(await textOf(wrong, 422)).toContain('20文字をもう一度');
    if (!popplerMissing) expect(await squeezed(await pdfOf(id))).toContain(code.slice(0, 4));
    expect(await textOf(await get(`${RECORDS}/seals/uses`, head))).toContain('奈良市長之印');
    // What is retired is not offered any more.
    await post(`${RECORDS}/seals/${seal?.id}/retire`, {}, head);
    expect((await services().issuing.choices(clerk.context, await origin('別の伺い'))).seals).toEqual([]);
  });

  test('without a seal it is ready at once, and goes as a mail that the office opens and sends', async () => {
    const id = await prepared({ seal: 'omitted', way: 'mail', mail: 'hanako@example.jp' });
    expect((await aroundOf(id)).issue).toMatchObject({ state: 'ready', sealedAt: null, code: null });
    const response = await get(`${RECORDS}/documents/${id}/mail.eml`);
    const mail = await PostalMime.parse(await response.text());
    expect(mail.to?.[0]?.address).toBe('hanako@example.jp');
    expect(mail.subject).toBe('道路の工事について（通知）');
    expect(mail.text).toContain('添付のとおりお送りします');
    expect(mail.attachments[0]?.filename).toMatch(/^奈市第\d+号\.pdf$/);
    expect(new Uint8Array(mail.attachments[0]?.content as ArrayBuffer)).toEqual(await pdfOf(id));
    await post(`${RECORDS}/documents/${id}/dispatch`, {});
    expect((await aroundOf(id)).issue?.state).toBe('dispatched');
  });

  test('comes to the my page of a person who is known by an application, with a notice', async () => {
    const { modules } = app;
    const context = { ...clerk.context, actor: resident.actor };
    const procedure = 'residence-certificate';
    const caseId = await applyFor(
      modules.procedure.services,
      context,
      procedure,
      SAMPLE_ANSWERS[procedure] ?? {},
    );
    const { number } = (await modules.procedure.services.my.caseOf(context, caseId)).case;
    const caseNumber = formatReference(number);
    const id = await prepared({ seal: 'omitted', way: 'my', caseNumber });
    expect(await textOf(await get(`${CITY}/my/letters`, resident))).not.toContain('道路の工事');
    await post(`${RECORDS}/documents/${id}/dispatch`, {});
    await app.settle();
    expect(await textOf(await get(`${CITY}/my/letters`, resident))).toContain('道路の工事');
    expect(await textOf(await get(`${CITY}/my/notices`, resident))).toContain('市役所から文書が届きました');
    expect(await textOf(await get(`${CITY}/my/letters/${id}`, resident))).toContain('奈市第');
    const file = await get(`${CITY}/my/letters/${id}/letter.pdf`, resident);
    expect(new Uint8Array(await file.arrayBuffer())).toEqual(await pdfOf(id));
    expect((await aroundOf(id)).issue?.openedAt).not.toBeNull();
    const neighbour = await signInAs(app.kernel, 'nara-city', 'business');
    expect((await get(`${CITY}/my/letters/${id}`, neighbour)).status).toBe(404);
    expect((await get(`${CITY}/my/letters/${id}/letter.pdf`, neighbour)).status).toBe(404);
  });

  test('can be given up before it is sealed; its number stays', async () => {
    const id = await prepared();
    await post(`${RECORDS}/documents/${id}/cancel-issue`, { revision: await revisionOf(id) });
    expect(await textOf(await get(`${RECORDS}/documents/${id}`))).toContain('取りやめ');
    await post(`${RECORDS}/documents/${id}/seal`, { revision: await revisionOf(id) }, head);
    expect((await aroundOf(id)).issue?.state).toBe('cancelled');
  });

  test('is not sealed with a certificate that is over: a clear sentence, and nothing is lost', async () => {
    // The key and its certificate are made with the first seal.
    const sealed = await prepared();
    await post(`${RECORDS}/documents/${sealed}/seal`, { revision: '1' }, head);
    const id = await prepared();
    const before = now;
    now = before.add({ hours: 24 * 366 * 6 });
    const keeper = await signInAs(app.kernel, 'nara-city', {
      name: '後の 課長',
      grants: [{ role: 'section-head', unit: 'civic-affairs' }],
    });
    const answer = await post(`${RECORDS}/documents/${id}/seal`, { revision: '1' }, keeper);
    expect(answer.status).toBe(303);
    const page = await get(`${RECORDS}/documents/${id}`, {
      ...keeper,
      headers: { ...keeper.headers, cookie: [keeper.cookie, ...answer.headers.getSetCookie()].join('; ') },
    });
    expect(await textOf(page)).toContain('有効期限が切れています');
    now = before;
    expect((await aroundOf(id)).issue?.state).toBe('prepared');
    expect((await services().desk.open(clerk.context, id)).versions).toHaveLength(0);
    await post(`${RECORDS}/documents/${id}/seal`, { revision: '1' }, head);
    expect((await aroundOf(id)).issue?.state).toBe('ready');
  });
});

test('while the time-stamping authority does not answer nothing is sealed, sent or lost', async () => {
  const keys = join(folder, 'stamped');
  const second = await testApp({ settings: { KEYS_DIR: keys, TIMESTAMP_URL: 'http://127.0.0.1:1/' } });
  const [first, firstHead] = [clerk, head];
  try {
    ({ clerk, head } = await people(second));
    const id = await prepared({}, second);
    const answer = await post(`${RECORDS}/documents/${id}/seal`, { revision: '1' }, head, second);
    expect(answer.status).toBe(303);
    const cookie = [head.cookie, ...answer.headers.getSetCookie()].join('; ');
    const page = await second.request(`${RECORDS}/documents/${id}`, { headers: { ...head.headers, cookie } });
    expect(await textOf(page)).toContain('時刻の証明を受け取れませんでした');
    expect((await aroundOf(id, second)).issue).toMatchObject({ state: 'prepared', sealedAt: null });
    expect((await entriesOf(id, second)).map(({ type }) => type)).not.toContain('document.sealed');
  } finally {
    [clerk, head] = [first, firstHead];
    await second.stop();
  }
});
