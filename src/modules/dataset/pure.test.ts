import { describe, expect, test } from 'vitest';
import { isAnonymous, judgeAnonymity } from './anonymity.js';
import { searchTable } from './ckan/datastore.js';
import { licenceOf, RemotePackage, takenOver } from './harvest.js';
import { licenceSaid } from './licence-words.js';
import { dueOn, isLate, resourceId } from './model.js';
import { isHindering, judgeQuality, nearestStandard } from './quality.js';
import { columnNames, typedCell } from './service/sources.js';
import { aboutOf, nameFault, typedAbout } from './typed-about.js';

const STANDARDS = [
  { set: 'aed', name: '旧', headings: ['NO', '名称', '緯度', '経度', '電話番号', '備考'] },
  { set: 'aed', name: '新', headings: ['ID', '名称', '緯度', '経度', '連絡先'] },
];
const AREA = [135.71, 34.55, 136.08, 34.76] as const;
const kinds = (headings: string[], rows: (string | number | null)[][], encoding: string | null = 'UTF-8') =>
  judgeQuality({ headings, rows, encoding, area: AREA }, STANDARDS).map(({ kind }) => kind);

describe('the report on quality', () => {
  test('finds nothing in what is as it should be', () => {
    expect(kinds(['ID', '名称', '緯度', '経度', '連絡先'], [['1', '公園', 34.6, 135.8, 'x']])).toEqual([
      'wholeStandard',
    ]);
  });

  test.each([
    ['encoding', ['a'], [['x']], 'CP932'],
    ['noRows', ['a'], [], null],
    ['blankHeading', ['a', ' '], [['x', 'y']], null],
    ['twinHeading', ['a', 'a'], [['x', 'y']], null],
    ['lineInHeading', ['a\nb'], [['x']], null],
    ['emptyColumn', ['a', 'b'], [['x', null]], null],
    ['emptyRows', ['a'], [['x'], [null]], null],
    ['raggedRows', ['a'], [['x', 'y']], null],
    ['shortRows', ['a', 'b'], [['x', 'y'], ['z']], 'UTF-8'],
    ['twinRows', ['a'], [['x'], ['x']], null],
    ['badDay', ['開始日'], [['2026/4/1']], null],
    ['badDay', ['開始日'], [['2026-13-01']], null],
    ['badDay', ['開始日'], [['2026-02-29']], null],
    ['oneColumn', ['名称;数'], [['公園;3']], null],
    ['lostCharacters', ['a'], [['公\uFFFD']], null],
    ['swappedPosition', ['緯度', '経度'], [[135.8, 34.6]], null],
    ['badPosition', ['緯度', '経度'], [['北', 135.8]], null],
    ['badPosition', ['緯度', '経度'], [[0, 0]], null],
    ['farPosition', ['緯度', '経度'], [[43.06, 141.35]], null],
    ['halfPosition', ['緯度', '経度'], [[34.6, null]], null],
    ['missingStandardColumn', ['NO', '名称', '緯度', '経度'], [['1', 'a', 34.6, 135.8]], null],
    [
      'extraColumn',
      ['ID', '名称', '緯度', '経度', '連絡先', '色'],
      [['1', 'a', 34.6, 135.8, 'x', '赤']],
      null,
    ],
    ['noStandard', ['x'], [['1']], null],
  ])('finds %s', (kind, headings, rows, encoding) => {
    expect(kinds(headings, rows, encoding)).toContain(kind);
  });

  test('takes no good day or position for a bad one', () => {
    const found = kinds(
      ['終了日', '緯度', '経度'],
      [
        ['2024-02-29', 34.6, 135.8],
        ['2026-04', null, null],
        [null, 34.7, 135.9],
      ],
    );
    expect(found).toEqual(['noStandard']);
  });

  test('knows the old format from the new one', () => {
    expect(nearestStandard(['NO', '名称', '緯度', '経度'], STANDARDS)?.standard.name).toBe('旧');
    expect(nearestStandard(['ＩＤ', '名称', '緯度', '経度'], STANDARDS)).toMatchObject({
      standard: { name: '新' },
      missing: ['連絡先'],
      extra: [],
    });
    expect(isHindering({ kind: 'swappedPosition' })).toBe(true);
    expect(isHindering({ kind: 'badDay' })).toBe(false);
  });
});

