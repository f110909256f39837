import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { AppError } from '#kernel/errors.js';
import { readEntries } from '#kernel/journal/journal.js';
import { formatReference } from '#kernel/values/reference-number.js';
import { formatVerificationCode } from '#kernel/values/verification-code.js';
import { type SignedIn, signInAs } from '#modules/identity/fixtures.js';
import { movableClock } from '#modules/payment/fixtures.js';
import { applyFor, contextAt, SAMPLE_ANSWERS } from '#modules/procedure/fixtures.js';
import { pageText } from '#testing/page-text.js';
import { pdfText, popplerMissing } from '#testing/read-pdf.js';
import { type TestApp, testApp } from '#testing/test-app.js';
import { TEST_NOW } from '#testing/test-kernel.js';
import { registerAs, waitingOf } from './fixtures.js';

const CITY = '/nara-city';
const RECORDS = `${CITY}/staff/records`;
const clock = movableClock(TEST_NOW);
let app: TestApp;
let clerk: SignedIn;
let head: SignedIn;
let resident: SignedIn;
let neighbour: SignedIn;

beforeAll(async () => {
  app = await testApp({ clock, settings: { DEMO: 'on' } });
  const signIn = (who: Parameters<typeof signInAs>[2]) => signInAs(app.kernel, 'nara-city', who);
  clerk = await signIn('clerk');
  head = await signIn('section-head');
  resident = await signIn('resident');
  neighbour = await signIn('resident-little-japanese');
});
afterAll(() => app.stop());

const city = () => {
  const found = app.kernel.municipalities.bySlug('nara-city');
  if (!found) throw new Error('no municipality');
  return found;
};
const as = (who: SignedIn) => contextAt(city(), who.actor, clock.now());
const services = () => app.modules.records.services;
const get = (path: string, who = clerk) => app.request(path, { headers: who.headers });
const send = (path: string, body: FormData | URLSearchParams, who = clerk) =>
  app.request(path, { method: 'POST', headers: who.headers, body });
const post = (path: string, body: Record<string, string> = {}, who = clerk) =>
  send(path, new URLSearchParams(body), who);
const textOf = async (response: Response, status = 200): Promise<string> => {
  expect(response.status).toBe(status);
  return pageText(await response.text());
};
const placeOf = (response: Response): string => {
  expect(response.status).toBe(303);
  return new URL(response.headers.get('location') ?? '', 'http://localhost').pathname;
};
const received = async (): Promise<string> =>
  placeOf(
    await post(`${RECORDS}/disclosures`, {
      key: crypto.randomUUID(),
      requester: '開示 求',
      address: '〒630-8580 奈良市三条町1',
      what: '窓口改善会議の記録',
      receivedOn: '2026-11-20',
      unit: 'civic-affairs',
    }),
  );
const idIn = (place: string) => place.split('/').at(-1) ?? '';
const opened = (place: string) => services().disclosures.open(as(head), idIn(place));
const revision = async (place: string) => ({
  revision: String((await opened(place)).disclosure.revision),
});
const decide = async (place: string, body: Record<string, string>) =>
  post(
    `${place}/decide`,
    { ...(await revision(place)), decision: 'full', reason: '', seal: 'electronic', ...body },
    head,
  );
const entriesOf = (subject: string) =>
  app.kernel.database.transaction(city().code, async (tx) => {
    const { entries } = await readEntries(tx, { subject }, { limit: 50 });
    return entries.toReversed();
  });
/** The page to which an answer leads, with what it tells once. */
async function follow(response: Response, who = clerk): Promise<string> {
  const told = response.headers.getSetCookie().map((line) => line.split(';')[0]);
  const headers = { cookie: [who.cookie, ...told].join('; ') };
  return textOf(await app.request(placeOf(response), { headers }));
}

/** A PDF of the register that the request is about; the address at which it is blacked out. */
async function linkedPdf(place: string): Promise<string> {
  const { kernel, modules } = app;
  const bytes = await kernel.typesetter.renderPdf({
    template: '#import "/base.typ": *\n#prose(data.text)',
    data: { text: '出席者は奈良花子。議題は窓口の改善。' },
    meta: { title: '記録', author: '奈良市', date: Temporal.PlainDate.from('2026-11-20') },
  });
  const from = waitingOf(as(clerk));
  const file = { name: '会議録.pdf', mediaType: 'application/pdf', bytes };
  const kept = await kernel.database.transaction(city().code, (tx) =>
    kernel.files.keep(tx, clock.now(), from, file),
  );
  const { id, number } = await registerAs(modules.records.api, kernel, as(clerk), {
    subject: '窓口改善会議（第3回）の記録',
    files: { from, ids: [kept.file] },
  });
  placeOf(
    await post(`${place}/documents`, { number: `${number?.symbol}第${number?.number}号`, year: '2026' }),
  );
  return `${RECORDS}/documents/${id}/versions/1/files/${kept.file}/redact`;
}

