import { existsSync, readFileSync } from 'node:fs';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { pinnedClock } from '#kernel/clock.js';
import { type Context, systemContext, tenantOf } from '#kernel/context.js';
import { readEntries } from '#kernel/journal/journal.js';
import { csvText } from '#kernel/sheets/write-csv.js';
import { type SignedIn, signInAs } from '#modules/identity/fixtures.js';
import { contextAt } from '#modules/procedure/fixtures.js';
import { type TestApp, testApp } from '#testing/test-app.js';
import { TEST_NOW } from '#testing/test-kernel.js';
import { Register } from './definition.js';
import { sentFile } from './fixtures.js';
import { slotsFor } from './slots.js';

const CITY = 'nara-city';
let app: TestApp;
let clerk: SignedIn;

beforeAll(async () => {
  app = await testApp();
  clerk = await signInAs(app.kernel, CITY, 'clerk');
});
afterAll(() => app.stop());

const municipality = () => {
  const found = app.kernel.municipalities.bySlug(CITY);
  if (!found) throw new Error(`no municipality ${CITY}`);
  return found;
};
const as = (who: SignedIn, at = TEST_NOW) => contextAt(municipality(), who.actor, at);
/** Whoever keeps all registers. */
const keeper = (at = TEST_NOW): Context =>
  contextAt(
    municipality(),
    {
      kind: 'staff',
      id: '00000000-0000-7000-8000-000000000001',
      name: '',
      grants: [{ role: 'section-head', unit: null }],
    },
    at,
  );
const services = () => app.modules.register.services;
const point = (lon: number, lat: number) => ({ type: 'Point', coordinates: [lon, lat] });
const aed = (number: string, more: Record<string, unknown> = {}) => ({
  values: { code: number, name: `市役所${number}`, ...more },
  geometry: point(135.8048, 34.6851),
});
const made = async (
  context: Context,
  register: string,
  input: Parameters<ReturnType<typeof services>['rows']['create']>[2],
) => {
  const saved = await services().rows.create(context, register, input);
  if (!saved.ok) throw new Error(JSON.stringify(saved.faults));
  return saved;
};
const names = async (register: string, wish: Parameters<ReturnType<typeof services>['reading']['list']>[2]) =>
  (await services().reading.list(keeper(), register, wish)).items.map(({ key }) => key);

