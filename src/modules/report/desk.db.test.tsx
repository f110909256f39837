import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readEntries } from '#kernel/journal/journal.js';
import { formatReference } from '#kernel/values/reference-number.js';
import { type SignedIn, signInAs } from '#modules/identity/fixtures.js';
import { contextAt } from '#modules/procedure/fixtures.js';
import { pageText } from '#testing/page-text.js';
import { type TestApp, testApp } from '#testing/test-app.js';
import { TEST_NOW } from '#testing/test-kernel.js';
import { blurred } from './blur.js';
import { readBoxes } from './boxes.js';
import { picture, pictureAt, reportAs } from './fixtures.js';

const LIST = '/nara-city/staff/reports';
let app: TestApp;
let worker: SignedIn;
beforeAll(async () => {
  app = await testApp();
  worker = await signInAs(app.kernel, 'nara-city', 'clerk');
});
afterAll(() => app.stop());

const as = (actor: SignedIn['actor'] | { kind: 'visitor'; id: string }) => {
  const municipality = app.kernel.municipalities.bySlug('nara-city');
  if (!municipality) throw new Error('no town');
  return contextAt(municipality, actor, TEST_NOW);
};
const reporter = () => as({ kind: 'visitor', id: crypto.randomUUID() });
const get = (path: string) => app.request(path, { headers: worker.headers });
const post = (path: string, body: Record<string, string>) =>
  app.request(path, { method: 'POST', headers: worker.headers, body: new URLSearchParams(body) });
const services = () => app.modules.report.services;
const revision = async (id: string) =>
  String((await services().desk.open(as(worker.actor), id)).report.revision);
