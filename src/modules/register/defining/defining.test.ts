import { describe, expect, test } from 'vitest';
import { csvText } from '#kernel/sheets/write-csv.js';
import { Register } from '../definition.js';
import { registerProblems } from '../definition-problems.js';
import { suggestMapping } from '../mapping.js';
import { readText } from '../reading/read-file.js';
import { delicacyOf } from './approval.js';
import { compareRegisters } from './compare.js';
import { blankDocument, nextDocument, withFieldBack, withFieldMoved, withoutField } from './draft.js';
import { readOptions } from './kind-options.js';
import { memberLines, readMembers } from './members.js';
import { type Base, draftProblems } from './problems.js';
import { proposeRegister } from './proposal.js';
import { readField, typedOfField } from './typed-field.js';

const today = Temporal.PlainDate.from('2026-11-20');
const tableOf = (rows: readonly (readonly (string | number | null)[])[]) => {
  const read = readText(new TextEncoder().encode(csvText(rows)));
  if (!read.ok) throw new Error(read.fault);
  return read.table;
};
const known = [
  Register.parse({
    id: 'places',
    title: '施設',
    label: 'name',
    retention: { years: null, basis: '規程' },
    fields: [
      { ask: { id: 'name', kind: 'text', label: '名称', sensitivity: 'ordinary' } },
      { ask: { id: 'address', kind: 'text', label: '住所', optional: true, sensitivity: 'ordinary' } },
    ],
    headings: { 所在地: 'address' },
  }),
];
const propose = (rows: readonly (readonly (string | number | null)[])[]) =>
  proposeRegister(blankDocument('lamps', '街路灯', '未定'), tableOf(rows), {
    today,
    known,
    personal: '個人情報',
  });

const LAMPS = [
  [
    '管理番号',
    '名称',
    '所在地',
    '緯度',
    '経度',
    '種別',
    '点灯',
    '設置日',
    '高さ',
    '電話番号',
    'Pole type',
    '備考',
  ],
  [
    '001',
    '桜通り1',
    '若草町1',
    34.68,
    135.82,
    'LED',
    '有',
    '2020-04-01',
    '4.5',
    '0742-00-0001',
    'A',
    'あ'.repeat(600),
  ],
  ['002', '桜通り2', '若草町2', 34.69, 135.83, 'LED', '無', '令和3年5月1日', '5', '0742-00-0002', 'B', ''],
  ['003', '桜通り3', '', 34.7, 135.84, '水銀灯', '有', '2021/6/1', '5.25', '', 'A', ''],
  ['004', '桜通り4', '若草町4', '', '', '水銀灯', '', '', '', '', '', ''],
  ['005', '桜通り5', '若草町5', 34.7, 135.84, 'LED', '有', '', '', '', '', ''],
  ['006', '桜通り6', '若草町6', 34.7, 135.84, 'LED', '有', '', '', '', '', ''],
];