describe('a row', () => {
  test('is versioned: what it was on a day, who changed it and why', async () => {
    const { id } = await made(as(clerk, '2026-04-01T09:00:00+09:00'), 'aed', aed('V1', { location: '１階' }));
    const { rows, reading } = services();
    await rows.change(as(clerk, '2026-06-01T09:00:00+09:00'), 'aed', id, {
      version: 1,
      values: { location: '２階' },
      why: '改修のため',
    });
    const day = (text: string) => reading.asOf(as(clerk), 'aed', id, Temporal.PlainDate.from(text));
    expect(await day('2026-03-31')).toBeNull();
    expect((await day('2026-05-31'))?.values.location).toBe('１階');
    expect((await day('2026-06-01'))?.values.location).toBe('２階');
    const { versions, row } = await reading.open(as(clerk), 'aed', id);
    expect(row).toMatchObject({ version: 2, key: 'V1', label: '市役所V1' });
    expect(versions.map(({ change, why, by }) => [change, why, by])).toEqual([
      ['changed', '改修のため', `staff/${clerk.actor.kind === 'staff' ? clerk.actor.id : ''}`],
      ['created', null, versions[1]?.by],
    ]);
  });

  test('that somebody else has changed is a conflict, and the same values again are no version', async () => {
    const { id } = await made(as(clerk), 'aed', aed('C1'));
    const { rows } = services();
    expect(await rows.change(as(clerk), 'aed', id, { version: 1, ...aed('C1') })).toMatchObject({
      version: 1,
    });
    await rows.change(as(clerk), 'aed', id, { version: 1, values: { note: 'a' } });
    await expect(
      rows.change(as(clerk), 'aed', id, { version: 1, values: { note: 'b' } }),
    ).rejects.toMatchObject({
      code: 'conflict',
    });
  });

  test('is told apart by its key, also among retired ones, and never vanishes', async () => {
    const { id } = await made(as(clerk), 'aed', aed('K1'));
    const { rows, reading } = services();
    const twin = await rows.create(as(clerk), 'aed', aed(' Ｋ１'));
    expect(twin).toMatchObject({ ok: false, faults: [{ field: 'code' }] });
    expect(await rows.retire(as(clerk), 'aed', id, { version: 1, why: '撤去' })).toEqual({ ok: true });
    expect(await names('aed', { conditions: [{ field: 'code', is: 'K1' }] })).toEqual([]);
    expect(await names('aed', { conditions: [{ field: 'code', is: 'K1' }], states: ['retired'] })).toEqual([
      'K1',
    ]);
    expect(await rows.create(as(clerk), 'aed', aed('K1'))).toMatchObject({ ok: false });
    await rows.restore(as(clerk), 'aed', id, { version: 2, why: null });
    expect((await reading.open(as(clerk), 'aed', id)).versions.map(({ change }) => change)).toEqual([
      'restored',
      'retired',
      'created',
    ]);
    const erase = sql`DELETE FROM register_row`;
    await expect(
      app.kernel.database.transaction(tenantOf(keeper()), (tx) => erase.execute(tx.tables())),
    ).rejects.toThrow(/permission denied/);
    await expect(
      sql`UPDATE register_version SET by = 'x'`.execute(app.kernel.database.owner),
    ).rejects.toThrow(/append-only/);
  });

  test('with personal data lies sealed, is not published, and a look at it is journalled', async () => {
    const { id } = await made(keeper(), 'nurseries', {
      values: { code: 'N1', name: '若草保育園', director: '大和 桜子' },
      geometry: null,
    });
    const { rows } = await sql<{ text: string }>`
      SELECT r::text || v::text AS text FROM register_row r JOIN register_version v ON v.row_id = r.id
      WHERE r.id = ${id}::uuid`.execute(app.kernel.database.owner);
    expect(rows[0]?.text).toContain('若草保育園');
    expect(rows[0]?.text).not.toContain('桜子');
    const published = await services().reading.publicRow(keeper(), 'nurseries', id);
    expect(published.values).not.toHaveProperty('director');
    expect((await services().reading.open(keeper(), 'nurseries', id)).row.values.director).toBe('大和 桜子');
    const other = await signInAs(app.kernel, CITY, {
      name: 'ほかの課',
      grants: [{ role: 'clerk', unit: 'civic-affairs' }],
    });
    const seen = await services().reading.open(as(other), 'nurseries', id);
    expect(seen.row.values).not.toHaveProperty('director');
    const { entries } = await app.kernel.database.transaction(tenantOf(keeper()), (tx) =>
      readEntries(tx, { type: 'register.rowViewed' }, { limit: 10 }),
    );
    expect(entries.map(({ subject }) => subject)).toEqual([`register/nurseries/${id}`]);
    expect(JSON.stringify(entries)).not.toContain('桜子');
  });

  test('is written only by its section, and one register says nothing of another', async () => {
    const { rows, reading } = services();
    await expect(
      rows.create(as(clerk), 'tourism', { values: { code: '1', name: 'x' } }),
    ).rejects.toMatchObject({
      code: 'forbidden',
    });
    await expect(reading.list(as(clerk), 'secrets', {})).rejects.toMatchObject({ code: 'notFound' });
    const { id } = await made(keeper(), 'tourism', { values: { code: 'T1', name: '大仏' } });
    await expect(reading.open(as(clerk), 'aed', id)).rejects.toMatchObject({ code: 'notFound' });
  });

  test('is refused with what is wrong, and nothing is written', async () => {
    const { rows } = services();
    const before = await services().reading.count(keeper(), 'aed', {});
    expect(
      await rows.create(as(clerk), 'aed', {
        values: { code: 'W1', name: 'x', child: 'maybe' },
        geometry: point(34.6, 135.8),
      }),
    ).toMatchObject({ ok: false, faults: [{ field: 'child' }, { field: '$place' }] });
    expect(await services().reading.count(keeper(), 'aed', {})).toBe(before);
  });
});