describe('rows about people', () => {
  const rows = [...Array(5).fill(['60代', '男']), ...Array(4).fill(['90代', '女'])];
  test('go out in groups of five and more', () => {
    const bad = judgeAnonymity({ headings: ['年代', '性別'], rows }, ['年代', '性別']);
    expect(bad).toMatchObject({
      smallest: 4,
      rowsAtRisk: 4,
      examples: [{ values: ['90代', '女'], rows: 4 }],
    });
    expect(isAnonymous(bad)).toBe(false);
    const good = judgeAnonymity({ headings: ['年代', '性別'], rows: rows.slice(0, 5) }, ['年代', '性別']);
    expect(isAnonymous(good)).toBe(true);
  });
  test('are judged by what people are called and reached by, whether somebody named it or not', () => {
    const named = rows.slice(0, 5).map((row, at) => [...row, `奈良花子${at}`]);
    const found = judgeAnonymity({ headings: ['年代', '性別', '氏名'], rows: named }, ['年代', '性別']);
    expect([found.assumed, found.rowsAtRisk, isAnonymous(found)]).toEqual([['氏名'], 5, false]);
  });
  test('are not judged by columns that are not there', () => {
    const found = judgeAnonymity({ headings: ['年代'], rows: rows.slice(0, 5) }, ['町名']);
    expect([found.missing, isAnonymous(found)]).toEqual([['町名'], false]);
  });
});

test('what is taken over keeps what its own catalogue says of it', () => {
  const remote = RemotePackage.parse({
    id: 'p1',
    name: 'p1',
    title: '公園',
    metadata_modified: '2026-04-01T01:02:03.456789',
    resources: [{ id: 'r', name: '図形', format: 'SHP', url: 'https://data.example.jp/a.zip' }],
    extras: [
      { key: 'frequency', value: 'http://publications.europa.eu/resource/authority/frequency/ANNUAL' },
      { key: 'title_en', value: 'Parks' },
    ],
  });
  const there = { id: 'h', address: 'https://data.example.jp', title: '見本市' };
  const { about, source } = takenOver(there, remote, 'CC-BY-4.0');
  expect(about).toMatchObject({ titleEn: 'Parks', frequency: 'yearly' });
  expect(source).toMatchObject({ modified: '2026-04-01T01:02:03.456789Z', files: [{ format: 'shapefile' }] });
  const bare = takenOver(there, { ...remote, metadata_modified: 'x', extras: null }, 'CC-BY-4.0');
  expect(bare).toMatchObject({ about: { titleEn: '', frequency: 'irregular' }, source: { modified: null } });
});

describe('rows of a table', () => {
  const table = {
    headings: ['名称', '数', '名称', ''],
    rows: [
      ['い', 10, 'x', null],
      ['あ', 2, 'y', null],
      ['う', null, 'x', null],
    ],
  };
  const asked = (given: Record<string, unknown>) => searchTable(table, { resource_id: 'r', ...given }, '/p');
  test('are sorted as numbers, blank ones last', () => {
    const records = asked({ sort: '数' }).records as Record<string, unknown>[];
    expect(records.map((one) => one.数)).toEqual([2, 10, null]);
    expect(asked({ sort: '数 desc, 名称' }).records).toHaveLength(3);
  });
  test('have columns of names of their own', () => {
    expect(asked({}).fields).toEqual([
      { id: '_id', type: 'int' },
      { id: '名称', type: 'text' },
      { id: '数', type: 'numeric' },
      { id: '名称_2', type: 'text' },
      { id: 'column_4', type: 'text' },
    ]);
  });
  test('are filtered, told apart, paged and refused', () => {
    expect(asked({ filters: { 名称_2: 'x' } }).total).toBe(2);
    expect(asked({ q: '{"名称":"い"}' }).total).toBe(1);
    expect(asked({ full_text: 'い x' }).total).toBe(1);
    expect(asked({ q: 'x', full_text: 'い' }).total).toBe(1);
    expect(asked({ fields: ['名称_2'], distinct: true, records_format: 'lists' }).records).toEqual([
      ['x'],
      ['y'],
    ]);
    expect(asked({ limit: 1, offset: 1 })).toMatchObject({
      total: 3,
      limit: 1,
      offset: 1,
      records: [{ _id: 2 }],
    });
    for (const wrong of [
      { sort: 'none' },
      { filters: '{' },
      { filters: [] },
      { limit: 'x' },
      { fields: 'none' },
    ])
      expect(() => asked(wrong)).toThrow('Validation Error');
  });
  test('hold numbers that are numbers', () => {
    expect(['1', '-2.5', '010', '+81', '1e5', ''].map(typedCell)).toEqual([
      1,
      -2.5,
      '010',
      '+81',
      '1e5',
      null,
    ]);
    expect(columnNames(['\uFEFFa', 'a', ' '])).toEqual(['a', 'a_2', 'column_3']);
  });
});

