import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { translatorFor } from '#kernel/i18n/translate.js';
import { fromYaml } from '../yaml.js';
import { fileFaultWords } from './file-fault-words.js';

const t = translatorFor('ja');
const shipped = await readFile(
  new URL('../../../../catalog/common/procedures/dog-registration.yaml', import.meta.url),
  'utf8',
);
const told = (source: string): string[] => {
  const read = fromYaml(source, 'x.yaml');
  return read.ok ? [] : read.faults.map((fault) => fileFaultWords(t, fault));
};

it('says what is wrong with a file in Japanese, with line, column and place', () => {
  expect(told(shipped.replace(/^form:/m, 'form: [')).join()).toMatch(/^\d+行目 \d+文字目　.*かっこ/);
  const wrong = shipped
    .replace(/^title:/m, 'titel:')
    .replace(/^standardProcessingDays: .*/m, 'standardProcessingDays: soon')
    .replace(/^audience: .*/m, 'audience: everybody');
  const faults = told(wrong);
  expect(faults.join('\n')).toContain('「titel」という項目はありません');
  expect(faults.join('\n')).toMatch(
    /行目 \d+文字目　.+（standardProcessingDays）：数にしてください。いまは文字です。|整数/,
  );
  expect(faults.join('\n')).toContain('次のどれかにしてください：resident, business, both');
  for (const fault of faults) expect(fault).not.toMatch(/Invalid|expected|received|Unrecognized/);
});

it('tells the questions of a page from the answers that are printed', () => {
  const wrong = shipped
    .replace(/^ {6}fields:$/m, '      fields: 5\n      others:')
    .replace(/^output:\n(?: +.*\n)*/m, 'output: { kind: certificate, title: 証明書, fields: 5 }\n');
  const faults = told(wrong).join('\n');
  expect(faults).toContain('申請の画面 › ページ › 1番目 › 質問（form.pages[0].fields）');
  expect(faults).toContain('渡す文書 › 文書に載せる答え（output.fields）');
});

it('does so for the mistakes of people who write YAML for the first time', () => {
  for (const source of [
    'id: [a',
    'id: a\nid: b',
    'id:\n\t- a',
    'id: @a',
    'id: a: b',
    'note: *大事*',
    '',
    '- a',
    'x',
  ]) {
    const faults = told(source);
    expect(faults, source).not.toEqual([]);
    for (const fault of faults) expect(fault, source).not.toMatch(/[A-Za-z]{4,} [a-z]{2,}/);
  }
});
