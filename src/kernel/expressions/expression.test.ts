import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BrokenExpression, compileCondition, compileExpression } from './expression.js';
import type { ExpressionFault } from './syntax.js';
import type { Scope, ValueType } from './value-type.js';

const scope: Scope = new Map<string, ValueType>([
  ['age', 'number'],
  ['status', 'string'],
  ['isOwner', 'boolean'],
  ['birthDate', 'date'],
  ['today', 'date'],
  ['wishes', { list: 'string' }],
  ['children', { list: { context: { name: 'string', age: 'number' } } }],
  ['address', { context: { prefecture: 'string', town: 'string' } }],
  ['子の数', 'number'],
]);

const met = (source: string, values: Record<string, unknown>) =>
  compileCondition(source, scope).evaluate(values);

function faultsOf(source: string, compile: (source: string, scope: Scope) => unknown = compileCondition) {
  try {
    compile(source, scope);
  } catch (error) {
    if (error instanceof BrokenExpression) return error.faults;
    throw error;
  }
  return [] as ExpressionFault[];
}

describe('a condition', () => {
  it.each([
    ['age >= 65', { age: 65 }, true],
    ['age >= 65 and isOwner', { age: 64, isOwner: true }, false],
    ['status in ("single", "widowed")', { status: 'widowed' }, true],
    ['age in [18..64]', { age: 65 }, false],
    ['age between 18 and 64', { age: 18 }, true],
    ['list contains(wishes, "map")', { wishes: ['letter', 'map'] }, true],
    ['count(wishes) > 1', { wishes: ['letter'] }, false],
    ['some child in children satisfies child.age < 3', { children: [{ name: 'あ', age: 2 }] }, true],
    [
      'count(children[item.age < 3]) = 2',
      {
        children: [
          { name: 'あ', age: 2 },
          { name: 'い', age: 9 },
        ],
      },
      false,
    ],
    ['address.prefecture = "奈良県"', { address: { prefecture: '奈良県', town: '橿原市' } }, true],
    ['子の数 > 1', { 子の数: 2 }, true],
    ['birthDate < date("2008-04-02")', { birthDate: '2008-04-01' }, true],
    [
      'birthDate + duration("P18Y") <= today',
      { birthDate: '2000-01-01', today: Temporal.PlainDate.from('2017-12-31') },
      false,
    ],
    [
      'years and months duration(birthDate, today).years >= 18',
      { birthDate: '2000-01-01', today: '2018-01-01' },
      true,
    ],
    ['not(status = "single") // 既婚など', { status: 'married' }, true],
    ['if isOwner then age > 20 else age > 30', { isOwner: false, age: 25 }, false],
  ])('%s', (source, values, result) => {
    expect(met(source, values)).toBe(result);
  });

  it.each([
    ['age >= 65', {}, null],
    ['age >= 65 or isOwner', { isOwner: true }, true],
    ['age >= 65 and isOwner', { isOwner: false }, false],
    ['not(age >= 65)', {}, null],
    ['isOwner', {}, null],
    ['count(wishes) > 1', {}, null],
    ['address.prefecture = "奈良県"', {}, false],
    ['address.prefecture = "奈良県"', { address: {} }, false],
    ['birthDate < today', { today: '2026-11-20' }, null],
    ['status = "single"', {}, false],
    ['status != "single"', {}, true],
    ['status = null', {}, true],
  ])('%s, with names not answered yet: %j → %s', (source, values, result) => {
    expect(met(source, values)).toBe(result);
  });

  it('names what it uses, without the variables of its loops', () => {
    const { names } = compileCondition('some child in children satisfies child.age < age', scope);
    expect([...names].sort()).toEqual(['age', 'children']);
  });

  it('tells which literals each name is compared with', () => {
    const source =
      'status = "singel" or status in ("a", "b") or "x" != status or list contains(wishes, "map") or address.town = "t"';
    const literals = compileCondition(source, scope).literals.map(({ name, value }) => `${name}:${value}`);
    expect(literals).toEqual([
      'status:singel',
      'status:a',
      'status:b',
      'status:x',
      'wishes:map',
      'address.town:t',
    ]);
  });

  it('throws when a value is not of its declared type, since FEEL would answer something', () => {
    expect(() => met('age > 18', { age: 'twenty' })).toThrow(expect.objectContaining({ code: 'internal' }));
    expect(() => met('count(wishes) = 1', { wishes: 'map' })).toThrow('wishes');
  });
});

describe('an expression', () => {
  const result = (source: string, values: Record<string, unknown> = {}) =>
    compileExpression(source, scope).evaluate(values);

  it('computes numbers, texts, dates and lists', () => {
    expect(result('if age >= 65 then 0 else 300 * 子の数', { age: 40, 子の数: 2 })).toBe(600);
    expect(
      result('for child in children return child.age + 1', { children: [{ name: 'あ', age: 2 }] }),
    ).toEqual([3]);
    expect(String(result('date("2026-02-01") + duration("P1M")'))).toBe('2026-03-01');
    expect(String(result('date("2026-02-03") - date("2026-02-01")'))).toBe('P2D');
    expect(result('max(for child in children return child.age)', { children: [] })).toBeNull();
    expect(result('age / 0', { age: 1 })).toBeNull();
  });

  it('decides a remembered value by its content', () => {
    const older = compileExpression('age + 1', scope);
    expect([1, 2, 1, 3].map((age) => older.evaluate({ age }))).toEqual([2, 3, 2, 4]);
  });
});

