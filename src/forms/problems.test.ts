import { describe, expect, it } from 'vitest';
import { FormDefinition } from './definition.js';
import { certificateForm, longForm } from './fixtures.js';
import { formProblems } from './problems.js';

const yesNo = (id: string, more: object = {}) => ({
  id,
  kind: 'yesNo',
  label: id,
  sensitivity: 'ordinary',
  ...more,
});
const problemsOf = (pages: object[], form: object = {}) =>
  formProblems(FormDefinition.parse({ ...form, pages }));
const page = (id: string, fields: object[], more: object = {}) => ({ id, title: id, fields, ...more });

it('finds nothing wrong with sound forms', () => {
  expect(formProblems(certificateForm)).toEqual([]);
  expect(formProblems(longForm(2_000))).toEqual([]);
});

describe('names the wrong ids and the place', () => {
  it('duplicate pages and fields', () => {
    expect(problemsOf([page('a', [yesNo('x')]), page('a', [yesNo('x'), yesNo('y')])])).toEqual([
      {
        code: 'duplicateId',
        path: ['pages', 1, 'id'],
        ids: ['a'],
        message: 'more than one page is called "a"',
      },
      {
        code: 'duplicateId',
        path: ['pages', 1, 'fields', 0, 'id'],
        ids: ['x'],
        message: 'the field "x" of page "a" is also on page "a"',
      },
    ]);
  });

  it.each(['today', 'date', 'count', 'constructor', 'item'])(
    'the id %s, which means something else in conditions',
    (id) => {
      expect(problemsOf([page('a', [yesNo(id)])])).toMatchObject([{ code: 'reservedId', ids: [id] }]);
    },
  );

  it('unknown names, with the position in the condition', () => {
    expect(problemsOf([page('a', [yesNo('x')]), page('b', [yesNo('y')], { show: 'x and nope' })])).toEqual([
      {
        code: 'unknownName',
        excerpt: 'nope',
        path: ['pages', 1, 'show'],
        ids: ['nope'],
        message: '"x and nope": there is no name "nope" (at 6)',
        at: 6,
      },
    ]);
  });

  it('a statement has no value to look at', () => {
    const note = { id: 'note', kind: 'statement', text: 'x' };
    expect(problemsOf([page('a', [note]), page('b', [yesNo('y')], { show: 'note = null' })])).toMatchObject([
      { code: 'unknownName', ids: ['note'] },
    ]);
  });

  it('syntax and type errors', () => {
    expect(
      problemsOf([page('a', [yesNo('x'), yesNo('y', { show: 'x = ' }), yesNo('z', { show: 'x > 3' })])]),
    ).toMatchObject([
      { code: 'syntax', path: ['pages', 0, 'fields', 1, 'show'] },
      { code: 'wrongType', path: ['pages', 0, 'fields', 2, 'show'] },
      { code: 'wrongType', path: ['pages', 0, 'fields', 2, 'show'] },
    ]);
  });

  it('a condition of a page that looks at itself or later', () => {
    expect(problemsOf([page('a', [yesNo('x')], { show: 'x or y' }), page('b', [yesNo('y')])])).toMatchObject([
      { code: 'looksAhead', path: ['pages', 0, 'show'], ids: ['x', 'y'] },
    ]);
  });

  it('a condition of a field or a check that looks at a later page', () => {
    const pages = [
      page('a', [yesNo('x', { show: 'y' })], { checks: [{ require: 'y', message: 'm', field: 'x' }] }),
      page('b', [yesNo('y')]),
    ];
    expect(problemsOf(pages)).toMatchObject([
      { code: 'looksAhead', path: ['pages', 0, 'fields', 0, 'show'], ids: ['y'] },
      { code: 'looksAhead', path: ['pages', 0, 'checks', 0, 'require'], ids: ['y'] },
    ]);
  });

  it('ten thousand fields, each hanging on the one before, within seconds', () => {
    const id = (at: number) => `f${at}`;
    const pages = Array.from({ length: 100 }, (_, at) =>
      page(
        `p${at}`,
        Array.from({ length: 100 }, (_, index) => {
          const number = at * 100 + index;
          return yesNo(id(number), number > 0 ? { show: id(number - 1) } : {});
        }),
      ),
    );
    const started = performance.now();
    expect(problemsOf(pages)).toMatchObject([{ code: 'tooManyFields', path: ['pages'] }]);
    expect(performance.now() - started).toBeLessThan(30_000);
  });

  it('circles on a page', () => {
    expect(
      problemsOf([
        page('a', [yesNo('x', { show: 'y' }), yesNo('y', { show: 'z' }), yesNo('z', { show: 'x' })]),
      ]),
    ).toMatchObject([{ code: 'cycle', path: ['pages', 0], ids: ['x', 'y', 'z'] }]);
  });

  it('a comparison with an answer that cannot be given', () => {
    const status = {
      id: 'status',
      kind: 'choice',
      label: 's',
      sensitivity: 'ordinary',
      options: [{ value: 'single', label: '独身' }],
    };
    expect(
      problemsOf([page('a', [status]), page('b', [yesNo('y')], { show: 'status in ("single", "maried")' })]),
    ).toMatchObject([
      { code: 'unknownOption', path: ['pages', 1, 'show'], ids: ['status', 'maried'], at: 21 },
    ]);
  });

  it('pages that ask nothing and pages without a heading', () => {
    const consent = { id: 'ok', kind: 'consent', label: 'ok', sensitivity: 'ordinary' };
    expect(
      problemsOf([
        { id: 'empty', fields: [] },
        { id: 'one', fields: [yesNo('x')] },
        { id: 'two', fields: [yesNo('y'), yesNo('z')] },
        { id: 'box', fields: [consent] },
      ]).map(({ code, ids }) => [code, ids]),
    ).toEqual([
      ['emptyPage', ['empty']],
      ['titleMissing', ['two']],
      ['titleMissing', ['box']],
    ]);
  });

  it('options of fields', () => {
    const broken = { id: 'status', kind: 'choice', label: 's', sensitivity: 'ordinary', options: [] };
    const range = { id: 'amount', kind: 'yen', label: 'a', sensitivity: 'ordinary', min: 5, max: 4 };
    expect(problemsOf([page('a', [broken, range])])).toMatchObject([
      { code: 'noOptions', path: ['pages', 0, 'fields', 0, 'options'], ids: ['status'] },
      { code: 'badRange', path: ['pages', 0, 'fields', 1, 'max'], ids: ['amount'] },
    ]);
  });

  it('personal data without a purpose, special data without a legal basis', () => {
    const fields = [yesNo('x', { sensitivity: 'personal' }), yesNo('y', { sensitivity: 'special' })];
    expect(problemsOf([page('a', fields)]).map(({ message }) => message)).toEqual([
      '"x" is personal data without a purpose',
      '"y" is special data without a purpose and a legal basis',
    ]);
    expect(problemsOf([page('a', fields)], { purpose: '審査のため' }).map(({ ids }) => ids)).toEqual([['y']]);
    expect(
      problemsOf([page('a', fields)], { purpose: '審査のため', legalBasis: '児童福祉法第24条' }),
    ).toEqual([]);
  });

  it('a source that does not fit the kind, and a check at a field of another page', () => {
    const kana = {
      id: 'reading',
      kind: 'kana',
      label: 'k',
      sensitivity: 'ordinary',
      prefill: 'identity.name',
    };
    expect(
      problemsOf([
        page('a', [kana], { checks: [{ require: 'reading != "x"', message: 'm', field: 'other' }] }),
      ]),
    ).toMatchObject([
      { code: 'wrongPrefill', ids: ['reading'] },
      { code: 'unknownField', ids: ['other'] },
    ]);
  });

  it('a key of a part of a person under a question of another kind', () => {
    const named = (kind: string, reuse: string) =>
      problemsOf([page('a', [{ id: 'owner', kind, label: 'k', sensitivity: 'ordinary', reuse }])]);
    expect(named('text', 'deceased.name')).toMatchObject([{ code: 'wrongReuse', ids: ['owner'] }]);
    expect(named('name', 'deceased.name')).toEqual([]);
    expect(named('postalAddress', 'deceased.address')).toEqual([]);
  });
});

it('refuses unknown keys and kinds by schema', () => {
  expect(FormDefinition.safeParse({ pages: [page('a', [{ ...yesNo('x'), requird: true }])] }).success).toBe(
    false,
  );
  expect(FormDefinition.safeParse({ pages: [page('a', [{ ...yesNo('x'), kind: 'magic' }])] }).success).toBe(
    false,
  );
  expect(FormDefinition.safeParse({ pages: [page('A b', [yesNo('x')])] }).success).toBe(false);
  expect(FormDefinition.safeParse({ pages: [page('a', [yesNo('birth-date')])] }).success).toBe(false);
});
