import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Context } from '#kernel/context.js';
import { signInAs, type Who } from '#modules/identity/fixtures.js';
import { pageText } from '#testing/page-text.js';
import { type TestApp, testApp } from '#testing/test-app.js';
import { TEST_NOW } from '#testing/test-kernel.js';
import { applyFor, contextAt, EVERY_CHECK, SAMPLE_ANSWERS } from './fixtures.js';

let app: TestApp;
const services = () => app.modules.procedure.services;
const PROCEDURE = 'disaster-certificate';
const SAMPLE = SAMPLE_ANSWERS[PROCEDURE] ?? {};

interface Somebody {
  context: Context;
  headers: { cookie: string; origin: string };
}
const as = async (who: Who): Promise<Somebody> => {
  const municipality = app.kernel.municipalities.bySlug('nara-city');
  if (!municipality) throw new Error('no municipality');
  const { actor, headers } = await signInAs(app.kernel, 'nara-city', who);
  return { context: contextAt(municipality, actor, TEST_NOW), headers };
};
const inUnit = (name: string, role: string, unit: string) => as({ name, grants: [{ role, unit }] });

let resident: Somebody;
let clerk: Somebody;
let head: Somebody;
const submitted = async () => applyFor(services(), resident.context, PROCEDURE, SAMPLE);
const opened = async ({ context }: Somebody, id: string) => {
  await services().work.statePurpose(context, id, 'review');
  const found = await services().work.open(context, id);
  if (found.kind !== 'open') throw new Error('closed');
  return found.data;
};

beforeAll(async () => {
  app = await testApp();
  resident = await as('resident');
  clerk = await inUnit('審査 一', 'clerk', 'civic-affairs');
  head = await inUnit('課長 一', 'section-head', 'civic-affairs');
});
afterAll(() => app.stop());

describe('a review in steps', () => {
  test('goes in order, each by whom it belongs to, and only then to the approval', async () => {
    const { work } = services();
    const id = await submitted();
    const revision = async (who: Somebody) => (await opened(who, id)).case.revision;
    await work.take(clerk.context, id, await revision(clerk));
    expect((await opened(head, id)).actions).toContain('signOff');
    await expect(
      work.approve(head.context, id, await revision(head), { checks: EVERY_CHECK }),
    ).rejects.toMatchObject({
      code: 'notAllowedNow',
    });

    await work.signOff(clerk.context, id, await revision(clerk));
    // The second step is the section head's.
    expect((await opened(clerk, id)).actions).not.toContain('signOff');
    await expect(work.signOff(clerk.context, id, await revision(clerk))).rejects.toMatchObject({
      code: 'forbidden',
    });
    await work.signOff(head.context, id, await revision(head));
    const ready = await opened(head, id);
    expect(ready.actions).not.toContain('signOff');
    await work.approve(head.context, id, ready.case.revision, { checks: EVERY_CHECK });
    expect((await opened(head, id)).case.state).toBe('approved');
  });
});

describe('handing over', () => {
  test('moves the case with a note; the former section no longer sees it', async () => {
    const { work, messages } = services();
    const id = await submitted();
    const water = await inUnit('水道 一', 'clerk', 'waterworks');
    const { case: found } = await opened(clerk, id);
    const note = { unit: 'waterworks', note: '水道の被害も見てください。' };
    await work.handOver(clerk.context, id, found.revision, note);
    await expect(work.open(clerk.context, id)).rejects.toMatchObject({ code: 'notFound' });
    expect((await opened(water, id)).case).toMatchObject({ unit: 'waterworks', assignee: null });
    const { messages: list } = await messages.ofCase(water.context, id);
    expect(list.map(({ kind, text }) => [kind, text])).toEqual([['note', note.note]]);
    expect((await messages.mine(resident.context, id)).messages).toEqual([]);
  });

  test('needs a section and a note, said beside the boxes', async () => {
    const id = await submitted();
    const { case: found } = await opened(clerk, id);
    const answer = await app.request(`/nara-city/staff/cases/${id}/other-section`, {
      method: 'POST',
      body: new URLSearchParams({ revision: String(found.revision), unit: '', note: '' }),
      headers: clerk.headers,
    });
    expect(answer.status).toBe(422);
    const words = pageText(await answer.text());
    expect(words).toContain('引き継ぎ先を選んでください。');
    expect(words).toContain('引き継ぎのメモを入力してください。');
  });
});