/** A picture whose left half is black and white by turns. */
const stripes = async (): Promise<Uint8Array> => {
  const bars = Array.from({ length: 20 }, (_, index) => `<rect x="${index * 10}" width="5" height="200"/>`);
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="400" height="200"><rect width="400" height="200" fill="#fff"/>${bars.join('')}</svg>`;
  return new Uint8Array(await sharp(Buffer.from(svg)).jpeg({ quality: 100 }).toBuffer());
};
/** Of an area in the left half. Figures are always those of a whole picture, so the area is made one first. */
const spread = async (bytes: Uint8Array): Promise<number> => {
  const area = await sharp(bytes).extract({ left: 60, top: 60, width: 80, height: 80 }).png().toBuffer();
  return (await sharp(area).stats()).channels[0]?.stdev ?? 0;
};

test('from the list to a crew and to the end, with an answer from a template', async () => {
  const { id } = await reportAs(services(), reporter(), { place: '猿沢池の東' });
  expect(pageText(await (await get(LIST)).text())).toContain('猿沢池の東');
  const path = `${LIST}/${id}`;
  const missing = await post(`${path}/act`, {
    action: 'assign',
    revision: await revision(id),
    reply: '残る返事',
  });
  expect(missing.status).toBe(422);
  const again = await missing.text();
  expect(pageText(again)).toContain('作業班を選んでください');
  expect(again).toContain('残る返事');
  const assigned = { action: 'assign', crew: 'roads-1', revision: await revision(id) };
  expect((await post(`${path}/act`, assigned)).status).toBe(303);
  expect(pageText(await (await get(`${LIST}/crews/roads-1`)).text())).toContain('猿沢池の東');
  const late = await post(`${path}/act`, assigned);
  expect(decodeURIComponent(late.headers.get('set-cookie') ?? '')).toContain('warning:reportDesk.changed');
  const closing = { action: 'close', reason: 'fixed', template: 'fixed', revision: await revision(id) };
  expect((await post(`${path}/act`, closing)).status).toBe(303);
  const text = pageText(await (await get(path)).text());
  expect(text).toContain('お知らせいただいた場所を直しました');
  expect(pageText(await (await get(LIST)).text())).not.toContain('猿沢池の東');
});

test('several that are no reports are closed in one go, after a second look; public figures leave them out', async () => {
  const words = '安い時計を売ります';
  const sent = [];
  for (const place of ['広告1', '広告2', '広告3'])
    sent.push(await reportAs(services(), reporter(), { words, place }));
  const list = await (await get(LIST)).text();
  const box = (id: string) => new RegExp(`name="report" value="(${id}[.]\\d+)"`).exec(list)?.[1] ?? '';
  const choose = (ids: readonly string[], more: Record<string, string> = {}) => {
    const body = new URLSearchParams(more);
    for (const id of ids) body.append('report', box(id));
    return app.request(`${LIST}/set-aside`, { method: 'POST', headers: worker.headers, body });
  };
  const closings = () =>
    app.kernel.database.transaction('292010', async (tx) => {
      const { entries } = await readEntries(tx, { type: 'report.closed' }, { limit: 200 });
      return entries.filter(({ data }) => data.reason === 'not-a-report').map(({ subject }) => subject);
    });
  const counted = async () => (await services().statistics.ofTown(reporter(), undefined)).all.count;
  const before = await counted();
  const ids = sent.map(({ id }) => id);
  const look = await choose(ids);
  expect(look.status).toBe(200);
  const asked = pageText(await look.text());
  for (const shown of ['次の3件を', '通報として扱えない内容でした', words, '広告3', '3件を閉じる'])
    expect(asked).toContain(shown);
  expect(await closings()).toEqual([]);
  // Somebody takes one up meanwhile: it stays, and is shown as it is now.
  const [first = '', second = '', third = ''] = ids;
  await post(`${LIST}/${third}/act`, { action: 'look', revision: await revision(third) });
  const sure = await choose(ids, { sure: 'yes' });
  expect(sure.status).toBe(422);
  const left = pageText(await sure.text());
  expect(left).toContain('次の1件は、その間にほかの人が変えた');
  expect(left).toContain('広告3');
  expect(left).not.toContain('広告1');
  expect((await closings()).sort()).toEqual([`report/${first}`, `report/${second}`].sort());
  expect(await counted()).toBe(before - 2);
  expect((await services().desk.open(as(worker.actor), first)).events.at(-1)?.kind).toBe('closed');
  // Those that are closed are not offered again; nothing ticked is said in words.
  expect(pageText(await (await choose([first])).text())).toContain('閉じられる通報が選ばれていません');
  const none = await choose([]);
  expect(decodeURIComponent(none.headers.get('set-cookie') ?? '')).toContain('reportDesk.setAsideNone');
  const odd = new URLSearchParams({ report: `${'-'.repeat(36)}.1`, sure: 'yes' });
  expect(
    (await app.request(`${LIST}/set-aside`, { method: 'POST', headers: worker.headers, body: odd })).status,
  ).toBe(303);
});

test('reports of another section are neither shown nor closed with others', async () => {
  const { id } = await reportAs(services(), reporter(), { kind: 'park-trees', place: '公園の木' });
  const roads = await signInAs(app.kernel, 'nara-city', {
    name: '道路だけ',
    grants: [{ role: 'report-worker', unit: 'construction' }],
  });
  const send = (fields: Record<string, string>) =>
    app.request(`${LIST}/set-aside`, {
      method: 'POST',
      headers: roads.headers,
      body: new URLSearchParams({ report: `${id}.1`, ...fields }),
    });
  expect(pageText(await (await send({})).text())).not.toContain('公園の木');
  const sure = await send({ sure: 'yes' });
  expect(decodeURIComponent(sure.headers.getSetCookie().join())).toContain('reportDesk.changed');
  expect((await services().desk.open(as(worker.actor), id)).report.state).toBe('received');
});

test('the way of a crew is drawn with the numbers of its list, from the base on', async () => {
  const at = async (lat: number | null) => {
    const point = lat === null ? null : { lat, lon: 135.79 };
    const sent = await reportAs(services(), reporter(), { point, kind: 'road-safety' });
    const assigned = { action: 'assign', crew: 'roads-1', revision: await revision(sent.id) };
    await post(`${LIST}/${sent.id}/act`, assigned);
    return sent;
  };
  const [far, nowhere, near] = [await at(34.6402), await at(null), await at(34.6702)];
  const page = await (await get(`${LIST}/crews/roads-1`)).text();
  const text = pageText(page);
  const stopOf = (id: string) =>
    Number(new RegExp(`href="${LIST}/${id}" aria-label="(\\d+) ガードレール`).exec(page)?.[1]);
  expect(stopOf(near.id)).toBeLessThan(stopOf(far.id));
  for (const { id, number } of [near, far])
    expect(text).toContain(`${stopOf(id)} ${formatReference(number)} ガードレール`);
  expect(stopOf(nowhere.id)).toBeNaN();
  expect(text).toContain(`位置なし ${formatReference(nowhere.number)}`);
  // The farthest is the last.
  expect(page).toContain(`aria-label="${stopOf(far.id)}か所を示した地図"`);
  expect(page).toContain('班の基地（出発）');
});

