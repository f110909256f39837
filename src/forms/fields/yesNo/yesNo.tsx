import { z } from 'zod';
import { localize } from '#kernel/i18n/locales.js';
import type { Translator } from '#kernel/i18n/translate.js';
import { RadioGroup } from '#ui/components/radio-group.js';
import { answered, controlProps, type FieldType, refused, typed } from '../field-type.js';
import type { YesNoField } from './definition.js';

const word = (value: boolean, { yes, no }: YesNoField, t: Translator): string => {
  const own = value ? yes : no;
  return own ? localize(own, t.locale) : t(value ? 'common.yes' : 'common.no');
};

export const yesNo = {
  parts: [''],
  missing: 'forms.error.required.choose',
  valueType: () => 'boolean',
  stored: () => z.boolean(),
  parse(raw) {
    const value = typed(raw);
    if (value === '') return answered(null);
    if (value === 'true' || value === 'false') return answered(value === 'true');
    return refused({ code: 'forms.error.option' });
  },
  toRaw: (value) => ({ '': [String(value)] }),
  display: word,
  errors: () => [{ code: 'forms.error.option' }],
  View(props) {
    const { t, field, raw } = props;
    const rows = [true, false].map((value) => ({ value: String(value), label: word(value, field, t) }));
    const options = field.optional ? [...rows, { value: '', label: t('forms.choice.none') }] : rows;
    return <RadioGroup {...controlProps(props)} inline options={options} value={raw['']?.[0]} />;
  },
} as const satisfies FieldType<YesNoField, boolean>;