describe('a file', () => {
  test('proposes fields and kinds by its headings and values', () => {
    const { fields, place, key, label } = propose(LAMPS);
    expect(fields.map(({ ask }) => [ask.id, ask.kind])).toEqual([
      ['field1', 'text'],
      ['name', 'text'],
      ['address', 'text'],
      ['field4', 'choice'],
      ['field5', 'yesNo'],
      ['field6', 'date'],
      ['field7', 'number'],
      ['field8', 'text'],
      ['poleType', 'text'],
      ['field10', 'longText'],
    ]);
    expect(place?.kinds).toEqual(['point']);
    expect([key, label]).toEqual([['field1'], 'name']);
    expect(fields.find(({ ask }) => ask.kind === 'number')?.ask).toMatchObject({
      decimals: 2,
      optional: true,
    });
    expect(fields[0]?.ask).toMatchObject({ optional: false });
    expect(fields.find(({ ask }) => ask.kind === 'yesNo')?.ask).toMatchObject({ yes: '有', no: '無' });
  });

  test('becomes a definition that takes all of its own rows, when only the rule of keeping is added', () => {
    const proposed = propose(LAMPS);
    expect(draftProblems(proposed, null, []).map(({ code }) => code)).toEqual(['basisMissing']);
    const whole = Register.parse({ ...proposed, retention: { years: null, basis: '規程' } });
    expect(registerProblems(whole)).toEqual([]);
    const { headings } = tableOf(LAMPS);
    expect(suggestMapping(whole, headings)).not.toContain('');
  });

  test('with personal data proposes to keep it sealed and unpublished', () => {
    const { fields } = propose([
      ['番号', '所有者氏名'],
      ['a', '大和 桜子'],
      ['b', '奈良 太郎'],
    ]);
    expect(fields[1]).toMatchObject({
      ask: { sensitivity: 'personal' },
      notPublic: '個人情報',
      filter: false,
    });
  });

  test('takes codes and numbers with noughts before them for texts, and twins of headings apart', () => {
    const { fields, key } = propose([
      ['市区町村コード', 'Number', 'type', 'type'],
      ['292010', '01', 'x', 'y'],
      ['292010', '02', 'z', 'w'],
    ]);
    expect(fields.map(({ ask }) => [ask.id, ask.kind])).toEqual([
      ['field1', 'text'],
      ['field2', 'text'],
      ['type', 'text'],
      ['type2', 'text'],
    ]);
    expect(key).toEqual([]);
  });

  test('takes amounts of 1 and 0 for numbers, and numbers of telephones for texts however often they come', () => {
    const { fields } = propose([
      ['名称', '和式便器数', '点検', '電話番号'],
      ...Array.from({ length: 6 }, (_, at) => [`公園${at}`, at % 2, at % 2, `0742-00-000${at % 2}`]),
    ]);
    expect(fields.map(({ ask }) => ask.kind)).toEqual(['text', 'number', 'yesNo', 'text']);
  });

  test('filters by no more fields than there are columns for', () => {
    const many = Array.from({ length: 20 }, (_, at) => `区分${at}`);
    const rows = Array.from({ length: 8 }, (_, row) => [
      `名称${row}`,
      ...many.map(() => (row % 2 ? '甲' : '乙')),
    ]);
    const { fields } = propose([['名称', ...many], ...rows]);
    expect(fields.filter(({ filter }) => filter)).toHaveLength(8);
  });
});

const base = (): Register =>
  Register.parse({
    ...propose(LAMPS),
    notPublic: undefined,
    retention: { years: null, basis: '規程' },
  });
const ROLES = { seenBy: [{ id: 'clerk' }, { id: 'section-head' }], editedBy: [{ id: 'section-head' }] };
const typedBy = (register: Register, id: string, more: object) => {
  const field = register.fields.find(({ ask }) => ask.id === id) ?? null;
  const read = readField(register, field, base(), { ...typedOfField(register, field), ...more }, ROLES);
  if (!read.ok) throw new Error(JSON.stringify(read.faults));
  return read.document;
};

describe('two versions of a definition', () => {
  test('are told apart in words: added, renamed, retired, of another kind, published or not', () => {
    let next = nextDocument(base());
    next = typedBy(next, 'field7', { id: 'height', label: '灯の高さ', kind: 'text' });
    next = typedBy(next, 'address', { public: 'no', reason: '防犯のため', required: 'true' });
    next = withoutField(next, 'field6');
    next = typedBy(next, '', { label: '電力会社', id: 'power' });
    next = withFieldMoved(next, 'name', 'up');
    expect(compareRegisters(base(), next)).toEqual([
      { code: 'added', label: '電力会社', before: '', after: '' },
      { code: 'retired', label: '設置日', before: '', after: '' },
      { code: 'required', label: '所在地', before: '-', after: '' },
      { code: 'fieldHidden', label: '所在地', before: '', after: '防犯のため' },
      { code: 'renamed', label: '灯の高さ', before: 'field7', after: 'height' },
      { code: 'label', label: '灯の高さ', before: '高さ', after: '灯の高さ' },
      { code: 'kind', label: '灯の高さ', before: 'number', after: 'text' },
      { code: 'order', label: '', before: '', after: '' },
    ]);
    expect(compareRegisters(base(), nextDocument(base()))).toEqual([]);
  });

  test('are the same again when what was retired is brought back', () => {
    const without = withoutField(nextDocument(base()), 'field10');
    expect(compareRegisters(base(), withFieldBack(without, base(), 'field10'))).toEqual([]);
  });

  test('a field that is renamed twice before it is used is one of the version in use', () => {
    let next = typedBy(nextDocument(base()), 'field1', { id: 'lampNumber' });
    next = typedBy(next, 'lampNumber', { id: 'code' });
    expect(next.fields[0]).toMatchObject({ was: 'field1', ask: { id: 'code' } });
    expect(next.key).toEqual(['code']);
    next = typedBy(next, 'code', { id: 'field1' });
    expect(next.fields[0]).not.toHaveProperty('was');
  });
});

