import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Answers } from '#forms/answers.js';
import { anonymousContext, systemContext } from '#kernel/context.js';
import { png } from '#kernel/files/bad-files.js';
import { readEntries } from '#kernel/journal/journal.js';
import { fiscalYear } from '#kernel/values/fiscal-year.js';
import { readTimePlace } from '#kernel/values/list-place.js';
import { formatReference } from '#kernel/values/reference-number.js';
import { type SignedIn, signInAs } from '#modules/identity/fixtures.js';
import { contextAt, SAMPLE_ANSWERS } from '#modules/procedure/fixtures.js';
import { rowsNamed } from '#modules/procedure/service/new-case.js';
import { reportAs } from '#modules/report/fixtures.js';
import { pageText } from '#testing/page-text.js';
import { pdfText, popplerMissing } from '#testing/read-pdf.js';
import { type TestApp, testApp } from '#testing/test-app.js';
import { TEST_NOW } from '#testing/test-kernel.js';
import { sentFile } from './fixtures.js';
import type { RowInput } from './service/rows.js';

/* What registers are for besides keeping rows: files, copies at the counter, words found in texts, counts of plans. */

let app: TestApp;
const staff = new Map<string, SignedIn>();

beforeAll(async () => {
  app = await testApp();
  for (const city of ['nara-city', 'nara-pref', 'katsuragi'])
    staff.set(
      city,
      await signInAs(app.kernel, city, { name: '台帳　係', grants: [{ role: 'section-head', unit: null }] }),
    );
});
afterAll(() => app.stop());

const signedIn = (city: string): SignedIn => {
  const found = staff.get(city);
  if (!found) throw new Error(`nobody in ${city}`);
  return found;
};
const as = (city: string) => {
  const municipality = app.kernel.municipalities.bySlug(city);
  if (!municipality) throw new Error(`no ${city}`);
  return contextAt(municipality, signedIn(city).actor, TEST_NOW);
};
const services = () => app.modules.register.services;
const made = async (city: string, register: string, values: RowInput['values']) => {
  const saved = await services().rows.create(as(city), register, { values });
  if (!saved.ok) throw new Error(JSON.stringify(saved.faults));
  return saved;
};
const get = (city: string, path: string, isStaff = true) =>
  app.request(`/${city}${path}`, isStaff ? { headers: signedIn(city).headers } : {});
const post = (city: string, path: string, body: FormData) =>
  app.request(`/${city}${path}`, { method: 'POST', headers: signedIn(city).headers, body });
const formOf = (values: Record<string, string | File>): FormData => {
  const form = new FormData();
  for (const [name, value] of Object.entries(values)) form.append(name, value);
  return form;
};
const picture = (name: string) => new File([png(40, 30) as BlobPart], name);

test('a scan comes with a row, stays through changes, and is given out only where its field is seen', async () => {
  const values = { sheet: '12-3', kind: 'plan' };
  const bad = await post(
    'nara-city',
    '/staff/registers/road-sheets/new',
    formOf({ ...values, 'scan.upload': new File(['MZ not a picture'], 'x.png') }),
  );
  expect(bad.status).toBe(422);
  expect(await bad.text()).toContain('value="12-3"');
  const form = formOf({ ...values, 'scan.upload': picture('図面.png') });
  const saved = await post('nara-city', '/staff/registers/road-sheets/new', form);
  expect(saved.status).toBe(303);
  const row = saved.headers.get('location') ?? '';
  const page = await (await app.request(row, { headers: signedIn('nara-city').headers })).text();
  const file = /href="([^"]*\/files\/[^"]+)"/.exec(page)?.[1] ?? '';
  expect(
    (await app.request(file, { headers: signedIn('nara-city').headers })).headers.get('content-type'),
  ).toBe('image/jpeg');
  const open = row.replace('/staff', '').replace('/rows', '');
  expect(await (await app.request(open)).text()).toContain('図面.jpg');
  const id = row.split('/').at(-1) ?? '';
  const name = file.split('/').at(-1) ?? '';
  expect((await get('nara-city', `/registers/road-sheets/${id}/files/${name}`, false)).status).toBe(200);
  // Another row cannot take the file by naming it.
  const stored = (await services().reading.open(as('nara-city'), 'road-sheets', id)).row.values.scan;
  const thief = await made('nara-city', 'road-sheets', { sheet: '99', kind: 'plan', scan: stored });
  expect((await get('nara-city', `/registers/road-sheets/${thief.id}/files/${name}`, false)).status).toBe(
    404,
  );
  // Taken away it is public no more; staff still find it in the history.
  const edit = formOf({ ...values, version: '1' });
  expect((await post('nara-city', `/staff/registers/road-sheets/rows/${id}/edit`, edit)).status).toBe(303);
  expect((await get('nara-city', `/registers/road-sheets/${id}/files/${name}`, false)).status).toBe(404);
  expect((await app.request(file, { headers: signedIn('nara-city').headers })).status).toBe(200);
});

