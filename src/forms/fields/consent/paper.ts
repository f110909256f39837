import { localize } from '#kernel/i18n/locales.js';
import { type PaperType, rowOf, tick, words } from '../../paper/parts.js';
import { typed } from '../field-type.js';
import type { ConsentField } from './definition.js';

/** What is agreed to, and a box with the words of the agreement. */
export const consentPaper: PaperType<ConsentField> = ({ field, raw, t }) => ({
  heading: t('paperForm.consent'),
  rows: [
    {
      label: null,
      lines: [
        ...(field.text ? [[words(localize(field.text, t.locale))]] : []),
        ...rowOf(tick('', 'true', localize(field.label, t.locale), typed(raw) === 'true')).lines,
      ],
    },
  ],
});
