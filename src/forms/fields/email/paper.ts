import { blank, type PaperType, question, rowOf } from '../../paper/parts.js';
import { typed } from '../field-type.js';
import type { EmailField } from './definition.js';

export const emailPaper: PaperType<EmailField> = ({ raw }) => question(rowOf(blank(typed(raw))));
