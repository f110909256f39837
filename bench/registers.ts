// A process of its own that measures a register of many rows with places (FEATURES says how many): tiles of a map for
// the first time and again, pages of lists, collections and rows by OGC API Features, and a file of IMPORTED rows that is read, checked
// and written. The bare counterparts are plain statements on the same tables. Settings come from the environment; prints
// the results as JSON.
import { sql } from 'kysely';
import { systemContext } from '#kernel/context.js';
import { signInAs } from '#modules/identity/fixtures.js';
import { copyRow } from '#modules/register/store/many-rows.fixture.js';
import type { LoadResult } from './load.ts';
import { oneByOne, openWhole, WARM_UP } from './whole.ts';

const CITY = 'nara-city';
const REGISTER = 'aed';
const FEATURES = Number(process.env.FEATURES ?? 1_000_000);
const IMPORTED = Number(process.env.IMPORTED ?? 100_000);
const BATCH = 20_000;
const SHOWN = 50;
const ROUNDS = 60;
/** A page has some 1,200 characters. */
const LONG_NOTE = '点検のため使えない日があります。'.repeat((20 * 1200) / 16);
/** Zooms of a map from the whole prefecture to a street. */
const ZOOMS = [8, 9, 10, 11, 12, 13, 14, 15, 16, 17];
const TILES_OF_ZOOM = 20;

const { app, kernel, database, municipality, close } = await openWhole(CITY);
const { services, api } = app.modules.register;
const keeper = await signInAs(kernel, CITY, {
  name: '台帳主管',
  grants: [{ role: 'section-head', unit: null }],
});
const context = {
  municipality,
  actor: keeper.actor,
  purpose: null,
  clock: kernel.clock,
  mayJournal: null,
};
const sample = await api.create(context, REGISTER, {
  values: {
    code: 'sample',
    name: '市役所本庁舎',
    kana: 'シヤクショホンチョウシャ',
    address: '奈良県奈良市二条大路南一丁目1番1号',
    location: '１階総合受付',
    organization: '奈良市',
    child: true,
    note: '点検のため使えない日があります。'.repeat(20),
  },
  geometry: { type: 'Point', coordinates: [135.8048, 34.6851] },
});
if (!sample.ok) throw new Error(JSON.stringify(sample.faults));
const row = await api.publicRow(context, REGISTER, sample.id);
const kept = api.seen(context).find(({ register }) => register.id === REGISTER);
if (!kept) throw new Error(`${CITY} keeps ${REGISTER}`);
// The index of words is made once, after the rows: as a restored copy has it.
const { rows: indexes } = await sql<{ indexdef: string }>`SELECT indexdef FROM pg_indexes
  WHERE indexname = 'register_row_terms'`.execute(database.owner);
await sql.raw('DROP INDEX register_row_terms').execute(database.owner);
for (let from = 1; from <= FEATURES; from += BATCH)
  await database.transaction(municipality.code, (tx) =>
    copyRow(tx, kept, row, { from, to: Math.min(FEATURES, from + BATCH - 1) }),
  );
await sql.raw(indexes[0]?.indexdef ?? '').execute(database.owner);
for (const table of ['register_row', 'register_square'])
  await sql.raw(`ANALYZE ${table}`).execute(database.owner);
const stored = await countRows();
if (stored !== FEATURES + 1) throw new Error(`${stored} rows are stored`);
const among = `${FEATURES.toLocaleString('en')} rows`;
const results: { name: string; ours: LoadResult; bare: LoadResult }[] = [];

async function countRows(): Promise<number> {
  const { rows } = await sql<{ count: number }>`SELECT count(*)::int AS count FROM register_row`.execute(
    database.owner,
  );
  return rows[0]?.count ?? 0;
}

const bareRows = (limit: number) =>
  oneByOne(ROUNDS, async () => {
    const { rows } = await sql`SELECT * FROM register_row WHERE tenant = ${municipality.code}
      AND register = ${REGISTER} ORDER BY id LIMIT ${limit}`.execute(database.owner);
    return rows.length;
  });

// Tiles over the town, each different, the coarse ones all that there are.
const [west, south, east, north] = kept.area;
const tileAt = (z: number, n: number): string => {
  const lon = west + (east - west) * ((n * 0.618) % 1);
  const lat = ((south + (north - south) * ((n * 0.755) % 1)) * Math.PI) / 180;
  const y = (1 - Math.asinh(Math.tan(lat)) / Math.PI) / 2;
  return `${z}/${Math.floor(((lon + 180) / 360) * 2 ** z)}/${Math.floor(y * 2 ** z)}`;
};
const tiles = [
  ...new Set(ZOOMS.flatMap((z) => Array.from({ length: TILES_OF_ZOOM }, (_, n) => tileAt(z, n)))),
];
const tile = async (address: string): Promise<number> => {
  const answer = await app.request(`/${CITY}/tiles/${REGISTER}/${address}.mvt`, {
    headers: { 'accept-encoding': 'gzip' },
  });
  const { byteLength } = await answer.arrayBuffer();
  if (answer.status !== 200 && answer.status !== 204) throw new Error(`${address}: ${answer.status}`);
  return byteLength;
};
// The first ones are asked for twice, which is no first time: they lie far away, where nothing is.
const nowhere = Array.from({ length: WARM_UP }, (_, n) => `18/${n}/0`);
const cold = await oneByOne(tiles.length, (index, isWarmUp) =>
  tile((isWarmUp ? nowhere[index] : tiles[index]) ?? ''),
);
results.push({ name: `map tile for the first time, ${among}`, ours: cold, bare: await bareRows(500) });
const warm = await oneByOne(tiles.length, (index) => tile(tiles[index] ?? ''));
results.push({ name: `map tile again, ${among}`, ours: warm, bare: await bareRows(1) });

