import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Actor, systemContext } from '#kernel/context.js';
import type { Tx } from '#kernel/db/database.js';
import { readEntries } from '#kernel/journal/journal.js';
import { formatReference } from '#kernel/values/reference-number.js';
import { type SignedIn, signInAs } from '#modules/identity/fixtures.js';
import { contextAt } from '#modules/procedure/fixtures.js';
import { pageText } from '#testing/page-text.js';
import { type TestApp, testApp } from '#testing/test-app.js';
import { TEST_NOW } from '#testing/test-kernel.js';
import { reportAs } from './fixtures.js';

/** From west to east along the 34.68th parallel, and a little to the north of it. */
const along = (lat: number) => ({
  type: 'LineString',
  coordinates: [
    [135.8, lat],
    [135.82, lat],
  ],
});
let app: TestApp;
let worker: SignedIn;

const as = (actor: Actor) => {
  const municipality = app.kernel.municipalities.bySlug('nara-city');
  if (!municipality) throw new Error('no town');
  return contextAt(municipality, actor, TEST_NOW);
};
const services = () => app.modules.report.services;
const reportAt = (lat: number | null, kind = 'road-damage') => {
  const point = lat === null ? null : { lat, lon: 135.81 };
  return reportAs(services(), as({ kind: 'visitor', id: crypto.randomUUID() }), { point, kind });
};
const shown = async (id: string) => {
  const answer = await app.request(`/nara-city/staff/reports/${id}`, { headers: worker.headers });
  return answer.text();
};

beforeAll(async () => {
  app = await testApp();
  worker = await signInAs(app.kernel, 'nara-city', 'clerk');
  const keeper = await signInAs(app.kernel, 'nara-city', {
    name: '台帳 係',
    grants: [{ role: 'clerk', unit: 'road-maintenance' }],
  });
  for (const [name, kind, lat] of [
    ['県道1号', 'prefectural', 34.68],
    ['市道2号', 'municipal', 34.681],
    ['農道3号', 'other', 34.69],
    ['国道24号', 'national', 34.67],
  ] as const) {
    const values = { code: name, name, class: kind };
    const saved = await app.modules.register.api.create(as(keeper.actor), 'roads', {
      values,
      geometry: along(lat),
    });
    expect(saved).toMatchObject({ ok: true });
  }
  const pole = await app.modules.register.api.create(as(keeper.actor), 'street-lights', {
    values: { pole: 'L-0123', keptBy: 'municipal', state: 'lit' },
    geometry: { type: 'Point', coordinates: [135.81, 34.68] },
  });
  expect(pole).toMatchObject({ ok: true });
});
afterAll(() => app.stop());

test('whose a road is comes from the nearest row of the register, and is proposed where it is passed on', async () => {
  const { id } = await reportAt(34.6801);
  const page = await shown(id);
  expect(pageText(page)).toContain('県道・県の施設（11m以内の台帳から）： 県道1号');
  expect(page).toMatch(/<option value="prefectural" selected/);
});

test('a road that is ours, or that no register knows, is nobody else’s by itself', async () => {
  const ours = await shown((await reportAt(34.68105)).id);
  expect(pageText(ours)).toContain('市町村道・市町村の施設');
  expect(ours).not.toMatch(/<option value="(prefectural|national|private|municipal)" selected/);
  for (const lat of [34.69, 34.7, null]) {
    const text = pageText(await shown((await reportAt(lat)).id));
    expect(text).toContain('管理者 まだ確かめていません');
  }
  // Rubbish lies where it lies.
  const rubbish = pageText(await shown((await reportAt(34.68, 'illegal-dumping')).id));
  expect(rubbish).not.toMatch(/まだ確かめていません|台帳から/);
});

test('who gives it to a crew of the town has confirmed that it is the town’s', async () => {
  const { id } = await reportAt(34.6801);
  const staff = as(worker.actor);
  const { report } = await services().desk.open(staff, id);
  await services().desk.act(staff, id, report.revision, 'assign', { crew: 'roads-1', reply: '' });
  const text = pageText(await shown(id));
  expect(text).toContain('管理者 市町村道・市町村の施設');
  expect(text).not.toContain('台帳から');
});

test('a report on a road of the city is worked on here, one on a national road is passed on with whom to ask', async () => {
  const ours = await reportAt(34.68101);
  const theirs = await reportAt(34.67001);
  expect(pageText(await shown(ours.id))).toContain('市町村道・市町村の施設（1m以内の台帳から）： 市道2号');
  const page = await shown(theirs.id);
  expect(pageText(page)).toContain('国道（国が管理するもの）（1m以内の台帳から）： 国道24号');
  expect(page).toMatch(/<option value="national" selected/);
  const staff = as(worker.actor);
  const { desk } = services();
  const act = async (id: string, action: 'assign' | 'passOn', step: object) => {
    const { report } = await desk.open(staff, id);
    await desk.act(staff, id, report.revision, action, { reply: '', ...step });
    return (await desk.open(staff, id)).report;
  };
  expect(await act(ours.id, 'assign', { crew: 'roads-1' })).toMatchObject({
    state: 'assigned',
    owner: 'municipal',
  });
  expect(await act(theirs.id, 'passOn', { owner: 'national' })).toMatchObject({
    state: 'passedOn',
    owner: 'national',
  });
  expect(pageText(await shown(theirs.id))).toContain('国道（国が管理するもの）');
});

