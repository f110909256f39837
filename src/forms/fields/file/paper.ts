import { type PaperType, question, small, tick } from '../../paper/parts.js';
import type { PhotoField } from '../photo/definition.js';
import type { FileField } from './definition.js';

/** Papers go along with the form; the box helps the person to forget none. */
export const filesPaper: PaperType<FileField | PhotoField> = ({ field: { kind, maxFiles }, t }) =>
  question({
    label: null,
    lines: [
      [
        tick(null, 'attached', t('paperForm.attached')),
        small(t(kind === 'photo' ? 'paperForm.photos' : 'paperForm.copies', { count: maxFiles })),
      ],
    ],
  });
