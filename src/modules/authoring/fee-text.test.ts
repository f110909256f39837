import { expect, test } from 'vitest';
import { amountsUnsaid } from './fee-text.js';

test.each([
  ['the amount of the rule', { amount: 'copies * 300', text: '1通につき300円' }, []],
  ['another one', { amount: 'copies * 600', text: '1通につき500円' }, ['500円']],
  ['full width and separators', { amount: '12000', text: '１２，０００円' }, []],
  ['one of several', { amount: 'if a then 300 else 450', text: '300円（窓口は400円）' }, ['400円']],
  [
    'that of a reduction',
    { amount: '300', text: '300円', note: '75歳以上は100円', reductions: [{ amount: '100' }] },
    [],
  ],
  ['a part of a number', { amount: '1300', text: '300円' }, ['300円']],
  ['none', { amount: '300', text: '有料' }, []],
])('words that name %s', (_, fee, unsaid) => {
  expect(amountsUnsaid(fee)).toEqual(unsaid);
});