test('the copy of a building-plan summary holds what may be shown, and that it was given out is counted', async () => {
  const form = formOf({
    title: '二条大路南一丁目　住宅',
    fiscalYear: '1985',
    confirmation: '第123号',
    place: '二条大路南一丁目1-1',
    client: '見本　太郎',
    clientPhone: '0742-00-0000',
    internalNote: '庁内の覚え',
    'counterScan.upload': picture('第三面.png'),
  });
  const saved = await post('nara-city', '/staff/registers/building-plans/new', form);
  expect(saved.status).toBe(303);
  const row = saved.headers.get('location') ?? '';
  const page = await app.request(row, { headers: signedIn('nara-city').headers });
  expect(pageText(await page.text())).toContain('手数料は1枚300円です');
  const copy = await app.request(`${row}/copy`, {
    method: 'POST',
    headers: { ...signedIn('nara-city').headers, 'content-type': 'application/x-www-form-urlencoded' },
    body: '',
  });
  expect(copy.headers.get('content-type')).toBe('application/pdf');
  if (!popplerMissing) {
    const text = (await pdfText(new Uint8Array(await copy.arrayBuffer())))
      .normalize('NFKC')
      .replace(/\s/g, '');
    expect(text).toContain('第123号');
    expect(text).toContain('見本太郎');
    expect(text).not.toContain('0742-00-0000');
    expect(text).not.toContain('庁内の覚え');
  }
  // Closed to all but its section: who may look around in the whole town finds neither rows nor the register.
  const around = await signInAs(app.kernel, 'nara-city', {
    name: '計画　係',
    grants: [{ role: 'plan-office', unit: null }],
  });
  for (const path of [row, '/nara-city/staff/registers/building-plans'])
    expect((await app.request(path, { headers: around.headers })).status).toBe(404);
  const list = await app.request('/nara-city/staff/registers', { headers: around.headers });
  expect(pageText(await list.text())).not.toContain('建築計画概要書');
  const given = await app.kernel.database.transaction('292010', (tx) =>
    readEntries(tx, { type: 'register.copyGiven' }, { limit: 5 }),
  );
  expect(given.entries.map(({ data }) => data.sheets)).toEqual([2]);
  expect((await get('nara-city', '/registers/building-plans', false)).status).toBe(404);
});

const TEXT = `（目的）
第1条 この条例は、見本を定める。
第2条 申請する者は、書面に押印し、市長に提出しなければならない。
第3条 市長は、公示送達を掲示場に掲示して行う。`;

test('rules that ask for paper, seals and notices are found in the ordinances; what was reviewed stays', async () => {
  const city = 'katsuragi';
  await made(city, 'ordinances', {
    lawNumber: '平成16年条例第1号',
    name: '見本条例',
    kind: 'ordinance',
    text: TEXT,
  });
  const find = () => post(city, '/staff/registers/analogue-rules/find', new FormData());
  expect((await find()).status).toBe(303);
  const rules = async () => (await services().reading.list(as(city), 'analogue-rules', {})).items;
  expect((await rules()).map(({ values }) => [values.article, values.rule, values.state])).toEqual([
    ['第2条', 'paper', 'open'],
    ['第2条', 'seal', 'open'],
    ['第3条', 'posting', 'open'],
  ]);
  const [first] = await rules();
  await services().rows.change(as(city), 'analogue-rules', first?.id ?? '', {
    version: 1,
    values: { state: 'changed', reason: 'オンラインの申請を加えた' },
  });
  expect((await find()).status).toBe(303);
  expect((await rules()).map(({ values }) => values.state)).toEqual(['changed', 'open', 'open']);
  const page = pageText(await (await get(city, '/staff/registers/analogue-rules')).text());
  expect(page).toContain('点検と見直しが終わったアナログ規制 1（33%）');
});

