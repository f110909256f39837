import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Kind } from './definition.js';
import {
  ACTIONS,
  AFTER,
  answersThere,
  boxAround,
  isWithin,
  metresBetween,
  NEXT,
  roundPoint,
  STATES,
  shownState,
  walkingOrder,
} from './model.js';

const inJapan = fc.record({
  lat: fc.double({ min: 24, max: 45, noNaN: true }),
  lon: fc.double({ min: 123, max: 145, noNaN: true }),
});

test('every state can be reached and left', () => {
  const reached = new Set<string>(STATES.flatMap((state) => NEXT[state].map((action) => AFTER[action])));
  expect([...STATES].filter((state) => !reached.has(state))).toEqual(['received']);
  for (const state of STATES) expect(NEXT[state].length).toBeGreaterThan(0);
  expect(
    ACTIONS.filter((action) => !STATES.some((state) => (NEXT[state] as readonly string[]).includes(action))),
  ).toEqual([]);
});

test('Nara station to Kintetsu Nara station is about a kilometre', () => {
  const metres = metresBetween({ lat: 34.6802, lon: 135.8187 }, { lat: 34.6844, lon: 135.8282 });
  expect(metres).toBeGreaterThan(900);
  expect(metres).toBeLessThan(1100);
});

test('the box around a point holds everything that near', () => {
  fc.assert(
    fc.property(
      inJapan,
      fc.integer({ min: 10, max: 1000 }),
      fc.double({ min: 0, max: 6.28, noNaN: true }),
      (point, metres, angle) => {
        const degrees = (metres / 6_371_000) * (180 / Math.PI);
        const other = {
          lat: point.lat + degrees * Math.sin(angle),
          lon: point.lon + (degrees * Math.cos(angle)) / Math.cos((point.lat * Math.PI) / 180),
        };
        expect(isWithin(other, boxAround(point, metres))).toBe(true);
      },
    ),
  );
});

test('the way of a crew visits each place once, the nearest first, and those without a position at the end', () => {
  const base = { lat: 34.68, lon: 135.8 };
  const at = (id: string, lon: number | null) => ({ id, point: lon === null ? null : { lat: 34.68, lon } });
  const way = walkingOrder(
    [at('far', 135.9), at('none', null), at('near', 135.81), at('middle', 135.85)],
    base,
  );
  expect(way.map(({ id }) => id)).toEqual(['near', 'middle', 'far', 'none']);
});

test('a public position says no more than its digits', () => {
  expect(roundPoint({ lat: 34.685087, lon: 135.805 }, 3)).toEqual({ lat: 34.685, lon: 135.805 });
});

test('what was passed on shows what its owner says', () => {
  expect(shownState({ state: 'passedOn', ownerState: null })).toBe('passedOn');
  expect(shownState({ state: 'passedOn', ownerState: 'closed' })).toBe('closed');
  expect(shownState({ state: 'inWork', ownerState: 'closed' })).toBe('inWork');
});

test('answers that another municipality does not ask for are kept in words', () => {
  const kind = (questions: object[]) =>
    Kind.parse({
      id: 'road-damage',
      title: { ja: '穴' },
      description: { ja: '穴' },
      group: { ja: '道路' },
      duty: 'roads',
      questions,
    });
  const option = (id: string, ja: string) => ({ id, title: { ja } });
  const size = { id: 'size', text: { ja: '大きさ' }, options: [option('small', '小'), option('huge', '大')] };
  const depth = {
    id: 'depth',
    text: { ja: '深さ' },
    options: [option('flat', '浅い'), option('deep', '深い')],
  };
  const here = kind([size, depth]);
  const answers = { size: 'huge', depth: 'deep' };
  expect(answersThere(here, here, answers)).toEqual({ answers, words: [] });
  expect(answersThere(here, kind([size]), answers)).toEqual({
    answers: { size: 'huge' },
    words: ['深さ：深い'],
  });
  const other = { ...size, options: [option('small', '小'), option('middle', '中')] };
  expect(answersThere(here, kind([other]), { size: 'huge' })).toEqual({ answers: {}, words: ['大きさ：大'] });
});