describe('a list', () => {
  beforeAll(async () => {
    for (const [number, category, beds, lon] of [
      ['M1', 'hospital', 120, 135.8],
      ['M2', 'clinic', 0, 135.81],
      ['M3', 'clinic', null, 135.9],
      ['M4', 'dental', 3, 136.0],
    ] as const)
      await made(keeper(), 'medical-institutions', {
        values: { code: number, name: `${number}医院　さくら`, category, beds, departments: '内科・小児科' },
        geometry: point(lon, 34.68),
      });
  });
  const ids = (wish: Parameters<typeof names>[1]) => names('medical-institutions', wish);

  test('is narrowed by choices, ranges, beginnings and boxes', async () => {
    expect(await ids({ conditions: [{ field: 'category', is: 'clinic' }] })).toEqual(['M2', 'M3']);
    expect(await ids({ conditions: [{ field: 'beds', from: 1 }] })).toEqual(['M1', 'M4']);
    expect(await ids({ conditions: [{ field: 'beds', from: 0, to: 10 }] })).toEqual(['M2', 'M4']);
    expect(await ids({ conditions: [{ field: 'code', begins: 'ｍ1' }] })).toEqual(['M1']);
    expect(await ids({ box: [135.79, 34.6, 135.85, 34.7] })).toEqual(['M1', 'M2']);
    expect(
      await ids({ box: [135.79, 34.6, 135.85, 34.7], conditions: [{ field: 'category', is: 'clinic' }] }),
    ).toEqual(['M2']);
  });

  test('is found by words, in any width, not by one character', async () => {
    expect(await ids({ text: 'ｻｸﾗ' })).toHaveLength(4);
    expect(await ids({ text: 'm3 小児科' })).toEqual(['M3']);
    expect(await ids({ text: '科内' })).toEqual([]);
    expect(await ids({ text: '内' })).toEqual([]);
  });

  test('goes by pages without losing or repeating a row, also over blank values', async () => {
    for (const descending of [false, true]) {
      const seen: string[] = [];
      let after: { value: string | number; id: string } | undefined;
      do {
        const page = await services().reading.list(keeper(), 'medical-institutions', {
          sort: { field: 'beds', descending },
          limit: 1,
          after,
        });
        seen.push(...page.items.map(({ key }) => key));
        after = page.next ?? undefined;
      } while (after);
      expect(seen).toEqual(descending ? ['M3', 'M1', 'M4', 'M2'] : ['M2', 'M4', 'M1', 'M3']);
    }
  });

  test('carries only the values that a page shows, and words are found in the others too', async () => {
    const wish = { text: 'm3 小児科', fields: ['beds'] };
    const [row] = (await services().reading.list(keeper(), 'medical-institutions', wish)).items;
    expect(row).toMatchObject({ key: 'M3', label: expect.any(String) });
    expect(row?.values).not.toHaveProperty('category');
    const [all] = (await services().reading.list(keeper(), 'medical-institutions', { text: 'm3' })).items;
    expect(all?.values).toHaveProperty('category', 'clinic');
  });

  test('is counted by value', async () => {
    const { groups, summed } = await services().reading.countBy(
      keeper(),
      'medical-institutions',
      'category',
      {},
    );
    expect(summed.map(({ ask }) => ask.id)).toEqual(['beds']);
    expect(groups).toEqual([
      { value: 'clinic', count: 2, sums: [0] },
      { value: 'dental', count: 1, sums: [3] },
      { value: 'hospital', count: 1, sums: [120] },
    ]);
  });

  test('candidates of a word stay in the municipality', async () => {
    const other = app.kernel.municipalities.all.find(({ slug }) => slug === 'imari');
    if (!other) throw new Error('no imari');
    const found = await app.kernel.database.transaction(other.code, (tx) =>
      sql`SELECT id FROM register_candidates('medical-institutions', '{}', NULL, 100)`.execute(tx.tables()),
    );
    expect(found.rows).toEqual([]);
  });
});

