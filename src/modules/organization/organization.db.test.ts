import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type App, createApp } from '#app.js';
import { systemContext, tenantOf } from '#kernel/context.js';
import { count, readEntries } from '#kernel/journal/journal.js';
import type { Kernel } from '#kernel/kernel.js';
import { type SignedIn, signInAs } from '#modules/identity/fixtures.js';
import { pageText } from '#testing/page-text.js';
import { type TestApp, testApp } from '#testing/test-app.js';
import { testKernel } from '#testing/test-kernel.js';
import { titleOn } from './api.js';

const CITY = 'nara-city';
const PATH = '/staff/organization';
let app: TestApp;
let admin: SignedIn;
let clerk: SignedIn;
let head: SignedIn;

beforeAll(async () => {
  app = await testApp();
  admin = await signInAs(app.kernel, CITY, 'administrator');
  clerk = await signInAs(app.kernel, CITY, {
    name: '組織 一郎',
    grants: [{ role: 'clerk', unit: 'civic-affairs' }],
  });
  head = await signInAs(app.kernel, CITY, {
    name: '組織 二郎',
    grants: [{ role: 'section-head', unit: 'civic-affairs' }],
  });
});
afterAll(() => app.stop());

const system = () => {
  const municipality = app.kernel.municipalities.bySlug(CITY);
  if (!municipality) throw new Error(CITY);
  return systemContext(municipality, 'demo', app.kernel.clock);
};
const get = async (path: string, who = admin): Promise<string> => {
  const answer = await app.request(`/${CITY}${path}`, { headers: who.headers });
  expect(answer.status).toBe(200);
  return pageText(await answer.text());
};
const post = (path: string, fields: Record<string, string>, who = admin) =>
  app.request(`/${CITY}${path}`, { method: 'POST', body: new URLSearchParams(fields), headers: who.headers });
const send = (path: string, csv: string) => {
  const body = new FormData();
  body.set('file', new File([csv], 'postings.csv', { type: 'text/csv' }));
  return app.request(`/${CITY}${path}`, { method: 'POST', body, headers: admin.headers });
};
const on = (date: string) =>
  app.kernel.database.transaction(tenantOf(system()), (tx) =>
    app.modules.organization.api.organizationOn(tx, system(), Temporal.PlainDate.from(date)),
  );
const idOf = ({ actor }: SignedIn) => actor.id;
const journalled = (type: string) =>
  app.kernel.database.transaction(tenantOf(system()), (tx) => count(tx, { type }));

