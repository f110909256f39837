import { PDFDocument } from 'pdf-lib';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newSheetId } from '#forms/paper/code.js';
import { asPdf, rasterised, scanned } from '#forms/paper/fixtures.js';
import { paperDocument, paperLayout } from '#forms/paper/paper-form.js';
import { today } from '#kernel/clock.js';
import type { Context } from '#kernel/context.js';
import { type SignedIn, signInAs } from '#modules/identity/fixtures.js';
import { pageText } from '#testing/page-text.js';
import { type TestApp, testApp } from '#testing/test-app.js';
import { DPI, deskOf, scanIds, scansOf } from './fixtures/paper.js';
import { contextAt, SAMPLE_ANSWERS, typedPage } from './fixtures.js';
import { paperForm, paperFrame } from './paper.js';
import { allCases } from './store/cases.js';
import { keepVersions } from './store/definitions.js';
import { keepLayout } from './store/paper.js';

let app: TestApp;
let clerk: SignedIn;
let resident: SignedIn;
const CITY = '/nara-city';
const PROCEDURE = 'residence-certificate';
const SAMPLE = SAMPLE_ANSWERS[PROCEDURE] ?? {};
/** The boxes that somebody with these answers ticks. */
const TICKS = [
  'scope self',
  'items relationship',
  'purpose work',
  'delivery myPage',
  'consent true',
  'paperDeclaration true',
];

beforeAll(async () => {
  app = await testApp();
  clerk = await signInAs(app.kernel, 'nara-city', {
    name: '市民課',
    grants: [{ role: 'clerk', unit: 'civic-affairs' }],
  });
  resident = await signInAs(app.kernel, 'nara-city', 'resident');
});
afterAll(() => app.stop());

const municipality = () => {
  const found = app.kernel.municipalities.bySlug('nara-city');
  if (!found) throw new Error('no municipality');
  return found;
};
const contextOf = ({ actor }: SignedIn): Context => contextAt(municipality(), actor, app.kernel.clock.now());
const offered = () => app.modules.procedure.services.catalogue.get(contextOf(clerk), PROCEDURE);
const emptyLayout = () => paperLayout(paperForm(offered()), paperFrame(offered(), municipality(), 1));
const desk = () => deskOf(app, CITY);
const get = (path: string, as = clerk) => desk().get(path, as);
const post = (path: string, body: FormData | URLSearchParams, as = clerk) => desk().post(path, body, as);
const upload = (bytes: Uint8Array, name = 'scan.pdf', as = clerk) => desk().upload(bytes, as, name);
const byHand = () => ({ positions: emptyLayout().positions, ticked: TICKS });
const at = (response: Response): string => response.headers.get('location') ?? '';

const emptyForm = async (): Promise<Uint8Array> => {
  const response = await app.request(`${CITY}/procedures/${PROCEDURE}/form.pdf`);
  expect(response.status).toBe(200);
  return new Uint8Array(await response.arrayBuffer());
};

const typedAnswers = (more: Record<string, unknown> = {}): FormData => {
  const fields = paperForm(offered()).pages.flatMap((page) => page.fields);
  const sent = typedPage(fields, { ...SAMPLE, paperDeclaration: true, ...more });
  sent.delete('_asked');
  return sent;
};
const checkedIn = (html: string): string[] =>
  [...html.matchAll(/<input[^>]*checked[^>]*>/g)].map(
    ([tag]) => `${/name="([^"]*)"/.exec(tag)?.[1]} ${/value="([^"]*)"/.exec(tag)?.[1]}`,
  );
const paperCases = () =>
  app.kernel.database.transaction(municipality().code, (tx) =>
    allCases(tx)
      .select(['id', 'applicant', 'version', 'intake_key'])
      .where('channel', '=', 'paper')
      .execute(),
  );

