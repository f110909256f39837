import fc from 'fast-check';
import { expect, it } from 'vitest';
import { translatorFor } from '#kernel/i18n/translate.js';
import {
  answerOf,
  attributesOf,
  codesOf,
  errorsOf,
  fieldOf,
  html,
  isStorable,
  shownAs,
  TODAY,
} from '../fixtures.js';
import { fieldType } from '../registry.js';

const field = fieldOf('date');
const day = (era: string, year: string, month: string, date: string) => ({
  era: [era],
  year: [year],
  month: [month],
  day: [date],
});

it.each([
  [day('ce', '2026', '11', '20'), '2026-11-20'],
  [day('ce', '２０２６年', '１１月', '２０日'), '2026-11-20'],
  [day('reiwa', '元', '5', '1'), '2019-05-01'],
  [day('reiwa', '1', '5', '1'), '2019-05-01'],
  [day('heisei', '31', '4', '30'), '2019-04-30'],
  [day('showa', '64', '1', '7'), '1989-01-07'],
  [day('taisho', '元年', '7', '30'), '1912-07-30'],
  // The era in the box of the year, with the list left as it was.
  [day('ce', '令和元', '5', '1'), '2019-05-01'],
  [day('ce', 'ｓ２０', '8', '15'), '1945-08-15'],
  [day('ce', '明治45', '7', '29'), '1912-07-29'],
  [day('ce', 'R8', '4', '1'), '2026-04-01'],
  [day('ce', '令和八', '四', '一'), '2026-04-01'],
  [day('ce', '令和八年', '十二月', '三十一日'), '2026-12-31'],
  [day('ce', '二〇二六', '11', '20'), '2026-11-20'],
  // Four digits, with an era that fits.
  [day('reiwa', '2026', '2', '3'), '2026-02-03'],
  // Everything in the first box.
  [day('ce', '2026-11-20', '', ''), '2026-11-20'],
  [day('reiwa', '令和8年11月20日', '', ''), '2026-11-20'],
  [day('ce', '20261120', '', ''), '2026-11-20'],
  [day('ce', '2024', '2', '29'), '2024-02-29'],
  [day('heisei', '', ' ', ''), null],
])('%j → %s', (typed, stored) => {
  expect(answerOf(field, typed)).toBe(stored);
});

it.each([
  [day('ce', '2026', '', '20'), 'date.incomplete', ['month']],
  [day('ce', '2026', '', ''), 'date.incomplete', ['month', 'day']],
  [day('ce', 'にせん', '11', 'はつか'), 'date.unreadable', ['year', 'day']],
  [day('ce', '2026', '2', '30'), 'date.noSuchDay', ['day']],
  [day('ce', '2026', '13', '1'), 'date.noSuchDay', ['month']],
  [day('ce', '2023', '2', '29'), 'date.noSuchDay', ['day']],
  [day('heisei', '3', '2', '29'), 'date.noSuchDay', ['day']],
  [day('ce', '31', '5', '1'), 'date.shortYear', ['year']],
  [day('ce', '元', '5', '1'), 'date.eraNeeded', ['era']],
  [day('showa', '2026', '5', '1'), 'date.eraMismatch', ['era', 'year']],
  [day('heisei', '31', '5', '1'), 'date.afterEra', ['era', 'year']],
  [day('reiwa', '1', '4', '30'), 'date.beforeEra', ['era', 'year']],
  [day('ce', '平成31年5月1日', '', ''), 'date.afterEra', ['era', 'year']],
  [day('ce', '1872', '12', '31'), 'date.range', ['year']],
  [day('ce', '9999', '1', '1'), 'date.range', ['year']],
])('%j is refused: %s at %j', (typed, code, parts) => {
  expect(codesOf(field, typed)).toEqual([code]);
  expect(errorsOf(field, typed)[0]?.parts).toEqual(parts);
});

