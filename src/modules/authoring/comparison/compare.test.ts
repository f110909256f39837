import { describe, expect, test } from 'vitest';
import { translatorFor } from '#kernel/i18n/translate.js';
import { applyEdits } from '../edits/apply-edit.js';
import type { Edit } from '../edits/edit.js';
import type { DraftDocument } from '../model.js';
import { compareDefinitions } from './compare.js';
import { compareLists } from './lists.js';

const t = translatorFor('ja');

const document: DraftDocument = {
  id: 'dog',
  title: '犬の登録',
  fee: { amount: '300', text: '300円', payment: [{ way: 'counter', text: '窓口' }] },
  form: {
    pages: [
      {
        id: 'a',
        title: '犬',
        fields: [
          {
            id: 'use',
            kind: 'choice',
            label: '使う目的',
            sensitivity: 'ordinary',
            options: [
              { value: 'x', label: '学校' },
              { value: 'y', label: '会社' },
            ],
          },
          {
            id: 'phone',
            kind: 'phone',
            label: '電話番号',
            optional: true,
            sensitivity: 'personal',
            purpose: '連絡',
          },
        ],
      },
      { id: 'b', fields: [{ id: 'why', kind: 'longText', label: '理由', sensitivity: 'ordinary' }] },
    ],
  },
};

function wordsAfter(...edits: Edit[]): string[] {
  const edited = applyEdits(document, edits);
  if (!edited.ok) throw new Error(edited.code);
  return compareDefinitions(t, document, edited.document).flatMap(({ title, changes }) =>
    changes.map((change) => `${title}：${change}`),
  );
}

describe('two versions in words', () => {
  test('say nothing when nothing differs, whatever the order of keys and the defaults that are written', () => {
    expect(compareDefinitions(t, document, document)).toEqual([]);
    const { title, ...rest } = document;
    expect(compareDefinitions(t, document, { ...rest, title: { ja: title } })).toEqual([]);
    const [page, ...more] = document.form.pages;
    expect(
      compareDefinitions(t, document, { ...document, form: { pages: [{ ...page, checks: [] }, ...more] } }),
    ).toEqual([]);
  });

  test('a question that became required', () => {
    const field = {
      id: 'phone',
      kind: 'phone',
      label: '電話番号',
      sensitivity: 'personal',
      purpose: '連絡',
    } as const;
    expect(wordsAfter({ kind: 'changeField', id: 'phone', field })).toEqual([
      '質問「電話番号」：質問「電話番号」が必須になりました',
    ]);
  });

  test('an old condition in the words that stood there', () => {
    const before = applyEdits(document, [
      { kind: 'setCondition', place: { kind: 'page', page: 'b' }, source: 'use = "x"' },
    ]);
    if (!before.ok) throw new Error(before.code);
    const text = JSON.stringify(before.document)
      .replace('使う目的', '証明書の使い道')
      .replace('"学校"', '"学校に出す"')
      .replace('use = ', 'use != ');
    const places = compareDefinitions(t, before.document, JSON.parse(text) as DraftDocument);
    expect(places.flatMap(({ changes }) => changes)).toContain(
      '聞く条件が変わりました：「使う目的」が「学校」 → 「証明書の使い道」が「学校に出す」ではない',
    );
  });

  test('conditions, options, places and fees', () => {
    expect(
      wordsAfter({ kind: 'setCondition', place: { kind: 'page', page: 'b' }, source: 'use = "x"' }),
    ).toEqual(['ページ「理由」：次のときだけ聞くようになりました：「使う目的」が「学校」']);
    expect(wordsAfter({ kind: 'moveField', id: 'use', by: 1 })).toEqual([
      'ページ「犬」：質問「使う目的」の順番が変わりました',
    ]);
    expect(wordsAfter({ kind: 'moveFieldTo', id: 'phone', page: 'b' })).toEqual([
      'ページと質問：質問「電話番号」がページ「理由」に移りました',
    ]);
    expect(
      wordsAfter({
        kind: 'set',
        values: {
          fee: {
            amount: '500',
            text: '500円',
            payment: [
              { way: 'counter', text: '窓口' },
              { way: 'paymentSlip', text: '納付書' },
            ],
          },
        },
      }),
    ).toEqual([
      '手数料：「金額」が変わりました：300 → 500',
      '手数料：「文章」が変わりました：300円 → 500円',
      '手数料：「支払い方法」に加わりました：納付書・納付書',
    ]);
    expect(
      wordsAfter({ kind: 'removePage', page: 'b' }, { kind: 'set', values: { fee: undefined } }),
    ).toEqual([
      'ページと質問：ページ「理由」がなくなりました',
      'ページと質問：質問「理由」がページ「理由」からなくなりました',
      expect.stringMatching(/^手数料：「手数料」がなくなりました/),
    ]);
  });

  test('another language is told apart from the Japanese words', () => {
    expect(wordsAfter({ kind: 'setText', path: ['title'], locale: 'en', text: 'Dogs' })).toEqual([
      '手続の案内：「名前・見出し」のEnglishの文が変わりました：Dogs',
    ]);
  });
});

test('of a list that was put in another order only what moved is named', () => {
  const changes = compareLists(['a', 'b', 'c', 'd', 'e'], ['a', 'c', 'd', 'b', 'f'], (one) => one);
  expect(changes).toEqual({ added: ['f'], removed: ['e'], moved: ['b'] });
});
