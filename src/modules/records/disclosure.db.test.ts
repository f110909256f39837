import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Clock } from '#kernel/clock.js';
import { readEntries } from '#kernel/journal/journal.js';
import { type SignedIn, signInAs } from '#modules/identity/fixtures.js';
import { contextAt } from '#modules/procedure/fixtures.js';
import { pageText } from '#testing/page-text.js';
import { pdfText, popplerMissing } from '#testing/read-pdf.js';
import { type TestApp, testApp } from '#testing/test-app.js';
import { TEST_NOW } from '#testing/test-kernel.js';
import { registerAs } from './fixtures.js';

const CITY = 'nara-city';
const LIST = `/${CITY}/staff/records/disclosures`;
let now = Temporal.Instant.from(TEST_NOW);
const clock: Clock = { now: () => now };
let app: TestApp;
let clerk: SignedIn;
let head: SignedIn;

beforeAll(async () => {
  app = await testApp({ clock });
  await signIn();
});
afterAll(() => app.stop());

async function signIn(): Promise<void> {
  clerk = await signInAs(app.kernel, CITY, 'clerk');
  head = await signInAs(app.kernel, CITY, 'section-head');
}
const municipality = () => {
  const found = app.kernel.municipalities.bySlug(CITY);
  if (!found) throw new Error(`no municipality ${CITY}`);
  return found;
};
const as = (who: SignedIn) => contextAt(municipality(), who.actor, now);
const get = (path: string, who = clerk) => app.request(path, { headers: who.headers });
const post = (path: string, body: Record<string, string>, who = clerk) =>
  app.request(path, { method: 'POST', headers: who.headers, body: new URLSearchParams(body) });
const textOf = async (response: Response, status = 200): Promise<string> => {
  expect(response.status).toBe(status);
  return pageText(await response.text());
};
const request = (changes: Record<string, string> = {}) => ({
  key: crypto.randomUUID(),
  requester: '開示 求',
  address: '奈良市三条町1',
  what: '窓口改善会議の記録',
  receivedOn: '2026-11-20',
  unit: 'civic-affairs',
  ...changes,
});
async function received(changes: Record<string, string> = {}): Promise<string> {
  const response = await post(LIST, request(changes));
  expect(response.status).toBe(303);
  return new URL(response.headers.get('location') ?? '', 'http://localhost').pathname;
}
async function addCopy(place: string, name: string, text: string): Promise<void> {
  const body = new FormData();
  body.append('copy', new File([text], name, { type: 'text/plain' }));
  const sent = await app.request(`${place}/copies`, { method: 'POST', headers: clerk.headers, body });
  expect(sent.status).toBe(303);
}
const shownRevision = async (place: string) => {
  const data = await app.modules.records.services.disclosures.open(as(head), place.split('/').at(-1) ?? '');
  return { revision: String(data.disclosure.revision) };
};

test('a request gets a number and the day of the ordinance; sent twice it is one; what is missing is said beside its field', async () => {
  const wrong = await textOf(
    await post(LIST, request({ requester: '', what: '', receivedOn: '2026-11-21', unit: 'x' })),
    422,
  );
  for (const words of ['氏名を入力', '内容を入力', '今日より後の日には', '課を選んで'])
    expect(wrong).toContain(words);
  const key = crypto.randomUUID();
  const [place = '', ...others] = await Promise.all([1, 2, 3].map(() => received({ key })));
  expect(others).toEqual([place, place]);
  const page = await textOf(await get(place));
  for (const words of ['奈市開第1号', '2026年12月5日', '開示 求', '窓口改善会議の記録'])
    expect(page).toContain(words);
  expect(await textOf(await get(LIST))).toContain('2026-12-05');
});

test('the day is put off once, for a reason, and no further than the ordinance allows', async () => {
  const place = await received();
  const extend = async (until: string, extension = '対象が大量のため') =>
    post(`${place}/extend`, { ...(await shownRevision(place)), until, extension });
  expect(await textOf(await extend('2027-01-05'), 422)).toContain('延長できる日まで');
  expect(await textOf(await extend('2026-12-20', ''), 422)).toContain('理由を入力');
  expect((await extend('2027-01-04')).status).toBe(303);
  expect(await textOf(await get(place))).toContain('対象が大量のため');
  expect((await extend('2027-01-05')).status).toBe(422);
});

