import { afterAll, beforeAll, expect, test } from 'vitest';
import { systemContext } from '#kernel/context.js';
import { readEntries } from '#kernel/journal/journal.js';
import { type SignedIn, signInAs } from '#modules/identity/fixtures.js';
import { pageText } from '#testing/page-text.js';
import { pdfText, popplerMissing } from '#testing/read-pdf.js';
import { CITY, type MapTown, MIDDLE, mapTown, point, SECRET } from './fixtures.js';
import { scaleBar } from './model.js';
import { frameOf, paperFrame, readView, stepsOf, viewText } from './view.js';

let town: MapTown;
let staff: SignedIn;
let tree: string;
let well: string;
const AT = `at=15/${MIDDLE[1]}/${MIDDLE[0]}`;

beforeAll(async () => {
  town = await mapTown();
  staff = await signInAs(town.app.kernel, CITY, {
    name: 'keeper',
    grants: [{ role: 'clerk', unit: 'information-policy' }],
  });
  tree = await town.add('trees', 'T1', point(...MIDDLE), { kind: 'cherry', owner: SECRET });
  await town.add('trees', 'FAR', point(136.05, 34.74));
  well = await town.add('wells', 'W1', point(...MIDDLE));
  await town.add('alarms', 'A1', point(...MIDDLE));
});
afterAll(() => town.stop());

const page = async (query = '', headers: Record<string, string> = {}, status = 200) => {
  const response = await town.get(`/map${query}`, headers);
  expect(response.status).toBe(status);
  return response.text();
};

test('the page draws and lists what lies in the window, and leads to it', async () => {
  const html = await page(`?${AT}`);
  expect(html).toContain(`<a href="/${CITY}/registers/trees/${tree}" aria-label="trees T1"`);
  const words = await pageText(html);
  expect(words).toContain('trees T1');
  expect(words).not.toContain('trees FAR');
  expect(await pageText(await page())).toContain('trees FAR');
  expect(await pageText(await page(`?${AT}&layer.shelters=on`))).not.toContain('trees T1');
  expect(await pageText(await page(`?${AT}&layer.none=on`))).not.toContain('trees T1');
  // What makes no sense shows the whole town, and says so.
  expect(await pageText(await page('?at=99/x/y', {}, 422))).toContain('trees FAR');
});

test('without a base map everything lies on the outline of the town, whose source is told', async () => {
  const source = '背景地図：「国土数値情報';
  const empty = await page('?layer.none=on');
  expect(empty).toMatch(/class="map-ground" d="M[-\d. L]{20,}Z"/);
  expect(await pageText(empty)).toContain(source);
  expect(JSON.parse(await (await town.get('/map/base.json')).text())).toMatchObject({
    baseMap: { kind: 'outline', attribution: expect.stringContaining('国土数値情報') },
  });
  for (const picture of [
    `/map/point.svg?at=10/${MIDDLE[1]}/${MIDDLE[0]}`,
    `/map/picture.svg?register=trees&row=${tree}`,
  ])
    expect(await (await town.get(picture)).text()).toContain('class="map-ground"');
});

test('blocks are listed as they are counted', async () => {
  for (const one of ['十', '三', '二', '一']) await town.add('trees', `三条${one}丁目`, point(136.05, 34.9));
  expect(await pageText(await page('?at=17/34.9/136.05'))).toMatch(
    /三条一丁目.*三条二丁目.*三条三丁目.*三条十丁目/s,
  );
});

test('areas lie lowest, then lines, then points, of whatever layer', async () => {
  const [lon, lat] = MIDDLE;
  const corners = [
    [lon - 0.004, lat - 0.004],
    [lon + 0.004, lat - 0.004],
    [lon + 0.004, lat + 0.004],
    [lon - 0.004, lat - 0.004],
  ];
  const area = await town.add('alarms', 'AREA', { type: 'Polygon', coordinates: [corners] });
  const line = await town.add('trees', 'LINE', { type: 'MultiLineString', coordinates: [corners.slice(1)] });
  // Trees are the first layer, alarms are for staff and come last.
  const html = await page(`?${AT}`, staff.headers);
  const at = (name: string) => html.indexOf(`aria-label="${name}"`);
  expect(at('alarms AREA')).toBeGreaterThan(0);
  expect(at('trees LINE')).toBeGreaterThan(at('alarms AREA'));
  expect(at('trees T1')).toBeGreaterThan(at('trees LINE'));
  expect(html).toContain('fill-opacity="0.1"');
  // An area bears its name from where it is wide enough for it.
  const bears = /<text[^>]*>alarms AREA</;
  expect(html).toMatch(bears);
  expect(await page(`?at=11/${lat}/${lon}`, staff.headers)).not.toMatch(bears);
  const { rows } = town.app.modules.register.services;
  await rows.retire(town.keeper, 'alarms', area, { version: 1, why: null });
  await rows.retire(town.keeper, 'trees', line, { version: 1, why: null });
  // A public layer has the same letter for everybody.
  const letter = (text: string) => /aria-label="trees T1".*?<text[^>]*>(.)</s.exec(text)?.[1];
  expect(letter(html)).toBe('A');
  expect(letter(await page(`?${AT}`))).toBe('A');
});