describe('an empty form that was filled in by hand', () => {
  let scan = '';
  let pages: Buffer[] = [];
  let caseAt = '';

  test('is read from a scan: sheet, pages and boxes', async () => {
    pages = await scansOf(await emptyForm(), byHand());
    const card = await sharp({ create: { width: 900, height: 600, channels: 3, background: '#9bc' } })
      .jpeg()
      .toBuffer();
    const read = await upload(await asPdf([...pages, card], DPI));
    expect(read.text).toContain(`${pages.length + 1}枚を読み取り、1件の用紙が見つかりました`);
    expect(read.text).toContain('「住民票の写しの交付請求」の添付書類');
    expect(read.text).not.toContain('不確か');
    scan = read.scans[0] ?? '';
    const html = await (await get(`${CITY}/staff/scans/${scan}`)).text();
    expect(checkedIn(html).sort()).toEqual([...TICKS].sort());
    expect(pageText(html)).not.toContain('はっきり読み取れません');
    const picture = await get(`${CITY}/staff/scans/${scan}/fields/name/0`);
    expect(picture.headers.get('content-type')).toBe('image/jpeg');
    expect((await picture.arrayBuffer()).byteLength).toBeGreaterThan(500);
  });

  test('is judged like any other; what was typed is kept, also when the clerk goes away', async () => {
    const wrong = typedAnswers();
    wrong.set('birthDate.month', '13');
    wrong.set('phone', '12');
    const again = await post(`${CITY}/staff/scans/${scan}`, wrong);
    expect(again.status).toBe(422);
    const html = await again.text();
    expect(pageText(html)).toContain('電話番号');
    expect(html).toContain('value="13"');
    expect(html).toContain('ナラ　ハナコ');
    expect(await (await get(`${CITY}/staff/scans/${scan}`)).text()).toContain('ナラ　ハナコ');
    expect(await paperCases()).toEqual([]);
  });

  test('becomes a case of the channel paper, with the scan beside the answers', async () => {
    const done = await post(`${CITY}/staff/scans/${scan}`, typedAnswers());
    expect(done.status, pageText(await done.clone().text())).toBe(303);
    caseAt = at(done);
    const id = caseAt.split('/').at(-1) ?? '';
    const [only, ...more] = await paperCases();
    expect(more).toEqual([]);
    expect(only).toMatchObject({ id, applicant: null, version: offered().currentVersion });
    expect(only?.intake_key).toMatch(/^paper\/[0-9A-Z]{16}$/);
    await post(`${caseAt}/purpose`, new URLSearchParams({ purpose: 'review' }));
    const html = await (await get(caseAt)).text();
    expect(html).toContain('奈良　花子');
    const file = /href="([^"]*\/files\/[^"]*)"/.exec(html)?.[1] ?? '';
    const kept = new Uint8Array(await (await get(file)).arrayBuffer());
    const handedIn = await PDFDocument.load(kept);
    expect(handedIn.getPageCount()).toBe(pages.length + 1);
    // Nothing of it is left where it waited.
    expect((await get(`${CITY}/staff/scans/${scan}/pages/1`)).status).toBe(404);
    expect(at(await get(`${CITY}/staff/scans/${scan}`))).toBe(caseAt);
    expect(at(await post(`${CITY}/staff/scans/${scan}`, typedAnswers()))).not.toBe(caseAt);
  });

  test('scanned again it is told; a copy of the empty form that somebody else filled in is a case of its own', async () => {
    const read = await upload(await asPdf(pages, DPI));
    expect(read.text).toContain('前に受け付けています');
    const second = read.scans[0] ?? '';
    expect(pageText(await (await get(`${CITY}/staff/scans/${second}`)).text())).toContain(
      'として受け付けています',
    );
    const refused = await post(`${CITY}/staff/scans/${second}`, typedAnswers());
    expect(refused.status).toBe(422);
    expect(await paperCases()).toHaveLength(1);
    const other = typedAnswers({ name: '奈良　次郎' });
    other.append('_copy', 'true');
    expect((await post(`${CITY}/staff/scans/${second}`, other)).status).toBe(303);
    expect(await paperCases()).toHaveLength(2);
  });

  test('of which a page is missing says so, and takes the page when it comes', async () => {
    const [first, second] = await scansOf(await emptyForm(), byHand(), [90, 270]);
    if (!first || !second) throw new Error('two pages');
    const read = await upload(first, 'scan.jpg');
    const html = await (await get(`${CITY}/staff/scans/${read.scans[0]}`)).text();
    expect(pageText(html)).toContain('2ページ目がまだ読み取られていません');
    const more = await upload(second, 'scan.jpg');
    expect(more.scans).toEqual(read.scans);
    const whole = await (await get(`${CITY}/staff/scans/${read.scans[0]}`)).text();
    expect(pageText(whole)).not.toContain('まだ読み取られていません');
    expect(checkedIn(whole).sort()).toEqual([...TICKS].sort());
    expect((await post(`${CITY}/staff/scans/${read.scans[0]}/discard`, new URLSearchParams())).status).toBe(
      303,
    );
    expect((await get(`${CITY}/staff/scans/${read.scans[0]}`)).status).toBe(404);
  });
});