test('the letter carries the picture of the seal and a code that anybody can check; the use stands in the book', async () => {
  const picture = await sharp({ create: { width: 60, height: 60, channels: 3, background: '#c00' } })
    .png()
    .toBuffer();
  const form = new FormData();
  form.append('title', '奈良市長之印');
  form.append('unit', 'civic-affairs');
  form.append('picture.upload', new File([new Uint8Array(picture)], '印.png', { type: 'image/png' }));
  expect((await send(`${RECORDS}/seals`, form, head)).status).toBe(303);
  const place = await received();
  const [seal] = (await opened(place)).seals;
  await decide(place, { decision: 'refused', reason: '条例第7条第1号', seal: `picture:${seal?.id}` });
  const letter = (await opened(place)).disclosure.letter ?? '';
  const { issue } = await services().issuing.around(
    as(head),
    (await services().desk.open(as(head), letter)).document,
  );
  expect(issue).toMatchObject({ state: 'ready', seal: 'picture', way: 'post' });
  expect(issue?.words).toMatchObject({ sender: '奈良市長', postalCode: '630-8580' });
  const code = formatVerificationCode(issue?.code ?? expect.fail('no code'));
  expect(await textOf(await get(`${CITY}/verify-letter/${issue?.code}`))).toContain('市役所が出した文書です');
  expect(await textOf(await get(`${RECORDS}/seals/uses`, head))).toContain('公文書不開示決定通知書');
  expect((await entriesOf(`document/${letter}`)).map(({ type }) => type)).toEqual(
    expect.arrayContaining(['document.registered', 'document.issued', 'document.sealed']),
  );
  // A decision is told: its letter is not called off.
  const cancelled = await post(`${RECORDS}/documents/${letter}/cancel-issue`, { revision: '2' }, head);
  expect(await follow(cancelled, head)).toContain('ほかの人');
  if (popplerMissing) return;
  const pdf = await get(`${place}/letter.pdf`, head);
  const text = (await pdfText(new Uint8Array(await pdf.arrayBuffer()))).replace(/\s/g, '');
  for (const words of [code, '開示求様', '公印の印影は', '審査請求をすることができます'])
    expect(text).toContain(words);
});

test('it is decided also when the seal cannot be had: the letter waits for it, and is sealed later', async () => {
  const place = await received();
  const unavailable = new AppError('unavailable', 'no time-stamp', { fields: { seal: 'timestamp' } });
  const spy = vi.spyOn(app.kernel.sealer, 'seal').mockRejectedValueOnce(unavailable);
  const decided = await decide(place, { decision: 'absent', reason: '作成していないため' });
  expect(spy).toHaveBeenCalledTimes(1);
  spy.mockRestore();
  const page = await follow(decided, head);
  for (const words of ['公印待ち', '決定しました']) expect(page).toContain(words);
  expect((await get(`${place}/letter.pdf`, head)).status).toBe(404);
  const letter = (await opened(place)).disclosure.letter ?? '';
  expect(await textOf(await get(`${RECORDS}/seals`, head))).toContain('公文書不存在決定通知書');
  await post(`${RECORDS}/documents/${letter}/seal`, { revision: '1' }, head);
  expect((await get(`${place}/letter.pdf`, head)).status).toBe(200);
});

test('what is decided twice is decided once, and what cannot be added or given is said beside its field', async () => {
  const place = await received();
  const form = { ...(await revision(place)), decision: 'full', reason: '', seal: 'electronic' };
  const again = await Promise.all([1, 2].map(() => post(`${place}/decide`, form, head)));
  expect(again.map(({ status }) => status)).toEqual([303, 303]);
  const letters = (await entriesOf(`disclosure/${idIn(place)}`)).filter(
    ({ type }) => type === 'disclosure.decided',
  );
  expect(letters).toHaveLength(1);
  expect(await textOf(await send(`${place}/copies`, new FormData()), 422)).toContain('ファイルを選んで');
  const none = await post(`${place}/deliver`, { ...(await revision(place)), way: 'my' });
  expect(await textOf(none, 422)).toContain('渡すファイルを加えてください');
  expect(await textOf(await post(`${place}/deliver`, await revision(place)), 422)).toContain(
    '送り方を選んで',
  );
});