describe('the organisation', () => {
  test('begins with the units of the municipality below those who stand above them', async () => {
    const text = await get(PATH);
    expect(text).toContain('市長・副市長');
    expect(text).toContain('市民課');
    expect(titleOn(await on('2026-11-20'), idOf(clerk))).toBeNull();
    expect(await journalled('organization.unitsLoaded')).toBe(1);
  });

  test('is changed by the administrator only, and seen by all staff', async () => {
    expect((await post(`${PATH}/units/civic-affairs/postings`, {}, clerk)).status).toBe(403);
    expect((await post(`${PATH}/units`, {}, head)).status).toBe(403);
    expect((await app.request(`/${CITY}${PATH}/import`, { headers: clerk.headers })).status).toBe(403);
    expect(await get(`${PATH}/units/civic-affairs`, clerk)).not.toContain('発令する');
    expect((await app.request(`/${CITY}${PATH}/units/nowhere`, { headers: clerk.headers })).status).toBe(404);
  });

  test('posts somebody from a day on; a transfer ends the post before, and yesterday shows yesterday’s title', async () => {
    const fields = { staff: '組織一郎', post: 'chief', kind: 'regular', from: '2026-04-01', to: '' };
    const first = await post(`${PATH}/units/civic-affairs/postings`, fields);
    expect(first.headers.get('location')).toBe(`/${CITY}${PATH}/units/civic-affairs`);
    // Sending it again changes nothing.
    expect((await post(`${PATH}/units/civic-affairs/postings`, fields)).status).toBe(303);
    const moved = await post(`${PATH}/units/housing/postings`, {
      ...fields,
      post: 'head',
      from: '2026-11-20',
    });
    expect(moved.status).toBe(303);
    expect(titleOn(await on('2026-11-19'), idOf(clerk))).toEqual({ unit: 'civic-affairs', title: '係長' });
    expect(titleOn(await on('2026-11-20'), idOf(clerk))).toEqual({ unit: 'housing', title: '課長' });
    expect([await journalled('organization.posted'), await journalled('organization.postingEnded')]).toEqual([
      2, 1,
    ]);
    const back = await post(`${PATH}/units/civic-affairs/postings`, { ...fields, from: '2026-06-01' });
    expect(back.status).toBe(422);
    expect(pageText(await back.text())).toContain('この日より後に始まる本務の発令があります');
  });

  test('says what is wrong beside the field and keeps what was typed', async () => {
    const wrong = await post(`${PATH}/units/housing/postings`, {
      staff: 'だれか',
      post: '',
      kind: 'regular',
      from: 'x',
    });
    expect(wrong.status).toBe(422);
    const html = await wrong.text();
    expect(html).toContain('value="だれか"');
    const text = pageText(html);
    for (const words of ['この氏名・番号の職員は登録されていません', '職を選んでください', '最初の日を'])
      expect(text).toContain(words);
  });

  test('ends a posting on a day', async () => {
    const fields = { staff: '組織 二郎', post: 'head', kind: 'acting', from: '2026-04-01', to: '' };
    await post(`${PATH}/units/library/postings`, fields);
    const [entry] = await app.kernel.database.transaction(tenantOf(system()), async (tx) => {
      const { entries } = await readEntries(tx, { type: 'organization.posted' }, { limit: 1 });
      return entries;
    });
    const end = `${PATH}/units/library/postings/${entry?.data.posting}/end`;
    expect((await post(end, { to: '2026-03-31' })).status).toBe(422);
    expect((await post(end, { to: '2026-11-19' })).status).toBe(303);
    expect((await on('2026-11-20')).postings.get('library')).toBeUndefined();
    expect((await on('2026-11-19')).postings.get('library')).toHaveLength(1);
  });

  test('opens and closes units; the work of a closed one goes to its successor', async () => {
    const unit = { id: 'digital', name: 'デジタル推進課', parent: 'policy', from: '2026-12-01' };
    expect((await post(`${PATH}/units`, unit)).status).toBe(303);
    expect((await post(`${PATH}/units`, unit)).status).toBe(422);
    expect((await post(`${PATH}/units`, { ...unit, id: 'Ｄ', from: '' })).status).toBe(422);
    const close = `${PATH}/units/information-policy/close`;
    expect((await post(close, { to: '2026-11-30', successor: 'nowhere' })).status).toBe(422);
    expect((await post(close, { to: '2026-11-30', successor: 'digital' })).status).toBe(303);
    expect(await get(`${PATH}?date=2026-11-30`)).toContain('情報政策課');
    const after = await get(`${PATH}?date=2026-12-01`);
    expect(after).toContain('デジタル推進課');
    expect(after).not.toContain('情報政策課');
  });

  test('takes a file of postings in as a whole or not at all', async () => {
    const header = '職員,所属,職,区分,開始日,終了日\n';
    const good = `${header}組織 二郎,市民課,課長,本務,2026-04-01,\n`;
    const looked = await send(`${PATH}/import`, `${good}いない人,市民課,王,本務,2026-04-01,\n`);
    expect(looked.status).toBe(422);
    const text = pageText(await looked.text());
    expect(text).toContain('1行に直すところがあります');
    expect(text).toContain('職を選んでください');
    const before = await journalled('organization.posted');
    expect((await send(`${PATH}/import/take`, `${good}いない人,市民課,課長,本務,2026-04-01,\n`)).status).toBe(
      422,
    );
    // Two lines that are right alone and clash with each other.
    const clash = `${header}組織 二郎,市民課,課長,本務,2026-06-01,\n組織 二郎,住宅課,課長,本務,2026-05-01,\n`;
    expect((await send(`${PATH}/import/take`, clash)).status).toBe(422);
    expect(await journalled('organization.posted')).toBe(before);
    const preview = await send(`${PATH}/import`, good);
    expect(preview.status).toBe(200);
    expect(pageText(await preview.text())).toContain('1件の発令を登録する');
    expect((await send(`${PATH}/import/take`, good)).status).toBe(303);
    expect(titleOn(await on('2026-11-20'), idOf(head))).toEqual({ unit: 'civic-affairs', title: '課長' });
    for (const bad of ['', 'a,b\n1,2\n', `${header}"x`])
      expect((await send(`${PATH}/import`, bad)).status).toBe(422);
  });

  test('keeps absences: one’s own, and a head those of the unit', async () => {
    const away = { staff: idOf(head), from: '2026-11-19', to: '2026-11-21', reason: 'trip' };
    expect((await post('/staff/absences', { ...away, reason: 'flu' }, head)).status).toBe(422);
    expect((await post('/staff/absences', { ...away, to: '2026-11-01' }, head)).status).toBe(422);
    // A clerk of another unit records nobody else's.
    expect((await post('/staff/absences', away, clerk)).status).toBe(422);
    expect((await post('/staff/absences', away, head)).status).toBe(303);
    expect((await on('2026-11-20')).absent.has(idOf(head))).toBe(true);
    expect((await on('2026-11-22')).absent.has(idOf(head))).toBe(false);
    const html = await (await app.request(`/${CITY}/staff/absences`, { headers: head.headers })).text();
    const cancel = /\/staff\/absences\/[0-9a-f-]+\/cancel/.exec(html)?.[0] ?? '';
    expect((await post(cancel, {}, clerk)).status).toBe(404);
    expect((await post(cancel, {}, head)).status).toBe(303);
    expect((await on('2026-11-20')).absent.has(idOf(head))).toBe(false);
  });

  test('counts nobody as there whose account is suspended', async () => {
    expect((await post(`/staff/people/${idOf(head)}/active`, { active: 'no' })).status).toBe(303);
    expect((await on('2026-11-20')).absent.has(idOf(head))).toBe(true);
  });
});