test('what is typed for a caller comes in by phone', async () => {
  const asked = await (await get(`${LIST}/new`)).text();
  for (const toCitizens of ['書かないでください', '電話で知らせ', '写してください', '書かなくても'])
    expect(pageText(asked)).not.toContain(toCitizens);
  expect(pageText(asked)).toContain('聞き取ったことを書きます');
  expect(asked.indexOf('id="photo"')).toBeGreaterThan(asked.indexOf('id="words"'));
  expect(asked).not.toContain('autocomplete="tel"');
  const body = new FormData();
  for (const [name, value] of Object.entries({
    key: crypto.randomUUID(),
    kind: 'illegal-dumping',
    'place.words': '奈良町の路地',
    words: 'タイヤが4本',
    phone: '0742-00-0000',
  }))
    body.append(name, value);
  const sent = await app.request(`${LIST}/new`, { method: 'POST', headers: worker.headers, body });
  expect(sent.status).toBe(303);
  const slip = new URL(sent.headers.get('location') ?? '', 'http://x').pathname;
  const text = pageText(await (await get(slip.replace('/slip', ''))).text());
  for (const words of ['電話', '奈良町の路地', 'タイヤが4本', '0742-00-0000']) expect(text).toContain(words);

  // The caller is told a code, by which they follow the report without any link.
  const told = pageText(await (await get(slip)).text());
  const code = /[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}/.exec(told)?.[0] ?? '';
  expect(told).not.toContain('0742-00-0000');
  const typing = (typed: string) =>
    app.request('/nara-city/reports/follow', {
      method: 'POST',
      headers: { origin: worker.headers.origin },
      body: new URLSearchParams({ code: typed }),
    });
  const opened = await typing(` ${code.toLowerCase()} `);
  expect(opened.headers.get('location')).toBe(`/nara-city/reports/follow/${code.replaceAll('-', '')}`);
  const followed = await app.request(opened.headers.get('location') ?? '');
  expect(pageText(await followed.text())).toContain('奈良町の路地');
  for (const wrong of ['', code.slice(1), '0000-0000-0000-0000']) {
    const refused = await typing(wrong);
    expect(refused.status).toBe(422);
    expect(pageText(await refused.text())).toContain('16文字をもう一度確かめてください');
  }
  const parks = await signInAs(app.kernel, 'nara-city', {
    name: '公園 係',
    grants: [{ role: 'report-worker', unit: 'parks' }],
  });
  expect((await app.request(slip, { headers: parks.headers })).status).toBe(404);
  const web = await reportAs(services(), reporter());
  expect((await get(`${LIST}/${web.id}/slip`)).status).toBe(404);
});