test('the blacked-out copy is kept for the request, paid for online, and comes to the my page with its digest in the journal', async () => {
  const place = await received();
  const redact = await linkedPdf(place);
  expect(await textOf(await get(redact))).toContain('この写しを渡す開示請求');
  const kept = await post(redact, { words: '奈良花子', areas: '', request: idIn(place) });
  expect(await follow(kept)).toContain('会議録_黒塗り.pdf');
  const wasted = new FormData();
  wasted.append('copy', new File(['まちがい'], 'まちがい.txt', { type: 'text/plain' }));
  placeOf(await send(`${place}/copies`, wasted));
  const [copy, wrong] = (await opened(place)).copies;
  placeOf(await post(`${place}/copies/${wrong?.file}/remove`));

  const context = { ...as(clerk), actor: resident.actor };
  const { my } = app.modules.procedure.services;
  const procedure = 'residence-certificate';
  const caseId = await applyFor(
    app.modules.procedure.services,
    context,
    procedure,
    SAMPLE_ANSWERS[procedure] ?? {},
  );
  const caseNumber = formatReference((await my.caseOf(context, caseId)).case.number);
  const said = { decision: 'partial', reason: '出席者の氏名（条例第7条第1号）' };
  placeOf(await decide(place, { ...said, caseNumber, 'copies-mono': '3', 'copies-cd-r': '1' }));

  // First the letter, then the fee, then the copies.
  const { disclosure, payment } = await opened(place);
  const deliver = async () => post(`${place}/deliver`, { ...(await revision(place)), way: 'my' });
  expect(await follow(await deliver())).toContain('まだ納められていません');
  const mine = `${CITY}/my/letters/${disclosure.letter}`;
  expect((await get(mine, resident)).status).toBe(404);
  placeOf(await post(`${RECORDS}/documents/${disclosure.letter}/dispatch`));
  expect(await textOf(await get(mine, resident))).toContain('写しの費用（130円）を納めると');
  const paying = await post(`${CITY}/my/payments/${payment?.id}/begin`, { way: 'card' }, resident);
  const leaving = await (await get(placeOf(paying), resident)).text();
  const address = /href="([^"]*\/payment\/sandbox\/pay_[0-9a-f]+)"/.exec(leaving)?.[1] ?? '';
  placeOf(await post(new URL(address, 'http://localhost').pathname, { choice: 'pay' }, resident));
  await app.settle();
  expect((await opened(place)).payment?.state).toBe('paid');
  expect(await textOf(await get(mine, resident))).toContain('ここで受け取れます');
  const file = `${mine}/copies/${copy?.file}`;
  expect((await get(file, resident)).status).toBe(404);
  placeOf(await deliver());
  await app.settle();

  expect(await textOf(await get(mine, resident))).toContain('会議録_黒塗り.pdf');
  const got = new Uint8Array(await (await get(file, resident)).arrayBuffer());
  const digest = createHash('sha256').update(got).digest('hex');
  expect(copy?.digest).toBe(digest);
  expect((await get(file, neighbour)).status).toBe(404);
  expect((await get(`${mine}/copies/${wrong?.file}`, resident)).status).toBe(404);
  const entries = await entriesOf(`disclosure/${idIn(place)}`);
  const given = entries.filter(({ type }) => type === 'disclosure.copyGiven');
  expect(given.map(({ data, actor }) => [data.way, data.digest, actor])).toEqual([
    ['my', digest, `staff/${clerk.actor.id}`],
  ]);
  expect(entries.map(({ type }) => type)).toEqual(
    expect.arrayContaining(['disclosure.copyRemoved', 'disclosure.delivered', 'disclosure.copyOpened']),
  );
  // What was handed over stays as it was.
  expect((await post(`${place}/copies/${copy?.file}/remove`)).status).toBe(409);
  const page = await textOf(await get(place));
  for (const words of ['渡した写し', digest, 'マイページで渡す', '白黒の写し（A3判まで）', '10円×3＝30円'])
    expect(page).toContain(words);
  expect(await textOf(await get(`${CITY}/my/notices`, resident))).toContain('市役所から文書が届きました');
  if (!popplerMissing) expect(await pdfText(got)).not.toContain('花子');
  const verify = async () => (await app.modules.records.verify?.(city().code))?.faults;
  expect(await verify()).toEqual([]);
  const { owner } = app.kernel.database;
  await sql`UPDATE file SET holder = 'disclosure/elsewhere' WHERE id = ${copy?.file}`.execute(owner);
  expect(await verify()).toEqual([
    `disclosure/${idIn(place)}: the file ${copy?.file} that was given out is missing`,
  ]);
});
