import { expect, test } from 'vitest';
import { comparableName } from './applicant-name.js';

test.each([
  ['奈良　花子', '奈良花子'],
  ['ﾅﾗ ﾊﾅｺ', 'ナラハナコ'],
  ['辻󠄀 一郎', '辻一郎'],
  ['ＡＢＣ Ltd.', 'abcltd.'],
])('%s is compared as %s', (typed, compared) => {
  expect(comparableName(typed)).toBe(compared);
});