test('what was not public until now, or was not there, is for two; nothing else of ordinary data is', () => {
  const [open] = known;
  if (!open) throw new Error('no register');
  const [name, address] = open.fields;
  if (!name || !address) throw new Error('no fields');
  const closed: Register = { ...open, notPublic: '準備中' };
  const half: Register = { ...open, fields: [name, { ...address, notPublic: '内部' }] };
  const place = { kinds: ['point' as const], optional: true };
  const looked = (document: Register, base: Register | null) => delicacyOf(document, base);
  expect([looked(open, null), looked(closed, null)]).toEqual(['published', null]);
  expect([looked(open, closed), looked(closed, open)]).toEqual(['published', null]);
  expect([looked(open, half), looked(half, open)]).toEqual(['published', null]);
  expect(looked(open, { ...open, fields: [name] })).toBe('published');
  expect(looked(half, { ...open, fields: [name] })).toBeNull();
  expect(looked({ ...open, place }, open)).toBe('published');
  expect(looked({ ...open, place: { ...place, notPublic: '内部' } }, open)).toBeNull();
  expect(looked({ ...open, title: '施設一覧' }, open)).toBeNull();
});

describe('what is to be mended', () => {
  const codes = (document: Register, of: Base | null = null) =>
    draftProblems(document, of, known).map(({ code, field, control }) => [code, field, control]);

  test('is told beside the control where it is mended', () => {
    const document = base();
    expect(codes(document)).toEqual([]);
    expect(codes({ ...document, fields: [], key: [] })).toEqual([['noFields', null, 'fields']]);
    expect(codes({ ...document, label: '' })).toEqual([['labelNone', null, 'fields']]);
    expect(codes(typedBy(document, 'name', { public: 'no', reason: 'x' }))).toEqual([
      ['labelNotPublic', 'name', 'isLabel'],
    ]);
    expect(codes(typedBy(document, 'field8', { sensitivity: 'personal' }))).toEqual([
      ['reasonMissing', 'field8', 'reason'],
      ['searchSealed', 'field8', 'search'],
    ]);
    expect(codes(typedBy(document, 'field1', { required: '' }))).toEqual([
      ['keyOptional', 'field1', 'isKey'],
    ]);
    expect(codes(typedBy(document, 'field8', { id: 'address' })).map(([code]) => code)).toEqual([
      'idTwice',
      'idTwice',
    ]);
    expect(codes(typedBy(document, 'field8', { id: 'Ｎｏ' }))).toEqual([['idBad', 'Ｎｏ', 'id']]);
    expect(codes(typedBy(document, 'field8', { id: 'today' }))).toEqual([['idReserved', 'today', 'id']]);
    expect(codes(typedBy(document, 'field4', { options: '' }))).toEqual([
      ['optionsMissing', 'field4', 'options'],
    ]);
    expect(codes(typedBy(document, 'field10', { filter: 'true' }))).toEqual([
      ['filterKind', 'field10', 'filter'],
    ]);
  });

  test('holds the key while there are rows, and lets it be renamed', () => {
    const register = base();
    const used = { register, hasRows: true };
    const next = nextDocument(register);
    expect(codes(typedBy(next, 'field1', { id: 'code' }), used)).toEqual([]);
    expect(codes(typedBy(next, 'field1', { isKey: '' }), used)).toEqual([['keyLocked', 'field1', 'isKey']]);
    expect(codes(withoutField(next, 'field1'), used)).toEqual([['keyLocked', null, 'fields']]);
    expect(codes(typedBy(next, 'name', { isKey: 'true' }), used)).toEqual([['keyLocked', 'name', 'isKey']]);
    expect(codes(typedBy(next, 'field1', { kind: 'number' }), used)).toEqual([
      ['keyLocked', 'field1', 'kind'],
    ]);
    expect(codes(withoutField(next, 'field1'), { register, hasRows: false })).toEqual([]);
  });
});

