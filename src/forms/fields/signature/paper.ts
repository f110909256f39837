import { blank, type PaperType, question, rowOf, small } from '../../paper/parts.js';
import type { SignatureField } from './definition.js';

/** Signed by hand each time: nothing is ever printed into it. */
export const signaturePaper: PaperType<SignatureField> = ({ t }) =>
  question(rowOf(small(t('paperForm.sign')), blank('', 'rest', { height: 14 })));