test('who takes a call is shown what was told of the same before, released or not', async () => {
  const point = { lat: 34.6601, lon: 135.8101 };
  const { id, secret } = await reportAs(services(), reporter(), { point, words: '街路樹が傾いている' });
  const call = (changes: Record<string, string> = {}) => {
    const body = new FormData();
    const fields = {
      kind: 'road-damage',
      'place.lat': '34.6601',
      'place.lon': '135.8102',
      words: '木が危ない',
    };
    for (const [name, value] of Object.entries({ key: crypto.randomUUID(), ...fields, ...changes }))
      body.append(name, value);
    return app.request(`${LIST}/new`, { method: 'POST', headers: worker.headers, body });
  };
  const asked = await call();
  expect(asked.status).toBe(200);
  const page = await asked.text();
  expect(page).toContain(`${LIST}/${id}`);
  for (const words of ['街路樹が傾いている', '別のものとして入力']) expect(pageText(page)).toContain(words);
  expect(page).toContain('value="木が危ない"');
  // The one primary button does what the page says to do.
  const primary = [...page.matchAll(/<button[^>]*data-variant="primary"[^>]*>(.*?)<\/button>/gs)];
  expect(primary.map(([, words = '']) => pageText(words))).toEqual([expect.stringContaining('に書き加える')]);
  expect((await call({ asNew: 'yes' })).status).toBe(303);

  // Or it is the same: what the second caller says goes to the report, and they get a code of their own.
  const [, form = ''] =
    new RegExp(`<form[^>]*action="${LIST}/${id}/callers"(.*?)</form>`, 's').exec(page) ?? [];
  const hidden = [...form.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)];
  const add = (more: Record<string, string>) => {
    const body = new FormData();
    for (const [, name = '', value = ''] of hidden) body.append(name, value);
    for (const [name, value] of Object.entries(more)) body.set(name, value);
    return app.request(`${LIST}/${id}/callers`, { method: 'POST', headers: worker.headers, body });
  };
  const second = { email: 'second@example.jp', name: '二番 次郎' };
  const added = await add(second);
  expect(added.status).toBe(303);
  expect((await add(second)).headers.get('location')).toBe(added.headers.get('location'));
  const desk = pageText(await (await get(`${LIST}/${id}`)).text());
  for (const words of ['同じものについて電話がありました', '木が危ない', 'second@example.jp', '2人'])
    expect(desk).toContain(words);
  const slip = new URL(added.headers.get('location') ?? '', 'http://x');
  const told = pageText(await (await get(slip.pathname + slip.search)).text());
  expect(told).toContain('公開された内容と状況');
  const [code = ''] = /[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}/.exec(told) ?? [];
  const followed = await app.request(`/nara-city/reports/follow/${code.replaceAll('-', '')}`);
  expect(followed.status).toBe(200);
  // Neither they nor who told of it first read the words of the other.
  const theirs = pageText(await followed.text());
  for (const words of ['街路樹が傾いている', '木が危ない', '再開できます'])
    expect(theirs).not.toContain(words);
  const own = pageText(await (await app.request(`/nara-city/reports/follow/${secret}`)).text());
  expect(own).toContain('同じものを見た人が加わりました');
  for (const words of ['木が危ない', '電話がありました']) expect(own).not.toContain(words);
  // Only who took the call sees that code.
  const roads = await signInAs(app.kernel, 'nara-city', {
    name: '道路 二係',
    grants: [{ role: 'report-worker', unit: 'road-maintenance' }],
  });
  const others = await app.request(slip.pathname + slip.search, { headers: roads.headers });
  expect(others.status).toBe(404);
});

