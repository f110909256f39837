import { type PaperType, question, rowOf, words } from '../../paper/parts.js';
import { typed } from '../field-type.js';
import { type Calculated, calculated } from './calculated.js';
import type { CalculatedField } from './definition.js';

/** Nobody writes it: it is there on a filled form only. */
export const calculatedPaper: PaperType<CalculatedField> = ({ field, raw, t }) => {
  const text = typed(raw);
  return text === ''
    ? question()
    : question(rowOf(words(calculated.display(JSON.parse(text) as Calculated, field, t))));
};
