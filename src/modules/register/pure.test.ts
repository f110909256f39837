import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { translatorFor } from '#kernel/i18n/translate.js';
import { writeZip } from '#kernel/sheets/zip.js';
import { cellOf, coverOf } from './cells.js';
import { convert } from './convert.js';
import { Register } from './definition.js';
import { registerProblems } from './definition-problems.js';
import { type Box, readGeometry } from './geometry.js';
import { suggestMapping } from './mapping.js';
import { placeText } from './place-text.js';
import { publicColumns } from './public-columns.js';
import { openFile } from './reading/open-file.js';
import { readFile, readText } from './reading/read-file.js';
import { slotsFor } from './slots.js';
import { valueLang } from './views/texts.js';

const field = (ask: Record<string, unknown>, more: Record<string, unknown> = {}) => ({
  ask: { sensitivity: 'ordinary', label: String(ask.id), kind: 'text', ...ask },
  ...more,
});
const lamp = (fields: unknown[], more: Record<string, unknown> = {}): Register =>
  Register.parse({
    id: 'lamps',
    title: '街路灯',
    key: ['number'],
    label: 'number',
    place: { kinds: ['point', 'polygon'] },
    retention: { years: null, basis: '道路台帳' },
    fields: [field({ id: 'number' }, { filter: true }), ...fields],
    ...more,
  });

const NARA: Box = [135.7, 34.5, 136.1, 34.8];
const square = (west: number, south: number, size: number) => [
  [west, south],
  [west + size, south],
  [west + size, south + size],
  [west, south + size],
  [west, south],
];

const nested = (depth: number): unknown => {
  let lists: unknown = [135.8, 34.6];
  for (let at = 0; at < depth; at += 1) lists = [lists];
  return lists;
};

test('only what somebody wrote is Japanese on a Chinese page', () => {
  const kinds = lamp([
    field({ id: 'since', kind: 'date' }),
    field({
      id: 'state',
      kind: 'choice',
      options: [
        { value: 'on', label: { ja: '点灯', 'zh-Hans': '亮' } },
        { value: 'off', label: '消灯' },
      ],
    }),
  ]);
  const t = translatorFor('zh-Hans');
  const langs = (id: string, value: unknown) =>
    kinds.fields.filter(({ ask }) => ask.id === id).map((one) => valueLang(t, one, value));
  expect(langs('since', '2026-04-01')).toEqual([undefined]);
  expect([...langs('state', 'on'), ...langs('state', 'off')]).toEqual([undefined, 'ja']);
  expect([...langs('number', '大宮町の1'), ...langs('number', 'A-1')]).toEqual(['ja', undefined]);
});

describe('squares', () => {
  test('whatever touches a window lies in what covers the window', () => {
    const boxes = fc
      .tuple(
        fc.double({ min: 122, max: 153, noNaN: true }),
        fc.double({ min: 20, max: 45, noNaN: true }),
        fc.double({ min: 0, max: 0.5, noNaN: true }),
        fc.double({ min: 0, max: 0.5, noNaN: true }),
      )
      .map(([west, south, width, height]): Box => [west, south, west + width, south + height]);
    fc.assert(
      fc.property(
        boxes,
        fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true })),
        (window, [x, y]) => {
          const lon = window[0] + (window[2] - window[0]) * x;
          const lat = window[1] + (window[3] - window[1]) * y;
          const { runs, above } = coverOf(window);
          const isFound = (cell: number) =>
            runs.some(({ from, to }) => cell >= from && cell <= to) || above.includes(cell);
          expect(isFound(cellOf([lon, lat, lon, lat]))).toBe(true);
          expect(isFound(cellOf([lon - 0.3, lat, lon, lat + 0.3]))).toBe(true);
        },
      ),
    );
  });

  test('numbers are exact, and a window of a town is few runs', () => {
    expect(Number.isSafeInteger(cellOf([135.8, 34.6, 135.8, 34.6]))).toBe(true);
    expect(coverOf(NARA).runs.length).toBeLessThanOrEqual(16);
    const far = cellOf([141.3, 43, 141.3, 43]);
    expect(coverOf(NARA).runs.some(({ from, to }) => far >= from && far <= to)).toBe(false);
  });
});

