import { comb, type PaperType, question, rowOf, words } from '../../paper/parts.js';
import { typed } from '../field-type.js';
import type { AgeField } from './definition.js';

export const agePaper: PaperType<AgeField> = ({ raw, t }) =>
  question(rowOf(comb(3, typed(raw).padStart(3, ' ').trimEnd()), words(t('forms.age.unit'))));