test('options keep their codes when their words change; new ones get the next free code', () => {
  expect(readOptions('o1 = 学校\n公園\no2＝病院\n駅')).toEqual([
    { value: 'o1', label: '学校' },
    { value: 'o3', label: '公園' },
    { value: 'o2', label: '病院' },
    { value: 'o4', label: '駅' },
  ]);
  expect(readOptions('= 何か')).toBeNull();
});

test('what is no field at all is told by its control', () => {
  const typed = { ...typedOfField(base(), null), kind: 'signature', public: 'no', decimals: 'x' };
  expect(readField(base(), null, null, typed, ROLES)).toEqual({
    ok: false,
    faults: { label: 'labelMissing', kind: 'kindMissing', reason: 'reasonNeeded' },
  });
  expect(readField(base(), null, null, { ...typed, label: 'a', kind: 'number', reason: 'r' }, ROLES)).toEqual(
    {
      ok: false,
      faults: { decimals: 'decimalsBad' },
    },
  );
});

const MEMBERS = '氏名 : 氏名・名称 : 必須\nkind = 続柄 : 一つを選ぶ（妻、夫、子）\n生年月日：date';

test('fields of a list are typed line by line, and stay the same fields when they are written anew', () => {
  const read = readMembers(MEMBERS, [], 'personal');
  expect(read).toMatchObject([
    { id: 'm1', kind: 'name', label: '氏名', optional: false, sensitivity: 'personal' },
    {
      id: 'kind',
      kind: 'choice',
      options: [{ value: 'o1' }, { value: 'o2' }, { value: 'o3' }],
      optional: true,
    },
    { id: 'm2', kind: 'date', label: '生年月日' },
  ]);
  const lines = memberLines(read ?? []);
  expect(lines.split('\n')[1]).toBe('kind = 続柄 : 一つを選ぶ（妻、夫、子）');
  expect(readMembers(lines, read ?? [], 'personal')).toEqual(read);
  expect(readMembers('kind = 間柄 : 一つを選ぶ（子、親）', read ?? [], 'personal')).toMatchObject([
    {
      label: '間柄',
      options: [
        { value: 'o3', label: '子' },
        { value: 'o4', label: '親' },
      ],
    },
  ]);
  for (const wrong of [
    '',
    '氏名',
    '氏名 : 何か',
    '種類 : 一つを選ぶ',
    'a = 甲 : 数\na = 乙 : 数',
    'A = 甲 : 数',
  ])
    expect(readMembers(wrong, [], 'ordinary')).toBeNull();
});

test('a rule is held to the fields that it uses', () => {
  const rule = (value: string, more: object = {}) =>
    typedBy(nextDocument(base()), '', { id: 'total', label: '計', kind: 'calculated', value, ...more });
  const codes = (document: Register) =>
    draftProblems(document, null, []).map(({ code, control, detail }) => [code, control, detail]);
  expect(codes(rule('field7 * 2'))).toEqual([]);
  expect(codes(rule('height * 2'))).toEqual([['ruleUnknown', 'value', 'height']]);
  expect(codes(rule('field7 *'))).toEqual([['ruleBroken', 'value', 'field7 *']]);
  expect(codes(rule('name', { result: 'number' }))).toEqual([['ruleBroken', 'value', 'name']]);
  expect(codes(rule('if today > date("2026-01-01") then field7 else 0'))).toEqual([
    ['ruleOfMoment', 'value', 'today'],
  ]);
  const closed = typedBy(rule('field7 * 2'), 'field7', { public: 'no', reason: 'r', seenBy: 'clerk' });
  expect(codes(closed)).toContainEqual(['ruleSeenBy', 'value', 'field7']);
});