describe('an import', () => {
  const file = (rows: readonly (readonly string[])[]) => sentFile('a.csv', csvText(rows));
  const HEAD = ['NO', '名称', '緯度', '経度', '小児対応設備の有無'];
  const received = async (register: string, sent: ReturnType<typeof sentFile>, context = keeper()) => {
    const answer = await services().imports.receive(context, register, sent);
    if (answer.kind !== 'checked') throw new Error(answer.fault);
    return answer.id;
  };
  const view = async (id: string) => (await services().imports.view(keeper(), id)).one;

  test('says what is wrong by line and column, writes the rest after a yes, and is the same a second time', async () => {
    const sent = file([
      HEAD,
      ['I1', '一号', '34.68', '135.80', '有'],
      ['I2', '', '34.68', '135.80', '有'],
      ['I3', '三号', '135.80', '34.68', '〇'],
      ['I4', '四号', '34.68', '135.80', 'たぶん'],
      ['I1', '二つ目', '34.68', '135.80', ''],
      ['I5', '=1+1', '34.00', '139.00', '無'],
    ]);
    const id = await received('aed', sent);
    const checked = await view(id);
    expect(checked).toMatchObject({
      state: 'checked',
      rows: 6,
      created: 2,
      wrong: 4,
      encoding: 'UTF-8 (BOM)',
    });
    expect(checked.report.lines.map(({ line, column, isHint }) => [line, column, isHint])).toEqual([
      [3, 1, false],
      [4, 2, false],
      [5, 4, false],
      [6, 0, false],
      [7, 2, true],
    ]);
    expect(await names('aed', { conditions: [{ field: 'code', is: 'I1' }] })).toEqual([]);
    await services().imports.confirm(keeper(), id);
    expect(await view(id)).toMatchObject({ state: 'done', created: 2, changed: 0, wrong: 4 });
    const again = await received('aed', sent);
    expect(await view(again)).toMatchObject({ created: 0, same: 2, wrong: 4 });
  });

  test('tells cells that stand beside the table, and takes the row', async () => {
    const id = await received(
      'aed',
      file([
        ['NO', '名称', '備考', ''],
        ['B1', '一号', '', ''],
        ['B2', '二号', '', '', 'あふれた'],
      ]),
    );
    const { report, created } = await view(id);
    expect(created).toBe(2);
    expect(report.lines).toMatchObject([{ line: 3, column: 4, isHint: true }]);
  });

  test('points out characters that a conversion lost, in columns that nothing takes as well', async () => {
    const id = await received(
      'aed',
      file([
        ['NO', '名称', '備考', '電話', 'URL'],
        ['Z1', '一号', '利用は11:00?13:30', '2?16?45', 'https://example.jp/a1?2=3'],
        ['Z2', '二号?', '本当に? 2階', '', 'https://example.jp/\uFFFD'],
      ]),
    );
    const { report, created } = await view(id);
    expect(created).toBe(2);
    expect(report.lines.map(({ line, column, isHint }) => [line, column, isHint])).toEqual([
      [2, 2, true],
      [2, 3, true],
      [3, 4, true],
    ]);
    expect(report.lines[0]?.field).toBe('note');
  });

  test('names the column of a row that another register does not have, and of broken outlines', async () => {
    const ring = [
      [135.8, 34.6],
      [135.9, 34.6],
      [135.9, 34.7],
    ];
    const feature = (NO: string, geometry: unknown) => ({
      type: 'Feature',
      properties: { NO, 名称: NO },
      geometry,
    });
    const id = await received(
      'tourism',
      sentFile(
        'a.geojson',
        JSON.stringify({
          type: 'FeatureCollection',
          features: [
            feature('G1', { type: 'Point', coordinates: [135.8, 34.68] }),
            feature('G2', { type: 'Polygon', coordinates: [ring] }),
            feature('G3', { type: 'Point', coordinates: [34.68, 135.8] }),
          ],
        }),
      ),
    );
    const { report, created, wrong } = await view(id);
    expect({ created, wrong }).toEqual({ created: 1, wrong: 2 });
    expect(report.lines.map(({ line, field }) => [line, field])).toEqual([
      [2, '$place'],
      [3, '$place'],
    ]);
  });

  test('is taken back as a whole; what was changed since is left alone', async () => {
    await made(keeper(), 'aed', aed('U1', { note: '前' }));
    const id = await received(
      'aed',
      file([
        ['NO', '名称', '備考'],
        ['U1', '改めた名', '後'],
        ['U2', '新', ''],
        ['U3', '新', ''],
      ]),
    );
    await services().imports.confirm(keeper(), id);
    const row = async (key: string, states: ('active' | 'retired')[] = ['active']) =>
      (await services().reading.list(keeper(), 'aed', { conditions: [{ field: 'code', is: key }], states }))
        .items[0];
    expect(await row('U1')).toMatchObject({
      label: '改めた名',
      values: { note: '後' },
      geometry: point(135.8048, 34.6851),
    });
    const touched = await row('U3');
    await services().rows.change(keeper(), 'aed', touched?.id ?? '', {
      version: 1,
      values: { note: '手で' },
    });
    await services().imports.undo(keeper(), id);
    expect(await view(id)).toMatchObject({ state: 'undone', leftAlone: 1 });
    expect(await row('U1')).toMatchObject({ label: '市役所U1', values: { note: '前' }, version: 3 });
    expect(await row('U2')).toBeUndefined();
    expect(await row('U2', ['retired'])).toMatchObject({ version: 2 });
    expect(await row('U3')).toMatchObject({ values: { note: '手で' } });
  });

  test('that is taken back leaves rows that another register names since', async () => {
    const parks = file([
      ['番号', '名称', '種別', '緯度', '経度'],
      ['PU1', '名指された公園', '街区公園', '34.68', '135.80'],
      ['PU2', 'ほかの公園', '街区公園', '34.68', '135.80'],
    ]);
    const id = await received('parks', parks);
    await services().imports.confirm(keeper(), id);
    await made(keeper(), 'park-equipment', {
      values: { code: 'E1', name: 'すべり台', park: 'PU1', kind: 'slide' },
      geometry: null,
    });
    await services().imports.undo(keeper(), id);
    expect(await view(id)).toMatchObject({ state: 'undone', leftAlone: 1 });
    expect(await names('parks', { conditions: [{ field: 'code', begins: 'PU' }] })).toEqual(['PU1']);
  });

  test('remembers how columns were mapped, and needs the key', async () => {
    const sent = file([
      ['記号', 'よび名'],
      ['R1', '一'],
    ]);
    const id = await received('aed', sent);
    expect((await services().imports.view(keeper(), id)).problem).toBe('keyMissing');
    await expect(services().imports.confirm(keeper(), id)).rejects.toMatchObject({ code: 'notAllowedNow' });
    expect(await services().imports.remap(keeper(), id, ['code', 'code'])).toBe('twice');
    expect(await services().imports.remap(keeper(), id, ['code', 'name'])).toBeNull();
    expect(await view(id)).toMatchObject({ created: 1 });
    expect((await view(await received('aed', sent))).mapping).toEqual(['code', 'name']);
  });

  test('of a large file goes on where it was stopped', async () => {
    const rows = Array.from({ length: 2301 }, (_, at) => [`L${at % 2300}`, `大${at}`]);
    const id = await received('aed', file([['NO', '名称'], ...rows]));
    expect(await view(id)).toMatchObject({ state: 'checking', nextLot: 0, rows: 2301 });
    const { imports } = services();
    await expect(imports.confirm(keeper(), id)).rejects.toMatchObject({ code: 'notAllowedNow' });
    // Two processes at the same time do no lot twice.
    const job = () => imports.run(systemContext(municipality(), 'register.import', pinnedClock(TEST_NOW)));
    await Promise.all([job(), job()]);
    expect(await view(id)).toMatchObject({ state: 'checked', created: 2300, wrong: 1 });
    expect((await view(id)).report.lines).toMatchObject([{ line: 2302, column: 0 }]);
    await imports.confirm(keeper(), id);
    expect(await view(id)).toMatchObject({ state: 'running', nextLot: 0 });
    await Promise.all([job(), job()]);
    expect(await view(id)).toMatchObject({ state: 'done', created: 2300, wrong: 1 });
    const { items } = await services().reading.list(keeper(), 'aed', {
      conditions: [{ field: 'code', is: 'L7' }],
    });
    expect(items).toMatchObject([{ label: '大7', version: 1 }]);
    await services().rows.change(keeper(), 'aed', items[0]?.id ?? '', {
      version: 1,
      values: { note: '手で' },
    });
    await imports.undo(keeper(), id);
    expect(await view(id)).toMatchObject({ state: 'undoing', nextLot: 0 });
    await Promise.all([job(), job()]);
    expect(await view(id)).toMatchObject({ state: 'undone', leftAlone: 1 });
    expect(await names('aed', { text: '大7' })).toEqual(['L7']);
  });

  test.each([
    ['nothing', new Uint8Array(), 'empty'],
    ['a picture', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 0]), 'notText'],
    ['headings alone', new TextEncoder().encode('NO,名称\r\n'), 'noRows'],
    ['a quote that is not closed', new TextEncoder().encode('NO,名称\r\n1,"a\r\n'), 'broken'],
    ['a list in JSON', new TextEncoder().encode('[{"NO":"1","名称":"一"}]'), 'unknown'],
    ['broken JSON', new TextEncoder().encode('{"type":'), 'broken'],
    ['another zip', new Uint8Array([0x50, 0x4b, 3, 4, 0]), 'broken'],
  ])('of %s is refused in words', async (_name, bytes, fault) => {
    expect(await services().imports.receive(keeper(), 'aed', sentFile('x', bytes))).toMatchObject({
      kind: 'unreadable',
      fault,
    });
  });
});

