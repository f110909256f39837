import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { groupedCode, isReadableCode, newReadableCode, readReadableCode } from './readable-code.js';
import { formatReference, newReferenceNumber, parseReference, ReferenceNumber } from './reference-number.js';
import {
  formatVerificationCode,
  newVerificationCode,
  parseVerificationCode,
  VerificationCode,
} from './verification-code.js';

const ALPHABET = '0123456789CFHJKMPRTVWXY';

const kinds = [
  {
    name: 'reference number',
    create: newReferenceNumber as () => string,
    format: formatReference as (code: string) => string,
    parse: parseReference,
    schema: ReferenceNumber,
    length: 9,
    printed: /^.{3}-.{3}-.{3}$/,
  },
  {
    name: 'verification code',
    create: newVerificationCode as () => string,
    format: formatVerificationCode as (code: string) => string,
    parse: parseVerificationCode,
    schema: VerificationCode,
    length: 20,
    printed: /^.{4}-.{4}-.{4}-.{4}-.{4}$/,
  },
];

describe.each(kinds)('$name', ({ create, format, parse, schema, length, printed }) => {
  // The codes are drawn by the operating system; fast-check picks where and how they are spoilt.
  const codes = fc.constant(null).map(create);
  const place = fc.nat({ max: length - 1 });

  it('has the stated shape', () => {
    const code = create();
    expect(code).toMatch(new RegExp(`^[${ALPHABET}]{${length}}$`));
    expect(format(code)).toMatch(printed);
    expect(format(code).replaceAll('-', '')).toBe(code);
    expect(schema.safeParse(code).success).toBe(true);
    expect(schema.safeParse(format(code)).success).toBe(false);
  });

  it('reads back what it printed, however it is typed', () => {
    fc.assert(
      fc.property(codes, (code) => {
        const expected = { ok: true, value: code };
        const shown = format(code);
        expect(parse(shown)).toEqual(expected);
        expect(parse(shown.toLowerCase())).toEqual(expected);
        expect(parse(` ${shown.replaceAll('-', ' ')} `)).toEqual(expected);
        expect(parse(shown.replaceAll('-', 'ー'))).toEqual(expected);
        const fullWidth = shown.replace(/[!-~]/g, (c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0));
        expect(parse(fullWidth)).toEqual(expected);
        const lookAlikes: Record<string, string> = {
          0: 'O',
          1: 'l',
          2: 'z',
          4: 'A',
          5: 'S',
          6: 'G',
          8: 'B',
          V: 'U',
          M: 'N',
        };
        expect(parse([...code].map((c) => lookAlikes[c] ?? c).join(''))).toEqual(expected);
      }),
    );
  });

  it('catches any single wrong character', () => {
    fc.assert(
      fc.property(codes, place, fc.constantFrom(...ALPHABET), (code, index, other) => {
        fc.pre(code[index] !== other);
        const wrong = code.slice(0, index) + other + code.slice(index + 1);
        expect(parse(wrong)).toEqual({ ok: false, fault: 'checkFailed' });
        expect(schema.safeParse(wrong).success).toBe(false);
      }),
      { numRuns: 1000 },
    );
  });

  it('catches any two characters that changed places', () => {
    fc.assert(
      fc.property(codes, place, place, (code, a, b) => {
        fc.pre(code[a] !== code[b]);
        const characters = [...code];
        [characters[a], characters[b]] = [code[b] ?? '', code[a] ?? ''];
        expect(parse(characters.join(''))).toEqual({ ok: false, fault: 'checkFailed' });
      }),
      { numRuns: 1000 },
    );
  });

  it('catches a lost or an added character', () => {
    const code = create();
    expect(parse(code.slice(1))).toEqual({ ok: false, fault: 'wrongLength' });
    expect(parse(`${code}0`)).toEqual({ ok: false, fault: 'wrongLength' });
    expect(parse('')).toEqual({ ok: false, fault: 'wrongLength' });
  });

  it('uses every character of the alphabet and does not repeat itself', () => {
    const drawn = Array.from({ length: 500 }, create);
    expect(new Set(drawn).size).toBe(500);
    expect([...new Set(drawn.join(''))].sort().join('')).toBe(ALPHABET);
  });
});

describe('the check character', () => {
  const shape = { length: 5, group: 2 };

  it('is the one worked out by hand', () => {
    // 7·5 + 0·4 + 10·3 + 3·2 = 71; 71 + 21 = 92 = 4·23, and the 21st character counted from 0 is X.
    expect(isReadableCode('70C3X', shape)).toBe(true);
    expect(isReadableCode('70C3Y', shape)).toBe(false);
    expect(groupedCode('70C3X', shape)).toBe('70-C3-X');
  });

  it('takes a letter that looks like a digit for the digit', () => {
    expect(readReadableCode('7OC3X', shape)).toEqual({ ok: true, value: '70C3X' });
    expect(readReadableCode('7qc3x', shape)).toEqual({ ok: true, value: '70C3X' });
    expect(readReadableCode('7IC3X', shape)).toEqual({ ok: false, fault: 'checkFailed' });
  });

  it.each(['70E3X', '70あ3X', '70?3X', '70😀3X'])('refuses %s, which holds a foreign character', (text) => {
    expect(readReadableCode(text, shape)).toEqual({ ok: false, fault: 'unknownCharacter' });
  });

  it('can be any character of the alphabet', () => {
    const last = Array.from({ length: 500 }, () => newReadableCode(shape).at(-1));
    expect(new Set(last).size).toBe(ALPHABET.length);
  });
});
