import { describe, expect, it } from 'vitest';
import { translatorFor } from '#kernel/i18n/translate.js';
import { FormDefinition } from '../definition.js';
import { errorText } from '../fields/field-type.js';
import { fieldOf, TODAY } from '../fields/fixtures.js';
import { certificateForm } from '../fixtures.js';
import { tableReader } from './read-rows.js';

const FACTS = { today: TODAY };
const t = translatorFor('ja');

const oneField = (kind: Parameters<typeof fieldOf>[0], options: object = {}) =>
  FormDefinition.parse({ pages: [{ id: 'one', fields: [fieldOf(kind, options)] }] });

function read(form: FormDefinition, headings: readonly string[], cells: readonly string[]) {
  const made = tableReader(form, headings);
  if (!made.ok) throw new Error(JSON.stringify(made.problems));
  return made.reader.read(cells, FACTS);
}

/** The answer in this cell, or its errors in words. */
function cell(form: FormDefinition, text: string): unknown {
  const { answers, problems } = read(form, ['答え'], [text]);
  return problems.length > 0
    ? problems.map(({ error }) => errorText(error, '答え', t)).join(' ')
    : answers.answer;
}

describe('a cell', () => {
  it.each([
    ['2020-05-01', '2020-05-01'],
    ['2020/5/1', '2020-05-01'],
    ['20200501', '2020-05-01'],
    ['令和元年5月1日', '2019-05-01'],
    ['平成31年4月30日', '2019-04-30'],
    ['Ｈ３１．４．３０', '2019-04-30'],
    ['昭和64年1月7日', '1989-01-07'],
    ['1990年2月28日', '1990-02-28'],
  ])('%s is a day', (text, day) => {
    expect(cell(oneField('date'), text)).toBe(day);
  });

  it.each([
    ['2026年2月30日', '2月30日'],
    ['平成32年5月1日', '令和2年'],
    ['平成31年5月1日', '令和元年'],
    ['令和元年4月30日', '平成31年'],
    ['昭和64年1月8日', '平成元年'],
    ['来週', '例：'],
  ])('%s is refused in words that help', (text, words) => {
    expect(cell(oneField('date'), text)).toContain(words);
  });

  it('takes half-width kana where the kind says so, and keeps it as typed elsewhere', () => {
    expect(cell(oneField('kana'), 'ﾅﾗ ﾊﾅｺ')).toBe('ナラ　ハナコ');
    expect(cell(oneField('text'), 'ﾅﾗ')).toBe('ﾅﾗ');
    expect(cell(oneField('name'), '辻󠄀　花子')).toBe('辻󠄀　花子');
  });

  it('names options by value or words, several with any divider', () => {
    expect(cell(oneField('choice'), 'b')).toBe('b');
    expect(cell(oneField('choice'), 'ｂの答え')).toBe('b');
    expect(cell(oneField('choices'), 'aの答え、c；b')).toEqual(['a', 'b', 'c']);
    expect(cell(oneField('choice'), 'd')).toContain('選んで');
  });

  it.each([
    ['はい', true],
    ['○', true],
    ['なし', false],
    ['NO', false],
  ])('%s answers yes or no', (text, answer) => {
    expect(cell(oneField('yesNo'), text)).toBe(answer);
  });

  it('leaves the apostrophe out that keeps a formula from running', () => {
    expect(cell(oneField('text'), "'=1+1")).toBe('=1+1');
    expect(cell(oneField('text'), "'引用")).toBe("'引用");
  });
});

describe('the head', () => {
  it('names columns that it does not know, that come twice, and that are missing', () => {
    const made = tableReader(certificateForm, ['どなたの証明書ですか', '氏　名', '氏名', '年令', '', '']);
    const problems = made.ok ? [] : made.problems;
    expect(problems.slice(0, 2)).toEqual([
      { code: 'twice', column: 2, heading: '氏名' },
      { code: 'unknownColumn', column: 3, heading: '年令' },
    ]);
    const missing = problems.slice(2);
    expect(missing).toContainEqual({ code: 'missingColumn', heading: '住所（郵便番号）' });
    expect(missing).toContainEqual({ code: 'missingColumn', heading: '生年月日' });
    // What hangs on other answers may be left out of a file altogether.
    expect(missing).not.toContainEqual({ code: 'missingColumn', heading: '代理人の氏名' });
    expect(missing.every(({ code }) => code === 'missingColumn')).toBe(true);
  });
});

describe('a row', () => {
  it('is judged as the pages judge: what hangs on other answers, what was not asked', () => {
    const form = FormDefinition.parse({
      pages: [
        {
          id: 'one',
          fields: [
            { id: 'pet', kind: 'yesNo', label: '犬がいますか', sensitivity: 'ordinary' },
            { id: 'dog', kind: 'text', label: '犬の名前', show: 'pet', sensitivity: 'ordinary' },
          ],
        },
      ],
    });
    const headings = ['犬の名前', '犬がいますか'];
    expect(read(form, headings, ['シロ', 'はい'])).toEqual({
      answers: { pet: true, dog: 'シロ' },
      problems: [],
    });
    expect(read(form, headings, ['', 'はい']).problems).toMatchObject([{ field: 'dog', column: 0 }]);
    expect(read(form, headings, ['シロ', 'いいえ']).problems).toMatchObject([
      { field: 'dog', column: 0, error: { code: 'forms.error.notAsked' } },
    ]);
    expect(read(form, headings, ['シロ', 'たぶん']).problems).toMatchObject([{ field: 'pet', column: 1 }]);
  });

  it('has lists as numbered columns, and faults at the very column', () => {
    const form = oneField('people');
    const headings = ['answer.1.name', '答え（1・生年月日）', 'answer.7.name', 'answer.7.birthDate'];
    expect(read(form, headings, ['奈良　一', '', '奈良　七', '2020-01-01']).answers.answer).toEqual([
      { name: '奈良　一' },
      { name: '奈良　七', birthDate: '2020-01-01' },
    ]);
    expect(read(form, headings, ['奈良　一', '', '奈良　七', '2020年2月30日']).problems).toMatchObject([
      { field: 'answer', column: 3 },
    ]);
  });
});
