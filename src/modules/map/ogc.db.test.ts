import { afterAll, beforeAll, expect, test } from 'vitest';
import { type SignedIn, signInAs } from '#modules/identity/fixtures.js';
import { CITY, type MapTown, MIDDLE, mapTown, point, SECRET } from './fixtures.js';

let town: MapTown;
let staff: SignedIn;
let tree: string;
const TREES = 23;
/** In fields without an index. */
const PLAIN = (index: number) => ({
  phone: `0742-34-00${String(index).padStart(2, '0')}`,
  girth: index / 2,
  isOld: index < 2,
  seenOn: `2026-05-${String(index + 1).padStart(2, '0')}`,
  note: index === 7 ? '枝が\n屋根に' : null,
  keeper: SECRET,
});

beforeAll(async () => {
  town = await mapTown();
  staff = await signInAs(town.app.kernel, CITY, 'section-head');
  for (let index = 0; index < TREES; index += 1) {
    const id = await town.add('trees', `T${index}`, point(135.7 + index / 100, 34.66), {
      kind: index % 2 === 0 ? 'cherry' : 'pine',
      height: index,
      plantedOn: `2026-04-${String(index + 1).padStart(2, '0')}`,
      owner: SECRET,
      ...PLAIN(index),
    });
    if (index === 0) tree = id;
  }
  await town.add('wells', 'W1', point(...MIDDLE));
  await town.add('alarms', 'A1', point(...MIDDLE));
});
afterAll(() => town.stop());

interface Link {
  href: string;
  rel: string;
  type: string;
}
interface Collection {
  numberMatched?: number;
  numberReturned: number;
  timeStamp: string;
  links: Link[];
  features: { id: string; geometry: unknown; properties: Record<string, unknown> }[];
}
const HERE = '/ogc/collections/trees/items';
const json = async <Body>(path: string, status = 200): Promise<Body> => {
  const response = await town.get(path);
  expect(response.status, path).toBe(status);
  return (await response.json()) as Body;
};
const items = (query = '') => json<Collection>(`${HERE}${query}`);
const ids = async (query: string) => (await items(query)).features.map(({ properties }) => properties.code);
const relOf = (links: readonly Link[], rel: string) => links.find((link) => link.rel === rel);
/** Links are whole addresses. */
const pathOf = ({ href }: Link) => href.slice(href.indexOf(`/${CITY}/`) + CITY.length + 1);

test('everything is found from the landing page on', async () => {
  const root = await json<{ links: Link[] }>('/ogc');
  for (const rel of ['self', 'alternate', 'service-desc', 'service-doc', 'conformance', 'data']) {
    const link = relOf(root.links, rel);
    if (!link) throw new Error(`no link ${rel}`);
    const answer = await town.get(pathOf(link));
    expect(answer.status, rel).toBe(200);
    expect(answer.headers.get('content-type'), rel).toContain(link.type.split(';')[0]);
  }
  const { conformsTo } = await json<{ conformsTo: string[] }>('/ogc/conformance');
  expect(conformsTo).toContain('http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core');
  const api = await json<{ openapi: string; paths: Record<string, unknown> }>('/ogc/api');
  expect(api.openapi).toBe('3.0.3');
  expect(Object.keys(api.paths)).toContain('/collections/trees/items/{featureId}');
  expect(JSON.stringify(api)).not.toMatch(/owner|wells|alarms/);
  const { collections } = await json<{ collections: { id: string; links: Link[] }[] }>('/ogc/collections');
  expect(collections.map(({ id }) => id)).toContain('trees');
  expect(collections.map(({ id }) => id)).not.toContain('wells');
  expect(collections.map(({ id }) => id)).not.toContain('alarms');
  for (const { links } of collections)
    for (const link of links) expect((await town.get(pathOf(link))).status, link.href).toBe(200);
});