describe('messages', () => {
  test('go both ways, are read once, and notes stay in the office', async () => {
    const { messages } = services();
    const id = await submitted();
    await opened(clerk, id);
    await messages.writeToOffice(resident.context, id, '写真はあとから送れますか。');
    const seen = await messages.ofCase(clerk.context, id);
    expect(seen.messages).toMatchObject([
      { kind: 'fromApplicant', text: '写真はあとから送れますか。', readAt: null },
    ]);
    expect((await messages.ofCase(clerk.context, id)).messages[0]?.readAt).not.toBeNull();
    await messages.write(clerk.context, id, 'toApplicant', 'はい、マイページから送れます。');
    await messages.write(clerk.context, id, 'note', '要確認');
    const page = await app.request(`/nara-city/my/cases/${id}/messages`, { headers: resident.headers });
    const words = pageText(await page.text());
    expect(words).toContain('はい、マイページから送れます。');
    expect(words).not.toContain('要確認');
    const history = pageText(
      await (await app.request(`/nara-city/my/cases/${id}`, { headers: resident.headers })).text(),
    );
    expect(history).not.toContain('庁内メモ');
    const stranger = await as('business');
    await expect(messages.mine(stranger.context, id)).rejects.toMatchObject({ code: 'notFound' });
  });
});

describe('files in messages', () => {
  test('are disarmed, kept when the words are missing, and got by both sides only', async () => {
    const id = await submitted();
    await opened(clerk, id);
    const path = `/nara-city/my/cases/${id}/messages`;
    const send = (to: string, who: Somebody, fields: [string, string | File][]) => {
      const body = new FormData();
      for (const [name, value] of fields) body.append(name, value);
      return app.request(to, { method: 'POST', body, headers: who.headers });
    };
    const picture = await sharp({ create: { width: 30, height: 20, channels: 3, background: '#364' } })
      .jpeg()
      .withExif({ IFD0: { Make: 'Secret Camera' } })
      .toBuffer();
    const blank = await send(path, resident, [
      ['text', ' '],
      ['files.upload', new File([new Uint8Array(picture)], '傷み.jpg')],
      ['files.upload', new File(['MZ'], 'virus.exe')],
    ]);
    expect(blank.status).toBe(422);
    const page = await blank.text();
    expect(pageText(page)).toContain('「virus.exe」');
    const kept = /name="files" value="([^"]+)"/.exec(page)?.[1]?.replaceAll('&quot;', '"') ?? '';
    expect(JSON.parse(kept)).toMatchObject({ name: '傷み.jpg' });
    // Nobody else can send what waits there.
    const stolen = await send(`/nara-city/staff/cases/${id}/messages`, clerk, [
      ['kind', 'toApplicant'],
      ['message', 'こちらです。'],
      ['files', kept],
    ]);
    expect(stolen.status).toBe(303);
    const right = await send(path, resident, [
      ['text', '写真を送ります。'],
      ['files', kept],
    ]);
    expect(right.status).toBe(303);
    const { messages } = await services().messages.ofCase(clerk.context, id);
    expect(messages.map(({ text, files }) => [text, files.map(({ name }) => name)])).toEqual([
      ['こちらです。', []],
      ['写真を送ります。', ['傷み.jpg']],
    ]);
    const shown = await (
      await app.request(`/nara-city/staff/cases/${id}/messages`, { headers: clerk.headers })
    ).text();
    const link = /\/staff\/cases\/[0-9a-f-]+\/messages\/[0-9a-f-]+\/files\/[0-9a-f-]+/.exec(shown)?.[0] ?? '';
    const got = await app.request(`/nara-city${link}`, { headers: clerk.headers });
    expect(got.headers.get('content-disposition')).toContain('attachment');
    expect(Buffer.from(await got.arrayBuffer()).includes('Secret Camera')).toBe(false);
    const mine = link.replace('/staff/', '/my/');
    expect((await app.request(`/nara-city${mine}`, { headers: resident.headers })).status).toBe(200);
    const stranger = await as('business');
    expect((await app.request(`/nara-city${mine}`, { headers: stranger.headers })).status).toBe(404);
  });
});