test('the share of terminals under central management goes up and down with the register', async () => {
  const city = 'nara-pref';
  const share = async () => {
    const measure = await app.modules.plan.api.readMeasure(
      anonymousContext(app.kernel, as(city).municipality),
      '2.1.1',
    );
    const of = measure.indicators.find(({ id }) => id === 'managed-terminals');
    return of?.years.find(({ fiscalYear: year }) => year === fiscalYear(2026))?.result;
  };
  const terminal = (code: string, managed: boolean) =>
    made(city, 'terminals', { code, kind: 'common', owner: '情報システム課', managed, state: 'used' });
  const one = await terminal('T1', true);
  const two = await terminal('T2', false);
  expect(await share()).toBe(50);
  await services().rows.change(as(city), 'terminals', two.id, { version: 1, values: { managed: true } });
  expect(await share()).toBe(100);
  await services().rows.change(as(city), 'terminals', one.id, { version: 1, values: { managed: false } });
  expect(await share()).toBe(50);
  // Out of use it is no terminal any more.
  await services().rows.retire(as(city), 'terminals', one.id, { version: 2, why: null });
  expect(await share()).toBe(100);
  const csv = '資産番号,種類,所属,一元管理,状態\r\nT3,共通端末,人事課,管理外,使用中\r\n';
  const received = await services().imports.receive(as(city), 'terminals', sentFile('a.csv', csv));
  if (received.kind !== 'checked') throw new Error(received.fault);
  await services().imports.confirm(as(city), received.id);
  expect(await share()).toBe(50);
  await services().imports.undo(as(city), received.id);
  expect(await share()).toBe(100);
});

test('the page of a row names cases and reports about it, to whoever may see them', async () => {
  const city = 'nara-city';
  const light = await services().rows.create(as(city), 'street-lights', {
    values: { pole: 'L-7', keptBy: 'municipal', state: 'lit' },
    geometry: { type: 'Point', coordinates: [135.8048, 34.6851] },
  });
  if (!light.ok) throw new Error('no light');
  const path = `/staff/registers/street-lights/rows/${light.id}`;
  const visitor = contextAt(as(city).municipality, { kind: 'visitor', id: 'somebody' }, TEST_NOW);
  const report = await reportAs(app.modules.report.services, visitor, { kind: 'street-light' });
  // Another kind at the same place is about something else.
  await reportAs(app.modules.report.services, visitor, { kind: 'illegal-dumping' });
  const worker = await signInAs(app.kernel, city, 'clerk');
  const seen = async (headers: Record<string, string>, at = path) =>
    pageText(await (await app.request(`/${city}${at}`, { headers })).text());
  const shown = formatReference(report.number);
  expect(await seen(worker.headers)).toContain(shown);
  expect(await seen(worker.headers)).toContain('全1件');
  expect(await seen(signedIn(city).headers)).not.toContain(shown);
  const open = `/registers/street-lights/${light.id}`;
  expect(await seen({}, open)).not.toContain(shown);
  const desk = contextAt(as(city).municipality, worker.actor, TEST_NOW);
  const { report: opened } = await app.modules.report.services.desk.open(desk, report.id);
  await app.modules.report.services.moderation.release(desk, report.id, opened.revision, '消えている');
  expect(await seen({}, open)).toContain(shown);

  const { procedure: procedures } = app.modules;
  const offered = procedures.services.catalogue.get(visitor, 'dog-registration');
  const { currentVersion: version, ...written } = offered;
  const application = (key: string, pole: string) => ({
    ...{ key, version, channel: 'online' as const, applicant: 'visitor/somebody', person: { name: '' } },
    procedure: { ...written, about: [{ register: 'street-lights', field: 'dogName' }] },
    ...{
      answers: { ...(SAMPLE_ANSWERS['dog-registration'] as Answers), dogName: pole },
      locale: 'ja' as const,
    },
  });
  const sent = (key: string, pole: string) =>
    app.kernel.database.transaction('292010', (tx) =>
      procedures.api.takeIn(tx, visitor, application(key, pole)),
    );
  const [about, other] = [await sent('a', 'L-7'), await sent('b', 'L-8')];
  if (about.kind !== 'taken' || other.kind !== 'taken') throw new Error(JSON.stringify(about));
  const page = await seen(signedIn(city).headers);
  expect(page).toContain(formatReference(about.number));
  expect(page).toContain('犬の登録');
  expect(page).not.toContain(formatReference(other.number));
  expect(await seen({}, open)).not.toContain(formatReference(about.number));
});

