import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { FieldOf } from '#forms/fields/field.js';
import { errorText } from '#forms/fields/field-type.js';
import { PeopleField } from '#forms/fields/people/definition.js';
import { fieldType } from '#forms/fields/registry.js';
import { translatorFor } from '#kernel/i18n/translate.js';
import { listCell, readListCell } from './list-cell.js';

const today = Temporal.PlainDate.from('2026-11-20');
const ja = translatorFor('ja');
const shared = { sensitivity: 'ordinary' as const };
const field: FieldOf<'people'> = PeopleField.parse({
  ...shared,
  id: 'tools',
  kind: 'people',
  label: '遊具',
  itemLabel: '遊具',
  optional: true,
  max: 40,
  fields: [
    { ...shared, id: 'name', kind: 'text', label: '名前' },
    { ...shared, id: 'since', kind: 'date', label: '設置日', optional: true },
    { ...shared, id: 'note', kind: 'longText', label: '備考；ほか：', optional: true },
    { ...shared, id: 'price', kind: 'yen', label: '金額', optional: true },
    { ...shared, id: 'safe', kind: 'yesNo', label: '点検済み', optional: true },
    {
      ...shared,
      id: 'ages',
      kind: 'choices',
      label: '年齢',
      optional: true,
      options: [
        { value: 'o1', label: '3歳、4歳' },
        { value: 'o2', label: '5歳；6歳' },
      ],
    },
    { ...shared, id: 'maker', kind: 'postalAddress', label: '製造者', optional: true },
  ],
});
const stored = fieldType(field).stored(field);
const read = (cell: string) => readListCell(field, cell, { today });
const errorsOf = (cell: string): string[] => {
  const answer = read(cell);
  return answer.ok ? [] : answer.errors.map((error) => errorText(error, field.label, ja));
};

describe('a list in a cell', () => {
  test('is an entry a line, with what each field is called', () => {
    const entries = [
      { name: 'すべり台', since: '2020-04-01', safe: true, ages: ['o1', 'o2'] },
      { name: '"大" ぶらんこ；2連', price: 1200000 },
    ];
    const cell = listCell(field, entries);
    expect(cell).toBe(
      '名前：すべり台；設置日：2020-04-01；点検済み：はい；年齢："3歳、4歳、5歳；6歳"\n' +
        '名前："""大"" ぶらんこ；2連"；金額：1200000',
    );
  });

  test('is read as a clerk types it: half width, spaces, era years, blank lines, any order', () => {
    expect(read(' 設置日: 令和2年4月1日 ; 名前 : すべり台\r\n\r\n名前：ぶらんこ；\n')).toEqual({
      ok: true,
      value: [{ name: 'すべり台', since: '2020-04-01' }, { name: 'ぶらんこ' }],
    });
    expect(read('')).toEqual({ ok: true, value: null });
  });

  test('comes back as it was, whatever stands in it', () => {
    const sign = fc.constantFrom('；', ';', '：', ':', '"', '\n', '、', ' ', 'あ', 'a', '1', '-', '=');
    const text = fc
      .array(sign, { minLength: 1, maxLength: 12 })
      .map((signs) => signs.join(''))
      .filter((one) => one.trim() !== '');
    const entry = fc.record(
      {
        name: text.map((one) => one.replace(/\s+/g, '')).filter((one) => one !== ''),
        since: fc.constantFrom('2020-04-01', '1999-12-31'),
        note: text.map((one) => one.trim()),
        price: fc.integer({ min: 0, max: 99_999_999 }),
        safe: fc.boolean(),
        ages: fc.constantFrom(['o1'], ['o2'], ['o1', 'o2']),
      },
      { requiredKeys: ['name'] },
    );
    fc.assert(
      fc.property(fc.array(entry, { minLength: 1, maxLength: 40 }), (entries) => {
        expect(stored.safeParse(entries).success).toBe(true);
        expect(read(listCell(field, entries))).toEqual({ ok: true, value: entries });
      }),
    );
  });

  test('an address in an entry has its parts', () => {
    const maker = { postalCode: '630-8580', prefecture: '奈良県', town: '奈良市二条大路南', street: '1-1-1' };
    const entries = [{ name: 'すべり台', maker }];
    const cell = listCell(field, entries);
    expect(cell).toContain('製造者・市区町村・町名：奈良市二条大路南');
    expect(read(cell)).toEqual({ ok: true, value: entries });
  });

  test('says which entry is wrong, and how one is written', () => {
    expect(errorsOf('名前：すべり台\n設置日：いつか\n名前：鉄棒；色：赤；名前：雲梯')).toEqual([
      expect.stringMatching(/^遊具 3の「色」という項目はありません。.*「名前：…；設置日：…/),
      '遊具 3に「名前」が2回あります。',
    ]);
    expect(errorsOf('名前：すべり台\n設置日：いつか').join()).toMatch(/遊具 2（名前）.*遊具 2（設置日）/);
    expect(errorsOf('名前：すべり台\n\nぶらんこ')).toEqual([
      expect.stringMatching(/^遊具 2の「ぶらんこ」を読めません。1件を1行に、「名前：…/),
    ]);
    expect(errorsOf(Array.from({ length: 41 }, () => '名前：鉄棒').join('\n')).join()).toContain('40');
  });
});