describe('shelters as the Geospatial Information Authority publishes them', () => {
  const release = (first: number, order: readonly number[]) =>
    sentFile(
      'emergency.geojson',
      JSON.stringify({
        type: 'FeatureCollection',
        features: order.map((at) => ({
          type: 'Feature',
          geometry: point(135.8 + at / 1000, 34.68),
          properties: {
            NO: first + at,
            共通ID: `E292010000${at}201`,
            '施設・場所名': `第${at}小学校`,
            洪水: '1',
          },
        })),
      }),
    );
  const taken = async (sent: ReturnType<typeof sentFile>) => {
    const answer = await services().imports.receive(keeper(), 'shelters', sent);
    if (answer.kind !== 'checked') throw new Error(answer.fault);
    await services().imports.confirm(keeper(), answer.id);
    return (await services().imports.view(keeper(), answer.id)).one;
  };

  test('are the same ones in a release that numbers them anew', async () => {
    expect(await taken(release(100, [1, 2, 3]))).toMatchObject({ created: 3, wrong: 0 });
    expect(await taken(release(101, [2, 3, 1]))).toMatchObject({ created: 0, same: 3 });
    expect(await names('shelters', { conditions: [{ field: 'name', is: '第2小学校' }] })).toEqual([
      'E2920100002201',
    ]);
    const csv = csvText([
      ['NO', '名称'],
      ['7', '古い形の避難所'],
    ]);
    expect(await taken(sentFile('old.csv', csv))).toMatchObject({ created: 1, wrong: 0 });
  });
});