describe('places', () => {
  const read = (value: unknown) => readGeometry(value, ['point', 'polygon'], { box: NARA, boundary: null });
  const area = (...rings: number[][][]) => ({ type: 'Polygon', coordinates: rings });
  const large = square(135.8, 34.6, 0.1);
  test.each([
    ['latitude first', { type: 'Point', coordinates: [34.68, 135.8] }, 'swapped'],
    ['an area with latitude first', area(large.map(([lon, lat]) => [lat ?? 0, lon ?? 0])), 'swapped'],
    [
      'a part of which one corner has its latitude first',
      {
        type: 'MultiPolygon',
        coordinates: [[large], [[...large.slice(0, 2), [34.7, 135.9], [135.8, 34.6]]]],
      },
      'swapped',
    ],
    ['nought for unknown', { type: 'Point', coordinates: [0, 0] }, 'abroad'],
    ['an area that reaches across the sea', area(square(135.8, 34.6, 30)), 'abroad'],
    ['a hole beside its area', area(large, square(135.95, 34.6, 0.01)), 'holeOutside'],
    ['a hole around its area', area(large, square(135.75, 34.55, 0.2)), 'holeOutside'],
    ['a hole across the edge', area(large, square(135.85, 34.55, 0.1)), 'holeCrosses'],
    ['a hole along the edge', area(large, square(135.8, 34.6, 0.05)), 'holeCrosses'],
    [
      'a hole in a hole',
      area(large, square(135.81, 34.61, 0.05), square(135.82, 34.62, 0.01)),
      'holeCrosses',
    ],
    [
      'parts that overlap',
      { type: 'MultiPolygon', coordinates: [[large], [square(135.85, 34.65, 0.1)]] },
      'partsOverlap',
    ],
    [
      'a part in another one',
      { type: 'MultiPolygon', coordinates: [[square(135.81, 34.61, 0.01)], [large]] },
      'partsOverlap',
    ],
    ['lists within lists without end', { type: 'Point', coordinates: nested(20_000) }, 'unreadable'],
    ['text for a number', { type: 'Point', coordinates: ['135', 34] }, 'unreadable'],
    ['no such place', { type: 'Point', coordinates: [135, 95] }, 'unreadable'],
    [
      'a line where there are none',
      {
        type: 'LineString',
        coordinates: [
          [135, 34],
          [135.1, 34],
        ],
      },
      'kind',
    ],
    ['an open ring', { type: 'Polygon', coordinates: [square(135.8, 34.6, 0.1).slice(0, 4)] }, 'ringOpen'],
    [
      'a ring that crosses itself',
      {
        type: 'Polygon',
        coordinates: [
          [
            [135.8, 34.6],
            [135.9, 34.75],
            [135.9, 34.6],
            [135.8, 34.7],
            [135.8, 34.6],
          ],
        ],
      },
      'ringCrosses',
    ],
    [
      'a ring without area',
      {
        type: 'Polygon',
        coordinates: [
          [
            [135.8, 34.6],
            [135.9, 34.6],
            [135.8, 34.6],
            [135.8, 34.6],
          ],
        ],
      },
      'ringFlat',
    ],
  ])('%s is refused', (_name, value, fault) => {
    expect(read(value)).toMatchObject({ ok: false, fault });
  });

  test('says near where rings cross, and takes an island in a lake and parts side by side', () => {
    const bow = [
      [135.8, 34.6],
      [135.9, 34.7],
      [135.9, 34.6],
      [135.8, 34.7],
      [135.8, 34.6],
    ];
    const crossed = read(area(bow));
    expect(crossed.ok ? null : crossed.at?.map((one) => Math.round(one * 100) / 100)).toEqual([
      135.85, 34.65,
    ]);
    const parts = [
      [large, square(135.82, 34.62, 0.06)],
      [square(135.84, 34.64, 0.02)],
      [square(135.9, 34.6, 0.1)],
    ];
    expect(read({ type: 'MultiPolygon', coordinates: parts })).toMatchObject({ ok: true });
  });

  test('goes by the outline of the town where it is known: the sea within its box is outside', () => {
    const boundary = { areas: [[[...square(135.8, 34.6, 0.1)] as [number, number][]]], metres: 300 };
    const at = (lon: number, lat: number) =>
      readGeometry({ type: 'Point', coordinates: [lon, lat] }, ['point'], { box: NARA, boundary });
    expect(at(135.75, 34.55)).toMatchObject({ ok: true, hint: 'outside' });
    expect(at(135.85, 34.65)).toMatchObject({ ok: true, hint: null });
    expect(at(135.8, 34.65)).toMatchObject({ ok: true, hint: null });
    // 0.003 degrees are 275 metres of longitude there, and 334 of latitude.
    expect(at(135.797, 34.65)).toMatchObject({ hint: null });
    expect(at(135.85, 34.703)).toMatchObject({ hint: 'outside' });
    expect(at(135.903, 34.703)).toMatchObject({ hint: 'outside' });
  });

  test('one outside of the town is taken and pointed out', () => {
    expect(read({ type: 'Point', coordinates: [138.3, 34.8] })).toMatchObject({ ok: true, hint: 'outside' });
    expect(read({ type: 'Polygon', coordinates: [square(135.8, 34.6, 0.1)] })).toMatchObject({
      ok: true,
      hint: null,
    });
  });
});

