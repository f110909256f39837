import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { CommonProcedure } from '../definition.js';
import { procedureProblems } from '../definition-problems.js';
import { AID } from './test-aid.fixture.js';

const problemsOf = (change: (part: Record<string, unknown>) => void): string[] => {
  const document = parse(AID) as { thirdParties: Record<string, unknown>[] };
  for (const part of document.thirdParties) change(part);
  return procedureProblems(CommonProcedure.parse(document), null).map(
    ({ path, message }) => `${path.join('.')}: ${message}`,
  );
};

test('a sound part has no problems', () => {
  expect(problemsOf(() => undefined)).toEqual([]);
});

test('what a part names must be there', () => {
  expect(problemsOf((part) => Object.assign(part, { shows: ['nobody'] }))).toEqual([
    'thirdParties.0.shows.0: there is no field "nobody"',
  ]);
  const [unknown = ''] = problemsOf((part) => Object.assign(part, { required: 'grave = true' }));
  expect(unknown).toMatch(/^thirdParties\.0\.required: .*"grave"/);
  const [notCondition = ''] = problemsOf((part) => Object.assign(part, { required: 'name' }));
  expect(notCondition).toMatch(/^thirdParties\.0\.required/);
});

test('its form is judged like every form, and its pages leave the addresses that are taken alone', () => {
  const page = (id: string, fields: object[]) => ({ pages: [{ id, title: '頁', fields }] });
  const field = { id: 'note', kind: 'text', label: '所見', sensitivity: 'special' };
  const found = problemsOf((part) => Object.assign(part, { form: page('check', [field]) }));
  expect(found.some((text) => text.startsWith('thirdParties.0.form.pages.0.id: '))).toBe(true);
  expect(found.some((text) => text.includes('without a purpose and a legal basis'))).toBe(true);
});

test('every fault of a part has a code, so that the editor can say it in words', () => {
  const document = parse(AID) as { thirdParties: Record<string, unknown>[] };
  const [part] = document.thirdParties;
  if (!part) throw new Error('the definition has no part');
  const statement = { id: 'note', kind: 'statement', text: '読んでください' };
  document.thirdParties = [
    { ...part, shows: ['nobody'], required: 'grave = true' },
    { ...part, form: { pages: [{ id: 'done', title: '頁', fields: [statement] }] } },
  ];
  const codes = procedureProblems(CommonProcedure.parse(document), null).map(({ code, ids }) => [code, ids]);
  expect(codes).toEqual([
    ['unknownField', ['nobody']],
    ['brokenExpression', ['grave = true']],
    ['duplicatePart', [part.id]],
    ['reservedPage', ['done']],
    ['partAsksNothing', [part.id]],
  ]);
});
