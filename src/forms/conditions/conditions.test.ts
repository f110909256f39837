import { describe, expect, it } from 'vitest';
import { compileCondition } from '#kernel/expressions/expression.js';
import { namesUsed, renamed } from '#kernel/expressions/names.js';
import { scopeOf } from '../compile.js';
import { FormDefinition } from '../definition.js';
import { formProblems } from '../problems.js';
import { feelToRows, operatorsOf, questionIn, rowFault, rowsToFeel } from './rows.js';

const option = (value: string) => ({ value, label: value });
const formWith = (extra: object[] = [], checks: object[] = []) =>
  FormDefinition.parse({
    pages: [
      {
        id: 'first',
        title: '一',
        fields: [
          { id: 'age', kind: 'age', label: '年齢', sensitivity: 'ordinary' },
          {
            id: 'who',
            kind: 'choice',
            label: 'だれ',
            sensitivity: 'ordinary',
            options: ['a', 'b'].map(option),
          },
          {
            id: 'wishes',
            kind: 'choices',
            label: '希望',
            sensitivity: 'ordinary',
            options: ['x', 'y'].map(option),
          },
          { id: 'owner', kind: 'yesNo', label: '所有', sensitivity: 'ordinary' },
          { id: 'since', kind: 'date', label: 'いつから', sensitivity: 'ordinary' },
          { id: 'memo', kind: 'text', label: 'メモ', sensitivity: 'ordinary', optional: true },
        ],
        checks,
      },
      ...extra,
    ],
  });
const form = formWith();

describe('conditions in rows', () => {
  it.each([
    'age < 18',
    'age >= 18 and who = "a"',
    'who = "a" or who = "b"',
    'list contains(wishes, "x")',
    'not(list contains(wishes, "x")) and owner = true',
    'owner = false',
    'since < date("2026-04-01")',
    'since >= today',
    'memo = null',
    'memo != null and age != 3',
    'memo = "引用\\"符"',
  ])('%s comes back as it was', (source) => {
    const rows = feelToRows(source, form);
    expect(rows).not.toBeNull();
    if (!rows) return;
    expect(rowsToFeel(rows, form)).toBe(source);
    compileCondition(source, scopeOf(form));
  });

  it('reads shorter ways of saying the same', () => {
    expect(feelToRows('owner', form)?.rows).toEqual([{ field: 'owner', operator: 'yes', value: '' }]);
    expect(feelToRows('not(owner)', form)?.rows[0]?.operator).toBe('no');
    expect(feelToRows('who in ("a", "b")', form)).toMatchObject({
      join: 'any',
      rows: [{ value: 'a' }, { value: 'b' }],
    });
    expect(feelToRows('(age > 3) and (owner)', form)?.rows).toHaveLength(2);
  });

  it.each([
    'age + 1 > 3',
    'age > 3 and (owner or who = "a")',
    'age between 1 and 3',
    'who = "zzz"',
    'nobody = 1',
  ])('%s stays text', (source) => {
    expect(feelToRows(source, form)).toBeNull();
  });

  it('every comparison that a question offers can be written and read back', () => {
    for (const id of ['age', 'who', 'wishes', 'owner', 'since', 'memo']) {
      const field = questionIn(form, id);
      if (!field) throw new Error(id);
      for (const operator of operatorsOf(field)) {
        const value =
          { age: '3', who: 'a', wishes: 'x', owner: '', since: '2026-04-01', memo: 'あ' }[id] ?? '';
        const kept = ['yes', 'no', 'filled', 'blank'].includes(operator) ? '' : value;
        const row = { field: id, operator, value: kept };
        expect(rowFault(row, form)).toBeNull();
        const feel = rowsToFeel({ join: 'all', rows: [row] }, form);
        compileCondition(feel, scopeOf(form));
        expect(feelToRows(feel, form)?.rows).toEqual([row]);
      }
    }
  });

  it('names what is wrong with a row', () => {
    expect(rowFault({ field: 'age', operator: 'less', value: '十八' }, form)).toBe('notANumber');
    expect(rowFault({ field: 'since', operator: 'less', value: '2026-02-30' }, form)).toBe('notADate');
    expect(rowFault({ field: 'who', operator: 'less', value: 'a' }, form)).toBe('wrongOperator');
    expect(rowFault({ field: 'who', operator: 'is', value: 'c' }, form)).toBe('notAnOption');
  });
});

describe('what can never be', () => {
  const page = (show: string, fieldShow?: string) => ({
    id: 'second',
    title: '二',
    show,
    fields: [
      {
        id: 'more',
        kind: 'text',
        label: '詳しく',
        sensitivity: 'ordinary',
        ...(fieldShow && { show: fieldShow }),
      },
      { id: 'extra', kind: 'text', label: 'ほか', sensitivity: 'ordinary' },
    ],
  });
  const codes = (...given: Parameters<typeof formWith>) =>
    formProblems(formWith(...given)).map(({ code }) => code);

  it.each([
    'age > 20 and age < 18',
    'who = "a" and who = "b"',
    'who != "a" and who != "b"',
    'owner = true and owner = false',
    'age > 200',
    'since > date("2026-04-01") and since < date("2026-03-01")',
    'memo = null and memo = "あ"',
  ])('%s', (show) => {
    expect(codes([page(show)])).toContain('neverMet');
  });

  it.each([
    'age > 17 and age < 19',
    'who = "a" or who = "b"',
    'who != "a"',
    'memo = null',
    'age > 200 or owner = true',
  ])('%s can', (show) => {
    expect(codes([page(show)])).toEqual([]);
  });

  it('sees what the page and the earlier questions already demand', () => {
    expect(codes([page('who = "a"', 'who = "b"')])).toContain('neverMet');
    const third = {
      id: 'third',
      show: 'extra = "い" and who = "b"',
      title: '三',
      fields: [{ id: 'last', kind: 'text', label: 'あ', sensitivity: 'ordinary' }],
    };
    expect(codes([page('who = "a"'), third])).toContain('neverMet');
  });

  it('finds rules that cannot all be kept', () => {
    const check = (require: string) => ({ require, message: 'だめ', field: 'age' });
    expect(codes([], [check('age >= 20'), check('age < 18')])).toEqual(['contradiction']);
    expect(codes([], [check('age >= 18'), check('age < 20')])).toEqual([]);
  });
});

describe('names in an expression', () => {
  it('are found and replaced where they stand for a value, not in texts or functions', () => {
    const source = 'if count(wishes) > 1 and who = "who" then age else max(age, 3)';
    expect(namesUsed(source)).toEqual(['wishes', 'who', 'age']);
    expect(renamed(source, 'who', 'person')).toBe(
      'if count(wishes) > 1 and person = "who" then age else max(age, 3)',
    );
    expect(renamed(source, 'max', 'min')).toBe(source);
  });
});

describe('the way on which an application comes', () => {
  it('is a row like a question with fixed answers', () => {
    const source = 'channel != "counter" and who = "a"';
    const read = feelToRows(source, form);
    expect(read).toEqual({
      join: 'all',
      rows: [
        { field: 'channel', operator: 'isNot', value: 'counter' },
        { field: 'who', operator: 'is', value: 'a' },
      ],
    });
    expect(read && rowsToFeel(read, form)).toBe(source);
    expect(rowFault({ field: 'channel', operator: 'is', value: 'pigeon' }, form)).toBe('notAnOption');
    expect(feelToRows('channel != null', form)).toBeNull();
    const question = questionIn(form, 'channel');
    expect(question && operatorsOf(question)).toEqual(['is', 'isNot']);
  });
});
