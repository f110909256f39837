import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Context } from '#kernel/context.js';
import { type SignedIn, signInAs } from '#modules/identity/fixtures.js';
import { pageText } from '#testing/page-text.js';
import { type TestApp, testApp } from '#testing/test-app.js';
import { contextOf, smallDocument } from './fixtures.js';

const WHO = { name: '担当者', grants: [{ role: 'clerk', unit: 'civic-affairs' }] };
const ROOT = '/nara-city/staff/authoring/dog';
let app: TestApp;
let clerk: Context;
let browser: SignedIn;
const open = () => app.modules.authoring.service.open(clerk, 'dog');

beforeAll(async () => {
  app = await testApp();
  clerk = await contextOf(app.kernel, 'nara-city', WHO);
  browser = await signInAs(app.kernel, 'nara-city', WHO);
  const document = smallDocument('dog');
  await app.modules.authoring.service.begin(clerk, { kind: 'file', document, unit: 'civic-affairs' });
});
afterAll(() => app?.stop());

const get = async (path: string) => app.request(`${ROOT}${path}`, { headers: browser.headers });
const post = async (path: string, typed: Record<string, string | string[]>) => {
  const body = new URLSearchParams({ seen: String((await open()).draft.revision) });
  for (const [name, value] of Object.entries(typed)) for (const one of [value].flat()) body.append(name, one);
  return app.request(`${ROOT}${path}`, { method: 'POST', headers: browser.headers, body });
};
const placeOf = (response: Response) => response.headers.get('location')?.replace(/^.*staff\/authoring/, '');

const PART = {
  title: '獣医師の証明',
  who: '獣医師',
  assuranceLevel: 'low',
  validDays: '30',
  caseWaits: 'true',
  required: 'when',
  mode: 'rows',
  'rows.field': 'injected',
  'rows.operator': 'no',
  'rows.value': '',
  shows: ['injected', 'nobody'],
  declaration: '診察しました。',
  id: 'vet',
};
const QUESTION = { label: '診断名', sensitivity: 'ordinary', id: 'disease' };

describe('a part that others complete', () => {
  test('is refused in words while something is missing, with what was typed', async () => {
    const refused = await post('/edit/thirdParty?of=new', {
      ...PART,
      validDays: '120',
      who: '',
      'rows.field': [],
      'rows.operator': [],
      'rows.value': [],
    });
    expect(refused.status).toBe(422);
    const html = await refused.text();
    const text = pageText(html);
    expect(html).toContain('value="獣医師の証明"');
    for (const words of ['1から90までの数', '条件を一つ以上追加']) expect(text).toContain(words);
  });

  test('is written with its condition, and its form by the pages of every form', async () => {
    const written = await post('/edit/thirdParty?of=new', PART);
    expect([written.status, placeOf(written)]).toEqual([303, '/dog/in/vet']);
    expect((await open()).draft.document.thirdParties).toMatchObject([
      { id: 'vet', who: '獣医師', validDays: 30, shows: ['injected'], required: 'injected = false' },
    ]);
    // Nothing is asked yet, and the page of the part says so.
    expect(pageText(await (await get('/in/vet')).text())).toContain('まだありません');

    expect(placeOf(await post('/in/vet/edit/page?of=new', { title: '診断', id: 'exam' }))).toBe(
      '/dog/in/vet#questions',
    );
    const asked = await post('/in/vet/edit/field?of=new:exam:text', QUESTION);
    expect([asked.status, placeOf(asked)]).toEqual([303, '/dog/in/vet#field-disease']);
    const { draft, problems } = await open();
    expect(draft.document.thirdParties?.[0]?.form.pages).toMatchObject([
      { id: 'exam', title: '診断', fields: [{ id: 'disease', kind: 'text', label: '診断名' }] },
    ]);
    expect(draft.document.form.pages.map(({ id }) => id)).toEqual(['dog']);
    expect(problems).toEqual([]);
    const seen = pageText(await (await get('/in/vet/preview')).text());
    expect(seen).toContain('診断名');
  });

  test('has its faults told with the way to them', async () => {
    await post('/in/vet/edit/field?of=disease', { ...QUESTION, sensitivity: 'special' });
    const outline = await (await get('')).text();
    expect(outline).toContain('/staff/authoring/dog/in/vet/edit/field?of=disease');
    expect(pageText(outline)).toContain('「獣医師の証明」の質問「診断名」');
    await post('/in/vet/edit/field?of=disease', QUESTION);
    expect((await open()).problems).toEqual([]);
  });

  test('has no pages that only a procedure has, and goes with all its questions', async () => {
    expect((await get('/in/vet/edit/fee')).status).toBe(404);
    expect((await get('/in/nobody')).status).toBe(404);
    expect(placeOf(await post('/edit/thirdParty?of=vet', { ...PART, remove: 'true' }))).toBe(
      '/dog#third-parties',
    );
    expect((await open()).draft.document.thirdParties).toBeUndefined();
  });
});

describe('while it is written', () => {
  const typed = { label: '鑑札を何枚作りますか', sensitivity: 'ordinary', id: 'copies', min: '1', max: '5' };

  test('the preview shows what is typed, and nothing is saved', async () => {
    const before = await open();
    const answer = await post('/edit/field/preview?of=copies', typed);
    expect(answer.status).toBe(200);
    const html = await answer.text();
    expect(pageText(html)).toContain('鑑札を何枚作りますか');
    expect(html).toContain('data-typed="true"');
    expect(await open()).toEqual(before);
  });

  test('what cannot be saved yet leaves the saved state in view', async () => {
    const html = await (await post('/edit/field/preview?of=copies', { ...typed, label: '' })).text();
    expect(pageText(html)).toContain('鑑札の枚数');
    expect(html).toContain('data-typed="false"');
  });

  test('a button does the same without script, and keeps what was typed', async () => {
    const page = await (await post('/edit/field?of=copies', { ...typed, _do: 'preview' })).text();
    expect(page).toContain('value="鑑札を何枚作りますか"');
    expect(page).toContain('data-typed="true"');
    expect(pageText(page)).toContain('鑑札を何枚作りますか');
    expect(page).toContain('form="part-form"');
  });
});

test('the number of the paper form is written with the rest of the start page', async () => {
  const form = { title: '犬の登録', unit: 'civic-affairs', days: '3', paperNumber: '様式第3号（第5条関係）' };
  expect((await post('/edit/general', { ...form, paperNumber: 'あ'.repeat(61) })).status).toBe(422);
  expect((await post('/edit/general', form)).status).toBe(303);
  expect((await open()).draft.document.paper).toEqual({ number: '様式第3号（第5条関係）' });
});

test('the counter channel shows the pages of the clerk, with what is read back at the end', async () => {
  const text = pageText(await (await get('/preview?channel=counter')).text());
  for (const words of ['窓口・電話', '予防注射を受けましたか', '読み上げて確かめる画面'])
    expect(text).toContain(words);
});