test('files of a dataset have the same id for ever', () => {
  expect(resourceId('d', 'csv')).toBe(resourceId('d', 'csv'));
  expect(resourceId('d', 'csv')).toMatch(
    /^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
  );
  expect(resourceId('d', 'csv')).not.toBe(resourceId('d', 'json'));
});

test('what is said of a dataset is judged, and nothing odd goes in', () => {
  const { about, faults } = aboutOf(
    typedAbout({
      title: 'a',
      notes: '',
      licence: 'x',
      frequency: 'y',
      tags: 'a、b，a',
      groups: ['health', 'x'],
      people: 'true',
    }),
  );
  expect(about).toMatchObject({
    licence: 'CC-BY-4.0',
    frequency: 'irregular',
    tags: ['a', 'b'],
    groups: ['health'],
  });
  expect(Object.keys(faults)).toEqual(['notes', 'licence', 'traits']);
  const plain = { title: 'a', notes: 'b' };
  expect(aboutOf(typedAbout({ ...plain, licence: 'CC0-1.0' })).faults).toEqual({});
  expect(aboutOf(typedAbout({ ...plain, licence: 'CC-BY-NC-4.0' })).faults).toEqual({
    licence: 'dataset.licenceUnknown',
  });
  const long = typedAbout({
    title: 'あ'.repeat(201),
    titleEn: 'a'.repeat(201),
    notes: 'あ'.repeat(4001),
    licence: 'PDL-1.0',
    contact: 'a'.repeat(201),
    tags: 'a'.repeat(51),
  });
  expect(Object.keys(aboutOf(long).faults)).toEqual(['title', 'titleEn', 'notes', 'contact', 'tags']);
  expect(long.title).toHaveLength(201);
  expect([nameFault('aed-list'), nameFault('A')]).toEqual([{}, { name: 'dataset.nameBad' }]);
});

test('only files that come again can be late', () => {
  const at = Temporal.Instant.from('2026-04-01T00:00:00Z');
  const { about } = aboutOf(typedAbout({ title: 'a', notes: 'b', frequency: 'monthly' }));
  const dataset = {
    id: '',
    name: '',
    state: 'published' as const,
    unit: '',
    source: { kind: 'upload' as const },
    about,
    parts: [],
    fileVersion: 1,
    revision: 1,
    createdAt: at,
    updatedAt: at,
    publishedAt: at,
    contentAt: at,
  };
  expect(dueOn(dataset)?.toString()).toBe('2026-05-09T00:00:00Z');
  expect([isLate(dataset, at), isLate(dataset, at.add({ hours: 24 * 60 }))]).toEqual([false, true]);
  expect(dueOn({ ...dataset, source: { kind: 'plan' } })).toBeNull();
  expect(dueOn({ ...dataset, state: 'withdrawn' })).toBeNull();
});