describe('published files', () => {
  const folder = new URL('../../../../shared/data/opendata-csv/', import.meta.url);
  test.skipIf(!existsSync(folder)).each([
    ['public-facilities', 'nara-city/029201_public_facility_20170526.csv', 422],
    ['public-facilities', 'yaizu/222127_library.csv', 11],
    ['aed', 'yaizu/222127_aed.csv', 82],
    ['shelters', 'yaizu/222127_evacuation_space.csv', 31],
    ['nurseries', 'yaizu/222127_preschool.csv', 60],
    ['public-toilets', 'yaizu/222127_public_toilet.csv', 112],
    ['public-wifi', 'yaizu/222127_public_wireless_lan.csv', 17],
    ['tourism', 'yaizu/222127_tourism.csv', 205],
    ['areas', '../admin-boundaries-codes/N03-21_29_nara_s0010.geojson', 39],
    ['shelters', 'gsi-shelters/emergency_292010.geojson', 164],
    ['shelters', 'gsi-shelters/emergency_292052.geojson', 46],
    ['shelters', 'gsi-shelters/emergency_292117.geojson', 60],
    ['shelters', 'gsi-shelters/emergency_412058.geojson', 22],
    ['shelters', 'gsi-shelters/evacuation_292010.geojson', 148],
    ['shelters', 'gsi-shelters/evacuation_292052.geojson', 44],
    ['shelters', 'gsi-shelters/evacuation_292117.geojson', 18],
    ['shelters', 'gsi-shelters/evacuation_412058.geojson', 35],
  ])('%s takes %s as it is', async (register, path, rows) => {
    const bytes = new Uint8Array(readFileSync(new URL(path, folder)));
    const answer = await services().imports.receive(keeper(), register, sentFile(path, bytes));
    if (answer.kind !== 'checked') throw new Error(answer.fault);
    const { one, problem } = await services().imports.view(keeper(), answer.id);
    expect(problem).toBeNull();
    const wrong = one.report.lines.filter(({ isHint }) => !isHint);
    expect(wrong).toEqual([]);
    expect(one).toMatchObject({ rows, wrong: 0 });
    await services().imports.confirm(keeper(), answer.id);
    const { one: done } = await services().imports.view(keeper(), answer.id);
    expect(done).toMatchObject({ state: 'done', wrong: 0 });
    expect(done.created + done.changed + done.same).toBe(rows);
  });
});