const page = async (path: string, marker: string, headers: Record<string, string>): Promise<number> => {
  const answer = await app.request(`/${CITY}${path}`, { headers });
  const body = await answer.text();
  if (answer.status !== 200 || !body.includes(marker))
    throw new Error(`${path} answered ${answer.status} without ${marker}`);
  return body.length;
};
const LISTS = [
  '',
  '?f.code=b00012',
  '?f.name=公民館1234',
  '?sort=name',
  '?sort=-code',
  '?q=図書館',
  '?q=本庁舎 二条大路',
  '?f.child=true',
  '?state=retired',
];
const bareList = await bareRows(SHOWN);
const lists = () =>
  oneByOne(ROUNDS, (index) =>
    page(`/staff/registers/${REGISTER}${LISTS[index % LISTS.length]}`, 'AED', keeper.headers),
  );
const list = await lists();
results.push({ name: `list of a register, ${among}`, ours: list, bare: bareList });
const publicList = await oneByOne(ROUNDS, (index) =>
  page(`/registers/${REGISTER}${['', '?q=図書館', '?f.name=公民館1234'][index % 3]}`, 'AED', {
    cookie: 'yakuba_session=unknown',
  }),
);
results.push({ name: `public list of a register, ${among}`, ours: publicList, bare: bareList });
const features = await oneByOne(ROUNDS, (index) => {
  const lon = west + (east - west) * ((index * 0.618) % 0.9);
  const lat = south + (north - south) * ((index * 0.755) % 0.9);
  return page(
    `/ogc/collections/${REGISTER}/items?f=json&limit=${SHOWN}&bbox=${lon},${lat},${lon + 0.01},${lat + 0.01}`,
    'FeatureCollection',
    {},
  );
});
results.push({ name: `OGC features of a box, ${among}`, ours: features, bare: bareList });

const collections = await oneByOne(ROUNDS, () => page('/ogc/collections?f=json', `"id":"${REGISTER}"`, {}));
results.push({
  name: `OGC collections with their extents, ${among}`,
  ours: collections,
  bare: await bareRows(1),
});
// The rows that the lists begin with.
await sql`UPDATE register_row SET content = content || jsonb_build_object('note', ${LONG_NOTE}::text)
  WHERE tenant = ${municipality.code} AND register = ${REGISTER} AND key < 'b0010000'`.execute(
  database.owner,
);
results.push({
  name: `list of a register, ${among}, 10,000 with notes of 20 pages`,
  ours: await lists(),
  bare: bareList,
});

// One large file, as somebody hands it in and says yes.
const HEAD = 'NO,名称,名称_カナ,住所,緯度,経度,設置位置,団体名,小児対応設備の有無,備考';
const line = (n: number) =>
  [
    `I${n}`,
    `新しい設置箇所${n}`,
    'アタラシイセッチカショ',
    `奈良県奈良市二条大路南${n % 9}丁目${n}`,
    (south + (north - south) * ((n * 0.755) % 1)).toFixed(6),
    (west + (east - west) * ((n * 0.618) % 1)).toFixed(6),
    `${n % 9}階`,
    '奈良市',
    n % 2 ? '有' : '無',
    '平日は8時30分から17時15分まで',
  ].join(',');
const lines = Array.from({ length: IMPORTED }, (_, n) => line(n));
const file = new File([`${HEAD}\r\n${lines.join('\r\n')}\r\n`], 'aed.csv', { type: 'text/csv' });
const timed = async (work: () => Promise<void>): Promise<LoadResult> => {
  const startedAt = performance.now();
  await work();
  const elapsed = performance.now() - startedAt;
  return { requestsPerSecond: (IMPORTED * 1000) / elapsed, p50: elapsed, p95: elapsed, bytes: file.size };
};
const post = async (path: string, body?: FormData): Promise<string> => {
  const answer = await app.request(`/${CITY}/staff/registers/${path}`, {
    method: 'POST',
    headers: { ...keeper.headers, ...(!body && { 'content-type': 'application/x-www-form-urlencoded' }) },
    ...(body && { body }),
  });
  if (answer.status !== 303) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`);
  return answer.headers.get('location')?.split('/').at(-1) ?? '';
};
const goOn = () => services.imports.run(systemContext(municipality, 'register.import', kernel.clock));
let id = '';
const checked = await timed(async () => {
  const form = new FormData();
  form.append('file', file);
  id = await post(`${REGISTER}/imports`, form);
  await goOn();
});
const written = await timed(async () => {
  await post(`imports/${id}/confirm`);
  await goOn();
});
const { one } = await services.imports.view(context, id);
if (one.state !== 'done' || one.created !== IMPORTED || (await countRows()) !== stored + IMPORTED)
  throw new Error(`the import is ${one.state} with ${one.created} rows`);
await sql
  .raw('CREATE TABLE bench_row (line int PRIMARY KEY, content jsonb NOT NULL)')
  .execute(database.owner);
const bareImport = await timed(async () => {
  for (let from = 0; from < IMPORTED; from += 500) {
    const rows = lines
      .slice(from, from + 500)
      .map((text, at) => ({ line: from + at, cells: text.split(',') }));
    await sql`INSERT INTO bench_row SELECT line, cells FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      AS r (line int, cells jsonb)`.execute(database.owner);
  }
});
const rowsOf = `a file of ${IMPORTED.toLocaleString('en')} rows into ${among}`;
results.push({ name: `${rowsOf}: read and checked`, ours: checked, bare: bareImport });
results.push({ name: `${rowsOf}: written`, ours: written, bare: bareImport });

console.log(JSON.stringify(results));
await close();
