import { describe, expect, test } from 'vitest';
import { readDay, readLines, readTerms } from './terms.js';

const day = (text: string) => Temporal.PlainDate.from(text);
const unit = (id: string, from: string, to: string | null = null) => ({
  id,
  name: `${id}課`,
  parent: null,
  from: day(from),
  to: to === null ? null : day(to),
  successor: null,
});
const known = {
  units: [unit('old', '2000-04-01', '2026-03-31'), unit('new', '2026-04-01')],
  posts: [{ id: 'head', title: '課長', rank: 1, standsIn: true }],
};
const typed = { staff: '佐藤 健', unit: '新課', post: '課長', kind: '本務', from: '2026-04-01', to: '' };

describe('a posting as typed', () => {
  test.each([
    ['2026-04-01', '2026-04-01'],
    ['２０２６/4/1', '2026-04-01'],
    ['2026年4月1日', '2026-04-01'],
    ['2026-02-30', undefined],
    ['4/1', undefined],
    ['', undefined],
  ])('the day %j is %s', (text, expected) => {
    expect(readDay(text)?.toString()).toBe(expected);
  });

  test('names what cannot be', () => {
    const { terms, faults } = readTerms({ ...typed, post: '次長', kind: '', from: 'いつか' }, known);
    expect(terms).toBeNull();
    expect(Object.keys(faults).sort()).toEqual(['from', 'kind', 'post', 'unit']);
  });

  test('finds units by id or name, and refuses days on which the unit is closed', () => {
    expect(readTerms({ ...typed, unit: 'new課' }, known).terms).toMatchObject({
      unit: 'new',
      kind: 'regular',
    });
    const late = readTerms({ ...typed, unit: 'old' }, known);
    expect(late.faults).toEqual({ unit: 'organization.error.unitClosed' });
    const over = readTerms({ ...typed, unit: 'old', from: '2025-04-01', to: '2026-04-30' }, known);
    expect(over.faults).toEqual({ unit: 'organization.error.unitClosed' });
  });
});

describe('a file of postings', () => {
  test('is read by the names of its columns, whatever their order, and keeps the numbers of its lines', () => {
    const read = readLines([
      ['所属', '職員', '職', '区分', '開始日'],
      ['', ' ', '', '', ''],
      ['new', '佐藤 健', '課長', '本務', '2026-04-01'],
    ]);
    expect(read).toEqual({ ok: true, lines: [{ line: 3, typed: { ...typed, unit: 'new' } }] });
    expect(readLines([['所属', '氏名']])).toEqual({ ok: false, missing: ['post', 'kind', 'from'] });
  });
});