test('a street light that is out names the pole that stands there', async () => {
  const { id } = await reportAt(34.6801, 'street-light');
  expect(pageText(await shown(id))).toContain('市町村道・市町村の施設（11m以内の台帳から）： L-0123');
});

const TIES = '/nara-city/staff/registers/ties/report';
const post = (path: string, values: Record<string, string>) =>
  app.request(path, { method: 'POST', headers: worker.headers, body: new URLSearchParams(values) });
const get = async (path: string, status = 200) => {
  const answer = await app.request(path, { headers: worker.headers });
  expect(answer.status).toBe(status);
  return pageText(await answer.text());
};
const inTenant = <Result>(work: (tx: Tx) => Promise<Result>) =>
  app.kernel.database.transaction('292010', work);

test('staff tie a report to a row that they look for, and take it away again', async () => {
  const { id, number } = await reportAt(null);
  expect(pageText(await shown(id))).toContain('関係する台帳の行 関係する行はありません。');
  expect(await get(`${TIES}/${id}?find=rows`, 422)).toMatch(/台帳を選んで.*番号または名前を入力/s);
  expect(await get(`${TIES}/${id}?find=rows&register=roads&q=${encodeURIComponent('林道')}`)).toContain(
    '見つかりません',
  );
  const found = await get(`${TIES}/${id}?find=rows&register=roads&q=${encodeURIComponent('農道3号')}`);
  expect(found).toContain('農道3号');
  const [road] = (await app.modules.register.api.list(as(worker.actor), 'roads', { text: '農道3号' })).items;
  const row = { register: 'roads', id: road?.id ?? '' };
  for (let time = 0; time < 2; time += 1)
    expect((await post(`${TIES}/${id}`, { ...row, does: 'tie' })).status).toBe(303);
  expect(pageText(await shown(id))).toContain('農道3号');
  // On a phone each cell says its heading before what stands in it.
  const again = await app.request(
    `${TIES}/${id}?find=rows&register=roads&q=${encodeURIComponent('農道3号')}`,
    { headers: worker.headers },
  );
  expect(await again.text()).toMatch(/data-label="この件に"[^>]*>加わっています/);
  const page = `/nara-city/staff/registers/roads/rows/${row.id}`;
  expect(await get(page)).toContain(formatReference(number));

  // What the report says of itself comes and goes; what staff tied stays.
  const staff = as(worker.actor);
  const { report } = await services().desk.open(staff, id);
  await services().desk.changeKind(staff, id, report.revision, { kind: 'street-light', why: '街路灯' });
  expect(pageText(await shown(id))).toContain('農道3号');
  expect(await get(`${TIES}/${id}`)).toContain('職員が加えた');

  expect((await post(`${TIES}/${id}`, { ...row, does: 'untie' })).status).toBe(303);
  expect((await post(`${TIES}/${id}`, { ...row, does: 'untie' })).status).toBe(404);
  expect(await get(page)).not.toContain(formatReference(number));
  const told = await inTenant((tx) =>
    readEntries(tx, { subject: `register/roads/${row.id}` }, { limit: 20 }),
  );
  expect(told.entries.map(({ type, data }) => [type, data.thing]).slice(0, 2)).toEqual([
    ['register.untied', `report/${id}`],
    ['register.tied', `report/${id}`],
  ]);
  const stranger = await signInAs(app.kernel, 'nara-city', {
    name: '別の課',
    grants: [{ role: 'clerk', unit: 'civic-affairs' }],
  });
  const refused = await app.request(`${TIES}/${id}`, { headers: stranger.headers });
  expect(refused.status).toBe(404);
});

test('reports of before are gone through once, and on from where that stopped', async () => {
  const first = await reportAt(34.6801);
  const second = await reportAt(34.6801);
  const { owner } = app.kernel.database;
  const { relating } = app.modules.register.services;
  const system = systemContext(as(worker.actor).municipality, 'test', as(worker.actor).clock);
  const tied = async (id: string) =>
    (await inTenant((tx) => app.modules.register.api.tiedTo(tx, as(worker.actor), { kind: 'report', id })))
      .rows;
  const forget = () => sql`DELETE FROM register_related`.execute(owner);
  await forget();
  await relating.run(system);
  for (const { id } of [first, second])
    expect(await tied(id)).toMatchObject([{ label: '県道1号', isByHand: false }]);

  // All were looked at: nothing is done twice.
  await forget();
  await relating.run(system);
  expect(await tied(first.id)).toEqual([]);
  await sql`UPDATE register_relating SET done = false, reached = ${first.id} WHERE kind = 'report'`.execute(
    owner,
  );
  await relating.run(system);
  expect(await tied(first.id)).toEqual([]);
  expect(await tied(second.id)).toHaveLength(1);
});
