import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Context } from '#kernel/context.js';
import { type SignedIn, signInAs } from '#modules/identity/fixtures.js';
import { pageText } from '#testing/page-text.js';
import { type TestApp, testApp } from '#testing/test-app.js';
import { contextOf, smallDocument } from './fixtures.js';
import { CHANNEL, CHANNELS } from './parts/preview.js';

const WHO = { name: '担当者', grants: [{ role: 'clerk', unit: 'civic-affairs' }] };
const ROOT = '/nara-city/staff/authoring';
const PNG = 'data:image/png;base64,iVBOR';
let app: TestApp;
let clerk: Context;
let browser: SignedIn;

beforeAll(async () => {
  app = await testApp();
  clerk = await contextOf(app.kernel, 'nara-city', WHO);
  browser = await signInAs(app.kernel, 'nara-city', WHO);
  const { service } = app.modules.authoring;
  await service.begin(clerk, { kind: 'file', document: smallDocument('dog'), unit: 'civic-affairs' });
  await service.begin(clerk, { kind: 'blank', id: 'empty', title: '空の手続', unit: 'civic-affairs' });
});
afterAll(() => app?.stop());

type Sent = Record<string, string | string[]>;
const post = async (path: string, typed: Sent) => {
  const body = new URLSearchParams();
  for (const [name, value] of Object.entries(typed)) for (const one of [value].flat()) body.append(name, one);
  return app.request(`${ROOT}${path}`, { method: 'POST', headers: browser.headers, body });
};
const see = async (path: string, typed: Sent) => {
  const [address, query = ''] = path.split('?');
  const answer = await post(`${address}/preview?${query}`, typed);
  expect(answer.status, path).toBe(200);
  return answer.text();
};
const copies = { label: '何枚作りますか', sensitivity: 'ordinary', id: 'copies', min: '1', max: '5' };

describe('beside the form stands what others will see', () => {
  test('a question in every channel, with that question marked', async () => {
    const path = '/dog/edit/field?of=copies';
    const phone = await see(path, copies);
    expect(phone).toMatch(/<div data-at[^>]*>(?:(?!<div data-at).)*何枚作りますか/s);
    const counter = await see(path, { ...copies, [CHANNEL]: 'counter' });
    expect(counter).toContain('counter-preview');
    expect(counter).toMatch(/<div data-at[^>]*>(?:(?!<div data-at).)*何枚作りますか/s);
    const paper = await see(path, { ...copies, [CHANNEL]: 'paper' });
    expect(paper).toContain(PNG);
    expect(paper.match(/<rect data-at/g)?.length).toBeGreaterThan(0);
    const api = pageText(await see(path, { ...copies, [CHANNEL]: 'api' }));
    expect(api).toContain('"title": "何枚作りますか"');
    expect(api).not.toContain('予防注射');
    const staff = pageText(await see(path, { ...copies, [CHANNEL]: 'staff' }));
    expect(staff).toContain('何枚作りますか');
  });

  test('says whether what is shown is what is saved, what is typed, or what was there before', async () => {
    const opened = await app.request(`${ROOT}/dog/edit/review`, { headers: browser.headers });
    expect(pageText(await opened.text())).toContain('保存してある内容での表示です');
    const review = { decidedBy: 'sectionHead', replyDays: '10' };
    expect(pageText(await see('/dog/edit/review', review))).toContain('保存はまだしていません');
    expect(pageText(await see('/dog/edit/review', { ...review, replyDays: '' }))).toContain(
      '前に保存した内容',
    );
  });

  test('the start page, as it is written and in another language', async () => {
    const form = { title: '犬をとうろくする', unit: 'civic-affairs', days: '7', declaration: 'はい。' };
    const start = pageText(await see('/dog/edit/general', form));
    expect(start).toContain('犬をとうろくする');
    expect(start).toContain('標準 7開庁日');
    // What is not written yet has words in its place, so that it can be looked at from the first line on.
    expect(start).toContain('（まだ書いていません）');
    const english = await see('/dog/edit/languages?of=en:start', { text0: 'Register a dog' });
    expect(pageText(english)).toContain('Register a dog');
    expect(english).toContain('lang="en"');
  });

  test('a fee, with what made-up answers would cost', async () => {
    const fee = {
      mode: 'each',
      eachYen: '450',
      eachField: 'copies',
      'payment.way': 'counter',
      'payment.text': '窓口で',
      'payment.was': '',
    };
    const shown = pageText(await see('/dog/edit/fee', fee));
    for (const words of ['1枚につき450円', '窓口で', '鑑札の枚数：1枚 → 450円'])
      expect(shown).toContain(words);
  });

  test('the document that is given out, as a picture', async () => {
    const output = { kind: 'certificate', title: '犬の登録証', template: 'certificate', fields: ['copies'] };
    expect(await see('/dog/edit/output', output)).toContain(PNG);
    expect(pageText(await see('/dog/edit/output', { kind: 'none' }))).toContain('渡す文書はありません');
  });

  test('what staff check, and the form of a third party', async () => {
    const review = { decidedBy: 'sectionHead', 'checks.text': '鑑札の番号', replyDays: '10' };
    const staff = pageText(await see('/dog/edit/review', review));
    for (const words of ['鑑札の番号', '認めるかどうかを決める人：課長']) expect(staff).toContain(words);
    expect(pageText(await see('/dog/edit/thirdParty?of=new', {}))).toContain('まだ質問がありません');
  });

  test('every part can be opened with its preview in every channel, also of what is hardly begun', async () => {
    const parts = [
      'general',
      'fee',
      'output',
      'review',
      'rules',
      'thirdParty?of=new',
      'languages?of=en:start',
    ];
    for (const id of ['dog', 'empty'])
      for (const part of parts)
        for (const channel of CHANNELS) {
          const html = await see(`/${id}/edit/${part}`, { [CHANNEL]: channel });
          expect(html, `${id} ${part} ${channel}`).toContain('live-preview-content');
        }
  });

  test('the channel stays through the buttons of the page', async () => {
    const page = await (
      await post('/dog/edit/fee', { mode: 'byAnswer', _do: 'cases:add', [CHANNEL]: 'staff' })
    ).text();
    expect(page).toMatch(/<input[^>]*name="_channel"[^>]*value="staff"[^>]*checked/);
  });
});

describe('a certificate that names nobody', () => {
  const outline = async (id: string) =>
    pageText(await (await app.request(`${ROOT}/${id}`, { headers: browser.headers })).text());

  test('is warned of on the page of the draft, and no longer when a name is asked', async () => {
    const named = smallDocument('named-dog');
    named.form.pages[0]?.fields.unshift({ id: 'name', kind: 'name', label: '氏名', sensitivity: 'personal' });
    const { service } = app.modules.authoring;
    await service.begin(clerk, { kind: 'file', document: named, unit: 'civic-affairs' });
    expect(await outline('dog')).toContain('だれのものかが書かれないことがあります');
    expect(await outline('named-dog')).not.toContain('だれのものかが書かれないことがあります');
    expect(await outline('empty')).not.toContain('だれのものかが書かれないことがあります');
  });
});