describe('faults at load', () => {
  it.each([
    ['', 'syntax', 0],
    ['age >', 'syntax', 5],
    ['(age > 3', 'syntax', 8],
    ['age > 3 4', 'syntax', 8],
    ['ages > 3', 'unknownName', 0],
    ['isOwner and ages > 3', 'unknownName', 12],
    ['address.city = "x"', 'unknownName', 8],
    ['some c in children satisfies c.aeg < 3', 'unknownName', 31],
    ['foo(age)', 'unknownName', 0],
    ['constructor = 1', 'unknownName', 0],
    ['address.constructor = 1', 'unknownName', 8],
    ['today() > birthDate', 'unknownName', 0],
    ['now() = null', 'unknownName', 0],
    ['matches(status, "(a+)+$")', 'unknownName', 0],
    ['age = "65"', 'wrongType', 6],
    ['age > status', 'wrongType', 6],
    ['status in [1..5]', 'wrongType', 11],
    ['age in ("1", 2)', 'wrongType', 8],
    ['birthDate > "2020-01-01"', 'wrongType', 12],
    ['birthDate > date("2023-02-29")', 'wrongType', 12],
    ['isOwner > true', 'wrongType', 0],
    ['age and isOwner', 'wrongType', 0],
    ['age + 1', 'wrongType', 0],
    ['status + 1 = 2', 'wrongType', 0],
    ['count(age) = 1', 'wrongType', 6],
    ['count() = 1', 'wrongType', 0],
    ['if age then true else false', 'wrongType', 3],
    ['date(status) > today', 'notAllowed', 0],
    ['{a: 1}.a = 1', 'notAllowed', 0],
    ['(function(x) x)(1) = 1', 'notAllowed', 1],
    ['age instance of number', 'notAllowed', 0],
    ['some x in 1..1000000000 satisfies x = age', 'notAllowed', 10],
    ['some x in [1..1000000000] satisfies x = age', 'notAllowed', 10],
    ['some a in wishes, b in wishes, c in wishes satisfies a = b', 'tooDeep', 0],
    [`${'age + '.repeat(200)}1 = 1`, 'tooLong', 1000],
    [`${'('.repeat(90)}isOwner${')'.repeat(90)}`, 'tooDeep', expect.any(Number)],
  ])('%s: %s', (source, code, at) => {
    expect(faultsOf(source)[0]).toMatchObject({ code, at });
  });

  it('lists every unknown name', () => {
    expect(faultsOf('one = 1 and two = 2').map(({ message }) => message)).toEqual([
      'there is no name "one"',
      'there is no name "two"',
    ]);
  });

  it('never hangs and throws nothing but BrokenExpression, whatever is written', () => {
    const word = fc.constantFrom(
      'age',
      'status',
      'if',
      'then',
      'else',
      'for',
      'in',
      'return',
      'some',
      'satisfies',
      '(',
      ')',
      '[',
      ']',
      '..',
      '.',
      '=',
      '<',
      '+',
      '-',
      '"x"',
      '1',
      'and',
      'not',
      ',',
      '{',
      '}',
      ':',
      'date',
      '@',
      '?',
      '葛󠄀',
    );
    const source = fc.oneof(
      fc.string({ maxLength: 200 }),
      fc.array(word, { maxLength: 40 }).map((words) => words.join(' ')),
    );
    fc.assert(
      fc.property(source, (text) => {
        expect(Array.isArray(faultsOf(text, compileExpression))).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it('what loads does not fail on answers of the declared types', () => {
    const operand = fc.constantFrom(
      'age',
      '子の数',
      '3',
      'count(wishes)',
      'string length(status)',
      'children[1].age',
      'age / 子の数',
      'max(for c in children return c.age)',
      'mean(for c in children return c.age)',
      'sum(age, 子の数)',
      '-age',
      'years and months duration(birthDate, today).years',
    );
    const test = fc
      .tuple(operand, fc.constantFrom('<', '>=', '=', '!='), operand)
      .map(([left, operator, right]) => `${left} ${operator} ${right}`);
    const condition = fc
      .array(test, { minLength: 1, maxLength: 4 })
      .chain((tests) => fc.constantFrom(' and ', ' or ').map((word) => tests.join(word)));
    const values = fc.record(
      {
        age: fc.integer(),
        子の数: fc.integer(),
        status: fc.string(),
        birthDate: fc.constantFrom('1926-12-25', '2024-02-29'),
        today: fc.constant('2026-11-20'),
        wishes: fc.array(fc.string()),
        children: fc.array(fc.record({ name: fc.string(), age: fc.integer() })),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(condition, values, (source, given) => {
        expect([true, false, null]).toContain(met(source, given));
      }),
      { numRuns: 500 },
    );
  });
});
