import { blank, type PaperType, question, rowOf } from '../../paper/parts.js';
import { typed } from '../field-type.js';
import type { KanaField } from './definition.js';

export const kanaPaper: PaperType<KanaField> = ({ raw }) =>
  question({ ...rowOf(blank(typed(raw), 'rest', { size: 9, height: 5 })), isReading: true });