describe('picking a document up', () => {
  test('at the kiosk: two numbers, wrong codes are counted, the right one prints and is recorded', async () => {
    const { work, my } = services();
    const id = await submitted();
    const step = async (act: (context: Context, revision: number) => Promise<unknown>, who = head) =>
      act(who.context, (await opened(who, id)).case.revision);
    await step((context, revision) => work.take(context, id, revision));
    await step((context, revision) => work.signOff(context, id, revision));
    await step((context, revision) => work.signOff(context, id, revision));
    await step((context, revision) => work.approve(context, id, revision, { checks: EVERY_CHECK }));
    await step((context, revision) => work.issue(context, id, revision));
    const mine = await my.caseOf(resident.context, id);
    expect(mine.certificate?.number).toMatchObject({ fiscalYear: 2026 });
    const code = mine.pickUpCode ?? '';
    const kiosk = (path: string, typed: { number: string; code: string }) =>
      app.request(`/nara-city/kiosk${path}`, {
        method: 'POST',
        body: new URLSearchParams(typed),
        headers: { origin: 'http://localhost:3000' },
      });
    const wrong = code.startsWith('0') ? '111110' : '000000';
    const missed = await kiosk('', { number: mine.case.number, code: wrong });
    expect(missed.status).toBe(422);
    const ready = await kiosk('', { number: mine.case.number, code: code.toLowerCase() });
    expect(ready.status).toBe(200);
    expect(pageText(await ready.text())).not.toContain(mine.case.applicantName);
    const printed = await kiosk('/document', { number: mine.case.number, code });
    expect(printed.headers.get('content-type')).toBe('application/pdf');
    expect(Buffer.from(await printed.arrayBuffer()).includes('ETSI.CAdES.detached')).toBe(true);
    expect((await my.caseOf(resident.context, id)).certificate?.handedOver?.by).toBe('kiosk');
  });

  test('numbers have neither gaps nor doubles when many are issued at the same time', async () => {
    const { work, my } = services();
    const ids = await Promise.all(Array.from({ length: 8 }, submitted));
    for (const id of ids) {
      const step = async (act: (context: Context, revision: number) => Promise<unknown>) =>
        act(head.context, (await opened(head, id)).case.revision);
      await step((context, revision) => work.take(context, id, revision));
      await step((context, revision) => work.signOff(context, id, revision));
      await step((context, revision) => work.signOff(context, id, revision));
      await step((context, revision) => work.approve(context, id, revision, { checks: EVERY_CHECK }));
    }
    await Promise.all(
      ids.map(async (id) => work.issue(head.context, id, (await opened(head, id)).case.revision)),
    );
    const numbers = await Promise.all(
      ids.map(async (id) => (await my.caseOf(resident.context, id)).certificate?.number?.number ?? 0),
    );
    const sorted = [...numbers].sort((a, b) => a - b);
    const first = sorted[0] ?? 0;
    expect(sorted).toEqual(Array.from({ length: 8 }, (_, index) => first + index));
  });
});

describe('templates of documents', () => {
  test('are changed, looked at, published and used; a broken one is told by line and not saved', async () => {
    const path = '/nara-city/staff/templates/certificate';
    const post = (to: string, body: Record<string, string>) =>
      app.request(to, { method: 'POST', body: new URLSearchParams(body), headers: head.headers });
    const broken = await post(path, {
      source: '#import "/base.typ": *\n#let (',
      note: '試し',
      seen: '0',
      todo: 'save',
    });
    expect(broken.status).toBe(422);
    expect(pageText(await broken.text())).toMatch(/2行目/);
    const source = '#import "/base.typ": *\n= #data.title\n#data.documentNumber #data.person.name';
    const look = await post(path, { source, note: '', case: '', seen: '0', todo: 'preview' });
    expect(look.headers.get('content-type')).toBe('application/pdf');
    expect((await post(path, { source, note: '見出しを大きく', seen: '0', todo: 'save' })).status).toBe(303);
    const late = await post(path, { source, note: '同時', seen: '0', todo: 'save' });
    expect(late.status).toBe(422);
    expect((await post(`${path}/publish`, { version: '1' })).status).toBe(303);
    const list = pageText(
      await (await app.request('/nara-city/staff/templates', { headers: head.headers })).text(),
    );
    expect(list).toContain('第1版');
    const asClerk = await app.request('/nara-city/staff/templates', { headers: clerk.headers });
    expect(asClerk.status).toBe(403);
  });
});
