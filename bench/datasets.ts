// A process of its own that measures open data over HTTP: a page of six charts over a dataset of PLACES rows, the page of
// 1,000 datasets, all made anew each time, and package_search over DATASETS of them, both with short notes and with NOTES
// in one of seven. The bare counterpart answers with the same bytes. Settings come from the environment; prints the results
// as JSON.
import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import type { Tx } from '#kernel/db/database.js';
import { csvText } from '#kernel/sheets/write-csv.js';
import { uuidv7 } from '#kernel/values/uuid.js';
import { aboutData, type NewPanel, publishDataset } from '#modules/dataset/fixtures.js';
import { changeNotes, copyDataset } from '#modules/dataset/store/many-datasets.fixture.js';
import { signInAs } from '#modules/identity/fixtures.js';
import type { LoadResult } from './load.ts';
import { oneByOne, openWhole } from './whole.ts';

const CITY = 'nara-city';
const DATASETS = Number(process.env.DATASETS ?? 10_000);
const PLACES = 10_000;
/** As many as the page is promised for. */
const ON_PAGE = 1000;
const ROUNDS = 60;
/** A page has some 1,200 characters. */
const NOTES = '庁内の記録から作った一覧です。項目の意味は説明書を見てください。'.repeat((20 * 1200) / 32);

const { app, kernel, database, municipality, close } = await openWhole(CITY);
const keeper = await signInAs(kernel, CITY, {
  name: 'データ主管',
  grants: [{ role: 'section-head', unit: null }],
});
const context = {
  municipality,
  actor: keeper.actor,
  purpose: null,
  clock: kernel.clock,
  mayJournal: null,
};
const { editing, publishing } = app.modules.dataset.services;
const made = await editing.create(context, {
  name: 'original',
  unit: 'civic-affairs',
  source: { kind: 'upload' },
  about: {
    title: '町丁別の人口',
    titleEn: 'Population by town block',
    notes: '住民基本台帳による町丁別の人口です。',
    licence: 'CC-BY-4.0',
    frequency: 'monthly',
    contact: '',
    tags: ['人口'],
    groups: [],
    isAboutPeople: false,
    traits: [],
  },
});
if (!made) throw new Error('the name is taken');
const bytes = new TextEncoder().encode('町丁,人口\n一条町,120\n二条町,340\n');
const received = await editing.receive(context, made.id, { name: 'population.csv', bytes });
if (received.kind !== 'kept') throw new Error(`the file is ${received.kind}`);
for (const step of ['check', 'publish'] as const) {
  const { dataset } = await editing.open(context, made.id);
  await publishing[step](context, made.id, dataset.revision);
}
const SHORT = '統計書の一部です。';
const inTown = <Result>(work: (tx: Tx) => Promise<Result>) => database.transaction(municipality.code, work);
const copy = (from: number, to: number) =>
  inTown((tx) => copyDataset(tx, made.id, { from, to, notes: SHORT }));
/** One in seven of the copies has these: some of each word of the titles, which come again after eight. */
const changeSome = (notes: string) => inTown((tx) => changeNotes(tx, { nth: 7, notes }));

