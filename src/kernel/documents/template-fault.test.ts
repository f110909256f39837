import { expect, it } from 'vitest';
import { templateWords } from './template-fault.js';

it.each([
  ['unknown variable: nmae', '「nmae」という名前はありません。つづりを確かめてください'],
  ['unclosed delimiter', 'かっこが閉じていません'],
  [
    'file not found (searched at /srv/yakuba/data/secret/x.typ)',
    'その名前のファイルはありません。様式からは、ほかのファイルを読めません',
  ],
  ['failed to load /srv/yakuba/x.typ', '様式の言語（Typst）の誤りです（failed to load …）'],
  ['expected comma, found string', 'comma が必要なところに string があります'],
])('%s', (message, words) => {
  expect(templateWords(message)).toBe(words);
});