test('what items can be asked for by is told, with the words of codes', async () => {
  const said = await json<{ properties: Record<string, object> }>('/ogc/collections/trees/queryables');
  expect(said.properties.kind).toEqual({
    title: '種類',
    type: 'string',
    enum: ['cherry', 'pine'],
    oneOf: [
      { const: 'cherry', title: '桜' },
      { const: 'pine', title: '松' },
    ],
  });
  expect(said.properties).not.toHaveProperty('owner');
  expect(JSON.stringify(await json('/ogc/api'))).toContain('種類 (cherry: 桜, pine: 松)');
});

test('a parameter that stands twice is refused', async () => {
  for (const path of [`${HERE}?limit=1&limit=2`, '/ogc/collections?f=json&f=json'])
    expect(JSON.stringify(await json(path, 400))).toContain('one value');
});

test('the extent is that of the features, not of the town', async () => {
  const { extent } = await json<{ extent: object }>('/ogc/collections/trees');
  expect(extent).toEqual({
    spatial: { bbox: [[135.7, 34.66, 135.92, 34.66]], crs: 'http://www.opengis.net/def/crs/OGC/1.3/CRS84' },
  });
  const { collections } = await json<{ collections: { id: string; extent?: object }[] }>('/ogc/collections');
  expect(collections.find(({ id }) => id === 'trees')?.extent).toEqual(extent);
  // It follows what comes, moves within and goes, without looking at all rows each time.
  const box = async () => {
    const said = await json<{ extent: { spatial: { bbox: number[][] } } }>('/ogc/collections/trees');
    return said.extent.spatial.bbox[0];
  };
  const { rows } = town.app.modules.register.services;
  const far = await town.add('trees', 'FAR', point(136.01, 34.7));
  expect(await box()).toEqual([135.7, 34.66, 136.01, 34.7]);
  await rows.change(town.keeper, 'trees', far, { version: 1, values: {}, geometry: point(136.02, 34.6) });
  expect(await box()).toEqual([135.7, 34.6, 136.02, 34.66]);
  await rows.change(town.keeper, 'trees', far, { version: 2, values: { name: '遠い木' } });
  expect(await box()).toEqual([135.7, 34.6, 136.02, 34.66]);
  await rows.retire(town.keeper, 'trees', far, { version: 3, why: null });
  expect(await box()).toEqual([135.7, 34.66, 135.92, 34.66]);
  await rows.restore(town.keeper, 'trees', far, { version: 4, why: null });
  expect(await box()).toEqual([135.7, 34.6, 136.02, 34.66]);
  await rows.retire(town.keeper, 'trees', far, { version: 5, why: null });
});

test('a walk over all pages meets every item once', async () => {
  const first = await town.get(`${HERE}?limit=10`);
  expect(first.headers.get('content-type')).toBe('application/geo+json');
  expect(first.headers.get('content-crs')).toBe('<http://www.opengis.net/def/crs/OGC/1.3/CRS84>');
  expect(first.headers.get('link')).toContain('rel="next"');
  let page = (await first.json()) as Collection;
  expect(page.timeStamp).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
  const seen: string[] = [];
  for (;;) {
    expect(page.numberMatched).toBe(TREES);
    expect(page.numberReturned).toBe(page.features.length);
    for (const rel of ['self', 'alternate', 'collection']) expect(relOf(page.links, rel), rel).toBeDefined();
    seen.push(...page.features.map(({ id }) => id));
    const next = relOf(page.links, 'next');
    if (!next) break;
    page = await json<Collection>(pathOf(next));
  }
  expect(seen).toHaveLength(TREES);
  expect(new Set(seen).size).toBe(TREES);
});

