import { comb, type PaperType, question, rowOf, words } from '../../paper/parts.js';
import { typed } from '../field-type.js';
import type { YenField } from './definition.js';

const DIGITS = 9;

export const yenPaper: PaperType<YenField> = ({ field: { max }, raw }) => {
  const most = Math.max(max === undefined ? DIGITS : String(max).length, typed(raw).length);
  return question(rowOf(comb(most, typed(raw).padStart(most, ' ').trimEnd()), words('円')));
};
