import { localize } from '#kernel/i18n/locales.js';
import { blank, type PaperType, question, rowOf, small, tick } from '../../paper/parts.js';
import { typed } from '../field-type.js';
import { optionLabel } from '../options.js';
import type { ChoiceField } from './definition.js';

/** Of more answers than this nobody finds theirs on paper: it is written. */
const MOST_BOXES = 60;

export const choicePaper: PaperType<ChoiceField> = ({ field, raw, t }) => {
  const { options } = field;
  const chosen = typed(raw);
  if (options.length > MOST_BOXES)
    return question(rowOf(blank(chosen && optionLabel(options, chosen, t)), small(t('paperForm.writeOne'))));
  return question(
    rowOf(
      ...options.map(({ value, label, help }) => {
        const more = help ? `（${localize(help, t.locale)}）` : '';
        return tick('', value, `${localize(label, t.locale)}${more}`, chosen === value);
      }),
    ),
  );
};