test('a wrong kind is put right with a reason, and goes to its section; what is joined names the other', async () => {
  const who = reporter();
  const { id, secret } = await reportAs(services(), who, { point: null, kind: 'road-damage' });
  const other = await reportAs(services(), who, { point: null, kind: 'road-damage' });
  const path = `${LIST}/${id}`;
  await post(`${path}/act`, { action: 'assign', crew: 'roads-1', revision: await revision(id) });
  const closing = { action: 'close', reason: 'duplicate', revision: await revision(id) };
  for (const sameAs of [
    '',
    'ABC-123-DEF',
    (await services().desk.open(as(worker.actor), id)).report.number,
  ]) {
    const refused = await post(`${path}/act`, { ...closing, sameAs });
    expect(refused.status).toBe(422);
    expect(pageText(await refused.text())).toContain('ほかの通報の番号を入力してください');
  }
  const unsaid = await post(`${path}/kind`, { newKind: 'park-trees', revision: await revision(id) });
  expect(unsaid.status).toBe(422);
  expect(pageText(await unsaid.text())).toContain('改める理由を入力してください');
  const kind = { newKind: 'park-trees', why: '街路樹でした', revision: await revision(id) };
  expect((await post(`${path}/kind`, kind)).status).toBe(303);
  const parks = await signInAs(app.kernel, 'nara-city', {
    name: '公園 緑',
    grants: [{ role: 'report-worker', unit: 'parks' }],
  });
  const { report, events } = await services().desk.open(as(parks.actor), id);
  expect(report).toMatchObject({ kind: 'park-trees', unit: 'parks', crew: null, state: 'looked' });
  expect(events.at(-1)).toMatchObject({ kind: 'kindChanged', reply: '街路樹でした' });
  const joined = await post(`${path}/act`, {
    ...closing,
    sameAs: other.number,
    revision: await revision(id),
  });
  expect(joined.status).toBe(303);
  const followed = await (await app.request(`/nara-city/reports/follow/${secret}`)).text();
  expect(pageText(followed)).toContain('まとめた先の通報');
  expect(followed.replaceAll('-', '')).toContain(other.number);
});

test('who comes second on a report keeps what they typed, beside what is now', async () => {
  const { id } = await reportAs(services(), reporter(), { point: null });
  const path = `${LIST}/${id}`;
  const old = await revision(id);
  expect((await post(`${path}/release`, { publicWords: '市の言葉', revision: old })).status).toBe(303);
  const cases = [
    ['act', { action: 'look', reply: '書いた返事' }, '書いた返事'],
    ['act', { action: 'reply', reply: '書いた返事' }, '書いた返事'],
    ['release', { publicWords: '消した言葉', publicPlace: '角' }, '消した言葉'],
    ['kind', { newKind: 'park-trees', why: '街路樹です' }, '街路樹です'],
    ['liability', { liability: 'yes', liabilityWhy: '転倒' }, '転倒'],
  ] as const;
  for (const [step, fields, kept] of cases) {
    const late = await post(`${path}/${step}`, { ...fields, revision: old });
    expect(late.status).toBe(422);
    const page = await late.text();
    expect(pageText(page)).toContain('入力した内容は残っています');
    expect(page).toContain(kept);
    expect(page).toContain(`name="revision" value="${await revision(id)}"`);
    if (step === 'release') expect(pageText(page)).toContain('いま公開している言葉：市の言葉');
  }
  const { report, events } = await services().desk.open(as(worker.actor), id);
  expect(report).toMatchObject({ state: 'received', publicWords: '市の言葉', liability: false });
  expect(events.map(({ kind }) => kind)).toEqual(['received']);
});

test('two reports are not closed as one another, and nothing is joined with a closed one', async () => {
  const who = reporter();
  const first = await reportAs(services(), who, { point: null });
  const second = await reportAs(services(), who, { point: null });
  const close = async (id: string, sameAs: string) =>
    post(`${LIST}/${id}/act`, {
      action: 'close',
      reason: 'duplicate',
      sameAs,
      reply: '残る返事',
      revision: await revision(id),
    });
  expect((await close(first.id, second.number)).status).toBe(303);
  const refused = await close(second.id, first.number);
  expect(refused.status).toBe(422);
  const page = await refused.text();
  expect(pageText(page)).toContain('その番号の通報は完了しています');
  expect(page).toContain('残る返事');
  const { desk } = services();
  const { report } = await desk.open(as(worker.actor), second.id);
  expect(report.state).toBe('received');
  const step = { reason: 'duplicate', sameAs: first.number, reply: '' };
  await expect(desk.act(as(worker.actor), second.id, report.revision, 'close', step)).rejects.toMatchObject({
    code: 'invalidInput',
  });
});

