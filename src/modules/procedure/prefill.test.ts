import { describe, expect, test } from 'vitest';
import { Field } from '#forms/fields/field.js';
import { fieldType } from '#forms/fields/registry.js';
import { proposals } from './prefill.js';

const field = (kind: string, prefill?: string): Field =>
  Field.parse({ id: 'x', kind, label: 'x', sensitivity: 'personal', ...(prefill && { prefill }) });
const address = (text: string) =>
  proposals([field('postalAddress', 'identity.address')], { name: '', address: text }).x;

describe('proposals', () => {
  test('are typed into the controls', () => {
    const person = { name: '奈良 花子', kana: 'ナラ ハナコ', birthDate: '1988-05-14' };
    expect(proposals([field('name', 'identity.name')], person)).toEqual({ x: { '': ['奈良 花子'] } });
    expect(proposals([field('kana', 'identity.kana')], person)).toEqual({ x: { '': ['ナラ ハナコ'] } });
    const date = field('date', 'identity.birthDate');
    expect(proposals([date], person).x).toEqual(fieldType(date).toRaw('1988-05-14', date));
  });

  test('leave out what is not known and what nobody asked to fill in', () => {
    expect(proposals([field('email', 'identity.email'), field('text')], { name: '奈良 花子' })).toEqual({});
  });

  test.each([
    ['奈良県奈良市二条大路南一丁目2番3号', '奈良県', '奈良市二条大路南', '一丁目2番3号'],
    ['奈良県奈良市三条本町4番5号', '奈良県', '奈良市三条本町', '4番5号'],
    ['佐賀県伊万里市立花町１３５５番地１', '佐賀県', '伊万里市立花町', '１３５５番地１'],
    ['葛󠄀城市柿本166番地', '', '葛󠄀城市柿本', '166番地'],
    ['奈良県吉野郡十津川村大字小原', '奈良県', '吉野郡十津川村大字小原', ''],
  ])('%s falls into its parts', (text, prefecture, town, street) => {
    expect(address(text)).toMatchObject({ prefecture: [prefecture], town: [town], street: [street] });
  });
});
