import { localize } from '#kernel/i18n/locales.js';
import { blank, comb, type PaperType, question, rowOf, words } from '../../paper/parts.js';
import { typed } from '../field-type.js';
import type { NumberField } from './definition.js';

const MOST_DIGITS = 6;

/** A box for each digit where it is known how many there can be. */
export const numberPaper: PaperType<NumberField> = ({ field, raw, t }) => {
  const { min = -1, max, decimals, unit } = field;
  const digits =
    max !== undefined && min >= 0 && decimals === 0 ? String(max).length : Number.POSITIVE_INFINITY;
  const room =
    digits <= MOST_DIGITS ? comb(digits, typed(raw).padStart(digits, ' ').trimEnd()) : blank(typed(raw), 35);
  return question(rowOf(room, ...(unit ? [words(localize(unit, t.locale))] : [])));
};