test('what is wrong with photos of the work is said, and the good ones wait', async () => {
  const { id } = await reportAs(services(), reporter(), { point: null });
  const send = async (files: readonly File[]) => {
    const body = new FormData();
    body.append('stage', 'before');
    for (const file of files) body.append('photo.upload', file);
    return app.request(`${LIST}/${id}/photos`, { method: 'POST', headers: worker.headers, body });
  };
  const good = async (name: string) =>
    new File([new Uint8Array(await picture())], name, { type: 'image/jpeg' });
  const none = await send([]);
  expect(pageText(await none.text())).toContain('写真を選んでください');
  const text = await send([new File(['abc'], 'memo.txt', { type: 'text/plain' }), await good('ok.jpg')]);
  expect(text.status).toBe(422);
  const page = await text.text();
  expect(pageText(page)).toContain('memo.txt');
  expect(pageText(page)).not.toContain('写真を選んでください');
  expect(page).toMatch(/name="photo" value="[^"]+"/);
  expect(page).toMatch(/<option value="before" selected/);
  const many = await send(await Promise.all([1, 2, 3, 4].map((index) => good(`${index}.jpg`))));
  expect(many.status).toBe(422);
  expect(pageText(await many.text())).not.toContain('写真を選んでください');
  expect((await services().desk.open(as(worker.actor), id)).photos).toEqual([]);
});

test('the mark of liability is taken away with a reason only, which stands in the history of staff', async () => {
  const { id, secret } = await reportAs(services(), reporter(), { point: null });
  const path = `${LIST}/${id}`;
  const mark = async (fields: Record<string, string>) =>
    post(`${path}/liability`, { revision: await revision(id), ...fields });
  expect((await mark({ liability: 'yes', liabilityWhy: '自転車が転倒' })).status).toBe(303);
  const refused = await mark({ liability: '', liabilityWhy: ' ' });
  expect(refused.status).toBe(422);
  expect(pageText(await refused.text())).toContain('印を外す理由を入力してください');
  expect((await services().desk.open(as(worker.actor), id)).report.liability).toBe(true);
  expect((await mark({ liability: '', liabilityWhy: '示談が成立' })).status).toBe(303);
  const text = pageText(await (await get(path)).text());
  for (const words of ['賠償の印を付けました', '自転車が転倒', '賠償の印を外しました', '示談が成立'])
    expect(text).toContain(words);
  const followed = await (await app.request(`/nara-city/reports/follow/${secret}`)).text();
  for (const words of ['賠償', '転倒', '示談']) expect(pageText(followed)).not.toContain(words);
  const { entries } = await app.kernel.database.transaction('292010', (tx) =>
    readEntries(tx, { subject: `report/${id}` }, { limit: 50 }),
  );
  const marks = entries.map(({ type }) => type).filter((type) => type.endsWith('flagged'));
  expect(marks).toEqual(['report.unflagged', 'report.flagged']);
});