it('offers the day that 平成31年5月1日 means, in words', () => {
  expect(answerOf(field, day('heisei', '31', '5', '1'))).toEqual([
    '答え：平成31年5月1日という日はありません（元号が変わった後です）。2019年5月1日（令和元年）のことでしたら、そのように入力してください。',
  ]);
  expect(answerOf(field, day('reiwa', '1', '4', '30'))).toEqual([
    '答え：令和元年4月30日という日はありません（元号が変わる前です）。2019年4月30日（平成31年）のことでしたら、そのように入力してください。',
  ]);
});

it('keeps to its range, today included', () => {
  const today = day('ce', '2026', '11', '20');
  const past = fieldOf('date', { range: 'past', min: '2000-01-01' });
  const future = fieldOf('date', { range: 'future', max: '2027-03-31' });
  expect(answerOf(past, today)).toBe('2026-11-20');
  expect(answerOf(future, today)).toBe('2026-11-20');
  expect(codesOf(past, day('ce', '2026', '11', '21'))).toEqual(['date.future']);
  expect(codesOf(future, day('ce', '2026', '11', '19'))).toEqual(['date.past']);
  expect(answerOf(past, day('ce', '1999', '12', '31'))).toEqual([
    '答えは、2000年1月1日（平成12年）より後の日付を入力してください（その日を含みます）。',
  ]);
  expect(codesOf(future, day('ce', '2027', '4', '1'))).toEqual(['date.max']);
  expect(isStorable(past, '1999-12-31')).toBe(false);
  expect(isStorable(future, '2027-04-01')).toBe(false);
  expect(isStorable(field, '2026-02-30')).toBe(false);
});

it('shows the boxes as they were filled, the wrong one marked', () => {
  const markup = html(field, day('heisei', '三一', '5', '１日'));
  const inputs = attributesOf(markup, 'input');
  expect(inputs.map((input) => /value="([^"]*)"/.exec(input)?.[1])).toEqual(['三一', '5', '１日']);
  expect(inputs.map((input) => input.includes('aria-invalid'))).toEqual([true, false, false]);
  expect(attributesOf(markup, 'option').find((option) => option.includes('selected'))).toContain('heisei');
});

it('is shown with its era where people know it by that', () => {
  expect(shownAs(field, '1990-05-01')).toBe('1990年5月1日（平成2年）');
  expect(shownAs(fieldOf('date', { eras: false }), '2026-11-20')).toBe('2026年11月20日（金）');
  expect(shownAs(field, '1990-05-01', 'en')).toContain('May 1, 1990');
});

it('points to controls that exist', () => {
  for (const eras of [true, false]) {
    const one = fieldOf('date', { eras });
    const type = fieldType(one);
    const markup = html(one);
    for (const error of type.errors(one))
      expect(markup).toContain(`id="${type.controlId?.(one, error.parts?.[0] ?? '')}"`);
  }
});

it('comes back to the same day from what it would be typed as', () => {
  const days = fc
    .integer({ min: 0, max: 100_000 })
    .map((count) => Temporal.PlainDate.from('1873-01-01').add({ days: count }).toString());
  fc.assert(
    fc.property(days, (stored) => {
      const type = fieldType(field);
      expect(type.parse(type.toRaw(stored, field), field, { today: TODAY })).toEqual({
        ok: true,
        value: stored,
      });
    }),
  );
});

it('gives an example near today, within its range; of a birthday one of 1990', () => {
  const today = Temporal.PlainDate.from('2026-11-20');
  const hint = (options: object, locale: 'ja' | 'en' = 'ja') => {
    const asked = fieldOf('date', options);
    const { View } = fieldType(asked);
    return String(<View t={translatorFor(locale)} field={asked} raw={{}} errors={[]} today={today} />);
  };
  expect(hint({ eras: false })).toContain('例：2026年11月20日');
  expect(hint({ eras: false, range: 'future' })).toContain('例：2026年11月27日');
  expect(hint({ eras: false, range: 'future', min: '2027-04-01' })).toContain('例：2027年4月1日');
  expect(hint({ eras: false, max: '2025-03-31' })).toContain('例：2025年3月31日');
  expect(hint({})).toContain('例：令和8年11月20日');
  expect(hint({ eras: false }, 'en')).toContain('year 2026, month 11, day 20');
  expect(hint({ prefill: 'identity.birthDate' })).toContain('例：平成2年5月1日');
});
