import { expect, test } from 'vitest';
import { articlesOf, findRules } from './find-rules.js';

const TEXT = `葛城市見本条例
（目的）
第1条 この条例は、見本を定める。
（申請）
第2条 申請する者は、書面に押印し、窓口に提出しなければならない。
2 前項の書面には、図面を添付する。
（縦覧の場所）

第2条の2 市長は、掲示場に掲示する。
（経過）
2 前項のほかは、なお従前の例による。
附 則
第1条 この条例は、公布の日から施行する。
様式第1号（第2条関係）
氏名　　　　印鑑`;

test('an ordinance falls into its articles, those of the supplement and its forms apart', () => {
  expect(articlesOf(TEXT).map(({ article }) => article)).toEqual([
    '前文',
    '第1条',
    '第2条',
    '第2条の2',
    '附則',
    '附則第1条',
    '様式第1号',
  ]);
});

test('an article is found once for each kind of word, with the words that stand in it', () => {
  const words = {
    paper: ['書面', '添付'],
    seal: ['押印', '印鑑'],
    posting: ['掲示'],
    media: ['縦覧', '経過'],
  };
  expect(findRules(TEXT, words).map(({ kind, article, words: found }) => [article, kind, found])).toEqual([
    ['第2条', 'paper', ['書面', '添付']],
    ['第2条', 'seal', ['押印']],
    ['第2条の2', 'posting', ['掲示']],
    ['第2条の2', 'media', ['縦覧', '経過']],
    ['様式第1号', 'seal', ['印鑑']],
  ]);
});
