import { localize } from '#kernel/i18n/locales.js';
import { type PaperType, question, small, tick } from '../../paper/parts.js';
import type { ChoicesField } from './definition.js';

export const choicesPaper: PaperType<ChoicesField> = ({ field: { options, atMost }, raw, t }) => {
  const chosen = new Set(raw['']);
  return question({
    label: null,
    lines: [
      [small(atMost === undefined ? t('paperForm.any') : t('paperForm.atMost', { count: atMost }))],
      options.map(({ value, label }) => ({
        ...tick('', value, localize(label, t.locale), chosen.has(value)),
        isMany: true,
      })),
    ],
  });
};