describe('a definition', () => {
  test('that names what is not there says where, what and what was expected', () => {
    const broken = lamp([field({ id: 'owner', sensitivity: 'personal' })], {
      label: 'name',
      key: ['nummer'],
      headings: { 高さ: 'height' },
    });
    const said = registerProblems(broken);
    expect(said.map(({ path }) => path.join('.'))).toEqual(
      expect.arrayContaining(['label', 'key.0', 'fields.1', 'headings.高さ']),
    );
    expect(said.map(({ message }) => message).join('\n')).toContain('expected one of number, owner');
  });

  test('fills a column of a standard once, and closes only what is neither published nor a name', () => {
    const messages = (register: Register) =>
      registerProblems(register)
        .map(({ message }) => message)
        // The id of the shared field of these tests.
        .filter((message) => !message.startsWith('"number" means'));
    const standard = (columns: Record<string, string>) => ({
      standards: [{ id: 'x', title: '形式', columns }],
    });
    expect(messages(lamp([], standard({ NO: 'number', ＮＯ: 'number' })))).toEqual([
      'is the same heading as "NO"; a column is filled once',
    ]);
    expect(messages(lamp([], standard({ NO: 'number', 番号: 'number' })))).toEqual([]);
    const closed = field({ id: 'price' }, { seenBy: ['clerk'] });
    expect(messages(lamp([closed]))).toEqual(['"price" is published; expected notPublic with a reason']);
    expect(messages(lamp([closed], { label: 'price', notPublic: '内部' }))).toEqual([
      '"price" names rows or tells them apart; whoever sees a row sees it',
    ]);
    expect(messages(lamp([field({ id: 'at', kind: 'postalAddress' })], { key: ['at'] }))).toContain(
      '"at" is of the kind postalAddress; a key must be one text or number',
    );
  });

  test('may not filter by what is sealed, or by more than there is room for', () => {
    const sealed = lamp([
      field({ id: 'owner', sensitivity: 'personal' }, { notPublic: '氏名', filter: true }),
    ]);
    expect(registerProblems(sealed).map(({ path }) => path.join('.'))).toContain('fields.1.filter');
    const many = lamp(Array.from({ length: 8 }, (_, at) => field({ id: `f${at}` }, { filter: true })));
    expect(
      registerProblems(many)
        .map(({ message }) => message)
        .join(),
    ).toContain('f7');
  });

  test('has no acts of whoever applies, and tells what is calculated only as far as what it is made of', () => {
    const messages = (...fields: unknown[]) =>
      registerProblems(lamp(fields))
        .map(({ message }) => message)
        .filter((message) => !message.startsWith('"number" means'));
    expect(messages(field({ id: 'agreed', kind: 'consent' }))).toEqual([
      expect.stringContaining('"agreed" is of the kind consent, which no row has; expected one of text,'),
    ]);
    const closed = { notPublic: '個人情報' };
    const rent = field({ id: 'rent', kind: 'yen', sensitivity: 'personal' }, closed);
    const yearly = { id: 'yearly', kind: 'calculated', value: 'rent * 12' };
    expect(messages(rent, field(yearly))).toEqual([
      '"yearly" is calculated from "rent", which is personal; expected the same sensitivity',
    ]);
    expect(messages(rent, field({ ...yearly, sensitivity: 'personal' }, closed))).toEqual([]);
  });

  test('may name rows by what is not public only where it has no public pages', () => {
    const watched = (more: Partial<Register>) =>
      registerProblems(
        lamp([field({ id: 'keeper' }, { notPublic: '内部の記録' })], { label: 'keeper', ...more }),
      ).map(({ path }) => path.join('.'));
    expect(watched({})).toContain('label');
    expect(watched({ notPublic: '内部の台帳のため' })).not.toContain('label');
  });

  test('says where its counts, copies and findings name what is not there', () => {
    const option = (value: string) => ({ value, label: value });
    const state = field({ id: 'state', kind: 'choice', options: [option('lit'), option('out')] });
    const paths = (more: Record<string, unknown>) =>
      registerProblems(lamp([state], more))
        .map(({ path }) => path.join('.'))
        .filter((path) => !path.startsWith('fields'));
    const count = (when: Record<string, string[]>) => ({ counts: [{ id: 'lit', title: '点灯', when }] });
    expect(paths(count({ state: ['lit'] }))).toEqual([]);
    expect(paths(count({ state: ['dark'] }))).toEqual(['counts.0.when.state']);
    expect(paths(count({ number: ['1'] }))).toEqual(['counts.0.when.number']);
    const copy = { title: '写し', basis: '条例', fields: ['number', 'owner'], scans: ['state'] };
    expect(paths({ counterCopy: copy })).toEqual(['counterCopy.fields.1', 'counterCopy.scans.0']);
    const into = { source: 'number', article: 'number', kind: 'state', title: 'number', excerpt: 'number' };
    const findings = {
      register: 'laws',
      text: 'text',
      words: { lit: ['灯'], seal: ['印'] },
      into: { ...into, found: 'number', state: { field: 'state', value: 'lit' } },
    };
    expect(paths({ findings })).toEqual(['findings.words', 'key', 'findings.into.source']);
  });

  test('that changes keeps the columns of fields that stay, renamed ones too', () => {
    const before = lamp([field({ id: 'kind' }, { filter: true }), field({ id: 'pole' }, { filter: true })]);
    const slots = slotsFor(before, {});
    expect(slots).toEqual({ number: 't1', kind: 't2', pole: 't3' });
    const after = lamp([
      field({ id: 'post' }, { filter: true, was: 'pole' }),
      field({ id: 'lamp' }, { filter: true }),
    ]);
    expect(slotsFor(after, slots)).toEqual({ number: 't1', post: 't3', lamp: 't2' });
  });

  test('that changes takes values along: renamed, read anew, and lost ones are named', () => {
    const before = lamp([field({ id: 'height' }), field({ id: 'pole' }), field({ id: 'gone' })]);
    const after = lamp([
      field({ id: 'height', kind: 'number', optional: true, decimals: 1 }),
      field({ id: 'post', optional: true }, { was: 'pole' }),
    ]);
    const today = Temporal.PlainDate.from('2026-11-20');
    expect(convert(before, after, { number: '1', height: '４.５', pole: 'P-1', gone: 'x' }, today)).toEqual({
      values: { number: '1', height: 4.5, post: 'P-1' },
      lost: [{ field: 'gone', to: null, value: 'x' }],
    });
    expect(convert(before, after, { number: '1', height: '高い' }, today).lost).toEqual([
      { field: 'height', to: 'height', value: '高い' },
    ]);
  });

  test('knows its columns by many spellings, each once', () => {
    const register = lamp([field({ id: 'code' })], {
      standards: [
        { id: 'old', title: '旧', columns: { '都道府県コ―ド': '$code', 番号: 'number', コード: 'code' } },
      ],
    });
    expect(
      suggestMapping(register, ['都道府県コード', '番号', 'コ―ド', '緯度', '経度', '備考', '番号']),
    ).toEqual(['', 'number', 'code', '$lat', '$lon', '', '']);
  });
});

