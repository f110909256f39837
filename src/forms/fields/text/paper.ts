import { localize } from '#kernel/i18n/locales.js';
import { area, blank, type PaperType, question, rowOf, words } from '../../paper/parts.js';
import { typed } from '../field-type.js';
import type { TextField } from './definition.js';

/** Millimetres for a usual length in full-width characters. */
const WIDTHS = { '5': 30, '10': 50, '20': 'rest', full: 'rest' } as const;
/** Longer answers do not fit one line of handwriting. */
const ONE_LINE = 60;

export const textPaper: PaperType<TextField> = ({ field: { width, maxLength, unit }, raw, t }) => {
  const text = typed(raw);
  if (width === 'full' && maxLength > ONE_LINE && !unit) return question(rowOf(area(2, text)));
  const room = blank(text, text.length > Number(width) ? 'rest' : WIDTHS[width]);
  return question(rowOf(room, ...(unit ? [words(localize(unit, t.locale))] : [])));
};
