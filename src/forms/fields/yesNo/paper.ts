import { localize } from '#kernel/i18n/locales.js';
import { type PaperType, question, rowOf, tick } from '../../paper/parts.js';
import { typed } from '../field-type.js';
import type { YesNoField } from './definition.js';

export const yesNoPaper: PaperType<YesNoField> = ({ field, raw, t }) => {
  const row = (value: 'true' | 'false', own: YesNoField['yes'], key: 'common.yes' | 'common.no') =>
    tick('', value, own ? localize(own, t.locale) : t(key), typed(raw) === value);
  return question(rowOf(row('true', field.yes, 'common.yes'), row('false', field.no, 'common.no')));
};