test('of two headings for one field the one that the definition names first is taken, wherever it stands', () => {
  const register = lamp([field({ id: 'code' })], { headings: { 共通ID: 'number', NO: 'number' } });
  expect(suggestMapping(register, ['NO', '共通ID', 'コード'])).toEqual(['', 'number', '']);
  expect(suggestMapping(register, ['NO', 'code', 'code'])).toEqual(['number', 'code', '']);
});

describe('a shapefile', () => {
  /** One point and one record, as the formats of ESRI and dBASE have them. */
  const shapefile = (name: Buffer, more: Record<string, string> = {}) => {
    const shp = Buffer.alloc(128);
    shp.writeInt32BE(9994, 0);
    shp.writeInt32BE(64, 24);
    shp.writeInt32LE(1000, 28);
    shp.writeInt32LE(1, 32);
    shp.writeInt32BE(1, 100);
    shp.writeInt32BE(10, 104);
    shp.writeInt32LE(1, 108);
    shp.writeDoubleLE(135.8, 112);
    shp.writeDoubleLE(34.68, 120);
    const dbf = Buffer.alloc(32 + 32 + 1 + 1 + 20 + 1, 0x20);
    dbf.fill(0, 0, 65);
    dbf[0] = 3;
    dbf.writeUInt32LE(1, 4);
    dbf.writeUInt16LE(65, 8);
    dbf.writeUInt16LE(21, 10);
    dbf.write('NAME', 32, 'ascii');
    dbf.write('C', 43, 'ascii');
    dbf[48] = 20;
    dbf[64] = 0x0d;
    name.copy(dbf, 66);
    dbf[86] = 0x1a;
    return writeZip({ 'a/lamps.shp': shp, 'a/lamps.dbf': dbf, ...more });
  };
  test.each([
    ['UTF-8', Buffer.from('公民館', 'utf8'), {}],
    ['CP932', Buffer.from([0x8c, 0xf6, 0x96, 0xaf, 0x8a, 0xd9]), {}],
    ['CP932', Buffer.from([0x8c, 0xf6, 0x96, 0xaf, 0x8a, 0xd9]), { 'a/lamps.cpg': 'CP932' }],
  ])('in %s is read with its places', async (encoding, name, more) => {
    const read = await readFile(shapefile(name, more));
    expect(read).toMatchObject({
      ok: true,
      table: {
        format: 'shapefile',
        encoding,
        headings: ['NAME'],
        rows: [{ line: 1, cells: ['公民館'], geometry: { type: 'Point', coordinates: [135.8, 34.68] } }],
      },
    });
  });

  test('that is cut short is broken', async () => {
    expect(
      await readFile(writeZip({ 'a.shp': new Uint8Array(10), 'a.dbf': new Uint8Array(4) })),
    ).toMatchObject({
      ok: false,
    });
  });
});

