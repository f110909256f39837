import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatYen, parseYen, Yen, yen } from './yen.js';

describe('parseYen', () => {
  it.each([
    ['1200', 1200],
    ['1,200円', 1200],
    ['１２００', 1200],
    ['￥１，２００', 1200],
    ['¥1,234,567', 1234567],
    ['1、200円', 1200],
    ['金1,200円也', 1200],
    [' 300 円 ', 300],
    ['0', 0],
  ])('reads %s', (text, amount) => {
    expect(parseYen(text)).toEqual({ ok: true, value: amount });
  });

  it.each([
    ['', 'empty'],
    ['　', 'empty'],
    ['円', 'unreadable'],
    ['千二百円', 'unreadable'],
    ['1,20', 'unreadable'],
    ['1200,', 'unreadable'],
    ['12,00円', 'unreadable'],
    ['1e3', 'unreadable'],
    ['0x10', 'unreadable'],
    ['-100', 'negative'],
    ['▲１００', 'negative'],
    ['99.5円', 'notWhole'],
    ['9007199254740992', 'tooLarge'],
  ])('refuses %s as %s', (text, fault) => {
    expect(parseYen(text)).toEqual({ ok: false, fault });
  });

  it('reads back whatever was printed', () => {
    fc.assert(
      fc.property(fc.nat({ max: Number.MAX_SAFE_INTEGER }), (amount) => {
        expect(parseYen(formatYen(yen(amount)))).toEqual({ ok: true, value: amount });
      }),
    );
  });
});

it('prints thousands and 円', () => {
  expect(formatYen(yen(1234567))).toBe('1,234,567円');
});

it.each([-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53, '100'])(
  '%s is no amount of yen',
  (amount) => {
    expect(Yen.safeParse(amount).success).toBe(false);
  },
);
