import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { translatorFor } from '#kernel/i18n/translate.js';
import type { FieldKind } from './field.js';
import { errorText, type FieldError, type Raw } from './field-type.js';
import { fieldOf, html, TODAY, wordsOf } from './fixtures.js';
import { FIELD_TYPES, fieldType } from './registry.js';

const KINDS = Object.keys(FIELD_TYPES) as FieldKind[];

/** Fields with bounds, so that every error can happen. */
const BOUNDED: Partial<Record<FieldKind, object>> = {
  text: { maxLength: 3 },
  longText: { maxLength: 3 },
  number: { min: -5, max: 100, decimals: 1, unit: '人' },
  yen: { min: 100, max: 1000 },
  date: { range: 'past', min: '1950-01-01', max: '2026-12-31' },
  choices: { atLeast: 2, atMost: 2 },
  age: { min: 18, max: 65 },
  people: { min: 2, max: 3 },
  person: { ask: ['birthDate', 'sex', 'address', 'phone'] },
  position: { mapOnly: true },
};

const alphabet = fc.constantFrom(
  ...'0123456789１２３-ー−.,，、円人年月日元令和平成昭大RHSrh@aｱﾞがカ\u3099葛󠄀 　\n\r\u0000<>"\'/:+()（）〒true',
);
const typedText = fc.oneof(
  fc.string(),
  fc.string({ unit: 'binary' }),
  fc.array(alphabet, { maxLength: 12 }).map((letters) => letters.join('')),
  fc.integer({ min: -50, max: 3000 }).map(String),
  fc.constantFrom(
    'true',
    'false',
    'a',
    'b',
    'c',
    'ce',
    'reiwa',
    'heisei',
    'showa',
    '奈良県',
    '630-8580',
    '元',
  ),
);

describe.each(KINDS)('every kind: %s', (kind) => {
  const fields = [fieldOf(kind), fieldOf(kind, BOUNDED[kind])];
  const { parts } = fieldType(fieldOf(kind));
  const raws: fc.Arbitrary<Raw> = fc
    .tuple(
      ...parts.map((part) => fc.array(typedText, { maxLength: 3 }).map((values) => [part, values] as const)),
    )
    .map((entries) => Object.fromEntries(entries));

  it('parses whatever is sent, stores only what its schema takes, and names only errors that it lists', () => {
    fc.assert(
      fc.property(raws, fc.constantFrom(...fields), (raw, field) => {
        const type = fieldType(field);
        const result = type.parse(raw, field, { today: TODAY });
        if (!result.ok) {
          const listed = type.errors(field).map((error) => ('code' in error ? error.code : ''));
          for (const error of result.errors) expect(listed).toContain('code' in error ? error.code : error);
          expect(wordsOf(field, result.errors).every((words) => words.length > 0)).toBe(true);
          return;
        }
        if (result.value === null) return;
        expect(type.stored(field).safeParse(result.value)).toMatchObject({ success: true });
        expect(type.parse(type.toRaw(result.value, field), field, { today: TODAY })).toEqual(result);
        expect(type.display(result.value, field, translatorFor('ja'))).not.toBe('');
      }),
      { numRuns: 400 },
    );
  });

  it('shows whatever is sent', () => {
    fc.assert(
      fc.property(raws, (raw) => {
        expect(html(fieldOf(kind), raw)).toContain('<');
      }),
      { numRuns: 40 },
    );
  });

  it('has words for each of its errors in every language of citizens', () => {
    for (const locale of ['ja', 'ja-x-easy', 'en'] as const) {
      const t = translatorFor(locale);
      const label = { ja: '答え', en: 'Answer' };
      const all = fields.flatMap((field) => [
        ...fieldType(field).errors(field),
        { code: fieldType(field).missing },
      ]);
      for (const error of all) expect(errorText(error, label, t)).not.toMatch(/[{}]|undefined|NaN/);
    }
  });

  it('lets every error lead to a control that exists', () => {
    for (const field of fields) {
      const type = fieldType(field);
      const markup = html(field);
      const all: FieldError[] = [...type.errors(field), { code: type.missing }];
      for (const error of kind === 'statement' || kind === 'calculated' ? [] : all) {
        const part = error.parts?.[0] ?? '';
        expect(markup).toContain(` id="${type.controlId?.(field, part) ?? field.id}"`);
      }
    }
  });
});