test('a note from the spot is idempotent, is refused in words, and its kept page names nobody', async () => {
  const FIELD = '/nara-city/staff/field';
  const send = (more: Record<string, string>, key: string) => {
    const body = new FormData();
    for (const [name, value] of Object.entries({ key, words: '橋の手すり', ...more }))
      body.append(name, value);
    return app.request(FIELD, { method: 'POST', headers: worker.headers, body });
  };
  const key = crypto.randomUUID();
  const whole = { kind: 'illegal-dumping', 'place.words': '見本橋' };
  const listed = async () => pageText(await (await get(LIST)).text()).split('見本橋').length - 1;
  const before = await listed();
  for (const _ of [1, 2]) expect((await send(whole, key)).status).toBe(303);
  expect(await listed()).toBe(before + 1);
  const refused = await send({ kind: '' }, crypto.randomUUID());
  expect(refused.status).toBe(422);
  const text = await refused.text();
  expect(pageText(text)).toContain('橋の手すり');
  expect(text).toContain('error-summary');
  expect(await listed()).toBe(before + 1);

  // Under the session of somebody else nothing is taken, and the phone is told so.
  const others = await send({ ...whole, writer: crypto.randomUUID() }, crypto.randomUUID());
  expect(others.status).toBe(409);
  expect(await listed()).toBe(before + 1);
  const [, writer = ''] = /data-writer="([^"]+)"/.exec(await (await get(FIELD)).text()) ?? [];
  expect((await send({ ...whole, writer }, key)).status).toBe(303);
  expect(await listed()).toBe(before + 1);

  const shell = await get(`${FIELD}/shell`);
  expect(shell.status).toBe(200);
  const page = await (await get(FIELD)).text();
  expect(page).toContain('/sign-out');
  expect(await shell.text()).not.toMatch(/sign-out|viewer-name|data-writer/);
  const program = await app.request(`${FIELD}/worker.js`);
  expect(program.headers.get('service-worker-allowed')).toBe(FIELD);
  expect(await program.text()).toMatch(/^importScripts\("\/assets\/field-worker[^"]*\.js"\);$/m);
  // Who is not signed in is led to the sign-in: a note is not taken for sent then.
  const nobody = await app.request(FIELD, {
    method: 'POST',
    headers: { origin: worker.headers.origin, 'sec-fetch-mode': 'cors' },
    body: new FormData(),
  });
  expect(nobody.status).toBe(303);
  expect(nobody.headers.get('location')).toContain('/nara-city/sign-in?back=');
});

test('a photo is public only as its released copy, in which an area cannot be made out', async () => {
  const who = reporter();
  const waiting = await pictureAt(app.kernel, who, 'draft/desk', await stripes());
  const { id, number } = await reportAs(services(), who, { photos: waiting });
  const [photo = ''] = waiting.ids;
  const shown = `/nara-city/reports/${number}/photos/${photo}.jpg`;
  await post(`${LIST}/${id}/release`, { publicWords: '道路の穴', revision: await revision(id) });
  expect((await app.request(shown)).status).toBe(404);
  const wrong = await post(`${LIST}/${id}/photos/${photo}`, { areas: '10 10 30 60\nここ' });
  expect(wrong.status).toBe(422);
  expect(pageText(await wrong.text())).toContain('2行目は範囲ではありません');
  expect((await get(`${LIST}/${id}/photos/${photo}/grid`)).headers.get('content-type')).toBe('image/jpeg');
  expect((await post(`${LIST}/${id}/photos/${photo}`, { areas: '0 0 50 100' })).status).toBe(303);
  const copy = new Uint8Array(await (await app.request(shown)).arrayBuffer());
  const original = await services().desk.photo(as(worker.actor), id, photo);
  expect(await spread(original.bytes)).toBeGreaterThan(90);
  expect(await spread(copy)).toBeLessThan(5);
  expect((await post(`${LIST}/${id}/photos/${photo}/withhold`, {})).status).toBe(303);
  expect((await app.request(shown)).status).toBe(404);
});

test('areas are read as people write them, and stay inside the picture', async () => {
  expect(readBoxes('１０，２０　３０、40\n\n1 2 3 4.5').boxes).toHaveLength(2);
  for (const line of ['1 2 3', '90 0 20 10', '0 0 0 5', 'a b c d'])
    expect(readBoxes(line).faultyLine).toBe(1);
  await expect(
    blurred(await stripes(), [{ x: 99.9, y: 99.9, width: 0.1, height: 0.1 }]),
  ).resolves.toBeTruthy();
});
