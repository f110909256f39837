import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { signInAs, type Who } from '#modules/identity/fixtures.js';
import { pageText } from '#testing/page-text.js';
import { type TestApp, testApp } from '#testing/test-app.js';
import { TEST_NOW } from '#testing/test-kernel.js';
import { applyFor, contextAt, SAMPLE_ANSWERS } from '../fixtures.js';
import { MOST_REPLIES } from './model.js';

let app: TestApp;
const CITY = '/nara-city';
const services = () => app.modules.procedure.services;
const as = async (who: Who) => {
  const municipality = app.kernel.municipalities.bySlug('nara-city');
  if (!municipality) throw new Error('no municipality');
  const { actor, headers } = await signInAs(app.kernel, 'nara-city', who);
  return { context: contextAt(municipality, actor, TEST_NOW), headers };
};
type Somebody = Awaited<ReturnType<typeof as>>;
const inUnit = (name: string, role: string, unit: string) => as({ name, grants: [{ role, unit }] });

let clerk: Somebody;
let water: Somebody;
let above: Somebody;
let head: Somebody;
let id: string;
const get = async (path: string, who = clerk) => app.request(`${CITY}${path}`, { headers: who.headers });
const post = (path: string, fields: Record<string, string>, who = clerk) =>
  app.request(`${CITY}${path}`, { method: 'POST', body: new URLSearchParams(fields), headers: who.headers });
const textarea = (html: string, name: string): string =>
  new RegExp(`<textarea[^>]*name="${name}"[^>]*>([^<]*)</textarea>`).exec(html)?.[1] ?? 'no such box';
const chosenBy = (html: string, title: string): string =>
  new RegExp(`<option value="([^"]+)"[^>]*>${title}</option>`).exec(html)?.[1] ?? '';
const kept = {
  unit: 'civic-affairs',
  kind: 'message',
  title: '受け付けました',
  text: '{氏名}様\r\n{受付番号}',
};

beforeAll(async () => {
  app = await testApp();
  const resident = await as('resident');
  clerk = await inUnit('審査 一', 'clerk', 'civic-affairs');
  water = await inUnit('水道 一', 'clerk', 'waterworks');
  head = await inUnit('課長 一', 'section-head', 'civic-affairs');
  above = await inUnit('部の担当', 'clerk', 'civic');
  const procedure = 'disaster-certificate';
  id = await applyFor(services(), resident.context, procedure, SAMPLE_ANSWERS[procedure] ?? {});
  await services().work.statePurpose(clerk.context, id, 'review');
  await services().work.statePurpose(head.context, id, 'review');
  await services().work.take(clerk.context, id, 1);
});
afterAll(() => app.stop());

