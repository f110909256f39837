import { area, type PaperType, question, rowOf } from '../../paper/parts.js';
import { typed } from '../field-type.js';
import type { LongTextField } from './definition.js';

/** Characters of handwriting on one ruled line; few people write a third of what they may. */
const A_LINE = 25;

export const longTextPaper: PaperType<LongTextField> = ({ field: { maxLength }, raw }) =>
  question(rowOf(area(Math.min(6, Math.max(2, Math.ceil(maxLength / A_LINE / 3))), typed(raw))));
