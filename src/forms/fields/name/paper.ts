import { blank, type PaperType, question, rowOf } from '../../paper/parts.js';
import { typed } from '../field-type.js';
import type { NameField } from './definition.js';

export const namePaper: PaperType<NameField> = ({ raw }) =>
  question(rowOf(blank(typed(raw), 'rest', { size: 13, height: 10 })));
