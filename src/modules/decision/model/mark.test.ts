import { expect, test } from 'vitest';
import { readPlace } from './mark.js';

test.each([
  ['B3', { left: 100, top: 200, width: 100, height: 100 }],
  ['ｂ３', { left: 100, top: 200, width: 100, height: 100 }],
  ['B3-D4', { left: 100, top: 200, width: 300, height: 200 }],
  ['D4〜B3', { left: 100, top: 200, width: 300, height: 200 }],
  ['J10', { left: 900, top: 900, width: 100, height: 100 }],
  ['12, 30', { left: 120, top: 300, width: 0, height: 0 }],
  ['１２．５、３０、２０、５', { left: 125, top: 300, width: 200, height: 50 }],
  ['100 100', { left: 1000, top: 1000, width: 0, height: 0 }],
])('%s names a place', (typed, place) => {
  expect(readPlace(typed)).toEqual(place);
});

test.each(['', 'K1', 'A0', 'A11', '12', '12,30,20', '90,90,20,5', '101,5', '10,10,0,5', 'なか'])(
  '%j names none',
  (typed) => {
    expect(readPlace(typed)).toBeNull();
  },
);