test('texts of the town say that they are Japanese on pages in other languages', async () => {
  const english = { 'accept-language': 'en' };
  const map = await page(`?${AT}`, english);
  expect(map).toContain('<span lang="ja">樹木</span>');
  expect(await page(`?${AT}`)).not.toContain('lang="ja">樹木');
  const list = await (await town.get('/registers/trees', english)).text();
  expect(list).toMatch(/<option value="cherry" lang="ja">桜/);
  expect(list).toMatch(/<th[^>]* lang="ja"[^>]*>種類/);
  const row = await (await town.get(`/registers/trees/${tree}`, english)).text();
  expect(row).toContain('<dt lang="ja">種類</dt>');
  expect(row).toContain('<span class="lines" lang="ja">桜</span>');
});

test('names and words of public fields are found, hidden ones are not', async () => {
  const found = await page('?q=T1&layer.trees=on');
  expect(found).toContain(`href="/${CITY}/registers/trees/${tree}"`);
  expect(found).toContain('at=17%2F34.68510%2F135.80480');
  expect(await pageText(await page(`?q=${encodeURIComponent(SECRET)}`))).toContain('見つかりませんでした');
  expect(await pageText(await page('?q=T', {}, 422))).toContain('2文字以上で入力してください');
});

test('an address moves the map to its town; a part of a name lists towns', async () => {
  const list = [
    { town: '三条大路南一丁目', lat: 34.6811, lon: 135.8011 },
    { town: '三条大路', lat: 34.6899, lon: 135.8099 },
    ...['一', '三', '二'].map((one) => ({ town: `芝辻町${one}丁目`, lat: 34.69, lon: 135.81 })),
  ];
  const system = systemContext(town.keeper.municipality, 'cli', town.keeper.clock);
  await town.app.modules.place.api.loadTowns(system, '奈良市', list);
  const find = (words: string) => page(`?${new URLSearchParams({ q: words, at: '9/34.5/135.5' })}`);
  const there = await find('奈良市三条大路南1-2');
  expect(there).toContain('name="at" value="16/34.68110/135.80110"');
  expect(await pageText(there)).toContain('奈良市三条大路南一丁目');
  // On the picture a ring bears the name; a town without numbers is shown wider.
  expect(/<svg.*?<\/svg>/s.exec(there.slice(there.indexOf('map-picture')))?.[0]).toMatch(
    /<circle[^>]*stroke="#b5121b".*>奈良市三条大路南一丁目</s,
  );
  const listed = await find('条大路');
  expect(listed).toContain('name="at" value="9/34.50000/135.50000"');
  expect(listed).toContain('at=15%2F34.68990%2F135.80990');
  expect(listed).toContain(`q=${encodeURIComponent('奈良市三条大路')}&amp;at=15`);
  expect(await find('奈良市三条大路')).toContain('>奈良市三条大路</text>');
  // As they are counted, not as their characters are numbered.
  expect(await find('芝辻町')).toMatch(/芝辻町一丁目<.*芝辻町二丁目<.*芝辻町三丁目</s);
  expect(await pageText(listed)).not.toContain('見つかりませんでした');
});