describe('a definition that changes', () => {
  test('previews what becomes of the rows, then they follow; nothing is lost from their versions', async () => {
    const { definitions, reading } = services();
    const context = keeper();
    const kept = reading.rights.keptAs(context, 'public-wifi');
    const { id } = await made(context, 'public-wifi', {
      values: { code: 'D1', name: '駅前', ssid: 'FREE', provider: '商店会' },
    });
    const fields = kept.register.fields
      .filter(({ ask }) => ask.id !== 'provider')
      .map((field) =>
        field.ask.id === 'ssid' ? { ...field, was: 'ssid', ask: { ...field.ask, id: 'networkName' } } : field,
      );
    const next = Register.parse({ ...kept.register, fields, standards: [] });
    const preview = await definitions.preview(context, kept, next);
    expect(preview.listed).toContainEqual({
      field: 'provider',
      to: null,
      value: '商店会',
      row: id,
      key: 'D1',
      label: '駅前',
    });
    const [changed] = await definitions.adopt(context, {
      area: kept.area,
      outline: kept.outline,
      registers: [{ register: next, unit: kept.unit, digest: Buffer.from('another') }],
    });
    if (!changed) throw new Error('nothing was adopted');
    expect(changed).toMatchObject({ version: kept.version + 1, slots: slotsFor(next, kept.slots) });
    await definitions.run(context, [changed]);
    const { row, versions } = await reading.open(context, 'public-wifi', id);
    expect(row).toMatchObject({ version: 2, definition: changed.version });
    expect(versions.map(({ change }) => change)).toEqual(['migrated', 'created']);
    expect(versions[1]?.values.provider).toBe('商店会');
    await definitions.run(context, [changed]);
    expect((await reading.open(context, 'public-wifi', id)).row.version).toBe(2);
  });
});
