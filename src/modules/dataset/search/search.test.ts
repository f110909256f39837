import { describe, expect, test } from 'vitest';
import { publishedAt } from '../fixtures.js';
import type { Published } from '../service/catalog.js';
import { folded } from './fold.js';
import { BadQuery, parseQuery } from './parse-query.js';
import { search } from './search.js';

const NOW = Temporal.Instant.from('2026-11-20T01:00:00Z');

const published = (name: string, title: string, more: Record<string, string[]> = {}, days = 0): Published => {
  const fields = { name: [name], title: [title], notes: [`${title}の一覧`], ...more };
  const all = Object.fromEntries(
    Object.entries(fields).map(([field, values]) => [field, values.map(folded)]),
  );
  const at = NOW.subtract({ hours: 24 * days });
  return { ...publishedAt(at, name, { title }), fields: all, text: Object.values(all).flat().join('\n') };
};

const ITEMS = [
  published('aed', 'AED設置箇所', { tags: ['防災', 'health care'], res_format: ['CSV', 'GeoJSON'] }),
  published('shelters', '避難所', { tags: ['防災'], res_format: ['CSV'] }, 40),
  published('toilets', '公衆トイレ', { tags: ['c++'], res_format: ['XLSX'] }, 400),
];
const names = (q: string, more: { fq?: string[]; sort?: string } = {}) =>
  search(ITEMS, {
    q,
    fq: more.fq ?? [],
    sort: more.sort ?? 'name asc',
    start: 0,
    rows: 10,
    now: NOW,
  }).items.map(({ dataset }) => dataset.name);

describe('the query language', () => {
  test.each([
    ['', ['aed', 'shelters', 'toilets']],
    ['*:*', ['aed', 'shelters', 'toilets']],
    ['*', ['aed', 'shelters', 'toilets']],
    ['ＡＥＤ', ['aed']],
    ['といれ', ['toilets']],
    ['一覧 避難', ['shelters']],
    ['aed OR トイレ', ['aed', 'toilets']],
    ['aed || トイレ', ['aed', 'toilets']],
    ['tags:防災 AND NOT name:aed', ['shelters']],
    ['tags:防災 -name:aed', ['shelters']],
    ['+tags:防災 +name:aed', ['aed']],
    ['!tags:防災', ['toilets']],
    ['tags:"health care"', ['aed']],
    ['tags:health', []],
    ['tags:(防災 OR "c++")', ['aed', 'shelters', 'toilets']],
    ['tags:c\\+\\+', ['toilets']],
    ['name:s*', ['shelters']],
    ['name:?ed', ['aed']],
    ['title:避*', ['shelters']],
    ['res_format:csv && !res_format:GeoJSON', ['shelters']],
    ['title:AED^4', ['aed']],
    ['aed~0.8', ['aed']],
    ['metadata_modified:[NOW-1MONTH TO NOW]', ['aed']],
    ['metadata_modified:[NOW/DAY-7DAYS TO NOW]', ['aed']],
    ['metadata_modified:[NOW/YEAR TO *]', ['aed', 'shelters']],
    ['metadata_modified:["2026-11-20T00:00:00Z" TO *]', ['aed']],
    ['metadata_modified:[* TO 2026-01-01T00:00:00Z]', ['toilets']],
    ['metadata_modified:{2026-11-20T01:00:00Z TO *}', []],
    ['name:[a TO b]', ['aed']],
    ['nothing:*', []],
    ['tags:*', ['aed', 'shelters', 'toilets']],
    ['(aed OR 避難所) AND tags:防災', ['aed', 'shelters']],
    ['a.*d', []],
  ])('%s', (q, expected) => {
    expect(names(q)).toEqual(expected);
  });

  test.each([
    '(aed',
    'aed)',
    '"aed',
    'AND',
    'aed OR',
    'NOT',
    'name:',
    '[a TO b]',
    'metadata_modified:[x TO NOW]',
    'metadata_modified:[NOW-1MOON TO NOW]',
  ])('%s is refused in words and never breaks', (q) => {
    expect(() => names(q)).toThrow(BadQuery);
  });

  test('is put in the order that harvesters ask for', () => {
    for (const sort of ['id asc', 'views_recent desc', 'id asc, name desc'])
      expect(search(ITEMS, { q: '', fq: [], sort, start: 0, rows: 10, now: NOW }).count).toBe(3);
    expect(() => names('', { sort: 'nope asc' })).toThrow(BadQuery);
  });

  test('keeps to bounds', () => {
    expect(() => parseQuery('('.repeat(1000))).toThrow(BadQuery);
    expect(() => parseQuery('a '.repeat(1000))).toThrow(BadQuery);
  });

  test('answers within a tenth of a second over ten thousand datasets', () => {
    const many = Array.from({ length: 10_000 }, (_one, at) =>
      published(`d-${at}`, `データ${at % 977}`, { tags: [`t${at % 50}`], res_format: ['CSV'] }, at % 900),
    );
    const ask = () =>
      search(many, {
        q: 'データ AND tags:(t1 OR t2) -title:9',
        fq: ['res_format:CSV', 'metadata_modified:[NOW-1YEAR TO NOW]'],
        sort: 'score desc, metadata_modified desc',
        start: 0,
        rows: 20,
        now: NOW,
      });
    ask();
    const took = Array.from({ length: 5 }, () => {
      const began = performance.now();
      expect(ask().count).toBeGreaterThan(0);
      return performance.now() - began;
    });
    expect(Math.min(...took)).toBeLessThan(100);
  });

  test('sorts by how well it fits, by what is wished, and by nothing else', () => {
    expect(names('防災 OR 避難所', { sort: 'score desc' })).toEqual(['shelters', 'aed']);
    expect(names('', { sort: 'metadata_modified asc' })).toEqual(['toilets', 'shelters', 'aed']);
    expect(names('', { fq: ['tags:防災', '-name:aed'] })).toEqual(['shelters']);
    expect(() => names('', { sort: 'password asc' })).toThrow(BadQuery);
  });
});