describe('a unit that was opened on screen', () => {
  const UNIT = { id: 'digital-desk', name: 'デジタル窓口室', parent: 'civic', from: '2026-11-01' };

  test('holds rights, drafts and documents like those that the town began with, until it is closed', async () => {
    expect((await post(`${PATH}/units`, UNIT)).status).toBe(303);
    const person = await get(`/staff/people/${idOf(clerk)}`);
    expect(person).toContain(UNIT.name);
    const granted = await post(`/staff/people/${idOf(clerk)}/grants`, { role: 'clerk', unit: UNIT.id });
    expect(granted.status).toBe(303);
    const draft = {
      kind: 'general',
      unit: UNIT.id,
      title: '窓口端末の配置について',
      body: '配置してよろしいか伺います。',
    };
    const drafted = await post('/staff/decisions/new', draft, clerk);
    expect(drafted.status).toBe(303);
    expect(await get('/staff/records/new', clerk)).toContain(UNIT.name);
    // A right in the unit above reaches down to it.
    const above = await signInAs(app.kernel, CITY, {
      name: '組織 三郎',
      grants: [{ role: 'section-head', unit: 'civic' }],
    });
    const municipality = app.kernel.municipalities.bySlug(CITY);
    const context = municipality && { ...system(), municipality, actor: above.actor };
    expect(context && app.kernel.access.unitsFor(context, 'records.read')).toContain(UNIT.id);

    const closed = { to: '2026-11-10', successor: 'civic-affairs' };
    expect((await post(`${PATH}/units/${UNIT.id}/close`, closed)).status).toBe(303);
    expect(await get('/staff/records/new', clerk)).not.toContain(UNIT.name);
    const late = await post(`/staff/people/${idOf(head)}/grants`, { role: 'clerk', unit: UNIT.id });
    expect(late.status).toBe(422);
    // What it did is still told by its name.
    expect(await get(`/staff/people/${idOf(clerk)}`)).toContain(UNIT.name);
  });

  let other: Kernel;
  let second: App;
  beforeAll(async () => {
    other = await testKernel(app.kernel.database);
    second = createApp(other);
  });

  test('is known to another process of the installation on the same data', async () => {
    await second.start();
    const units = other.municipalities.bySlug(CITY)?.units ?? [];
    expect(units.find(({ id }) => id === UNIT.id)).toMatchObject({ name: UNIT.name, parent: UNIT.parent });
    // Those who stand above every department are no section; what the definition says besides stays.
    expect(units[1]).toMatchObject({ id: 'civic-affairs', phone: '0742-34-4730' });
    expect(units.some(({ name }) => name === '市長・副市長')).toBe(false);
    await second.close();
  });
});
