import { describe, expect, test } from 'vitest';
import { Procedure } from './definition.js';
import { comparableAddress, identityDifferences } from './identity-differences.js';
import type { Case } from './model.js';

const procedure = Procedure.parse({
  id: 'sample',
  version: 1,
  title: '見本',
  summary: '見本',
  lifeEvents: ['living'],
  audience: 'resident',
  unit: 'citizens',
  eligibility: 'だれでも',
  assuranceLevel: 'low',
  ways: [{ channel: 'online', text: 'ここで' }],
  standardProcessingDays: 1,
  representation: { capacity: 'capacity', evidence: 'proof' },
  form: {
    purpose: '見本',
    pages: [
      {
        id: 'you',
        fields: [
          { id: 'name', kind: 'name', label: '氏名', prefill: 'identity.name', sensitivity: 'personal' },
          { id: 'kana', kind: 'kana', label: 'ふりがな', prefill: 'identity.kana', sensitivity: 'personal' },
          {
            id: 'born',
            kind: 'date',
            label: '生年月日',
            prefill: 'identity.birthDate',
            sensitivity: 'personal',
          },
          {
            id: 'address',
            kind: 'postalAddress',
            label: '住所',
            prefill: 'identity.address',
            sensitivity: 'personal',
          },
        ],
      },
    ],
  },
  declaration: '見本',
  output: { kind: 'none' },
  retention: { years: 1 },
});

const PERSON = {
  name: '奈良　花子',
  kana: 'ナラ　ハナコ',
  birthDate: '1990-05-01',
  address: '奈良県奈良市二条大路南一丁目1番1号',
};
const ADDRESS = {
  postalCode: '630-8012',
  prefecture: '奈良県',
  town: '奈良市二条大路南',
  street: '１－１－１',
  building: '見本ビル3階',
};
const SAME = { name: '奈良花子', kana: 'なら はなこ', born: '1990-05-01', address: ADDRESS };

const differing = (answers: Record<string, unknown>, other: Partial<Case> = {}) =>
  identityDifferences(procedure, {
    applicant: 'resident/1',
    channel: 'online',
    content: { person: PERSON, answers: { ...SAME, ...answers } } as unknown as Case['content'],
    ...other,
  }).map(({ field, known }) => [field, known]);

describe('answers beside what the identity says', () => {
  test('are the same however they are typed', () => {
    expect(differing({})).toEqual([]);
    expect(differing({ address: { ...ADDRESS, street: '一丁目1番1号', building: null } })).toEqual([]);
  });

  test('are named where they differ, each with what is known', () => {
    expect(differing({ name: '奈良　華子', born: '1990-05-02' })).toEqual([
      ['name', '奈良　花子'],
      ['born', '1990-05-01'],
    ]);
    expect(differing({ address: { ...ADDRESS, street: '1-1-11' } })).toEqual([['address', PERSON.address]]);
    expect(differing({ kana: 'ナラ　ハルコ' })).toEqual([['kana', PERSON.kana]]);
  });

  test('are not compared where they are about somebody else, or nobody was identified', () => {
    const wrong = { name: '別人' };
    expect(differing({ ...wrong, capacity: 'agent' })).toEqual([]);
    expect(differing({ ...wrong, capacity: 'self' })).toHaveLength(1);
    expect(differing(wrong, { applicant: 'business/1' })).toEqual([]);
    expect(differing(wrong, { applicant: null })).toEqual([]);
    expect(differing(wrong, { channel: 'counter' })).toEqual([]);
  });
});

test.each([
  ['奈良県奈良市二条大路南一丁目１番１号', '奈良市二条大路南1-1-1'],
  ['奈良市三条本町十二丁目3番地の4', '奈良市三条本町12-3-4'],
  ['葛󠄀城市柿本166番地', '葛城市柿本166'],
])('%s is one place with %s', (one, other) => {
  expect(comparableAddress(one)).toBe(comparableAddress(other));
});
