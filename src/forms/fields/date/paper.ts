import { ERAS, eraOf } from '#kernel/values/era.js';
import { blank, comb, type PaperType, question, rowOf, tick, words } from '../../paper/parts.js';
import { typed } from '../field-type.js';
import type { DateField } from './definition.js';
import { readDate } from './read.js';

/** Eras in which people who are asked were born, newest first; a day to come has the present one only. */
const erasFor = ({ eras, range }: DateField) =>
  eras ? (range === 'future' ? ERAS.slice(-1) : ERAS.slice(-4).reverse()) : [];

/** Boxes for the era, and one box for each digit. */
export const datePaper: PaperType<DateField> = ({ field, raw, t }) => {
  const read = readDate({
    era: typed(raw, 'era'),
    year: typed(raw, 'year'),
    month: typed(raw, 'month'),
    day: typed(raw, 'day'),
  });
  const eras = erasFor(field);
  const digits = (value: number | undefined, count: number) =>
    comb(count, value === undefined ? '' : String(value).padStart(count, ' '));
  const rest = (month?: number, day?: number) => [
    digits(month, 2),
    words(t('ui.date.month')),
    digits(day, 2),
    words(t('ui.date.day')),
  ];
  if (!read?.ok) {
    const boxes = [digits(undefined, 4), words(t('ui.date.year')), ...rest()];
    if (eras.length === 0) return question(rowOf(words(t('ui.date.ce')), ...boxes));
    const names = [...eras.map(({ id, name }) => tick('era', id, name)), tick('era', 'ce', t('ui.date.ce'))];
    // The digits stay together.
    return question({ label: null, lines: eras.length > 1 ? [names, boxes] : [[...names, ...boxes]] });
  }
  const { era, year } = eraOf(read.value);
  const inEra = eras.some(({ id }) => id === era.id);
  return question(
    rowOf(
      words(inEra ? era.name : t('ui.date.ce')),
      inEra && year === 1 ? blank('元', 10) : digits(inEra ? year : read.value.year, inEra ? 2 : 4),
      words(t('ui.date.year')),
      ...rest(read.value.month, read.value.day),
    ),
  );
};