describe('the licence that another catalogue states', () => {
  test.each([
    [['cc-by-4.0'], 'CC-BY-4.0'],
    [['ＣＣ　ＢＹ　４．０'], 'CC-BY-4.0'],
    [['クリエイティブ・コモンズ・ライセンス 表示 4.0 国際'], 'CC-BY-4.0'],
    [['http://creativecommons.org/licenses/by/4.0/deed.ja'], 'CC-BY-4.0'],
    // The address says more than the name.
    [['https://creativecommons.org/licenses/by/4.0/legalcode.ja', 'cc-by'], 'CC-BY-4.0'],
    [['', 'notspecified', 'CC BY 4.0'], 'CC-BY-4.0'],
    [['cc-by'], 'CC-BY'],
    [['CC-BY'], 'CC-BY'],
    [['CC BY'], 'CC-BY'],
    [['CC-BY 2.1 JP'], 'CC-BY'],
    [['http://www.opendefinition.org/licenses/cc-by', 'cc-by', 'Creative Commons Attribution'], 'CC-BY'],
    [['cc-zero'], 'CC0-1.0'],
    [['公共データ利用規約（第1.0版）（PDL1.0）'], 'PDL-1.0'],
    // A name with its short form in brackets says twice the same, wherever the one or the other stands alone.
    [['', 'PDL1.0', '公共データ利用規約（PDL1.0）'], 'PDL-1.0'],
    [['', 'PDL1.0', '公共データ利用規約 第1.0版 (PDL 1.0)'], 'PDL-1.0'],
    [['', 'Public Data License (Version 1.0)'], 'PDL-1.0'],
    [
      ['https://creativecommons.org/licenses/by/4.0/deed.ja', 'クリエイティブ・コモンズ 表示（CC BY）'],
      'CC-BY-4.0',
    ],
    [['', 'CC-BY-4.0', 'クリエイティブ・コモンズ 表示 4.0 国際（CC BY 4.0）'], 'CC-BY-4.0'],
    [['', 'CC-BY4.0', 'クリエイティブ・コモンズ 表示 4.0 国際 ライセンス'], 'CC-BY-4.0'],
    [
      ['', 'CC BY 4.0 International', 'Creative Commons Attribution 4.0 International (CC BY 4.0)'],
      'CC-BY-4.0',
    ],
    [['クリエイティブ・コモンズ 表示 2.1'], 'CC-BY'],
    [['政府標準利用規約（第２．０版）'], 'GSTU-2.0'],
    [['政府標準利用規約（第2.0版）に準拠'], 'GSTU-2.0'],
    [['公共データ利用規約（CC BY 4.0）'], 'licenceMixed'],
    [['公共データ利用規約（一部を除く）'], 'licenceOther'],
    [['クリエイティブ・コモンズ 表示-非営利（CC BY-NC）'], 'licenceClosed'],
    [['政府標準利用規約'], 'GSTU'],
    [[''], 'licenceNone'],
    [['', 'notspecified'], 'licenceNone'],
    [['other-open'], 'licenceVague'],
    [['cc-by-nc-4.0'], 'licenceClosed'],
    [['CC BY', 'クリエイティブ・コモンズ 表示-非営利 4.0 国際'], 'licenceClosed'],
    [['https://creativecommons.org/licenses/by-nd/4.0/'], 'licenceClosed'],
    [['cc-by-sa-4.0'], 'licenceOther'],
    [['ご自由にお使いください'], 'licenceOther'],
    // Of statements that disagree none is taken, and what forbids wins over all.
    [['', 'cc-by', 'Creative Commons Attribution-NonCommercial 4.0'], 'licenceClosed'],
    [['', 'cc-by', 'Creative Commons Attribution-NoDerivatives 4.0'], 'licenceClosed'],
    [['', 'cc-by-4.0', '非営利に限る'], 'licenceClosed'],
    [['', 'cc-by', 'CC BY 4.0（一部商用利用不可）'], 'licenceClosed'],
    [['', 'CC BY-SA-NC 4.0'], 'licenceClosed'],
    [['https://creativecommons.org/licenses/by-sa/4.0/', 'CC-BY-4.0'], 'licenceMixed'],
    [['', 'CC-BY-SA-4.0', 'CC BY 4.0'], 'licenceMixed'],
    [['', 'cc-by', 'Creative Commons Attribution-ShareAlike 4.0'], 'licenceMixed'],
    [['https://creativecommons.org/licenses/by/2.1/jp/', 'cc-by-4.0'], 'licenceMixed'],
    [['https://creativecommons.org/licenses/by/4.0/', 'cc-by', 'CC BY 2.1 JP'], 'licenceMixed'],
    [['', 'cc-zero', 'CC BY 4.0'], 'licenceMixed'],
    [['', 'PDL1.0', 'CC BY 4.0'], 'licenceMixed'],
    [['https://example.jp/terms', 'cc-by'], 'licenceMixed'],
    [['', '政府標準利用規約（第２．０版）', '政府標準利用規約'], 'GSTU-2.0'],
  ] as const)('%j is %s', (said, licence) => {
    expect(licenceSaid(said)).toBe(licence);
  });

  test('is none where its rights forbid what it allows', () => {
    const remote = { id: 'a', name: 'a', license_id: 'cc-by-4.0' };
    const of = (more: object) => licenceOf(RemotePackage.parse({ ...remote, ...more }));
    expect(of({ rights: '出典を書いてください', extras: [{ key: 'theme', value: '非営利団体' }] })).toBe(
      'CC-BY-4.0',
    );
    expect(of({ rights: '商用利用は不可' })).toBe('licenceClosed');
    expect(of({ extras: [{ key: 'access_rights', value: '改変を禁止' }] })).toBe('licenceClosed');
  });
});