test('a small workbook that unpacks to too much is told so', async () => {
  const bomb = writeZip({ 'xl/workbook.xml': new Uint8Array(60 * 1024 * 1024) });
  expect(await readFile(bomb)).toEqual({ ok: false, fault: 'unpackedTooLarge' });
});

test.each(['\n', '\r\n', '\r'])(
  'rows are numbered by lines of the text, whatever their cells hold (%j)',
  async (end) => {
    const text = ['NO,備考', '1,"二', '', '行"', '', '2,短い', '3,x'].join(end);
    const content = Buffer.from(text);
    const lines = [2, 6, 7];
    const whole = readText(content);
    expect(whole.ok && whole.table.rows.map(({ line }) => line)).toEqual(lines);
    const file = await openFile({
      size: content.length,
      read: async function* () {
        yield content;
      },
    });
    expect((await Array.fromAsync(file.rows)).map(({ line }) => line)).toEqual(lines);
  },
);

test('the public list shows what the definition asks first, beside the name', () => {
  const hidden = { notPublic: '内部の項目のため' };
  const register = lamp(
    [
      field({ id: 'name', label: '名称' }),
      field({ id: 'reading', label: '名称（カナ）' }),
      field({ id: 'kind', kind: 'choice', label: '分類', options: [{ value: 'led', label: 'LED' }] }),
      field({ id: 'note', kind: 'longText', label: '備考', maxLength: 100 }),
      field({ id: 'keeper', label: '管理者' }, hidden),
      field({ id: 'spot', kind: 'postalAddress', label: '住所' }),
      field({ id: 'address', label: '所在地' }),
      field({ id: 'since', kind: 'date', label: '設置日' }),
      field({ id: 'height', kind: 'number', label: '高さ' }, { filter: true }),
    ],
    { label: 'name' },
  );
  expect(publicColumns(register).map(({ ask }) => ask.id)).toEqual(['number', 'kind', 'address', 'since']);
});

test('text of another encoding is told by line', async () => {
  const euc = Buffer.concat([Buffer.from('NO,name\n1,'), Buffer.from([0xa4, 0xd2, 0xa4, 0xe9, 0xff])]);
  expect(await readFile(euc)).toMatchObject({ ok: false, fault: 'notText', text: { line: 2, column: 3 } });
});

test('an area is alike wherever its rings begin, whichever way they go, alone or as one of one', () => {
  const ring = [
    [135.8, 34.6],
    [135.9, 34.6],
    [135.9, 34.7],
    [135.8, 34.6],
  ] as [number, number][];
  const turned = [ring[1], ring[0], ring[2], ring[1]] as [number, number][];
  const text = placeText({ type: 'Polygon', coordinates: [ring] });
  expect(placeText({ type: 'MultiPolygon', coordinates: [[turned]] })).toBe(text);
  const moved = ring.map(([lon, lat]): [number, number] => [lon + 0.1, lat]);
  expect(placeText({ type: 'Polygon', coordinates: [moved] })).not.toBe(text);
});
