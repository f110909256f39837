import { describe, expect, it } from 'vitest';
import {
  characterCount,
  fullWidthAlphanumerics,
  fullWidthKana,
  halfWidthAlphanumerics,
  katakana,
  normalizeText,
} from './japanese-text.js';

const VARIANT = '\u{e0100}';

describe('normalizeText', () => {
  it('joins a sound mark to its kana', () => {
    expect(normalizeText('か\u3099くえんまえ、は\u309aん')).toBe('がくえんまえ、ぱん');
  });

  it.each([
    ['a variation selector', `辻${VARIANT}`],
    ['葛城市 with a variation selector', `葛${VARIANT}城市`],
    ['a compatibility ideograph (福 in its older form)', '\ufa1b島'],
    ['a compatibility ideograph outside the first plane', '\u{2f81a}'],
    ['an ideograph that only looks like one (﨑)', '宮\ufa11'],
  ])('keeps %s', (_, name) => {
    expect(normalizeText(name)).toBe(name);
  });

  it('still joins beside a compatibility ideograph', () => {
    expect(normalizeText('\ufa1bか\u3099')).toBe('\ufa1bが');
  });

  it('leaves full-width and half-width alone', () => {
    expect(normalizeText('１Ａｶﾞ（株）')).toBe('１Ａｶﾞ（株）');
  });
});

it('changes the width of letters and digits and of nothing else', () => {
  expect(halfWidthAlphanumerics('１２３ＡＢＣｘｙｚ（株）－奈良　')).toBe('123ABCxyz（株）－奈良　');
  expect(fullWidthAlphanumerics('123ABCxyz(株)-奈良 ')).toBe('１２３ＡＢＣｘｙｚ(株)-奈良 ');
});

it('turns every hiragana into katakana', () => {
  expect(katakana('ならけん いすゞ ゔぁいおりん ぢゎゐゑをんゕゖ ー')).toBe(
    'ナラケン イスヾ ヴァイオリン ヂヮヰヱヲンヵヶ ー',
  );
});

describe('fullWidthKana', () => {
  it.each([
    ['ｶﾞｯｺｳ', 'ガッコウ'],
    ['ﾊﾟｰﾄ', 'パート'],
    ['ｳﾞｧｲｵﾘﾝ', 'ヴァイオリン'],
    ['｢ﾅﾗ｣､｡･', '「ナラ」、。・'],
    ['カﾞ', 'ガ'],
    ['はﾟ', 'ぱ'],
    ['ｱﾞ', 'ア゛'],
    ['ﾟ', '゜'],
    ['奈良ABC１', '奈良ABC１'],
  ])('%s becomes %s', (narrow, wide) => {
    expect(fullWidthKana(narrow)).toBe(wide);
  });
});

it('counts characters as people do', () => {
  const counts: [string, number][] = [
    [`辻${VARIANT}本`, 2],
    ['𠮷野', 2],
    ['👨‍👩‍👧', 1],
    ['か\u3099', 1],
    ['奈良市二条大路南1丁目', 11],
    ['一行目\n二行目', 7],
    ['', 0],
  ];
  for (const [text, count] of counts) expect(characterCount(text)).toBe(count);
});