test('what is not public is on no page, in no picture and on no print', async () => {
  for (const path of [`?${AT}`, `?${AT}&layer.wells=on&layer.alarms=on`, '?q=W1', '?q=A1']) {
    // Named in an address, they are what is not there.
    const html = await page(path, {}, path.includes('layer') ? 422 : 200);
    expect(html).not.toContain(SECRET);
    expect(html).not.toMatch(/wells W1|alarms A1|井戸|警報器/);
  }
  const seen = await page(`?${AT}`, staff.headers);
  expect(seen).toContain(`/${CITY}/staff/registers/wells/rows/${well}`);
  expect(seen).toContain('<span>警報器</span>（職員のみ）');
  expect((await town.get(`/staff/registers/wells/rows/${well}`, staff.headers)).status).toBe(200);
});

test('a map in a form finds places by words that begin with their name, and is the same for everybody', async () => {
  const named = async (words: string) => {
    const answer = await town.get(`/map/named.json?${new URLSearchParams({ q: words })}`);
    return ((await answer.json()) as { found: { label: string; at: string }[] }).found;
  };
  // 「…の交差点の北東の角」 is how a place is told.
  expect(await named('奈良市三条大路南一丁目の交差点の北東の角')).toEqual([
    { label: '奈良市三条大路南一丁目', at: '16/34.68110/135.80110' },
  ]);
  expect((await named('芝辻町')).map(({ label }) => label)).toHaveLength(3);
  for (const nothing of ['', 'の', 'ぬ', 'W1', 'A1']) expect(await named(nothing)).toEqual([]);
  const base = await (await town.get('/map/base.json', staff.headers)).text();
  // With what its letters mean.
  expect(JSON.parse(base).layers).toContainEqual(expect.objectContaining({ id: 'trees', title: '樹木' }));
  expect(base).toContain('"trees"');
  expect(base).not.toMatch(/wells|alarms/);
  const drawn = async (zoom: number) =>
    (await town.get(`/map/point.svg?at=${zoom}/${MIDDLE[1]}/${MIDDLE[0]}`, staff.headers)).text();
  expect(await drawn(17)).toContain('trees T1');
  expect(await drawn(17)).not.toMatch(/wells W1|alarms A1/);
});

test('beside the picture on which somebody points stands what its letters mean', async () => {
  const pointed = async (zoom: number, lat: number = MIDDLE[1]) => {
    const body = new FormData();
    body.append('map.at', `${zoom}/${lat}/${MIDDLE[0]}`);
    body.append('map.go', 'east');
    const origin = new URL(town.app.kernel.config.publicUrl).origin;
    const answer = await town.app.request(`/${CITY}/reports/new`, {
      method: 'POST',
      headers: { origin },
      body,
    });
    const html = await answer.text();
    expect(html).toContain('背景地図：「国土数値情報');
    return /<ul class="map-legend">.*?<\/ul>/s.exec(html)?.[0] ?? '';
  };
  // Trees are the first layer; wells are nobody's business.
  expect(await pageText(await pointed(10))).toMatch(/A\s*樹木/);
  expect(await pointed(10)).not.toContain('井戸');
  // What does not lie in the picture needs no words.
  expect(await pointed(17, 34.71)).not.toContain('樹木');
});

test('what of an address cannot be read is said in words, beside the map of what can', async () => {
  const complaint = async (query: string) => {
    const response = await town.get(`/map?${query}`);
    return [response.status, pageText(await response.text())] as const;
  };
  const [status, words] = await complaint('at=bad&layer.trees=on&layer.nope=on&layer.gone=on');
  expect(status).toBe(422);
  expect(words).toContain('地図の場所（at）を読み取れないため、全体を表示しています');
  expect(words).toContain('「nope、gone」という情報は、この地図にありません');
  expect(words).toContain('樹木');
  expect((await complaint(`${AT}&layer.none=on`))[0]).toBe(200);
});

test.skipIf(popplerMissing)('a map is printed to scale', async () => {
  const response = await town.get(`/map/print.pdf?${AT}&scale=5000`);
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toBe('application/pdf');
  const text = await pdfText(new Uint8Array(await response.arrayBuffer()));
  expect(text).toContain('1:5,000');
  // A scale that is none: the map again, with the words beside the choice.
  const wrong = await town.get(`/map/print.pdf?${AT}&scale=7`);
  expect(wrong.status).toBe(422);
  const again = await wrong.text();
  expect(again).toContain('id="scale-error"');
  expect(await pageText(again)).toContain('縮尺は1:1,000 / 1:2,500 /');
  const nowhere = await town.get('/map/print.pdf?at=bad');
  expect([nowhere.status, pageText(await nowhere.text())]).toEqual([
    422,
    expect.stringContaining('印刷する場所（at）を読み取れません'),
  ]);
  expect(text).toContain('国土数値情報');
  expect(text).toContain('200 m');
  expect(text).toContain('樹木');
  expect(text).not.toContain('井戸');
});

