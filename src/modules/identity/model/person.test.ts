import { describe, expect, test } from 'vitest';
import { localeFromClaims, personFromClaims } from './person.js';

const named = { sub: '1', name: '奈良 花子' };

describe('a person from claims', () => {
  test('has what forms are filled in with', () => {
    expect(
      personFromClaims({
        ...named,
        'name#ja-Kana-JP': 'ナラ ハナコ',
        birthdate: '1988-05-14',
        gender: 'female',
        address: { formatted: '奈良県奈良市\n二条大路南1' },
        email: 'hanako@example.jp',
        email_verified: true,
        acr: 'aal3',
      }),
    ).toEqual({
      kind: 'resident',
      name: '奈良 花子',
      reading: 'ナラ ハナコ',
      birthDate: Temporal.PlainDate.from('1988-05-14'),
      address: '奈良県奈良市 二条大路南1',
      email: 'hanako@example.jp',
      assurance: 'high',
    });
  });

  test('needs a name, whole or in two parts', () => {
    expect(personFromClaims({ sub: '1' })).toBeNull();
    expect(personFromClaims({ sub: '1', name: '  ' })).toBeNull();
    expect(
      personFromClaims({
        family_name: '奈良',
        given_name: '花子',
        'family_name#ja-Kana-JP': 'ナラ',
        'given_name#ja-Kana-JP': 'ハナコ',
      }),
    ).toMatchObject({ name: '奈良 花子', reading: 'ナラ ハナコ' });
  });

  test.each([
    ['aal3', 'high'],
    ['aal2', 'substantial'],
    ['aal1', 'low'],
    ['http://eidas.europa.eu/LoA/high', 'high'],
    ['very high indeed', 'low'],
    ['toString', 'low'],
    [undefined, 'low'],
  ])('who signed in by %s is assured %s', (acr, assurance) => {
    expect(personFromClaims({ ...named, acr })?.assurance).toBe(assurance);
  });

  test.each(['1988', '0000-05-14', '1988-02-30', 'May 14', 19880514, null])(
    'has no birth date from %j',
    (birthdate) => {
      expect(personFromClaims({ ...named, birthdate })?.birthDate).toBeNull();
    },
  );

  test('has an address from its parts, or from plain text', () => {
    const parts = { region: '奈良県', locality: '奈良市', street_address: '二条大路南1' };
    expect(personFromClaims({ ...named, address: parts })?.address).toBe('奈良県奈良市二条大路南1');
    expect(personFromClaims({ ...named, address: '奈良県奈良市' })?.address).toBe('奈良県奈良市');
    expect(personFromClaims({ ...named, address: {} })?.address).toBeNull();
  });

  test('has no email that the provider knows to be unverified', () => {
    expect(personFromClaims({ ...named, email: 'a@example.jp' })?.email).toBe('a@example.jp');
    expect(personFromClaims({ ...named, email: 'a@example.jp', email_verified: false })?.email).toBeNull();
  });

  test('is a business when it has a corporate number or a business account', () => {
    expect(personFromClaims({ ...named, corporate_number: '8999999999999' })?.kind).toBe('business');
    expect(personFromClaims({ ...named, account_type: '2' })?.kind).toBe('business');
  });
});

test.each([
  ['ja', 'ja'],
  ['ja-JP', 'ja'],
  ['ja-x-easy', 'ja-x-easy'],
  ['en_US', 'en'],
  ['zh-Hans-CN', 'zh-Hans'],
  ['fr', null],
  ['', null],
  [undefined, null],
])('the language %s is %s', (locale, expected) => {
  expect(localeFromClaims({ locale })).toBe(expected);
});