test('items are narrowed by box, time and properties', async () => {
  expect(await ids('?bbox=135.695,34.6,135.715,34.7')).toEqual(['T0', 'T1']);
  expect(await ids('?bbox=135.695,34.6,0,135.715,34.7,9')).toEqual(['T0', 'T1']);
  expect(await ids('?bbox=135.915,34.6,-170,34.7')).toEqual(['T22']);
  expect(await ids('?datetime=2026-04-03')).toEqual(['T2']);
  expect(await ids('?datetime=2026-04-22/..')).toEqual(['T21', 'T22']);
  expect(await ids('?datetime=../2026-04-02T00:00:00%2B09:00')).toEqual(['T0', 'T1']);
  expect(await ids('?kind=pine&height=3')).toEqual(['T3']);
  expect(await ids(`?name=${encodeURIComponent('木'.repeat(100))}`)).toEqual([]);
  expect((await items('?kind=cherry&limit=2')).numberMatched).toBe(12);
  expect((await items('?limit=100000')).numberReturned).toBe(TREES);
});

test('every public property of one value narrows, with an index or without, and the description says all of them', async () => {
  for (const [query, expected] of [
    ['phone=0742-34-0005', ['T5']],
    ['phone=0742-34-0005&kind=ＰＩＮＥ', ['T5']],
    ['phone=0742-34', []],
    ['girth=1.5', ['T3']],
    ['girth=1.50&kind=pine', ['T3']],
    ['girth=1.5&kind=cherry', []],
    ['isOld=true', ['T0', 'T1']],
    ['seenOn=2026-05-03', ['T2']],
    [`note=${encodeURIComponent('枝が\n屋根に')}`, ['T7']],
    ['isOld=true&bbox=135.705,34.6,136,34.7', ['T1']],
  ] as const)
    expect(await ids(`?${query}`), query).toEqual(expected);
  // Pages and their number keep to it.
  const blank = await items('?note=&limit=20');
  expect([blank.numberMatched, blank.numberReturned]).toEqual([TREES - 1, 20]);
  const next = relOf(blank.links, 'next');
  expect((await json<Collection>(pathOf(next as Link))).numberReturned).toBe(TREES - 21);

  interface Parameter {
    name?: string;
    $ref?: string;
    schema?: { type: string };
  }
  const api = await json<{ paths: Record<string, { get: { parameters: Parameter[] } }> }>('/ogc/api');
  const parameters = api.paths['/collections/trees/items']?.get.parameters ?? [];
  const named = parameters.flatMap(({ name }) => name ?? []).filter((name) => name !== 'datetime');
  // Of the properties only the one of many values is missing, and what nobody may read.
  const [{ properties }] = (await items('?limit=1')).features as [Collection['features'][0]];
  expect([...named, 'uses'].sort()).toEqual(Object.keys(properties).sort());
  expect(parameters.find(({ name }) => name === 'girth')?.schema?.type).toBe('number');
  expect(named).not.toContain('keeper');
  for (const [name, value] of [
    ['keeper', SECRET],
    ['uses', 'shade'],
    ['girth', 'x'],
    ['isOld', 'yes'],
    ['seenOn', 'soon'],
  ] as const) {
    const refused = await town.get(`${HERE}?${new URLSearchParams({ [name]: value })}`);
    expect([refused.status, await refused.json()], name).toMatchObject([
      400,
      { errors: [{ parameter: name }] },
    ]);
  }
});

test('what a parameter may not say is 400, with its name', async () => {
  const wrong: [string, string][] = [
    ['limit', '0'],
    ['limit', '1.5'],
    ['limit', 'x'],
    ['bbox', '1,2,3'],
    ['bbox', '135,35,136,34'],
    ['bbox', '135,34,136,'],
    ['bbox', '200,34,210,35'],
    ['datetime', 'yesterday'],
    ['datetime', '2026-05-01/2026-04-01'],
    ['datetime', '2026-02-30'],
    ['datetime', '..'],
    ['cursor', 'x'],
    ['height', 'tall'],
    ['name', '木'.repeat(101)],
    ['f', 'xml'],
    ['owner', SECRET],
    ['nothing', '1'],
  ];
  for (const [name, value] of wrong) {
    const answer = await town.get(`${HERE}?${new URLSearchParams({ [name]: value })}`);
    expect(answer.status, `${name}=${value}`).toBe(400);
    expect(answer.headers.get('content-type')).toBe('application/problem+json');
    expect(await answer.json()).toMatchObject({ status: 400, errors: [{ parameter: name }] });
  }
  expect((await town.get('/ogc?x=1')).status).toBe(400);
  for (const path of [
    '/ogc/collections/nothing',
    `${HERE}/x`,
    `${HERE}/00000000-0000-7000-8000-000000000000`,
  ]) {
    const answer = await town.get(path);
    expect(answer.status, path).toBe(404);
    expect(answer.headers.get('content-type')).toBe('application/problem+json');
  }
});