describe('reply templates', () => {
  test('are kept by a section; what is wrong is told and nothing is lost', async () => {
    const wrong = await post('/staff/replies', { ...kept, title: '', text: '{名前}様、{氏名}様' });
    expect(wrong.status).toBe(422);
    const html = await wrong.text();
    expect(textarea(html, 'text')).toBe('{名前}様、{氏名}様');
    expect(pageText(html)).toContain('{名前} は使えません。');
    expect(pageText(html)).toContain('名前を入力してください。');
    expect((await post('/staff/replies', kept)).status).toBe(303);
    const twice = await post('/staff/replies', kept);
    expect(twice.status).toBe(422);
    expect(pageText(await twice.text())).toContain('同じ名前の定型文があります。');
    expect((await post('/staff/replies', { ...kept, unit: 'waterworks' })).status).toBe(422);
    expect(pageText(await (await get('/staff/replies')).text())).toContain('受け付けました');
    expect(pageText(await (await get('/staff/replies', water)).text())).not.toContain('受け付けました');
  });

  test('are changed by one at a time, and deleted; other sections do not find them', async () => {
    const list = await (await get('/staff/replies')).text();
    const own = /\/staff\/replies\/([0-9a-f-]{36})"/.exec(list)?.[1] ?? '';
    expect((await get(`/staff/replies/${own}`, water)).status).toBe(404);
    expect((await post(`/staff/replies/${own}`, { ...kept, seen: '1' }, water)).status).toBe(422);
    const other = { ...kept, unit: 'waterworks', seen: '1' };
    expect((await post(`/staff/replies/${own}`, other, water)).status).toBe(404);
    expect((await post(`/staff/replies/${own}/delete`, {}, water)).status).toBe(404);
    expect((await post(`/staff/replies/${own}`, { ...kept, text: '一', seen: '1' })).status).toBe(303);
    const late = await post(`/staff/replies/${own}`, { ...kept, text: '二', seen: '1' });
    expect(late.status).toBe(422);
    const html = await late.text();
    expect(pageText(html)).toContain('ほかの人が先に保存しました。');
    expect(textarea(html, 'text')).toBe('二');
    expect(html).toContain('name="seen" value="2"');
    expect((await post('/staff/replies', { ...kept, title: '別' })).status).toBe(303);
    const taken = await post(`/staff/replies/${own}`, { ...kept, title: '別', seen: '2' });
    expect(pageText(await taken.text())).toContain('同じ名前の定型文があります。');
    expect(pageText(await (await get(`/staff/replies/${own}`)).text())).toContain('一');
    expect((await post(`/staff/replies/${own}/delete`, {})).status).toBe(303);
    expect((await get(`/staff/replies/${own}`)).status).toBe(404);
  });

  test('go into a message after what was typed, filled in from the case', async () => {
    await post('/staff/replies', { ...kept, title: 'お礼' });
    await post('/staff/replies', { ...kept, unit: 'civic', title: '部の文', text: '{課名}' }, above);
    const path = `/staff/cases/${id}/messages`;
    const html = await (await get(path)).text();
    // What the department above keeps is offered too.
    expect(chosenBy(html, '部の文')).not.toBe('');
    const { number, applicantName } = (await services().work.inbox(clerk.context, { view: 'open' }))
      .items[0] as { number: string; applicantName: string };
    const sent = { kind: 'toApplicant', message: 'こんにちは。', todo: 'putIn' };
    const before = await (await get(path)).text();
    const put = await post(path, { ...sent, reply: chosenBy(html, 'お礼') });
    expect(put.status).toBe(200);
    const text = textarea(await put.text(), 'message');
    expect(text).toBe(
      `こんにちは。\n\n${applicantName}様\n${number.slice(0, 3)}-${number.slice(3, 6)}-${number.slice(6)}`,
    );
    expect(await (await get(path)).text()).toBe(before);
    const none = await post(path, { ...sent, reply: '' });
    expect(none.status).toBe(422);
    const again = await none.text();
    expect(textarea(again, 'message')).toBe('こんにちは。');
    expect(pageText(again)).toContain('入れる定型文を選んでください。');
    const odd = await post(path, { ...sent, reply: 'nonsense' });
    expect(odd.status).toBe(422);
  });

  test('of the right kind go into corrections and refusals; what was chosen there is kept', async () => {
    await post('/staff/replies', {
      ...kept,
      kind: 'correction',
      title: '補正',
      text: '{手続名}を直してください。',
    });
    await post('/staff/replies', { ...kept, kind: 'refusal', title: '却下', text: '要件に当たりません。' });
    const correction = await (await get(`/staff/cases/${id}/correction`)).text();
    expect(chosenBy(correction, 'お礼')).toBe('');
    const field = /name="fields"[^>]*value="([^"]+)"/.exec(correction)?.[1] ?? '';
    const put = await post(`/staff/cases/${id}/correction`, {
      revision: '2',
      fields: field,
      message: '',
      'dueOn.year': '2026',
      'dueOn.month': '12',
      'dueOn.day': '24',
      reply: chosenBy(correction, '補正'),
      todo: 'putIn',
    });
    expect(put.status).toBe(200);
    const html = await put.text();
    expect(textarea(html, 'message')).toContain('を直してください。');
    expect(html).toMatch(/name="dueOn\.day"[^>]*value="24"/);
    expect(html).toMatch(new RegExp(`value="${field}"[^>]*checked`));
    const refusal = await (await get(`/staff/cases/${id}/refusal`, head)).text();
    const foreign = await post(
      `/staff/cases/${id}/refusal`,
      {
        revision: '2',
        reason: '',
        reply: chosenBy(correction, '補正'),
        todo: 'putIn',
      },
      head,
    );
    expect(foreign.status).toBe(422);
    const right = { revision: '2', reason: '', reply: chosenBy(refusal, '却下'), todo: 'putIn' };
    expect(textarea(await (await post(`/staff/cases/${id}/refusal`, right, head)).text(), 'reason')).toBe(
      '要件に当たりません。',
    );
    expect((await services().work.open(clerk.context, id)).data).toMatchObject({
      case: { state: 'inReview' },
    });
  });

  test('are at most so many of a kind in a section, and the list goes on page by page', async () => {
    const { replies } = services();
    const text = { unit: 'waterworks', kind: 'message', text: '文' } as const;
    for (let index = 0; index < MOST_REPLIES; index += 1)
      expect(await replies.create(water.context, { ...text, title: `文 ${index % 60}/${index}` })).toEqual({
        kind: 'saved',
      });
    expect(await replies.create(water.context, { ...text, title: '一つ多い' })).toEqual({ kind: 'full' });
    const first = await replies.list(water.context, 'waterworks', undefined);
    const second = await replies.list(water.context, 'waterworks', first.next ?? undefined);
    expect(first.items).toHaveLength(50);
    expect(new Set([...first.items, ...second.items].map(({ title }) => title)).size).toBe(MOST_REPLIES);
    expect(second.next).toBeNull();
  });
});