/** Places of a town, and a public page with a chart of each kind over them. */
async function drawDashboard() {
  const { dashboards, dashboardSteps } = app.modules.dataset.services;
  const places = Array.from({ length: PLACES }, (_, n) => [
    `施設${n}`,
    `第${n % 40}地区`,
    1960 + (n % 60),
    n % 500,
    34.6 + ((n * 0.618) % 0.1),
    135.7 + ((n * 0.755) % 0.1),
  ]);
  await publishDataset(app.modules.dataset.services, context, {
    name: 'places',
    about: aboutData('公共の場所'),
    file: csvText([['名称', '地区', '設置年', '定員', '緯度', '経度'], ...places]),
  });
  const common = { titleEn: '', note: '', noteEn: '', from: { dataset: 'places', table: 'csv' }, where: [] };
  const count = { measure: { of: 'count' }, unit: '', cut: 'whole' } as const;
  const sum = { measure: { of: 'sum', column: '定員' }, unit: '人' } as const;
  const panels: NewPanel[] = [
    { ...common, ...sum, kind: 'number', title: '定員の合計' },
    { ...common, ...count, kind: 'bar', title: '地区ごとの数', by: '地区' },
    { ...common, ...count, ...sum, kind: 'bar', title: '地区ごとの定員', by: '地区' },
    { ...common, ...count, kind: 'line', title: '設置年', by: '設置年' },
    { ...common, kind: 'table', title: '一覧', columns: ['名称', '地区', '定員'] },
    { ...common, kind: 'map', title: '場所', label: '名称', lat: '緯度', lon: '経度' },
  ];
  const drawn = await dashboards.create(context, {
    name: 'places',
    unit: 'civic-affairs',
    content: {
      title: '公共の場所',
      titleEn: '',
      lead: '',
      leadEn: '',
      panels: panels.map((panel) => ({ ...panel, id: uuidv7(kernel.clock.now()) })),
    },
  });
  if (!drawn) throw new Error('the name is taken');
  await dashboardSteps.step(context, drawn.id, { seen: drawn.revision, step: 'publish' });
}

const serve = async (listener: RequestListener): Promise<[string, Server]> => {
  const server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return [`http://127.0.0.1:${(server.address() as AddressInfo).port}`, server];
};
const ask = async (url: string, marker = ''): Promise<Buffer> => {
  const answer = await fetch(url, { headers: { cookie: 'yakuba_session=unknown' } });
  const body = Buffer.from(await answer.arrayBuffer());
  if (answer.status !== 200 || !body.includes(marker))
    throw new Error(`${url} answered ${answer.status} without ${marker}`);
  return body;
};
const [ours, server] = await serve(getRequestListener(app.fetch));

async function measured(name: string, paths: readonly string[], marker: string) {
  const at = (index: number) => `${ours}/${CITY}${paths[index % paths.length]}`;
  const result = await oneByOne(ROUNDS, async (index) => (await ask(at(index), marker)).length);
  const body = await ask(at(0), marker);
  const [plain, bareServer] = await serve((_request, response) => response.end(body));
  const bare = await oneByOne(ROUNDS, async () => (await ask(plain)).length);
  bareServer.close();
  return { name, ours: result, bare };
}

const rows: { name: string; ours: LoadResult; bare: LoadResult }[] = [];
/** Measures it with short notes, and again with long ones. */
async function measuredTwice(name: string, paths: readonly string[], marker: string): Promise<void> {
  await changeSome(SHORT);
  rows.push(await measured(name, paths, marker));
  await changeSome(NOTES);
  rows.push(await measured(`${name}, one in seven with notes of 20 pages`, paths, marker));
}
await drawDashboard();
rows.push(
  await measured(
    `page of six charts over ${PLACES.toLocaleString('en')} rows`,
    ['/data/dashboards/places'],
    '地区ごとの数',
  ),
);
await copy(1, ON_PAGE - 2);
await measuredTwice(
  `page of open data, ${ON_PAGE.toLocaleString('en')} datasets`,
  ['/data', '/data?q=人口', '/data?format=csv'],
  'の一覧',
);
await copy(ON_PAGE - 1, DATASETS - 2);
const SEARCHES = [
  '',
  '?q=人口',
  '?q=title:施設&rows=100',
  '?fq=res_format:CSV&sort=metadata_modified desc',
  '?q=一覧12*&facet.field=["tags","organization","res_format"]',
  '?q=*:*&start=5000&rows=50',
];
await measuredTwice(
  `package_search over ${DATASETS.toLocaleString('en')} datasets`,
  SEARCHES.map((query) => `/api/3/action/package_search${encodeURI(query)}`),
  '"success":true',
);
const found = JSON.parse(String(await ask(`${ours}/${CITY}/api/3/action/package_search?rows=0`))) as {
  result: { count: number };
};
if (found.result.count !== DATASETS) throw new Error(`${found.result.count} datasets are published`);

console.log(JSON.stringify(rows));
server.close();
await close();
