import { describe, expect, it } from 'vitest';
import { Phrase, phrasesOf } from './phrase.js';

describe('phrasesOf', () => {
  it('keeps words together', () => {
    expect(phrasesOf('引っ越しの手続をさがす')).toEqual(['引っ越しの', '手続を', 'さがす']);
  });

  it('leaves no single kana and no bracket alone at the edge of a line', () => {
    for (const text of [
      '引っ越しの手続をさがす',
      '（外来年間合算）支給申請',
      'マイナポータル「ぴったりサービス」を使う',
    ]) {
      for (const phrase of phrasesOf(text)) expect(phrase).not.toMatch(/^[ぁ-ん）」]$|^[）」]|[（「]$/);
    }
  });

  it('leaves a word whole that the model takes apart', () => {
    for (const text of ['1文字ずつ入力してください', '氏名を1文字ずつ、枠の中に書いてください'])
      expect(phrasesOf(text).join('|')).toMatch(/1文字ずつ/);
  });

  it('loses no character', () => {
    const text = '葛󠄀城市の辻󠄀さんへ（行政手続のオンライン化）';
    expect(phrasesOf(text).join('')).toBe(text);
  });
});

describe('Phrase', () => {
  it('offers line breaks between phrases only', () => {
    expect(String(<Phrase text="申請を始める" />)).toBe('<span class="phrase">申請を<wbr/>始める</span>');
  });

  it('leaves other languages alone', () => {
    expect(String(<Phrase text="Start <now>" />)).toBe('Start &lt;now&gt;');
  });
});
