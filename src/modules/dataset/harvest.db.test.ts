import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Context, systemContext, tenantOf } from '#kernel/context.js';
import { count } from '#kernel/journal/journal.js';
import { csvText } from '#kernel/sheets/write-csv.js';
import { type SignedIn, signInAs } from '#modules/identity/fixtures.js';
import { contextAt } from '#modules/procedure/fixtures.js';
import { pageText } from '#testing/page-text.js';
import { type TestApp, testApp } from '#testing/test-app.js';
import { TEST_NOW } from '#testing/test-kernel.js';
import { aboutData, publishDataset } from './fixtures.js';
import type { HarvestReport } from './harvest.js';
import { createHarvesting } from './service/harvesting.js';

const CITY = 'nara-city';
const OTHER = 'imari';
const HERE = `/${CITY}/staff/datasets/harvests`;
let app: TestApp;
let head: SignedIn;
let server: Server;
let address: string;
let answering: RequestListener;

beforeAll(async () => {
  app = await testApp({ settings: { OUTBOUND_LOCAL: 'on' } });
  head = await signInAs(app.kernel, CITY, { name: 'head', grants: [{ role: 'section-head', unit: null }] });
  server = createServer((request, response) => answering(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
beforeEach(() => {
  answering = getRequestListener((request) => app.fetch(request));
});
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await app.stop();
});

const municipality = (slug: string) => {
  const found = app.kernel.municipalities.bySlug(slug);
  if (!found) throw new Error(`no municipality ${slug}`);
  return found;
};
const context = (): Context => contextAt(municipality(CITY), head.actor, TEST_NOW);
/** The job, as it runs of itself; short of time where the other side is slow. */
const harvesting = (answerWithin = 60_000) =>
  createHarvesting({ kernel: app.kernel, needs: {} as never }, { answerWithin, allWithin: 100_000 });
const run = (answerWithin?: number) =>
  harvesting(answerWithin).run(systemContext(municipality(CITY), 'dataset.harvest', app.kernel.clock));
const post = (path: string, values: Record<string, string>) =>
  app.request(path, {
    method: 'POST',
    headers: { ...head.headers, 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams(values).toString(),
  });
const get = (path: string) => app.request(`/${CITY}${path}`);
const read = async (response: Response, status = 200): Promise<string> => {
  const text = await response.text();
  expect(response.status, text.slice(0, 300)).toBe(status);
  return pageText(text);
};
const journalled = (what: string) =>
  app.kernel.database.transaction(tenantOf(context()), (tx) =>
    count(tx, { type: 'dataset.harvested', where: { what } }),
  );
const here = async () => (await app.modules.dataset.services.catalogs.read(context())).items;
const newest = async () => {
  const [harvest] = (await harvesting().list(context())).items;
  if (!harvest) throw new Error('no harvest');
  return harvest;
};
const reportOf = async (): Promise<HarvestReport> => {
  const { report } = await newest();
  if (!report) throw new Error('not read');
  return report;
};
const again = async (answerWithin?: number) => {
  await harvesting().decide(context(), (await newest()).id, 'read');
  await run(answerWithin);
  return reportOf();
};

describe('the catalogue of another town', () => {
  const other = async () => {
    const who = await signInAs(app.kernel, OTHER, {
      name: 'o',
      grants: [{ role: 'section-head', unit: null }],
    });
    return contextAt(municipality(OTHER), who.actor, TEST_NOW);
  };
  const theirs = () => app.modules.dataset.services;

  test('is entered by its address, read through its own interface and shown with where it comes from', async () => {
    const there = await other();
    const unit = there.municipality.units[0]?.id ?? '';
    for (const name of ['toilets', 'parks'])
      await publishDataset(theirs(), there, {
        name,
        unit,
        about: aboutData(name, { licence: 'CC0-1.0', tags: ['伊万里'], groups: ['health'] }),
        file: csvText([['名称'], [name]]),
      });
    const wrong = await post(HERE, { title: '', address: 'ftp://x', prefix: 'I', unit: 'x' });
    const complaint = await read(wrong, 422);
    for (const words of ['だれのカタログか', 'https:// で始まる', '2〜20文字', '所管を選んで'])
      expect(complaint).toContain(words);
    const typed = {
      title: '伊万里市',
      address: `${address}/${OTHER}/api/3/action/`,
      prefix: 'imari',
      unit: 'civic-affairs',
    };
    // Two who enter it at the same moment: one of them does, the other reads why not.
    const race = await Promise.all(['imari', 'imari-too'].map((prefix) => post(HERE, { ...typed, prefix })));
    expect(race.map(({ status }) => status).sort()).toEqual([303, 422]);
    const late = race.find(({ status }) => status === 422);
    expect(pageText((await late?.text()) ?? '')).toContain('このアドレスはもう登録されています');
    const { id: entered, prefix } = await newest();
    if (prefix !== 'imari') {
      expect((await post(`${HERE}/${entered}/remove`, { seen: '1' })).status).toBe(303);
      expect((await post(HERE, typed)).status).toBe(303);
    }
    const again = await post(HERE, { ...typed, address: address.replace('127.0.0.1', '127.0.0.2') });
    expect(await read(again, 422)).toContain('ほかのカタログが使っています');
    // The same catalogue twice, or one's own, says so beside the field; nothing typed is lost.
    const third = await post(HERE, { ...typed, prefix: 'third', address: `${address}/${OTHER}/` });
    const words = await third.text();
    expect([third.status, pageText(words).includes('このアドレスはもう登録されています')]).toEqual([
      422,
      true,
    ]);
    expect(words).toContain('value="third"');
    const self = { ...typed, prefix: 'self', address: `${app.kernel.config.publicUrl}/${CITY}/data` };
    expect(await read(await post(HERE, self), 422)).toContain('この自治体自身のアドレスです');
    await run();
    expect(await reportOf()).toMatchObject({
      seen: 2,
      added: 2,
      changed: 0,
      gone: 0,
      isWhole: true,
      faultCount: 0,
    });
    const [first] = await here();
    const name = first?.dataset.name ?? '';
    expect(name).toMatch(/^imari-parks-[0-9a-f]{6}$/);
    const page = await get(`/data/${name}`);
    const markup = await page.text();
    expect(markup).toContain(`/${OTHER}/data/parks/csv/download`);
    for (const words of ['もとのページ', 'CC0 1.0', `${address}/${OTHER}/dataset/parks`])
      expect(pageText(markup)).toContain(words);
    const shown = await (await get(`/api/3/action/package_show?id=${name}`)).json();
    expect(shown.result.resources[0].url).toContain(`/${OTHER}/data/parks/csv/download`);
    expect(shown.result.extras).toContainEqual({
      key: 'harvest_source_url',
      value: `${address}/${OTHER}/dataset/parks`,
    });
    expect(await (await get('/data/catalog.ttl')).text()).toContain('ProvenanceStatement');
    expect((await get(`/data/${name}/${first?.resources[0]?.key}/download`)).status).toBe(404);
    const desk = await app.request(`/${CITY}/staff/datasets/${first?.dataset.id}`, { headers: head.headers });
    expect(await read(desk)).toContain('収集元');
  });

  test('is followed: what is the same stays, what changed changes, what is gone is withdrawn, and comes back', async () => {
    expect(await again()).toMatchObject({ seen: 2, added: 0, changed: 0, gone: 0 });
    const there = await other();
    const { editing, publishing } = theirs();
    const parks = (await editing.list(there)).items.find(({ name }) => name === 'parks');
    const step = async (what: 'withdraw' | 'reopen' | 'check' | 'publish') => {
      const { dataset } = await editing.open(there, parks?.id ?? '');
      await publishing[what](there, dataset.id, dataset.revision);
    };
    const { dataset } = await editing.open(there, parks?.id ?? '');
    await editing.change(there, dataset.id, dataset.revision, { ...dataset.about, title: '公園の一覧' });
    expect(await again()).toMatchObject({ changed: 1, gone: 0 });
    expect((await here()).map((one) => one.dataset.about.title)).toContain('公園の一覧');
    await step('withdraw');
    expect(await again()).toMatchObject({ seen: 1, gone: 1 });
    expect(await here()).toHaveLength(1);
    for (const what of ['reopen', 'check', 'publish'] as const) await step(what);
    expect(await again()).toMatchObject({ added: 0, changed: 1 });
    expect(await here()).toHaveLength(2);
  });

  test('does not bring back what was withdrawn here, and is left alone while it is stopped', async () => {
    const { publishing } = theirs();
    const [first] = await here();
    const { id = '', revision = 0 } = first?.dataset ?? {};
    await publishing.withdraw(context(), id, revision);
    expect(await again()).toMatchObject({ added: 0, changed: 0 });
    expect(await here()).toHaveLength(1);
    await expect(publishing.reopen(context(), id, revision + 1)).rejects.toMatchObject({
      code: 'notAllowedNow',
    });
    const harvest = await newest();
    expect((await post(`${HERE}/${harvest.id}`, { what: 'stop' })).status).toBe(303);
    expect((await post(`${HERE}/${harvest.id}`, { what: 'read' })).status).toBe(409);
    answering = () => {
      throw new Error('asked while stopped');
    };
    await run();
    await harvesting().decide(context(), harvest.id, 'resume');
  });
});

describe('data that was taken over', () => {
  const packages = (results: unknown[]) =>
    JSON.stringify({ success: true, result: { count: results.length, results } });
  const known = { id: 'q1', name: 'q1', title: 'よその元データ', license_id: 'cc-by-4.0', resources: [] };

  test('does not come back from who took it over, nor from ourselves by another name', async () => {
    await publishDataset(app.modules.dataset.services, context(), {
      name: 'ours',
      about: aboutData('ours'),
      file: csvText([['名称'], ['a']]),
    });
    const before = (await here()).length;
    const typed = { title: '自分', address: `${address}/${CITY}`, prefix: 'selfie', unit: 'civic-affairs' };
    expect((await post(HERE, typed)).status).toBe(303);
    await run();
    expect(await reportOf()).toMatchObject({
      seen: before,
      own: before,
      added: 0,
      isWhole: true,
      faultCount: 0,
    });
    expect(await here()).toHaveLength(before);
    expect(await read(await app.request(HERE, { headers: head.headers }))).toContain(
      `ここで公開しているデータが${before}件あり、取り込んでいません`,
    );
    answering = (_request, answer) =>
      answer.end(
        packages([
          known,
          { ...known, id: 'q2', name: 'q2', extras: [{ key: 'harvest_source_url', value: 'x' }] },
        ]),
      );
    expect(await again()).toMatchObject({ added: 1, faults: [{ fault: 'harvested', name: 'q2' }] });
    expect(await here()).toHaveLength(before + 1);
  });

  test('of an entry that was wrong is withdrawn with it; the entry can be mended, and entered anew', async () => {
    answering = (_request, answer) => answer.end(packages([known]));
    const { id } = await newest();
    const page = await app.request(`${HERE}/${id}`, { headers: head.headers });
    expect(await read(page)).toContain('公開している1件のデータを取り下げて');
    const seen = '1';
    const wrong = await post(`${HERE}/${id}/mend`, {
      title: '',
      address: 'https://user:pass@data.example.jp',
      unit: 'x',
      seen,
    });
    const complaint = await read(wrong, 422);
    expect(complaint).toContain('利用者名やパスワードを含めないで');
    expect(complaint).toContain('だれのカタログか');
    const taken = { title: 'よその市', address: `${address}/${OTHER}`, unit: 'civic-affairs', seen };
    expect(await read(await post(`${HERE}/${id}/mend`, taken), 422)).toContain('もう登録されています');
    const right = { ...taken, address: `${address}/yoso` };
    expect((await post(`${HERE}/${id}/mend`, right)).status).toBe(303);
    expect(await newest()).toMatchObject({ title: 'よその市', address: `${address}/yoso`, prefix: 'selfie' });
    // Another window still shows what was before: nothing is overwritten, and what was typed there stays.
    const late = await post(`${HERE}/${id}/mend`, { ...right, title: 'おくれた窓' });
    const lateText = await late.text();
    expect([late.status, pageText(lateText).includes('ほかの人が先に変更しました')]).toEqual([422, true]);
    expect(lateText).toContain('value="おくれた窓"');
    expect(await newest()).toMatchObject({ title: 'よその市', revision: 2 });
    await run();
    // What was taken over goes with it to another section, also while nothing is read.
    await harvesting().decide(context(), id, 'stop');
    const moved = await post(`${HERE}/${id}/mend`, { ...right, unit: 'policy', seen: '2' });
    expect(moved.status).toBe(303);
    expect(decodeURIComponent(moved.headers.get('set-cookie') ?? '')).toContain('harvest.mendedStopped');
    const stopped = await app.request(`${HERE}/${id}`, { headers: head.headers });
    expect(await read(stopped)).toContain('いまは収集を止めています。直しても、再開するまで読みません');
    expect((await here()).filter(({ dataset }) => dataset.unit === 'policy')).toHaveLength(1);
    await harvesting().decide(context(), id, 'resume');
    const [name] = (await here()).flatMap(({ dataset }) =>
      dataset.about.title === 'よその元データ' ? [dataset.name] : [],
    );
    // Whoever saw it before it was mended takes nothing away.
    expect(await read(await post(`${HERE}/${id}/remove`, { seen: '1' }), 422)).toContain(
      'ほかの人が先に変更しました',
    );
    expect((await get(`/data/${name}`)).status).toBe(200);
    expect((await post(`${HERE}/${id}/remove`, { seen: '3' })).status).toBe(303);
    expect((await get(`/data/${name}`)).status).toBe(404);
    expect((await app.request(`${HERE}/${id}`, { headers: head.headers })).status).toBe(404);
    expect((await post(HERE, { ...right, prefix: 'selfie' })).status).toBe(303);
    await run();
    expect(await reportOf()).toMatchObject({ faultCount: 0 });
    expect((await get(`/data/${name}`)).status).toBe(200);
    const again = await newest();
    expect((await post(`${HERE}/${again.id}/remove`, { seen: String(again.revision) })).status).toBe(303);
  });
});

describe('a catalogue that misbehaves', () => {
  const known = { id: 'p1', name: 'p1', title: 'あるデータ', license_id: 'cc-by-4.0', resources: [] };
  const packages = (results: unknown[], total = results.length) =>
    JSON.stringify({ success: true, result: { count: total, results } });

  test.each([
    ['slow', () => () => {}, 'slow'],
    ['broken JSON', () => (_request, answer) => answer.end('{"success":tr'), 'notJson'],
    ['something else', () => (_request, answer) => answer.end('{"success":true,"result":[]}'), 'notCkan'],
    ['an error', () => (_request, answer) => answer.writeHead(500).end('no'), 'status'],
    ['huge', () => (_request, answer) => answer.end(Buffer.alloc(21 * 1024 * 1024, 32)), 'tooLarge'],
    [
      'the same page for ever',
      () => (_request, answer) => answer.end(packages([known], 1_000_000)),
      'repeats',
    ],
    ['nothing any more', () => (_request, answer) => answer.end(packages([])), 'empty'],
  ] as [string, () => RequestListener, string][])(
    'with %s is told in words, and nothing is withdrawn for it',
    async (_name, listener, fault) => {
      const before = (await here()).length;
      expect(before).toBeGreaterThan(0);
      answering = listener();
      const report = await again(fault === 'slow' ? 300 : undefined);
      expect(report).toMatchObject({ isWhole: false, gone: 0, faults: [{ fault }] });
      expect((await here()).length).toBeGreaterThanOrEqual(before);
      const page = await app.request(HERE, { headers: head.headers });
      expect(await read(page)).toContain('全部は読めなかった');
    },
  );

  test('in single datasets gives the others, and names those', async () => {
    const bad = [
      { ...known, id: 'p2', name: 'p2', license_id: 'notspecified' },
      { id: 'p3', name: 7 },
      null,
      { ...known, id: 'p5', name: 'p5', license_id: 'cc-by-nc', license_title: 'CC BY-NC' },
      { ...known, id: 'p6', name: 'p6', license_id: 'cc-by', title: '版のない利用条件' },
      {
        ...known,
        id: 'p4',
        name: 'ｄａｔａ <script>',
        url: `${address}/${OTHER}/data/p4`,
        organization: { title: '環境課' },
        title: '<script>alert(1)</script>',
        resources: [
          { id: 'r', url: 'javascript:alert(1)', format: 'CSV' },
          { id: 's', url: 'https://example.jp/a b.csv', format: 'CSV' },
        ],
      },
    ];
    answering = (_request, answer) => answer.end(packages([known, ...bad]));
    const report = await again();
    expect(report.faults).toEqual([
      { fault: 'licenceNone', name: 'p2（notspecified）' },
      { fault: 'unreadable', name: '' },
      { fault: 'unreadable', name: '' },
      { fault: 'licenceClosed', name: 'p5（cc-by-nc）' },
    ]);
    const page = await read(await app.request(HERE, { headers: head.headers }));
    for (const words of [
      'p2（notspecified）：利用条件が書かれていない',
      'p5（cc-by-nc）：営利での利用や改変などを禁じる',
    ])
      expect(page).toContain(words);
    const unversioned = (await here()).find(({ dataset }) => dataset.about.title === '版のない利用条件');
    expect(await read(await get(`/data/${unversioned?.dataset.name}`))).toContain(
      'CC BY（版は公開元のとおり）',
    );
    const strange = (await here()).find(({ dataset }) => dataset.about.title.includes('script'));
    expect(strange?.resources.map(({ address: at }) => at)).toEqual(['https://example.jp/a%20b.csv']);
    const markup = await (await get(`/data/${strange?.dataset.name}`)).text();
    expect(pageText(markup)).toContain(`伊万里市 環境課 もとのページ ${address}/${OTHER}/data/p4`);
    expect(markup).not.toContain('<script>alert');
    expect(await journalled('added')).toBeGreaterThan(0);
  });

  test('is not asked when it lies in the network of the office', async () => {
    const guarded = createHarvesting({
      kernel: { ...app.kernel, config: { ...app.kernel.config, outboundLocal: false } },
      needs: {} as never,
    });
    answering = () => {
      throw new Error('asked');
    };
    await guarded.decide(context(), (await newest()).id, 'read');
    await guarded.run(systemContext(municipality(CITY), 'dataset.harvest', app.kernel.clock));
    expect((await reportOf()).faults).toEqual([{ fault: 'refused', name: '' }]);
  });
});
