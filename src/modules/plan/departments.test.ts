import { expect, test } from 'vitest';
import { unitOf, unitsOf } from './departments.js';

const units = [
  { id: 'civic', name: '市民部' },
  { id: 'civic-affairs', name: '市民課', parent: 'civic' },
  { id: 'general', name: '課' },
];

test.each([
  ['市民部 市民課', 'civic-affairs'],
  ['市民課', 'civic-affairs'],
  [' 市民部 ', 'civic'],
  ['教育部 中央図書館', null],
  ['', null],
])('"%s" is the unit %s', (department, unit) => {
  expect(unitOf(department, units)).toBe(unit);
});

test('several sections of one unit are that unit once', () => {
  expect(unitsOf(['市民部 市民課', '市民課', '環境部'], units)).toEqual(['civic-affairs']);
});