test('one item says what everybody may read of it, as JSON and as a page', async () => {
  const one = await json<Collection['features'][0] & { links: Link[] }>(`${HERE}/${tree}`);
  expect(one).toMatchObject({
    type: 'Feature',
    id: tree,
    geometry: { type: 'Point', coordinates: [135.7, 34.66] },
    properties: { code: 'T0', kind: 'cherry', height: 0, plantedOn: '2026-04-01' },
  });
  expect(one.properties).not.toHaveProperty('owner');
  for (const rel of ['self', 'alternate', 'collection']) expect(relOf(one.links, rel), rel).toBeDefined();
  const page = await town.get(`${HERE}/${tree}`, { accept: 'text/html,application/xhtml+xml' });
  expect(page.headers.get('content-type')).toContain('text/html');
  expect(await page.text()).toContain('trees T0');
});

test('what is not public is in no answer, not even for staff', async () => {
  for (const headers of [{}, staff.headers])
    for (const id of ['wells', 'alarms'])
      for (const path of [`/ogc/collections/${id}`, `/ogc/collections/${id}/items`])
        expect((await town.get(path, headers)).status, path).toBe(404);
  for (const path of [`${HERE}?limit=1000`, `${HERE}?limit=1000&f=html`, `${HERE}/${tree}?f=html`])
    expect(await (await town.get(path, staff.headers)).text()).not.toContain(SECRET);
});

test('pages of other sites may ask, and what has not changed is not sent again', async () => {
  const asked = await town.app.request(`/${CITY}${HERE}`, {
    method: 'OPTIONS',
    headers: { origin: 'https://example.jp', 'access-control-request-method': 'GET' },
  });
  expect([asked.status, asked.headers.get('access-control-allow-methods')]).toEqual([204, 'GET, OPTIONS']);
  const first = await town.get(`${HERE}?limit=1`);
  expect(first.headers.get('cache-control')).toBe('public, max-age=60');
  expect(first.headers.get('access-control-allow-origin')).toBe('*');
  const tag = first.headers.get('etag') ?? '';
  const again = () => town.get(`${HERE}?limit=1`, { 'if-none-match': tag });
  expect([(await again()).status, await (await again()).text()]).toEqual([304, '']);
  const csv = await town.get('/registers/trees/download?format=csv');
  expect(csv.headers.get('access-control-allow-origin')).toBe('*');
  const csvTag = csv.headers.get('etag') ?? '';
  const csvAgain = () => town.get('/registers/trees/download?format=csv', { 'if-none-match': csvTag });
  expect((await csvAgain()).status).toBe(304);
  expect(
    (await town.get('/registers/trees/download?format=geojson', { 'if-none-match': csvTag })).status,
  ).toBe(200);
  const { rows } = town.app.modules.register.services;
  await rows.change(town.keeper, 'trees', tree, { version: 1, values: { name: '新しい名' } });
  expect((await again()).status).toBe(200);
  expect((await csvAgain()).status).toBe(200);
  // Refusals are kept by nobody.
  const refused = await town.get(`${HERE}?limit=x`);
  expect([refused.status, refused.headers.get('cache-control')]).toEqual([400, 'private, no-store']);
});