test.skipIf(popplerMissing)(
  'it is decided with a letter that says what, why and for how much, and handed over',
  async () => {
    const place = await received();
    const { number } = await registerAs(app.modules.records.api, app.kernel, as(clerk), {
      subject: '窓口改善会議（第3回）の記録',
    });
    const hidden = await registerAs(app.modules.records.api, app.kernel, as(head), {
      subject: '隠れた記録',
      grade: 'secret',
    });
    const link = (one: { number: number } | null) =>
      post(`${place}/documents`, { number: `奈市第${one?.number}号`, year: '2026' });
    expect((await link(number)).status).toBe(303);
    expect(await textOf(await link(hidden.number), 422)).toContain('見つからないか');
    const decide = async (body: Record<string, string>, who = head) =>
      post(
        `${place}/decide`,
        { ...(await shownRevision(place)), decision: '', reason: '', seal: 'electronic', ...body },
        who,
      );
    expect((await decide({ decision: 'full' }, clerk)).status).toBe(403);
    const wrong = await textOf(
      await decide({ decision: 'partial', 'copies-mono': 'たくさん', seal: 'x' }),
      422,
    );
    for (const words of ['開示しない部分と、条例の根拠', '数字で入力', '公印の扱いを選んで'])
      expect(wrong).toContain(words);
    await decide({
      decision: 'partial',
      reason: '出席者の氏名（条例第7条第1号）',
      ...{ 'copies-mono': '１２', 'copies-colour': '2', 'copies-cd-r': '1', 'copies-other': '140' },
    });
    const letter = await get(`${place}/letter.pdf`);
    const text = (await pdfText(new Uint8Array(await letter.arrayBuffer()))).replace(/\s/g, '');
    for (const words of [
      '公文書部分開示決定通知書',
      '開示求様',
      '出席者の氏名',
      '窓口改善会議（第3回）の記録',
      '白黒の写し（A3判まで）10円×12枚＝120円',
      'カラーの写し（A3判まで）50円×2枚＝100円',
      'CD-R100円×1個＝100円',
      'その他の写し・郵送料（実費）140円',
      '合計460円',
      '奈良市長',
      '電子署名',
      '検証番号',
      '令和8年11月20日付けの公文書の開示の請求について',
    ])
      expect(text).toContain(words);
    // Nothing is handed over before it is paid.
    await post(`${place}/deliver`, { ...(await shownRevision(place)), way: 'post' });
    expect(await textOf(await get(place))).toContain('まだ納められていません');
    const subject = `disclosure/${place.split('/').at(-1)}`;
    const taking = { way: 'cash' as const, note: null };
    await app.kernel.database.transaction(municipality().code, (tx) =>
      app.modules.payment.api.takeAtCounter(tx, as(clerk), subject, taking),
    );
    const without = await post(`${place}/deliver`, { ...(await shownRevision(place)), way: 'post' });
    expect(await textOf(without, 422)).toContain('渡すファイルを加えてください');
    await addCopy(place, '会議録.txt', '会議の記録');
    await post(`${place}/deliver`, { ...(await shownRevision(place)), way: 'post' });
    expect(await textOf(await get(place))).toContain('交付済み');
    const { entries } = await app.kernel.database.transaction(municipality().code, (tx) =>
      readEntries(tx, { type: 'disclosure.decided' }, { limit: 10 }),
    );
    expect(entries[0]?.data).toMatchObject({
      decision: 'partial',
      documents: 1,
      pages: 14,
      fee: 460,
      late: false,
    });
    expect(JSON.stringify(entries)).not.toContain('開示 求');
  },
);

test('copies that cost nothing by the ordinance are handed over without a payment', async () => {
  const place = await received();
  const decided = {
    ...(await shownRevision(place)),
    ...{ decision: 'full', reason: '', waiver: '生活保護を受けているため', seal: 'electronic' },
    'copies-mono': '5',
  };
  const unknown = await post(`${place}/decide`, { ...decided, caseNumber: 'K7M-349-XRT' }, head);
  expect(await textOf(unknown, 422)).toContain('マイページのある人が見つかりません');
  expect((await post(`${place}/decide`, decided, head)).status).toBe(303);
  expect(await textOf(await get(place))).toContain('生活保護を受けているため');
  await addCopy(place, '会議録.txt', '会議の記録');
  await post(`${place}/deliver`, { ...(await shownRevision(place)), way: 'counter' });
  expect(await textOf(await get(place))).toContain('交付済み');
  const letter =
    (await (await get(place)).text()).match(/\/nara-city\/staff\/records\/documents\/[0-9a-f-]{36}/)?.[0] ??
    '';
  expect(await textOf(await get(letter))).toContain('窓口で渡す');
});

test('one that is late is marked; other sections do not find it', async () => {
  const place = await received();
  now = Temporal.Instant.from('2026-12-06T00:00:00+09:00');
  await signIn();
  expect(await textOf(await get(place))).toContain('期限を過ぎています');
  const stranger = await signInAs(app.kernel, CITY, {
    name: '水道 次郎',
    grants: [{ role: 'section-head', unit: 'waterworks' }],
  });
  expect((await get(place, stranger)).status).toBe(404);
});
