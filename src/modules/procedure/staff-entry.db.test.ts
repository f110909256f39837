import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readEntries } from '#kernel/journal/journal.js';
import { type SignedIn, signInAs, type Who } from '#modules/identity/fixtures.js';
import { pageText } from '#testing/page-text.js';
import { type TestApp, testApp } from '#testing/test-app.js';
import { contextAt, SAMPLE_ANSWERS, typedPage } from './fixtures.js';

let app: TestApp;
const CITY = 'nara-city';
const ENTRIES = `/${CITY}/staff/entries`;
const WATERWORKS: Who = { name: '水道 一郎', grants: [{ role: 'clerk', unit: 'waterworks' }] };
const COLLEAGUE: Who = { name: '水道 二郎', grants: [{ role: 'clerk', unit: 'waterworks' }] };

const people = new Map<Who, SignedIn>();
async function person(who: Who): Promise<SignedIn> {
  const known = people.get(who) ?? (await signInAs(app.kernel, CITY, who));
  people.set(who, known);
  return known;
}
const get = async (path: string, who: Who) => app.request(path, { headers: (await person(who)).headers });
const post = async (path: string, who: Who, body: Record<string, string> | FormData = {}) =>
  app.request(path, {
    method: 'POST',
    headers: (await person(who)).headers,
    body: body instanceof FormData ? body : new URLSearchParams(body),
  });
const textOf = async (response: Response, status = 200): Promise<string> => {
  expect(response.status).toBe(status);
  return pageText(await response.text());
};
const placeOf = (response: Response): string => {
  expect(response.status).toBe(303);
  return new URL(response.headers.get('location') ?? '', 'http://localhost').pathname;
};
const municipality = () => {
  const found = app.kernel.municipalities.bySlug(CITY);
  if (!found) throw new Error(CITY);
  return found;
};
const formOf = (procedure: string) =>
  app.modules.procedure.services.catalogue.get(
    contextAt(municipality(), { kind: 'anonymous' }, app.kernel.clock.now()),
    procedure,
  ).form;
const entriesOf = (type: string) =>
  app.kernel.database.transaction(
    municipality().code,
    async (tx) => (await readEntries(tx, { type }, { limit: 20 })).entries,
  );

/** Writes every page and stops before submitting. */
async function write(
  procedure: string,
  who: Who,
  channel: string,
  answers = SAMPLE_ANSWERS[procedure] ?? {},
) {
  const begun = await post(`${ENTRIES}/new`, who, { procedure, channel, purpose: 'applicant' });
  let place = placeOf(begun);
  while (!place.endsWith('/check')) {
    const pageId = place.split('/').at(-1);
    await textOf(await get(place, who));
    const fields = formOf(procedure).pages.find(({ id }) => id === pageId)?.fields ?? [];
    place = placeOf(await post(place, who, typedPage(fields, answers)));
  }
  return place;
}

beforeAll(async () => {
  app = await testApp();
});
afterAll(() => app.stop());