test('a list names the rows that each of its answers means; many things come in pages', async () => {
  const city = 'nara-city';
  const about = [{ register: 'nurseries', field: 'wishes.nursery', by: 'name' }];
  const answers = { wishes: [{ nursery: '見本保育園 ' }, { nursery: '' }, { visited: true }] };
  expect(rowsNamed({ about } as Parameters<typeof rowsNamed>[0], answers)).toEqual([
    { register: 'nurseries', field: 'name', value: '見本保育園' },
    { register: 'nurseries', field: 'name', value: '' },
  ]);
  const nursery = await made(city, 'nurseries', { code: 'N-1', name: '見本保育園' });
  const worker = await signInAs(app.kernel, city, 'clerk');
  const desk = contextAt(as(city).municipality, worker.actor, TEST_NOW);
  const visitor = contextAt(as(city).municipality, { kind: 'visitor', id: 'many' }, TEST_NOW);
  const { relations } = services();
  for (let at = 0; at < 23; at += 1) {
    const { id } = await reportAs(app.modules.report.services, desk, { point: null, key: `many ${at}` });
    const named = [{ register: 'nurseries', field: 'name', value: '見本保育園' }];
    await app.kernel.database.transaction('292010', (tx) =>
      relations.relate(tx, visitor, { kind: 'report', id }, named),
    );
  }
  const row = { register: 'nurseries', id: nursery.id };
  const first = await relations.about(desk, row);
  expect(first).toMatchObject({ count: 23, items: { length: 20 } });
  const rest = await relations.about(desk, row, readTimePlace(first.next ?? ''));
  expect(rest).toMatchObject({ count: 3, next: null });
  expect(new Set([...first.items, ...rest.items].map(({ number }) => number)).size).toBe(23);
  expect(await relations.about(visitor, row)).toEqual({ items: [], count: 0, next: null });
});

