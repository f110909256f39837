import { z } from 'zod';
import { localize } from '#kernel/i18n/locales.js';
import { Checkbox } from '#ui/components/checkbox.js';
import { answered, controlProps, type FieldType, refused, typed } from '../field-type.js';
import { Paragraphs } from '../paragraphs.js';
import type { ConsentField } from './definition.js';

export const consent = {
  parts: [''],
  missing: 'forms.error.required.agree',
  valueType: () => 'boolean',
  stored: () => z.literal(true),
  parse(raw) {
    const value = typed(raw);
    if (value === '') return answered(null);
    return value === 'true' ? answered(true as const) : refused({ code: 'forms.error.option' });
  },
  toRaw: () => ({ '': ['true'] }),
  display: (_value, _field, t) => t('forms.consent.agreed'),
  errors: () => [{ code: 'forms.error.option' }],
  View(props) {
    const { t, field, raw } = props;
    return (
      <>
        {field.text && <Paragraphs text={localize(field.text, t.locale)} />}
        <Checkbox {...controlProps(props)} value="true" checked={typed(raw) === 'true'} />
      </>
    );
  },
} as const satisfies FieldType<ConsentField, true>;
