import { describe, expect, test } from 'vitest';
import { markJapanese } from './mark-japanese.js';

const page = (lang: string, body: string) =>
  `<!DOCTYPE html><html lang="${lang}"><head><title>City</title></head><body>${body}</body></html>`;

describe('what is Japanese on a page in another language', () => {
  test.each([
    ['<td>佐藤 健</td>', '<td><span lang="ja">佐藤 健</span></td>'],
    ['<p>Taken by 佐藤 today</p>', '<p><span>Taken by <span lang="ja">佐藤</span> today</span></p>'],
    ['<p lang="ja">佐藤</p>', '<p lang="ja">佐藤</p>'],
    ['<p lang="ja">市<b>佐藤</b></p>', '<p lang="ja">市<b>佐藤</b></p>'],
    ['<p lang="ja">市<br/>町</p>', '<p lang="ja">市<br/>町</p>'],
    ['<option value="1">市民課</option>', '<option lang="ja" value="1">市民課</option>'],
    ['<svg><text x="1">市 9</text></svg>', '<svg><text x="1"><tspan lang="ja">市</tspan> 9</text></svg>'],
    ['<input aria-label="市" />', '<input lang="ja" aria-label="市" />'],
    ['<input value="市" />', '<input value="市" />'],
    ['<a href="?q=市">A-1</a>', '<a href="?q=市">A-1</a>'],
    [
      '<ul><li lang="ja">市</li></ul><p>町</p>',
      '<ul><li lang="ja">市</li></ul><p><span lang="ja">町</span></p>',
    ],
  ])('says so: %s', (body, expected) => {
    expect(markJapanese(page('en', body))).toBe(page('en', expected));
  });

  test.each([
    ['図で見る奈良市 | Nara', '<title lang="ja">'],
    ['The city in figures | 奈良市', '<title>'],
  ])('is said of the title of a page as a whole, by its larger part: %s', (title, tag) => {
    const head = (open: string) =>
      `<html lang="en"><head><meta charset="utf-8"/>${open}${title}</title></head></html>`;
    expect(markJapanese(head('<title>'))).toBe(head(tag));
  });

  test('is told from Chinese by its kana', () => {
    expect(markJapanese(page('zh-Hans', '<p>手续列表</p><p>手続きの一覧</p>'))).toBe(
      page('zh-Hans', '<p>手续列表</p><p><span lang="ja">手続きの一覧</span></p>'),
    );
  });

  test('needs no mark on a Japanese page', () => {
    for (const lang of ['ja', 'ja-x-easy'])
      expect(markJapanese(page(lang, '<p>市</p>'))).toBe(page(lang, '<p>市</p>'));
  });
});