test('lengths on paper are those of the ground, divided by the scale', () => {
  const [lon, lat] = MIDDLE;
  const frame = paperFrame({ zoom: 15, lat, lon }, 10_000, 270, 150);
  // A thousandth of a degree of latitude is some 111 metres: 11.1 mm, 111 steps of a tenth.
  const [, y] = stepsOf(frame, lon, lat + 0.001);
  expect(frame.height / 2 - y).toBeGreaterThan(110.5);
  expect(frame.height / 2 - y).toBeLessThan(111.8);
  expect(scaleBar(5000)).toEqual({ metres: 200, mm: 40 });
  expect(scaleBar(100_000)).toEqual({ metres: 5000, mm: 50 });
  const view = { zoom: 12.5, lat: 34.7, lon: 135.8 };
  expect(readView(viewText(view), { zoom: 0, lat: 0, lon: 0 })).toEqual(view);
  expect(stepsOf(frameOf(view, 600, 400), 135.8, 34.7)).toEqual([300, 200]);
});

test('staff hand a place of the map on to the form of a row', async () => {
  expect(await pageText(await page(`?${AT}`, staff.headers))).toContain('この位置で加える');
  expect(await page(`?${AT}`)).not.toContain('/map/add');

  const add = (query: Record<string, string>, headers = staff.headers) =>
    town.get(`/map/add?${new URLSearchParams({ at: AT.slice(3), ...query })}`, headers);
  const form = async (query: Record<string, string>, status = 200) => {
    const answer = await add(query);
    expect(answer.status).toBe(303);
    const there = answer.headers.get('location') ?? '';
    expect(there).toContain(`/${CITY}/staff/registers/${query.register}/new?`);
    const shown = await town.get(there.slice(CITY.length + 1), staff.headers);
    expect(shown.status).toBe(status);
    return shown.text();
  };
  // Nothing was drawn: the middle of the map.
  const middle = await form({ register: 'trees' });
  expect(middle).toMatch(/name="place.lat"[^>]* value="34.6851"/);
  expect(middle).toMatch(/name="place.lon"[^>]* value="135.8048"/);
  const area = '{"type":"Polygon","coordinates":[[[135.8,34.6],[135.9,34.6],[135.9,34.7],[135.8,34.6]]]}';
  const drawn = await form({ register: 'trees', place: area });
  expect(drawn).toMatch(/name="place.lat"(?![^>]* value="3)/);
  expect(drawn).toContain(area.replaceAll('"', '&quot;'));
  expect(drawn).toContain('<draw-place');
  // What is no place waits in its control, with the fault in words beside it.
  const bad = await form({ register: 'trees', place: '{"type":' }, 422);
  expect(bad).toContain('{&quot;type&quot;:</textarea>');
  expect(await pageText(bad)).toContain('位置を読めません');
  const abroad = await form({ register: 'trees', place: '999,1' }, 422);
  expect(abroad).toMatch(/name="place.lat"[^>]* value="999"/);
  expect(abroad).toMatch(/name="place.lon"[^>]* value="1"/);
  expect(abroad).toMatch(/id="place.lat-error"/);
  // A register that takes points only has no control for shapes.
  const point = await form({ register: 'wells', place: 'bad' }, 422);
  expect(point).toMatch(/name="place.lat"[^>]* value="bad"/);
  expect(await form({ register: 'wells', place: area }, 422)).toContain(area.replaceAll('"', '&quot;'));

  expect((await add({ register: 'nothing' })).status).toBe(404);
  const asked = await add({});
  expect(asked.status).toBe(200);
  const which = await asked.text();
  expect(await pageText(which)).toContain('どの台帳に加えるかを選んでください');
  const chosen = /href="([^"]*register=wells[^"]*)"/.exec(which)?.[1]?.replaceAll('&amp;', '&') ?? '';
  expect((await town.get(chosen.slice(CITY.length + 1), staff.headers)).status).toBe(303);
  const citizen = await town.get('/map/add?register=trees');
  expect(citizen.status).not.toBe(200);
  expect(citizen.headers.get('location') ?? '').not.toContain('/staff/registers/');
});

test('who opens the map is counted once a day, and nothing is known of them', async () => {
  const visited = () =>
    town.app.kernel.database.transaction(town.keeper.municipality.code, async (tx) => {
      const { entries } = await readEntries(tx, { type: 'map.visited' }, { limit: 99 });
      return entries.map(({ actor, subject, data }) => ({ actor, subject, data }));
    });
  expect(await page()).toContain(`<img src="/${CITY}/map/seen.gif" alt=""`);
  const shown = { 'sec-fetch-dest': 'image', 'sec-fetch-site': 'same-origin' };
  const answer = await town.get('/map/seen.gif', shown);
  expect(answer.headers.get('content-type')).toBe('image/gif');
  // Ten in the morning: the browser keeps it for the fourteen hours until midnight.
  expect(answer.headers.get('cache-control')).toBe('private, max-age=50400');
  expect(await visited()).toEqual([{ actor: 'anonymous', subject: 'map', data: {} }]);
  // Neither programs nor staff are visitors.
  await town.get('/map/seen.gif');
  await town.get('/map/seen.gif', { ...shown, ...staff.headers });
  expect(await visited()).toHaveLength(1);
  // Nobody drives the count up from one address; the page looks the same.
  for (let at = 0; at < 40; at += 1)
    expect((await town.get('/map/seen.gif', shown)).headers.get('content-type')).toBe('image/gif');
  expect(await visited()).toHaveLength(30);
});

test('the page of a row shows where it lies, to whoever may know', async () => {
  const picture = (register: string, row: string, headers: Record<string, string> = {}) =>
    town.get(`/map/picture.svg?register=${register}&row=${row}`, headers);
  const open = await (await town.get(`/registers/trees/${tree}`)).text();
  expect(open).toContain(`src="/${CITY}/map/picture.svg?register=trees&amp;row=${tree}"`);
  expect(open).toContain('at=17%2F34.68510%2F135.80480');
  const drawn = await picture('trees', tree);
  expect(drawn.headers.get('content-type')).toBe('image/svg+xml');
  const svg = await drawn.text();
  expect(svg).toContain('★');
  expect(svg).toContain('trees T1');
  // It is shown by its address alone: what the letters of the others mean stands in it.
  expect(svg).not.toContain('樹木');
  const beside = await town.add('trees', 'BESIDE', point(MIDDLE[0] + 0.0002, MIDDLE[1]));
  expect(await (await picture('trees', tree)).text()).toMatch(/>A<\/text><text[^>]*>樹木<\/text>/);
  await town.app.modules.register.services.rows.retire(town.keeper, 'trees', beside, {
    version: 1,
    why: null,
  });
  expect(svg).not.toContain('trees FAR');
  expect(open).toContain('<page-map data-config=');
  const route = [MIDDLE, [135.81, 34.69]];
  const path = await town.add('trees', 'PATH', { type: 'LineString', coordinates: route });
  expect(await pageText(await (await town.get(`/registers/trees/${path}`)).text())).toContain(
    '緯度 34.685100〜34.690000、経度 135.804800〜135.810000 の範囲',
  );
  // Neither the place of a well nor that it is nearby is anybody's business but the staff's.
  expect(svg).not.toContain('wells W1');
  expect(await (await town.get(`/registers/wells/${well}`)).text()).not.toContain('picture.svg');
  expect((await picture('wells', well)).status).toBe(404);
  expect((await picture('alarms', tree)).status).toBe(404);
  for (const nothing of [await picture('trees', 'x'), await town.get('/map/picture.svg')]) {
    const words = pageText(await nothing.text());
    expect([nothing.status, words]).toEqual([422, expect.stringContaining('地図」のページを開いて')]);
    expect(words).not.toContain('register:');
  }
  expect(await (await picture('wells', well, staff.headers)).text()).toContain('wells W1');
  const page = await (await town.get(`/staff/registers/wells/rows/${well}`, staff.headers)).text();
  expect(page).toContain(`/map/picture.svg?register=wells&amp;row=${well}`);
  const gone = await town.add('trees', 'T9', point(136.0, 34.7));
  await town.app.modules.register.services.rows.retire(town.keeper, 'trees', gone, { version: 1, why: null });
  expect((await picture('trees', gone)).status).toBe(404);
  expect((await picture('trees', gone, staff.headers)).status).toBe(200);
});
