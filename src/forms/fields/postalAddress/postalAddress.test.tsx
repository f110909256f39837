import { expect, it } from 'vitest';
import {
  answerOf,
  attributesOf,
  codesOf,
  errorsOf,
  fieldOf,
  html,
  isStorable,
  shownAs,
} from '../fixtures.js';
import { PREFECTURES } from './prefectures.js';

const field = fieldOf('postalAddress', { prefill: 'identity.address' });
const typedAddress = {
  postalCode: ['〒６３０ー８５８０'],
  prefecture: ['奈良県'],
  town: [' 奈良市二条大路南 '],
  street: ['一丁目1-1'],
  building: [''],
};
const stored = {
  postalCode: '630-8580',
  prefecture: '奈良県',
  town: '奈良市二条大路南',
  street: '一丁目1-1',
};

it('stores the parts, the building only when there is one', () => {
  expect(answerOf(field, typedAddress)).toEqual(stored);
  expect(answerOf(field, { ...typedAddress, building: ['葛󠄀ビル２Ｆ'] })).toEqual({
    ...stored,
    building: '葛󠄀ビル２Ｆ',
  });
  expect(answerOf(field, { ...typedAddress, postalCode: ['6308580'] })).toEqual(stored);
  expect(isStorable(field, stored)).toBe(true);
});

it('is blank when at most the prefecture stands there', () => {
  expect(answerOf(field, { prefecture: ['奈良県'], town: ['　'] })).toBeNull();
});

it('names each part that is missing or wrong, at its control', () => {
  expect(answerOf(field, { postalCode: ['630'], town: ['奈良市'] })).toEqual([
    '答えの郵便番号は、7けたの数字で入力してください。例：630-8580',
    '答えの都道府県を選んでください。',
    '答えの丁目・番地を入力してください。',
  ]);
  expect(errorsOf(field, { street: ['1'] }).map(({ parts }) => parts?.[0])).toEqual([
    'postalCode',
    'prefecture',
    'town',
  ]);
  expect(codesOf(field, { ...typedAddress, town: ['あ'.repeat(101)] })).toEqual(['tooLong']);
  expect(codesOf(field, { ...typedAddress, prefecture: ['奈良'] })).toEqual(['address.prefecture']);
});

it('is typed by hand in labelled controls of one group, and shows again what was typed', () => {
  const markup = html(field, { ...typedAddress, street: ['  '] });
  expect(markup).toContain('<fieldset');
  const inputs = attributesOf(markup, 'input');
  expect(inputs.map((input) => /name="([^"]*)"/.exec(input)?.[1])).toEqual([
    'answer.postalCode',
    'answer.town',
    'answer.street',
    'answer.building',
  ]);
  expect(inputs[0]).toContain('value="〒６３０ー８５８０"');
  expect(inputs[0]).toContain('autocomplete="postal-code"');
  expect(inputs[2]).toContain('value="  "');
  expect(inputs[2]).toContain('aria-invalid="true"');
  expect(inputs[1]).not.toContain('aria-invalid');
  for (const id of ['postalCode', 'prefecture', 'town', 'street', 'building'])
    expect(markup).toContain(`for="answer-${id}"`);
});

it('knows 47 prefectures', () => {
  expect(new Set(PREFECTURES).size).toBe(47);
});

it('is shown as an envelope shows it', () => {
  expect(shownAs(field, { ...stored, building: '市役所' })).toBe(
    '〒630-8580\n奈良県奈良市二条大路南一丁目1-1\n市役所',
  );
});

it('asks again where the postal code is plainly of another part of the country', () => {
  const elsewhere = { ...typedAddress, prefecture: ['北海道'] };
  expect(answerOf(field, elsewhere)).toEqual([
    '郵便番号と都道府県が合いません。どちらが正しいか確かめてください。',
  ]);
  expect(isStorable(field, { ...stored, prefecture: '北海道' })).toBe(false);
  const codes = {
    北海道: ['001-0010', '040-0001', '099-0401'],
    青森県: ['030-0801', '018-5501'],
    群馬県: ['371-8570', '389-0121'],
    三重県: ['514-8570', '498-0807'],
    奈良県: ['630-8580', '648-0305'],
    沖縄県: ['900-8570'],
    長崎県: ['811-5133'],
    島根県: ['685-0013'],
  };
  for (const [prefecture, list] of Object.entries(codes))
    for (const postalCode of list)
      expect(isStorable(field, { ...stored, postalCode, prefecture }), postalCode).toBe(true);
});