describe('staff write an application for somebody', () => {
  test('a call becomes a case without an account, with number, name, purpose and check', async () => {
    const list = await textOf(await get(ENTRIES, WATERWORKS));
    expect(list).toContain('水道の使用開始');
    expect(list).not.toContain('住民票の写し');
    const blank = await textOf(await post(`${ENTRIES}/new`, WATERWORKS, { procedure: 'water-start' }), 422);
    for (const words of ['受付の方法を選んで', '申し出た人を選んで']) expect(blank).toContain(words);

    const check = await write('water-start', WATERWORKS, 'phone');
    expect(await textOf(await get(ENTRIES, WATERWORKS))).toContain('奈良 花子');
    const read = await textOf(await get(check, WATERWORKS));
    for (const words of ['読み上げて', '折り返し電話', '聞き取り', '本人の申し出'])
      expect(read).toContain(words);
    expect(read).not.toContain('顔写真つき');
    const missing = await textOf(await post(check, WATERWORKS, { _declaration: 'true' }), 422);
    expect(missing).toContain('本人確認の方法を選んで');
    const wrong = { _declaration: 'true', identityCheck: 'photoCard' };
    expect((await post(check, WATERWORKS, wrong)).status).toBe(422);
    const right = { _declaration: 'true', identityCheck: 'spoken' };
    const done = placeOf(await post(check, WATERWORKS, right));
    expect(placeOf(await post(check, WATERWORKS, right))).toBe(done);

    const spoken = await textOf(await get(done, WATERWORKS));
    const number = /受付番号 ([0-9A-Z]{3}-[0-9A-Z]{3}-[0-9A-Z]{3})/.exec(spoken)?.[1] ?? '';
    expect(number).not.toBe('');
    for (const words of ['読み方：', 'ハイフン', '奈良 花子', '聞き取り']) expect(spoken).toContain(words);
    expect((await get(done, COLLEAGUE)).status).toBe(404);

    const inbox = await textOf(await get(`/${CITY}/staff?number=${number}`, COLLEAGUE));
    for (const words of [number, '奈良 花子', '水道']) expect(inbox).toContain(words);
    const caseId = done.split('/').at(-1) ?? '';
    const work = `/${CITY}/staff/cases/${caseId}`;
    await post(`${work}/purpose`, COLLEAGUE, { purpose: 'review' });
    const page = await textOf(await get(work, COLLEAGUE));
    for (const words of ['電話', '氏名・生年月日・住所の聞き取り']) expect(page).toContain(words);

    const [submitted] = await entriesOf('entry.submitted');
    expect(submitted).toMatchObject({
      subject: `case/${caseId}`,
      purpose: 'applicant',
      data: { procedure: 'water-start', unit: 'waterworks', channel: 'phone', identityCheck: 'spoken' },
    });
    const counted = await entriesOf('case.submitted');
    expect(counted.find(({ subject }) => subject === `case/${caseId}`)?.data.channel).toBe('phone');
  });

  test('a certificate is not given on a voice; at the counter it is, on documents', async () => {
    const page = await textOf(await get(`${ENTRIES}/new?procedure=residence-certificate`, 'clerk'));
    expect(page).toContain('電話では受け付けられません');
    const byPhone = { procedure: 'residence-certificate', channel: 'phone', purpose: 'applicant' };
    expect((await post(`${ENTRIES}/new`, 'clerk', byPhone)).status).toBe(422);
    // Nobody without an account gets anything on a page of theirs: it is not offered, and refused in words.
    const answers = { ...SAMPLE_ANSWERS['residence-certificate'], delivery: 'counter' };
    const check = await write('residence-certificate', 'clerk', 'counter', answers);
    const receiving = check.replace('/check', '/delivery');
    expect(await textOf(await get(receiving, 'clerk'))).toContain('ログインして申し込んだ人だけが選べます');
    const wanted = typedPage(
      formOf('residence-certificate').pages.find(({ id }) => id === 'delivery')?.fields ?? [],
      { ...answers, delivery: 'myPage' },
    );
    expect(await textOf(await post(receiving, 'clerk', wanted), 422)).toMatch(/受け取り方法.*選んで/);
    wanted.set('delivery', 'counter');
    placeOf(await post(receiving, 'clerk', wanted));
    const none = await post(check, 'clerk', { _declaration: 'true', identityCheck: 'notNeeded' });
    expect(none.status).toBe(422);
    const done = placeOf(await post(check, 'clerk', { _declaration: 'true', identityCheck: 'photoCard' }));
    expect(await textOf(await get(done, 'clerk'))).toContain('奈良 花子');
    // What the certificate prints of the person was read from the answers.
    const id = done.split('/').at(-1) ?? '';
    const context = contextAt(municipality(), (await person('clerk')).actor, app.kernel.clock.now());
    const { work } = app.modules.procedure.services;
    await work.statePurpose(context, id, 'review');
    const { data } = await work.open(context, id);
    expect('case' in data && data.case.delivery).toBe('counter');
    expect('case' in data && data.case.content.person).toMatchObject({
      name: '奈良　花子',
      kana: 'ナラ　ハナコ',
      birthDate: '1988-05-14',
    });
  });

  test('what was wrong is told and what was right is kept; a draft is thrown away with its journal entry', async () => {
    const begun = await post(`${ENTRIES}/new`, WATERWORKS, {
      procedure: 'water-start',
      channel: 'counter',
      purpose: 'agent',
    });
    const place = placeOf(begun);
    const again = await post(place, WATERWORKS, { name: '', kana: '!', phone: '0742-34-1111' });
    expect(again.status).toBe(422);
    expect(await again.text()).toContain('0742-34-1111');
    const later = await post(place, WATERWORKS, { name: '山田　太郎', _then: 'later' });
    expect(placeOf(later)).toBe(ENTRIES);
    expect(await textOf(await get(ENTRIES, WATERWORKS))).toContain('山田 太郎');
    const draft = place.split('/').at(-2);
    expect(await textOf(await get(ENTRIES, WATERWORKS))).toContain('（山田 太郎）の入力を破棄しますか');
    expect((await post(`${ENTRIES}/${draft}/discard`, COLLEAGUE)).status).toBe(404);
    expect(placeOf(await post(`${ENTRIES}/${draft}/discard`, WATERWORKS))).toBe(ENTRIES);
    expect(await textOf(await get(ENTRIES, WATERWORKS))).not.toContain('山田 太郎');
    expect((await get(place, WATERWORKS)).status).toBe(404);
    const [gone] = await entriesOf('entry.discarded');
    expect(gone).toMatchObject({ subject: `draft/${draft}`, purpose: 'agent' });
  });

  test('nobody else comes to it: not the applicant’s pages, not another section, not a resident', async () => {
    const place = placeOf(
      await post(`${ENTRIES}/new`, WATERWORKS, {
        procedure: 'water-start',
        channel: 'phone',
        purpose: 'applicant',
      }),
    );
    const [draft, page] = place.split('/').slice(-2);
    expect((await get(place, COLLEAGUE)).status).toBe(404);
    expect((await get(place, 'clerk')).status).toBe(404);
    expect((await get(place, 'resident')).status).toBe(403);
    expect((await get(`/${CITY}/procedures/water-start/apply/${draft}/${page}`, WATERWORKS)).status).toBe(
      403,
    );
    expect((await get(`${ENTRIES}/new?procedure=residence-certificate`, WATERWORKS)).status).toBe(404);
    const citizens = placeOf(await post(`/${CITY}/procedures/water-start/apply`, 'resident'));
    const own = citizens.split('/').slice(-2).join('/');
    expect((await get(`${ENTRIES}/${own}`, WATERWORKS)).status).toBe(404);
  });
});
