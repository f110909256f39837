import { expect, test } from 'vitest';
import { createTermLinks, Linked } from './terms.js';

const terms = ['ICT', 'オープンデータ', 'データ', 'BPR', 'C++', '授業 システム'].map((term) => ({
  term,
  meaning: 'x',
}));
const linked = (text: string, links = createTermLinks(terms, '/plan/terms')) =>
  String(<Linked links={links} text={text} />);
const link = (text: string, id: string) => `<a class="term" href="/plan/terms#${id}">${text}</a>`;

test('a word of the glossary is linked where it first occurs on the page', () => {
  const links = createTermLinks(terms, '/plan/terms');
  expect(linked('BPRを進める。BPRとは', links)).toBe(`${link('BPR', 'BPR')}を進める。BPRとは`);
  expect(linked('再びBPR', links)).toBe('再びBPR');
});

test('the longest word wins, and the shorter one waits for its own place', () => {
  expect(linked('オープンデータとデータ')).toBe(
    `${link('オープンデータ', encodeURIComponent('オープンデータ'))}と${link('データ', encodeURIComponent('データ'))}`,
  );
});

test('full-width letters are the same word, and stay as they are written', () => {
  expect(linked('ＩＣＴの活用')).toBe(`${link('ＩＣＴ', 'ICT')}の活用`);
});

test('a Latin word is no part of a longer one', () => {
  expect(linked('PICTURE と ICTs')).toBe('PICTURE と ICTs');
});

test('signs in a term are signs, spaces are none in an id, and the text is escaped', () => {
  expect(linked('C++ <b>')).toBe(`${link('C++', 'C%2B%2B')} &lt;b&gt;`);
  expect(linked('授業 システム')).toBe(link('授業 システム', encodeURIComponent('授業-システム')));
});

test('without a glossary the text stays as it is', () => {
  expect(linked('ICT', createTermLinks([], '/plan/terms'))).toBe('ICT');
});