test('a visitor looks a summary up on a terminal, asks for copies, pays at the counter, and leaves nothing behind', async () => {
  const city = 'nara-city';
  const plan = await made(city, 'building-plans', {
    ...{ title: '見出し', fiscalYear: '1991', confirmation: '第4567号', place: '登大路町30' },
    ...{ client: '見本　花子', clientPhone: '0742-11-1111', internalNote: '庁内だけの覚え' },
  });
  const at = `/staff/registers/building-plans/viewing`;
  const opening = await get(city, at);
  expect(pageText(await opening.clone().text())).toContain('写しの申込みはまだありません');
  const code = /name="code" value="(\d{4})"/.exec(await opening.text())?.[1] ?? '';
  const screen = await signInAs(app.kernel, city, {
    name: '閲覧端末',
    grants: [{ role: 'clerk', unit: null }],
  });
  const send = (path: string, values: Record<string, string>, who = screen) =>
    app.request(path.startsWith('/nara-city') ? path : `/${city}${path}`, {
      method: 'POST',
      headers: { ...who.headers, 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams(values).toString(),
    });
  const look = (path: string) => app.request(path, { headers: screen.headers });
  expect((await send(at, { code })).headers.get('location')).toBe(`/${city}${at}/desk`);
  // Nothing else opens on this screen.
  expect((await look(`/${city}/staff/registers/building-plans`)).headers.get('location')).toContain(
    'hand-back',
  );
  const step = (values: Record<string, string>) => send(`${at}/desk`, values);
  const nothing = await step({ step: 'search', 'key.fiscalYear': ' ' });
  expect(nothing.status).toBe(422);
  expect(pageText(await nothing.text())).toContain('どれか一つを入力してください');
  const short = await step({ step: 'search', words: '登', 'key.fiscalYear': '1991' });
  expect(await short.text()).toContain('value="1991"');
  const missed = await step({ step: 'search', 'key.fiscalYear': '1990', words: '登大路町' });
  expect(pageText(await (await look(missed.headers.get('location') ?? '')).text())).toContain(
    '見つかりませんでした',
  );
  const found = await step({ step: 'search', 'key.fiscalYear': '１９９１', 'key.confirmation': '4567' });
  const here = found.headers.get('location') ?? '';
  const visit = new URL(here, 'http://localhost').searchParams.get('visit') ?? '';
  expect(here).toBe(`/${city}${at}/desk?visit=${visit}`);
  const list = await look(here);
  expect(list.headers.get('refresh')).toBe(`120; url=/${city}${at}/still?visit=${visit}`);
  expect(pageText(await list.text())).toContain('登大路町30');
  for (const row of ['', 'x', visit])
    expect((await step({ visit, step: 'open', row })).headers.get('location')).toBe(here);
  expect((await step({ visit, step: 'open', row: plan.id })).headers.get('location')).toBe(here);
  const shown = pageText(await (await look(here)).text());
  expect(shown).toContain('見本 花子');
  for (const hidden of ['0742-11-1111', '庁内だけの覚え']) expect(shown).not.toContain(hidden);
  expect((await step({ visit, step: 'ask', 'copies-wanted': '11' })).status).toBe(422);
  await Promise.all([1, 2].map(() => step({ visit, step: 'ask', 'copies-wanted': '2' })));
  const asked = pageText(await (await look(here)).text());
  expect(asked).toContain('2部（2枚）');
  expect(asked).toContain('600円');
  const { items } = await services().copyRequests.list(as(city), 'building-plans');
  expect(items.map(({ fee, payment }) => [fee, payment?.state])).toEqual([[600, 'due']]);
  const [request] = items;
  if (!request) throw new Error('nothing was asked for');
  expect(asked).toContain(formatReference(request.number));

  // Left alone the screen asks, and is empty then; so it is for whoever goes back after the end.
  const still = await look(`/${city}${at}/still?visit=${visit}`);
  expect(still.headers.get('refresh')).toBe(`30; url=/${city}${at}/desk?over=1`);
  const later = Temporal.Instant.from(TEST_NOW).add({ seconds: 151 });
  const atEnd = contextAt(as(city).municipality, screen.actor, later);
  expect(await services().viewing.screen(atEnd, 'building-plans', visit)).toBeNull();
  await step({ visit, step: 'end' });
  const after = pageText(await (await look(here)).text());
  expect(after).toContain('閲覧は終わっています');
  expect(after).not.toContain('見本 花子');
  expect((await step({ visit, step: 'open', row: plan.id })).status).toBe(303);
  expect(pageText(await (await look(here)).text())).not.toContain('見本 花子');

  const give = () => send(`${at}/${request.id}/give`, {}, signedIn(city));
  expect((await give()).status).toBe(409);
  await app.kernel.database.transaction('292010', (tx) =>
    app.modules.payment.api.takeAtCounter(tx, as(city), `copy/${request.id}`, { way: 'cash', note: null }),
  );
  expect(pageText(await (await get(city, at)).text())).toContain('納付済み');
  expect((await give()).headers.get('content-type')).toBe('application/pdf');
  expect((await give()).status).toBe(200);
  expect((await send(`${at}/${request.id}/cancel`, {}, signedIn(city))).status).toBe(409);
  const journalled = async (type: string) =>
    (await app.kernel.database.transaction('292010', (tx) => readEntries(tx, { type }, { limit: 9 }))).entries
      .filter(({ subject }) => subject.endsWith(plan.id))
      .map(({ data }) => data);
  const unit = request.unit;
  expect(await journalled('register.shownAtDesk')).toEqual([{ register: 'building-plans', unit }]);
  expect(await journalled('register.copyAsked')).toHaveLength(1);
  expect(await journalled('register.copyGiven')).toEqual([{ register: 'building-plans', unit, sheets: 2 }]);
});

test('a visitor finds what lies near an address, the nearest first', async () => {
  const city = 'nara-city';
  const plans = [
    ['第1号', 34.6901, 135.81],
    ['第2号', 34.69, 135.8125],
    ['第3号', 34.69, 135.83],
  ] as const;
  for (const [confirmation, lat, lon] of plans) {
    const values = {
      title: confirmation,
      fiscalYear: '1970',
      confirmation,
      place: `西包永町${confirmation}`,
    };
    const geometry = { type: 'Point', coordinates: [lon, lat] };
    const saved = await services().rows.create(as(city), 'building-plans', { values, geometry });
    expect(saved).toMatchObject({ ok: true });
  }
  const { viewing } = services();
  const near = (address: string) => viewing.searchNear(as(city), 'building-plans', '', address);
  expect(await near('')).toEqual({ fault: 'nothing' });
  expect(await near('西包永町')).toEqual({ fault: 'noPlace' });
  const towns = ['西包永町', '東包永町', '東包永町一丁目'].map((town, at) => ({
    town,
    lat: 34.69,
    lon: 135.81 + at,
  }));
  const loader = systemContext(as(city).municipality, 'cli', app.kernel.clock);
  await app.modules.place.api.loadTowns(loader, '奈良市', towns);
  const visitOf = async (address: string) => {
    const found = await near(address);
    if (!('visit' in found)) throw new Error(found.fault);
    return found.visit;
  };
  const visit = await visitOf('奈良市西包永町12');
  const shown = async (id: string) => {
    const screen = await viewing.screen(as(city), 'building-plans', id);
    const { items = [], away } = screen?.rows ?? {};
    return items.map((row) => [
      row.label,
      away?.get(row.id)?.way,
      Math.round((away?.get(row.id)?.metres ?? 0) / 10),
    ]);
  };
  expect(await shown(visit)).toEqual([
    ['第1号', 'n', 1],
    ['第2号', 'e', 23],
  ]);
  await viewing.widen(as(city), 'building-plans', visit);
  expect(await shown(visit)).toHaveLength(3);
  // Of several places one is chosen.
  const several = await visitOf('包永町');
  const asked = await viewing.screen(as(city), 'building-plans', several);
  expect(asked?.visit.sought.towns?.map(({ label }) => label)).toEqual([
    '奈良市東包永町',
    '奈良市西包永町',
    '奈良市東包永町一丁目',
  ]);
  await viewing.choosePlace(as(city), 'building-plans', several, 1);
  expect(await shown(several)).toHaveLength(2);
  // On the screen itself: by forms, with words beside what is wrong.
  const keeper = await signInAs(app.kernel, city, {
    name: '建築窓口',
    grants: [{ role: 'register-keeper', unit: 'building-guidance' }],
  });
  const desk = `/${city}/staff/registers/building-plans/viewing/desk`;
  const send = (values: Record<string, string>) =>
    app.request(desk, { method: 'POST', headers: keeper.headers, body: new URLSearchParams(values) });
  const wrong = await send({ step: 'near', near: '何処町99' });
  expect(wrong.status).toBe(422);
  const again = await wrong.text();
  expect(again).toContain('value="何処町99"');
  expect(pageText(again)).toContain('この住所は見つかりませんでした');
  const there = (await send({ step: 'near', near: '西包永町' })).headers.get('location') ?? '';
  const list = pageText(await (await app.request(there, { headers: keeper.headers })).text());
  expect(list).toContain('奈良市西包永町のまわり1,000メートル');
  expect(list).toMatch(/第1号.*北へ約10m.*第2号.*東へ約230m/s);
});

test('copies that nobody fetches are called off, and nothing is owed any more', async () => {
  const city = 'nara-city';
  const plan = await made(city, 'building-plans', {
    ...{ title: '別の見出し', fiscalYear: '1992', confirmation: '第8901号', place: '高畑町1' },
  });
  const { viewing, copyRequests } = services();
  const sought = { words: '高畑町', keys: {} };
  const found = await viewing.search(as(city), 'building-plans', '', sought);
  if (!('visit' in found)) throw new Error(found.fault);
  await viewing.open(as(city), 'building-plans', found.visit, plan.id);
  await copyRequests.ask(as(city), 'building-plans', found.visit, 1);
  const asked = async () =>
    (await copyRequests.list(as(city), 'building-plans')).items.find(({ row }) => row === plan.id);
  const request = await asked();
  const path = `/staff/registers/building-plans/viewing/${request?.id}/cancel`;
  expect((await post(city, path, new FormData())).status).toBe(303);
  expect(await asked()).toMatchObject({
    id: request?.id,
    state: 'cancelled',
    payment: { state: 'cancelled' },
  });
  const elsewhere = await signInAs(app.kernel, city, {
    name: '他課',
    grants: [{ role: 'clerk', unit: 'nursery' }],
  });
  const seen = await app.request(`/${city}/staff/registers/building-plans/viewing`, {
    headers: elsewhere.headers,
  });
  expect(seen.status).toBe(404);
});

test('a terminal opens no page of another municipality either, until it is taken back or its session is over', async () => {
  const city = 'nara-city';
  const at = '/staff/registers/building-plans/viewing';
  const code = /name="code" value="(\d{4})"/.exec(await (await get(city, at)).text())?.[1] ?? '';
  const screen = await signInAs(app.kernel, city, {
    name: '第二の閲覧端末',
    grants: [{ role: 'clerk', unit: null }],
  });
  /** As a browser keeps them. */
  const cookies = new Map([screen.headers.cookie.split('=', 2) as [string, string]]);
  const ask = async (path: string, values?: Record<string, string>) => {
    const cookie = [...cookies].map((one) => one.join('=')).join('; ');
    const answer = await app.request(path, {
      headers: { ...screen.headers, cookie },
      ...(values && { method: 'POST', body: new URLSearchParams(values) }),
    });
    for (const set of answer.headers.getSetCookie()) {
      const [name = '', value = ''] = set.split(';', 1)[0]?.split('=') ?? [];
      if (/max-age=0/i.test(set)) cookies.delete(name);
      else cookies.set(name, value);
    }
    return answer;
  };
  expect((await ask('/kashihara/')).status).toBe(200);
  await ask(`/${city}${at}`, { code });
  expect((await ask(`/${city}${at}/desk`)).status).toBe(200);
  for (const path of ['/', '/kashihara/', '/kashihara/sign-in', '/nobody/'])
    expect((await ask(path)).headers.get('location')).toBe(`/${city}/staff/hand-back`);
  expect((await ask('/kashihara/api/v1/plan/measures')).status).toBe(403);
  expect((await ask(`/${city}${at}/desk`)).status).toBe(200);
  // Taken back, every page is there again.
  await ask(`/${city}/staff/hand-back`, { code });
  await ask(`/${city}${at}`);
  for (const path of ['/', '/kashihara/']) expect((await ask(path)).status).toBe(200);
  // A session that is over keeps nobody out for good.
  const again = /name="code" value="(\d{4})"/.exec(await (await ask(`/${city}${at}`)).text())?.[1] ?? '';
  await ask(`/${city}${at}`, { code: again });
  await ask(`/${city}${at}/desk`);
  cookies.set('yakuba_session', 'x'.repeat(43));
  const led = (await ask('/kashihara/')).headers.get('location') ?? '';
  expect(led).toBe(`/${city}/staff/hand-back`);
  expect((await ask(led)).headers.get('location')).toContain(`/${city}/sign-in`);
  expect((await ask('/kashihara/')).status).toBe(200);
});
