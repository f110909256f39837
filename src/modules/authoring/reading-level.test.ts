import { describe, expect, test } from 'vitest';
import { readingHints } from './reading-level.js';

const codes = (text: string) => readingHints(text).map(({ code }) => code);

describe('a text', () => {
  test.each([
    'この手続は、飼い犬を市に登録するためのものです。',
    '引っ越した日から14日以内に出してください。',
    '住民票',
    '',
  ])('%s is easy', (text) => {
    expect(readingHints(text)).toEqual([]);
  });

  test.each([
    [
      '転入届を出す人は、前に住んでいた市区町村で受け取った転出証明書と、本人であることがわかる書類を持って、引っ越した日から14日以内に市役所へ来てください。',
      'longSentence',
    ],
    ['名前、住所、電話番号、生まれた日、性別を書きます。', 'manyCommas'],
    ['標準処理期間経過後申請者宛通知書送付時期未定', 'manyKanji'],
    ['住民基本台帳事務処理要領を見てください。', 'kanjiRun'],
    ['罹災した家の写真を付けてください。', 'rareKanji'],
    ['変更があったときは遅滞なく知らせてください。', 'officeWord'],
    ['お持ちくださいますようお願い申し上げます。', 'politeChain'],
    ['選定された人に送付され、記録された番号が通知され、使われた日から数えられる。', 'passive'],
    ['出さざるを得ないときがあります。', 'doubleNegative'],
  ])('%s: %s', (text, code) => {
    expect(codes(text)).toContain(code);
  });

  test('names the word and what to say instead', () => {
    expect(readingHints('書類を添付して、及び印鑑を持参してください。')).toEqual(
      expect.arrayContaining([
        { code: 'officeWord', word: '添付して', plain: '付ける' },
        { code: 'officeWord', word: '及び', plain: 'と' },
        { code: 'officeWord', word: '持参して', plain: '持ってくる' },
      ]),
    );
    expect(readingHints('罹災した家')).toEqual([{ code: 'rareKanji', characters: '罹' }]);
  });

  test('counts a character with a variation selector once', () => {
    expect(codes(`${'葛󠄀'.repeat(59)}。`)).not.toContain('longSentence');
    expect(codes(`${'葛󠄀'.repeat(60)}。`)).toContain('longSentence');
  });
});