describe('what cannot be read', () => {
  const printedAs = async (code: { tenant: string; version: string }) => {
    const layout = emptyLayout();
    const frame = paperFrame(offered(), municipality(), 1);
    const meta = { author: '奈良市', date: today(app.kernel.clock) };
    const document = await paperDocument(
      layout,
      frame,
      { procedure: PROCEDURE, sheet: newSheetId(), ...code },
      meta,
    );
    return { pdf: await app.kernel.typesetter.renderPdf(document), layout };
  };

  test('is told page by page, and nothing is kept of it', async () => {
    const foreign = await printedAs({ tenant: '292052', version: '2.1' });
    const unknown = await printedAs({ tenant: municipality().code, version: '77.1' });
    const bare = await scanned(
      rasterised((await printedAs({ tenant: '292010', version: '2.1' })).pdf, 40)[0] ?? Buffer.of(),
      0,
    );
    const pages = [
      bare,
      ...(await scansOf(foreign.pdf)).slice(0, 1),
      ...(await scansOf(unknown.pdf)).slice(0, 1),
    ];
    const read = await upload(await asPdf(pages, DPI));
    expect(read.text).toContain('様式は見つかりませんでした');
    expect(read.text).toContain('QRコードが見つかりません');
    expect(read.text).toContain('ほかの市町村の様式です');
    expect(read.text).toContain('この様式の版の記録がありません');
    expect(read.scans).toEqual([]);
  });

  test.each([
    ['no file', null, 'スキャンしたファイルを選んでください'],
    ['a text', Buffer.from('これは写真ではありません'), '受け付けられない種類'],
    ['a broken PDF', Buffer.from('%PDF-1.7\nbroken'), '「x.pdf」'],
  ])('%s is refused in words', async (_name, bytes, words) => {
    const body = new FormData();
    if (bytes) body.append('file', new File([bytes], 'x.pdf'));
    const refused = await post(`${CITY}/staff/scans`, body);
    expect(refused.status).toBe(422);
    expect(pageText(await refused.text())).toContain(words);
  });

  test('an earlier version of the form is read as it was printed, and its case keeps it', async () => {
    const { code } = municipality();
    const { procedure, version } = { procedure: offered(), version: '0.9' };
    await app.kernel.database.transaction(code, (tx) =>
      keepVersions(
        tx,
        [{ id: PROCEDURE, version, document: { ...plain(procedure) }, digest: Buffer.alloc(32) }],
        app.kernel.clock.now(),
      ),
    );
    const { pdf, layout } = await printedAs({ tenant: code, version });
    await app.kernel.database.transaction(code, (tx) =>
      keepLayout(
        tx,
        { procedure: PROCEDURE, version, digest: layout.digest, positions: layout.positions },
        app.kernel.clock.now(),
      ),
    );
    const read = await upload(
      await asPdf(await scansOf(pdf, { positions: layout.positions, ticked: TICKS }), DPI),
    );
    const html = await (await get(`${CITY}/staff/scans/${read.scans[0]}`)).text();
    expect(pageText(html)).toContain('前の版の様式です');
    expect((await post(`${CITY}/staff/scans/${read.scans[0]}`, typedAnswers())).status).toBe(303);
    expect((await paperCases()).map((one) => one.version)).toContain(version);
  });
});

describe('who may', () => {
  test('a clerk of another section scans, and the sheet waits with the section in charge', async () => {
    const other = await signInAs(app.kernel, 'nara-city', {
      name: '保健所',
      grants: [{ role: 'clerk', unit: 'health-center' }],
    });
    const pages = await scansOf(await emptyForm(), byHand());
    const read = await upload(await asPdf(pages, DPI), 'scan.pdf', other);
    expect(read.text).toContain('「市民課」の手続です');
    const list = await (await get(`${CITY}/staff/scans`)).text();
    const id = scanIds(list).at(-1) ?? '';
    expect(id).not.toBe('');
    for (const path of [
      `/staff/scans/${id}`,
      `/staff/scans/${id}/pages/1`,
      `/staff/scans/${id}/fields/name/0`,
    ])
      expect((await get(`${CITY}${path}`, other)).status).toBe(404);
    expect((await get(`${CITY}/staff/scans/${id}`)).status).toBe(200);
    expect([401, 403]).toContain((await get(`${CITY}/staff/scans`, resident)).status);
  });
});

/** The definition as it is stored. */
const plain = ({ currentVersion: _, ...procedure }: ReturnType<typeof offered>): object => procedure;
