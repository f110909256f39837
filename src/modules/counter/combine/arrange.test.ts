import { expect, test } from 'vitest';
import { FormDefinition } from '#forms/definition.js';
import { formProblems } from '#forms/problems.js';
import { TITLES } from '../interview-titles.js';
import { combine } from './combine.js';

const plain = { sensitivity: 'ordinary' } as const;
const yesNo = (id: string, more: object = {}) => ({ id, kind: 'yesNo', label: id, ...plain, ...more });
const ACCOUNT = (label: string) => ({ id: 'account', kind: 'bankAccount', label, ...plain });
const LOOK_UP = (label: string) => ({ id: 'lookUp', kind: 'consent', label, ...plain });
const PEOPLE = (label: string) => ({
  id: 'people',
  kind: 'people',
  label,
  itemLabel: label,
  fields: [{ id: 'name', kind: 'name', label: '氏名', ...plain }],
  ...plain,
});

const together = (forms: Record<string, object[][]>) =>
  combine(
    Object.entries(forms).map(([procedure, pages]) => ({
      procedure,
      title: `手続${procedure}`,
      form: FormDefinition.parse({
        pages: pages.map((fields, index) => ({ id: `at-${index}`, title: `${procedure}の${index}`, fields })),
      }),
    })),
    TITLES,
  );

const pagesOf = ({ form }: ReturnType<typeof together>) =>
  form.pages.map(({ title, fields }) => [
    typeof title === 'object' ? title.ja : title,
    ...fields.map(({ id }) => id),
  ]);

test('people first, then accounts, what belongs to one procedure, what they agree to', () => {
  const made = together({
    a: [[yesNo('one'), yesNo('two'), yesNo('three')], [PEOPLE('A')], [ACCOUNT('A')], [LOOK_UP('A')]],
    b: [[yesNo('one'), yesNo('two'), yesNo('three')], [PEOPLE('B')], [ACCOUNT('B')], [LOOK_UP('B')]],
  });
  expect(pagesOf(made)).toEqual([
    ['aの1', 'p1People'],
    ['bの1', 'p2People'],
    ['aの2', 'p1Account'],
    ['bの2', 'p2Account'],
    ['aの0', 'p1One', 'p1Two', 'p1Three'],
    ['bの0', 'p2One', 'p2Two', 'p2Three'],
    ['同意していただくこと', 'p1LookUp', 'p2LookUp'],
  ]);
  expect(made.sectionOf.get('p2LookUp')).toEqual({ procedure: 'b', title: 'bの3' });
  expect(made.sectionOf.get('p1One')).toEqual({ procedure: 'a', title: undefined });
});

test('short pages of one procedure stand together under its name, those of neighbours as each its part', () => {
  const made = together({ a: [[yesNo('one'), yesNo('two')], [yesNo('three')]], b: [[yesNo('one')]] });
  expect(pagesOf(made)).toEqual([['手続ごとの質問', 'p1One', 'p1Two', 'p1Three', 'p2One']]);
  const long = together({
    a: [
      [yesNo('one'), yesNo('two')],
      [yesNo('three'), yesNo('four'), yesNo('five')],
    ],
    b: [[yesNo('one')]],
  });
  expect(pagesOf(long)).toEqual([
    ['手続a', 'p1One', 'p1Two', 'p1Three', 'p1Four', 'p1Five'],
    ['bの0', 'p2One'],
  ]);
});

test('what an answer brings up stays on a page after it', () => {
  const made = together({ a: [[yesNo('one')], [yesNo('two', { show: 'one = true' })], [yesNo('three')]] });
  expect(pagesOf(made)).toEqual([
    ['aの0', 'p1One'],
    ['手続a', 'p1Two', 'p1Three'],
  ]);
});

test('a list over which an earlier answer decides waits for that answer', () => {
  const made = together({
    a: [[yesNo('one')], [{ ...PEOPLE('A'), show: 'one = true' }]],
    b: [[PEOPLE('B')]],
    c: [[PEOPLE('C')]],
  });
  expect(pagesOf(made).map(([, ...ids]) => ids)).toEqual([
    ['p2People'],
    ['p3People'],
    ['p1One'],
    ['p1People'],
  ]);
  expect(formProblems(made.form)).toEqual([]);
});
